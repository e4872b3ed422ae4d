// The card is closed, and this device holds a text that the server does not have: it stays here, to be copied.
import {kopieer} from "../kopieer.js";
import {maakConcept} from "./concept.js";
import {naarTekst} from "./tekst.js";

const KEUS = /^(deelvraag|geen$|oordeel-|btw$)/; // what was ticked, not typed

/** What a draft holds, as words: {tekst} or {html} of an answer, {velden} of a part beside it. */
export function woorden({html, tekst, velden} = {}) {
  if (velden) return Object.entries(velden).flatMap(([naam, waarden]) => (KEUS.test(naam) ? [] : waarden)).filter(Boolean).join("\n");
  return tekst ?? naarTekst(html ?? "");
}

/** Whether two texts say the same, whatever their lines and lists look like. */
export function zelfde(een, ander) {
  const kern = (tekst) => tekst.replace(/^\s*(-|\d+\.)\s+/gm, "").replace(/\s+/g, " ").trim();
  return kern(een) === kern(ander);
}

/** Show the text in the block [data-telaat] of `deel`. `weg`: what throwing it away does besides. */
export function toonTeLaat(deel, sleutel, inhoud) {
  const vak = deel.querySelector("[data-telaat]");
  const bron = vak.querySelector("[data-telaat-tekst]");
  bron.textContent = woorden(inhoud);
  vak.hidden = bron.textContent === "";
  vak.querySelector("[data-telaat-kopieer]").onclick = (gebeurtenis) => kopieer(bron, gebeurtenis.currentTarget);
  vak.querySelector("[data-telaat-weg]").onclick = () => {
    maakConcept(sleutel).weg();
    vak.hidden = true;
  };
}
