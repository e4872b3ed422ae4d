// Offering to be trekker of an oplossing: the wanted state goes to the server, and what became of it is painted here.
// The list is pushed to everybody alike, so what is one's own is painted again after every push.
const WOORDEN = {
  onderweg: "Uw aanbod is onderweg.",
  trekkerOpen: "U biedt zich aan als trekker. De begeleider kiest zo.",
  eigenaarOpen: "U biedt zich aan als eigenaar. De begeleider kiest zo.",
  bedankt: "Dank voor uw aanbod. Nu is iemand anders gevraagd.",
  trekker: "U bent trekker van deze oplossing.",
  eigenaar: "U bent eigenaar van deze oplossing.",
  eigenaarWil: "U bent eigenaar, en biedt zich aan als trekker. De begeleider kiest zo.",
};

/** What stands there, and which buttons: the roles that can be asked for now. */
function beeld({rol = "", staat = "geen"}, onderweg) {
  if (onderweg) return [WOORDEN.onderweg, []];
  if (staat === "trekker") return [WOORDEN.trekker, []];
  if (staat === "eigenaar") return rol ? [WOORDEN.eigenaarWil, [""]] : [WOORDEN.eigenaar, ["trekker"]];
  if (staat === "bedankt") return [WOORDEN.bedankt, []];
  if (staat === "open") return [rol === "trekker" ? WOORDEN.trekkerOpen : WOORDEN.eigenaarOpen, [""]];
  return ["", ["trekker", "eigenaar"]];
}

export function start(element, {mijn, dialoog, stuur, onAntwoord, wachtend, toonBericht, kondig}) {
  let eigen = mijn.aanbod ?? {};
  const adres = (nummer) => `/d/${dialoog.naam}/oplossing/${nummer}/aanbod`;

  function teken() {
    const weg = new Set(wachtend("aanbod").map((item) => item.url));
    for (const vak of element.querySelectorAll("[data-aanbod]")) {
      const [woorden, rollen] = beeld(eigen[vak.dataset.aanbod] ?? {}, weg.has(adres(vak.dataset.aanbod)));
      const stand = vak.querySelector("[data-stand]");
      stand.textContent = woorden;
      stand.hidden = !woorden;
      for (const knop of vak.querySelectorAll("button")) knop.hidden = !rollen.includes(knop.dataset.rol);
    }
  }

  const druk = ({target}) => {
    const knop = target.closest("button[data-rol]");
    const vak = knop?.closest("[data-aanbod]");
    if (!vak) return;
    const nummer = vak.dataset.aanbod;
    stuur("aanbod", adres(nummer), {rol: knop.dataset.rol}, {sleutel: `aanbod:${nummer}`});
    teken();
    vak.querySelector("[data-stand]").tabIndex = -1;
    vak.querySelector("[data-stand]").focus();
  };
  // Who was named or thanked hears it, and sees it here.
  const haal = async () => {
    const antwoord = await fetch(`/d/${dialoog.naam}/mijn`, {headers: {Accept: "application/json"}}).catch(() => null);
    if (antwoord?.ok) eigen = (await antwoord.json()).aanbod ?? {};
    teken();
  };
  const stop = onAntwoord("aanbod", ({item, status, data}) => {
    if (status === 200) eigen[item.url.split("/").at(-2)] = data.aanbod;
    else toonBericht(data.fout?.tekst ?? "", data.fout?.kop ?? "", "geweigerd");
    teken();
    if (status === 200) kondig(beeld(data.aanbod, false)[0] || "Uw aanbod is weg.");
  });
  element.addEventListener("click", druk);
  window.addEventListener("dialoog:regio", teken);
  window.addEventListener("dialoog:bericht", haal);
  teken();
  return () => {
    stop();
    window.removeEventListener("dialoog:regio", teken);
    window.removeEventListener("dialoog:bericht", haal);
  };
}
