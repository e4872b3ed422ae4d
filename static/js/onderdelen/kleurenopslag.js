// Colours of this phone (or of its group): what the server has answered, and what is still on its way. One command
// per idea waits in the outbox; it states the colour that is wanted and the version that was seen.
export function opslag({stap, adres, stuur, onAntwoord, wachtend, toonBericht}, verander) {
  const bekend = new Map(); // idee → {kleur, versie}
  const verstuurd = new Map(); // idee → colours sent since the last answer: when one of these lies there, it is ours
  const url = `${adres}/${stap}`;
  const versie = (idee) => bekend.get(idee)?.versie ?? 0;
  const onderweg = () => wachtend("kleur").filter((item) => item.url === url);
  const reist = (idee) => onderweg().findLast((item) => item.body.idee === idee);

  const leer = (kleuren) => {
    for (const [idee, [kleur, v]] of Object.entries(kleuren ?? {})) {
      if (v >= versie(Number(idee))) bekend.set(Number(idee), {kleur, versie: v});
    }
  };
  const geef = (idee, kleur) => {
    if (!reist(idee) && bekend.has(idee) && bekend.get(idee).kleur === kleur) return;
    verstuurd.set(idee, [...(verstuurd.get(idee) ?? []), kleur]);
    stuur("kleur", url, {idee, kleur, versie: versie(idee)}, {sleutel: `kleur:${stap}:${idee}`});
    verander();
  };

  const stop = onAntwoord("kleur", ({item, status, data}) => {
    if (item.url !== url) return;
    const {idee, kleur} = item.body;
    const stand = status === 200 ? data : data.stand?.idee ? data.stand : null;
    if (stand) {
      const van_ons = stand.versie === versie(idee) || (verstuurd.get(idee) ?? []).includes(stand.kleur);
      bekend.set(idee, {kleur: stand.kleur, versie: stand.versie});
      if (status === 200 && !reist(idee)) verstuurd.delete(idee);
      if (status !== 200 && van_ons && stand.kleur !== kleur && !reist(idee)) return geef(idee, kleur);
    }
    if (status !== 200 && !(stand && stand.kleur === kleur)) {
      toonBericht(data.fout?.tekst ?? "Kijk wat er nu staat en kies zo nodig opnieuw.", data.fout?.kop ?? "Deze kleur is niet aangekomen.", "geweigerd");
    }
    verander();
  });

  return {
    leer,
    geef,
    stop,
    vergeet: () => bekend.clear(),
    /** What is chosen for an idea: undefined when it was not looked at yet, null for "weet ik niet". */
    kleur: (idee) => {
      const weg = reist(idee);
      return weg ? weg.body.kleur : bekend.get(idee)?.kleur;
    },
    gezien: (idee) => bekend.has(idee) || Boolean(reist(idee)),
    onderweg: () => onderweg().length,
    zeg: (klaar) => stuur("kleurklaar", `${url}/klaar`, {klaar}, {sleutel: `kleurklaar:${stap}`}),
  };
}
