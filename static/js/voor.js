// A phone that acts for more people: the switch follows by itself, and links and forms of the page stay with the
// person for whom it acts (pushed regions are the same for everybody, and name the owner's address).
const bodem = document.body.dataset;
const plek = document.querySelector("[data-voor]");
const eigen = plek?.dataset.voor;
const nu = plek?.dataset.nu;

/** The address for the person for whom this page acts. */
function voor(adres) {
  const url = new URL(adres, location.href);
  if (nu && url.origin === location.origin && url.pathname.startsWith(`/d/${eigen}/`)) {
    url.pathname = url.pathname.replace(`/d/${eigen}/`, `/d/${eigen}~${nu}/`);
  }
  return url.href;
}

document.addEventListener(
  "click",
  (gebeurtenis) => {
    const link = gebeurtenis.target.closest?.("a[href]");
    if (nu && link && !("eigen" in link.dataset)) link.href = voor(link.href);
  },
  true,
);
document.addEventListener(
  "submit",
  ({target, submitter}) => {
    if (!nu) return;
    if (submitter?.hasAttribute("formaction")) submitter.formAction = voor(submitter.formAction);
    target.action = voor(target.action);
  },
  true,
);

/** Forms that a module sends by itself, at load and in what is pushed. */
function zetVormen() {
  if (!nu) return;
  for (const vorm of document.querySelectorAll("form[action]")) vorm.action = voor(vorm.action);
}
zetVormen();
window.addEventListener("dialoog:regio", zetVormen);

async function vernieuw() {
  const antwoord = await fetch(`/d/${eigen}/voor${nu ? `?nu=${nu}` : ""}`).catch(() => null);
  if (antwoord?.ok) plek.innerHTML = (await antwoord.json()).html;
}

if (plek && bodem.live) {
  window.addEventListener("dialoog:bericht", vernieuw);
  window.addEventListener("dialoog:verbinding", ({detail}) => detail.online && vernieuw());
}
