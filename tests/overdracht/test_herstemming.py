"""A herstemming and a lot go out and come in again, byte for byte."""

import json

import pytest

from dialoog.database import db
from dialoog.opgave.queries import find_dialoog
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.lezen import lees
from dialoog.overdracht.service import export_bytes
from dialoog.stemming.queries import uitslag
from dialoog.voorstel import herstemmen, oplossingen, queries
from tests import builders
from tests.overdracht.test_heen_en_weer import through
from tests.voorstel.conftest import MARIT, make_top
from tests.voorstel.test_herstemmen import facts, hold, lay


@pytest.fixture
def played(app) -> bytes:
    """A dialogue with a tie, a herstemming that ended equal, and a lot."""
    top = make_top()
    zaal = [builders.make_deelnemer(top.dialoog, f"Buur {n}", bijeenkomst=top.bijeenkomst) for n in range(2)]
    hold(top, (zaal[0], 5), (zaal[1], 6))
    herstemmen.draw_lot(top.dialoog, top.bijeenkomst, top.stap, lay(top), 0, MARIT)
    assert facts(top, "LotGetrokken")
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    return export_bytes("wijk")


def test_it_comes_back_as_it_was(played: bytes) -> None:
    plain = json.loads(played)
    second = plain["stemrondes"][1]
    assert (second["soort"], second["van"]) == ("herstemming", 1)
    assert second["loting"]["ideeen"] == [5, 6]
    assert len(second["loting"]["getrokken"]) == 1
    again = through(played)
    assert json.loads(again)["stemrondes"] == plain["stemrondes"]
    assert through(again) == again
    db.session.rollback()
    dialoog = find_dialoog(db.session(), "wijk")
    result = uitslag(db.session(), dialoog.id)
    assert list(result.besluit.door.values()) == ["loting"]
    assert [row.door for row in queries.oplossingen(db.session(), dialoog.id)] == ["", "", "", "", "loting"]


@pytest.mark.parametrize(
    ("ronde", "key", "value", "word"),
    [
        (1, "van", 2, "van"),
        (0, "van", 1, "van"),
        (1, "van", 9, "van"),
        (0, "loting", {"plaatsen": 1, "ideeen": [5, 6]}, "loting"),
        (1, "loting", {"plaatsen": 2, "ideeen": [5, 6]}, "loting"),
        (1, "loting", {"plaatsen": 1, "ideeen": [5, 1]}, "loting"),
        (1, "loting", {"plaatsen": 1, "ideeen": [5, 6], "getrokken": [5, 6]}, "loting"),
        (1, "loting", {"plaatsen": 1, "ideeen": [5, 6], "getrokken": [1]}, "loting"),
    ],
)
def test_what_cannot_be_is_refused(played: bytes, ronde: int, key: str, value: object, word: str) -> None:
    plain = json.loads(played)
    plain["stemrondes"][ronde][key] = value
    with pytest.raises(SlechtBestand) as refused:
        lees(json.dumps(plain).encode())
    assert word in str(refused.value)


def test_one_herstemming_of_a_round_counts(played: bytes) -> None:
    plain = json.loads(played)
    plain["stemrondes"].append({**plain["stemrondes"][1], "titel": "Nog een", "loting": None})
    with pytest.raises(SlechtBestand):
        lees(json.dumps(plain).encode())
    plain["stemrondes"][2]["staat"] = "vervallen"
    assert len(lees(json.dumps(plain).encode())[0].stemrondes) == 3
