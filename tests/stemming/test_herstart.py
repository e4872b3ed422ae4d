"""The server is killed in the middle of stickeren: nothing that was answered is lost, nothing is doubled."""

import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from flask import Flask
from sqlalchemy import text

from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db
from dialoog.stemming.queries import uitslag
from tests.server import Server
from tests.stemming.conftest import Zaal, make_zaal

pytestmark = [pytest.mark.sqlite, pytest.mark.traag]


@pytest.fixture(autouse=True)
def filled(tmp_path: Path, migrated: Path) -> None:
    """A migrated, empty database where the server will look for it."""
    (tmp_path / "data").mkdir()
    shutil.copy(migrated, tmp_path / "data")


def house(folder: Path) -> Flask:
    """The app on the folders that the server uses, while the server does not run."""
    return create_app(Config(data=folder / "data", sleutels=folder / "sleutels", testing=True))


def phone(server: Server, zaal: Zaal, person: int) -> httpx.Client:
    return httpx.Client(
        base_url=server.adres,
        headers={"Origin": server.adres, "Accept": "application/json"},
        cookies={f"toestel_{zaal.dialoog}": zaal.tokens[person]},
    )


def command(ronde: int, versie: int, *stickers: int) -> dict[str, Any]:
    return {"ronde": ronde, "versie": versie, "kenmerk": uuid4().hex, "stickers": list(stickers), "klaar": False}


def test_ballots_and_key_survive_a_power_cut_and_a_command_without_an_answer_can_be_sent_again(tmp_path: Path) -> None:
    app = house(tmp_path)
    with app.app_context():
        zaal = make_zaal()
        ronde = zaal.open()
        db.session.remove()
        db.engine.dispose()
    first, second = zaal.mensen[:2]
    with Server(tmp_path) as server:
        arrived = command(ronde, 0, 1, 2, 3)
        assert phone(server, zaal, first).post("/d/wijk/stembriefje", json=arrived).status_code == 200
        server.kill()
        (key,) = (tmp_path / "sleutels").iterdir()
        server.start()
        (still,) = (tmp_path / "sleutels").iterdir()
        assert still == key
        again = phone(server, zaal, first).post("/d/wijk/stembriefje", json=arrived)
        assert (again.status_code, again.json()) == (200, {"ronde": ronde, "versie": 1, "aantal": 3})
        moved = phone(server, zaal, first).post("/d/wijk/stembriefje", json=command(ronde, 1, 1, 2, 4))
        assert moved.json()["versie"] == 2
        assert phone(server, zaal, second).post("/d/wijk/stembriefje", json=command(ronde, 0, 1)).status_code == 200
        assert server.stop() == 0
        log = server.log.read_text()
    assert "stembriefje" not in log
    app = house(tmp_path)
    with app.app_context():
        zaal.sluit()
        zaal.stel_vast()
        result = uitslag(db.session(), zaal.dialoog)
        assert result is not None
        assert {rij.nummer: rij.stickers for rij in result.rijen if rij.stickers} == {1: 2, 2: 1, 4: 1}
        db.session.remove()
        db.engine.dispose()


def test_a_running_server_sweeps_within_two_seconds_so_that_the_log_tells_no_order(tmp_path: Path) -> None:
    import time

    app = house(tmp_path)
    with app.app_context():
        zaal = make_zaal()
        ronde = zaal.open()
        db.session.remove()
        db.engine.dispose()
    wal = tmp_path / "data" / "dialoog.sqlite-wal"
    with Server(tmp_path) as server:
        for person in zaal.mensen:
            answer = phone(server, zaal, person).post("/d/wijk/stembriefje", json=command(ronde, 0, 1, 2))
            assert answer.status_code == 200
        assert wal.stat().st_size > 0
        deadline = time.monotonic() + 8
        while wal.stat().st_size and time.monotonic() < deadline:
            time.sleep(0.1)
        assert wal.stat().st_size == 0
        server.stop()
    with house(tmp_path).app_context():
        ballots = [bytes(row[0]) for row in db.session.execute(text("SELECT ballot FROM stembriefje"))]
        data = (tmp_path / "data" / "dialoog.sqlite").read_bytes()
        assert len(ballots) == 4
        places = [data.find(ballot) for ballot in sorted(ballots)]
        assert places == sorted(places, reverse=True)  # as if they had all come in at once, in order of their names
        db.session.remove()
        db.engine.dispose()
