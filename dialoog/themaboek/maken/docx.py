"""The Word book: pandoc with our styles, then what pandoc cannot say (contents, header, table headings) put in."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from dialoog.themaboek.boek import Boek
from dialoog.themaboek.maken.aankleden import dress
from dialoog.themaboek.maken.beeld import als_png
from dialoog.themaboek.maken.drukklaar import epoch_van, kopregel, moment_van, printable
from dialoog.themaboek.maken.eigen_stijl import read_stijl
from dialoog.themaboek.maken.grafieken import Tekenaar
from dialoog.themaboek.maken.html import render_html, titel_van
from dialoog.themaboek.maken.inhoud import insert_inhoud, text_of
from dialoog.themaboek.maken.pandoc import MIDDELEN, run_pandoc
from dialoog.themaboek.maken.referentie import DATUM, TITEL
from dialoog.themaboek.maken.stijlen import KORT, LANG_ANTWOORD, VOORSTEL, WEINIG, W
from dialoog.themaboek.maken.zip_vorm import pack, unpack

NS = {"w": W}
Q = f"{{{W}}}"


def render_docx(
    boek: Boek, voorstel: int | None = None, *, formulier: bool = False, huisstijl: str | None = None
) -> bytes:
    """The file's bytes. `huisstijl`: path of a reference.docx with other looks.

    Raises NotFound (unknown voorstel), BadInput (those looks cannot be used), PandocError."""
    stijl = None if huisstijl is None else read_stijl(Path(huisstijl).read_bytes())
    boek = printable(boek)
    html = render_html(boek, voorstel=voorstel, pandoc=True, formulier=formulier, tekenaar=Tekenaar(als_png))
    titel = titel_van(boek, voorstel)
    data = run_pandoc(
        html, "docx", f"--reference-doc={MIDDELEN / 'reference.docx'}", "--metadata=lang:nl-NL", "--output=-",
        epoch=epoch_van(boek),
    )  # fmt: skip
    files = unpack(data)
    document = etree.fromstring(files["word/document.xml"])
    if stijl is not None:
        dress(files, document, stijl)
    _tables(document)
    _pictures(document)
    _room_around_tables(document)
    if voorstel is None and not boek.verslag:
        _cards_on_new_page(document)
        insert_inhoud(document)
    else:
        _small_title(document)
        _lines_together(document)
    files["word/document.xml"] = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    _headers(files, titel, kopregel(boek))
    files["word/numbering.xml"] = _dashes(files["word/numbering.xml"])
    files["word/settings.xml"] = _hyphens(files["word/settings.xml"])
    files["docProps/core.xml"] = _core(boek, titel)
    return pack(files)


def _tables(document: etree._Element) -> None:
    """First column names the row; short rows stay on one page, the long answers of a card may run on."""
    for table in document.iter(f"{Q}tbl"):
        look = table.find("w:tblPr/w:tblLook", NS)
        if look is not None:
            look.set(f"{Q}firstColumn", "1")
            look.set(f"{Q}val", "00A0")
        style = table.find("w:tblPr/w:tblStyle", NS)
        rows = table.findall("w:tr", NS)
        if len(rows) <= KORT + 1 and len(text_of(table)) <= WEINIG:
            for row in rows[:-1]:
                for p in row.iter(f"{Q}p"):
                    _keep_next(p)
        lang_mag = style is not None and style.get(f"{Q}val") == "Voorstelkaart"
        _close_cells(table, keep=lang_mag)
        for row in rows:
            if lang_mag and len(text_of(row)) > LANG_ANTWOORD:
                continue
            props = row.find("w:trPr", NS)
            if props is None:
                props = etree.Element(f"{Q}trPr")
                row.insert(0, props)
            props.insert(0, etree.Element(f"{Q}cantSplit"))


def _pictures(document: etree._Element) -> None:
    """Pandoc describes a picture by its whole source as well; only the alt text at the drawing is to be kept."""
    for drawing in document.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        alt, inline = drawing.get("descr", ""), drawing.getparent()
        assert inline is not None
        for picture in inline.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"):
            picture.set("descr", alt)


def _close_cells(table: etree._Element, *, keep: bool) -> None:
    """No empty line at the foot of a cell; `keep`: the paragraphs of a long answer keep their distance."""
    for cell in table.iter(f"{Q}tc"):
        ps = cell.findall("w:p", NS)
        for p in ps[-1:] if keep else ps:
            style = p.find("w:pPr/w:pStyle", NS)
            if style is not None and style.get(f"{Q}val") in ("BodyText", "FirstParagraph"):
                style.set(f"{Q}val", "Compact")


def _dashes(numbering: bytes) -> bytes:
    """Lists get dashes in the letters of the book, on every level."""
    tree = etree.fromstring(numbering)
    for level in tree.iter(f"{Q}lvl"):
        kind, text, letters = (level.find(path, NS) for path in ("w:numFmt", "w:lvlText", "w:rPr"))
        if (
            kind is not None
            and text is not None
            and kind.get(f"{Q}val") == "bullet"
            and text.get(f"{Q}val", "").strip()
        ):
            text.set(f"{Q}val", "–")
            if letters is not None:
                level.remove(letters)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _hyphens(settings: bytes) -> bytes:
    """Word breaks long words at a hyphen, as the PDF does: without it narrow columns cut them anywhere."""
    tree = etree.fromstring(settings)
    tab = tree.find("w:defaultTabStop", NS)
    if tab is not None and tree.find("w:autoHyphenation", NS) is None:
        tab.addnext(etree.Element(f"{Q}autoHyphenation"))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _keep_next(p: etree._Element) -> None:
    style = p.find("w:pPr/w:pStyle", NS)
    if style is not None:
        style.addnext(etree.Element(f"{Q}keepNext"))


def _room_around_tables(document: etree._Element) -> None:
    """The sentence that leads to a table stays with it; the text after it gets some air."""
    for caption in document.iterfind(".//w:body/w:p", NS):
        style = caption.find("w:pPr/w:pStyle", NS)
        before = caption.getprevious()
        if style is not None and style.get(f"{Q}val") == "TableCaption" and before is not None:
            _keep_next(before)
    for table in document.iter(f"{Q}tbl"):
        after = table.getnext()
        style = None if after is None else after.find("w:pPr/w:pStyle", NS)
        if style is not None and style.get(f"{Q}val") == "BodyText":
            style.set(f"{Q}val", "FirstParagraph")


def _cards_on_new_page(document: etree._Element) -> None:
    for p in document.iterfind(".//w:body/w:p", NS):
        style = p.find("w:pPr/w:pStyle", NS)
        if style is not None and style.get(f"{Q}val") == "Heading2" and VOORSTEL.match(text_of(p)):
            style.set(f"{Q}val", "Kaartkop")


def _lines_together(document: etree._Element) -> None:
    """The lines to write on stay under their question."""
    for p in document.iterfind(".//w:body/w:p", NS):
        names = [
            None if one is None else one.find("w:pPr/w:pStyle[@w:val='Schrijfregel']", NS) for one in (p, p.getnext())
        ]
        if all(name is not None for name in names):
            _keep_next(p)


def _small_title(document: etree._Element) -> None:
    """A single card has no title page: its title stands at the head of the first page."""
    smaller = {"Soort": "Soortkaart", "Title": "Kaarttitel", "Titelregel": "Bron"}
    smaller |= {f"Heading{n}": f"Heading{n + 1}" for n in range(1, 5)}  # headings in an answer go below that title
    for style in document.iterfind(".//w:pStyle", NS):
        name = style.get(f"{Q}val", "")
        style.set(f"{Q}val", smaller.get(name, name))
    for first in document.iterfind(".//w:titlePg", NS):
        first.getparent().remove(first)  # type: ignore[union-attr]


def _headers(files: dict[str, bytes], titel: str, dag: str) -> None:
    for name in files:
        if name.startswith(("word/header", "word/footer")):
            header = etree.fromstring(files[name])
            for p in header.iter(f"{Q}p"):
                _fill(list(p.iter(f"{Q}t")), titel, dag)
            files[name] = etree.tostring(header, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fill(texts: list[etree._Element], titel: str, dag: str) -> None:
    """Title and date in their places; Word may have cut such a place into pieces."""
    whole = "".join(text.text or "" for text in texts)
    if not any(place in whole for place in (TITEL, DATUM)):
        return
    if sum((text.text or "").count("§") for text in texts if (text.text or "").count("§") % 2):
        texts[0].text = whole
        for text in texts[1:]:
            text.text = ""
    for text in texts:
        text.text = (text.text or "").replace(TITEL, titel[:90]).replace(DATUM, dag)


def _core(boek: Boek, titel: str) -> bytes:
    """Document properties: title and language are what a screen reader and an accessibility check look for."""
    dc, cp, dcterms = (
        "http://purl.org/dc/elements/1.1/",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "http://purl.org/dc/terms/",
    )
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    core = etree.Element(f"{{{cp}}}coreProperties", nsmap={"dc": dc, "cp": cp, "dcterms": dcterms, "xsi": xsi})
    onderwerp = boek.titelblad.thema or boek.titelblad.titel
    for tag, value in (
        ("title", titel),
        ("subject", onderwerp),
        ("creator", boek.titelblad.regio),
        ("language", "nl-NL"),
    ):
        etree.SubElement(core, f"{{{dc}}}{tag}").text = value
    moment = moment_van(boek).strftime("%Y-%m-%dT%H:%M:%SZ")
    for tag in ("created", "modified"):
        element = etree.SubElement(core, f"{{{dcterms}}}{tag}", {f"{{{xsi}}}type": "dcterms:W3CDTF"})
        element.text = moment
    return etree.tostring(core, xml_declaration=True, encoding="UTF-8", standalone=True)
