"""What people should not type, and do, comes out as they typed it, in every format; and it makes nothing happen."""

import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import escape

import openpyxl
import pytest
from lxml import html

from dialoog.themaboek import boek as b
from dialoog.themaboek.boek import boek_to_dict
from dialoog.themaboek.maken import Formaat, maak_boek
from tests.themaboek.lezen import docx_woorden, odt_woorden, pdf_lopend
from tests.themaboek.voorbeeld import maak_voorbeeld

pytestmark = pytest.mark.boek
TAAL = (
    "=1+1", "@SOM(A1)", "+31 6", "-2 graden", "=cmd|' /C calc'!A0", "<b>vet</b>", "<script>alert(1)</script>",
    "&amp; &lt;",
    "{{ 7 * 7 }}", "{% for x in y %}", "{# weg #}", "#set page(width: 1pt)", "#let x = 1", "$x^2$", "*a*", "_b_", "`c`",
    "1. geen lijst", "# geen kop", "= geen kop", "- geen lijst", "/ term: uitleg", "a ~ b \\ c", "@bron <label>",
    "// weg", "a /* weg */ b", "[tekst](http://kwaad.example)", "![beeld](boek.typ)", "eind ]", "[begin", "https://kwaad.example/x",
    "'s avonds \"zo\"", "een -- twee --- drie", "wacht...", "a-?", "50 % of € 3", "a|b", "x^2~y", ":smile:", "é ü ĳ ş",
)  # fmt: skip
"""Each is typed by itself, at the head of a text, and has to stand there letter by letter."""
LEZEN = (
    '#read("boek.typ")', '#include "boek.typ"', '#image("boek.typ")', '<img src="boek.typ">',
    "<img src='file:boek.typ'>",
    '<iframe src="boek.typ"></iframe>', '<link rel=stylesheet href="http://kwaad.example/x.css">',
    '{% include "boek.typ" %}',
    "\\input{boek.typ}", "<object data='boek.typ'></object>", "![](boek.typ)",
)  # fmt: skip
"""Ways to ask for a file or the network; `boek.typ` lies where the renderer works."""
UIT_BOEK_TYP = "How the book looks on paper"
LANG = "w" * 10_000
RECHTS = "שלום לכולם مرحبا"
EMOJI = "Feest 🎉 👍"
ALLES = (*TAAL, *LEZEN, LANG, RECHTS, EMOJI)


class Plekken:
    """Puts a mark of its own after each text in each place, and remembers what has to be found."""

    def __init__(self) -> None:
        self.gezet: list[str] = []

    def __call__(self, tekst: str) -> str:
        self.gezet.append(f"{tekst} Q{len(self.gezet):04d}Z")
        return self.gezet[-1]


@cache
def boek() -> tuple[b.Boek, list[str]]:
    """Every text as an idea, a name, a rule, an answer, an item of costs, a result and an argument."""
    voorbeeld, zet = maak_voorbeeld(), Plekken()
    kaart = replace(
        voorbeeld.voorstellen[1],
        titel=zet(TAAL[0]),
        antwoorden=tuple(b.Antwoord(zet(tekst[:200]), f"<p>{escape(zet(tekst))}</p>") for tekst in ALLES),
        kosten=b.Kosten(tuple(b.KostenRegel(zet(tekst), zet(tekst)) for tekst in TAAL)),
        opbrengsten=tuple(b.Opbrengst(zet(tekst), "", zet(tekst), zet(tekst)) for tekst in TAAL),
        kadertoets=tuple(b.KaderToets(zet(tekst), "past_niet", zet(tekst)) for tekst in TAAL),
        trekker=zet(TAAL[17]), eigenaren=(zet(TAAL[18]),), gemeenten=tuple(zet(tekst) for tekst in TAAL),
    )  # fmt: skip
    made = replace(
        voorbeeld,
        voorstellen=(kaart,),
        spelregels=tuple(zet(tekst) for tekst in ALLES),
        deelnemers=tuple(b.Deelnemer(zet(tekst), voorbeeld.belangen[:1], zet(tekst)) for tekst in ALLES),
        ideeen=tuple(b.Idee(n, zet(tekst), "rood") for n, tekst in enumerate(ALLES, start=1)),
    )
    return made, zet.gezet


@cache
def gemaakt(formaat: Formaat) -> bytes:
    return maak_boek(boek()[0], formaat)


def _html(data: bytes) -> str:
    boom = html.fromstring(data.decode())
    for weg in boom.xpath("//svg | //style"):
        weg.drop_tree()
    return str(boom.text_content())


def _xlsx(data: bytes) -> str:
    cellen = (cel.value for vel in openpyxl.load_workbook(io.BytesIO(data)) for rij in vel.iter_rows() for cel in rij)
    return "\n".join(str(waarde) for waarde in cellen if waarde is not None)


