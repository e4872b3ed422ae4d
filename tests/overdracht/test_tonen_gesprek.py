"""What a step shows, says and brought travels along; what is no page is refused with its place."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.gesprek import notities
from dialoog.bijeenkomst.queries import bijeenkomsten, stappen
from dialoog.opgave.queries import find_dialoog
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.service import export_bytes, export_file, import_bytes
from tests.overdracht.voorbeeld import als_bytes, voorbeeld

TONEN: dict[str, Any] = {
    "soort": "tonen",
    "titel": "De vraag",
    "staat": "gedaan",
    "instructie": "Lees mee.",
    "spreektekst": "Heet iedereen welkom.\nNeem de tijd.",
    "bladen": [
        {"soort": "hoofdvraag"},
        {"soort": "tekst", "titel": "Vanavond", "tekst": "Welkom\n- koffie"},
        {"soort": "beeld", "tekst": "Een duin", "beeld": "0a" * 32},
    ],
}
GESPREK: dict[str, Any] = {"soort": "gesprek", "titel": "Aan tafel", "staat": "gedaan", "gesprek": "Het waait.\n- hard"}


def met(*steps: dict[str, Any]) -> dict[str, Any]:
    return voorbeeld(bijeenkomsten=[{"titel": "Kick-off", "draaiboek": [*steps]}], deelnemers=[], stemrondes=[])


def test_lines_pages_and_notes_come_in_and_go_out_the_same(app: Flask, session: Session) -> None:
    plain = {**met(TONEN, GESPREK), "oplossingen": [], "voorstellen": []}
    made = import_bytes(als_bytes(plain))
    dialoog = find_dialoog(session, made.korte_naam)
    assert dialoog is not None
    one, two, *_ = stappen(session, bijeenkomsten(session, dialoog.id)[0].id)
    assert (one.instructie, one.notitie) == ("Lees mee.", "Heet iedereen welkom.\nNeem de tijd.")
    assert [row.soort for row in one.bladen] == ["hoofdvraag", "tekst", "beeld"]
    assert notities(session, two.id).tekst == "Het waait.\n- hard"
    out = export_bytes(made.korte_naam)
    first, second, *_ = json.loads(out)["bijeenkomsten"][0]["draaiboek"]
    assert first == TONEN
    assert second == GESPREK
    again = export_bytes(import_bytes(out).korte_naam)
    assert again.replace(b'"duin-2"', b'"duin"') == out


def test_what_becomes_of_a_picture_is_said_where_the_file_is_read_and_written(app: Flask, tmp_path: Path) -> None:
    plain = {**met(TONEN), "oplossingen": [], "voorstellen": []}
    made = import_bytes(als_bytes(plain))
    assert "In het bestand zitten geen foto's. Zet ze opnieuw op de bladen van “De vraag”." in made.meldingen
    assert "De foto van 1 blad staat niet in het bestand." in export_file(made.korte_naam, tmp_path / "uit.json")[0]
    without = import_bytes(als_bytes({**plain, "bijeenkomsten": []}))
    assert export_file(without.korte_naam, tmp_path / "uit.json") == []


def test_a_step_tonen_without_pages_has_the_usual_ones_and_an_empty_list_stays_empty(
    app: Flask, session: Session
) -> None:
    plain = {**met({"soort": "tonen"}, {"soort": "tonen", "bladen": []}), "oplossingen": [], "voorstellen": []}
    made = import_bytes(als_bytes(plain))
    dialoog = find_dialoog(session, made.korte_naam)
    assert dialoog is not None
    one, two, *_ = stappen(session, bijeenkomsten(session, dialoog.id)[0].id)
    assert [row.soort for row in one.bladen] == ["hoofdvraag", "kaders", "spelregels"]
    assert two.bladen == []


@pytest.mark.parametrize(
    ("key", "value", "plek"),
    [
        ("bladen", [{"soort": "film"}], "bladen[0].soort"),
        ("bladen", [{"tekst": "x"}], "bladen[0].soort"),
        ("bladen", [{"soort": "tekst"}], "bladen[0].tekst"),
        ("bladen", [{"soort": "beeld", "tekst": "x", "beeld": "../../geheime-sleutel"}], "bladen[0].beeld"),
        ("bladen", [{"soort": "beeld", "beeld": "0a" * 32}], "bladen[0].tekst"),
        ("bladen", [{"soort": "hoofdvraag"}] * 41, "bladen"),
        ("bladen", "alles", "bladen"),
        ("instructie", "x" * 161, "instructie"),
        ("spreektekst", "x" * 5001, "spreektekst"),
    ],
)
def test_a_bad_page_or_line_is_refused_with_its_place(app: Flask, key: str, value: Any, plek: str) -> None:
    with pytest.raises(SlechtBestand) as refused:
        import_bytes(als_bytes(met({**TONEN, key: value})))
    assert f"bijeenkomsten[0].draaiboek[0].{plek}" in refused.value.tekst


def test_notes_that_are_too_long_are_refused(app: Flask) -> None:
    with pytest.raises(SlechtBestand):
        import_bytes(als_bytes(met({**GESPREK, "gesprek": "x" * 20_001})))
