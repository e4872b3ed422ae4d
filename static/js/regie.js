// The regie: buttons of regions post through one form (#actie); with a script the answer is laid over the page
// instead of loading it anew, so the scroll place and other typed text stay. Without it a plain POST works the same.
import {Idiomorph} from "../vendor/idiomorph/idiomorph.esm.min.js";
import {toonBericht} from "./banden.js";
import {vulKaart} from "./hand.js";
import {tik} from "./klok.js";
import {startOnderdelen, stopOnderdelen} from "./onderdelen.js";
import {naarBoven} from "./stapwissel.js";

const onderweg = new Set(); // addresses of buttons marked data-eenmaal whose answer is awaited
let laatste = 0;

document.addEventListener("submit", async (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  if (formulier.id !== "actie" && !("snel" in formulier.dataset)) return;
  gebeurtenis.preventDefault();
  const knop = gebeurtenis.submitter;
  if (knop?.getAttribute("aria-disabled") === "true") return;
  // On a slow line the page still shows what was pressed: the same thing pressed again is no second wish.
  const eenmaal = knop && "eenmaal" in knop.dataset ? new URL(knop.formAction).pathname : null;
  if (onderweg.has(eenmaal)) return;
  if (eenmaal) onderweg.add(eenmaal);
  const inhoud = new FormData(formulier, knop);
  await doe(knop?.getAttribute("formaction") ?? formulier.action, inhoud, formulier);
  onderweg.delete(eenmaal);
});

/** Post an action and lay the answer over the page. */
export async function doe(url, inhoud, formulier = null) {
  const deze = ++laatste;
  document.body.setAttribute("aria-busy", "true");
  try {
    const antwoord = await fetch(url, {method: "POST", body: new URLSearchParams(inhoud)});
    const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
    if (!antwoord.ok) return vulKaart(nieuw) || weiger(nieuw);
    if (new URL(antwoord.url).pathname !== location.pathname) return location.assign(antwoord.url);
    if (antwoord.url !== location.href) history.replaceState(null, "", antwoord.url);
    document.querySelector("[data-band-los]")?.remove();
    leg(nieuw, formulier, deze === laatste);
  } catch {
    toonBericht("Er is niets veranderd. Kijk naar de wifi en druk dan nog een keer.", "Even geen verbinding.", "geweigerd");
  } finally {
    if (deze === laatste) document.body.removeAttribute("aria-busy");
  }
}

function weiger(nieuw) {
  const kop = nieuw.querySelector("[data-fout-kop]")?.textContent ?? "Dat lukte niet.";
  toonBericht(nieuw.querySelector("[data-fout-tekst]")?.textContent ?? "Er is niets veranderd.", kop, "geweigerd");
}

/** Lay regions and panels of a fetched page over this one. A panel with the same key keeps what is typed in it. An
 * answer that a later press has overtaken is older than what was pushed since: its regions are left alone. */
export function leg(nieuw, formulier = null, regios = true) {
  for (const vers of nieuw.querySelectorAll("[data-paneel]")) {
    const plek = document.querySelector(`[data-paneel="${vers.dataset.paneel}"]`);
    if (!plek) continue;
    if (plek.dataset.sleutel === vers.dataset.sleutel && !plek.contains(formulier)) continue;
    stopOnderdelen(plek);
    if (vers.dataset.paneel === "werkvorm") naarBoven(plek.dataset.sleutel, vers.dataset.sleutel);
    plek.innerHTML = vers.innerHTML;
    plek.dataset.sleutel = vers.dataset.sleutel;
    startOnderdelen(plek);
  }
  for (const vers of regios ? nieuw.querySelectorAll("[data-regio]") : []) {
    const plek = document.querySelector(`[data-regio="${vers.dataset.regio}"]`);
    if (plek) Idiomorph.morph(plek, vers.innerHTML, {morphStyle: "innerHTML"});
    window.dispatchEvent(new CustomEvent("dialoog:regio", {detail: {naam: vers.dataset.regio, plek}}));
  }
  tik();
}

document.querySelector("[data-focus]")?.focus();
