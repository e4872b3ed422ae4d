"""What somebody tried who wanted to know who put which sticker, and what he got."""

import errno
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.config import DATABASE_FILE, Config
from dialoog.database import db, sqlite_module, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.deelnemer.toegang import end_toestel
from dialoog.stemming import rules
from dialoog.stemming.briefje import put_voor, stand_van
from dialoog.stemming.daarna import cancel_stemronde
from dialoog.stemming.errors import MagNietPlakken, RondeNietKlaar
from dialoog.stemming.opruimen import clean_up_at_start, sweep
from tests.stemming.conftest import WIE, Zaal, make_zaal


def test_a_ballot_of_a_megabyte_is_not_even_read(zaal: Zaal, telefoon: Callable[[int], FlaskClient]) -> None:
    zaal.open()
    command = zaal.opdracht(2, rest="x" * 1_000_000)
    answer = telefoon(zaal.mensen[0]).post("/d/wijk/stembriefje", json=command)
    assert (answer.status_code, zaal.plak(zaal.mensen[0], 2).versie) == (413, 1)


@pytest.mark.sqlite
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


def copy_before_migration(config: Config) -> Path:
    """A copy as `dialoog start` makes one before it migrates."""
    target = config.data / f"{DATABASE_FILE}.voor-0002"
    old, new = (sqlite_module.connect(str(file)) for file in (config.data / DATABASE_FILE, target))
    old.backup(new)
    new.close()
    old.close()
    return target


@pytest.mark.sqlite
@pytest.mark.parametrize("einde", ["vastgesteld", "vervallen", "bij de start"])
def test_a_copy_that_the_app_made_while_a_round_ran_loses_its_ballots_with_the_round(
    zaal: Zaal, config: Config, app: Flask, einde: str
) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 2, 4)
    copy = copy_before_migration(config)
    needles = {bytes(value) for value in db.session.execute(text("SELECT ballot FROM sticker")).scalars()}
    clean_up_at_start(app)
    assert all(needle in copy.read_bytes() for needle in needles), "a round that runs can still be restored"
    zaal.sluit()
    if einde == "vastgesteld":
        zaal.stel_vast()
    elif einde == "vervallen":
        cancel_stemronde(zaal.dialoog, ronde, "Op papier", WIE, opnieuw=False)
    else:
        with transaction() as session:
            session.execute(text("UPDATE stemronde SET staat = 'vervallen'"))
        clean_up_at_start(app)
    assert not any(needle in file.read_bytes() for needle in needles for file in config.data.glob("*.voor-*"))
    assert [file.name for file in config.data.glob("*.voor-*")] == [copy.name]


@pytest.mark.sqlite
def test_a_copy_that_is_no_database_stops_no_round(zaal: Zaal, config: Config) -> None:
    (config.data / f"{DATABASE_FILE}.voor-oud").write_bytes(b"geen database" * 1000)
    zaal.open()
    zaal.plak(zaal.mensen[0], 2)
    zaal.sluit()
    zaal.stel_vast()
    assert zaal.rij().staat == "vastgesteld"


@pytest.mark.sqlite
def test_after_a_cut_the_start_takes_away_in_which_order_the_last_ballots_came(config: Config, app: Flask) -> None:
    zaal = make_zaal(aantal=12)
    zaal.open()
    for person in zaal.mensen:
        zaal.plak(person, 1 + person % 5)
    assert not in_order_of_name(config)
    clean_up_at_start(app)
    assert in_order_of_name(config)


def in_order_of_name(config: Config) -> bool:
    """Whether ballots lie in their page in order of their names (a page fills from its end)."""
    rows = db.session.execute(text("SELECT kenmerk FROM stembriefje ORDER BY ballot")).scalars().all()
    db.session.rollback()
    connection = sqlite_module.connect(str(config.data / DATABASE_FILE))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = (config.data / DATABASE_FILE).read_bytes()
    places = [data.find(kenmerk.encode()) for kenmerk in rows]
    return places == sorted(places, reverse=True)


def test_a_key_that_cannot_be_read_just_now_closes_no_round(zaal: Zaal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who opens sockets until no file can be opened any more, does not get a round established without its key."""
    zaal.open()
    zaal.plak(zaal.mensen[0], 2)
    zaal.sluit()
    name = zaal.rij().sleutel

    def no_more_files(_path: Path) -> bytes:
        raise OSError(errno.EMFILE, "te veel")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", no_more_files)
        with pytest.raises(OSError, match="te veel"):
            zaal.stel_vast()
    assert (zaal.rij().staat, zaal.rij().sleutel) == ("gesloten", name)
    zaal.stel_vast()
    assert zaal.rij().bijzonderheden["zonder_sleutel"] is False
