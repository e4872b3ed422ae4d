// A page of a phone beside the evening hears a message and a pauze, and news for this person. It asks for nothing else.
import {io} from "../vendor/socket.io/socket.io.esm.min.js";
import {Idiomorph} from "../vendor/idiomorph/idiomorph.esm.min.js";
import {toonBericht} from "./banden.js";
import {nieuwer} from "./versies.js";

const zaal = document.querySelector("[data-zaal]");
const versies = new Map();

function regio({naam, versie, html}) {
  const plek = zaal.querySelector(`[data-regio="${naam}"]`);
  if (!plek || !nieuwer(versie, versies.get(naam))) return;
  versies.set(naam, versie);
  Idiomorph.morph(plek, html, {morphStyle: "innerHTML"});
}

function luister() {
  const socket = io({transports: ["websocket"], reconnectionDelay: 500, reconnectionDelayMax: 8000});
  const {pagina, dialoog, bijeenkomst, namens} = zaal.dataset;
  const aanmelding = {pagina, dialoog: Number(dialoog), bijeenkomst: Number(bijeenkomst), voor: namens ? Number(namens) : null};
  socket.on("connect", () => {
    socket.emit("aanwezig", aanmelding, (antwoord) => {
      versies.clear();
      if (antwoord.ok) antwoord.regios.forEach(regio);
    });
  });
  socket.on("regio", regio);
  // The device was signed off, or its person is somebody else now: no reload, what is being typed here stays.
  socket.on("bericht", ({tekst}) => {
    toonBericht(tekst);
    window.dispatchEvent(new CustomEvent("dialoog:bericht"));
  });
}

luister();
