// Questions of the begeleider about my own ideas: a card each, above nothing and in the way of nothing.
export function start(plek, {dialoog, stuur, onAntwoord, wachtend, kondig, toonBericht}) {
  const adres = `/d/${dialoog.naam}/vragen`;
  const sjabloon = plek.querySelector("template");
  const kaarten = new Map();
  const bewaard = (id) => `antwoord:${dialoog.dialoog}:${id}`;

  const maak = (vraag) => {
    const kaart = sjabloon.content.firstElementChild.cloneNode(true);
    const veld = kaart.querySelector("textarea");
    kaart.querySelector('[data-vraag="idee"]').textContent = `Nr. ${vraag.nummer}: ${vraag.idee}`;
    kaart.querySelector('[data-vraag="vraag"]').textContent = vraag.vraag;
    for (const deel of kaart.querySelectorAll("[id]")) deel.id += `-${vraag.id}`;
    kaart.querySelector("label").htmlFor = veld.id;
    veld.setAttribute("aria-describedby", `${veld.id.replace("antwoord", "antwoord-hint")}`);
    veld.value = localStorage.getItem(bewaard(vraag.id)) ?? "";
    veld.addEventListener("input", () => localStorage.setItem(bewaard(vraag.id), veld.value));
    kaart.querySelector("form").addEventListener("submit", (gebeurtenis) => {
      gebeurtenis.preventDefault();
      if (!veld.value.trim()) return veld.focus();
      stuur("antwoord", `${adres}/${vraag.id}`, {antwoord: veld.value}, {sleutel: `antwoord:${vraag.id}`});
      verf(vraag.id, "Onderweg.");
    });
    kaarten.set(vraag.id, kaart);
    plek.append(kaart);
    if (wachtend("antwoord").some((item) => item.url === `${adres}/${vraag.id}`)) verf(vraag.id, "Onderweg.");
  };
  /** Instead of the form: what became of the answer. Without words: the form again, with what was typed. */
  const verf = (id, woorden) => {
    const kaart = kaarten.get(id);
    if (!kaart) return;
    kaart.querySelector("form").hidden = Boolean(woorden);
    const klaar = kaart.querySelector(".ideevraag-klaar");
    klaar.hidden = !woorden;
    klaar.textContent = woorden;
  };
  const toon = (vragen) => {
    const open = new Set(vragen.map((vraag) => vraag.id));
    for (const [id, kaart] of kaarten) if (!open.has(id) && kaart.querySelector(".ideevraag-klaar").hidden) weg(id);
    vragen.filter((vraag) => !kaarten.has(vraag.id)).forEach(maak);
  };
  const weg = (id) => {
    kaarten.get(id)?.remove();
    kaarten.delete(id);
    localStorage.removeItem(bewaard(id));
  };

  const stop = onAntwoord("antwoord", ({item, status, data}) => {
    const id = Number(item.url.split("/").at(-1));
    if (status === 200) {
      localStorage.removeItem(bewaard(id));
      verf(id, "Aangekomen. Dank u wel.");
      return kondig("Uw antwoord is aangekomen.");
    }
    toonBericht(data.fout?.tekst ?? "Er is niets veranderd.", data.fout?.kop ?? "Dit is niet aangekomen.", "geweigerd");
    if (status === 409 || status === 404) weg(id);
    else verf(id, "");
  });
  const haal = async () => {
    const antwoord = await fetch(adres, {headers: {Accept: "application/json"}}).catch(() => null);
    if (antwoord?.ok) toon((await antwoord.json()).vragen);
  };
  // A phone that slept, or was off the wifi, when the question came. Not all of them at once after a reconnect.
  const inHand = () => document.visibilityState === "visible" && haal();
  const weer = ({detail}) => detail.online && setTimeout(haal, Math.random() * 2000);
  window.addEventListener("dialoog:bericht", haal);
  window.addEventListener("dialoog:verbinding", weer);
  document.addEventListener("visibilitychange", inHand);
  toon(JSON.parse(plek.querySelector("[data-vragen]").textContent));
  return () => {
    stop();
    window.removeEventListener("dialoog:bericht", haal);
    window.removeEventListener("dialoog:verbinding", weer);
    document.removeEventListener("visibilitychange", inHand);
  };
}
