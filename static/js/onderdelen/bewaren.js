// Going to another part of preparing saves what was typed on this one first. Without a script the buttons do that.

/** `lijst` holds the links to the other parts; the form with data-bewaar is saved on the way. */
export function start(lijst) {
  const formulier = document.querySelector("form[data-bewaar]");
  if (!formulier) return null;
  let getypt = false;
  let weg = false;
  const merk = () => { getypt = true; };
  const verstuur = () => { weg = true; };
  const klik = (gebeurtenis) => {
    const doel = gebeurtenis.target.closest("a")?.pathname.match(/\/voorbereiden\/([a-z]+)$/)?.[1];
    if (!getypt || !doel || gebeurtenis.ctrlKey || gebeurtenis.metaKey) return;
    gebeurtenis.preventDefault();
    const veld = Object.assign(document.createElement("input"), {type: "hidden", name: "naar", value: doel});
    formulier.append(veld);
    weg = true;
    formulier.submit();
  };
  const vertrek = (gebeurtenis) => { if (getypt && !weg) gebeurtenis.preventDefault(); };
  formulier.addEventListener("input", merk);
  formulier.addEventListener("submit", verstuur);
  lijst.addEventListener("click", klik);
  addEventListener("beforeunload", vertrek);
  return () => {
    formulier.removeEventListener("input", merk);
    formulier.removeEventListener("submit", verstuur);
    lijst.removeEventListener("click", klik);
    removeEventListener("beforeunload", vertrek);
  };
}
