"""The beat: what is pushed, to whom, how often; nothing else goes wrong when a screen does."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import gevent
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import set_deur
from dialoog.idee import beheer
from dialoog.live import pulse as pulse_module
from dialoog.live.pulse import BEAT_S, Pulse, pause, room
from dialoog.overdracht.oefenen import drop_oefening, find_oefening, make_oefening
from tests.builders import make_bijeenkomst, make_deelnemer, make_dialoog, make_ideeen, make_stap

Sent = tuple[float, str, dict[str, Any], str]


class Lijn:
    """A pulse whose messages are kept, with screens of the named audiences."""

    def __init__(self, app: Flask, *screens: tuple[int, str]) -> None:
        self.sent: list[Sent] = []
        self.screens = set(screens)
        self.pulse = Pulse(app, self._emit, lambda evening, publiek: (evening, publiek) in self.screens)

    def _emit(self, event: str, message: dict[str, Any], to: str) -> None:
        self.sent.append((time.monotonic(), event, message, to))

    def names(self) -> list[str]:
        return [message["naam"] for _, _, message, _ in self.sent]


@pytest.fixture
def avond(session: Session) -> tuple[int, int, int]:
    """(dialoog, bijeenkomst, step): *ideeën* is live, one person is in."""
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog)
    stap = make_stap(evening, "ideeen", "live", muur="meteen", gesloten=False)
    make_deelnemer(dialoog, bijeenkomst=evening, token="t" * 20)
    return dialoog, evening, stap


@pytest.fixture
def beat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Lijn], None]]:
    """Start the beat of a line as the server does: in a greenlet. It ends with the test."""
    started: list[gevent.Greenlet] = []
    monkeypatch.setattr(pulse_module.time, "sleep", gevent.sleep)
    yield lambda line: started.append(gevent.spawn(line.pulse.run))
    gevent.killall(started)


def test_nothing_is_rendered_or_sent_when_nobody_listens_or_nothing_changed(
    app: Flask, avond: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialoog, evening, _ = avond
    rendered: list[str] = []
    plain = pulse_module.render_all
    monkeypatch.setattr(pulse_module, "render_all", lambda *a: (rendered.append(a[2]), plain(*a))[1])
    line = Lijn(app)
    line.pulse.mark(dialoog)
    line.pulse.flush()
    line.screens.add((evening, "beamer"))
    line.pulse.flush()
    assert (rendered, line.sent) == ([], [])
    line.pulse.mark(dialoog)
    line.pulse.flush()
    assert rendered == ["beamer"]
    assert line.names() == ["scherm", "klok"]


def test_a_region_that_stayed_the_same_is_not_sent_again(app: Flask, avond: tuple[int, int, int]) -> None:
    dialoog, evening, _ = avond
    line = Lijn(app, (evening, "zaal"), (evening, "beamer"))
    line.pulse.mark(dialoog)
    line.pulse.flush()
    assert {"muur", "paneel", "pauze", "scherm"} <= set(line.names())
    line.sent.clear()
    set_deur(dialoog, evening, open_=False, wie="Marit")  # seen by the beamer only: the code goes
    line.pulse.mark(dialoog)
    line.pulse.flush()
    assert line.names() == ["scherm"]
    assert line.sent[0][3] == room(evening, "beamer")


def test_a_change_in_one_dialogue_is_not_pushed_to_another(app: Flask, avond: tuple[int, int, int]) -> None:
    dialoog, evening, _ = avond
    other = make_dialoog("ander")
    elsewhere = make_bijeenkomst(other)
    line = Lijn(app, (evening, "zaal"), (elsewhere, "zaal"))
    line.pulse.mark(dialoog)
    line.pulse.flush()
    assert {to for _, _, _, to in line.sent} == {room(evening, "zaal")}


def test_versions_only_rise_and_a_later_one_carries_the_later_state(app: Flask, avond: tuple[int, int, int]) -> None:
    dialoog, evening, stap = avond
    line = Lijn(app, (evening, "zaal"))
    seen = []
    for n in range(1, 4):
        beheer.add_papier(dialoog, evening, stap, f"{n:032}", f"Een bank nummer {n}", [], None, "Marit")
        line.pulse.mark(dialoog)
        line.pulse.flush()
        message = next(m for _, _, m, _ in reversed(line.sent) if m["naam"] == "muur")
        seen.append(tuple(message["versie"]))
        assert f"Een bank nummer {n}" in message["html"]
    assert seen == sorted(set(seen))


def test_a_screen_that_joins_gets_the_state_of_now_also_when_nobody_was_there_before(
    app: Flask, avond: tuple[int, int, int], session: Session
) -> None:
    dialoog, evening, stap = avond
    line = Lijn(app, (evening, "zaal"))
    row = session.get_one(Bijeenkomst, evening)
    assert "Een bank" not in str(line.pulse.current(row, "zaal"))
    line.screens.clear()
    beheer.add_papier(dialoog, evening, stap, "1" * 32, "Een bank bij de halte", [], None, "Marit")
    line.pulse.mark(dialoog)
    line.pulse.flush()
    session.rollback()
    row = session.get_one(Bijeenkomst, evening)
    assert "Een bank bij de halte" in str(line.pulse.current(row, "zaal"))


def test_a_rehearsal_with_the_number_of_one_that_was_thrown_away_begins_afresh(
    app: Flask, avond: tuple[int, int, int], session: Session
) -> None:
    def rehearse() -> Bijeenkomst:
        make_oefening(avond[0])
        session.rollback()
        copy = find_oefening(session, avond[0])
        assert copy is not None
        return session.scalars(select(Bijeenkomst).where(Bijeenkomst.dialoog_id == copy.id)).one()

    evening = rehearse()
    copy, number = evening.dialoog_id, evening.id
    line = Lijn(app, (number, "regie"))
    session.rollback()
    set_deur(copy, number, open_=True, wie="Marit")
    assert "Open de deur" not in str(line.pulse.current(session.get_one(Bijeenkomst, number), "regie"))
    session.rollback()
    drop_oefening(copy)
    assert "Open de deur" in str(line.pulse.current(rehearse(), "regie"))


def test_the_regie_hears_only_the_key_of_a_panel_with_forms(app: Flask, avond: tuple[int, int, int]) -> None:
    dialoog, evening, _ = avond
    line = Lijn(app, (evening, "regie"))
    line.pulse.mark(dialoog)
    line.pulse.flush()
    panel = next(m for _, _, m, _ in line.sent if m["naam"] == "werkvorm")
    assert panel["sleutel"]
    assert panel["html"] == ""


def wait_for(condition: Any, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        gevent.sleep(0.005)


def test_fifty_changes_in_a_row_become_few_messages_the_first_at_once_the_last_complete(
    app: Flask, avond: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, beat: Callable[[Lijn], None]
) -> None:
    dialoog, evening, stap = avond
    line = Lijn(app, (evening, "zaal"))
    monkeypatch.setattr(app.extensions["dialoog_live"], "pulse", line.pulse)  # committed facts mark this one
    line.pulse.mark(dialoog)
    line.pulse.flush()  # templates are compiled once, at the first rendering
    line.sent.clear()
    beat(line)
    started = time.monotonic()
    for n in range(50):
        beheer.add_papier(dialoog, evening, stap, f"{n:032}", f"Idee {n} van papier", [], None, "Marit")
        gevent.sleep(0)
    took = time.monotonic() - started

    def walls() -> list[Sent]:
        return [sent for sent in line.sent if sent[2]["naam"] == "muur"]

    wait_for(lambda: walls() and "Idee 49 van papier" in walls()[-1][2]["html"])
    found = walls()
    first = found[0][2]["html"]  # told by what it holds: a clock would blame a busy machine
    assert "Idee 0 van papier" in first
    assert "Idee 1 van papier" not in first
    assert len(found) <= took / BEAT_S + 2
    moments = [sent[0] for sent in found]
    assert all(later - earlier >= BEAT_S * 0.9 for earlier, later in pairwise(moments))


def test_a_beat_that_fails_is_logged_and_the_next_one_brings_what_it_missed(
    app: Flask,
    avond: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    beat: Callable[[Lijn], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    dialoog, evening, _ = avond
    line = Lijn(app, (evening, "beamer"))
    plain, failures = pulse_module.select, iter([True])

    def ask(*columns: Any) -> Any:
        if next(failures, False):
            raise RuntimeError("de database was er even niet")
        return plain(*columns)

    monkeypatch.setattr(pulse_module, "select", ask)
    beat(line)
    line.pulse.mark(dialoog)
    wait_for(lambda: "the beat failed" in caplog.text)
    assert line.sent == []
    line.pulse.mark(make_dialoog("ander"))  # whatever wakes it: what was dirty still is
    wait_for(lambda: line.names() == ["scherm", "klok"])


def test_a_dialogue_whose_screen_cannot_be_rendered_stops_no_other(
    app: Flask, avond: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialoog, evening, _ = avond
    other = make_dialoog("ander")
    elsewhere = make_bijeenkomst(other)
    line = Lijn(app, (evening, "beamer"), (elsewhere, "beamer"))
    plain = pulse_module.render_all

    def render(session: Any, which: Bijeenkomst, *rest: Any) -> Any:
        if which.id == evening:
            raise RuntimeError("het doek viel om")
        return plain(session, which, *rest)

    monkeypatch.setattr(pulse_module, "render_all", render)
    line.pulse.mark(dialoog)
    line.pulse.mark(other)
    line.pulse.flush()
    assert {to for _, _, _, to in line.sent} == {room(elsewhere, "beamer")}


def test_however_slow_the_machine_half_of_the_time_is_for_who_asks() -> None:
    assert pause(0.03) == pytest.approx(BEAT_S - 0.03)
    assert pause(0.4) == 0.4


def test_the_beamer_hears_it_before_the_hundred_phones(app: Flask, avond: tuple[int, int, int]) -> None:
    dialoog, evening, stap = avond
    line = Lijn(app, (evening, "zaal"), (evening, "regie"), (evening, "beamer"))
    make_ideeen(dialoog, 1, stap)
    line.pulse.mark(dialoog)
    line.pulse.flush()
    rooms = [to.rpartition(":")[2] for _, _, _, to in line.sent]
    assert list(dict.fromkeys(rooms)) == ["beamer", "zaal", "regie"]
