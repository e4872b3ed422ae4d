// Keys and a presenter's clicker in the regie. What cannot be taken back is never done by one key: the green button first
// gets the focus, a second press does it, and a question is answered with the mouse or Enter only.
import {kondig, toonBericht} from "./banden.js";

const SLEUTEL = "toetsen-uit"; // shared with the keys of the colours
const RECHTS = ["ArrowRight", "PageDown"];
const LINKS = ["ArrowLeft", "PageUp"];
const EEN_TEGELIJK_MS = 400;
let laatst = 0;

const aan = () => localStorage.getItem(SLEUTEL) !== "ja";
const zichtbaar = (element) => element && element.getClientRects().length > 0;
const vind = (richting) =>
  [...document.querySelectorAll(`[data-toets-${richting}], [data-toets="Arrow${richting === "rechts" ? "Right" : "Left"}"]`)].find(
    (element) => zichtbaar(element) && element.getAttribute("aria-disabled") !== "true",
  );

/** Press a key. Returns whether it did something, so that the page does not scroll as well. */
function druk(toets) {
  if (RECHTS.includes(toets)) return binnen("rechts") || groen();
  if (LINKS.includes(toets)) return binnen("links");
  const knop = {b: "[data-toets-zwart]", ".": "[data-toets-zwart]", c: "[data-toets-code]"}[toets.toLowerCase()];
  const element = knop && document.querySelector(knop);
  element?.click();
  return Boolean(element);
}

function binnen(richting) {
  const element = vind(richting);
  element?.click();
  return Boolean(element);
}

function groen() {
  const vraag = document.querySelector(".vraagkaart");
  if (vraag) {
    vraag.querySelector("[data-focus]")?.focus();
    return true;
  }
  const knop = document.querySelector(".stapbalk-verder .knop-groen");
  if (!knop) return false;
  const klaar = knop === document.activeElement && knop.dataset.gemikt === knop.textContent;
  delete knop.dataset.gemikt;
  if (klaar) {
    knop.click();
    knop.blur();
  } else {
    knop.focus();
    knop.dataset.gemikt = knop.textContent;
    kondig("Druk nog een keer om dit te doen.");
  }
  return true;
}

function toets({key, target, ctrlKey, metaKey, altKey, repeat, defaultPrevented}) {
  if (!aan() || defaultPrevented || ctrlKey || metaKey || altKey || repeat) return false;
  if (target?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return false;
  if (document.querySelector(`[data-toets="${CSS.escape(key)}"]`)) return false; // its own module listens
  if (document.body.getAttribute("aria-busy") === "true" || Date.now() - laatst < EEN_TEGELIJK_MS) return RECHTS.includes(key);
  const gedaan = druk(key);
  if (gedaan) laatst = Date.now();
  return gedaan;
}

/** F5 is how a clicker starts a show: it may not throw away what is typed. */
function herladen(gebeurtenis) {
  const velden = [...document.querySelectorAll("main input, main textarea")];
  const bezig = velden.some((veld) => !["checkbox", "radio", "hidden"].includes(veld.type) && veld.value !== veld.defaultValue);
  if (gebeurtenis.key !== "F5" || !bezig) return;
  gebeurtenis.preventDefault();
  toonBericht("U typte iets dat nog niet bewaard is. Bewaar het eerst, of herlaad met Ctrl en R.", "Niet herladen.");
}

window.addEventListener("keydown", (gebeurtenis) => {
  herladen(gebeurtenis);
  if (toets(gebeurtenis)) gebeurtenis.preventDefault();
});

// The beamer's window on this computer has no powers: it only passes on what was pressed in it.
new BroadcastChannel("dialoog-zaal").addEventListener("message", ({data}) => {
  if (data.soort === "toets" && data.bijeenkomst === document.body.dataset.bijeenkomst && !document.hidden) toets({key: data.key});
});

const verfVinkje = () => {
  const vinkje = document.querySelector("[data-toetsen-aan]");
  if (vinkje) vinkje.checked = aan();
};
document.addEventListener("change", ({target}) => {
  if ("toetsenAan" in target.dataset) localStorage.setItem(SLEUTEL, target.checked ? "nee" : "ja");
});
window.addEventListener("dialoog:kaart", verfVinkje);
verfVinkje();
window.addEventListener("dialoog:om", ({detail}) => kondig(detail.tekst));
