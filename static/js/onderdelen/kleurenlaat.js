// The colouring was closed: says once how many colours of this phone came too late.
export function start(blad, {onAntwoord, toonBericht}) {
  const stap = `/kleuren/${blad.dataset.stap}`;
  let telaat = 0;
  return onAntwoord("kleur", ({item, status, data}) => {
    if (status === 200 || !item.url.endsWith(stap)) return;
    telaat += 1;
    const kop = telaat === 1 ? "1 kleur kwam te laat." : `${telaat} kleuren kwamen te laat.`;
    toonBericht(data.fout?.tekst ?? "Wat op tijd aankwam, telt wel.", kop, "geweigerd");
  });
}
