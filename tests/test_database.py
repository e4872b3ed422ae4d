"""The one way to write: a transaction that commits before it tells, waits its turn, and never stops the others."""

import logging
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dialoog import database
from dialoog.config import DATABASE_FILE
from dialoog.database import NestedTransaction, WriteLane, db, deliver, on_facts, remember_fact, transaction
from dialoog.opgave.models import Dialoog
from tests.builders import make_dialoog


@dataclass(frozen=True)
class Gebeurd:
    wat: str


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a receiver heard; the receivers of this test are its own."""
    monkeypatch.setattr(database, "_receivers", [])
    heard: list[Any] = []
    on_facts(heard.extend)
    return heard


def titels(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Dialoog.titel).order_by(Dialoog.id)))


def test_what_is_written_is_there_and_told_after_the_commit(session: Session, heard: list[Any]) -> None:
    number = make_dialoog()
    seen: list[list[str]] = []
    on_facts(lambda _facts: seen.append(titels(db.session())))
    with transaction() as writing:
        writing.get_one(Dialoog, number).titel = "Nieuw"
        remember_fact(writing, Gebeurd("titel"))
        assert heard == []
    assert heard == [Gebeurd("titel")]
    assert seen == [["Nieuw"]]


def test_a_transaction_that_fails_writes_nothing_and_tells_nobody(session: Session, heard: list[Any]) -> None:
    number = make_dialoog()
    before = titels(session)

    def fails() -> None:
        with transaction() as writing:
            writing.get_one(Dialoog, number).titel = "Nieuw"
            remember_fact(writing, Gebeurd("titel"))
            writing.flush()
            raise ValueError("halverwege")

    with pytest.raises(ValueError, match="halverwege"):
        fails()
    assert titels(session) == before
    assert heard == []
    make_dialoog("tweede")  # the lane is free again
    assert len(titels(session)) == 2


def test_a_commit_that_fails_tells_nobody_and_frees_the_lane(
    session: Session, heard: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_dialoog()
    plain = db.engine.dialect.do_commit
    monkeypatch.setattr(db.engine.dialect, "do_commit", lambda _c: (_ for _ in ()).throw(OSError("schijf vol")))

    def fails() -> None:
        with transaction() as writing:
            writing.execute(text("UPDATE dialoog SET titel = 'Nieuw'"))
            remember_fact(writing, Gebeurd("titel"))

    with pytest.raises(OSError, match="schijf vol"):
        fails()
    monkeypatch.setattr(db.engine.dialect, "do_commit", plain)
    assert heard == []
    assert "Nieuw" not in titels(session)
    make_dialoog("tweede")


def test_a_receiver_that_fails_undoes_nothing_and_stops_nobody(
    session: Session, heard: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    number = make_dialoog()
    database._receivers.insert(0, lambda _facts: 1 // 0)
    with caplog.at_level(logging.ERROR), transaction() as writing:
        writing.get_one(Dialoog, number).titel = "Nieuw"
        remember_fact(writing, Gebeurd("titel"))
    assert heard == [Gebeurd("titel")]
    assert titels(session) == ["Nieuw"]
    assert "a receiver of facts failed" in caplog.text


def test_a_receiver_is_registered_once_and_without_facts_nobody_is_called(app: Flask, heard: list[Any]) -> None:
    calls: list[list[Any]] = []
    on_facts(calls.append)
    on_facts(calls.append)
    deliver([])
    assert calls == []
    deliver([Gebeurd("iets")])
    assert calls == [[Gebeurd("iets")]]


def test_a_use_case_inside_another_is_refused_and_the_outer_one_goes_on(session: Session) -> None:
    number = make_dialoog()
    with transaction() as writing:
        writing.get_one(Dialoog, number).titel = "Nieuw"
        with pytest.raises(NestedTransaction), transaction():
            raise AssertionError("it was let in")
    assert titels(session) == ["Nieuw"]


def test_a_fact_outside_a_transaction_is_refused(session: Session) -> None:
    with pytest.raises(RuntimeError, match="inside"):
        remember_fact(session, Gebeurd("zomaar"))
    with transaction() as writing:
        pass
    with pytest.raises(RuntimeError, match="inside"):
        remember_fact(writing, Gebeurd("te laat"))


def test_a_write_sees_what_was_written_after_the_request_began_to_read(app: Flask, session: Session) -> None:
    """A read snapshot cannot be upgraded: without a fresh start the second writer gets "database is locked"."""
    number = make_dialoog()
    assert session.get_one(Dialoog, number).titel

    def other() -> None:
        with app.app_context(), transaction() as writing:
            writing.get_one(Dialoog, number).titel = "Van de ander"

    thread = threading.Thread(target=other)
    thread.start()
    thread.join(10)
    with transaction() as writing:
        row = writing.get_one(Dialoog, number)
        assert row.titel == "Van de ander"
        row.titel += " en van mij"
    assert titels(session) == ["Van de ander en van mij"]


@pytest.mark.sqlite
def test_a_transaction_holds_the_right_to_write_from_its_beginning_and_a_read_does_not(app: Flask) -> None:
    """Also against another process: sqlite3's own BEGIN comes only before the first INSERT."""
    other = database.sqlite_module.connect(app.config["DIALOOG"].data / DATABASE_FILE, timeout=0, isolation_level=None)
    assert db.session.scalars(select(Dialoog.titel)).all() == []
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    with transaction(), pytest.raises(database.sqlite_module.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_check_and_its_insert_stand_in_one_transaction(app: Flask) -> None:
    """Forty threads that each add one to a number that they read: none is lost."""
    number = make_dialoog(top=1)
    db.session.rollback()

    def add() -> None:
        with app.app_context(), transaction() as writing:
            row = writing.get_one(Dialoog, number)
            top = row.top
            row.top = top + 1

    threads = [threading.Thread(target=add) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    db.session.rollback()
    assert db.session.get_one(Dialoog, number).top == 41


def test_the_lane_is_handed_to_the_longest_waiter() -> None:
    lane, order = WriteLane(), []
    lane.acquire()

    def wait(number: int) -> None:
        lane.acquire()
        order.append(number)
        lane.release()

    threads = []
    for number in range(12):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        deadline = time.monotonic() + 5
        while len(lane._waiters) <= number and time.monotonic() < deadline:
            time.sleep(0.001)
    # who holds the lane and asks again at once comes after all who wait
    lane.release()
    wait(99)
    for thread in threads:
        thread.join(5)
    assert order == [*range(12), 99]


def test_a_waiter_that_is_interrupted_does_not_keep_the_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    lane = WriteLane()
    lane.acquire()

    class Interrupted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            raise KeyboardInterrupt

    monkeypatch.setattr(database.threading, "Event", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        lane.acquire()
    monkeypatch.undo()
    lane.release()
    lane.acquire()  # would wait for ever if it had been handed to who is gone
    lane.release()


SLOW_COMMIT = """
from gevent import monkey
monkey.patch_all()
import sys, time, pathlib, gevent
from sqlalchemy import text
from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db, transaction

data = pathlib.Path(sys.argv[1])
app = create_app(Config(data=data, sleutels=data / "sleutels", testing=True))
sleep = monkey.get_original("time", "sleep")  # blocks its thread as an fsync does
longest, stop = [0.0], []

def watch():
    last = time.monotonic()
    while not stop:
        gevent.sleep(0.005)
        now = time.monotonic()
        longest[0] = max(longest[0], now - last)
        last = now

with app.app_context():
    dialect = db.engine.dialect

    class Slow:
        def __init__(self, connection):
            self.connection = connection
        def __getattr__(self, name):
            return getattr(self.connection, name)
        def commit(self):
            sleep(0.4)
            self.connection.commit()

    threaded = dialect.do_commit
    dialect.do_commit = lambda connection: threaded(Slow(connection))
    with transaction():
        pass  # the thread pool is warm
    watcher = gevent.spawn(watch)
    gevent.sleep(0.02)
    longest[0] = 0.0
    started = time.monotonic()
    with transaction() as session:
        session.execute(text("DELETE FROM gebruikte_link"))
    took = time.monotonic() - started
    stop.append(1)
    watcher.join()
    print(f"{took:.3f} {longest[0]:.3f}")
"""


@pytest.mark.sqlite
def test_a_slow_disk_does_not_stop_the_others(tmp_path: Path, migrated: Path) -> None:
    """Under gevent, as the server runs: while a commit of 400 ms waits, greenlets go on."""
    (tmp_path / "data").mkdir()
    shutil.copy(migrated, tmp_path / "data" / DATABASE_FILE)
    command = [sys.executable, "-c", SLOW_COMMIT, str(tmp_path / "data")]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr
    took, longest = map(float, answer.stdout.split()[-2:])
    assert took >= 0.4
    assert longest < 0.35  # a busy machine holds up a greenlet too; the commit would have for all of its 0.4
