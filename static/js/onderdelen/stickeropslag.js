// The ballot of this phone, in its own storage: the server sends a ballot's contents to nobody, also not back to us.
// gewenst: what the person wants; gelegd: what the server has answered; onderweg: the one command without an answer.
const leeg = () => ({gewenst: [], klaar: false, gelegd: [], gelegdKlaar: false, versie: 0, onderweg: null, elders: null, botsing: null, telaat: false, gezien: false, zaad: 0, vol: false, vorig: ""});
const gesorteerd = (rij) => [...rij].sort((a, b) => a - b);

/** Open the storage of one round and person; `verander` is called after each change. */
export function opslag({dialoog, ronde, stuur, onAntwoord, wachtend, nieuwKenmerk, toonBericht}, verander) {
  const stam = `stickers:${dialoog.dialoog}:${dialoog.wie}:`;
  for (const sleutel of Object.keys(localStorage)) {
    if (sleutel.startsWith(stam) && sleutel !== stam + ronde) localStorage.removeItem(sleutel);
  }
  const lees = (tekst) => {
    try {
      return {...leeg(), ...JSON.parse(tekst)};
    } catch {
      return leeg(); // as if this phone had put nothing; the server still knows that something lies
    }
  };
  let staat = lees(localStorage.getItem(stam + ronde));
  const anderTab = ({key, newValue}) => {
    if (key !== stam + ronde || !newValue) return;
    staat = lees(newValue); // the same sheet on the same phone
    verander();
  };
  window.addEventListener("storage", anderTab);
  const bewaar = () => {
    localStorage.setItem(stam + ronde, JSON.stringify(staat));
    verander();
  };
  const gelijk = () => staat.klaar === staat.gelegdKlaar && String(gesorteerd(staat.gewenst)) === String(gesorteerd(staat.gelegd));
  let zendingen = 0;
  const post = () => ++zendingen && stuur("briefje", `/d/${dialoog.naam}/stembriefje`, staat.onderweg);

  /** Send what is wanted; one command at a time, so that no answer can be mistaken. */
  const leg = (hoe_dan_ook = false) => {
    if (!staat.onderweg && !staat.elders && !staat.botsing && (hoe_dan_ook || !gelijk())) {
      staat.onderweg = {ronde, versie: staat.versie, kenmerk: nieuwKenmerk(), stickers: gesorteerd(staat.gewenst), klaar: staat.klaar, vorig: staat.vorig};
      post();
    }
    bewaar();
  };

  const antwoord = ({item, status, data}) => {
    const sent = staat.onderweg;
    if (item.body.ronde !== ronde || !sent || item.body.kenmerk !== sent.kenmerk) return;
    staat.onderweg = null;
    const stand = data.stand ?? {};
    if (status === 200) {
      Object.assign(staat, {gelegd: sent.stickers, gelegdKlaar: sent.klaar, versie: data.versie, vorig: sent.kenmerk});
      return leg();
    }
    if (stand.gesloten) Object.assign(staat, {telaat: true, gezien: false});
    else if (stand.versie !== undefined) staat.botsing = {versie: stand.versie, aantal: stand.aantal};
    else {
      if (status !== 409 || stand.elders) Object.assign(staat, {gewenst: [...staat.gelegd], klaar: staat.gelegdKlaar});
      toonBericht(data.fout?.tekst ?? "Wat al geplakt was, ligt er nog.", data.fout?.kop ?? "Dit is niet geplakt", "geweigerd");
    }
    bewaar();
  };

  const stopHoren = onAntwoord("briefje", antwoord);

  /** Compare with what the server says that lies (`mijn`), and pick up what had no answer yet. */
  const begin = (mijn, open) => {
    if (open) Object.assign(staat, {telaat: false, gezien: false});
    if (staat.onderweg) {
      if (!wachtend("briefje").some((item) => item.body.kenmerk === staat.onderweg.kenmerk)) post();
      return bewaar();
    }
    if (mijn.versie > staat.versie) staat.elders ??= {versie: mijn.versie, aantal: mijn.aantal};
    if (staat.elders && mijn.versie !== undefined) staat.elders = mijn.versie ? {versie: mijn.versie, aantal: mijn.aantal} : null;
    if (open && mijn.versie < staat.versie) Object.assign(staat, {versie: mijn.versie, gelegd: [], gelegdKlaar: false});
    if (staat.telaat || (open && mijn.mag === false)) return bewaar();
    leg();
  };

  return {
    get staat() {
      return staat;
    },
    get zendingen() {
      return zendingen;
    },
    begin,
    onthoud: (zaad) => {
      staat.zaad = zaad ?? staat.zaad;
      bewaar();
    },
    leg,
    bewaar,
    opnieuw: (versie) => {
      staat = {...leeg(), versie, zaad: staat.zaad};
      bewaar();
    },
    stop: () => {
      stopHoren();
      window.removeEventListener("storage", anderTab);
    },
  };
}
