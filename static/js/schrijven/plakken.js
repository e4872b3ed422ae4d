// What is pasted from Word or a web page, as plain structure: headings, paragraphs, lists, tables, bold, links. The
// editor's schema drops the rest; here is what it could not know: Word writes lists as paragraphs with a mark.
const LIJST = /mso-list:[^;]*level(\d)/i;
const KOPPEN = {H1: "h3", H2: "h3", H3: "h4", H5: "h4", H6: "h4"};

const stijl = (element) => element.dataset.stijl ?? "";

/** Another element with the same children. */
function hernoem(element, naam) {
  const nieuw = element.ownerDocument.createElement(naam);
  nieuw.append(...element.childNodes);
  element.replaceWith(nieuw);
  return nieuw;
}

/** Word's bullet or number stands in a span of its own: it says which list, and goes. */
function neemTeken(alinea) {
  const span = [...alinea.querySelectorAll("span")].find((s) => /mso-list:\s*ignore/i.test(stijl(s)));
  const teken = span?.textContent.trim() ?? "";
  span?.remove();
  return /^[\da-z]{1,3}[.)]/i.test(teken) ? "ol" : "ul";
}

/** Paragraphs of Word that are items become lists; a deeper level is a list inside the item before it. */
function maakLijsten(doc) {
  const open = [];
  let vorige = null;
  for (const alinea of [...doc.querySelectorAll("p, h1, h2, h3")]) {
    const niveau = Number(LIJST.exec(stijl(alinea))?.[1] ?? 0);
    if (!niveau) continue;
    const volgt = vorige !== null && alinea.previousElementSibling === vorige;
    if (!volgt) open.length = 0;
    const soort = neemTeken(alinea);
    open.length = Math.min(open.length, niveau);
    if (open.at(-1)?.nodeName.toLowerCase() !== soort && open.length === niveau) open.pop();
    const lijst = open.at(-1) && open.length === niveau ? open.at(-1) : doc.createElement(soort);
    if (!open.includes(lijst)) {
      const ouder = open.at(-1)?.lastElementChild;
      if (ouder) ouder.append(lijst);
      else alinea.before(lijst);
      open.push(lijst);
    }
    const item = doc.createElement("li");
    lijst.append(item);
    item.append(hernoem(alinea, "p"));
    vorige = open[0];
  }
}

/** Before it is parsed: our policy speaks up about every style, also in a document that is never shown. */
const zonderStijl = (html) =>
  html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-stijl="));

/** HTML from the clipboard, fit for the editor. */
export function schoonPlak(html) {
  const doc = new DOMParser().parseFromString(zonderStijl(html), "text/html");
  for (const element of doc.querySelectorAll("[data-stijl]")) bewaarStijl(element);
  doc.querySelectorAll("style, script, meta, link, title, img, xml").forEach((element) => element.remove());
  maakLijsten(doc);
  for (const kop of doc.querySelectorAll(Object.keys(KOPPEN).join(","))) hernoem(kop, KOPPEN[kop.nodeName]);
  doc.querySelectorAll("tr:first-child > td").forEach((cel) => hernoem(cel, "th"));
  doc.querySelectorAll("[data-stijl]").forEach((element) => element.removeAttribute("data-stijl"));
  return doc.body.innerHTML;
}

/** Bold by style becomes bold by name; a style attribute never comes into the page (its policy forbids them). */
function bewaarStijl(element) {
  if (element.nodeName === "SPAN" && /font-weight:\s*(bold|[6-9]00)/i.test(element.dataset.stijl)) hernoem(element, "b");
}
