"""What goes out comes in again, byte for byte, and nothing that the file held is lost on the way."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import Base, db, transaction
from dialoog.overdracht import afleiden, vorm
from dialoog.overdracht.errors import NietTeLezen
from dialoog.overdracht.lezen import lees
from dialoog.overdracht.service import export_bytes, export_file, import_bytes, import_file
from tests.conftest import UITVOERIG
from tests.overdracht.strategie import dialogen
from tests.overdracht.voorbeeld import als_bytes, voorbeeld

DEMO = Path(__file__).parents[2] / "dialoog" / "demo" / "data"
BESTANDEN = [
    pytest.param(lambda: als_bytes(voorbeeld()), id="voorbeeld"),
    pytest.param(lambda: b'{"dialoog": "uitwisselbestand/1"}', id="een regel"),
    pytest.param((DEMO / "wijkzorg-afgerond.json").read_bytes, id="afgerond"),
    pytest.param((DEMO / "vervoer-ideeenavond.json").read_bytes, id="avond"),
]


def through(data: bytes) -> bytes:
    """The file that an empty database gives back after reading this one."""
    with transaction() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
    name = import_bytes(data).korte_naam
    db.session.rollback()
    return export_bytes(name)


def kept(bestand: vorm.Bestand) -> vorm.Bestand:
    """What a file says, without what no export says: names without a yes, titles and settings that were default, an
    order of gemeenten other than that of the dialogue."""
    full = afleiden.aangevuld(afleiden.zonder_lopende_rondes(bestand)[0], klok.vandaag())
    people = tuple(
        replace(person, naam=person.naam if person.naam_in_boek else "", gemeenten=tuple(sorted(person.gemeenten)))
        for person in full.deelnemers
    )
    cards = tuple(replace(card, gemeenten=tuple(sorted(card.gemeenten))) for card in full.voorstellen)
    evenings = tuple(
        replace(evening, draaiboek=tuple(replace(stap, titel="", instellingen={}) for stap in evening.draaiboek or ()))
        for evening in full.bijeenkomsten
    )
    return replace(full, deelnemers=people, voorstellen=cards, bijeenkomsten=evenings)


@pytest.mark.parametrize("data", BESTANDEN)
def test_importing_an_export_and_exporting_again_gives_the_same_bytes(
    session: Session, data: Callable[[], bytes]
) -> None:
    first = through(data())
    assert through(first) == first
    assert kept(lees(first)[0]) == kept(lees(data())[0])


@settings(
    max_examples=60 if UITVOERIG else 20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(plain=dialogen())
def test_any_dialogue_comes_back_byte_for_byte_and_whole(app: Flask, plain: dict[str, Any]) -> None:
    first = through(als_bytes(plain))
    assert through(first) == first
    before, after = kept(lees(als_bytes(plain))[0]), kept(lees(first)[0])
    assert replace(after, bijeenkomsten=()) == replace(before, bijeenkomsten=())


def test_the_file_is_canonical(session: Session) -> None:
    data = through(als_bytes(voorbeeld()))
    text = data.decode()
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert text.startswith('{\n  "dialoog": "uitwisselbestand/1",\n  "staat": "bezig",\n  "korte_naam": "duin"')
    assert "Ideeën" in through((DEMO / "wijkzorg-afgerond.json").read_bytes()).decode()
    assert '"deelvragen": [1, 2]' in text
    assert json.loads(text)["bijeenkomsten"][0]["datum"] == "2026-03-02"


def test_the_public_keys_are_always_there(session: Session) -> None:
    plain = json.loads(through(als_bytes(voorbeeld())))
    parts = {
        "deelnemers": {"naam", "organisatie", "belangen", "gemeenten", "vermelding", "naam_in_boek", "aanwezig"},
        "ideeen": {"nummer", "tekst", "titel", "deelvragen", "kleur", "gekozen", "samengevoegd_in", "staat"},
        "stemrondes": {"titel", "stickers_per_persoon", "per_idee", "staat", "briefjes", "stickers", "mensen"},
        "oplossingen": {"plaats", "titel", "ideeen", "tekst", "reden", "eigenaren", "trekker"},
        "voorstellen": {"nummer", "titel", "plaats", "gemeenten", "antwoorden"},
    }
    for key, names in parts.items():
        assert names <= set(plain[key][0])


def test_rich_answers_go_as_html_beside_their_text(session: Session) -> None:
    plain = json.loads(through(als_bytes(voorbeeld())))
    (card,) = [card for card in plain["voorstellen"] if card["nummer"] == 3]
    assert card["antwoorden"] == {
        "voorstel": "Tien huizen.\n- licht\n- los van de grond",
        "opbrengst": "Een vaste plek",
        "opbrengst_html": "<p>Een <strong>vaste</strong> plek</p>",
    }


def test_an_export_is_written_whole_or_not_at_all(session: Session, tmp_path: Path) -> None:
    name = import_bytes(als_bytes(voorbeeld())).korte_naam
    target = tmp_path / "uit.json"
    target.write_text("oud")
    export_file(name, target)
    assert target.read_bytes() == export_bytes(name)
    assert list(tmp_path.glob(".uit*")) == []
    assert import_file(target).korte_naam == "duin-2"
    with pytest.raises(NietTeLezen):
        export_file(name, tmp_path / "nergens" / "uit.json")
