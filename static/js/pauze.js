// A pauze lies over the phone's panel, which is only out of sight: what was typed in it stays.
import {kondig} from "./banden.js";

/** Show the pauze instead of the panel, or the panel again. */
export function legPauze(plek) {
  const pauze = plek.querySelector("h1") !== null;
  const was = !plek.hidden;
  plek.hidden = !pauze;
  document.querySelector('[data-paneel="paneel"]').hidden = pauze;
  if (pauze && !was) kondig(`Pauze. ${plek.querySelector("p")?.textContent ?? ""} ${plek.querySelector(".pauze-tot")?.textContent ?? ""}`);
}
