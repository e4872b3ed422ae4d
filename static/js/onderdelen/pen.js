// De pen: shows on each phone of a group whether this one writes, and takes it over with one tap. Stands around the
// region of the group; `data-pen` ("mijn" or "ander") on this element says which parts are seen (css: onderdelen/pen.css).
export function start(element, {dialoog, stuur, kondig, toonBericht}) {
  const vel = () => element.querySelector("[data-pen-groep]");

  const verf = () => {
    const {penVan} = vel()?.dataset ?? {};
    const nu = penVan === undefined ? "" : penVan === dialoog.wie ? "mijn" : "ander";
    if (element.dataset.pen && nu && element.dataset.pen !== nu) kondig(vel().querySelector(`[data-${nu === "mijn" ? "met" : "zonder"}-pen] b`)?.textContent);
    element.dataset.pen = nu;
  };

  const neem = async (gebeurtenis) => {
    if (!gebeurtenis.target.closest("[data-neem-pen]")) return;
    const {penGroep, penVersie} = vel().dataset;
    const body = {groep: Number(penGroep), versie: Number(penVersie)};
    const {status, data} = await stuur("pen", `/d/${dialoog.naam}/groep/pen`, body, {sleutel: "pen"});
    if (status !== 200) return toonBericht(data.fout?.tekst ?? "Kijk wie er nu schrijft.", data.fout?.kop, "geweigerd");
    if (vel()?.dataset.penGroep !== penGroep) return;
    Object.assign(vel().dataset, {penVan: dialoog.wie, penVersie: String(data.versie)});
    verf();
  };

  const nieuws = ({detail}) => detail.naam === "groep" && verf();
  element.addEventListener("click", neem);
  window.addEventListener("dialoog:regio", nieuws);
  window.addEventListener("dialoog:groep", verf);
  verf();
  return () => {
    element.removeEventListener("click", neem);
    window.removeEventListener("dialoog:regio", nieuws);
    window.removeEventListener("dialoog:groep", verf);
  };
}
