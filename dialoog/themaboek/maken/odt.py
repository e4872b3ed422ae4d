"""The ODT book (LibreOffice, Word): pandoc for the text, our styles, and what pandoc cannot say put in."""

from __future__ import annotations

from lxml import etree

from dialoog.themaboek.boek import Boek
from dialoog.themaboek.maken.beeld import als_png
from dialoog.themaboek.maken.drukklaar import epoch_van, kopregel, moment_van, printable
from dialoog.themaboek.maken.grafieken import Tekenaar
from dialoog.themaboek.maken.html import render_html, titel_van
from dialoog.themaboek.maken.odt_beelden import describe_pictures
from dialoog.themaboek.maken.odt_inhoud import insert_inhoud
from dialoog.themaboek.maken.odt_stijlen import NS, sleutel, styles_xml, text_of
from dialoog.themaboek.maken.odt_tabellen import dress_tables
from dialoog.themaboek.maken.pandoc import run_pandoc
from dialoog.themaboek.maken.stijlen import VOORSTEL
from dialoog.themaboek.maken.zip_vorm import pack, unpack

OFFICE, STYLE, TEXT, FO, XLINK, DC, META = (
    f"{{{NS[key]}}}" for key in ("office", "style", "text", "fo", "xlink", "dc", "meta")
)
MIMETYPE = "mimetype"
GETAL = {"Table_20_Heading": "Rijkop getal", "Table_20_Contents": "Getal"}


def render_odt(boek: Boek, voorstel: int | None = None) -> bytes:
    """The file's bytes. Raises NotFound (unknown voorstel), PandocError."""
    boek = printable(boek)
    titel = titel_van(boek, voorstel)
    tekenaar = Tekenaar(als_png)
    html = render_html(boek, voorstel=voorstel, pandoc=True, tekenaar=tekenaar)
    data = run_pandoc(html, "odt", "--metadata=lang:nl-NL", "--output=-", epoch=epoch_van(boek))
    files = unpack(data)
    content = etree.fromstring(files["content.xml"])
    body = content.find("office:body/office:text", NS)
    assert body is not None
    _named_styles(content, body)
    dress_tables(content, body)
    describe_pictures(body, tekenaar.alts)
    heel = voorstel is None and not boek.verslag
    if heel:
        _cards_on_new_page(body)
        insert_inhoud(body)
    else:
        _small_title(body)
    _begin(content, body, "Titelblad" if heel else "Standard")
    files["content.xml"] = etree.tostring(content, xml_declaration=True, encoding="UTF-8")
    dag = kopregel(boek)
    files["styles.xml"] = styles_xml(titel[:90], dag, boek=heel)
    files["meta.xml"] = _meta(boek, titel)
    return pack(files, first=MIMETYPE)


def _named_styles(content: etree._Element, body: etree._Element) -> None:
    """pandoc makes a style for every list and every number; here they get the names that a person can change."""
    automatic = content.find("office:automatic-styles", NS)
    assert automatic is not None
    names: dict[str, str] = {}
    lists: dict[str, tuple[str, str]] = {}
    for style in list(automatic):
        name = style.get(f"{STYLE}name", "")
        if style.tag == f"{TEXT}list-style":
            level = style[0]
            kind = "Nummer" if level.tag == f"{TEXT}list-level-style-number" else "Streep"
            lists[name] = (kind, level.get(f"{TEXT}start-value", "1"))
        elif style.get(f"{STYLE}family") == "paragraph":
            names[name] = _paragraph_name(style)
        elif style.get(f"{STYLE}family") == "text":
            names[name] = _letter_name(style)
        elif style.get(f"{STYLE}family") in ("table", "table-column"):
            continue
        automatic.remove(style)
    _rename(body, names, lists)


