"""Simulated people: only in a rehearsal, as phones do, and what they say they sent has arrived."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.service import go_to_step, set_deur
from dialoog.config import Config
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.overdracht.oefenen import find_oefening, make_oefening
from dialoog.simulatie import proces
from dialoog.simulatie.telling import Telling
from tests import builders
from tests.server import Server, dialoog

WIE = "Marit"


@dataclass
class Oefenhuis:
    """A real dialogue and its rehearsal, both with an open door; ideas are asked in the rehearsal."""

    server: Server
    echt: str
    oefening: str
    dialoog: int


@pytest.fixture(scope="module")
def oefenhuis(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Oefenhuis]:
    folder = tmp_path_factory.mktemp("simulatie")
    server = Server(folder)
    server.data.mkdir()
    (server.data / migrated.name).write_bytes(migrated.read_bytes())
    app = create_app(Config(data=server.data, sleutels=folder / "sleutels", testing=True))
    with app.app_context():
        real = builders.make_dialoog()
        builders.make_stap(builders.make_bijeenkomst(real), "ideeen")
        make_oefening(real)
        copy = find_oefening(db.session(), real)
        assert copy is not None
        number = copy.id
        evening = db.session.scalars(select(Bijeenkomst.id).where(Bijeenkomst.dialoog_id == number)).one()
        stap = db.session.scalars(select(Stap.id).where(Stap.bijeenkomst_id == evening)).one()
        set_deur(number, evening, open_=True, wie=WIE)
        go_to_step(number, evening, None, stap, WIE)
        db.session.rollback()
        codes = dict(db.session.execute(select(Bijeenkomst.dialoog_id, Bijeenkomst.code)).all())
        db.session.remove()
        db.engine.dispose()
    with server:
        yield Oefenhuis(server, codes[real], codes[number], number)


def simuleer(oefenhuis: Oefenhuis, code: str, *rest: str) -> subprocess.CompletedProcess[str]:
    command = [*dialoog(), "simuleer", "--server", oefenhuis.server.adres, "--code", code, *rest]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)


def counted(oefenhuis: Oefenhuis, model: type[Deelnemer] | type[Idee]) -> int:
    app = create_app(Config(data=oefenhuis.server.data, sleutels=oefenhuis.server.folder / "sleutels", testing=True))
    with app.app_context():
        found = db.session.scalar(select(func.count()).where(model.dialoog_id == oefenhuis.dialoog)) or 0
        db.session.remove()
        db.engine.dispose()
    return found


@pytest.mark.lang
def test_what_they_say_that_arrived_is_in_the_database_and_a_line_comes_each_second(oefenhuis: Oefenhuis) -> None:
    played = simuleer(
        oefenhuis, oefenhuis.oefening, "--telefoons", "6", "--tempo", "40", "--minuten", "0.15", "--zaad", "4"
    )
    assert played.returncode == 0, played.stdout + played.stderr
    assert len(re.findall(r"^\d\d:\d\d:\d\d  binnen \d", played.stdout, re.M)) >= 5
    said = re.search(r"ideeën: (\d+) gestuurd, (\d+) aangekomen, (\d+) geweigerd, (\d+) zonder", played.stdout)
    assert said, played.stdout
    arrived = int(said.group(2))
    assert arrived > 3
    assert counted(oefenhuis, Deelnemer) >= 5
    changed = arrived - counted(oefenhuis, Idee)  # some changed an idea of theirs, which is a command too
    assert 0 <= changed <= 6
    assert "Er waren geen fouten." in played.stdout


@pytest.mark.lang
def test_at_a_real_dialogue_nobody_comes_in(oefenhuis: Oefenhuis) -> None:
    refused = simuleer(oefenhuis, oefenhuis.echt)
    assert refused.returncode == 1
    assert "hoort geen oefening" in refused.stderr
    app = create_app(Config(data=oefenhuis.server.data, sleutels=oefenhuis.server.folder / "sleutels", testing=True))
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Deelnemer.dialoog_id != oefenhuis.dialoog)) == 0
        db.session.remove()
        db.engine.dispose()


@pytest.mark.lang
def test_a_code_that_is_not_known_is_said(oefenhuis: Oefenhuis) -> None:
    refused = simuleer(oefenhuis, "ZZZZZZ")
    assert (refused.returncode, "klopt niet" in refused.stderr) == (1, True)


def test_what_never_got_an_answer_is_said_at_the_end() -> None:
    telling = Telling(telefoons=2)
    telling.gestuurd["stickers"], telling.aangekomen["stickers"], telling.geweigerd["stickers"] = 5, 3, 1
    telling.fouten += ["dit brak", "dit brak"]
    lines = telling.slot()
    assert "  stickers: 5 gestuurd, 3 aangekomen, 1 geweigerd, 1 zonder antwoord" in lines
    assert lines.count("  Fout: dit brak") == 1
    assert "Er waren geen fouten" not in "".join(lines)


class Loopt:
    """A process that goes on until it is stopped."""

    def __init__(self, command: list[str], **_rest: object) -> None:
        self.command, self.code = command, None

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.code = 0


@pytest.fixture
def gestart(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the server started; nobody really comes."""
    commands: list[list[str]] = []
    proces.init_app(app)
    monkeypatch.setattr(
        proces.subprocess, "Popen", lambda command, **rest: commands.append(command) or Loopt(command, **rest)
    )
    return commands


def test_the_begeleider_sends_twenty_once_and_sends_them_home(
    app: Flask, as_begeleider: Callable[[int], FlaskClient], gestart: list[list[str]]
) -> None:
    real = builders.make_dialoog()
    builders.make_stap(builders.make_bijeenkomst(real), "ideeen")
    marit = as_begeleider(builders.make_begeleider(real))
    marit.post("/regie/wijk/oefenen")
    page = "/regie/wijk-oefening/oefenen"
    assert marit.post(f"{page}/mensen", data={"aantal": "20"}).status_code == 409  # the door is still closed
    db.session.rollback()
    copy = find_oefening(db.session(), real)
    assert copy is not None
    number = copy.id
    evening = db.session.scalars(select(Bijeenkomst.id).where(Bijeenkomst.dialoog_id == number)).one()
    set_deur(number, evening, open_=True, wie=WIE)
    assert f'href="{page}">Oefen met 20 mensen' in marit.get(f"/regie/wijk-oefening/avond/{evening}").text
    for _ in range(2):
        assert marit.post(f"{page}/mensen", data={"aantal": "20"}).status_code == 303
    assert len(gestart) == 1
    assert gestart[0][:3] == [sys.executable, "-m", "dialoog.cli"]
    assert gestart[0][gestart[0].index("--telefoons") + 1] == "20"
    assert "Er doen 20 nagebootste mensen mee" in marit.get(page).text
    marit.post(f"{page}/mensen/naar-huis")
    assert proces.hoeveel(app, number) == 0
    assert "Oefen met 20 mensen" in marit.get(page).text


def test_never_in_a_real_dialogue(as_begeleider: Callable[[int], FlaskClient], gestart: list[list[str]]) -> None:
    real = builders.make_dialoog()
    builders.make_bijeenkomst(real)
    marit = as_begeleider(builders.make_begeleider(real))
    assert marit.post("/regie/wijk/oefenen/mensen", data={"aantal": "20"}).status_code == 409
    assert gestart == []


def test_they_go_home_when_the_server_stops(app: Flask) -> None:
    proces.init_app(app)
    there = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    app.extensions["dialoog_simulatie"][1] = proces.Groepje(there, 20)
    proces.call_all_back(app)
    deadline = time.monotonic() + 10
    while there.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert there.poll() is not None
