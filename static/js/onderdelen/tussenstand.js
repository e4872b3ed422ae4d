// An open round on the phone: the numbers so far on the cards, which stay where this phone has put them.

const woorden = (aantal) => (aantal === 1 ? "Nu 1 sticker" : `Nu ${aantal} stickers`);

export function start(blok) {
  const paneel = blok.closest("[data-ronde]");
  const teken = () => {
    const stand = JSON.parse(paneel.querySelector("[data-stand]")?.dataset.stand ?? "{}");
    for (const kaart of paneel.querySelectorAll("[data-nummer]")) {
      let regel = kaart.querySelector(".tussenstand");
      if (!regel) {
        regel = document.createElement("p");
        regel.className = "tussenstand";
        kaart.querySelector(".ideekaart-tekst").append(regel);
      }
      regel.textContent = woorden(stand[kaart.dataset.nummer] ?? 0);
    }
  };
  const bij = ({detail}) => detail.naam === "tussenstand" && teken();
  window.addEventListener("dialoog:regio", bij);
  teken();
  return () => window.removeEventListener("dialoog:regio", bij);
}
