// Somebody opened my pass elsewhere while this phone was away: said when it comes back.
export function start(element, {dialoog, toonBericht}) {
  const plek = `toestel:${dialoog.dialoog}`;
  const nieuwste = Number(element.dataset.nieuwste);
  const gezien = localStorage.getItem(plek);
  localStorage.setItem(plek, String(nieuwste));
  if (gezien !== null && nieuwste > Number(gezien)) {
    toonBericht("Was u dat niet? Beëindig het bij Mijn pas.", "Uw pas is nu ook open op een ander toestel.");
  }
}
