// The bands at the top: no connection, connected again, a message, a refusal. They push the page down.
const WACHT_MS = 2000;
let wekker = null;

const band = (soort) => document.querySelector(`[data-band="${soort}"]`);
const toon = (soort, aan) => {
  const element = band(soort);
  if (element) element.hidden = !aan;
};

/** Tell the parts of the page: dialoog:verbinding, detail.online. */
const meld = (online) => window.dispatchEvent(new CustomEvent("dialoog:verbinding", {detail: {online}}));

/** The line is gone; said only when it stays away, a hall's wifi blinks often. */
export function verbroken() {
  wekker ??= setTimeout(() => {
    toon("weer-verbonden", false);
    toon("geen-verbinding", true);
    meld(false);
  }, WACHT_MS);
}

/** The line is back; said only when its absence had been said. */
export function verbonden() {
  clearTimeout(wekker);
  wekker = null;
  if (band("geen-verbinding")?.hidden !== false) return;
  toon("geen-verbinding", false);
  toon("weer-verbonden", true);
  meld(true);
  setTimeout(() => toon("weer-verbonden", false), 4000);
}

/** A message or refusal that stays until it is read. */
export function toonBericht(tekst, titel = "", soort = "bericht") {
  const plek = document.getElementById("banden");
  if (!plek) return;
  plek.querySelector("[data-band-los]")?.remove();
  const element = document.createElement("div");
  element.className = `band band-${soort === "bericht" ? "weer-verbonden" : soort}`;
  element.dataset.bandLos = "";
  element.setAttribute("role", soort === "geweigerd" ? "alert" : "status");
  const p = document.createElement("p");
  const b = document.createElement("b");
  b.textContent = titel ? `${titel} ` : "";
  const knop = document.createElement("button");
  knop.type = "button";
  knop.className = "stil";
  knop.textContent = "Gelezen";
  knop.addEventListener("click", () => element.remove());
  p.append(b, tekst);
  element.append(p, knop);
  plek.append(element);
}

/** Say something to a screen reader (a new panel has come). */
export function kondig(tekst) {
  const plek = document.getElementById("kondiging");
  if (plek && tekst) plek.textContent = tekst.trim();
}

window.addEventListener("dialoog:onbekend", () => {
  if (document.body.dataset.live === "notulist") return toonBericht(
    "Wat u typte, staat nog op dit toestel. Vraag de begeleider om een nieuwe link en open die hier. Dan gaat het vanzelf verder.",
    "Uw link werkt niet meer.",
    "geweigerd",
  );
  toonBericht(
    "Wat u schreef, staat nog op deze telefoon. Open uw pas of scan de QR-code op het scherm.",
    "We kennen dit toestel niet meer.",
    "geweigerd",
  );
});
