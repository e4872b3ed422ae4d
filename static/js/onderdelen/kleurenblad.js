// Paints one idea with its four choices, or that one is done. No rule is decided here.
const deel = (blad, naam) => blad.querySelector(`[data-kleuren="${naam}"]`);
const zet = (plek, tekst) => plek.textContent !== tekst && (plek.textContent = tekst);

/** The ideas as they were pushed: Map id → {id, nummer, tekst, bij}. */
export function leesIdeeen() {
  const rijen = document.querySelectorAll("[data-regio=kleurideeen] li");
  return new Map([...rijen].map((rij) => [Number(rij.dataset.idee), {id: Number(rij.dataset.idee), nummer: rij.dataset.nummer, tekst: rij.textContent, bij: rij.dataset.bij}]));
}

/** Which of the four parts is seen: leeg, nietmee, geven or klaar. */
export function toon(blad, welke) {
  for (const naam of ["leeg", "nietmee", "geven", "klaar"]) deel(blad, naam).hidden = naam !== welke;
}

export function schilderIdee(blad, {idee, plaats, aantal, kleur, onderweg}) {
  zet(deel(blad, "stand"), `Idee ${plaats + 1} van ${aantal}`);
  Object.assign(blad.querySelector("progress"), {max: aantal, value: plaats + 1});
  zet(deel(blad, "nummer"), `Nr. ${idee.nummer}`);
  zet(deel(blad, "bij"), idee.bij);
  zet(deel(blad, "tekst"), idee.tekst);
  for (const vak of blad.querySelectorAll(".vlak-invoer")) vak.checked = vak.value === kleur;
  blad.querySelector('[data-doe="vorige"]').setAttribute("aria-disabled", String(plaats === 0));
  const wacht = onderweg === 1 ? "1 kleur is onderweg" : `${onderweg} kleuren zijn onderweg`;
  zet(deel(blad, "onderweg"), onderweg ? wacht : "");
}

export function schilderKlaar(blad, {gegeven, aantal, onderweg, samen}) {
  zet(deel(blad, "klaar-kop"), samen ? "Uw groep is klaar met kleuren" : "U bent klaar met kleuren");
  const wie = samen ? "Uw groep" : "U";
  const reis = onderweg ? ` ${onderweg === 1 ? "1 kleur is" : `${onderweg} kleuren zijn`} nog onderweg.` : "";
  zet(deel(blad, "klaar-tekst"), `${wie} gaf ${gegeven} van de ${aantal} ideeën een kleur.${reis}`);
}
