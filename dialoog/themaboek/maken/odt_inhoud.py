"""The table of contents of the ODT book: filled in, each line with a page number that the program itself keeps."""

from __future__ import annotations

from lxml import etree

from dialoog.themaboek.maken.odt_stijlen import NS, sleutel, text_of

TEXT, XLINK = f"{{{NS['text']}}}", f"{{{NS['xlink']}}}"
DIEPTE = 2


def insert_inhoud(body: etree._Element) -> None:
    """Puts the contents before the first chapter; nothing where the book has no headings."""
    koppen = [h for h in body.findall("text:h", NS) if int(h.get(f"{TEXT}outline-level", "1")) <= DIEPTE]
    if not koppen:
        return
    inhoud = etree.Element(f"{TEXT}table-of-content")
    inhoud.set(f"{TEXT}name", "Inhoud")
    inhoud.set(f"{TEXT}protected", "false")
    inhoud.append(_bron())
    lijst = etree.SubElement(inhoud, f"{TEXT}index-body")
    titel = etree.SubElement(etree.SubElement(lijst, f"{TEXT}index-title"), f"{TEXT}p")
    titel.getparent().set(f"{TEXT}name", "Inhoud_Kop")  # type: ignore[union-attr]
    titel.set(f"{TEXT}style-name", sleutel("Contents Heading"))
    titel.text = "Inhoud"
    for n, kop in enumerate(koppen, start=1):
        lijst.append(_regel(kop, f"_Toc{n:06d}"))
    koppen[0].addprevious(inhoud)


def _bron() -> etree._Element:
    """How the program makes the list anew: the same two levels, with dots and a page number."""
    bron = etree.Element(f"{TEXT}table-of-content-source")
    bron.set(f"{TEXT}outline-level", str(DIEPTE))
    kop = etree.SubElement(bron, f"{TEXT}index-title-template")
    kop.set(f"{TEXT}style-name", sleutel("Contents Heading"))
    kop.text = "Inhoud"
    for niveau in range(1, DIEPTE + 1):
        vorm = etree.SubElement(bron, f"{TEXT}table-of-content-entry-template")
        vorm.set(f"{TEXT}outline-level", str(niveau))
        vorm.set(f"{TEXT}style-name", sleutel(f"Contents {niveau}"))
        etree.SubElement(vorm, f"{TEXT}index-entry-link-start")
        etree.SubElement(vorm, f"{TEXT}index-entry-text")
        stop = etree.SubElement(vorm, f"{TEXT}index-entry-tab-stop")
        stop.set(f"{{{NS['style']}}}type", "right")
        stop.set(f"{{{NS['style']}}}leader-char", ".")
        etree.SubElement(vorm, f"{TEXT}index-entry-page-number")
        etree.SubElement(vorm, f"{TEXT}index-entry-link-end")
    return bron


def _regel(kop: etree._Element, name: str) -> etree._Element:
    """A line of the contents; the page number is a reference, which the program fills in when it opens the file."""
    tekst = text_of(kop)
    mark = etree.Element(f"{TEXT}bookmark")
    mark.set(f"{TEXT}name", name)
    mark.tail, kop.text = kop.text, None
    kop.insert(0, mark)
    regel = etree.Element(f"{TEXT}p")
    regel.set(f"{TEXT}style-name", sleutel(f"Contents {kop.get(f'{TEXT}outline-level')}"))
    link = etree.SubElement(regel, f"{TEXT}a")
    link.set(f"{XLINK}type", "simple")
    link.set(f"{XLINK}href", f"#{name}")
    link.set(f"{TEXT}style-name", sleutel("Index Link"))
    link.set(f"{TEXT}visited-style-name", sleutel("Index Link"))
    link.text = tekst
    etree.SubElement(link, f"{TEXT}tab")
    page = etree.SubElement(link, f"{TEXT}bookmark-ref")
    page.set(f"{TEXT}reference-format", "page")
    page.set(f"{TEXT}ref-name", name)
    return regel
