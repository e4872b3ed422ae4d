// A button beside a password that shows what is typed: one field, typed once, read back by eye.

/** `vak` holds the password field. */
export function start(vak) {
  const veld = vak.querySelector("input[type=password]");
  if (!veld) return null;
  const knop = Object.assign(document.createElement("button"), {type: "button", className: "stil", textContent: "Laat zien"});
  knop.setAttribute("aria-pressed", "false");
  knop.setAttribute("aria-controls", veld.id);
  const wissel = () => {
    const zichtbaar = veld.type === "password";
    veld.type = zichtbaar ? "text" : "password";
    knop.textContent = zichtbaar ? "Verberg" : "Laat zien";
    knop.setAttribute("aria-pressed", String(zichtbaar));
  };
  const dicht = () => { veld.type = "password"; };
  knop.addEventListener("click", wissel);
  veld.form?.addEventListener("submit", dicht);
  veld.after(knop);
  return () => knop.remove();
}
