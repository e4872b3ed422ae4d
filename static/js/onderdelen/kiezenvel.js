// Paints the sheet of choices: ticks, "1 van 3", what is still to choose, and what the button says.
export const KLEUREN = ["grijs", "geel", "blauw", "rood"];
const som = (delen) => [delen.slice(0, -1).join(", "), delen.at(-1)].filter(Boolean).join(" en ");

/** {kleur: aantal} of the ideas that are wanted. */
export function tel(blad, gekozen) {
  const aantal = {};
  for (const vakje of blad.querySelectorAll("input[data-idee]")) {
    const kleur = vakje.closest("fieldset").id.slice(5);
    aantal[kleur] = (aantal[kleur] ?? 0) + (gekozen.has(Number(vakje.dataset.idee)) ? 1 : 0);
  }
  return aantal;
}

export const doelen = (blad) => Object.fromEntries(blad.dataset.doel.split(" ").map((n, i) => [KLEUREN[i], Number(n)]));

const stand = (n, q) => (n > q ? `${n} van ${q}, ${n - q} meer` : n === q && q ? `${n} van ${q}, klaar` : `${n} van ${q}`);

/** What is missing, as "2 rood en 1 geel"; empty when nothing is. */
export const mist = (doel, aantal) => som(KLEUREN.filter((k) => doel[k] > (aantal[k] ?? 0)).map((k) => `${doel[k] - (aantal[k] ?? 0)} ${k}`));

export function schilder(blad, {rol, wens, onderweg, vraag}) {
  const deel = (naam) => blad.querySelector(`[data-kies="${naam}"]`);
  const schrijft = rol === "schrijft" && wens;
  blad.dataset.staat = schrijft ? (wens.ingestuurd ? "in" : "kiest") : rol;
  if (!schrijft) return;
  for (const vakje of blad.querySelectorAll("input[data-idee]")) {
    vakje.checked = wens.gekozen.has(Number(vakje.dataset.idee));
    vakje.disabled = wens.ingestuurd;
  }
  const [doel, aantal] = [doelen(blad), tel(blad, wens.gekozen)];
  for (const k of KLEUREN) {
    const kop = blad.querySelector(`#kies-${k} .kiesvak-stand`);
    if (kop) kop.textContent = stand(aantal[k] ?? 0, doel[k]);
    const plek = blad.querySelector(`.kies-tekort .kleur-${k}`);
    const nog = doel[k] - (aantal[k] ?? 0);
    if (!plek) continue;
    plek.hidden = nog <= 0;
    plek.querySelector("b").textContent = `${nog} ${k}`;
  }
  const los = blad.querySelector("#kies-zonder .kiesvak-stand");
  if (los) los.textContent = `${aantal.zonder ?? 0} gekozen`;
  const over = mist(doel, aantal);
  deel("kop").textContent = over ? "Nog te kiezen:" : "Alle plekken zijn gevuld";
  if (!deel("balk")) return;
  deel("mist").textContent = over && !vraag ? `Kan straks. Kies nog ${over}.` : "";
  deel("mist").hidden = !deel("mist").textContent;
  deel("stuur").hidden = vraag;
  deel("stuur").classList.toggle("knop-wit", Boolean(over));
  deel("stuur").classList.toggle("knop-groen", !over);
  deel("toch-in").hidden = deel("verder").hidden = !vraag;
  deel("lijn").textContent = vraag ? `U hebt nog niet alles gekozen: ${over}. Toch insturen mag.` : onderweg ? "Onderweg" : wens.gekozen.size ? "Aangekomen" : "";
}
