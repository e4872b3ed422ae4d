// The ten boxes: what is drawn and what is heard.
const WOORD = {vol: "klaar", half: "half klaar", leeg: "leeg"};

const verf = (vakje, nummer, staat) => {
  vakje.className = `vakje vakje-${staat}`;
  vakje.querySelector(".alleen-hoorbaar").textContent = `Vraag ${nummer}, ${WOORD[staat]}`;
};

const MET_DELEN = ["2", "4", "8", "10"]; // these ask for more than a text

/** The box of the question that stands open, whose text was saved. What it asks besides, only the server knows. */
export function verfVakje(nummer, vol) {
  const vakje = document.querySelector(".vakjes > [aria-current]");
  if (!vakje) return;
  if (!MET_DELEN.includes(nummer)) return verf(vakje, nummer, vol ? "vol" : "leeg");
  if (vol && vakje.classList.contains("vakje-leeg")) verf(vakje, nummer, "half");
}

/** The same, as the server says it. */
export function verfStaat(nummer, staat) {
  const vakje = document.querySelector(".vakjes > [aria-current]");
  if (vakje) verf(vakje, nummer, staat);
}

/** Questions of which this device holds a text that is not saved yet. */
export function verfConcepten(opslag) {
  for (const [i, vakje] of [...document.querySelectorAll(".vakjes > li")].entries()) {
    if (localStorage.getItem(opslag + (i + 1)) && vakje.classList.contains("vakje-leeg")) verf(vakje, i + 1, "half");
  }
}
