// Notes of a conversation: saved a moment after the last key, and at the latest two seconds after the first.
// What is typed is kept on this laptop too, until the server has it. Two people at once: both texts stand there.
const RUST_MS = 800;
const UITERLIJK_MS = 1800;

export function start(formulier) {
  const {tekst, versie} = formulier.elements;
  const sleutel = `gesprek:${document.body.dataset.dialoog}:${formulier.dataset.klad}`;
  const stand = formulier.querySelector("[data-stand]");
  const ander = formulier.querySelector("[data-ander]");
  const zeg = (woorden) => { stand.textContent = woorden; };
  let rust = null;
  let uiterlijk = null;
  let bezig = false;
  let bewaard = tekst.value;

  const klad = JSON.parse(localStorage.getItem(sleutel) ?? "null");
  if (klad && klad.tekst !== tekst.value) {
    tekst.value = klad.tekst;
    versie.value = klad.versie; // an older version: the server shows both
    zeg("Nog niet bewaard");
    rust = setTimeout(() => bewaar(), RUST_MS);
  }

  const wek = () => {
    localStorage.setItem(sleutel, JSON.stringify({tekst: tekst.value, versie: Number(versie.value)}));
    if (!ander.hidden) return zeg("Nog niet bewaard. Kies hieronder."); // first both texts are looked at
    zeg("Onderweg");
    clearTimeout(rust);
    rust = setTimeout(() => bewaar(), RUST_MS);
    uiterlijk ??= setTimeout(() => bewaar(), UITERLIJK_MS);
  };

  const bewaar = async () => {
    clearTimeout(rust);
    clearTimeout(uiterlijk);
    uiterlijk = null;
    if (bezig) return wek();
    bezig = true;
    const verstuurd = tekst.value;
    const inhoud = new URLSearchParams(new FormData(formulier));
    const antwoord = await fetch(formulier.action, {method: "POST", headers: {Accept: "application/json"}, body: inhoud}).catch(() => null);
    bezig = false;
    const data = (await antwoord?.json().catch(() => null)) ?? {};
    if (antwoord?.ok) return aangekomen(verstuurd, data);
    if (antwoord?.status === 409 && data.stand?.versie !== undefined) return botsing(data.stand);
    zeg(data.fout?.tekst ?? "Nog niet bewaard. Uw tekst staat op deze laptop en gaat straks vanzelf.");
    if (!antwoord || antwoord.status >= 500) rust = setTimeout(() => bewaar(), 3000);
  };

  const aangekomen = (verstuurd, data) => {
    versie.value = data.versie;
    bewaard = verstuurd;
    if (tekst.value !== verstuurd) return wek();
    localStorage.removeItem(sleutel);
    zeg(`Bewaard om ${data.moment}`);
  };

  const botsing = (nu) => {
    ander.hidden = false;
    ander.dataset.versie = nu.versie;
    ander.querySelector("[data-ander-wie]").textContent = nu.wie ? `door ${nu.wie}` : "";
    ander.querySelector("[data-ander-tekst]").textContent = nu.tekst;
    zeg("Iemand anders schreef hier ook. Uw tekst staat er nog.");
  };

  const kies = (gebeurtenis) => {
    const keus = gebeurtenis.target.closest("[data-doe]")?.dataset.doe;
    if (!keus) return;
    versie.value = ander.dataset.versie;
    if (keus === "ander") tekst.value = bewaard = ander.querySelector("[data-ander-tekst]").textContent;
    ander.hidden = true;
    tekst.focus();
    if (keus === "mijn") return bewaar();
    localStorage.removeItem(sleutel);
    zeg("Dit is wat er bewaard is");
  };

  const verzend = (gebeurtenis) => {
    gebeurtenis.preventDefault();
    if (ander.hidden) bewaar();
  };
  tekst.addEventListener("input", wek);
  formulier.addEventListener("submit", verzend);
  ander.addEventListener("click", kies);
  return () => {
    clearTimeout(rust);
    clearTimeout(uiterlijk);
    if (tekst.value !== bewaard && ander.hidden) bewaar(); // the step was turned while something was on its way
    tekst.removeEventListener("input", wek);
    formulier.removeEventListener("submit", verzend);
  };
}
