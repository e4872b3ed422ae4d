"""What the app itself collects on an evening survives a file: a played dialogue, and a fresh one."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.draaiboek import make_dialoog
from dialoog.database import db
from dialoog.overdracht.service import export_bytes, import_bytes
from tests.builders import make_begeleider
from tests.overdracht.spel import speel
from tests.overdracht.test_heen_en_weer import through
from tests.overdracht.voorbeeld import als_bytes

DEMO = Path(__file__).parents[2] / "dialoog" / "demo" / "data" / "wijkzorg-afgerond.json"


_GESPEELD: list[bytes] = []


@pytest.fixture
def gespeeld(session: Session) -> bytes:
    """The file of a dialogue with 19 people and 68 ideas, imported bare and played; it is played once."""
    if not _GESPEELD:
        _GESPEELD.append(play())
    return _GESPEELD[0]


def play() -> bytes:
    plain: dict[str, Any] = json.loads(DEMO.read_bytes())
    for idee in plain["ideeen"]:
        idee |= {"kleur": None, "gekozen": False, "titel": None}
    for key in ("stemrondes", "oplossingen", "boek"):
        plain.pop(key)
    for voorstel in plain["voorstellen"]:
        voorstel.pop("plaats")
    name = import_bytes(als_bytes({**plain, "staat": "bezig"})).korte_naam
    speel(name)
    db.session.rollback()
    return export_bytes(name)


def test_a_played_evening_comes_back_byte_for_byte(gespeeld: bytes) -> None:
    assert through(gespeeld) == gespeeld


def test_everything_that_was_collected_is_in_the_file(gespeeld: bytes) -> None:
    plain = json.loads(gespeeld)
    loose = [idee for idee in plain["ideeen"] if idee["staat"] == "los"]
    assert Counter(idee["kleur"] is not None for idee in loose) == {True: len(loose)}
    assert [idee["gekozen"] for idee in loose].count(True) == 20
    assert len([idee for idee in loose if idee["titel"]]) == 7
    lapsed, stands = plain["stemrondes"]
    assert (lapsed["staat"], lapsed["reden"]) == ("vervallen", "Er lag een vergissing op tafel.")
    assert (stands["staat"], stands["briefjes"], sum(stands["stickers"].values())) == ("vastgesteld", 19, 95)
    assert sorted(stands["stickers"].values(), reverse=True)[:6] == [19, 19, 19, 19, 3, 3]
    assert stands["mensen"] == stands["stickers"]
    assert plain["oplossingen"][0]["ideeen"] == [17, 18]
    assert plain["oplossingen"][1]["ideeen"] == []
    assert plain["oplossingen"][0]["trekker"] == plain["oplossingen"][0]["eigenaren"][1]
    assert {card["plaats"] for card in plain["voorstellen"]} == {1}
    evening = plain["bijeenkomsten"][stands["bijeenkomst"] - 1]
    assert evening["belangenactie"][-1]["tekst"] == "We bellen er nog twee."
    assert evening["draaiboek"][stands["stap"] - 1]["soort"] == "stickeren"
    assert all(stands["bijeenkomst"] in person["aanwezig"] for person in plain["deelnemers"])


def test_a_fresh_dialogue_comes_back_byte_for_byte(session: Session) -> None:
    name = make_dialoog("Een nieuwe dialoog", make_begeleider(), "Marit", "kenmerk-nieuw")
    session.rollback()
    first = export_bytes(name)
    assert through(first) == first
    steps = [stap["soort"] for stap in json.loads(first)["bijeenkomsten"][0]["draaiboek"]]
    assert len(steps) == len(set(steps)) >= 5
