// Ideas on the phone: write, what is mine, what is on its way, the wall.
import {kaarten, schilderMuur, stand} from "./ideekaarten.js";
import {schrijfvak} from "./ideeschrijven.js";

export function start(blad, {mijn, dialoog, stuur, onAntwoord, wachtend, nieuwKenmerk, kondig, toonBericht}) {
  if (dialoog.live === "notulist" && !blad.dataset.adres) return null; // what the hall sees, only to read
  const adres = blad.dataset.adres ?? `/d/${dialoog.naam}/ideeen`;
  const ideeen = new Map();
  const leer = (rij) => (rij ?? []).filter((idee) => !(ideeen.get(idee.id)?.versie > idee.versie)).forEach((idee) => ideeen.set(idee.id, idee));
  const alle = () => [...ideeen.values()];
  const {concept, vul, fout, leeg, bewaar, veld} = schrijfvak(blad, `concept:${dialoog.dialoog}:${dialoog.wie}:${blad.dataset.stap}`);
  const vers = () => vul(ideeen.get(concept.bezig)?.nummer);

  const teken = () => {
    const onderweg = wachtend("idee");
    kaarten(blad, alle(), onderweg, blad.dataset.open === "ja", kies);
    stand(blad, alle().filter((idee) => idee.staat !== "ingetrokken").length, onderweg.filter((item) => item.body.kenmerk).length);
    schilderMuur(blad, alle());
  };
  const zet = (idee, staat) => {
    stuur("idee", `${adres}/${idee.id}/staat`, {versie: idee.versie, staat}, {sleutel: `staat:${idee.id}`});
    teken();
  };
  const kies = (idee) => {
    if (idee.staat === "ingetrokken") return zet(idee, "los");
    Object.assign(concept, {tekst: idee.tekst, deelvragen: idee.deelvragen, bezig: idee.id});
    bewaar();
    vers();
    veld.focus();
  };

  let verstuurd = -Infinity;
  blad.querySelector("form")?.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    if (!veld.value.trim() && gebeurtenis.timeStamp - verstuurd < 1000) return; // a double tap: the idea is on its way
    if (fout(veld.value.trim() ? "" : "Er staat nog niets. Schrijf één idee, een paar woorden is genoeg.")) return veld.focus();
    const {tekst, deelvragen, bezig} = concept;
    const idee = ideeen.get(bezig);
    if (idee) stuur("idee", `${adres}/${bezig}`, {versie: idee.versie, tekst, deelvragen}, {sleutel: `idee:${bezig}`});
    else stuur("idee", adres, {kenmerk: nieuwKenmerk(), tekst, deelvragen});
    verstuurd = gebeurtenis.timeStamp;
    leeg();
    teken();
  });
  blad.querySelector('[data-ideeen="terug"]')?.addEventListener("click", ({target}) => {
    const wat = target.closest("[data-knop]")?.dataset.knop;
    if (wat === "trek-in") zet(ideeen.get(concept.bezig), "ingetrokken");
    if (wat) leeg();
  });

  const stop = onAntwoord("idee", ({item, status, data}) => {
    const idee = status === 200 ? data.idee : data.stand?.id ? data.stand : null;
    if (idee) leer([idee]);
    if (status === 200) kondig(`Nummer ${idee.nummer} is aangekomen.`);
    else {
      houd(item.body.tekst, idee?.id ?? null);
      toonBericht(data.fout?.tekst ?? "Er is niets veranderd.", data.fout?.kop ?? "Dit is niet aangekomen.", "geweigerd");
    }
    teken();
  });
  /** A refused text goes back to where it was written, so that nothing is lost. */
  const houd = (tekst, id) => {
    if (!tekst || concept.tekst.includes(tekst)) return vers();
    if (!concept.tekst) concept.bezig = id;
    concept.tekst = [concept.tekst, tekst].filter(Boolean).join("\n\n");
    bewaar();
    vers();
  };

  const haal = async () => {
    const antwoord = await fetch(dialoog.mijn ?? `/d/${dialoog.naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
    if (antwoord?.ok) leer((await antwoord.json()).ideeen);
    teken();
  };
  /** After a push: mine on the wall; when the begeleider corrected one of mine, what it is now. */
  const naPush = () => schilderMuur(blad, alle()) || haal();
  // What I sent from another tab, or from my other phone: looked up when this one is taken in hand again.
  const anderTab = ({key}) => key?.startsWith("uit:") && haal();
  const inHand = () => document.visibilityState === "visible" && haal();
  window.addEventListener("dialoog:regio", naPush);
  window.addEventListener("storage", anderTab);
  document.addEventListener("visibilitychange", inHand);
  leer(mijn.ideeen);
  vers();
  teken();
  return () => {
    stop();
    window.removeEventListener("dialoog:regio", naPush);
    window.removeEventListener("storage", anderTab);
    document.removeEventListener("visibilitychange", inHand);
  };
}
