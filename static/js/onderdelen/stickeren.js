// Stickers on the phone: honest about what has arrived, about another screen, and about what came too late.
import {daden} from "./stickerdaden.js";
import {opslag} from "./stickeropslag.js";
import {schud, schilderKaarten, schilderUitkomst, schilderVel} from "./stickervel.js";

const SPREIDING_MS = 2000;
let vers = true; // what stands in the page is as fresh as the page itself, once

/** What the server knows of this person in this round; after a push not all phones at once. */
async function haalMijn(naam, ronde, inBladzij) {
  if (inBladzij) return inBladzij;
  await new Promise((klaar) => setTimeout(klaar, Math.random() * SPREIDING_MS));
  const antwoord = await fetch(`/d/${naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
  const mijn = antwoord?.ok ? await antwoord.json() : {};
  return mijn.ronde === ronde ? mijn : {};
}

const liggen = (aantal) =>
  aantal === 0 ? "Al uw stickers zijn weer los" : aantal === 1 ? "Er ligt al 1 sticker van u" : `Er liggen al ${aantal} stickers van u`;

export function start(blad, gereedschap) {
  const {dialoog, kondig, toonBericht} = gereedschap;
  const {fase} = blad.dataset;
  const [ronde, n, perIdee] = ["ronde", "n", "perIdee"].map((naam) => Number(blad.dataset[naam]));
  if (!ronde || fase === "papier") return undefined;
  const deel = (naam) => blad.querySelector(`[data-stickeren="${naam}"]`);
  const lijst = deel("lijst");
  const vel = blad.querySelector(".stickervel");
  const gedrukt = JSON.parse(document.getElementById("mijn")?.textContent ?? "null") ?? {};
  const inBladzij = gedrukt.ronde === ronde ? gedrukt : null;
  const doos = opslag({...gereedschap, ronde}, () => teken());
  let verbonden = navigator.onLine;
  let mag = document.body.dataset.rol !== "toehoorder";

  function teken() {
    const {staat} = doos;
    if (fase === "voorbereid") return;
    if (fase !== "open") {
      schilderUitkomst(blad, staat, staat.elders?.aantal ?? 0);
      return;
    }
    const bezet = !mag || staat.elders !== null;
    deel("nietmee").hidden = mag;
    deel("elders").hidden = !mag || !staat.elders;
    const nieuw = staat.botsing && deel("botsing").hidden;
    deel("botsing").hidden = !staat.botsing;
    if (nieuw) deel("botsing").scrollIntoView({block: "center"});
    vel.hidden = bezet;
    for (const vak of lijst.querySelectorAll(".ideekaart-actie")) vak.hidden = bezet;
    if (staat.elders) deel("elders-kop").textContent = liggen(staat.elders.aantal);
    if (staat.botsing) deel("botsing-tekst").textContent = `${liggen(staat.botsing.aantal)}.`;
    schilderKaarten(lijst, staat);
    schilderVel(vel, staat, n, verbonden);
  }

  const lijn = ({detail}) => {
    verbonden = detail.online;
    teken();
  };
  const begin = (mijn) => {
    mag &&= mijn.mag !== false;
    if (fase !== "voorbereid") doos.begin(mijn, fase === "open");
  };
  blad.addEventListener("click", daden(doos, {n, perIdee, deel, lijst, kondig, toonBericht}));
  window.addEventListener("dialoog:verbinding", lijn);

  const zaad = doos.staat.zaad || inBladzij?.zaad;
  if (lijst && zaad) schud(lijst, zaad);
  begin({}); // at once, with what this phone knows itself
  const zendingen = doos.staat.onderweg ? -1 : doos.zendingen;
  haalMijn(dialoog.naam, ronde, vers ? inBladzij : null).then((mijn) => {
    if (!document.contains(blad)) return;
    if (lijst && !zaad && mijn.zaad) schud(lijst, mijn.zaad);
    doos.onthoud(mijn.zaad);
    if (doos.zendingen === zendingen) begin(mijn); // older than an answer to what was sent since: not used
  });
  vers = false;
  return () => {
    window.removeEventListener("dialoog:verbinding", lijn);
    doos.stop();
  };
}
