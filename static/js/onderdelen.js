// Starts the module of a part of the page: data-module="ideeen" loads onderdelen/ideeen.js and calls its start().
import {kondig, toonBericht} from "./banden.js";
import {nieuwKenmerk, onAntwoord, stuur, wachtend} from "./outbox.js";

const bodem = document.body.dataset;
const opruimers = new Map();
let mijn = JSON.parse(document.getElementById("mijn")?.textContent ?? "null");

async function haalMijn(element) {
  if (mijn !== null) return mijn;
  const spreiding = Number(element.dataset.spreiding ?? 0);
  await new Promise((klaar) => setTimeout(klaar, Math.random() * spreiding));
  const antwoord = await fetch(`/d/${bodem.naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
  return antwoord?.ok ? await antwoord.json() : {};
}

/** Start every module inside `plek`. A module with data-mijn gets what is this person's own. */
export async function startOnderdelen(plek) {
  const elementen = [...plek.querySelectorAll("[data-module]")];
  for (const element of elementen) {
    if (opruimers.has(element)) continue;
    opruimers.set(element, null);
    const eigen = "mijn" in element.dataset ? await haalMijn(element) : {};
    const module = await import(`./onderdelen/${element.dataset.module}.js`);
    const gereedschap = {mijn: eigen, dialoog: bodem, stuur, onAntwoord, wachtend, nieuwKenmerk, kondig, toonBericht};
    opruimers.set(element, module.start(element, gereedschap) ?? null);
  }
}

/** Stop the modules inside `plek`; what was one's own is fetched afresh for the next panel. */
export function stopOnderdelen(plek) {
  mijn = null;
  for (const [element, opruimen] of [...opruimers]) {
    if (!plek.contains(element)) continue;
    if (typeof opruimen === "function") opruimen();
    opruimers.delete(element);
  }
}
