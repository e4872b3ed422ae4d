"""The key of a round: where it lies, when it goes, and what happens without it."""

import os
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from dialoog import schoon
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.schoon import truncate_log
from dialoog.stemming import service
from dialoog.stemming.briefje import stand_van
from dialoog.stemming.daarna import cancel_stemronde
from dialoog.stemming.errors import NietMeegeteld, RondeNietKlaar
from dialoog.stemming.models import Stembriefje
from dialoog.stemming.opruimen import clean_files, clean_up_at_start
from dialoog.stemming.service import open_stemronde, reopen_stemronde, reset_stemronde
from dialoog.stemming.sleutels import ballot_van, make_sleutel, read_sleutel, remove_sleutel
from dialoog.stemming.stand import fase
from tests.stemming.conftest import WIE, Zaal


def keys(config: Config) -> list[str]:
    return sorted(file.name for file in config.sleutels.iterdir()) if config.sleutels.is_dir() else []


def test_the_key_lies_beside_the_data_and_only_its_owner_can_read_it(zaal: Zaal, config: Config) -> None:
    zaal.open()
    (name,) = keys(config)
    assert name == zaal.rij().sleutel
    assert config.sleutels.stat().st_mode & 0o777 == 0o700
    assert (config.sleutels / name).stat().st_mode & 0o777 == 0o600
    assert not list(config.data.rglob(name))


def test_the_key_is_on_disk_file_and_folder_before_the_round_is_open(
    zaal: Zaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    sync, announce = os.fsync, service.announce
    monkeypatch.setattr(os, "fsync", lambda handle: (happened.append(_kind(handle)), sync(handle))[1])
    monkeypatch.setattr(service, "announce", lambda *args: (happened.append("open"), announce(*args))[1])
    zaal.open()
    assert happened[:3] == ["file", "folder", "open"]


def _kind(handle: int) -> str:
    return "folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file"


def test_a_round_that_could_not_open_leaves_no_key_behind(zaal: Zaal, config: Config) -> None:
    with transaction() as session:
        session.execute(text("DELETE FROM keuze"))
    with pytest.raises(RondeNietKlaar):
        zaal.open()
    assert keys(config) == []


def test_the_key_goes_when_the_round_is_vastgesteld_vervallen_or_not_open_any_more(zaal: Zaal, config: Config) -> None:
    ronde = zaal.open()
    reset_stemronde(zaal.dialoog, ronde, WIE)
    assert keys(config) == []
    zaal.open()
    zaal.sluit()
    assert len(keys(config)) == 1
    zaal.stel_vast()
    assert keys(config) == []
    cancel_stemronde(zaal.dialoog, ronde, "Opnieuw", WIE, opnieuw=True)
    second = zaal.open()
    cancel_stemronde(zaal.dialoog, second, "Nog eens", WIE, opnieuw=False)
    assert keys(config) == []


def test_at_the_start_keys_of_rounds_that_are_over_go_and_those_of_running_ones_stay(
    zaal: Zaal, app: Flask, config: Config
) -> None:
    running = zaal.open()
    left = make_sleutel()
    with transaction() as session:
        session.execute(text("UPDATE stemronde SET sleutel = :s, staat = 'vastgesteld'"), {"s": left})
    kept = next(name for name in keys(config) if name != left)
    clean_up_at_start(app)
    assert keys(config) == [kept]
    assert running


def test_a_name_that_is_no_key_is_never_read_nor_removed(app: Flask, config: Config) -> None:
    outside = config.data / "iets"
    outside.write_bytes(b"x" * 32)
    for name in ("../data/iets", "", "iets", None):
        assert read_sleutel(name) is None
        remove_sleutel(name)
    assert outside.exists()


def test_a_ballot_is_the_hmac_of_the_person_with_the_key_of_the_round(zaal: Zaal) -> None:
    import hashlib
    import hmac

    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    key = read_sleutel(zaal.rij().sleutel)
    assert key is not None
    assert ballot_van(key, 7) == hmac.new(key, b"7", hashlib.sha256).digest()
    assert db.session.scalars(select(Stembriefje.ballot)).all() == [ballot_van(key, zaal.mensen[0])]


def lose_key(zaal: Zaal, config: Config) -> None:
    for name in keys(config):
        (config.sleutels / name).unlink()


def test_an_open_round_without_its_key_is_closed_for_good_and_nobody_sees_a_500(
    zaal: Zaal, config: Config, regie: FlaskClient, client: FlaskClient
) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2)
    zaal.plak(zaal.mensen[1], 1)
    lose_key(zaal, config)
    assert fase(zaal.rij()) == "gesloten"
    with pytest.raises(NietMeegeteld, match="kan niet meer open"):
        zaal.plak(zaal.mensen[2], 1)
    assert stand_van(zaal.dialoog, zaal.mensen[0], ronde).aantal == 0
    with pytest.raises(RondeNietKlaar, match="sleutel"):
        reopen_stemronde(zaal.dialoog, ronde, WIE)
    page = regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}?vraag=ja")
    assert page.status_code == 200
    assert "Deze ronde kan niet meer open" in page.text
    assert "telt elk briefje mee" in page.text
    zaal.stel_vast()
    assert (zaal.rij().briefjes, zaal.rij().bijzonderheden["zonder_sleutel"]) == (2, True)


