"""The table of contents of the Word book: a real TOC field, already filled in, so that Word asks nothing."""

from __future__ import annotations

from lxml import etree

from dialoog.themaboek.maken.stijlen import W

NS = {"w": W}
Q = f"{{{W}}}"
NIVEAU = {"Heading1": 1, "Heading2": 2, "Kaartkop": 2}
CODE = ' TOC \\o "1-2" \\h \\z \\u '
HINT = "Druk in deze lijst op F9 om de bladzijdenummers erbij te zetten."


def insert_inhoud(document: etree._Element) -> None:
    """Puts the contents after the title page. Only Word knows its page numbers, so there are none until it is asked
    (F9); the line that says so goes away by itself then, since it stands inside the field."""
    koppen = [(p, NIVEAU[style]) for p in document.iterfind(".//w:body/w:p", NS) if (style := _style(p)) in NIVEAU]
    regels = [_regel(p, niveau, n) for n, (p, niveau) in enumerate(koppen, start=1)]
    if not regels:
        return
    hint = _p("Inhoudhint")
    _text(hint, HINT)
    regels.insert(0, hint)
    _veld_begin(regels[0])
    einde = _p("BodyText")
    _char(einde, "end")
    inhoud = etree.Element(f"{Q}sdt")
    part = etree.SubElement(etree.SubElement(inhoud, f"{Q}sdtPr"), f"{Q}docPartObj")
    etree.SubElement(part, f"{Q}docPartGallery").set(f"{Q}val", "Table of Contents")
    etree.SubElement(part, f"{Q}docPartUnique")
    content = etree.SubElement(inhoud, f"{Q}sdtContent")
    kop = _p("TOCHeading")
    _text(kop, "Inhoud")
    content.extend([kop, *regels, einde])
    eerste = koppen[0][0]
    parent = eerste.getparent()
    assert parent is not None
    parent.insert(_place(parent, eerste), inhoud)


def text_of(element: etree._Element) -> str:
    """The words of a paragraph or row, without the codes of fields."""
    return "".join(t.text or "" for t in element.iter(f"{Q}t"))


def _place(parent: etree._Element, kop: etree._Element) -> int:
    """Before the first chapter and before the bookmarks that begin there."""
    place = parent.index(kop)
    while place and parent[place - 1].tag == f"{Q}bookmarkStart":
        place -= 1
    return place


def _style(p: etree._Element) -> str:
    style = p.find("w:pPr/w:pStyle", NS)
    return "" if style is None else style.get(f"{Q}val", "")


def _p(style: str) -> etree._Element:
    p = etree.Element(f"{Q}p")
    etree.SubElement(etree.SubElement(p, f"{Q}pPr"), f"{Q}pStyle").set(f"{Q}val", style)
    return p


def _text(parent: etree._Element, text: str) -> None:
    t = etree.SubElement(etree.SubElement(parent, f"{Q}r"), f"{Q}t")
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    t.text = text


def _char(parent: etree._Element, kind: str) -> etree._Element:
    run = etree.SubElement(parent, f"{Q}r")
    etree.SubElement(run, f"{Q}fldChar").set(f"{Q}fldCharType", kind)
    return run


def _veld_begin(p: etree._Element) -> None:
    """begin, code and separate, as the first runs of the first line of the field."""
    first = [_char(p, "begin"), etree.SubElement(p, f"{Q}r"), _char(p, "separate")]
    code = etree.SubElement(first[1], f"{Q}instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = CODE
    for place, run in enumerate(first, start=1):
        p.insert(place, run)


def _regel(kop: etree._Element, niveau: int, n: int) -> etree._Element:
    """One line of the contents, linked to a bookmark around the heading."""
    name = f"_Toc{n:06d}"
    start, end = etree.Element(f"{Q}bookmarkStart"), etree.Element(f"{Q}bookmarkEnd")
    for element in (start, end):
        element.set(f"{Q}id", str(90000 + n))
    start.set(f"{Q}name", name)
    kop.insert(1, start)
    kop.append(end)
    regel = _p(f"Toc{niveau}")
    link = etree.SubElement(regel, f"{Q}hyperlink")
    link.set(f"{Q}anchor", name)
    link.set(f"{Q}history", "1")
    _text(link, text_of(kop))
    return regel
