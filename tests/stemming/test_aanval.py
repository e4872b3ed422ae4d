"""What somebody tried who wanted to know who put which sticker, and what he got."""

import traceback
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.deelnemer.toegang import end_toestel
from dialoog.stemming import rules
from dialoog.stemming.briefje import put_voor, stand_van
from dialoog.stemming.errors import MagNietPlakken, RondeNietKlaar
from dialoog.stemming.opruimen import sweep
from tests.stemming.conftest import Zaal, make_zaal


def test_a_sweep_that_fails_leaves_no_ballot_in_what_is_logged(zaal: Zaal, app: Flask) -> None:
    """The sweep writes all ballots anew: a full disk in the middle of it put them, whole, into the log."""
    zaal.open()
    zaal.plak(zaal.mensen[0], 2, 4)
    with transaction() as session:
        ballot, kenmerk = session.execute(text("SELECT ballot, kenmerk FROM stembriefje")).one()
        session.execute(text("CREATE TRIGGER vol BEFORE INSERT ON sticker BEGIN SELECT RAISE(ABORT, 'vol'); END"))
    with pytest.raises(IntegrityError) as failed:
        sweep()
    db.session.rollback()
    logged = "".join(traceback.format_exception(failed.value))
    assert "vol" in logged
    assert kenmerk not in logged
    assert str(bytes(ballot)) not in logged
    assert "5, 1)" not in logged, "the rows themselves: slot, laag, idee, n, per_idee"


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 50_000, '{"ronde":' + "[" * 90_000 + "]" * 90_000 + "}"])
def test_a_ballot_that_is_nested_without_end_is_refused_in_words(
    zaal: Zaal, telefoon: Callable[[int], FlaskClient], body: str
) -> None:
    zaal.open()
    answer = telefoon(zaal.mensen[0]).post("/d/wijk/stembriefje", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["fout"]["tekst"]


def test_calling_somebody_without_a_phone_does_not_make_that_phone_go_away(zaal: Zaal, regie: FlaskClient) -> None:
    """The regie ticks *doet mee zonder telefoon* for who sits there with a phone, and replaces that ballot."""
    ronde, person = zaal.open(), zaal.mensen[0]
    zaal.plak(person, 3, 4)
    with transaction() as session:
        session.get_one(Deelnemer, person).zonder_telefoon = True
    url = f"/regie/wijk/avond/{zaal.bijeenkomst}/stemmen-voor/{person}"
    form = {"ronde": ronde, "kenmerk": "a" * 16, "idee-2": "1"}
    assert (regie.get(url).status_code, regie.post(url, data=form).status_code) == (403, 403)
    with pytest.raises(MagNietPlakken):
        put_voor(zaal.dialoog, person, {"ronde": ronde, "kenmerk": "b" * 16, "stickers": [2]})
    assert stand_van(zaal.dialoog, person, ronde).aantal == 2
    with transaction() as session:
        device = session.scalars(select(Toestel.id).where(Toestel.deelnemer_id == person)).one()
    end_toestel(zaal.dialoog, person, device, "Marit")  # the phone hears that
    assert regie.post(url, data=form).status_code == 303
    assert stand_van(zaal.dialoog, person, ronde).aantal == 1


@pytest.mark.parametrize("manier", ["verwijderd", "toehoorder", "afwezig"])
def test_taking_all_but_one_off_the_list_does_not_open_the_ballot_of_that_one(app: Flask, manier: str) -> None:
    zaal = make_zaal(aantal=9)
    zaal.open()
    for person in zaal.mensen:
        zaal.plak(person, 1 + person % 5)
    zaal.sluit()
    leave_out(zaal, zaal.mensen[1:], manier)
    with pytest.raises(RondeNietKlaar, match="tellen er nu 1 mee"):
        zaal.stel_vast()
    assert zaal.rij().staat == "gesloten"
    leave_out(zaal, zaal.mensen[1:5], "terug")
    zaal.stel_vast()
    assert zaal.rij().briefjes == 5


def leave_out(zaal: Zaal, people: list[int], manier: str) -> None:
    """Make these people count no more in one of the ways that the regie has, or again (`terug`)."""
    with transaction() as session:
        for number in people:
            person = session.get_one(Deelnemer, number)
            here = session.get_one(Aanwezigheid, (zaal.bijeenkomst, number))
            person.staat = "verwijderd" if manier == "verwijderd" else "actief"
            person.soort = "toehoorder" if manier == "toehoorder" else "deelnemer"
            here.staat = "afwezig" if manier == "afwezig" else "aanwezig"


def test_a_few_who_do_not_count_hold_nothing_up() -> None:
    assert [rules.te_weinig_tellen(geteld, 19) for geteld in (0, 1, 9, 10, 19)] == [False, True, True, False, False]
    assert not any(rules.te_weinig_tellen(geteld, 4) for geteld in range(5))
