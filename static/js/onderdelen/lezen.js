// "Vraag, kaders en spelregels" over the evening instead of away from it: what was being typed stays as it is.
// Without <dialog>, or when the page cannot be fetched, the link leads to the page itself.
export function start(link) {
  const laag = document.createElement("dialog");
  if (typeof laag.showModal !== "function") return null;
  laag.className = "leeslaag";
  let open = false;

  const toon = async (gebeurtenis) => {
    if (gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.button) return;
    gebeurtenis.preventDefault();
    const antwoord = await fetch(link.href).catch(() => null);
    const vers = antwoord?.ok ? new DOMParser().parseFromString(await antwoord.text(), "text/html") : null;
    const blad = vers?.querySelector("[data-lezen]");
    if (!blad) return location.assign(link.href);
    const zaal = vers.querySelector("[data-zaal]")?.innerHTML ?? "";
    laag.setAttribute("aria-label", link.textContent.trim());
    laag.innerHTML = `${zaal}<div class="leesblad">${blad.innerHTML}</div>`;
    document.body.append(laag);
    laag.showModal();
    laag.scrollTo(0, 0);
    open = true;
    history.pushState({lezen: true}, "");
  };
  // The phone's own back button closes the layer, not the evening.
  const terug = () => { if (open) laag.close(); };
  const sluit = (gebeurtenis) => {
    if (!gebeurtenis.target.closest("[data-lezen-terug]")) return;
    gebeurtenis.preventDefault();
    laag.close();
  };
  const dicht = () => {
    open = false;
    if (history.state?.lezen) history.back();
    laag.remove();
    link.focus({preventScroll: true});
  };
  link.addEventListener("click", toon);
  laag.addEventListener("click", sluit);
  laag.addEventListener("close", dicht);
  window.addEventListener("popstate", terug);
  return () => {
    link.removeEventListener("click", toon);
    window.removeEventListener("popstate", terug);
  };
}
