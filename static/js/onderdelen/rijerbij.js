// Enter in a row gives the next row, there and then, and sends nothing. The new row is a copy of this one without what was
// typed; the server reads it as it reads its own new rows.

const wens = (rij) => rij.querySelector("textarea, input:not([type=hidden])");

/** A key that no row of the page has. */
const sleutel = () => `n${[...crypto.getRandomValues(new Uint8Array(6))].map((getal) => getal.toString(16).padStart(2, "0")).join("")}`;

function maak(rij) {
  const oud = rij.dataset.sleep;
  const nieuw = sleutel();
  const kopie = rij.cloneNode(true);
  kopie.dataset.sleep = nieuw;
  for (const iets of kopie.querySelectorAll(".rij-anders, .veld-fout")) iets.remove();
  for (const element of kopie.querySelectorAll("[name], [id], [for], button[value]")) {
    for (const naam of ["name", "id", "for", "value"]) {
      const waarde = element.getAttribute(naam);
      if (waarde === oud || waarde?.startsWith(`${oud}-`)) element.setAttribute(naam, nieuw + waarde.slice(oud.length));
    }
    for (const naam of ["aria-invalid", "aria-describedby", "autofocus"]) element.removeAttribute(naam);
  }
  for (const veld of kopie.querySelectorAll("textarea, input:not([type=hidden])")) veld.value = veld.defaultValue = "";
  for (const veld of kopie.querySelectorAll(`[name="${nieuw}-gezien"]`)) veld.value = "";
  for (const vak of kopie.querySelectorAll(".heeft-fout")) vak.classList.remove("heeft-fout");
  kopie.querySelector("details")?.removeAttribute("open");
  return kopie;
}

/** Labels and buttons are heard with their number; the first cannot go up and the last cannot go down. */
function nummer(lijst) {
  const rijen = [...lijst.querySelectorAll(":scope > [data-sleep]")];
  for (const [n, rij] of rijen.entries()) {
    const label = rij.querySelector(".veld-naamloos label");
    if (label) label.textContent = label.textContent.replace(/\d+$/, n + 1);
    for (const knop of rij.querySelectorAll(".volgorde button")) {
      knop.setAttribute("aria-label", knop.getAttribute("aria-label").replace(/ \d+ /, ` ${n + 1} `));
      const kan = knop.name === "weg" || (knop.name === "omhoog" ? n > 0 : n < rijen.length - 1);
      if (kan) knop.removeAttribute("aria-disabled");
      else knop.setAttribute("aria-disabled", "true");
    }
  }
}

export function start(lijst) {
  const toets = (gebeurtenis) => {
    const veld = gebeurtenis.target;
    if (gebeurtenis.key !== "Enter" || gebeurtenis.isComposing || !veld.matches("textarea, input:not([type=hidden])")) return;
    if (veld.closest("details")) return; // the points of a kader have lines of their own
    gebeurtenis.preventDefault();
    const rij = veld.closest("[data-sleep]");
    const volgende = rij.nextElementSibling?.matches("[data-sleep]") ? wens(rij.nextElementSibling) : null;
    if (volgende && !volgende.value.trim()) return volgende.focus();
    if (!wens(rij).value.trim()) return; // one empty row is enough
    const kopie = maak(rij);
    rij.after(kopie);
    nummer(lijst);
    wens(kopie).focus();
  };
  lijst.addEventListener("keydown", toets);
  return () => lijst.removeEventListener("keydown", toets);
}
