// Choosing by quota on the phone: for the group whose pen this phone has, or for oneself. A quota is an aim, never a lock.
import {keuzestaat} from "./kiezenstaat.js";
import {doelen, mist, schilder, tel} from "./kiezenvel.js";

export function start(blad, gereedschap) {
  const {mijn, dialoog} = gereedschap;
  const groep = blad.dataset.fase === "groep";
  const deel = (naam) => blad.querySelector(`[data-kies="${naam}"]`);
  let vraag = false; // asks whether an unfinished choice is sent in

  const rol = () => {
    if (!groep) return staat.lies ? "schrijft" : "";
    const pen = blad.querySelector("[data-pen-groep]");
    return !pen ? "los" : pen.dataset.penVan === dialoog.wie ? "schrijft" : "leest";
  };
  const teken = () => schilder(blad, {rol: rol(), wens: staat.wens, onderweg: staat.onderweg(), vraag});
  const staat = keuzestaat({...gereedschap, stap: Number(blad.dataset.stap)}, () => teken());

  /** What the group chose is in its region, the same for all its phones. */
  const lees = () => {
    const lijst = blad.querySelector("[data-keuze]");
    if (!lijst) return teken();
    deel("gevallen").textContent = lijst.dataset.gevallen;
    deel("gevallen").hidden = !lijst.dataset.gevallen || rol() !== "schrijft";
    staat.leer(JSON.parse(lijst.dataset.keuze));
    teken();
  };

  const sluitVraag = () => blad.querySelector(".kies-toch")?.remove();
  const vraagToch = (vakje, kleur) => {
    const vel = deel("toch").content.firstElementChild.cloneNode(true);
    vel.querySelector("b").textContent = `Er zijn al genoeg ideeën in ${kleur}. Eén meer mag, en iedereen ziet het.`;
    vel.dataset.idee = vakje.dataset.idee;
    vakje.closest(".kiesplek").append(vel);
    vel.querySelector("button").focus();
  };
  const tik = (vakje) => {
    sluitVraag();
    vraag = false;
    const [idee, gekozen] = [Number(vakje.dataset.idee), new Set(staat.wens.gekozen)];
    if (!gekozen.delete(idee)) gekozen.add(idee);
    const kleur = vakje.closest("fieldset").id.slice(5);
    const aantal = tel(blad, gekozen)[kleur];
    if (gekozen.has(idee) && aantal > (doelen(blad)[kleur] ?? Infinity)) {
      teken(); // not chosen yet
      return vraagToch(vakje, kleur);
    }
    staat.wil(gekozen, false);
  };

  const daden = {
    "ja-toch": (knop) => {
      const idee = Number(knop.closest(".kies-toch").dataset.idee);
      sluitVraag();
      staat.wil([...staat.wens.gekozen, idee], false, true);
      blad.querySelector(`input[data-idee="${idee}"]`)?.focus();
    },
    "nee-toch": (knop) => {
      const vakje = blad.querySelector(`input[data-idee="${knop.closest(".kies-toch").dataset.idee}"]`);
      sluitVraag();
      vakje?.focus();
    },
    stuur: () => {
      vraag = !vraag && Boolean(mist(doelen(blad), tel(blad, staat.wens.gekozen)));
      if (vraag) return teken();
      staat.wil(staat.wens.gekozen, true);
      window.scrollTo(0, 0);
    },
    "toch-in": () => daden.stuur(),
    verder: () => {
      vraag = false;
      teken();
    },
    terug: () => staat.wil(staat.wens.gekozen, false),
  };

  const wissel = ({target}) => target.matches("input[data-idee]") && staat.wens && tik(target);
  const klik = ({target}) => {
    const knop = target.closest("button[data-kies]");
    if (knop && staat.wens) daden[knop.dataset.kies]?.(knop);
  };
  const nieuws = ({detail}) => detail.naam === "groep" && lees();
  blad.addEventListener("change", wissel);
  blad.addEventListener("click", klik);
  window.addEventListener("dialoog:regio", nieuws);
  window.addEventListener("dialoog:groep", lees);
  window.addEventListener("dialoog:uitgaand", teken);
  staat.leer(groep ? null : mijn.keuze);
  lees();
  return () => {
    staat.stop();
    window.removeEventListener("dialoog:regio", nieuws);
    window.removeEventListener("dialoog:groep", lees);
    window.removeEventListener("dialoog:uitgaand", teken);
  };
}
