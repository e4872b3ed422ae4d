"""The workbook: typed cells, each thing once, nothing that was typed becomes a formula or a link."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dialoog.errors import NotFound
from dialoog.themaboek import boek as b
from dialoog.themaboek.maken import maak_boek
from dialoog.themaboek.maken.tekst import drukbaar
from tests.themaboek.vijandig import ALLES, maak_vijandig
from tests.themaboek.voorbeeld import maak_voorbeeld, tekst_van


def open_boek(boek: b.Boek) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(maak_boek(boek, "xlsx")))


@pytest.fixture(scope="module")
def werkmap() -> openpyxl.Workbook:
    return open_boek(maak_voorbeeld())


def rijen(vel: Worksheet) -> list[list[object]]:
    return [list(rij) for rij in vel.iter_rows(min_row=2, values_only=True)]


def test_the_groslijst_has_each_idea_once_with_a_number_that_is_a_number(werkmap: openpyxl.Workbook) -> None:
    lijst = rijen(werkmap["Groslijst"])
    assert [rij[0] for rij in lijst] == list(range(1, 69))
    assert lijst[0][:4] == [1, tekst_van(1), "★ WOW (rood)", "los"]
    assert lijst[35][:4] == [36, None, None, "verborgen"]
    assert lijst[62][1:5] == [tekst_van(63), None, "samengevoegd", 3]


def test_a_name_stands_only_with_who_said_yes_and_each_belang_is_a_column(werkmap: openpyxl.Workbook) -> None:
    boek = maak_voorbeeld()
    kop = [cel.value for cel in werkmap["Deelnemers"][1]]
    assert kop == ["Deelnemer", "Naam", *boek.belangen]
    lijst = rijen(werkmap["Deelnemers"])
    assert [rij[0] for rij in lijst] == [d.vermelding for d in boek.deelnemers]
    assert [rij[1] for rij in lijst if rij[1]] == ["Ans Verhoeven"]
    assert sum(rij[2:].count("ja") for rij in lijst) == sum(len(d.belangen) for d in boek.deelnemers)


def test_stickers_are_counted_per_round_with_a_real_date_and_no_running_round(werkmap: openpyxl.Workbook) -> None:
    lijst = rijen(werkmap["Stickers"])
    ronde = maak_voorbeeld().resultaten[2].stemrondes[1]
    assert [tuple(rij[4:9]) for rij in lijst] == [
        (r.plaats, r.nummer, r.titel, r.stickers, r.mensen) for r in ronde.uitslag
    ]
    assert {rij[1] for rij in lijst} == {datetime(2026, 5, 7)}


def test_costs_are_amounts_with_sum_stated_total_and_difference_beside_each_other(werkmap: openpyxl.Workbook) -> None:
    lijst = [rij for rij in rijen(werkmap["Kosten"]) if rij[0] == 2]
    assert [(rij[2], rij[7]) for rij in lijst[3:]] == [
        ("regel", None), ("som van de regels", 45220), ("opgegeven totaal", 45400), ("verschil", 180),
    ]  # fmt: skip
    assert lijst[0][3:7] == ["Bus met gereedschap", "aanschaf, tweedehands", 2027, "exclusief"]
    assert "€" in werkmap["Kosten"]["H2"].number_format
    assert [rij[2] for rij in rijen(werkmap["Kosten"]) if rij[0] == 4] == ["opgegeven totaal"]


def test_results_are_numbers_and_each_kader_has_its_verdict_in_words(werkmap: openpyxl.Workbook) -> None:
    assert rijen(werkmap["Opbrengst"])[0] == [2, "De klusbus", "Klussen bij ouderen", 1250.5, "uur", "eind 2028"]
    assert rijen(werkmap["Opbrengst"])[1][2:] == ["Rust", None, None, None]
    assert [rij[2:] for rij in rijen(werkmap["Kaders"])] == [
        ["Het voorstel is meetbaar.", "Past", None],
        ["Het kost niet meer dan nu.", "Past niet", "De bus is nieuw."],
        ["Ook de markt betaalt mee.", "Nog niet bekeken", None],
    ]


def test_each_sheet_keeps_its_header_in_sight_can_be_filtered_and_is_explained(werkmap: openpyxl.Workbook) -> None:
    assert werkmap.sheetnames == [
        "Leeswijzer", "Groslijst", "Deelnemers", "Stickers", "Opbrengst", "Kosten", "Kaders",
    ]  # fmt: skip
    uitleg = {rij[0] for rij in werkmap["Leeswijzer"].iter_rows(values_only=True)}
    for vel in werkmap.worksheets[1:]:
        assert vel.freeze_panes == "A2"
        assert vel.auto_filter.ref == f"A1:{vel.cell(vel.max_row, vel.max_column).coordinate}"
        assert vel.print_title_rows == "$1:$1"
        assert vel.title in uitleg
        assert vel.sheet_state == "visible"
    assert werkmap.properties.title == "Prettig oud worden in de wijk: lijsten bij het themaboek"


def test_what_people_typed_stays_text_and_is_no_formula_or_link() -> None:
    data = maak_boek(maak_vijandig(), "xlsx")
    werkmap = openpyxl.load_workbook(io.BytesIO(data))
    cellen = [cel for vel in werkmap for rij in vel.iter_rows() for cel in rij]
    assert [cel.coordinate for cel in cellen if cel.data_type == "f" or cel.hyperlink] == []
    getypt = [rij[1] or "" for rij in rijen(werkmap["Groslijst"])]
    assert getypt == [drukbaar(tekst) for tekst in ALLES]
    with zipfile.ZipFile(io.BytesIO(data)) as archief:
        assert "xl/externalLinks" not in " ".join(archief.namelist())
        assert "kwaad.example" not in archief.read("xl/worksheets/sheet2.xml").decode()


def test_a_text_that_no_cell_can_hold_says_where_the_rest_is() -> None:
    lang = replace(maak_voorbeeld(), ideeen=(b.Idee(1, "w" * 40_000),))
    cel = open_boek(lang)["Groslijst"]["B2"].value
    assert isinstance(cel, str)
    assert cel.endswith("(de rest staat in het boek)")
    assert len(cel) < 32_767


def test_what_the_book_leaves_out_is_in_no_sheet() -> None:
    zonder = replace(maak_voorbeeld(), weggelaten=("groslijst", "bijeenkomsten"), niet_beschikbaar=("resultaten",))
    assert open_boek(zonder).sheetnames == ["Leeswijzer", "Deelnemers"]


def test_an_empty_book_and_the_same_book_twice() -> None:
    leeg = b.Boek(titelblad=b.Titelblad("Nog niets", "2026-01-05"))
    assert open_boek(leeg)["Groslijst"].max_row == 1
    assert maak_boek(maak_voorbeeld(), "xlsx") == maak_boek(maak_voorbeeld(), "xlsx")


def test_one_card_is_no_workbook() -> None:
    with pytest.raises(NotFound, match="Kies Word, ODT of PDF"):
        maak_boek(maak_voorbeeld(), "xlsx", 2)
