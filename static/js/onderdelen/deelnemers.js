// The list of people follows the evening: when somebody comes or goes, the page is fetched and laid over this one.
import {leg} from "../regie.js";

export function start() {
  const eerder = new Map();
  let wekker = null;
  const haal = async () => {
    wekker = null;
    const antwoord = await fetch(location.href).catch(() => null);
    if (!antwoord?.ok) return;
    leg(new DOMParser().parseFromString(await antwoord.text(), "text/html"));
  };
  const nieuws = ({detail}) => {
    if (!["mensen", "hand"].includes(detail.naam) || !detail.plek?.innerHTML) return;
    const anders = eerder.has(detail.naam) && eerder.get(detail.naam) !== detail.plek.innerHTML;
    eerder.set(detail.naam, detail.plek.innerHTML);
    if (anders) wekker ??= setTimeout(haal, 400);
  };
  window.addEventListener("dialoog:regio", nieuws);
  return () => window.removeEventListener("dialoog:regio", nieuws);
}
