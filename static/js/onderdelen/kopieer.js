// A link with a button that copies it.
import {kopieer} from "../kopieer.js";

export function start(element) {
  const bron = element.querySelector("[data-kopieer-bron]");
  const knop = element.querySelector("[data-kopieer]");
  knop.addEventListener("click", () => kopieer(bron, knop));
}
