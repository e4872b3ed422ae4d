// What is known of the text: typed, on its way, or saved. Said aloud only when it comes to rest.
const TRAAG = 4000;
const RUST = 3000;

export function maakStand(formulier, kondig, waar = "[data-stand]") {
  const plek = formulier.querySelector(waar);
  const merk = plek.querySelector("svg")?.cloneNode(true) ?? formulier.querySelector("[data-vinkje] svg")?.cloneNode(true);
  let traag = null;
  let rust = null;
  const zeg = (woorden, klaar = false) => {
    plek.replaceChildren(...(klaar && merk ? [merk.cloneNode(true)] : []), woorden);
    clearTimeout(traag);
    clearTimeout(rust);
  };
  const later = () => { traag = setTimeout(() => { zeg("Nog niet verstuurd"); kondig("Nog niet verstuurd. Uw tekst staat op dit toestel."); }, TRAAG); };
  return {
    nogNiet() {
      if (plek.textContent === "Nog niet verstuurd") return;
      zeg("Nog niet bewaard");
      later();
    },
    onderweg() {
      if (plek.textContent === "Nog niet verstuurd") return;
      zeg("Onderweg");
      later();
    },
    bewaard(moment) {
      zeg(`Bewaard ${moment}`, true);
      rust = setTimeout(() => kondig(`Bewaard ${moment}`), RUST);
    },
  };
}
