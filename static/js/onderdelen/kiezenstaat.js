// The choice of a group or a person: what lies on the server (`lies`), what is wanted here (`wens`), what is on its way.
const kopie = ({gekozen, ingestuurd}) => ({gekozen: new Set(gekozen), ingestuurd, boven: false});
const merk = ({gekozen, ingestuurd}) => `${[...gekozen].sort((a, b) => a - b)}|${Boolean(ingestuurd)}`;

export function keuzestaat({dialoog, stap, stuur, onAntwoord, wachtend, toonBericht}, verander) {
  const van = ({body}) => body.stap === stap;
  const onderweg = () => wachtend("keuze").some(van);
  const verzonden = new Set(); // what this phone sent: an answer that broke off is no choice of somebody else
  let lies = null;
  let wens = null;

  const zend = () => {
    verzonden.add(merk(wens));
    const body = {stap, versie: lies.versie, gekozen: [...wens.gekozen], ingestuurd: wens.ingestuurd, boven: wens.boven};
    stuur("keuze", `/d/${dialoog.naam}/keuze`, body, {sleutel: `keuze:${stap}`});
    verander();
  };

  /** What the server says that lies; older than what is known here it is not used. */
  const leer = (stand) => {
    if (!stand || (lies?.kiezer === stand.kiezer && stand.versie < lies.versie)) return;
    if (lies && lies.kiezer !== stand.kiezer) wens = null;
    lies = stand;
    if (!wens || !onderweg()) wens = kopie(stand);
    verander();
  };

  /** Later taps are waiting already, or what lies is not yet what is wanted: go on from what lies. */
  const verder = () => {
    if (!onderweg() && merk(wens) !== merk(lies)) return zend();
    if (!onderweg()) wens = {...kopie(lies), boven: wens.boven};
    verander();
  };

  const stop = onAntwoord("keuze", ({item, status, data}) => {
    if (!van(item)) return;
    const stand = status === 200 ? data : data.stand;
    if (stand?.versie !== undefined) lies = stand;
    const zelf = status === 409 && stand?.versie !== item.body.versie && lies && verzonden.has(merk(lies));
    if (wens && (status === 200 || zelf)) return verder();
    wens = lies ? kopie(lies) : null;
    toonBericht(data.fout?.tekst ?? "Wat al was aangekomen, staat er nog.", data.fout?.kop ?? "Dit is niet aangekomen", "geweigerd");
    verander();
  });

  const rest = wachtend("keuze").find(van);
  if (rest) wens = {gekozen: new Set(rest.body.gekozen), ingestuurd: rest.body.ingestuurd, boven: rest.body.boven};

  return {
    leer,
    stop,
    onderweg,
    get lies() {
      return lies;
    },
    get wens() {
      return wens;
    },
    /** Want another choice; `boven`: going over a quota was confirmed. */
    wil(gekozen, ingestuurd, boven = wens.boven) {
      wens = {gekozen: new Set(gekozen), ingestuurd, boven};
      zend();
    },
  };
}
