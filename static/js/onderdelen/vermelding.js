// How the book may name me: filled in from what is mine, kept through the outbox.
export function start(formulier, {mijn, dialoog, stuur, onAntwoord, toonBericht}) {
  const {vermelding, naam_in_boek: naam} = formulier.elements;
  vermelding.value = mijn.vermelding || mijn.organisatie || "";
  naam.checked = Boolean(mijn.naam_in_boek);
  formulier.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    const body = {vermelding: vermelding.value, naam_in_boek: naam.checked};
    formulier.querySelector(".knop-tekst").textContent = "Onderweg";
    stuur("vermelding", `/d/${dialoog.naam}/vermelding`, body, {sleutel: "vermelding"});
  });
  return onAntwoord("vermelding", ({status, data}) => {
    formulier.querySelector(".knop-tekst").textContent = status === 200 ? "Bewaard" : "Bewaar mijn keuze";
    if (status !== 200) toonBericht(data.fout?.tekst ?? "", data.fout?.kop ?? "", "geweigerd");
  });
}
