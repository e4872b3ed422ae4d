// "Kunt u zich vinden in dit voorstel?": the whole answer goes to the server and may change until the question closes.
const WOORDEN = {ja: "Uw antwoord is aangekomen: ja.", nee: "Uw antwoord is aangekomen: nog niet."};

export function start(blad, {mijn, dialoog, stuur, onAntwoord, wachtend, toonBericht}) {
  if (dialoog.live === "notulist") return null;
  const deel = (naam) => blad.querySelector(`[data-instemmen="${naam}"]`);
  const formulier = blad.querySelector("form");
  const {instemming} = blad.dataset;
  const adres = `/d/${dialoog.naam}/instemming/${instemming}`;
  const sleutel = `instemming:${dialoog.dialoog}:${dialoog.wie}:${instemming}`;
  let ligt = mijn.instemming?.ja === undefined ? null : mijn.instemming;

  const gekozen = () => formulier.elements.ja.value;
  const waarom = () => {
    deel("waarom").hidden = gekozen() !== "nee";
  };
  const fout = (woorden) => {
    deel("fout").textContent = woorden;
    deel("fout").hidden = !woorden;
    deel("fout").classList.toggle("is-fout", Boolean(woorden));
    formulier.elements.reden.setAttribute("aria-invalid", String(Boolean(woorden) && gekozen() === "nee"));
  };
  const teken = () => {
    const weg = wachtend("instemming").some((item) => item.url === adres);
    const woorden = weg ? "Uw antwoord is onderweg." : ligt && ligt.ja !== null ? WOORDEN[ligt.ja ? "ja" : "nee"] : "";
    deel("stand").textContent = woorden;
    deel("stand").hidden = !woorden;
    const knop = formulier.querySelector(".knop-groen .knop-tekst > span");
    knop.textContent = woorden ? "Verander mijn antwoord" : "Stuur mijn antwoord";
  };
  const vul = ({ja, reden}) => {
    if (ja === null || ja === undefined) return;
    formulier.elements.ja.value = ja ? "ja" : "nee";
    formulier.elements.reden.value = reden ?? "";
  };

  formulier.addEventListener("input", () => {
    localStorage.setItem(sleutel, JSON.stringify({ja: gekozen() ? gekozen() === "ja" : null, reden: formulier.elements.reden.value}));
    fout("");
    waarom();
  });
  formulier.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    const reden = formulier.elements.reden.value.trim();
    if (!gekozen()) return fout("Kies eerst ja of nog niet.");
    if (gekozen() === "nee" && !reden) {
      fout("Schrijf kort wat er nog mist of anders moet.");
      return formulier.elements.reden.focus();
    }
    stuur("instemming", adres, {ja: gekozen() === "ja", reden: gekozen() === "ja" ? "" : reden}, {sleutel: adres});
    teken();
  });
  const stop = onAntwoord("instemming", ({item, status, data}) => {
    if (item.url !== adres) return;
    if (status === 200) {
      ligt = data.instemming;
      localStorage.removeItem(sleutel);
    } else toonBericht(data.fout?.tekst ?? "Er is niets veranderd.", data.fout?.kop ?? "Dit is niet aangekomen.", "geweigerd");
    teken();
  });
  vul(JSON.parse(localStorage.getItem(sleutel) ?? "null") ?? ligt ?? {});
  waarom();
  teken();
  return stop;
}
