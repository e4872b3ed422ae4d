"""The workbook: groslijst, deelnemers, stickers, results, kosten and kaders as rows to sort, filter and count on.

Every cell has a type: a number is a number, an amount is in euros, a date is a date, and text stays text, so that
nothing that people typed becomes a formula or a link. A sheet holds only what the book shows.
"""

from __future__ import annotations

import io

import xlsxwriter

from dialoog.errors import NotFound
from dialoog.themaboek.boek import Boek
from dialoog.themaboek.maken.blad import Blad, Datum, Euro, Getal, Regels
from dialoog.themaboek.maken.bladen import bladen
from dialoog.themaboek.maken.drukklaar import kopregel, moment_van, printable, standregel

LANGSTE = 32_000
"""Characters that a cell takes; Excel stops at 32,767."""
VERDER = " … (de rest staat in het boek)"
LETTER = {"font_name": "Arial", "font_size": 10, "valign": "top"}
VEILIG = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_format_properties": LETTER,
}  # fmt: skip


def render_xlsx(boek: Boek, voorstel: int | None = None) -> bytes:
    """The file's bytes. Raises NotFound for a single voorstel: its card is Word, ODT or PDF."""
    if voorstel is not None:
        raise NotFound("Een voorstelkaart is er niet als Excel. Kies Word, ODT of PDF.")
    boek = printable(boek)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, VEILIG) as werkmap:
        _properties(werkmap, boek)
        vormen = _vormen(werkmap)
        alle = bladen(boek)
        _leeswijzer(werkmap, boek, alle, vormen)
        for blad in alle:
            _blad(werkmap, boek, blad, vormen)
    return buffer.getvalue()


def _properties(werkmap: xlsxwriter.Workbook, boek: Boek) -> None:
    titelblad = boek.titelblad
    werkmap.set_properties({
        "title": f"{titelblad.titel}: lijsten bij het themaboek",
        "subject": titelblad.thema or titelblad.titel,
        "author": titelblad.regio,
        "created": moment_van(boek).replace(tzinfo=None),
    })  # fmt: skip


def _vormen(werkmap: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    """The few looks of a cell, by name."""
    lijn = {"bottom": 1, "bottom_color": "#B4C1B8"}
    looks: dict[str, dict[str, object]] = {
        "kop": {"bold": True, "font_color": "#064A34", "bg_color": "#D3EADD", "text_wrap": True, "valign": "bottom",
                "bottom": 2, "bottom_color": "#0A6A4A"},
        "tekst": {"text_wrap": True, **lijn},
        "getal": {"num_format": "0", **lijn},
        "deel": {"num_format": "General", **lijn},
        "euro": {"num_format": '[$€-413] #,##0.00;[$€-413] -#,##0.00', **lijn},
        "datum": {"num_format": "d mmm yyyy", "align": "left", **lijn},
        "titel": {"bold": True, "font_size": 18, "font_color": "#064A34"},
        "gewoon": {"text_wrap": True},
        "vet": {"bold": True, "text_wrap": True},
    }  # fmt: skip
    return {naam: werkmap.add_format({**LETTER, **look}) for naam, look in looks.items()}


def _leeswijzer(
    werkmap: xlsxwriter.Workbook, boek: Boek, alle: list[Blad], vormen: dict[str, xlsxwriter.format.Format]
) -> None:
    """What is in the workbook and how to read it; the first sheet, as people open at it."""
    vel = werkmap.add_worksheet("Leeswijzer")
    vel.set_column(0, 0, 22)
    vel.set_column(1, 1, 78)
    vel.hide_gridlines(2)
    titelblad = boek.titelblad
    _tekst(vel, 0, 0, titelblad.titel, vormen["titel"])
    _tekst(vel, 1, 0, standregel(boek), vormen["gewoon"], wrap=False)
    _tekst(vel, 2, 0, "Deze lijsten horen bij het themaboek.", vormen["gewoon"], wrap=False)
    _tekst(vel, 4, 0, "Blad", vormen["kop"])
    _tekst(vel, 4, 1, "Wat er staat", vormen["kop"])
    for rij, blad in enumerate(alle, start=5):
        _tekst(vel, rij, 0, blad.naam, vormen["vet"])
        _tekst(vel, rij, 1, blad.uitleg, vormen["gewoon"])
    _bladzijde(vel, boek, "Leeswijzer")


def _blad(werkmap: xlsxwriter.Workbook, boek: Boek, blad: Blad, vormen: dict[str, xlsxwriter.format.Format]) -> None:
    vel = werkmap.add_worksheet(blad.naam)
    for plek, kolom in enumerate(blad.kolommen):
        vel.set_column(plek, plek, kolom.breedte)
        _tekst(vel, 0, plek, kolom.kop, vormen["kop"])
    _rijen(vel, blad.rijen, vormen)
    laatste = len(blad.kolommen) - 1
    vel.freeze_panes(1, 0)
    vel.autofilter(0, 0, len(blad.rijen), laatste)
    vel.repeat_rows(0)
    # A text such as "1." or "2027" is what somebody typed: no green corner that asks to make it a number.
    vel.ignore_errors({"number_stored_as_text": f"A1:XFD{len(blad.rijen) + 1}"})
    if len(blad.kolommen) > 4:
        vel.set_landscape()
    _bladzijde(vel, boek, blad.naam)


def _rijen(vel: xlsxwriter.worksheet.Worksheet, rijen: Regels, vormen: dict[str, xlsxwriter.format.Format]) -> None:
    for rij, cellen in enumerate(rijen, start=1):
        for plek, cel in enumerate(cellen):
            if isinstance(cel, Euro):
                vel.write_number(rij, plek, float(cel.bedrag), vormen["euro"])
            elif isinstance(cel, Getal):
                vel.write_number(rij, plek, float(cel.waarde), vormen["deel"])
            elif isinstance(cel, Datum):
                vel.write_datetime(rij, plek, cel.dag, vormen["datum"])
            elif isinstance(cel, int):
                vel.write_number(rij, plek, cel, vormen["getal"])
            elif cel:
                _tekst(vel, rij, plek, cel, vormen["tekst"])
            else:
                vel.write_blank(rij, plek, None, vormen["tekst"])


def _tekst(
    vel: xlsxwriter.worksheet.Worksheet, rij: int, plek: int, tekst: str, vorm: xlsxwriter.format.Format,
    *, wrap: bool = True,
) -> None:  # fmt: skip
    kort = tekst if len(tekst) <= LANGSTE else tekst[:LANGSTE] + VERDER
    vel.write_string(rij, plek, kort, vorm if wrap else None)


def _bladzijde(vel: xlsxwriter.worksheet.Worksheet, boek: Boek, naam: str) -> None:
    """On paper: A4, one page wide, title and page number; an ampersand in a title is no code."""
    titel = boek.titelblad.titel[:80].replace("&", "&&")
    vel.set_paper(9)
    vel.fit_to_pages(1, 0)
    vel.set_header(f"&L&9{titel}&R&9{naam}, {kopregel(boek)}")
    vel.set_footer("&R&9Bladzijde &P van &N")
