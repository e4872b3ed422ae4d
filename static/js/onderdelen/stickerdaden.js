// What a press on the phone does: stick, peel, klaar, and the answers to "another screen was first".
import {keer} from "./stickerrij.js";

const DUBBEL_MS = 400;

/** The click handler of the panel; `doos` is the ballot of this phone, `deel` finds a part of the panel. */
export function daden(doos, {n, perIdee, deel, lijst, kondig, toonBericht}) {
  const verander = (zin) => {
    Object.assign(doos.staat, {klaar: false, vol: false});
    doos.leg();
    kondig(zin);
  };
  const los = (nummer) => {
    doos.staat.gewenst.splice(doos.staat.gewenst.indexOf(nummer), 1);
    verander(`Sticker van nummer ${nummer} is los.`);
  };
  const plak = (nummer) => {
    const {staat} = doos;
    const hier = keer(staat.gewenst, nummer);
    if (hier && perIdee === 1) return los(nummer);
    if (hier >= perIdee) return toonBericht(`Op één idee passen er ${perIdee}.`, `Op nummer ${nummer} is het vol.`, "geweigerd");
    if (staat.gewenst.length >= n) {
      staat.vol = true; // said on the sheet: the bands may be far above
      doos.bewaar();
      return document.querySelector(".stickervel").scrollIntoView({block: "nearest"}); // enlarged, it does not stick to the bottom
    }
    staat.gewenst.push(nummer);
    verander(`Sticker op nummer ${nummer} is onderweg.`);
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
  let vorige = {};
  return ({target, timeStamp}) => {
    const knop = target.closest("button");
    if (!knop) return;
    // Who taps twice by accident would peel at once what was just stuck.
    const dubbel = perIdee === 1 && knop.dataset.idee && knop.dataset.idee === vorige.idee && timeStamp - vorige.tijd < DUBBEL_MS;
    vorige = {idee: knop.dataset.idee, tijd: timeStamp};
    if (dubbel) return;
    if (knop.dataset.doe) doe[knop.dataset.doe]();
    else if (doos.staat.botsing) deel("botsing").scrollIntoView({block: "center"});
    else if (knop.dataset.idee) plak(Number(knop.dataset.idee));
    else if (knop.dataset.los) los(Number(knop.dataset.los));
  };
}
