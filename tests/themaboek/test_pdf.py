"""The PDF: tagged, Dutch, PDF/UA-1 and PDF/A-2a, with whatever people typed."""

import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest

from dialoog.themaboek import boek as b
from dialoog.themaboek.maken import maak_boek
from dialoog.themaboek.maken.pandoc import MIDDELEN, run_pandoc
from tests.themaboek.lezen import pdf_tags
from tests.themaboek.vijandig import maak_vijandig
from tests.themaboek.voorbeeld import maak_voorbeeld

pytestmark = pytest.mark.boek
LEEG = b.Boek(titelblad=b.Titelblad("Nog niets", "2026-01-05"))


@pytest.fixture(scope="module")
def bestand() -> bytes:
    return maak_boek(maak_voorbeeld(), "pdf")


def keur(data: bytes, titel: str) -> None:
    """What a checker of PDF/UA-1 and PDF/A-2a looks at first."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang).startswith("nl")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert titel in str(meta["dc:title"])
    koppen = [int(tag[2]) for tag, _ in pdf_tags(data) if tag in ("/H1", "/H2", "/H3", "/H4")]
    assert not any(na > voor + 1 for voor, na in zip([0, *koppen], koppen, strict=False))


@pytest.mark.parametrize("voorstel", [None, 2])
def test_book_and_card_are_tagged_dutch_and_say_which_norms_they_meet(voorstel: int | None) -> None:
    titel = "Voorstel 2: De klusbus" if voorstel else "Prettig oud worden in de wijk"
    keur(maak_boek(maak_voorbeeld(), "pdf", voorstel), titel)


def test_an_empty_book_is_a_good_pdf_too() -> None:
    keur(maak_boek(LEEG, "pdf"), "Nog niets")


def test_tables_have_column_headers_and_row_headers(bestand: bytes) -> None:
    tags = list(pdf_tags(bestand))
    aantallen = Counter(tag for tag, _ in tags)
    assert aantallen["/Table"] > 15
    assert aantallen["/THead"] == aantallen["/Table"]
    assert aantallen["/Caption"] == aantallen["/Table"]
    assert aantallen["/Title"] == 1
    met_kop = [kinderen for tag, kinderen in tags if tag == "/TR" and "/TD" in kinderen]
    assert len(met_kop) > 150
    assert {kinderen[0] for kinderen in met_kop} == {"/TH"}


def test_all_fonts_are_in_the_file(bestand: bytes) -> None:
    with pikepdf.open(io.BytesIO(bestand)) as pdf:
        namen = {str(o.FontName) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
        los = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o
               and not {"/FontFile2", "/FontFile3"} & set(o.keys())]  # fmt: skip
    assert any("AtkinsonHyperlegibleNext" in naam for naam in namen)
    assert los == []


def test_the_contents_lead_to_their_pages(bestand: bytes) -> None:
    assert [tag for tag, _ in pdf_tags(bestand)].count("/TOCI") > 20
    with pikepdf.open(io.BytesIO(bestand)) as pdf, pdf.open_outline() as outline:
        assert [str(item.title) for item in outline.root][:2] == ["1 Inleiding", "2 Werkwijze"]


def test_the_same_book_gives_the_same_bytes(bestand: bytes) -> None:
    assert maak_boek(maak_voorbeeld(), "pdf") == bestand


def test_hostile_text_still_gives_a_pdf_that_meets_the_norms() -> None:
    keur(maak_boek(maak_vijandig(), "pdf"), "<script>")


@pytest.mark.parametrize("teken", ["漢", "\ue000", "\U0010fffd", "ཀ", "𓀀"])
def test_a_letter_that_no_font_has_is_named_instead_of_failing(teken: str) -> None:
    boek = replace(
        LEEG, hoofdvraag=f"Hoe {teken}{teken} {teken} dan?", titelblad=replace(LEEG.titelblad, titel=f"Boek {teken}")
    )
    keur(maak_boek(boek, "pdf"), "Boek [tekens die deze pdf niet kan tonen]")


def test_quotes_and_hyphens_stand_as_they_were_typed() -> None:
    source = run_pandoc("<p>‘Hier kom ik.’ 's Avonds -- in-? a---b -2 wacht...</p>", "typst-smart").decode()
    assert source.strip() == "‘Hier kom ik.’ 's Avonds \\-\\- in\\-? a\\-\\-\\-b \\-2 wacht\\..."
    assert "smartquote(enabled: false)" in (MIDDELEN / "boek.typ").read_text(encoding="utf-8")
