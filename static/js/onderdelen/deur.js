// The door: fields that do not apply are out of sight, the pass is kept on this phone, errors get the focus.
import {bewaarPas} from "../pas.js";

export function start(formulier, {dialoog}) {
  const anders = formulier.querySelector("[data-anders]");
  const organisatie = formulier.querySelector("[data-organisatie]");
  const helper = formulier.querySelector("[data-helper]");
  const bij = () => {
    const gekozen = formulier.querySelector('input[name="namens"]:checked')?.value;
    if (organisatie) organisatie.hidden = !["organisatie", "groep"].includes(gekozen);
    if (helper) helper.hidden = !formulier.elements.zonder_telefoon?.checked;
    if (anders) anders.hidden = !formulier.querySelector('input[name="belangen"][value="anders"]')?.checked;
  };
  formulier.addEventListener("change", bij);
  formulier.addEventListener("submit", () => bewaarPas(dialoog.dialoog, formulier.dataset.pas));
  bij();
  const fout = document.getElementById("fouten") ?? formulier.querySelector('[aria-invalid="true"], .heeft-fout');
  fout?.focus();
}
