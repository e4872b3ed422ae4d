// The form in which an idea is written or changed. What is typed is kept on the phone at every keystroke.
const LEEG = {tekst: "", deelvragen: [], bezig: null};

/** {concept, vul, fout, leeg, bewaar, veld}: `concept` is {tekst, deelvragen, bezig: id of the idea being changed}. */
export function schrijfvak(blad, sleutel) {
  const deel = (naam) => blad.querySelector(`[data-ideeen="${naam}"]`);
  const formulier = blad.querySelector("form");
  const veld = formulier?.elements.tekst;
  const vakjes = [...(formulier?.querySelectorAll("[name=deelvragen]") ?? [])];
  const hoogstens = Number(blad.dataset.hoogstens);
  const concept = {...LEEG, ...JSON.parse(localStorage.getItem(sleutel) ?? "{}")};
  const bewaar = () => localStorage.setItem(sleutel, JSON.stringify(concept));
  const lees = () => {
    concept.tekst = veld.value;
    concept.deelvragen = vakjes.filter((vakje) => vakje.checked).map((vakje) => Number(vakje.value));
    bewaar();
  };
  if (veld?.value) lees(); // typed before this script was there

  /** Say what is wrong or how much room is left; returns whether something is wrong. */
  const fout = (woorden = "") => {
    const lengte = [...veld.value.trim()].length;
    const mis = Boolean(woorden) || lengte > hoogstens;
    const telang = `Dit zijn ${lengte} tekens. Er passen er ${hoogstens}. Maak het korter; uw tekst blijft staan.`;
    const ruimte = deel("ruimte");
    ruimte.textContent = woorden || (mis ? telang : lengte > hoogstens - 100 ? `Nog ${hoogstens - lengte} tekens.` : "");
    ruimte.hidden = !ruimte.textContent;
    ruimte.classList.toggle("is-fout", mis);
    veld.setAttribute("aria-invalid", String(mis));
    return mis;
  };

  /** Show the draft; `nummer` is that of the idea being changed. A closed wall only shows what was not sent. */
  const vul = (nummer) => {
    if (!formulier) {
      deel("concept").textContent = concept.tekst;
      deel("blijft").hidden = !concept.tekst.trim();
      return;
    }
    if (!nummer) concept.bezig = null;
    veld.value = concept.tekst;
    for (const vakje of vakjes) vakje.checked = concept.deelvragen.includes(Number(vakje.value));
    deel("bezig").hidden = deel("terug").hidden = !nummer;
    deel("bezig").textContent = nummer ? `U wijzigt nummer ${nummer}.` : "";
    formulier.querySelector(".knop-groen .knop-tekst > span").textContent = nummer ? `Bewaar nummer ${nummer}` : "Stuur dit idee in";
    fout();
  };

  const leeg = () => {
    Object.assign(concept, LEEG);
    bewaar();
    vul(null);
  };

  formulier?.addEventListener("input", () => {
    lees();
    fout();
  });
  return {concept, vul, fout, leeg, bewaar, veld};
}
