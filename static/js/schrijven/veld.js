// The field of an answer: the plain one that always works, and the sheet with marks that takes its place.
import {naarHtml, naarTekst} from "./tekst.js";


/** The plain field. `rijk`: it cannot show all that stands there, so it waits for the sheet. */
export function maakVeld(formulier, bij) {
  const {tekst, html} = formulier.elements;
  const opmaak = formulier.querySelector("template[data-opmaak]");
  let editor = null;
  let begin = opmaak?.innerHTML ?? "";
  let gewijzigd = false;
  const typ = () => {
    gewijzigd = true;
    bij();
  };
  tekst.addEventListener("input", typ);

  const veld = {
    /** {tekst} or {html}, as it goes to the server. */
    inhoud: () => (editor ? {html: editor.getHTML()} : {tekst: tekst.value}),
    /** Put another text there: `{html}` or `{tekst}`. */
    zet(inhoud) {
      begin = inhoud.html ?? naarHtml(inhoud.tekst ?? "");
      gewijzigd = false;
      if (editor) return editor.commands.setContent(begin, {emitUpdate: false});
      tekst.value = inhoud.tekst ?? naarTekst(begin);
    },
    /** Before the form itself is sent. */
    leg() {
      if (editor) html.value = editor.getHTML();
    },
    async verrijk() {
      if (tekst.readOnly || !window.matchMedia) return;
      const wacht = "rijk" in formulier.dataset;
      tekst.readOnly = wacht; // else what only the sheet can show would be lost
      try {
        const [{maakEditor}, {maakBalk}] = await Promise.all([import("./editor.js"), import("./balk.js")]);
        const hier = document.activeElement === tekst;
        const plek = formulier.querySelector("[data-editor]");
        const attributen = {
          class: "schrijfvel-tekst", id: "schrijfvlak", role: "textbox", "aria-multiline": "true", lang: "nl",
          "aria-labelledby": "tekst-label", "aria-describedby": tekst.getAttribute("aria-describedby"),
        };
        editor = maakEditor(plek, {html: gewijzigd ? naarHtml(tekst.value) : begin || naarHtml(tekst.value), attributen, bij});
        plek.hidden = false;
        tekst.hidden = true;
        formulier.querySelector("#tekst-label").removeAttribute("for");
        document.getElementById("tekst-hint").dataset.editor = "";
        maakBalk(formulier.querySelector("[data-balk]"), editor);
        if (hier) editor.commands.focus("end");
      } catch {
        tekst.readOnly = false; // the plain field says what it cannot show
      }
    },
    stop() {
      tekst.removeEventListener("input", typ);
      editor?.destroy();
    },
  };
  return veld;
}
