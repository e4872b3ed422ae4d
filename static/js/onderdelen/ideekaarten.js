// The cards of my own ideas, the three little cards, and "van u" on the wall: made from the templates of the page.
const kopie = (blad, kenmerk) => blad.querySelector(`template[${kenmerk}]`)?.content.cloneNode(true);

/** My own ideas, newest first; what is on its way stands on top, without a number. */
export function kaarten(blad, ideeen, onderweg, open, kies) {
  const plek = blad.querySelector('[data-ideeen="kaarten"]');
  const gewijzigd = new Set(onderweg.map((item) => Number(item.url.split("/")[4])));
  const nieuw = onderweg.filter((item) => item.body.kenmerk).reverse();
  const rijen = [
    ...nieuw.map((item) => kaart(blad, "onderweg", {tekst: item.body.tekst, deelvragen: item.body.deelvragen})),
    ...ideeen.sort((a, b) => b.nummer - a.nummer).map((idee) => eigen(blad, idee, gewijzigd.has(idee.id), open, kies)),
  ];
  plek.replaceChildren(...rijen);
  blad.querySelector('[data-ideeen="mijn"]').hidden = rijen.length === 0;
}

function eigen(blad, idee, onderweg, open, kies) {
  const staat = onderweg ? "onderweg" : idee.staat === "ingetrokken" ? "ingetrokken" : "aangekomen";
  const kaartje = kaart(blad, staat, idee);
  kaartje.querySelector(".ideekaart-kop b").textContent = `Nr. ${idee.nummer}`;
  const knop = kaartje.querySelector("button");
  const mag = open && !idee.vast && ["los", "ingetrokken"].includes(idee.staat);
  if (idee.staat === "samengevoegd") kaartje.querySelector(".ideestatus").textContent = `Samengevoegd met nr. ${idee.in}`;
  if (idee.erbij?.length) kaartje.querySelector(".ideekaart-tekst p").after(metErbij(idee.erbij));
  if (idee.staat === "verborgen") kaartje.querySelector(".ideestatus").textContent = "Niet op de muur";
  if (knop && mag) {
    knop.querySelector("span").textContent = ` nummer ${idee.nummer}`;
    knop.addEventListener("click", () => kies(idee));
  } else knop?.closest(".ideekaart-actie").remove();
  return kaartje;
}

function metErbij(nummers) {
  const regel = document.createElement("p");
  regel.className = "erbij";
  regel.textContent = `De groep voegde hier nr. ${nummers.join(", ")} bij.`;
  return regel;
}

function kaart(blad, staat, {tekst, deelvragen}) {
  const kaartje = kopie(blad, `data-kaart="${staat}"`).firstElementChild;
  const plek = kaartje.querySelector(".ideekaart-tekst p");
  (plek.querySelector("s") ?? plek).textContent = tekst;
  const namen = (deelvragen ?? []).map((id) => blad.querySelector(`[name=deelvragen][value="${id}"] + span`)?.textContent.replace(/^\d+ /, ""));
  kaartje.querySelector(".bijtekst").textContent = namen.filter(Boolean).join(", ");
  return kaartje;
}

/** "2 ideeën. Nog één? Meer mag ook." Only what arrived is counted and ticked; what is on its way is said apart. */
export function stand(blad, aantal, onderweg) {
  const plek = blad.querySelector('[data-ideeen="stand"]');
  const hoogste = blad.querySelectorAll("template[data-stand]").length - 1;
  const woorden = kopie(blad, `data-stand="${Math.min(aantal, hoogste)}"`);
  if (!plek || !woorden) return;
  for (const getal of woorden.querySelectorAll("[data-aantal]")) getal.textContent = aantal;
  plek.replaceChildren(woorden);
  if (onderweg) plek.querySelector("p").append(` ${onderweg} onderweg.`);
}

/** Mark my own cards on the wall, with a class and a word; again after every push. False when the wall knows something
 *  of one of mine that this phone does not: another text, hidden, merged, or back again. */
export function schilderMuur(blad, ideeen) {
  const mijne = new Map(ideeen.map((idee) => [idee.nummer, idee]));
  const muur = [...blad.querySelectorAll(".muur-telefoon [data-nummer]")];
  const nummers = new Set(muur.map((kaartje) => Number(kaartje.dataset.nummer)));
  const oudste = blad.querySelector(".muur-telefoon[data-alles]") ? 0 : Math.min(...nummers);
  let zoals = !ideeen.some((idee) => idee.nummer >= oudste && (idee.staat === "los") !== nummers.has(idee.nummer));
  for (const kaartje of muur) {
    const idee = mijne.get(Number(kaartje.dataset.nummer));
    kaartje.classList.toggle("is-van-mij", Boolean(idee));
    const woord = kaartje.querySelector(".van-mij");
    if (!idee) woord?.remove();
    else if (!woord) kaartje.querySelector(".ideekaart-kop").append(vanMij());
    if (idee && (kaartje.querySelector(".ideekaart-tekst p").textContent !== idee.tekst || kaartje.dataset.erbij !== (idee.erbij ?? []).join(" "))) zoals = false;
  }
  return zoals;
}

function vanMij() {
  const woord = document.createElement("span");
  woord.className = "van-mij";
  woord.textContent = "van u";
  return woord;
}
