// Typed text as HTML and HTML as text, as the server does it: lines are paragraphs, "- " and "1. " begin a list.
const veilig = (tekst) => tekst.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Typed text as HTML for the editor. */
export function naarHtml(tekst) {
  const delen = [];
  let lijst = "";
  for (const regel of tekst.split(/\r\n|\r|\n/).map((r) => r.trim()).filter(Boolean)) {
    const [, streep, nummer, woorden] = /^(?:(-)|(\d{1,3})\.) +(.*)$/.exec(regel) ?? [];
    const soort = streep ? "ul" : nummer ? "ol" : "";
    if (soort !== lijst) delen.push(lijst && `</${lijst}>`, soort && `<${soort}>`);
    lijst = soort;
    delen.push(soort ? `<li><p>${veilig(woorden)}</p></li>` : `<p>${veilig(regel)}</p>`);
  }
  return delen.join("") + (lijst && `</${lijst}>`);
}

/** The words of HTML, to show where no editor is. */
export function naarTekst(html) {
  const doc = new DOMParser().parseFromString(html.replace(/<\/(p|li|h3|h4|tr)>|<br>/g, "\n"), "text/html");
  return doc.body.textContent.replace(/\n{2,}/g, "\n").trim();
}
