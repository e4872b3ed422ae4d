// The regie's idea in hand and its sieve: chosen by a link, so it works without this; with it typed text stays.
export function start(element) {
  const plek = element.querySelector("[data-inhand]");
  const kies = () => {
    const vraag = new URLSearchParams(location.search);
    const idee = vraag.get("idee");
    const zeef = vraag.get("zeef") ?? "alle";
    for (const link of element.querySelectorAll("a[data-idee]")) {
      zet(link, link.dataset.idee === idee);
      const doel = new URL(link.href);
      if (zeef !== "alle") doel.searchParams.set("zeef", zeef);
      else doel.searchParams.delete("zeef");
      link.href = doel;
    }
    for (const link of element.querySelectorAll("a[data-zeef]")) zet(link, link.dataset.zeef === zeef);
    for (const rij of element.querySelectorAll("[data-zeven]")) {
      rij.hidden = !rij.dataset.zeven.split(" ").includes(zeef);
    }
    return idee;
  };
  const naPush = () => {
    const idee = kies();
    const stand = element.querySelector(`a[data-idee="${Number(idee)}"][data-stand]`)?.dataset.stand;
    if (stand && (plek.dataset.idee !== idee || plek.dataset.stand !== stand) && !bezig()) haal(location.href, false);
  };
  const bezig = () => [...plek.querySelectorAll("input, textarea")].some((veld) => veld.value !== veld.defaultValue);
  const zet = (link, aan) => (aan ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));

  const haal = async (url, focus = true) => {
    const antwoord = await fetch(url).catch(() => null);
    if (!antwoord?.ok) return location.assign(url);
    const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
    const vers = nieuw.querySelector("[data-inhand]");
    if (!vers) return location.assign(url);
    plek.innerHTML = vers.innerHTML;
    Object.assign(plek.dataset, vers.dataset);
    if (focus) history.replaceState(null, "", url);
    kies();
    const doel = focus ? plek.querySelector("[data-focus], .inhand") : null;
    doel?.setAttribute("tabindex", "-1");
    doel?.focus({preventScroll: false});
  };

  const klik = (gebeurtenis) => {
    const link = gebeurtenis.target.closest("a[data-idee], a[data-zeef], [data-inhand] a[href]");
    if (!link || !element.contains(link) || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.button) return;
    gebeurtenis.preventDefault();
    if (!("zeef" in link.dataset)) return haal(link.href);
    history.replaceState(null, "", link.href);
    kies();
  };
  element.addEventListener("click", klik);
  window.addEventListener("dialoog:regio", naPush);
  bewaarPapier(element.querySelector("[data-papier]"));
  kies();
  return () => window.removeEventListener("dialoog:regio", naPush);
}

/** What is being typed from paper stays over a reload of the page or of the panel. */
function bewaarPapier(formulier) {
  if (!formulier) return;
  const veld = formulier.elements.tekst;
  const sleutel = `papier:${formulier.getAttribute("action")}`;
  if (!veld.value) veld.value = sessionStorage.getItem(sleutel) ?? "";
  veld.addEventListener("input", () => sessionStorage.setItem(sleutel, veld.value));
  formulier.addEventListener("submit", () => sessionStorage.removeItem(sleutel));
}
