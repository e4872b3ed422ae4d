"""Two registrations that are one person, and a phone for more people, while a round runs: nothing of a ballot moves."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from dialoog.database import db
from dialoog.deelnemer.meedragen import start_meedragen
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import gezien_van, merge_deelnemers, split_deelnemers
from dialoog.errors import NotNow
from dialoog.stemming.queries import uitslag
from dialoog.stemming.stand import stand
from tests.stemming.conftest import WIE, Zaal

Telefoon = Callable[[int], FlaskClient]


def merge(zaal: Zaal, kept: int, gone: int) -> None:
    session = db.session()
    session.rollback()
    seen = gezien_van(*(session.get_one(Deelnemer, number) for number in (kept, gone)))
    session.rollback()
    merge_deelnemers(zaal.dialoog, kept, gone, seen, WIE)


def lying() -> list[tuple[object, ...]]:
    """All that lies, byte for byte."""
    db.session.rollback()
    rows = []
    for table in ("stembriefje", "sticker"):
        rows += [tuple(row) for row in db.session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))]
    return rows


def test_of_one_person_the_ballot_of_who_is_kept_counts(zaal: Zaal) -> None:
    kept, gone, *others = zaal.mensen
    zaal.open()
    zaal.plak(kept, zaal.nummers[0])
    zaal.plak(gone, zaal.nummers[1], zaal.nummers[2])
    for person in others:
        zaal.plak(person, zaal.nummers[3])
    before = lying()
    merge(zaal, kept, gone)
    assert lying() == before
    shown = stand(db.session(), zaal.rij())
    assert shown.van == len(zaal.mensen)  # one fewer, and the one without a phone
    zaal.sluit()
    zaal.stel_vast()
    found = uitslag(db.session(), zaal.dialoog)
    assert found is not None
    count = {row.nummer: row.stickers for row in found.rijen}
    assert (count[zaal.nummers[0]], count[zaal.nummers[1]], count[zaal.nummers[2]]) == (1, 0, 0)
    assert found.briefjes == len(others) + 1
    with pytest.raises(NotNow, match="vastgesteld"):
        split_deelnemers(zaal.dialoog, gone, WIE)


def test_where_that_one_put_none_the_others_counts_and_the_regie_sees_it_lies(zaal: Zaal) -> None:
    kept, gone, *_ = zaal.mensen
    zaal.open()
    zaal.plak(gone, zaal.nummers[1], klaar=True)
    merge(zaal, kept, gone)
    shown = stand(db.session(), zaal.rij())
    assert [person.toestand for person in shown.mensen if person.id == kept] == ["klaar"]
    zaal.sluit()
    zaal.stel_vast()
    found = uitslag(db.session(), zaal.dialoog)
    assert found is not None
    assert (found.briefjes, found.stickers) == (1, 1)


def test_no_phone_reads_a_ballot_by_merging(zaal: Zaal, telefoon: Telefoon) -> None:
    kept, gone, *_ = zaal.mensen
    zaal.open()
    zaal.plak(kept, zaal.nummers[4])
    zaal.plak(gone, zaal.nummers[5])
    merge(zaal, kept, gone)
    for phone in (kept, gone):
        answer = telefoon(phone).get(f"/d/wijk/stembriefje?ronde={zaal.ronde}")
        assert answer.json == {"ronde": zaal.ronde, "versie": 1, "aantal": 1}
        own = telefoon(phone).get("/d/wijk/mijn").json
        assert own is not None
        assert "stickers" not in own
    other = telefoon(gone).post("/d/wijk/stembriefje", json=zaal.opdracht(zaal.nummers[0]))
    assert other.status_code == 409
    assert other.json is not None
    assert other.json["stand"] == {"ronde": zaal.ronde, "versie": 1, "aantal": 1}


def test_a_neighbour_puts_a_ballot_of_its_own_for_who_has_no_phone(zaal: Zaal, telefoon: Telefoon) -> None:
    drager, corrie = zaal.mensen[0], zaal.zonder_telefoon
    ronde = zaal.open()
    start_meedragen(zaal.dialoog, corrie, drager, WIE)
    phone = telefoon(drager)
    assert phone.post("/d/wijk/stembriefje", json=zaal.opdracht(zaal.nummers[0])).status_code == 200
    there = f"/d/wijk~{corrie}/stembriefje"
    command = zaal.opdracht(zaal.nummers[1], zaal.nummers[2])
    for _ in range(2):
        assert phone.post(there, json=command).json == {"ronde": ronde, "versie": 1, "aantal": 2}
    assert phone.get(f"/d/wijk/stembriefje?ronde={ronde}").json == {"ronde": ronde, "versie": 1, "aantal": 1}
    assert phone.get(f"{there}?ronde={ronde}").json == {"ronde": ronde, "versie": 1, "aantal": 2}
    zaal.sluit()
    zaal.stel_vast()
    name = db.session.get_one(Deelnemer, drager).roepnaam
    assert [name, db.session.get_one(Deelnemer, corrie).roepnaam] in zaal.rij(ronde).bijzonderheden["hulp"]
