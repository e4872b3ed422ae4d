// What this device holds of an answer until the server has it: {html | tekst, versie, kenmerk, slag} per question.
const lees = (sleutel) => {
  try {
    return JSON.parse(localStorage.getItem(sleutel) ?? "null");
  } catch {
    return null;
  }
};

/** The draft of one question. A full or closed storage never stops who types. */
export function maakConcept(sleutel) {
  return {
    lees: () => lees(sleutel),
    bewaar(inhoud) {
      try {
        localStorage.setItem(sleutel, JSON.stringify(inhoud));
      } catch {
        // what is typed still goes to the server
      }
    },
    weg: () => localStorage.removeItem(sleutel),
  };
}

/** The server has this command: the draft goes when it held no more, else it goes on from the new version. */
export function ruimOp(sleutel, body, antwoord) {
  const concept = lees(sleutel);
  if (!concept) return;
  if (concept.kenmerk === body.kenmerk && concept.slag > body.slag) {
    return maakConcept(sleutel).bewaar({...concept, versie: antwoord.versie});
  }
  if (concept.kenmerk === body.kenmerk) localStorage.removeItem(sleutel);
}
