/** Copy the text of an element; at plain http there is no clipboard, then it is selected so that one can copy it. */
export async function kopieer(bron, knop) {
  const tekst = bron.textContent.trim();
  let gelukt = false;
  if (navigator.clipboard) gelukt = await navigator.clipboard.writeText(tekst).then(() => true, () => false);
  if (!gelukt) {
    const bereik = document.createRange();
    bereik.selectNodeContents(bron);
    getSelection().removeAllRanges();
    getSelection().addRange(bereik);
    gelukt = document.execCommand("copy");
  }
  knop.textContent = gelukt ? "Gekopieerd" : "Houd de link ingedrukt";
}
