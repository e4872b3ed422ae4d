"""On PostgreSQL the bytes of ballots go with the round: also while those of another round lie in the same tables."""

import pytest
from flask import Flask

from dialoog.stemming.opruimen import sweep
from tests.postgres import Cluster
from tests.stemming.avond import speel_verborgen
from tests.stemming.conftest import make_zaal
from tests.stemming.koppelaar import ballots
from tests.stemming.speeltafel import Tafel
from tests.stemming.test_koppelaar_lek import hall

pytestmark = [pytest.mark.postgres, pytest.mark.traag]


def test_after_vaststellen_the_bytes_of_the_ballots_are_in_no_table(
    app: Flask, postgres: Cluster, tafel: Tafel
) -> None:
    ronde = speel_verborgen(hall(tafel))
    assert ronde.tijdens is not None
    assert ronde.daarna is not None
    names = list(ballots(ronde.tijdens))
    assert len(names) == len(ronde.waarheid)
    assert all(name in ronde.tijdens.bestanden["stembriefje"] for name in names)
    whole = b"".join(file.read_bytes() for file in (postgres.data / "base").rglob("*") if file.is_file())
    assert [name for name in names if name in whole] == []
    assert ballots(ronde.daarna) == {}


def test_also_while_another_round_lies_in_the_table(app: Flask, tafel: Tafel) -> None:
    other = make_zaal("ander")
    other.open()
    for person in other.mensen:
        other.plak(person, *other.nummers[:5])
    sweep()
    ronde = speel_verborgen(hall(tafel))
    assert ronde.tijdens is not None
    assert ronde.daarna is not None
    mine = list(ballots(ronde.tijdens))
    assert len(mine) == len(ronde.waarheid)
    assert [name for name in mine for data in ronde.daarna.bestanden.values() if name in data] == []
    assert len(ronde.daarna.tabellen["stembriefje"]) == len(other.mensen)
