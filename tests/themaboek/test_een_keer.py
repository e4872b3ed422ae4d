"""Every text of the model stands in every format as often as it should, and what should not stand there does not."""

import io
from collections import Counter
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest
from lxml import html

from dialoog.themaboek import boek as b
from dialoog.themaboek.maken import Formaat, maak_boek
from tests.themaboek.lezen import docx_lopend, odt_woorden, pdf_lopend
from tests.themaboek.merken import MERK, alle_merken, gemerkt, in_de_lijsten, verwacht
from tests.themaboek.rijk import maak_rijk

pytestmark = pytest.mark.boek


@cache
def rijk() -> b.Boek:
    return gemerkt(maak_rijk())


def _html(data: bytes) -> str:
    boom = html.fromstring(data.decode())
    for weg in boom.xpath("//nav | //svg | //head"):
        weg.drop_tree()
    return str(boom.text_content())


LEZERS: dict[Formaat, Callable[[bytes], str]] = {
    "html": _html,
    "docx": docx_lopend,
    "odt": odt_woorden,
    "pdf": pdf_lopend,
}


def _verschil(gevonden: Counter[str], moet: Counter[str]) -> dict[str, str]:
    """Mark → what stands there and what should; empty where they agree."""
    return {
        merk: f"{gevonden[merk]} and not {moet[merk]} times"
        for merk in sorted(gevonden.keys() | moet.keys())
        if gevonden[merk] != moet[merk]
    }


def test_the_count_knows_every_text_that_the_model_holds() -> None:
    assert alle_merken(rijk()) == set(verwacht(rijk()))


@pytest.mark.parametrize("formaat", ["html", "docx", "pdf", pytest.param("odt", marks=pytest.mark.lang)])
def test_each_idea_answer_and_name_stands_in_it_exactly_as_often_as_it_should(formaat: Formaat) -> None:
    gevonden = Counter(MERK.findall(LEZERS[formaat](maak_boek(rijk(), formaat))))
    assert _verschil(gevonden, verwacht(rijk())) == {}


def test_the_workbook_holds_each_row_once_and_nothing_of_the_running_text() -> None:
    werkmap = openpyxl.load_workbook(io.BytesIO(maak_boek(rijk(), "xlsx")))
    cellen = [str(cel.value) for vel in werkmap for rij in vel.iter_rows() for cel in rij if cel.value is not None]
    assert _verschil(Counter(merk for cel in cellen for merk in MERK.findall(cel)), in_de_lijsten(rijk())) == {}
