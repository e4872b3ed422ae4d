// The line and the spreektekst of the live step: what is being typed survives a panel that is fetched anew.
export function start(deel) {
  const formulier = deel.querySelector("form");
  const luik = deel.querySelector("details");
  const sleutel = `stapregel:${document.body.dataset.dialoog}:${deel.dataset.stap}`;
  const velden = [formulier.elements.instructie, formulier.elements.notitie];
  const klad = JSON.parse(sessionStorage.getItem(sleutel) ?? "null");
  if (klad && velden.some((veld, i) => veld.value !== klad[i])) {
    velden.forEach((veld, i) => { veld.value = klad[i]; });
    luik.open = true;
  } else sessionStorage.removeItem(sleutel);
  formulier.addEventListener("input", () => sessionStorage.setItem(sleutel, JSON.stringify(velden.map((veld) => veld.value))));
}
