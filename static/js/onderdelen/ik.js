// Opening a pass: asks who it is and binds this device only after Ja. The token stays in the fragment.
import {nieuwKenmerk} from "../outbox.js";
import {bewaarPas, vraag} from "../pas.js";

export function start(element) {
  const vind = (naam) => element.querySelector(`[data-ik="${naam}"]`);
  const toon = (naam) => {
    for (const deel of element.querySelectorAll("[data-deel]")) deel.hidden = deel.dataset.deel !== naam;
  };
  const token = location.hash.slice(1);
  const kenmerk = nieuwKenmerk();

  async function wie() {
    if (!token) return toon("leeg");
    const {status, data} = await vraag("/ik", {pas: token});
    if (status !== 200) {
      vind("fout").textContent = data.fout?.tekst ?? "";
      vind("kop").textContent = data.fout?.kop ?? "Dit lukt niet";
      return toon("fout");
    }
    if (data.verder) {
      bewaarPas(data.dialoog, token);
      return location.replace(data.verder);
    }
    vind("naam").textContent = data.organisatie ? `${data.naam} (${data.organisatie})` : data.naam;
    vind("titel").textContent = data.titel;
    toon("vraag");
    vind("ja").focus();
  }

  vind("ja").addEventListener("click", async () => {
    const {status, data} = await vraag("/ik/ja", {pas: token, kenmerk});
    if (status === 200) {
      bewaarPas(data.dialoog, token);
      location.replace(data.verder);
    } else {
      vind("fout").textContent = data.fout?.tekst ?? "";
      vind("kop").textContent = data.fout?.kop ?? "Dit lukt niet";
      toon("fout");
    }
  });
  vind("nee").addEventListener("click", () => location.replace("/"));
  vind("opnieuw").addEventListener("click", wie);
  window.addEventListener("hashchange", () => location.reload());
  wie();
}
