// The writing part of a notulist follows the step: fetched anew when the panel beside it changed. Each part keeps what
// was typed on this device by itself.
import {startOnderdelen, stopOnderdelen} from "../onderdelen.js";

export function start(blad) {
  const plek = blad.querySelector("[data-schrijf]");
  const ververs = async () => {
    const antwoord = await fetch(location.href).catch(() => null);
    if (!antwoord?.ok) return;
    const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html").querySelector("[data-schrijf]");
    if (!nieuw || nieuw.dataset.schrijf === plek.dataset.schrijf) return;
    stopOnderdelen(plek);
    plek.dataset.schrijf = nieuw.dataset.schrijf;
    plek.replaceChildren(...nieuw.childNodes);
    await startOnderdelen(plek);
  };
  const hoor = ({detail}) => detail.naam === "paneel" && ververs();
  window.addEventListener("dialoog:regio", hoor);
  return () => window.removeEventListener("dialoog:regio", hoor);
}
