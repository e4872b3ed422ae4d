// Timers: (end, server's now), both in ms; a count-down is never pushed and no step happens by the clock.
const verschil = new WeakMap();

const tekst = (ms) => {
  const s = Math.ceil(ms / 1000);
  const uren = Math.floor(s / 3600);
  const minuten = Math.floor((s % 3600) / 60);
  const twee = (n) => String(n).padStart(2, "0");
  return uren ? `${uren}:${twee(minuten)}:${twee(s % 60)}` : `${minuten}:${twee(s % 60)}`;
};

/** Paint every timer of the page. */
export function tik() {
  for (const element of document.querySelectorAll("[data-einde]")) {
    const bekend = verschil.get(element);
    if (bekend?.nu !== element.dataset.nu) {
      verschil.set(element, {nu: element.dataset.nu, ms: Number(element.dataset.nu) - Date.now()});
    }
    const rest = Number(element.dataset.einde) - (Date.now() + verschil.get(element).ms);
    const nieuw = rest <= 0 ? (element.dataset.omtekst ?? "0:00") : tekst(rest);
    if (element.textContent !== nieuw) element.textContent = nieuw;
    if (element.toggleAttribute("data-om", rest <= 0) && "loopt" in element.dataset && element.dataset.omtekst) {
      window.dispatchEvent(new CustomEvent("dialoog:om", {detail: {tekst: nieuw}}));
    }
    element.toggleAttribute("data-loopt", rest > 0);
  }
}

setInterval(tik, 500);
