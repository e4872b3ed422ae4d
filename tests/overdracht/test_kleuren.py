"""Counts of colours travel; what people chose never does."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.idee.models import Kleurtelling
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.service import export_bytes, import_bytes
from dialoog.themaboek.queries import boek
from tests.idee.kleurzaal import Kleurzaal, make_groepen, make_kleurzaal


def zaal_met(
    as_deelnemer: Callable[[int, str], FlaskClient], as_begeleider: Callable[[int], FlaskClient], manier: str
) -> Kleurzaal:
    return make_kleurzaal(as_deelnemer, as_begeleider, manier=manier, verdeeld=True)


def stap(data: bytes) -> dict[str, Any]:
    (evening,) = json.loads(data)["bijeenkomsten"]
    found: dict[str, Any] = next(part for part in evening["draaiboek"] if part["soort"] == "kleuren")
    return found


def there_and_back(data: bytes) -> bytes:
    """What is exported of a dialogue that was read from this file, under the same name."""
    made = import_bytes(data)
    return export_bytes(made.korte_naam).replace(made.korte_naam.encode(), b"wijk", 1)


@pytest.fixture
def geteld(as_deelnemer: Callable[[int, str], FlaskClient], as_begeleider: Callable[[int], FlaskClient]) -> Kleurzaal:
    """Three people coloured idea 1, one of them idea 2; the step is over."""
    zaal = zaal_met(as_deelnemer, as_begeleider, "iedereen")
    for wie, kleur in (("amina", "rood"), ("sjoerd", "rood"), ("joke", "geel")):
        zaal.geef(wie, 1, kleur)
    zaal.geef("amina", 2, "grijs")
    return zaal


def test_nothing_of_it_leaves_while_people_colour(geteld: Kleurzaal) -> None:
    data = export_bytes("wijk")
    assert "kleurtelling" not in stap(data)
    assert "kleurders" not in stap(data)


def test_counts_survive_the_journey_to_the_byte_and_the_book_says_how_colours_were_given(
    geteld: Kleurzaal, session: Session
) -> None:
    geteld.doe("kleuren-sluiten", gesloten="ja")
    geteld.verder()
    data = export_bytes("wijk")
    assert stap(data)["kleurders"] == 3
    assert stap(data)["kleurtelling"] == {"1": {"rood": 2, "geel": 1}, "2": {"grijs": 1}}
    made = import_bytes(data)
    assert there_and_back(data) == there_and_back(there_and_back(data))
    assert stap(there_and_back(data)) == stap(data)
    session.rollback()
    for naam in ("wijk", made.korte_naam):
        dialoog = session.query(Dialoog).filter_by(korte_naam=naam).one()
        lines = [line.wat for line in boek(session, dialoog.id).stappen]
        assert "3 mensen kleurden 2 ideeën, ieder voor zich." in lines


def test_groups_are_told_of_in_the_same_way(
    as_deelnemer: Callable[[int, str], FlaskClient], as_begeleider: Callable[[int], FlaskClient], session: Session
) -> None:
    zaal = zaal_met(as_deelnemer, as_begeleider, "groepen")
    make_groepen(zaal, ("amina",), ("joke",))
    zaal.geef("amina", 1, "rood")
    zaal.geef("joke", 2, "geel")
    zaal.doe("kleuren-sluiten", gesloten="ja")
    zaal.verder()
    data = export_bytes("wijk")
    assert stap(data)["kleurders"] == 2
    assert stap(there_and_back(data)) == stap(data)
    session.rollback()
    assert session.query(Kleurtelling).count() == 4


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("kleurtelling", {"1": {"paars": 2}}, "kleurtelling.1.paars"),
        ("kleurtelling", {"1": {"rood": -2}}, "kleurtelling.1.rood"),
        ("kleurtelling", {"1": 3}, "kleurtelling.1"),
        ("kleurtelling", {"99": {"rood": 2}}, "kleurtelling.99"),
        ("kleurders", "veel", "kleurders"),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_its_place(
    geteld: Kleurzaal, key: str, value: object, place: str
) -> None:
    plain = json.loads(export_bytes("wijk"))
    plain["korte_naam"] = "ander"
    steps = plain["bijeenkomsten"][0]["draaiboek"]
    next(part for part in steps if part["soort"] == "kleuren")[key] = value
    with pytest.raises(SlechtBestand) as refused:
        import_bytes(json.dumps(plain).encode())
    assert refused.value.plek.endswith(place)
