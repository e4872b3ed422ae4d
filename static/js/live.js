// The page hears news: regions are morphed, panels (which hold inputs) are replaced only when their key differs.
import {io} from "../vendor/socket.io/socket.io.esm.min.js";
import {Idiomorph} from "../vendor/idiomorph/idiomorph.esm.min.js";
import {kondig, toonBericht, verbonden, verbroken} from "./banden.js";
import {hoorGroep, toonTafel, vulGroep} from "./groep.js";
import {tik} from "./klok.js";
import {startOnderdelen, stopOnderdelen} from "./onderdelen.js";
import {legPauze} from "./pauze.js";
import {naarBoven} from "./stapwissel.js";
import {verstuur} from "./outbox.js";
import {nieuwer} from "./versies.js";

const bodem = document.body.dataset;
const versies = new Map();
let eerder = false;

const socket = io({transports: ["websocket"], reconnectionDelay: 500, reconnectionDelayMax: 8000});

socket.on("connect", () => {
  socket.emit("aanwezig", aanmelding(), (antwoord) => {
    if (!antwoord.ok) return bodem.live === "beamer" ? location.reload() : undefined; // its evening is gone: the page says so
    if (antwoord.bijeenkomst !== Number(bodem.bijeenkomst)) return location.reload();
    if (eerder) verbonden();
    eerder = true;
    versies.clear();
    antwoord.regios.forEach(regio);
    toonTafel(antwoord.tafel);
    verstuur();
  });
});
socket.on("disconnect", verbroken);
socket.on("connect_error", verbroken);
socket.on("regio", regio);
hoorGroep(socket, versies, regio);
socket.on("bericht", (bericht) => {
  if (bericht.opnieuw) return location.reload();
  toonBericht(bericht.tekst);
  window.dispatchEvent(new CustomEvent("dialoog:bericht"));
});
socket.on("verbonden", (aantal) => {
  for (const plek of document.querySelectorAll("[data-verbonden]")) {
    plek.textContent = aantal[plek.dataset.verbonden] ?? 0;
  }
});

function aanmelding() {
  return {
    pagina: bodem.live,
    dialoog: Number(bodem.dialoog),
    bijeenkomst: Number(bodem.bijeenkomst),
    token: bodem.token,
    voor: bodem.namens ? Number(bodem.namens) : null,
    klein: "klein" in bodem,
  };
}

/** One region message: older than what is shown is dropped. */
function regio({naam, versie, html, sleutel, spreiding}) {
  if (!nieuwer(versie, versies.get(naam))) return;
  versies.set(naam, versie);
  if (sleutel !== null) return paneel(naam, sleutel, html, spreiding);
  for (const plek of document.querySelectorAll(`[data-regio="${naam}"]`)) { // a layer over the page may show it too
    Idiomorph.morph(plek, html, {morphStyle: "innerHTML"});
    na(naam, plek);
  }
}

function na(naam, plek) {
  if (naam === "pauze") legPauze(plek);
  window.dispatchEvent(new CustomEvent("dialoog:regio", {detail: {naam, plek}}));
  tik();
}

async function paneel(naam, sleutel, html, spreiding) {
  const plek = document.querySelector(`[data-paneel="${naam}"]`);
  if (!plek || plek.dataset.sleutel === sleutel) return;
  if (bodem.live === "regie") return haalPaneel(naam, plek, sleutel);
  stopOnderdelen(plek);
  plek.dataset.sleutel = sleutel;
  plek.innerHTML = html;
  window.scrollTo(0, 0);
  const andermans = bodem.rol === "toehoorder" ? "[data-doen]" : "[data-kijken]";
  kondig([...plek.querySelectorAll("h1")].find((kop) => !kop.closest(andermans))?.textContent);
  na(naam, plek);
  await startOnderdelen(plek, spreiding);
}

/** The regie's panels hold forms with a token of its own, so it fetches them. */
async function haalPaneel(naam, plek, sleutel) {
  const antwoord = await fetch(location.href);
  if (!antwoord.ok) return;
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  const vers = nieuw.querySelector(`[data-paneel="${naam}"]`);
  if (!vers) return location.reload();
  // The answer to what was pressed here may have laid it meanwhile, and somebody may have typed in it since.
  if (plek.dataset.sleutel === vers.dataset.sleutel) return;
  stopOnderdelen(plek);
  if (naam === "werkvorm") naarBoven(plek.dataset.sleutel, vers.dataset.sleutel);
  plek.innerHTML = vers.innerHTML;
  plek.dataset.sleutel = vers.dataset.sleutel ?? sleutel;
  na(naam, plek);
  await startOnderdelen(plek);
}

vulGroep();
startOnderdelen(document.body);
tik();
