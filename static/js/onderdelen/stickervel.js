// Paints stickers on the phone: on each card, on my sheet, and what arrived in time. No rule is decided here.
import {keer, verschil} from "./stickerrij.js";

/** One's own order of the list, from a number of the server: nobody's first idea stands on top of every phone. */
export function schud(lijst, zaad) {
  let a = zaad >>> 0;
  const lot = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const kaarten = [...lijst.children].sort((x, y) => x.dataset.nummer - y.dataset.nummer);
  for (let i = kaarten.length - 1; i > 0; i--) {
    const j = Math.floor(lot() * (i + 1));
    [kaarten[i], kaarten[j]] = [kaarten[j], kaarten[i]];
  }
  lijst.append(...kaarten);
}

/** The button of each idea: open, onderweg or geplakt, and how many lie here. */
export function schilderKaarten(lijst, {gewenst, gelegd}) {
  for (const kaart of lijst.children) {
    const nummer = Number(kaart.dataset.nummer);
    const hier = keer(gewenst, nummer);
    const er = keer(gelegd, nummer);
    const knop = kaart.querySelector(".plak");
    const was = knop.dataset.toestand;
    knop.dataset.toestand = hier === 0 ? "open" : hier > er ? "onderweg" : "geplakt";
    kaart.classList.toggle("geplakt-zojuist", was === "onderweg" && knop.dataset.toestand === "geplakt");
    const aantal = kaart.querySelector('[data-plak="aantal"]');
    if (!aantal) continue;
    aantal.textContent = hier;
    aantal.parentElement.hidden = kaart.querySelector(".plak-af").hidden = hier === 0;
  }
}

/** My sheet at the bottom: how many are left, how many arrived, how many wait. */
export function schilderVel(vel, staat, n, verbonden) {
  const reist = verschil(staat.gewenst, staat.gelegd).length;
  const er = staat.gewenst.length - reist;
  const over = n - staat.gewenst.length;
  const deel = (naam) => vel.querySelector(`[data-vel="${naam}"]`);
  deel("over").textContent = over === 0 ? (staat.vol ? "Uw stickers zijn op" : "Uw vel is leeg") : over === 1 ? "Nog 1 sticker" : `Nog ${over} stickers`;
  const wacht = reist === 1 ? "1 wacht op verbinding" : `${reist} wachten op verbinding`;
  const stand = `${er} geplakt${reist ? `, ${verbonden ? `${reist} onderweg` : wacht}` : ""}`;
  const isKlaar = staat.klaar && !reist && staat.gelegdKlaar;
  const zin = staat.vol && over === 0 ? `${stand}. Haal eerst een sticker ergens anders los.` : isKlaar ? `${stand}. U bent klaar.` : stand;
  if (deel("stand").textContent !== zin) deel("stand").textContent = zin;
  [...deel("stickers").children].forEach((sticker, i) => (sticker.dataset.toestand = i < n - over ? "leeg" : "vel"));
  const knop = vel.querySelector('[data-doe="klaar"]');
  knop.setAttribute("aria-pressed", String(staat.klaar));
  knop.querySelector(".knop-tekst span").textContent = staat.klaar ? "Toch niet klaar" : "Klaar";
}

/** After the close: which stickers count and which came too late. */
export function schilderUitkomst(blad, staat, aantalElders) {
  const deel = (naam) => blad.querySelector(`[data-stickeren="${naam}"]`);
  const laat = verschil(staat.gewenst, staat.gelegd);
  const toon = (staat.telaat || staat.onderweg !== null) && !staat.gezien;
  deel("uitkomst").hidden = !toon;
  deel("kijk").hidden = toon;
  deel("wacht").hidden = !staat.onderweg;
  deel("telaat").hidden = !staat.telaat || staat.onderweg !== null;
  const er = staat.gelegd.length;
  const telt = er === 1 ? "1 sticker telt mee" : `${er} stickers tellen mee`;
  deel("uitkomst-kop").textContent = laat.length ? `${telt}, ${laat.length} niet` : `${telt}. Uw laatste wijziging niet`;
  regels(deel("op-tijd"), staat.gelegd);
  regels(deel("niet-mee"), laat);
  const ligt = er || aantalElders;
  deel("aangekomen").hidden = ligt === 0;
  deel("aangekomen-tekst").textContent = ligt === 1 ? "Uw sticker is aangekomen." : `Uw ${ligt} stickers zijn aangekomen.`;
  [...deel("aangekomen").querySelectorAll(".sticker")].forEach((sticker, i) => sticker.toggleAttribute("hidden", i >= ligt));
}

function regels(vak, nummers) {
  vak.hidden = nummers.length === 0;
  const rijen = [...vak.querySelectorAll("li")];
  for (const rij of rijen) rij.hidden = !nummers.includes(Number(rij.querySelector(".getal").textContent));
  vak.querySelector("ul").prepend(...rijen.filter((rij) => !rij.hidden));
}
