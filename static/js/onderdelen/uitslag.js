// Paints the voorstellen that this person owns in the panel of the evening: who they are stands in no pushed region.

import {start as startAanbod} from "./aanbod.js";

export function start(element, gereedschap) {
  const {mijn, dialoog} = gereedschap;
  const lijst = element.querySelector("[data-aanbod-lijst]");
  const stopAanbod = lijst ? startAanbod(lijst, gereedschap) : () => {};
  const plek = element.querySelector("[data-eigen]");
  const blad = element.querySelector("[data-eigen-kaart]");
  let mijne = [];
  const teken = (eigen = []) => {
    mijne = eigen;
    plek.hidden = eigen.length === 0;
    plek.querySelector(".kaarten").replaceChildren(...eigen.map((voorstel) => kaart(blad, voorstel, element.dataset.adres)));
  };
  // Who hears to be eigenaar now, gets the way to the card at once.
  const haal = async () => {
    const antwoord = await fetch(`/d/${dialoog.naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
    if (antwoord?.ok) teken((await antwoord.json()).voorstellen);
  };
  // An addition to a card of one's own: only who owns one asks for it.
  const wachtend = () => element.querySelector("[data-wachtend]")?.dataset.wachtend;
  let wacht = wachtend();
  const naPush = () => {
    if (wachtend() === wacht) return;
    wacht = wachtend();
    if (mijne.length) haal();
  };
  window.addEventListener("dialoog:regio", naPush);
  window.addEventListener("dialoog:bericht", haal);
  teken(mijn.voorstellen);
  return () => {
    stopAanbod();
    window.removeEventListener("dialoog:bericht", haal);
    window.removeEventListener("dialoog:regio", naPush);
  };
}

function kaart(blad, {nummer, titel, trekker, op_slot: opSlot, gevuld, wachtend = []}, adres) {
  const stuk = blad.content.cloneNode(true);
  const rol = trekker ? "U trekt" : "U bent eigenaar van";
  stuk.querySelector("[data-tekst]").textContent = `${rol} Voorstel ${nummer}: ${titel}`;
  stuk.querySelector("[data-stand]").textContent = `${gevuld} van de 10 vragen zijn ingevuld.${opSlot ? " De kaart is op slot." : ""}`;
  const link = stuk.querySelector("a");
  link.href = `${adres}/${nummer}`;
  const aantal = wachtend.reduce((som, een) => som + een.aantal, 0);
  if (aantal && !opSlot) {
    link.href = `${adres}/${nummer}/${wachtend[0].plek}#aanvullingen`;
    link.querySelector(".knop-tekst > span").textContent = aantal === 1 ? "Bekijk 1 aanvulling" : `Bekijk ${aantal} aanvullingen`;
  }
  if (opSlot) link.querySelector(".knop-tekst > span").textContent = "Lees dit voorstel";
  return stuk;
}
