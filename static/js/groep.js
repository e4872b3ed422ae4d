// The group of this phone: what it shows stands in [data-regio=groep] of the paneel, its name in the small line on top.
const plek = () => document.querySelector('[data-regio="groep"]');

/** At which table this phone sits, whatever the step is. */
export function toonTafel(tafel) {
  const regel = document.querySelector("[data-mijn-tafel]");
  if (!regel) return;
  regel.querySelector("b").textContent = tafel;
  regel.hidden = !tafel;
}

/** Another group than before, or another name: what the old one showed goes, and its versions say nothing any more. */
export function hoorGroep(socket, versies, regio) {
  socket.on("groep", ({tafel, regios}) => {
    versies.delete("groep");
    plek()?.replaceChildren();
    regios.forEach(regio);
    toonTafel(tafel);
    window.dispatchEvent(new CustomEvent("dialoog:groep"));
  });
}

/** What came with the page, beside the paneel that is the same for everybody. */
export function vulGroep() {
  const mee = document.querySelector("template[data-groep]");
  if (mee) plek()?.replaceChildren(mee.content.cloneNode(true));
}
