// Who else writes on this card now, and news of the answer that stands open. Nothing of this is kept anywhere.
import {verbonden, verbroken} from "../banden.js";
import {io} from "../../vendor/socket.io/socket.io.esm.min.js";

const KORT = 20000;

/** Listen for others on the card of this form; `volg` hears savings of the same question. Gives what stops it. */
export function luister(formulier, {plek, kenmerk, volg}) {
  const regel = document.querySelector("[data-schrijvers]");
  const {kaart, pagina, dialoog, namens} = formulier.dataset;
  const bezig = new Map();
  const socket = io({transports: ["websocket"], reconnectionDelay: 500, reconnectionDelayMax: 8000});
  const toon = () => {
    const woorden = [...bezig.values()].map(({wie, plek: waar}) => `${wie} schrijft nu aan ${waar === plek ? "deze vraag" : `vraag ${waar}`}.`);
    const tekst = [...new Set(woorden)].join(" ");
    regel.hidden = !tekst;
    const zin = regel.querySelector("[data-zin]");
    if (zin.textContent !== tekst) zin.textContent = tekst;
  };
  const hoor = (nieuws) => {
    if (nieuws.kenmerk === kenmerk()) return;
    const sleutel = nieuws.wie;
    clearTimeout(bezig.get(sleutel)?.wekker);
    const wekker = setTimeout(() => { bezig.delete(sleutel); toon(); }, KORT - (nieuws.geleden ?? 0));
    bezig.set(sleutel, {...nieuws, wekker});
    toon();
    if (nieuws.plek === plek) volg(nieuws);
  };
  socket.on("connect", () => {
    verbonden();
    const vraag = {pagina, dialoog: Number(dialoog), nummer: Number(kaart), voor: namens ? Number(namens) : null};
    socket.emit("kaart", vraag, ({schrijvers = []}) => schrijvers.forEach(hoor));
  });
  socket.on("disconnect", verbroken);
  socket.on("connect_error", verbroken);
  socket.on("schrijft", hoor);
  return () => {
    socket.disconnect();
    for (const {wekker} of bezig.values()) clearTimeout(wekker);
  };
}