LEZERS: dict[Formaat, Callable[[bytes], str]] = {
    "html": _html, "docx": docx_woorden, "odt": odt_woorden, "pdf": pdf_lopend, "xlsx": _xlsx,
}  # fmt: skip


def plat(tekst: str) -> str:
    """Without white space and places to break, in one way of writing."""
    return re.sub(r"[\s\u200b\xad]", "", unicodedata.normalize("NFC", tekst))


def _niet_te_lezen(tekst: str, formaat: Formaat) -> bool:
    """Letters that run from right to left stand in a PDF as they are drawn."""
    return formaat == "pdf" and RECHTS in tekst


def _staat_er(tekst: str, gevonden: str) -> bool:
    """A long word may have been broken at a hyphen."""
    if re.search(r"\w{12}|\w=", tekst):
        return plat(tekst).replace("-", "") in gevonden.replace("-", "")
    return plat(tekst) in gevonden


DUUR = pytest.mark.lang
"""Seconds, for what the shorter tests of test_pdf.py and test_odt.py see a part of."""


@pytest.mark.parametrize(
    "formaat", ["html", "docx", "xlsx", pytest.param("odt", marks=DUUR), pytest.param("pdf", marks=DUUR)]
)
def test_each_text_stands_there_letter_by_letter_in_every_place(formaat: Formaat) -> None:
    made, gezet = boek()
    gevonden = plat(LEZERS[formaat](gemaakt(formaat)))
    moet = gezet if formaat != "xlsx" else [tekst for tekst in gezet if tekst in in_lijsten(made)]
    weg = [tekst[:60] for tekst in moet if not _niet_te_lezen(tekst, formaat) and not _staat_er(tekst, gevonden)]
    assert weg == []


def in_lijsten(made: b.Boek) -> set[str]:
    """The texts that the workbook holds: ideas, people, costs, results and kaders."""
    (kaart,) = made.voorstellen
    assert kaart.kosten
    return {
        *(idee.tekst for idee in made.ideeen),
        *(naam for d in made.deelnemers for naam in (d.vermelding, d.naam or "")),
        *(tekst for regel in kaart.kosten.regels for tekst in (regel.post, regel.berekening)),
        *(tekst for regel in kaart.opbrengsten for tekst in (regel.wat, regel.eenheid, regel.wanneer)),
        *(tekst for toets in kaart.kadertoets for tekst in (toets.kader, toets.argument)),
    }


def _uitgepakt(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archief:
        return b"".join(archief.read(naam) for naam in archief.namelist())


@pytest.mark.parametrize(
    "formaat", ["html", "docx", "xlsx", pytest.param("odt", marks=DUUR), pytest.param("pdf", marks=DUUR)]
)
def test_no_file_is_read_because_somebody_typed_its_name(formaat: Formaat) -> None:
    tekst = LEZERS[formaat](gemaakt(formaat)).encode() + _uitgepakt(gemaakt(formaat))
    assert UIT_BOEK_TYP.encode() not in tekst


@pytest.mark.parametrize("formaat", ["docx", "xlsx", pytest.param("odt", marks=DUUR)])
def test_nothing_in_the_file_is_fetched_from_elsewhere(formaat: Formaat) -> None:
    with zipfile.ZipFile(io.BytesIO(gemaakt(formaat))) as archief:
        banden = b"".join(archief.read(naam) for naam in archief.namelist() if naam.endswith(".rels"))
        inhoud = b"".join(archief.read(naam) for naam in archief.namelist() if naam.endswith(".xml"))
    assert b"External" not in banden
    assert re.findall(rb'(?:xlink:href|Target)="(?:https?|file|ftp):', inhoud + banden) == []


def test_the_page_has_no_script_no_frame_and_no_picture_of_its_own() -> None:
    boom = html.fromstring(gemaakt("html").decode())
    assert boom.xpath("//script | //iframe | //object | //embed | //img | //link | //base") == []
    assert [a.get("href") for a in boom.xpath("//a") if not a.get("href").startswith("#")] == []


@pytest.mark.lang
def test_the_renderers_open_nothing_but_their_own_files_and_no_connection() -> None:
    """In a child of its own, since such a watch stays for the life of a process."""
    script = """
import json, os, sys
from dialoog.themaboek.boek import boek_from_dict
from dialoog.themaboek.maken import maak_boek
boek = boek_from_dict(json.load(sys.stdin))
gezien = []
def kijk(wat, args):
    if wat == "open" and isinstance(args[0], str) and os.path.basename(args[0]) == "geheim.txt":
        gezien.append(args[0])
    if wat.startswith("socket.") and wat != "socket.__new__":
        gezien.append(wat)
sys.addaudithook(kijk)
for formaat in ("html", "docx", "odt", "pdf", "xlsx"):
    maak_boek(boek, formaat)
print(json.dumps(gezien))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(boek_to_dict(boek()[0])).encode(), capture_output=True,
        check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == []
