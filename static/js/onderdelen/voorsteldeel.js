// What stands beside a text on a card (deelvragen, results, costs, kaders), saved as one fills in, on the same terms as
// the text: kept on this device first, called "Bewaard" when the server said so; two at once: the page shows both.
import {maakConcept, ruimOp} from "../schrijven/concept.js";
import {lees, maakRijen, zegFouten, zet} from "../schrijven/deelrijen.js";
import {maakStand} from "../schrijven/stand.js";
import {toonTeLaat} from "../schrijven/telaat.js";
import {verfStaat} from "../schrijven/vakjes.js";

const WACHT = 1500;

export function start(formulier, {stuur, onAntwoord, toonBericht, nieuwKenmerk, kondig}) {
  const {opslag, plek, vers} = formulier.dataset;
  const sectie = formulier.closest(".deel");
  const concept = maakConcept(opslag + plek);
  const gooiWeg = () => concept.weg();
  const url = `${new URL(formulier.action).pathname}/bewaar`;
  const lijst = formulier.querySelector("[data-rijen]");
  const rijen = lijst && maakRijen(lijst);
  const einde = new AbortController();
  const hoor = (waar, wat, doe) => waar?.addEventListener(wat, doe, {signal: einde.signal});
  hoor(sectie.querySelector("[data-weg-ermee]"), "click", gooiWeg);
  if (vers !== "ja") { // what came back was refused: nothing goes by itself, who fills in decides
    hoor(formulier, "submit", gooiWeg);
    return () => einde.abort();
  }
  const stand = maakStand(sectie, kondig, "[data-deelstand]");
  const nu = {versie: Number(formulier.elements.versie.value), kenmerk: nieuwKenmerk(), slag: 0};
  const terug = formulier.querySelector("[data-terug]");
  let wekker = null;
  let zetTerug = null;

  const verzend = () => {
    clearTimeout(wekker);
    wekker = null;
    nu.slag += 1;
    stand.onderweg();
    stuur("deel", url, {velden: lees(formulier), ...nu}, {sleutel: opslag + plek});
  };
  const typ = () => {
    concept.bewaar({velden: lees(formulier), ...nu, slag: nu.slag + 1});
    stand.nogNiet();
    wekker ??= setTimeout(verzend, WACHT);
  };
  const doe = (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("button[name=daad], [data-terug] button");
    if (!knop) return;
    gebeurtenis.preventDefault();
    if (knop.getAttribute("aria-disabled") === "true") return;
    const rij = knop.closest("[data-rij]");
    const {daad} = knop.dataset;
    if (!rij && knop.name) rijen.erbij().querySelector("[name]").focus();
    else if (!rij) zetTerug?.();
    else if (daad !== "weg") rijen.schuif(rij, daad === "hoger");
    const vorige = daad === "weg" ? rijen.weg(rij) : null;
    zetTerug = vorige;
    terug.hidden = !vorige;
    if (vorige) terug.querySelector("button").focus();
    else if (rij) knop.focus();
    typ();
  };
  const klaar = onAntwoord("deel", ({item, status, data}) => {
    const eigen = item.url === url;
    if (status === 200) ruimOp(item.sleutel, item.body, data.deel);
    if (!eigen) return;
    if (status === 409 && data.stand?.versie !== undefined) return formulier.submit();
    if (status !== 200) {
      zegFouten(formulier, data.fout?.velden ?? {});
      stand.nogNiet();
      if (data.stand?.op_slot) toonTeLaat(sectie, opslag + plek, {velden: lees(formulier)});
      if (data.fout?.velden && Object.keys(data.fout.velden).length) return kondig(data.fout.tekst);
      return toonBericht(data.fout?.tekst ?? "Dit is niet bewaard. Alles staat er nog.", data.fout?.kop ?? "", "geweigerd");
    }
    nu.versie = Math.max(nu.versie, data.deel.versie);
    formulier.elements.versie.value = nu.versie;
    zegFouten(formulier, {});
    verfStaat(plek, data.deel.vakje);
    const telling = formulier.querySelector("[data-telling]");
    if (telling) telling.innerHTML = data.deel.telling;
    if (item.body.slag === nu.slag && wekker === null) stand.bewaard(data.deel.moment);
  });

  hoor(formulier, "input", typ);
  hoor(formulier, "click", doe);
  hoor(formulier, "submit", (gebeurtenis) => { gebeurtenis.preventDefault(); verzend(); });
  hoor(window, "pagehide", () => wekker !== null && verzend());
  formulier.dataset.vanzelf = "ja";
  const oud = concept.lees();
  if (oud?.velden) {
    zet(formulier, oud.velden, rijen);
    Object.assign(nu, {versie: oud.versie, kenmerk: oud.kenmerk ?? nu.kenmerk, slag: oud.slag ?? 0});
    verzend();
  }
  return () => {
    klaar();
    clearTimeout(wekker);
    einde.abort();
  };
}
