// Starts the module of a part of the page: data-module="ideeen" loads onderdelen/ideeen.js and calls its start().
import {kondig, toonBericht} from "./banden.js";
import {nieuwKenmerk, onAntwoord, stuur, wachtend} from "./outbox.js";

const bodem = document.body.dataset;
const opruimers = new Map();
let mijn = JSON.parse(document.getElementById("mijn")?.textContent ?? "null");

const gestart = new WeakSet();
const tevroeg = new Map();

// Who presses before a part is ready: the press is kept, and done as soon as it is.
const bewaar = (gebeurtenis, doe) => {
  const deel = gebeurtenis.target.closest("[data-module]");
  if (!deel || gestart.has(deel) || !opruimers.has(deel)) return;
  gebeurtenis.preventDefault();
  gebeurtenis.stopImmediatePropagation();
  tevroeg.set(deel, [...(tevroeg.get(deel) ?? []), doe]);
};
document.addEventListener("submit", (g) => bewaar(g, () => g.target.requestSubmit(g.submitter)), true);
document.addEventListener(
  "click",
  (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("button[type=button]");
    if (knop) bewaar(gebeurtenis, () => knop.click());
  },
  true,
);

async function haalMijn(spreiding) {
  if (mijn !== null) return mijn;
  await new Promise((klaar) => setTimeout(klaar, Math.random() * spreiding));
  const antwoord = await fetch(bodem.mijn ?? `/d/${bodem.naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
  return antwoord?.ok ? await antwoord.json() : {};
}

/** A module; on a line that fails it is asked again until it comes, else nothing on the page could be pressed.
 * The number makes it another address: a browser may remember that the first one failed. */
async function haalModule(naam) {
  for (let poging = 0; ; poging++) {
    try {
      return await import(`./onderdelen/${naam}.js${poging ? `?${poging}` : ""}`);
    } catch (fout) {
      if (!(fout instanceof TypeError)) throw fout;
      await new Promise((klaar) => setTimeout(klaar, Math.min(500 * 2 ** poging, 8000)));
    }
  }
}

/** Stop what a push took off the page, or made into something else: an old pager would go on painting the marks. */
function stopVerdwenen() {
  for (const [element, opruimen] of [...opruimers]) {
    if (element.isConnected && element.dataset.module) continue;
    if (typeof opruimen === "function") opruimen();
    opruimers.delete(element);
  }
}

/** Start every module inside `plek`. A module with data-mijn gets what is this person's own, fetched somewhere within
 * `spreiding` ms, so that a hall full of phones does not ask at once. */
export async function startOnderdelen(plek, spreiding = 0) {
  stopVerdwenen();
  const elementen = [...plek.querySelectorAll("[data-module]")].filter((element) => !opruimers.has(element));
  for (const element of elementen) opruimers.set(element, null);
  for (const element of elementen) {
    const eigen = "mijn" in element.dataset ? await haalMijn(spreiding) : {};
    const module = await haalModule(element.dataset.module);
    if (!opruimers.has(element)) continue;
    const gereedschap = {mijn: eigen, dialoog: bodem, stuur, onAntwoord, wachtend, nieuwKenmerk, kondig, toonBericht};
    opruimers.set(element, module.start(element, gereedschap) ?? null);
    gestart.add(element);
    element.dataset.gestart = "";
    const gedrukt = tevroeg.get(element) ?? [];
    tevroeg.delete(element);
    for (const doe of gedrukt) doe();
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
