// A card that can only be read: what this device still holds of it stands below, to be copied.
import {maakConcept} from "../schrijven/concept.js";
import {toonTeLaat, woorden, zelfde} from "../schrijven/telaat.js";

export function start(deel) {
  const sleutel = deel.dataset.opslag + deel.dataset.plek;
  const concept = maakConcept(sleutel).lees();
  if (!concept) return;
  const bewaard = deel.querySelector("textarea");
  if (bewaard && zelfde(woorden(concept), bewaard.value)) maakConcept(sleutel).weg();
  else toonTeLaat(deel, sleutel, concept);
}
