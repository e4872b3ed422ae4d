// Colouring by keys: 1 to 4 and the arrows press the buttons that stand on the page. They can be switched off.
const SLEUTEL = "toetsen-uit";

export function start(element) {
  const vinkje = element.querySelector("[data-toetsen]");
  vinkje.checked = localStorage.getItem(SLEUTEL) !== "ja";
  vinkje.addEventListener("change", () => localStorage.setItem(SLEUTEL, vinkje.checked ? "nee" : "ja"));

  // While an answer is awaited, a second press counts only once the page shows another idea (or another version of it).
  const inHand = () => element.querySelector("[data-toets='1']")?.getAttribute("formaction");
  let gedrukt = null;

  const toets = (gebeurtenis) => {
    const {key, target, ctrlKey, metaKey, altKey, repeat} = gebeurtenis;
    if (!vinkje.checked || ctrlKey || metaKey || altKey || repeat) return;
    if (target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (document.body.getAttribute("aria-busy") === "true" && inHand() === gedrukt) return;
    const knop = element.querySelector(`[data-toets="${CSS.escape(key)}"]`);
    if (!knop) return;
    gebeurtenis.preventDefault();
    gedrukt = inHand();
    knop.click();
  };
  document.addEventListener("keydown", toets);
  return () => document.removeEventListener("keydown", toets);
}
