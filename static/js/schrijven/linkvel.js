// The address of a link, asked under the tools.
import {zetLink} from "./editor.js";

/** Ask for the address; the focus goes back to the sheet. */
export function vraagLink(balk, editor) {
  const vel = balk.parentElement.parentElement.querySelector("[data-linkvel]");
  const invoer = vel.querySelector("input");
  const fout = vel.querySelector("[data-linkfout]");
  const sluit = () => { vel.hidden = true; editor.commands.focus(); };
  const zet = (adres) => {
    fout.hidden = zetLink(editor, adres);
    if (fout.hidden) sluit();
  };
  invoer.value = editor.getAttributes("link").href ?? "";
  vel.hidden = false;
  invoer.focus();
  vel.querySelector("[data-zet]").onclick = () => zet(invoer.value);
  vel.querySelector("[data-haal-weg]").onclick = () => zet("");
  invoer.onkeydown = (gebeurtenis) => {
    if (gebeurtenis.key === "Escape") sluit();
    if (gebeurtenis.key !== "Enter") return;
    gebeurtenis.preventDefault();
    zet(invoer.value);
  };
}
