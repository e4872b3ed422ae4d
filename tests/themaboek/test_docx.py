"""The Word book: real styles, a filled table of contents, repeated header rows, and it opens without a question."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest

from dialoog.themaboek import boek as b
from dialoog.themaboek.maken import leeg_formulier, maak_boek
from dialoog.themaboek.maken.pandoc import MIDDELEN
from dialoog.themaboek.maken.referentie import reference_docx
from tests.themaboek.lezen import W, docx_niveaus, docx_tabel, docx_woorden, docx_xml, slaat_over
from tests.themaboek.vijandig import maak_vijandig
from tests.themaboek.voorbeeld import VRAGEN, maak_voorbeeld, tekst_van

pytestmark = pytest.mark.boek


@pytest.fixture(scope="module")
def bestand() -> bytes:
    return maak_boek(maak_voorbeeld(), "docx")


def test_the_groslijst_holds_each_idea_once_with_word_and_shape(bestand: bytes) -> None:
    tabellen = [t for t in docx.Document(io.BytesIO(bestand)).tables if len(t.rows) == 69]
    assert len(tabellen) == 1
    rijen = [[cel.text for cel in rij.cells] for rij in tabellen[0].rows]
    assert rijen[0] == ["Nr.", "Idee", "Kleur"]
    assert [int(rij[0]) for rij in rijen[1:]] == list(range(1, 69))
    assert rijen[1][1:] == [tekst_van(1), "★ WOW (rood)"]


def test_each_card_is_a_table_of_ten_questions_in_two_columns(bestand: bytes) -> None:
    kaart = docx_tabel(bestand, "Vraag")
    assert kaart[0] == ["Vraag", "Antwoord"]
    assert [rij[0] for rij in kaart[1:]] == [f"{n} {vraag}" for n, vraag in enumerate(VRAGEN, start=1)]
    tabellen = docx.Document(io.BytesIO(bestand)).tables
    assert sum(tabel.style is not None and tabel.style.name == "Voorstelkaart" for tabel in tabellen) == 5


def test_lists_in_an_answer_stay_lists_and_a_typed_number_stays_text(bestand: bytes) -> None:
    alineas = {"".join(t.text or "" for t in p.iter(f"{W}t")): p for p in docx_xml(bestand).iter(f"{W}p")}
    assert alineas["plek zoeken"].find(f".//{W}numPr") is not None
    assert alineas[maak_voorbeeld().voorstellen[0].antwoorden[9].antwoord_html[3:-4]].find(f".//{W}numPr") is None


def test_headings_are_styles_of_which_no_level_is_skipped(bestand: bytes) -> None:
    niveaus = docx_niveaus(bestand)
    assert niveaus.count(1) == 10
    assert not slaat_over(niveaus)


def test_the_contents_are_filled_in_and_word_asks_nothing(bestand: bytes) -> None:
    document = docx_xml(bestand)
    inhoud = document.find(f".//{W}sdt")
    assert inhoud is not None
    doelen = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    regels = {
        link.get(f"{W}anchor"): "".join(t.text or "" for t in link.iter(f"{W}t"))
        for link in inhoud.iter(f"{W}hyperlink")
    }
    assert {"1 Inleiding", "Voorstel 2: De klusbus", "Bijlage 4: Ideeëngroslijst"} <= set(regels.values())
    assert set(regels) <= doelen
    assert len(regels) == sum(niveau < 3 for niveau in docx_niveaus(bestand))
    soorten = [char.get(f"{W}fldCharType") for char in inhoud.iter(f"{W}fldChar")]
    assert soorten == ["begin", "separate", "end"]
    assert not [char for char in document.iter(f"{W}fldChar") if char.get(f"{W}dirty")]
    assert docx_xml(bestand, "word/settings.xml").find(f"{W}updateFields") is None


def test_every_table_repeats_its_header_and_has_a_caption_and_a_style(bestand: bytes) -> None:
    tabellen = list(docx_xml(bestand).iter(f"{W}tbl"))
    assert len(tabellen) > 15
    for tabel in tabellen:
        assert tabel.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert tabel.find(f"{W}tblPr/{W}tblCaption") is not None
        assert tabel.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") in ("Boektabel", "Voorstelkaart")  # type: ignore[union-attr]


def test_every_style_that_is_used_exists_and_the_language_is_dutch(bestand: bytes) -> None:
    stijlen = docx_xml(bestand, "word/styles.xml")
    bekend = {stijl.get(f"{W}styleId") for stijl in stijlen.iter(f"{W}style")}
    soorten = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    gebruikt = {e.get(f"{W}val") for e in docx_xml(bestand).iter(*soorten)}
    assert gebruikt - bekend == set()
    assert stijlen.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == "nl-NL"  # type: ignore[union-attr]
    assert docx.Document(io.BytesIO(bestand)).core_properties.language == "nl-NL"


def test_title_and_date_stand_in_the_header_and_page_numbers_in_the_footer(bestand: bytes) -> None:
    sectie = docx.Document(io.BytesIO(bestand)).sections[0]
    assert sectie.header.paragraphs[0].text == "Prettig oud worden in de wijk\tConcept, 8 mei 2026"
    velden = [veld.get(f"{W}instr").strip() for veld in sectie.footer._element.iter(f"{W}fldSimple")]
    assert velden == ["PAGE", "NUMPAGES"]
    assert sectie.different_first_page_header_footer


def test_the_same_book_gives_the_same_bytes(bestand: bytes) -> None:
    assert maak_boek(maak_voorbeeld(), "docx") == bestand


def test_the_reference_in_the_repository_is_what_its_script_makes() -> None:
    assert (MIDDELEN / "reference.docx").read_bytes() == reference_docx()


def test_hostile_text_is_only_text(bestand: bytes) -> None:
    kwaad = maak_boek(maak_vijandig(), "docx")
    woorden = docx_woorden(kwaad)
    for stuk in (
        "<script>alert(1)</script>",
        '=HYPERLINK("http://kwaad.example","klik")',
        "你好",
        "שלום",
        "abc[31m rood",
    ):
        assert stuk in woorden
    assert woorden.count("Een stap in de lijst van vijfduizend tekens.") == 110
    with zipfile.ZipFile(io.BytesIO(kwaad)) as archief:
        assert "kwaad.example" not in archief.read("word/_rels/document.xml.rels").decode()
        assert b"onerror" not in archief.read("word/document.xml")
    assert not slaat_over(docx_niveaus(kwaad))


def test_one_voorstel_alone_has_its_card_and_costs() -> None:
    woorden = docx_woorden(maak_boek(maak_voorbeeld(), "docx", 2))
    assert "Concept, stand van 8 mei 2026\nVoorstel 2: De klusbus\nKomt van" in woorden
    assert "Het opgegeven totaal is € 180,00 hoger dan de som van de regels." in woorden.replace("\xa0", " ")
    assert "Inhoud" not in woorden


def test_the_empty_form_asks_the_ten_questions_and_gives_no_answer() -> None:
    formulier = leeg_formulier(maak_voorbeeld(), 2)
    woorden = docx_woorden(formulier)
    assert [f"{n}. {vraag}" for n, vraag in enumerate(VRAGEN, start=1) if f"{n}. {vraag}" not in woorden] == []
    assert "Wat maakt dat mensen langer thuis kunnen wonen?" in woorden
    assert "Elk voorstel noemt een doel dat te meten is" in woorden
    assert "De bus rijdt" not in woorden
    assert docx_niveaus(formulier) == [1] + [2] * 10


def test_the_form_names_the_parts_of_a_kader_and_keeps_the_lines_of_a_question_together() -> None:
    kader = b.Kader("Het voorstel zegt wie betaalt:", "financieel", ("nu", "later"), "voorstel")
    formulier = leeg_formulier(replace(maak_voorbeeld(), kaders=(kader,)), 2)
    assert "Het voorstel zegt wie betaalt: nu en later" in docx_woorden(formulier)
    lijnen = [p for p in docx_xml(formulier).iter(f"{W}p") if any(e.get(f"{W}val") == "Schrijfregel" for e in p.iter())]
    samen = [any(e.tag == f"{W}keepNext" for e in lijn.iter()) for lijn in lijnen]
    assert samen == [True, True, True, False] * 10
