// How the book may name me: filled in from what is mine, from what is still on its way, or from what was being typed.
export function start(formulier, {mijn, dialoog, stuur, onAntwoord, wachtend, toonBericht}) {
  const {vermelding, naam_in_boek: naam} = formulier.elements;
  const plek = `vermelding:${dialoog.dialoog}`;
  const knop = formulier.querySelector(".knop-tekst");
  const woord = (tekst) => { knop.textContent = tekst; };
  const klad = JSON.parse(sessionStorage.getItem(plek) ?? "null");
  const onderweg = wachtend("vermelding").at(-1)?.body;
  const begin = klad ?? onderweg ?? mijn;
  vermelding.value = begin.vermelding || (klad ? "" : mijn.organisatie) || "";
  naam.checked = Boolean(begin.naam_in_boek);
  if (onderweg && !klad) woord("Onderweg");

  const getypt = () => ({vermelding: vermelding.value, naam_in_boek: naam.checked});
  formulier.addEventListener("input", () => {
    sessionStorage.setItem(plek, JSON.stringify(getypt()));
    woord("Bewaar mijn keuze");
  });
  formulier.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    woord("Onderweg");
    stuur("vermelding", `/d/${dialoog.naam}/vermelding`, getypt(), {sleutel: "vermelding"});
  });
  return onAntwoord("vermelding", ({item, status, data}) => {
    if (status !== 200) {
      woord("Bewaar mijn keuze");
      return toonBericht(data.fout?.tekst ?? "", data.fout?.kop ?? "", "geweigerd");
    }
    const zelfde = JSON.stringify(item.body) === JSON.stringify(getypt());
    if (zelfde) sessionStorage.removeItem(plek);
    woord(zelfde ? "Bewaard" : "Bewaar mijn keuze");
  });
}
