// What is being typed about a belang survives a panel that is fetched anew and a page that is loaded again.
const plek = (veld) => `klad:${document.body.dataset.dialoog}:${veld.dataset.klad}`;

export function start(element) {
  for (const veld of element.querySelectorAll("[data-klad]")) {
    const klad = sessionStorage.getItem(plek(veld));
    if (klad !== null && klad !== veld.value) veld.value = klad;
    veld.addEventListener("input", () => sessionStorage.setItem(plek(veld), veld.value));
    veld.form.addEventListener("submit", () => sessionStorage.removeItem(plek(veld)));
  }
}
