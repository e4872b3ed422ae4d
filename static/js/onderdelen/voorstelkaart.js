// One answer of a card. What is typed is kept on this device at every keystroke, until the server has it.
// Two people at once: the form is sent as it is, and the page that comes back shows both texts.

const WOORD = {vol: "klaar", half: "half klaar", leeg: "leeg"};
/** One of the ten boxes: what is drawn and what is heard. */
const verf = (vakje, nummer, staat) => {
  vakje.className = `vakje vakje-${staat}`;
  vakje.querySelector(".alleen-hoorbaar").textContent = `Vraag ${nummer}, ${WOORD[staat]}`;
};
const lees = (sleutel) => JSON.parse(localStorage.getItem(sleutel) ?? "null");
const zelfde = (een, ander) => een.replaceAll(/\s+/g, " ").trim() === ander.replaceAll(/\s+/g, " ").trim();

export function start(formulier, {stuur, onAntwoord, wachtend, toonBericht}) {
  const {opslag, plek, vers} = formulier.dataset;
  const stuurt = "stuurt" in formulier.dataset;
  const sleutel = opslag + plek;
  const url = `${new URL(formulier.action).pathname}/bewaar`;
  const {tekst, versie} = formulier.elements;
  const stand = formulier.querySelector("[data-stand]");
  const zeg = (woorden) => { stand.textContent = woorden; };
  // A text that was refused keeps the version it was based on: coming back later must show both texts again.
  const basis = vers === "ja" ? null : lees(sleutel)?.versie ?? -1;
  const bewaar = () => localStorage.setItem(sleutel, JSON.stringify({tekst: tekst.value, versie: basis ?? Number(versie.value)}));

  /** What this device still holds goes before what the server sent, with the version that it was based on. */
  const herstel = () => {
    const concept = lees(sleutel);
    if (vers !== "ja") return bewaar();
    if (!concept) return null;
    if (zelfde(concept.tekst, tekst.value)) return localStorage.removeItem(sleutel);
    tekst.value = concept.tekst;
    versie.value = concept.versie;
    return zeg(wachtend("antwoord").some((item) => item.url === url) ? "Onderweg" : "Nog niet bewaard");
  };

  const verfVakjes = () => {
    for (const [i, vakje] of [...document.querySelectorAll(".vakjes > li")].entries()) {
      if (lees(opslag + (i + 1)) && vakje.classList.contains("vakje-leeg")) verf(vakje, i + 1, "half");
    }
  };

  const typ = () => {
    bewaar();
    zeg("Nog niet bewaard");
  };

  const verzend = (gebeurtenis) => {
    if (!stuurt || gebeurtenis.submitter?.name) return;
    gebeurtenis.preventDefault();
    bewaar();
    zeg("Onderweg");
    stuur("antwoord", url, {versie: Number(versie.value), tekst: tekst.value}, {sleutel});
  };

  const hoor = onAntwoord("antwoord", ({item, status, data}) => {
    const eigen = item.url === url;
    if (status === 200) return aangekomen(item, data.antwoord, eigen);
    if (eigen && status === 409 && data.stand?.versie !== undefined) return formulier.submit();
    const nummer = item.url.split("/").at(-2);
    const waar = eigen ? "Uw tekst staat nog hieronder." : `Uw tekst bij vraag ${nummer} staat nog op dit toestel. Open die vraag.`;
    if (eigen) zeg("Nog niet bewaard");
    return toonBericht(`${data.fout?.tekst ?? "Dit is niet bewaard."} ${waar}`, data.fout?.kop ?? "", "geweigerd");
  });

  const aangekomen = (item, antwoord, eigen) => {
    const concept = lees(item.sleutel);
    const gelijk = !concept || zelfde(concept.tekst, item.body.tekst); // none: pressed twice, the first answer took it away
    if (gelijk) localStorage.removeItem(item.sleutel);
    else if (concept) localStorage.setItem(item.sleutel, JSON.stringify({...concept, versie: antwoord.versie}));
    if (!eigen) return;
    if (vers !== "ja") return location.assign(formulier.action);
    versie.value = antwoord.versie;
    if (!gelijk) return zeg("Nog niet bewaard");
    zeg(`Bewaard ${antwoord.moment}`);
    const vakje = document.querySelector(".vakjes > [aria-current]");
    if (vakje) verf(vakje, plek, antwoord.tekst ? "vol" : "leeg");
  };

  const ander = document.querySelector("[data-weg-ermee]");
  const gooiWeg = () => localStorage.removeItem(sleutel);
  ander?.addEventListener("click", gooiWeg);
  tekst.addEventListener("input", typ);
  formulier.addEventListener("submit", verzend);
  herstel();
  verfVakjes();
  return () => {
    hoor();
    ander?.removeEventListener("click", gooiWeg);
    tekst.removeEventListener("input", typ);
    formulier.removeEventListener("submit", verzend);
  };
}
