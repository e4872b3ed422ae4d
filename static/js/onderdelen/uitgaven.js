// How far the files of an edition are: asked every two seconds while something is being made, and only then.
const WACHT = 2000;

export function start(element) {
  let wekker = null;
  let gestopt = false;

  async function kijk() {
    const antwoord = await fetch(location.pathname, {headers: {Accept: "text/html"}}).catch(() => null);
    if (gestopt) return;
    if (antwoord?.ok) {
      const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
      const blok = nieuw.querySelector("[data-uitgaven]");
      if (gestopt || !blok) return;
      if (!("onderweg" in blok.dataset)) {
        location.replace(location.pathname); // all is made: the form for the next edition comes along
        return;
      }
      if (blok.innerHTML !== element.innerHTML) element.replaceChildren(...blok.childNodes);
    }
    wekker = setTimeout(kijk, WACHT);
  }

  if ("onderweg" in element.dataset) wekker = setTimeout(kijk, WACHT);
  return () => {
    gestopt = true;
    clearTimeout(wekker);
  };
}
