// Says calmly in the regie when the beamer of this computer seems to be on the same screen, or not over its whole screen.
const VERS_MS = 6000;
const kanaal = new BroadcastChannel("dialoog-zaal");
const plek = document.querySelector("[data-zelfdescherm]");
const beamers = new Map();

/** What is wrong with these windows, in words; empty: nothing. Places are those of the screen that each is on. */
export function wijs(regie, beamer) {
  const zelfde = ["links", "boven", "breed", "hoog"].every((maat) => regie[maat] === beamer[maat]);
  if (beamer.verborgen) return "Het beamervenster op deze computer staat achter iets anders. Sleep het naar het grote scherm.";
  if (zelfde) {
    return "De beamer staat op hetzelfde scherm als deze regie. Sleep het beamervenster naar het grote scherm. Lukt dat niet, kies dan bij de instellingen van uw computer voor uitgebreid beeld, niet voor dubbel.";
  }
  return beamer.vol ? "" : "Het beamervenster vult het grote scherm nog niet. Klik erin en druk op F11.";
}

/** The screen that this window is on, and how the window lies on it. */
export function stand() {
  const {availLeft = 0, availTop = 0, width, height} = screen;
  const vol = matchMedia("(display-mode: fullscreen)").matches || (innerWidth >= width - 2 && innerHeight >= height - 2);
  return {links: availLeft, boven: availTop, breed: width, hoog: height, vol, verborgen: document.hidden};
}

function toon() {
  const nu = Date.now();
  for (const [wie, {sinds}] of beamers) if (nu - sinds > VERS_MS) beamers.delete(wie);
  const zinnen = [...beamers.values()].map(({beamer}) => wijs(stand(), beamer));
  const zin = zinnen.length && zinnen.every(Boolean) ? zinnen[0] : "";
  if (plek.textContent !== zin) plek.textContent = zin;
  plek.hidden = !zin;
}

if (plek) {
  kanaal.addEventListener("message", ({data}) => {
    if (data.soort !== "beamer" || data.bijeenkomst !== document.body.dataset.bijeenkomst) return;
    beamers.set(data.wie, {beamer: data.stand, sinds: Date.now()});
    toon();
  });
  setInterval(toon, 2000);
}
