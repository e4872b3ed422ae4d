// The token of a pass lives on the phone where it was made or opened, and nowhere else in the clear.
const VAN_MENSEN = ["pas", "toestel", "stickers", "concept", "antwoord", "vermelding", "uit"];
const plek = (dialoog) => `pas:${dialoog}`;

export const bewaarPas = (dialoog, token) => token && localStorage.setItem(plek(dialoog), token);
export const leesPas = (dialoog) => localStorage.getItem(plek(dialoog));

/** Who signs this phone off leaves nothing of a person on it: no pass, stickers, drafts or what was still to be sent. */
export function vergeetAlles(dialoog) {
  for (const opslag of [localStorage, sessionStorage]) {
    for (const sleutel of Object.keys(opslag)) {
      const [soort, van] = sleutel.split(/[:~]/);
      if (VAN_MENSEN.includes(soort) && van === String(dialoog)) opslag.removeItem(sleutel);
    }
  }
}

/** POST a JSON command that is not kept when the line fails. Resolves to {status, data}; status 0: no line. */
export async function vraag(url, body) {
  try {
    const antwoord = await fetch(url, {
      method: "POST",
      headers: {"Content-Type": "application/json", Accept: "application/json"},
      body: JSON.stringify(body),
    });
    return {status: antwoord.status, data: await antwoord.json().catch(() => ({}))};
  } catch {
    return {status: 0, data: {fout: {kop: "Even geen verbinding.", tekst: "Er is niets veranderd. Probeer het zo nog eens."}}};
  }
}
