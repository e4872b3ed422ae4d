// Mijn pas: paints the QR from the token on this phone, or makes a further pass; signs this phone off.
import {nieuwKenmerk} from "../outbox.js";
import {kopieer} from "../kopieer.js";
import {bewaarPas, leesPas, vergeetAlles, vraag} from "../pas.js";

export function start(element, {dialoog, toonBericht}) {
  const vind = (naam) => element.querySelector(`[data-pas="${naam}"]`);
  const basis = `/d/${dialoog.naam}/pas`;

  let wekker = null;
  async function toon() {
    clearTimeout(wekker);
    const token = leesPas(dialoog.dialoog);
    const {status, data} = token ? await vraag(`${basis}/qr`, {pas: token}) : {status: 404};
    if (!element.isConnected) return;
    const straks = status === 0 || status === 429 || status >= 500; // the pass is here; only the line is not
    if (straks) {
      vind("wacht").textContent = "Even geen verbinding. Uw pas staat op dit toestel en komt zo.";
      wekker = setTimeout(toon, 4000);
      return;
    }
    const hier = status === 200;
    if (hier) {
      vind("qr").src = data.qr;
      await vind("qr").decode().catch(() => null);
    }
    vind("wacht").hidden = true;
    vind("hier").hidden = !hier;
    vind("niet-hier").hidden = hier;
    if (!hier) return;
    vind("link").textContent = data.link;
    const onderwerp = encodeURIComponent("Mijn pas");
    vind("mail").href = `mailto:?subject=${onderwerp}&body=${encodeURIComponent(data.link)}`;
  }

  vind("nieuw")?.addEventListener("click", async () => {
    const token = nieuwKenmerk();
    const {status, data} = await vraag(`${basis}/nieuw`, {pas: token});
    if (status !== 200) return toonBericht(data.fout?.tekst ?? "", data.fout?.kop ?? "", "geweigerd");
    bewaarPas(dialoog.dialoog, token);
    toon();
  });
  vind("einde")?.addEventListener("click", async () => {
    const {status, data} = await vraag(`${basis}/einde`, {pas: leesPas(dialoog.dialoog) ?? ""});
    if (status === 200) element.querySelector("details.bevestig").open = false;
    if (status === 200) toonBericht("Alleen de pas op dit toestel werkt nog.", "Andere passen zijn beëindigd.");
    else toonBericht(data.fout?.tekst ?? "", data.fout?.kop ?? "", "geweigerd");
  });
  // Only when the server has signed it off: on a line that fails the phone keeps everything.
  element.querySelector('details.bevestig form[action$="/af"]')?.addEventListener("submit", async (gebeurtenis) => {
    gebeurtenis.preventDefault();
    const {action, method} = gebeurtenis.target;
    const antwoord = await fetch(action, {method, body: new FormData(gebeurtenis.target)}).catch(() => null);
    if (!antwoord?.ok) return toonBericht("Dit toestel is nog niet afgemeld. Probeer het zo nog eens.", "Dat lukte niet.", "geweigerd");
    vergeetAlles(dialoog.dialoog);
    location.replace(antwoord.url);
  });
  const kopieerknop = element.querySelector("[data-kopieer]");
  kopieerknop?.addEventListener("click", () => kopieer(vind("link"), kopieerknop));
  toon();
  return () => clearTimeout(wekker);
}
