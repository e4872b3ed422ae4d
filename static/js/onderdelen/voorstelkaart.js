// One answer of a card, saved as one types: kept on this device at every keystroke, sent within two seconds, and called
// "Bewaard" when the server said so. Two people at once: the page that comes back shows both texts.
import {verstuur} from "../outbox.js";
import {maakConcept, ruimOp} from "../schrijven/concept.js";
import {luister} from "../schrijven/schrijvers.js";
import {maakStand} from "../schrijven/stand.js";
import {toonTeLaat} from "../schrijven/telaat.js";
import {verfConcepten, verfVakje} from "../schrijven/vakjes.js";
import {maakVeld} from "../schrijven/veld.js";
import {maakVolg} from "../schrijven/volg.js";

const WACHT = 1200;

export function start(formulier, {stuur, onAntwoord, toonBericht, nieuwKenmerk, kondig}) {
  const {opslag, plek, vers} = formulier.dataset;
  const kiezen = vers !== "ja"; // what came back was refused: nothing goes by itself, who writes decides
  const sleutel = opslag + plek;
  const url = `${new URL(formulier.action).pathname}/bewaar`;
  const concept = maakConcept(sleutel);
  const stand = maakStand(formulier, kondig);
  const nu = {versie: Number(formulier.elements.versie.value), kenmerk: nieuwKenmerk(), slag: 0};
  const einde = new AbortController();
  let wekker = null;

  const typ = () => {
    const basis = kiezen ? concept.lees()?.versie ?? -1 : nu.versie; // closed and opened again, it is a choice again
    concept.bewaar({...veld.inhoud(), ...nu, versie: basis, slag: nu.slag + 1});
    stand.nogNiet();
    if (!kiezen) wekker ??= setTimeout(verzend, WACHT);
  };
  const verzend = (keuze) => {
    clearTimeout(wekker);
    wekker = null;
    nu.slag += 1;
    stand.onderweg();
    stuur("antwoord", url, {...veld.inhoud(), ...nu, ...(keuze ? {keuze} : {})}, {sleutel});
  };
  const veld = maakVeld(formulier, typ);

  /** What this device still holds goes before what the server sent, with the version that it was based on. */
  const herstel = () => {
    const oud = concept.lees();
    if (kiezen || !oud) return;
    Object.assign(nu, {versie: oud.versie, kenmerk: oud.kenmerk ?? nu.kenmerk, slag: oud.slag ?? 0});
    veld.zet(oud);
    verzend();
    concept.bewaar({...oud, ...nu});
  };

  const aangekomen = ({body}, antwoord) => {
    ruimOp(sleutel, body, antwoord);
    if (kiezen) {
      concept.weg();
      return location.assign(formulier.action);
    }
    nu.versie = Math.max(nu.versie, antwoord.versie);
    formulier.elements.versie.value = nu.versie;
    verfVakje(plek, antwoord.tekst !== "");
    if (body.slag === nu.slag && wekker === null) stand.bewaard(antwoord.moment);
  };

  const hoor = onAntwoord("antwoord", ({item, status, data}) => {
    const eigen = item.url === url;
    if (status === 200) return eigen ? aangekomen(item, data.antwoord) : ruimOp(item.sleutel, item.body, data.antwoord);
    if (eigen && status === 409 && data.stand?.versie !== undefined) {
      veld.leg();
      return formulier.submit();
    }
    const waar = eigen ? "" : ` Uw tekst bij vraag ${item.url.split("/").at(-2)} staat nog op dit toestel. Open die vraag.`;
    if (eigen) stand.nogNiet();
    if (eigen && data.stand?.op_slot) toonTeLaat(formulier, sleutel, veld.inhoud());
    return toonBericht((data.fout?.tekst ?? "Dit is niet bewaard. Uw tekst staat nog hieronder.") + waar, data.fout?.kop ?? "", "geweigerd");
  });

  const volg = maakVolg(url, {nu, concept, veld, stand});
  const indien = (gebeurtenis) => {
    gebeurtenis.preventDefault();
    const keuze = gebeurtenis.submitter?.value;
    concept.bewaar({...concept.lees(), ...veld.inhoud(), kenmerk: nu.kenmerk, slag: nu.slag + 1, versie: concept.lees()?.versie ?? -1});
    verzend(keuze);
  };
  const weg = () => document.visibilityState === "hidden" && wekker !== null && verzend();

  const horen = [[formulier, "submit", indien], [document, "visibilitychange", weg], [window, "pagehide", weg]];
  for (const [waar, wat, doe] of horen) waar.addEventListener(wat, doe, {signal: einde.signal});
  formulier.dataset.vanzelf = kiezen ? "nee" : "ja"; // then there is nothing to press but on to the next question
  if (!kiezen) document.querySelector("[data-verder]")?.classList.replace("knop-wit", "knop-groen");
  herstel();
  verfConcepten(opslag);
  const stil = luister(formulier, {plek: Number(plek), kenmerk: () => nu.kenmerk, volg: kiezen ? () => {} : volg});
  veld.verrijk();
  verstuur();
  return () => {
    hoor();
    stil();
    veld.stop();
    clearTimeout(wekker);
    einde.abort();
  };
}
