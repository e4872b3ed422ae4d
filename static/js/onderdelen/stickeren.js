// Stickers on the phone: stick, peel, klaar; honest about what has arrived; another screen, and too late.
import {opslag, keer} from "./stickeropslag.js";
import {schud, schilderKaarten, schilderUitkomst, schilderVel} from "./stickervel.js";

export function start(blad, gereedschap) {
  const {mijn, kondig, toonBericht} = gereedschap;
  const {ronde, fase, n, perIdee} = {...blad.dataset, ronde: Number(blad.dataset.ronde), n: Number(blad.dataset.n), perIdee: Number(blad.dataset.perIdee)};
  const deel = (naam) => blad.querySelector(`[data-stickeren="${naam}"]`);
  const lijst = deel("lijst");
  if (fase === "voorbereid" && lijst) schud(lijst, mijn.zaad ?? 0);
  if (fase !== "open" && fase !== "gesloten" && fase !== "vastgesteld") return undefined;

  const doos = opslag({...gereedschap, ronde}, () => teken());
  let verbonden = navigator.onLine;
  const mag = mijn.mag !== false && document.body.dataset.rol !== "toehoorder";

  function teken() {
    const {staat} = doos;
    if (fase !== "open") return schilderUitkomst(blad, staat, staat.elders?.aantal ?? 0);
    const bezet = !mag || staat.elders !== null;
    deel("nietmee").hidden = mag;
    deel("elders").hidden = !mag || !staat.elders;
    deel("botsing").hidden = !staat.botsing;
    deel("vel").hidden = bezet;
    for (const vak of lijst.querySelectorAll(".ideekaart-actie")) vak.hidden = bezet;
    if (staat.elders) deel("elders-kop").textContent = liggen(staat.elders.aantal);
    if (staat.botsing) deel("botsing-tekst").textContent = `${liggen(staat.botsing.aantal)}.`;
    schilderKaarten(lijst, staat);
    schilderVel(deel("vel"), staat, n, verbonden);
  }

  const plak = (nummer) => {
    const {staat} = doos;
    const hier = keer(staat.gewenst, nummer);
    if (hier && perIdee === 1) return los(nummer);
    if (hier >= perIdee) return toonBericht(`Op één idee passen er ${perIdee}.`, `Op nummer ${nummer} is het vol`, "geweigerd");
    if (staat.gewenst.length >= n) return toonBericht("Haal eerst een sticker ergens anders los.", "Uw stickers zijn op", "geweigerd");
    staat.gewenst.push(nummer);
    verander(`Sticker op nummer ${nummer} is onderweg.`);
  };
  const los = (nummer) => {
    doos.staat.gewenst.splice(doos.staat.gewenst.indexOf(nummer), 1);
    verander(`Sticker van nummer ${nummer} is los.`);
  };
  const verander = (zin) => {
    doos.staat.klaar = false;
    doos.leg();
    kondig(zin);
  };

  const doe = {
    klaar: () => {
      doos.staat.klaar = !doos.staat.klaar;
      doos.leg(true);
    },
    opnieuw: () => {
      doos.opnieuw(doos.staat.elders.versie);
      lijst.querySelector(".plak").focus();
    },
    vervang: () => {
      Object.assign(doos.staat, {versie: doos.staat.botsing.versie, gelegd: [], gelegdKlaar: false, botsing: null});
      doos.leg(true);
    },
    laat: () => {
      const elders = doos.staat.botsing;
      doos.opnieuw(0);
      doos.staat.elders = elders;
      doos.bewaar();
    },
    verder: () => {
      doos.staat.gezien = true;
      doos.bewaar();
    },
  };

  const klik = ({target}) => {
    const knop = target.closest("button");
    if (!knop) return;
    if (knop.dataset.doe) return doe[knop.dataset.doe]();
    if (doos.staat.botsing) return deel("botsing").scrollIntoView({block: "center"});
    if (knop.dataset.idee) plak(Number(knop.dataset.idee));
    if (knop.dataset.los) los(Number(knop.dataset.los));
  };
  const lijn = ({detail}) => {
    verbonden = detail?.online ?? navigator.onLine;
    teken();
  };
  blad.addEventListener("click", klik);
  window.addEventListener("dialoog:verbinding", lijn);
  doos.begin(mijn, fase === "open");
  if (lijst) schud(lijst, doos.staat.zaad);
  return () => {
    window.removeEventListener("dialoog:verbinding", lijn);
    doos.stop();
  };
}

const liggen = (aantal) => (aantal === 1 ? "Er ligt al 1 sticker van u" : `Er liggen al ${aantal} stickers van u`);
