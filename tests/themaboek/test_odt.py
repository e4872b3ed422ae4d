"""The ODT book: real styles, contents with page numbers, tables that say what they are."""

import io
import re
import zipfile

import pytest
from lxml import etree

from dialoog.themaboek import boek as b
from dialoog.themaboek.maken import maak_boek
from tests.themaboek.gemaakt import vijandig_als, voorbeeld_als
from tests.themaboek.lezen import STIJL, TABEL, TEKST, odt_woorden, odt_xml, slaat_over
from tests.themaboek.voorbeeld import VRAGEN, maak_voorbeeld

pytestmark = pytest.mark.boek


@pytest.fixture(scope="module")
def bestand() -> bytes:
    return voorbeeld_als("odt")


def niveaus(data: bytes) -> list[int]:
    return [int(kop.get(f"{TEKST}outline-level", "0")) for kop in odt_xml(data).iter(f"{TEKST}h")]


def test_it_is_an_odt_by_its_first_bytes_and_holds_no_macro(bestand: bytes) -> None:
    assert bestand[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"
    assert {naam.split("/")[0] for naam in zipfile.ZipFile(io.BytesIO(bestand)).namelist()} == {
        "mimetype", "META-INF", "Pictures", "content.xml", "manifest.rdf", "meta.xml", "styles.xml",
    }  # fmt: skip


@pytest.mark.parametrize("data", [voorbeeld_als, vijandig_als], ids=["gewoon", "vijandig"])
def test_headings_skip_no_level_and_every_style_exists(data: object) -> None:
    made = data("odt")  # type: ignore[operator]
    assert not slaat_over(niveaus(made))
    content = odt_xml(made)
    known = {s.get(f"{STIJL}name") for part in ("content.xml", "styles.xml") for s in odt_xml(made, part).iter()}
    used = {e.get(key) for e in content.iter() for key in (f"{TEKST}style-name", f"{TABEL}style-name")} - {None}
    assert used - known == set()


def test_the_contents_lead_to_every_heading_with_a_page_number_the_program_keeps(bestand: bytes) -> None:
    content = odt_xml(bestand)
    inhoud = next(content.iter(f"{TEKST}table-of-content"))
    regels = {str(a.xpath("string()")): a for a in inhoud.iter(f"{TEKST}a")}
    assert {"1 Inleiding", "Voorstel 2: De klusbus", "Bijlage 4: Ideeëngroslijst"} <= set(regels)
    marks = {mark.get(f"{TEKST}name") for mark in content.iter(f"{TEKST}bookmark")}
    refs = list(inhoud.iter(f"{TEKST}bookmark-ref"))
    assert {ref.get(f"{TEKST}ref-name") for ref in refs} <= marks
    assert {ref.get(f"{TEKST}reference-format") for ref in refs} == {"page"}
    assert len(refs) == sum(niveau < 3 for niveau in niveaus(bestand))


def test_every_table_repeats_its_header_and_has_a_title(bestand: bytes) -> None:
    tabellen = list(odt_xml(bestand).iter(f"{TABEL}table"))
    assert len(tabellen) > 15
    for tabel in tabellen:
        assert tabel.find(f"{TABEL}table-header-rows/{TABEL}table-row") is not None
        assert tabel.findtext(f"{TABEL}title")


def test_looks_are_in_styles_with_a_name_and_not_in_each_paragraph(bestand: bytes) -> None:
    automatic = [s.get(f"{STIJL}name", "") for s in odt_xml(bestand).iter(f"{STIJL}style")]
    named = [naam for naam in automatic if not re.match(r"Table\d+(\.[A-Z]+)?$", naam)]
    assert sorted(named) == ["Begin", "Heel", "Kopcel", "Rijcel", "Verder", "Vraagcel"]


def test_language_title_header_and_page_numbers(bestand: bytes) -> None:
    meta, styles = odt_xml(bestand, "meta.xml"), odt_xml(bestand, "styles.xml")
    dc = "{http://purl.org/dc/elements/1.1/}"
    assert meta.findtext(f".//{dc}title") == "Prettig oud worden in de wijk"
    assert meta.findtext(f".//{dc}language") == "nl-NL"
    fo = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
    base = styles.find(f".//{STIJL}default-style/{STIJL}text-properties")
    assert base is not None
    assert (base.get(f"{fo}language"), base.get(f"{fo}country")) == ("nl", "NL")
    kop = styles.find(f".//{STIJL}header")
    assert kop is not None
    assert str(kop.xpath("string()")) == "Prettig oud worden in de wijkConcept, 8 mei 2026"
    assert styles.find(f".//{STIJL}footer//{TEKST}page-number") is not None


def test_an_ordered_list_keeps_its_numbers_and_a_typed_number_stays_text(bestand: bytes) -> None:
    content = odt_xml(bestand)
    lijst = next(p for p in content.iter(f"{TEKST}p") if p.text == "plek zoeken").getparent().getparent()  # type: ignore[union-attr]
    assert lijst.get(f"{TEKST}style-name") == "Nummer"
    los = next(p for p in content.iter(f"{TEKST}p") if (p.text or "").startswith("Het past in alle kaders. 1."))
    assert los.getparent().tag == f"{TABEL}table-cell"  # type: ignore[union-attr]


def test_a_card_alone_has_its_title_as_first_heading_and_no_contents() -> None:
    data = voorbeeld_als("odt", 2)
    assert niveaus(data) == [1]
    woorden = odt_woorden(data)
    assert "Concept, stand van 8 mei 2026\nVoorstel 2: De klusbus\nKomt van" in woorden
    assert [vraag for vraag in VRAGEN if woorden.count(vraag) != 1] == []
    assert not list(odt_xml(data).iter(f"{TEKST}table-of-content"))


def test_a_link_in_a_hostile_book_leads_nowhere_by_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(vijandig_als("odt"))) as archief:
        content = archief.read("content.xml").decode()
    assert 'xlink:href="http://kwaad.example' not in content
    assert "onerror" not in content
    etree.fromstring(content.encode())


def test_the_same_book_gives_the_same_bytes_and_an_empty_one_is_made_too(bestand: bytes) -> None:
    assert maak_boek(maak_voorbeeld(), "odt") == bestand
    assert "volgt" in odt_woorden(maak_boek(b.Boek(titelblad=b.Titelblad("Nog niets", "2026-01-05")), "odt"))
