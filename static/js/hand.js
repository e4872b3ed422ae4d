// The card of *Altijd bij de hand*: its links open it in place, so that what is typed elsewhere on the page stays.
const plek = () => document.querySelector('[data-paneel="handkaart"]');
let vanaf = null;

/** Lay the card of a fetched page over this one and go to its first error or its heading. False: it has none. */
export function vulKaart(nieuw) {
  const vers = nieuw.querySelector('[data-paneel="handkaart"]');
  if (!plek() || !vers?.querySelector(".handkaart")) return false;
  plek().innerHTML = vers.innerHTML;
  plek().dataset.sleutel = vers.dataset.sleutel;
  window.dispatchEvent(new CustomEvent("dialoog:kaart"));
  (plek().querySelector('[aria-invalid="true"]') ?? plek().querySelector("[data-focus]"))?.focus();
  return true;
}

async function open(adres) {
  const antwoord = await fetch(adres).catch(() => null);
  if (!antwoord?.ok) return location.assign(adres);
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  if (!vulKaart(nieuw)) location.assign(adres);
}

function sluit() {
  plek().replaceChildren();
  plek().dataset.sleutel = "";
  document.querySelector(`[data-hand="${CSS.escape(vanaf ?? "")}"]`)?.focus();
}

document.addEventListener("click", (gebeurtenis) => {
  const link = gebeurtenis.target.closest("a[data-hand]");
  if (!link || !plek() || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.button) return;
  gebeurtenis.preventDefault();
  if (!link.dataset.hand) return sluit();
  if (!plek().contains(link)) vanaf = link.dataset.hand;
  open(link.href);
});

document.addEventListener("submit", (gebeurtenis) => {
  if (!("handZoek" in gebeurtenis.target.dataset)) return;
  gebeurtenis.preventDefault();
  open(`${gebeurtenis.target.action}?${new URLSearchParams(new FormData(gebeurtenis.target))}`);
});

document.addEventListener("keydown", (gebeurtenis) => {
  // A clicker sends Escape too: what is typed stays.
  const getypt = [...(plek()?.querySelectorAll(".invoer") ?? [])].some((veld) => veld.value !== veld.defaultValue);
  if (gebeurtenis.key === "Escape" && plek()?.contains(gebeurtenis.target) && !getypt) sluit();
});