def test_a_closed_round_without_its_key_can_be_held_again(zaal: Zaal, config: Config) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    zaal.sluit()
    lose_key(zaal, config)
    cancel_stemronde(zaal.dialoog, ronde, "De kopie was oud", WIE, opnieuw=True)
    open_stemronde(zaal.dialoog, zaal.ronde, WIE)
    zaal.plak(zaal.mensen[0], 2)


# --- no old bytes ---------------------------------------------------------------------------------------------


def files(config: Config) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(config.data.iterdir()) if file.is_file())


@pytest.mark.sqlite
def test_after_vaststellen_the_bytes_of_the_ballots_are_nowhere_in_the_files(zaal: Zaal, config: Config) -> None:
    zaal.open()
    needles: set[bytes] = set()
    for person in (*zaal.mensen, *zaal.mensen):
        zaal.plak(person, person, 8)
        rows = db.session.execute(text("SELECT ballot, kenmerk FROM stembriefje")).all()
        needles |= {bytes(row[0]) for row in rows} | {row[1].encode() for row in rows}
        db.session.rollback()
    assert len(needles) == 12
    assert all(needle in files(config) for needle in list(needles)[:1])
    zaal.sluit()
    zaal.stel_vast()
    assert not [needle for needle in needles if needle in files(config)]
    assert (config.data / "dialoog.sqlite-wal").stat().st_size == 0


@pytest.mark.sqlite
def test_a_reader_in_between_only_delays_the_cleaning(
    zaal: Zaal, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schoon, "_TRIES_NOW", 2)
    monkeypatch.setattr(schoon, "_PAUSE_LATER_S", 0.05)
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    reader = db.engine.connect()
    reader.execute(text("SELECT count(*) FROM stembriefje")).one()
    zaal.plak(zaal.mensen[1], 1)
    assert truncate_log(db.engine) is False
    assert clean_files() is False
    reader.close()
    deadline = time.monotonic() + 5
    while (config.data / "dialoog.sqlite-wal").stat().st_size and time.monotonic() < deadline:
        time.sleep(0.02)
    assert (config.data / "dialoog.sqlite-wal").stat().st_size == 0


@pytest.mark.postgres
def test_a_reader_in_between_stops_nobody_and_the_tables_are_written_anew_after_it(
    zaal: Zaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A back-up, or somebody who forgot a query: VACUUM FULL would wait for it, and all who vote behind that."""
    monkeypatch.setattr(schoon, "_TRIES_NOW", 2)
    monkeypatch.setattr(schoon, "_PAUSE_LATER_S", 0.05)

    def place() -> str:
        db.session.rollback()
        return str(db.session.scalar(text("SELECT pg_relation_filepath('stembriefje')")))

    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    before = place()
    with db.engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM stembriefje")).one()
        assert [clean_files(), clean_files()] == [False, False]
        zaal.plak(zaal.mensen[1], 1)
        zaal.sluit()
        zaal.stel_vast()
        assert place() == before
    deadline = time.monotonic() + 5
    while (place() == before or schoon._trying) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert place() != before
    assert not schoon._trying


def test_the_key_never_lies_in_the_data_folder_by_default() -> None:
    from dialoog.config import default_sleutels

    data = Path("/srv/dialoog/var")
    assert data not in default_sleutels(data).parents
    assert default_sleutels(data) != data
