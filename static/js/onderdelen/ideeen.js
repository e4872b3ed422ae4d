// Ideas on the phone: write, what is mine, what is on its way. The text being written survives a reload.
import {kaarten, schilderMuur, stand} from "./ideekaarten.js";

export function start(blad, {mijn, dialoog, stuur, onAntwoord, wachtend, nieuwKenmerk, kondig, toonBericht}) {
  const deel = (naam) => blad.querySelector(`[data-ideeen="${naam}"]`);
  const formulier = blad.querySelector("form");
  const hoogstens = Number(blad.dataset.hoogstens);
  const adres = `/d/${dialoog.naam}/ideeen`;
  const sleutel = `concept:${dialoog.dialoog}:${dialoog.wie}:${blad.dataset.stap}`;
  const ideeen = new Map((mijn.ideeen ?? []).map((idee) => [idee.id, idee]));
  const concept = JSON.parse(localStorage.getItem(sleutel) ?? '{"tekst": "", "deelvragen": [], "bezig": null}');
  const veld = formulier?.elements.tekst;
  const vakjes = () => [...(formulier?.querySelectorAll("[name=deelvragen]") ?? [])];

  const bewaar = () => localStorage.setItem(sleutel, JSON.stringify(concept));
  const teken = () => {
    const onderweg = wachtend("idee").filter((item) => item.url.startsWith(adres));
    kaarten(blad, [...ideeen.values()], onderweg, blad.dataset.open === "ja", kies);
    stand(blad, [...ideeen.values()].filter((idee) => idee.staat !== "ingetrokken").length + onderweg.filter((item) => item.url === adres).length);
    schilderMuur(blad, new Set([...ideeen.values()].map((idee) => idee.nummer)));
  };
  const vul = () => {
    if (!formulier) {
      deel("concept").textContent = concept.tekst;
      deel("blijft").hidden = !concept.tekst.trim();
      return;
    }
    veld.value = concept.tekst;
    for (const vakje of vakjes()) vakje.checked = concept.deelvragen.includes(Number(vakje.value));
    const nummer = ideeen.get(concept.bezig)?.nummer;
    if (!nummer) concept.bezig = null;
    deel("bezig").hidden = deel("terug").hidden = !nummer;
    deel("bezig").textContent = nummer ? `U wijzigt nummer ${nummer}.` : "";
    formulier.querySelector(".knop-groen .knop-tekst > span").textContent = nummer ? `Bewaar nummer ${nummer}` : "Stuur dit idee in";
    fout("");
  };
  const leeg = () => {
    Object.assign(concept, {tekst: "", deelvragen: [], bezig: null});
    bewaar();
    vul();
  };
  const fout = (woorden) => {
    const lengte = [...veld.value.trim()].length;
    const ruimte = deel("ruimte");
    ruimte.textContent = woorden || (lengte > hoogstens ? `Dit zijn ${lengte} tekens. Er passen er ${hoogstens}. Maak het korter; uw tekst blijft staan.` : lengte > hoogstens - 100 ? `Nog ${hoogstens - lengte} tekens.` : "");
    ruimte.hidden = !ruimte.textContent;
    ruimte.classList.toggle("veld-fout", Boolean(woorden) || lengte > hoogstens);
    veld.setAttribute("aria-invalid", String(Boolean(woorden) || lengte > hoogstens));
    return Boolean(woorden) || lengte > hoogstens;
  };
  const kies = (idee) => {
    if (idee.staat === "ingetrokken") return zet(idee, "los");
    Object.assign(concept, {tekst: idee.tekst, deelvragen: idee.deelvragen, bezig: idee.id});
    bewaar();
    vul();
    veld.focus();
  };
  const zet = (idee, staat) => stuur("idee", `${adres}/${idee.id}/staat`, {versie: idee.versie, staat}, {sleutel: `staat:${idee.id}`}).then(teken);

  formulier?.addEventListener("input", () => {
    Object.assign(concept, {tekst: veld.value, deelvragen: vakjes().filter((v) => v.checked).map((v) => Number(v.value))});
    bewaar();
    fout("");
  });
  formulier?.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    if (fout(veld.value.trim() ? "" : "Er staat nog niets. Schrijf één idee, een paar woorden is genoeg.")) return veld.focus();
    const {tekst, deelvragen, bezig} = concept;
    if (bezig) stuur("idee", `${adres}/${bezig}`, {versie: ideeen.get(bezig).versie, tekst, deelvragen}, {sleutel: `idee:${bezig}`});
    else stuur("idee", adres, {kenmerk: nieuwKenmerk(), tekst, deelvragen});
    leeg();
    teken();
  });
  deel("terug")?.addEventListener("click", ({target}) => {
    const wat = target.closest("[data-knop]")?.dataset.knop;
    if (wat === "trek-in") zet(ideeen.get(concept.bezig), "ingetrokken");
    if (wat) leeg();
  });

  const stop = onAntwoord("idee", ({item, status, data}) => {
    const vers = status === 200 ? data.idee : data.stand?.id ? data.stand : null;
    if (vers) ideeen.set(vers.id, vers);
    if (status === 200) kondig(`Nummer ${vers.nummer} is aangekomen.`);
    else {
      if (item.body.tekst && !concept.tekst.includes(item.body.tekst)) {
        concept.tekst = [concept.tekst, item.body.tekst].filter(Boolean).join("\n\n");
        concept.bezig ??= status === 409 && vers ? vers.id : null;
        bewaar();
      }
      toonBericht(data.fout?.tekst ?? "Er is niets veranderd.", data.fout?.kop ?? "Dit is niet aangekomen", "geweigerd");
      vul();
    }
    teken();
  });
  const opnieuw = () => schilderMuur(blad, new Set([...ideeen.values()].map((idee) => idee.nummer)));
  window.addEventListener("dialoog:regio", opnieuw);
  vul();
  teken();
  return () => {
    stop();
    window.removeEventListener("dialoog:regio", opnieuw);
  };
}
