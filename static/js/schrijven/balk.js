// The tools above the sheet: one stop for Tab, arrows between them, pressed or not said aloud.
import {vraagLink} from "./linkvel.js";

const SPRITE = new URL("../../vendor/lucide/sprite.svg", import.meta.url).pathname;
const KOP = (niveau) => ({aan: (e) => e.isActive("heading", {level: niveau}), doe: (k) => k.toggleHeading({level: niveau})});
const TABEL = {rows: 3, cols: 2, withHeaderRow: true};
// naam: what is heard (and read, where no letter or icon stands for it). rij: 2 under "Meer", 3 inside a table only.
const KNOPPEN = [
  {naam: "Vet", letter: "B", aan: (e) => e.isActive("bold"), doe: (k) => k.toggleBold()},
  {naam: "Lijst met streepjes", teken: "list", aan: (e) => e.isActive("bulletList"), doe: (k) => k.toggleBulletList()},
  {naam: "Genummerde lijst", letter: "1.", aan: (e) => e.isActive("orderedList"), doe: (k) => k.toggleOrderedList()},
  {naam: "Maak ongedaan", teken: "undo-2", doe: (k) => k.undo()},
  {naam: "Meer", meer: true},
  {naam: "Kop", rij: 2, ...KOP(3)},
  {naam: "Tussenkop", rij: 2, ...KOP(4)},
  {naam: "Citaat", rij: 2, aan: (e) => e.isActive("blockquote"), doe: (k) => k.toggleBlockquote()},
  {naam: "Link", rij: 2, aan: (e) => e.isActive("link"), link: true},
  {naam: "Tabel", rij: 2, aan: (e) => e.isActive("table"), doe: (k, e) => (e.isActive("table") ? k : k.insertTable(TABEL))},
  {naam: "Rij erbij", rij: 3, doe: (k) => k.addRowAfter()},
  {naam: "Rij weg", rij: 3, doe: (k) => k.deleteRow()},
  {naam: "Kolom erbij", rij: 3, doe: (k) => k.addColumnAfter()},
  {naam: "Kolom weg", rij: 3, doe: (k) => k.deleteColumn()},
  {naam: "Tabel weg", rij: 3, doe: (k) => k.deleteTable()},
];

function maakKnop({naam, letter, teken, meer, rij = 1, aan}) {
  const knop = document.createElement("button");
  Object.assign(knop, {type: "button", className: "gereedschap", tabIndex: -1, hidden: rij > 1});
  if (teken) knop.innerHTML = `<svg class="icoon" aria-hidden="true" viewBox="0 0 24 24"><use href="${SPRITE}#${teken}"></use></svg>`;
  else knop.textContent = letter ?? naam;
  if (teken || letter) knop.setAttribute("aria-label", naam);
  if (meer) knop.setAttribute("aria-expanded", "false");
  else if (aan) knop.setAttribute("aria-pressed", "false");
  return knop;
}

/** Fill `balk` with the tools of this editor; gives what takes them away again. */
export function maakBalk(balk, editor) {
  const paren = KNOPPEN.map((soort) => [maakKnop(soort), soort]);
  balk.replaceChildren(...paren.map(([knop]) => knop));
  balk.hidden = false;
  balk.setAttribute("aria-controls", "schrijfvlak");
  const zichtbaar = () => paren.map(([knop]) => knop).filter((knop) => !knop.hidden);
  const meer = paren.find(([, soort]) => soort.meer)[0];
  paren[0][0].tabIndex = 0;

  const verf = () => {
    const open = meer.getAttribute("aria-expanded") === "true";
    for (const [knop, {rij = 1, aan}] of paren) {
      knop.hidden = (rij === 2 && !open) || (rij === 3 && !(open && editor.isActive("table")));
      if (aan) knop.setAttribute("aria-pressed", String(aan(editor)));
    }
    if (!zichtbaar().some((knop) => knop.tabIndex === 0)) loop(meer, false);
  };
  const loop = (naar, focus = true) => {
    for (const [knop] of paren) knop.tabIndex = knop === naar ? 0 : -1;
    if (focus) naar.focus();
  };
  const druk = (knop, soort) => {
    loop(knop, false);
    if (soort.link) return vraagLink(balk, editor);
    if (!soort.meer) return soort.doe(editor.chain().focus(), editor).run();
    knop.setAttribute("aria-expanded", String(knop.getAttribute("aria-expanded") !== "true"));
    return verf();
  };
  const toets = (gebeurtenis) => {
    const rij = zichtbaar();
    const hier = rij.indexOf(document.activeElement);
    const naar = {ArrowRight: hier + 1, ArrowLeft: hier - 1, Home: 0, End: -1}[gebeurtenis.key];
    if (gebeurtenis.key === "Escape") editor.commands.focus();
    if (naar === undefined) return;
    gebeurtenis.preventDefault();
    loop(rij.at(naar % rij.length));
  };
  const naarBalk = (gebeurtenis) => {
    if (!gebeurtenis.altKey || gebeurtenis.key !== "F10") return;
    gebeurtenis.preventDefault();
    zichtbaar().find((knop) => knop.tabIndex === 0)?.focus();
  };

  for (const [knop, soort] of paren) {
    knop.addEventListener("mousedown", (g) => g.preventDefault()); // the selection and the phone's keyboard stay
    knop.addEventListener("click", () => druk(knop, soort));
  }
  balk.addEventListener("keydown", toets);
  editor.view.dom.addEventListener("keydown", naarBalk);
  editor.on("transaction", verf);
  if (window.matchMedia("(min-width: 60em)").matches) meer.setAttribute("aria-expanded", "true");
  verf();
}
