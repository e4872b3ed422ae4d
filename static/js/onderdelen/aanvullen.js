// Add to the answer in view: what is typed is kept on the phone, about the question at which it was begun; below it what
// became of one's own additions.
const LEEG = {tekst: "", nummer: 0, plek: 0, woorden: ""};
const STAAT = {open: "Aangekomen.", overgenomen: "Overgenomen.", terzijde: "Terzijde gelegd.", onderweg: "Onderweg."};

function uitkomst({staat, reden, verwerkt}) {
  if (staat === "terzijde") return `Waarom: ${reden}`;
  if (staat === "overgenomen") return verwerkt ? `In het antwoord staat nu: ${verwerkt}` : "Het staat zo in het antwoord.";
  return staat === "open" ? "De eigenaren kijken ernaar." : "";
}

export function start(blad, {mijn, dialoog, stuur, onAntwoord, wachtend, nieuwKenmerk, kondig, toonBericht}) {
  if (dialoog.live === "notulist") return null;
  const deel = (naam) => blad.querySelector(`[data-aanvullen="${naam}"]`);
  const formulier = blad.querySelector("form");
  const veld = formulier.elements.tekst;
  const sleutel = `aanvulling:${dialoog.dialoog}:${dialoog.wie}`;
  const concept = {...LEEG, ...JSON.parse(localStorage.getItem(sleutel) ?? "{}")};
  const bewaar = () => localStorage.setItem(sleutel, JSON.stringify(concept));
  const hoogstens = Number(blad.dataset.hoogstens);
  let eigen = mijn.aanvullingen ?? [];

  const inBeeld = () => document.querySelector("[data-inbeeld]")?.dataset ?? {};
  /** From the first letter on the text is about the question that stood there then; an empty field follows the beamer. */
  const bind = () => {
    if (concept.tekst.trim() && concept.nummer) return;
    const {nummer = 0, plek = 0, woorden = ""} = inBeeld();
    Object.assign(concept, {nummer: Number(nummer), plek: Number(plek), woorden});
  };
  const verfWaar = () => {
    const {nummer, plek} = inBeeld();
    const elders = concept.tekst.trim() && (Number(nummer) !== concept.nummer || Number(plek) !== concept.plek);
    deel("waar").hidden = !elders;
    deel("waar").textContent = elders ? `Uw tekst gaat over ${concept.woorden}` : "";
  };
  const fout = (woorden = "") => {
    const lengte = [...veld.value.trim()].length;
    const telang = lengte > hoogstens ? `Dit zijn ${lengte} tekens. Er passen er ${hoogstens}. Maak het korter; uw tekst blijft staan.` : "";
    deel("ruimte").textContent = woorden || telang;
    deel("ruimte").hidden = !(woorden || telang);
    deel("ruimte").classList.toggle("is-fout", Boolean(woorden || telang));
    veld.setAttribute("aria-invalid", String(Boolean(woorden || telang)));
    return Boolean(woorden || telang);
  };
  const teken = () => {
    const onderweg = wachtend("aanvulling").map(({body}) => ({...body, staat: "onderweg"}));
    const rij = [...onderweg.reverse(), ...eigen];
    deel("mijn").hidden = rij.length === 0;
    deel("mijn").querySelector(".kaarten").replaceChildren(...rij.map((een) => kaart(blad.querySelector("[data-aanvulling]"), een)));
    verfWaar();
  };

  veld.addEventListener("input", () => {
    bind();
    concept.tekst = veld.value;
    bewaar();
    fout();
    verfWaar();
  });
  let verstuurd = -Infinity;
  formulier.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    if (!veld.value.trim() && gebeurtenis.timeStamp - verstuurd < 1000) return; // a double tap: it is on its way
    bind();
    if (fout(veld.value.trim() ? "" : "Er staat nog niets. Schrijf wat u wilt aanvullen.")) return veld.focus();
    if (!concept.nummer) return fout("Er staat nog geen voorstel op het scherm.");
    const {nummer, plek} = concept;
    stuur("aanvulling", `/d/${dialoog.naam}/aanvulling`, {kenmerk: nieuwKenmerk(), nummer, plek, tekst: veld.value.trim()});
    verstuurd = gebeurtenis.timeStamp;
    Object.assign(concept, LEEG);
    bewaar();
    veld.value = "";
    teken();
  });

  const haal = async () => {
    const antwoord = await fetch(`/d/${dialoog.naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
    if (antwoord?.ok) eigen = (await antwoord.json()).aanvullingen ?? eigen;
    teken();
  };
  const stop = onAntwoord("aanvulling", ({item, status, data}) => {
    if (status === 200) {
      eigen = [data.aanvulling, ...eigen.filter(({id}) => id !== data.aanvulling.id)];
      kondig("Uw aanvulling is aangekomen.");
    } else {
      // A refused text goes back to where it was written, so that nothing is lost.
      const samen = [concept.tekst, item.body.tekst].filter((tekst) => tekst.trim()).join("\n\n");
      if (!concept.tekst.trim()) Object.assign(concept, {nummer: item.body.nummer, plek: item.body.plek, woorden: `Voorstel ${item.body.nummer}, vraag ${item.body.plek}`});
      concept.tekst = veld.value = samen;
      bewaar();
      toonBericht(data.fout?.tekst ?? "Er is niets veranderd.", data.fout?.kop ?? "Dit is niet aangekomen.", "geweigerd");
    }
    teken();
  });
  window.addEventListener("dialoog:bericht", haal);
  window.addEventListener("dialoog:regio", verfWaar);
  if (veld.value) concept.tekst = veld.value; // typed before this script was there
  veld.value = concept.tekst;
  bind();
  teken();
  return () => {
    stop();
    window.removeEventListener("dialoog:bericht", haal);
    window.removeEventListener("dialoog:regio", verfWaar);
  };
}

function kaart(sjabloon, een) {
  const stuk = sjabloon.content.cloneNode(true);
  stuk.querySelector("[data-plek]").textContent = `Voorstel ${een.nummer}, vraag ${een.plek}`;
  stuk.querySelector("[data-tekst]").textContent = een.tekst;
  stuk.querySelector("[data-staat]").textContent = STAAT[een.staat];
  stuk.querySelector("[data-uitkomst]").textContent = uitkomst(een);
  return stuk;
}
