// The sheet with marks: Tiptap, with only what an answer may hold. Tab leaves it, as it leaves any field.
import {
  Blockquote, Bold, BulletList, Document, Editor, HardBreak, Heading, Italic, ListItem, Mark, OrderedList, Paragraph,
  Table, TableCell, TableHeader, TableRow, Text, UndoRedo,
} from "../../vendor/tiptap/tiptap.esm.min.js";
import {schoonPlak} from "./plakken.js";

const WEB = /^(https?:\/\/|mailto:)/i;

const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({href: {default: null}}),
  parseHTML: () => [{tag: "a[href]", getAttrs: (a) => WEB.test(a.getAttribute("href")) && null}],
  renderHTML: ({HTMLAttributes: {href}}) => ["a", {href}, 0],
});

/** Without Tab: it would keep who writes with a keyboard inside the sheet. */
const zonderTab = (deel) =>
  deel.extend({
    addKeyboardShortcuts() {
      const {Tab, "Shift-Tab": terug, ...rest} = this.parent?.() ?? {};
      return rest;
    },
  });

const DELEN = [
  Document, Paragraph, Text, Bold, Italic, HardBreak, Blockquote, BulletList, OrderedList, Link, UndoRedo,
  Heading.configure({levels: [3, 4]}),
  zonderTab(ListItem),
  zonderTab(Table).extend({renderHTML: () => ["table", ["tbody", 0]]}), // its own writes a style, which our policy forbids
  TableRow,
  TableCell.extend({content: "paragraph+"}),
  TableHeader.extend({content: "paragraph+"}),
];

/** An editor in `plek`. `html`: what stands there; `attributen` of the field; `bij(editor)`: after every change. */
export function maakEditor(plek, {html, attributen, bij}) {
  return new Editor({
    element: plek,
    extensions: DELEN,
    content: html,
    injectCSS: false,
    enableInputRules: ["bulletList", "orderedList"],
    enablePasteRules: false,
    editorProps: {attributes: attributen, transformPastedHTML: schoonPlak},
    onUpdate: ({editor}) => bij(editor),
  });
}

/** Put a link on what is selected, or write the address as one; without an address the link goes. False: no address. */
export function zetLink(editor, getypt) {
  const adres = getypt.trim();
  const keten = editor.chain().focus().extendMarkRange("link");
  if (!adres) return keten.unsetMark("link").run();
  const href = WEB.test(adres) ? adres : adres.includes("@") ? `mailto:${adres}` : `https://${adres}`;
  if (!URL.canParse?.(href) && URL.canParse) return false;
  if (editor.state.selection.empty && !editor.isActive("link")) {
    return keten.insertContent({type: "text", text: adres, marks: [{type: "link", attrs: {href}}]}).run();
  }
  return keten.setMark("link", {href}).run();
}
