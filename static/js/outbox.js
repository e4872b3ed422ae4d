// What this phone still has to send. Kept in localStorage, so a reload or a dead battery loses nothing;
// every command may arrive twice, so sending again is always safe.
const bodem = document.body.dataset;
const SLEUTEL = `uit:${bodem.dialoog ?? ""}`;
const wachters = new Map();
const luisteraars = [];
let bezig = false;
let wachttijd = 1000;

const lees = () => {
  try {
    return JSON.parse(localStorage.getItem(SLEUTEL)) ?? [];
  } catch {
    return [];
  }
};

const schrijf = (rij) => {
  localStorage.setItem(SLEUTEL, JSON.stringify(rij));
  window.dispatchEvent(new CustomEvent("dialoog:uitgaand", {detail: {aantal: rij.length}}));
};

/** A random number for a command; works at plain http too, where crypto.randomUUID does not. */
export function nieuwKenmerk() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** Whether a command is of the person for whom this page acts: a phone may carry more people. */
const van_nu = (item) => (item.naam ?? bodem.naam) === bodem.naam;

/** Commands of one kind that have not been answered yet. */
export const wachtend = (soort) => lees().filter((item) => item.soort === soort && van_nu(item));

/** Hear every answer, also of commands that were sent before a reload: f({item, status, data}). */
export function onAntwoord(soort, f) {
  const rij = {soort, f};
  luisteraars.push(rij);
  return () => luisteraars.splice(luisteraars.indexOf(rij), 1);
}

/** Put a command in the outbox. `sleutel` replaces an older waiting one. Resolves to {status, data}. */
export function stuur(soort, url, body, {sleutel = null} = {}) {
  const item = {id: nieuwKenmerk(), soort, url, body, sleutel, naam: bodem.naam};
  schrijf([...lees().filter((oud) => sleutel === null || oud.sleutel !== sleutel || !van_nu(oud)), item]);
  const antwoord = new Promise((klaar) => wachters.set(item.id, klaar));
  verstuur();
  return antwoord;
}

async function post(item) {
  const stop = new AbortController();
  const wekker = setTimeout(() => stop.abort(), 15000);
  try {
    const antwoord = await fetch(item.url, {
      method: "POST",
      headers: {"Content-Type": "application/json", Accept: "application/json"},
      body: JSON.stringify(item.body),
      signal: stop.signal,
    });
    // An answer that broke off half-way is no answer: sent again, the command gets it whole.
    const data = await antwoord.json().catch((fout) => (antwoord.ok ? Promise.reject(fout) : {}));
    return {status: antwoord.status, data};
  } finally {
    clearTimeout(wekker);
  }
}

const tijdelijk = (status) => status === 401 || status === 408 || status === 429 || status >= 500;

/** Send what waits, oldest first, until it is empty or the line fails. */
export async function verstuur() {
  if (bezig) return;
  bezig = true;
  try {
    for (let item = lees()[0]; item; item = lees()[0]) {
      const antwoord = await post(item);
      if (tijdelijk(antwoord.status)) {
        if (antwoord.status === 401) window.dispatchEvent(new CustomEvent("dialoog:onbekend"));
        throw new Error(String(antwoord.status));
      }
      wachttijd = 1000;
      schrijf(lees().filter((ander) => ander.id !== item.id));
      meld(item, antwoord);
    }
  } catch {
    setTimeout(verstuur, wachttijd + Math.random() * 500);
    wachttijd = Math.min(wachttijd * 2, 15000);
  } finally {
    bezig = false;
  }
}

function meld(item, antwoord) {
  wachters.get(item.id)?.(antwoord);
  wachters.delete(item.id);
  for (const {soort, f} of [...luisteraars]) if (soort === item.soort && van_nu(item)) f({item, ...antwoord});
}

// What another tab of this phone had to send, and did not: it may have been closed meanwhile.
window.addEventListener("storage", ({key}) => key === SLEUTEL && lees().length && setTimeout(verstuur, 5000));
window.addEventListener("online", () => {
  wachttijd = 1000;
  verstuur();
});