def _rename(body: etree._Element, names: dict[str, str], lists: dict[str, tuple[str, str]]) -> None:
    for element in body.iter(f"{TEXT}p", f"{TEXT}h", f"{TEXT}span", f"{TEXT}list"):
        name = element.get(f"{TEXT}style-name", "")
        if element.tag == f"{TEXT}list":
            kind, start = lists.get(name, ("", "1"))
            if kind:
                element.set(f"{TEXT}style-name", kind)
            if start != "1" and len(element):
                element[0].set(f"{TEXT}start-value", start)
        elif name:
            link = element.tag == f"{TEXT}span" and name == "Definition"
            element.set(f"{TEXT}style-name", sleutel("Internet link" if link else names.get(name, name)))


def _paragraph_name(style: etree._Element) -> str:
    props = style.find("style:paragraph-properties", NS)
    parent = style.get(f"{STYLE}parent-style-name", "Text_20_body")
    if props is not None and props.get(f"{FO}text-align") == "end":
        return GETAL.get(parent, "Getal")
    if style.get(f"{STYLE}list-style-name"):
        return "Lijst"
    return "Quotations" if props is not None and props.get(f"{FO}margin-left") else parent


def _letter_name(style: etree._Element) -> str:
    props = style.find("style:text-properties", NS)
    vet = props is not None and props.get(f"{FO}font-weight") == "bold"
    schuin = props is not None and props.get(f"{FO}font-style") == "italic"
    return "Strong and Emphasis" if vet and schuin else "Strong Emphasis" if vet else "Emphasis"


def _cards_on_new_page(body: etree._Element) -> None:
    for heading in body.iter(f"{TEXT}h"):
        if heading.get(f"{TEXT}outline-level") == "2" and VOORSTEL.match(text_of(heading)):
            heading.set(f"{TEXT}style-name", sleutel("Kop van een kaart"))


def _small_title(body: etree._Element) -> None:
    """A single card has no title page: its title stands at the head of the first page."""
    smaller = {"Soort": "Soort kaart", "Titelregel": "Bron"}
    for heading in body.iter(f"{TEXT}h"):  # of an answer: below that title
        niveau = str(int(heading.get(f"{TEXT}outline-level", "1")) + 1)
        heading.set(f"{TEXT}outline-level", niveau)
        heading.set(f"{TEXT}style-name", sleutel(f"Heading {niveau}"))
    for p in body.findall("text:p", NS):
        name = p.get(f"{TEXT}style-name", "")
        if name == "Title":
            p.tag = f"{TEXT}h"
            p.set(f"{TEXT}outline-level", "1")
            p.set(f"{TEXT}style-name", sleutel("Kop zonder bladzijde"))
        elif name in smaller:
            p.set(f"{TEXT}style-name", sleutel(smaller[name]))


def _begin(content: etree._Element, body: etree._Element, master: str) -> None:
    """The first paragraph says on which kind of page the file begins."""
    automatic = content.find("office:automatic-styles", NS)
    first = body.find("text:p", NS)
    assert automatic is not None
    assert first is not None
    style = etree.SubElement(automatic, f"{STYLE}style")
    style.set(f"{STYLE}name", "Begin")
    style.set(f"{STYLE}family", "paragraph")
    style.set(f"{STYLE}parent-style-name", first.get(f"{TEXT}style-name", "Standard"))
    style.set(f"{STYLE}master-page-name", master)
    first.set(f"{TEXT}style-name", "Begin")


def _meta(boek: Boek, titel: str) -> bytes:
    root = etree.Element(f"{OFFICE}document-meta", nsmap={key: NS[key] for key in ("office", "dc", "meta")})
    root.set(f"{OFFICE}version", "1.3")
    meta = etree.SubElement(root, f"{OFFICE}meta")
    moment = moment_van(boek).strftime("%Y-%m-%dT%H:%M:%S")
    for tag, value in (
        (f"{DC}title", titel),
        (f"{DC}subject", boek.titelblad.thema or boek.titelblad.titel),
        (f"{META}initial-creator", boek.titelblad.regio),
        (f"{DC}creator", boek.titelblad.regio),
        (f"{DC}language", "nl-NL"),
        (f"{META}creation-date", moment),
        (f"{DC}date", moment),
    ):
        etree.SubElement(meta, tag).text = value
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
