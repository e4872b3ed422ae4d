// Turns the pages of the wall and of a long text on the beamer. The server shows a page too; this paints the same after each push.
const SECONDEN = {muur: 12, tekst: 20};
const stil = matchMedia("(prefers-reduced-motion: reduce)");
/** By how much the server's clock is ahead of ours, told when this page was loaded. */
const SCHEEF = Number(document.body.dataset.nu ?? Date.now()) - Date.now();

/** The page of the wall by the count that the server keeps (idee/muur.py), from 1; null: nobody counts. */
function bladVanMuur({tel, begin, vast}, bladen) {
  if (tel === undefined) return null;
  const verder = vast === undefined ? Math.floor((Date.now() + SCHEEF - Number(begin)) / (SECONDEN.muur * 1000)) : 0;
  return ((((Number(tel) + verder) % bladen) + bladen) % bladen) + 1;
}

/** How many pages there are: sections of the wall, columns of a text. */
function telBladen(element) {
  if (element.dataset.bladeren === "muur") return element.querySelectorAll("[data-pagina]").length;
  const tekst = element.querySelector(".bladen");
  if (!tekst) return 1;
  const tussen = parseFloat(getComputedStyle(tekst).columnGap) || 0;
  return Math.min(12, Math.max(1, Math.round((tekst.scrollWidth + tussen) / (element.clientWidth + tussen))));
}

function verfTekens(element, hier, bladen) {
  const omgeving = element.closest("main") ?? document;
  const tekens = omgeving.querySelector("[data-bladtekens]");
  if (!tekens) return;
  const soort = tekens.localName === "ol" ? "li" : "span";
  while (tekens.children.length < bladen) tekens.append(document.createElement(soort));
  while (tekens.children.length > bladen) tekens.lastElementChild.remove();
  [...tekens.children].forEach((teken, i) => teken.classList.toggle("hier", i + 1 === hier));
  omgeving.querySelector("[data-bladtekst]")?.toggleAttribute("hidden", bladen < 2);
  const woorden = omgeving.querySelector("[data-bladwoorden]");
  if (woorden) woorden.textContent = woorden.dataset.bladwoorden.replace("{p}", hier).replace("{n}", bladen);
}

export function start(element) {
  let sleutel = null;
  let hier = 1;

  const verf = () => {
    if (element.dataset.sleutel !== sleutel) {
      sleutel = element.dataset.sleutel;
      hier = Number(element.dataset.blad) || 1;
    }
    const bladen = telBladen(element);
    const geteld = stil.matches && !("vast" in element.dataset) ? null : bladVanMuur(element.dataset, bladen);
    hier = geteld ?? ((hier - 1) % bladen) + 1;
    for (const blad of element.querySelectorAll("[data-pagina]")) {
      blad.classList.toggle("weg", Number(blad.dataset.pagina) !== hier);
    }
    const tekst = element.querySelector(".bladen");
    if (tekst) tekst.className = tekst.className.replace(/\bblad-\d+\b/, `blad-${hier}`);
    verfTekens(element, hier, bladen);
  };

  const draai = () => {
    if (stil.matches || "vast" in element.dataset || document.hidden) return;
    if (element.dataset.tel === undefined) hier += 1;
    else if (bladVanMuur(element.dataset, telBladen(element)) === hier) return;
    verf();
  };

  const wekker = setInterval(draai, element.dataset.tel === undefined ? SECONDEN[element.dataset.bladeren] * 1000 : 1000);
  window.addEventListener("dialoog:regio", verf);
  window.addEventListener("resize", verf);
  document.fonts.ready.then(verf);
  return () => {
    clearInterval(wekker);
    window.removeEventListener("dialoog:regio", verf);
    window.removeEventListener("resize", verf);
  };
}
