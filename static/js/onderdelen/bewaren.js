// Going to another part of preparing saves what was typed on this one first. Without a script the buttons do that.

/** Whether a field holds something else than what the server sent. */
function anders(veld) {
  if (veld.tagName === "SELECT") return [...veld.options].some((keus) => keus.selected !== keus.defaultSelected && keus.selected);
  return veld.type !== "hidden" && veld.value !== veld.defaultValue;
}

/** `lijst` holds the links to the other parts; the form with data-bewaar is saved on the way. */
export function start(lijst) {
  const formulier = document.querySelector("form[data-bewaar]");
  if (!formulier) return null;
  let versleept = false;
  let weg = false;
  // Not a flag on typing: somebody may type before this module is here. A page with errors holds unsaved text too.
  const getypt = () => versleept || Boolean(formulier.querySelector("[aria-invalid], .rij-anders"))
    || [...formulier.elements].some((veld) => "defaultValue" in veld || veld.tagName === "SELECT" ? anders(veld) : false);
  const sleep = () => { versleept = true; };
  const verstuur = () => { weg = true; };
  const klik = (gebeurtenis) => {
    const doel = gebeurtenis.target.closest("a")?.pathname.match(/\/voorbereiden\/([a-z]+)$/)?.[1];
    if (!doel || gebeurtenis.ctrlKey || gebeurtenis.metaKey || !getypt()) return;
    gebeurtenis.preventDefault();
    formulier.append(Object.assign(document.createElement("input"), {type: "hidden", name: "naar", value: doel}));
    weg = true;
    formulier.submit();
  };
  const vertrek = (gebeurtenis) => { if (!weg && getypt()) gebeurtenis.preventDefault(); };
  formulier.addEventListener("versleept", sleep);
  formulier.addEventListener("submit", verstuur);
  lijst.addEventListener("click", klik);
  addEventListener("beforeunload", vertrek);
  lijst.dataset.waakt = "ja";
  return () => {
    formulier.removeEventListener("versleept", sleep);
    formulier.removeEventListener("submit", verstuur);
    lijst.removeEventListener("click", klik);
    removeEventListener("beforeunload", vertrek);
  };
}
