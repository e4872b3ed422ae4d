// At which table do I sit: read from what my own group shows; choosing another one while that is open.
export function start(element, {dialoog, stuur, toonBericht, kondig}) {
  const mijn = () => element.querySelector("[data-tafel]")?.dataset.tafel ?? "";

  const verf = () => {
    const tafel = mijn();
    for (const rij of element.querySelectorAll("[data-tafel-rij]")) rij.classList.toggle("is-mijn", rij.dataset.tafelRij === tafel);
    const zonder = element.querySelector("[data-zonder-tafel]");
    if (zonder) zonder.hidden = tafel !== "";
  };

  const kies = async (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("[data-kies-tafel]");
    if (!knop || knop.getAttribute("aria-disabled") === "true") return;
    const groep = Number(knop.dataset.kiesTafel);
    const {status, data} = await stuur("tafel", `/d/${dialoog.naam}/groep/kies`, {groep}, {sleutel: "tafel"});
    if (status === 200) kondig(`U zit aan ${data.naam}`);
    else toonBericht(data.fout?.tekst ?? "Kies nog een keer.", data.fout?.kop, "geweigerd");
  };

  element.addEventListener("click", kies);
  window.addEventListener("dialoog:regio", verf);
  window.addEventListener("dialoog:groep", verf);
  verf();
  return () => {
    element.removeEventListener("click", kies);
    window.removeEventListener("dialoog:regio", verf);
    window.removeEventListener("dialoog:groep", verf);
  };
}
