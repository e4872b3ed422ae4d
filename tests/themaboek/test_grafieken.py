"""Charts: the numbers of the table beside them, in colour and shape and word, for who sees them and who does not."""

import io
import zipfile
from typing import Any

import pikepdf
import pytest
from lxml import etree, html

from dialoog.themaboek.maken.docx import render_docx
from dialoog.themaboek.maken.grafiek import MEESTE_STIPPEN, VORMEN, Balk, Grafiek, svg
from dialoog.themaboek.maken.html import render_html
from dialoog.themaboek.maken.odt import render_odt
from dialoog.themaboek.maken.pdf import render_pdf
from dialoog.themaboek.maken.tekst import drukbaar
from tests.themaboek.lezen import docx_xml
from tests.themaboek.vijandig import ALLES
from tests.themaboek.voorbeeld import maak_voorbeeld

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SVGC = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
SOORTEN = ("Belangen aan tafel", "Ideeën per kleur", "Stickers per idee")


def tekeningen(page: str) -> list[Any]:
    return list(html.fromstring(page).xpath("//svg[@class='grafiek']"))


def getallen(tekening: Any) -> list[str]:
    return [t.text for t in tekening.iter("text") if t.get("font-weight") == "700"]


def test_a_chart_of_the_page_has_a_title_a_description_and_the_numbers_of_its_table() -> None:
    drawn = tekeningen(render_html(maak_voorbeeld()))
    titels = [tekening.findtext("title") for tekening in drawn]
    assert {soort for titel in titels for soort in SOORTEN if titel.startswith(soort)} == set(SOORTEN)
    assert all(tekening.findtext("desc") for tekening in drawn)
    named = [tekening.get("aria-labelledby").split() for tekening in drawn]
    assert named == [[part.get("id") for part in tekening[:2]] for tekening in drawn]
    assert len({name for pair in named for name in pair}) == 2 * len(drawn)
    belangen = drawn[[titel.startswith("Belangen") for titel in titels].index(True)]
    tabel = belangen.xpath("following::table[1]/tbody/tr/td[1]/text()")
    assert getallen(belangen) == tabel
    assert "niemand" in tabel


def test_a_colour_in_a_chart_has_its_shape_and_word_and_nothing_needs_a_style() -> None:
    kleuren = tuple(Balk(naam, n, naam) for n, naam in enumerate(VORMEN, 1))  # type: ignore[arg-type]
    drawing = svg(Grafiek("Kleuren", "Alt", kleuren))
    assert [vorm in drawing for vorm in VORMEN.values()] == [True] * 4
    assert "style" not in drawing
    assert "class=" in drawing


@pytest.mark.parametrize("meeste", [MEESTE_STIPPEN, MEESTE_STIPPEN + 1])
def test_stickers_are_drawn_one_by_one_as_long_as_they_fit_on_a_line(meeste: int) -> None:
    drawing = etree.fromstring(svg(Grafiek("S", "Alt", (Balk("1. Bank", meeste), Balk("2. Boom", 3)), "stickers")))
    stippen = len(list(drawing.iter("circle")))
    assert stippen == (meeste + 3 if meeste <= MEESTE_STIPPEN else 0)
    right = [float(c.get("cx", 0)) for c in drawing.iter("circle", "text")]
    assert max(right, default=0) < 640


@pytest.mark.parametrize("tekst", ALLES)
def test_hostile_words_stay_words_in_a_drawing(tekst: str) -> None:
    tekst = drukbaar(tekst)
    drawing = svg(Grafiek(tekst, tekst, (Balk(tekst, 1),)))
    parts = {child.tag for child in etree.fromstring(drawing).iter()}
    assert parts == {"svg", "title", "desc", "text", "rect"}
    assert len(drawing) < 4_000 + 3 * 6 * len(tekst)


def test_word_has_each_chart_as_a_picture_with_alt_text() -> None:
    document = docx_xml(render_docx(maak_voorbeeld()))
    alts = [drawing.get("descr") for drawing in document.iter(f"{WP}docPr")]
    assert len(alts) >= 3
    assert all(alt and alt.endswith("Dezelfde getallen staan in de tabel eronder.") for alt in alts)
    assert [picture.get("descr") for picture in document.iter(f"{PIC}cNvPicPr", f"{PIC}cNvPr")][::2] == alts


def test_the_odt_has_each_chart_as_a_picture_with_alt_text() -> None:
    content = zipfile.ZipFile(io.BytesIO(render_odt(maak_voorbeeld()))).read("content.xml")
    frames = [frame for frame in etree.fromstring(content).iter() if frame.tag == f"{DRAW}frame"]
    assert {frame.get(f"{SVGC}width") for frame in frames} == {"16cm"}
    alts = [frame.findtext(f"{SVGC}desc") for frame in frames]
    assert len(alts) >= 3
    assert all(alt and "eronder" in alt for alt in alts)


def test_the_pdf_has_each_chart_as_a_figure_with_alt_text() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(maak_voorbeeld()))) as pdf:
        stapel: list[Any] = [pdf.Root.StructTreeRoot]
        alts = []
        while stapel:
            ding = stapel.pop()
            onder = ding.get("/K")
            lijst = onder.as_list() if isinstance(onder, pikepdf.Array) else [onder]
            stapel.extend(kind for kind in lijst if isinstance(kind, pikepdf.Dictionary) and "/S" in kind)
            if ding.get("/S") == "/Figure":
                alts.append(str(ding.Alt))
    assert len(alts) >= 3
    assert all("eronder" in alt for alt in alts)
