// Colouring on the phone: one idea at a time, in its own order; one may skip, go back and stop at any time.
import {leesIdeeen, schilderIdee, schilderKlaar, toon} from "./kleurenblad.js";
import {opslag} from "./kleurenopslag.js";

export function start(blad, {mijn, dialoog, kondig, ...gereedschap}) {
  const stap = Number(blad.dataset.stap);
  const samen = blad.dataset.manier === "groepen";
  const doos = opslag({stap, adres: `/d/${dialoog.naam}/kleuren`, ...gereedschap}, () => teken());
  let ideeen = leesIdeeen();
  let orde = [];
  let hier = null;
  let klaar = false;
  let mag = false;
  let kiezer = null;

  const open = () => orde.find((idee) => !doos.gezien(idee));
  function teken() {
    if (!mag) return toon(blad, "nietmee");
    if (!orde.length) return toon(blad, "leeg");
    const onderweg = doos.onderweg();
    if (klaar) schilderKlaar(blad, {gegeven: orde.filter((idee) => doos.kleur(idee)).length, aantal: orde.length, onderweg, samen});
    else schilderIdee(blad, {idee: ideeen.get(hier), plaats: orde.indexOf(hier), aantal: orde.length, kleur: doos.kleur(hier), onderweg});
    toon(blad, klaar ? "klaar" : "geven");
  }
  const zeg = (nu) => {
    if (klaar !== nu) doos.zeg(nu);
    klaar = nu;
  };
  const loop = (stappen) => {
    const plaats = orde.indexOf(hier) + stappen;
    if (plaats >= orde.length) zeg(true);
    else hier = orde[Math.max(plaats, 0)];
    teken();
    if (klaar) return blad.querySelector('[data-kleuren="klaar-kop"]').focus();
    window.scrollTo(0, 0);
    kondig(`Nummer ${ideeen.get(hier).nummer}. ${ideeen.get(hier).tekst}`);
  };

  /** What the server knows of this phone (or of its group, which may be another one by now). */
  const leer = (nieuws, vooraan = false) => {
    if (nieuws.stap !== undefined && nieuws.stap !== stap) return;
    const ander = nieuws.kiezer !== kiezer;
    if (ander) doos.vergeet();
    kiezer = nieuws.kiezer;
    mag = nieuws.mag === true;
    doos.leer(nieuws.kleuren);
    if (ander || !orde.length) orde = (nieuws.volgorde ?? []).filter((idee) => ideeen.has(idee));
    if (ander || vooraan) hier = null;
    klaar = nieuws.klaar === true || (ander && orde.length > 0 && open() === undefined);
    hier = orde.includes(hier) ? hier : (open() ?? orde[0] ?? null);
    teken();
  };
  const haal = async (vooraan = false) => {
    const antwoord = await fetch(`/d/${dialoog.naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
    if (antwoord?.ok && blad.isConnected) leer(await antwoord.json(), vooraan);
  };

  blad.addEventListener("change", ({target}) => target.matches(".vlak-invoer") && doos.geef(hier, target.value));
  blad.addEventListener("submit", (gebeurtenis) => (gebeurtenis.preventDefault(), loop(1)));
  blad.addEventListener("click", ({target}) => {
    const wat = target.closest("[data-doe]")?.dataset.doe;
    if (wat === "vorige") loop(-1);
    if (wat === "over") doos.geef(hier, null), loop(1);
    if (wat === "stop") loop(orde.length);
    if (wat === "verder") {
      hier = open() ?? orde[0];
      zeg(false);
      loop(0);
    }
  });

  const pen = () => document.querySelector("[data-pen-groep]")?.dataset.penVan === dialoog.wie;
  let hadPen = pen();
  /** After a push: ideas that went or came; and when this phone got the pen, what the group has chosen so far. */
  const naPush = ({detail}) => {
    if (samen && detail?.naam === "groep" && hadPen !== pen() && (hadPen = pen())) haal(true);
    if (detail?.naam !== "kleurideeen") return;
    const voor = ideeen;
    ideeen = leesIdeeen();
    orde = orde.filter((idee) => ideeen.has(idee));
    const nieuw = [...ideeen.keys()].filter((idee) => !voor.has(idee));
    if (samen && nieuw.length) (orde = []), haal();
    else orde.push(...nieuw);
    if (!orde.includes(hier)) hier = open() ?? orde[0] ?? null;
    teken();
  };
  const inGroep = () => haal(true);
  const inHand = () => document.visibilityState === "visible" && haal();
  window.addEventListener("dialoog:regio", naPush);
  window.addEventListener("dialoog:groep", inGroep);
  document.addEventListener("visibilitychange", inHand);
  leer(mijn);
  return () => {
    doos.stop();
    window.removeEventListener("dialoog:regio", naPush);
    window.removeEventListener("dialoog:groep", inGroep);
    document.removeEventListener("visibilitychange", inHand);
  };
}
