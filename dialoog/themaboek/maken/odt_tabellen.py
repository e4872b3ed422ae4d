"""The tables of the ODT book: hairlines, a green header row, rows that stay whole, a title for who cannot see them."""

from __future__ import annotations

from lxml import etree

from dialoog.themaboek.maken.odt_stijlen import NS, sleutel, text_of
from dialoog.themaboek.maken.stijlen import GROEN, KORT, LANG_ANTWOORD, LIJN, WEINIG, ZACHT

STYLE, TEXT, TABLE, FO = (f"{{{NS[key]}}}" for key in ("style", "text", "table", "fo"))
DUN, DIK = f"0.5pt solid #{LIJN}", f"1pt solid #{GROEN}"
CELLEN = {
    "Kopcel": {"border-top": DIK, "border-bottom": DIK, "background-color": f"#{ZACHT}"},
    "Rijcel": {"border-bottom": DUN},
    "Vraagcel": {"border-bottom": DUN, "background-color": "#F4F6F1"},
}


def dress_tables(content: etree._Element, body: etree._Element) -> None:
    """Gives every table, row and cell its look."""
    automatic = content.find("office:automatic-styles", NS)
    assert automatic is not None
    for naam, kanten in CELLEN.items():
        props = _style(automatic, naam, "table-cell")
        for kant, waarde in {"padding": "3pt", **kanten}.items():
            props.set(f"{FO}{kant}", waarde)
    _style(automatic, "Heel", "table-row").set(f"{FO}keep-together", "always")
    _style(automatic, "Verder", "table-row").set(f"{FO}keep-together", "auto")
    for table in body.iter(f"{TABLE}table"):
        _table(automatic, table)


def _style(automatic: etree._Element, naam: str, familie: str) -> etree._Element:
    style = etree.SubElement(automatic, f"{STYLE}style")
    style.set(f"{STYLE}name", naam)
    style.set(f"{STYLE}family", familie)
    return etree.SubElement(style, f"{STYLE}{familie}-properties")


def _table(automatic: etree._Element, table: etree._Element) -> None:
    head = table.findall("table:table-header-rows/table:table-row", NS)
    rows = table.findall("table:table-row", NS)
    caption = table.getprevious()
    if caption is not None and caption.get(f"{TEXT}style-name") == "TableCaption":
        title = etree.Element(f"{TABLE}title")
        title.text = text_of(caption)
        table.insert(0, title)
    kaart = bool(head) and _words(head[0]) == "VraagAntwoord"
    for row in head:
        _row(row, "Kopcel", "Kopcel")
    for row in rows:
        _row(row, "Vraagcel" if kaart else "Rijcel", "Rijcel")
        if kaart:
            _question(row)
    if len(rows) <= KORT and len(_words(table)) <= WEINIG:
        name = table.get(f"{TABLE}style-name")
        props = automatic.find(f"style:style[@style:name='{name}']/style:table-properties", NS)
        if props is not None:
            props.set(f"{STYLE}may-break-between-rows", "false")


def _row(row: etree._Element, eerste: str, andere: str) -> None:
    row.set(f"{TABLE}style-name", "Verder" if len(_words(row)) > LANG_ANTWOORD else "Heel")
    for n, cell in enumerate(row.findall("table:table-cell", NS)):
        cell.set(f"{TABLE}style-name", andere if n else eerste)
        for p in cell.findall("text:p", NS):
            name = p.get(f"{TEXT}style-name")
            if eerste == "Kopcel":
                number = name in (sleutel("Rijkop getal"), "Getal")
                p.set(f"{TEXT}style-name", sleutel("Tabelkop getal" if number else "Tabelkop"))


def _question(row: etree._Element) -> None:
    for p in row.findall("table:table-cell[1]/text:p", NS):
        p.set(f"{TEXT}style-name", "Vraag")


def _words(element: etree._Element) -> str:
    return "".join(text_of(p) for p in element.iter(f"{TEXT}p"))
