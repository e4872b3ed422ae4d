"""What a beat reads and draws: no more questions for a fuller hall, no panel twice, no clock that stands behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from bench.tekenen import GEVALLEN, Avond, bereid
from dialoog import klok
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import add_minutes, set_deur
from dialoog.blik import een_blik, onthoudt
from dialoog.database import db
from dialoog.idee import beheer
from dialoog.live.pulse import Pulse
from tests.builders import make_bijeenkomst, make_deelnemer, make_dialoog, make_ideeen, make_stap

SNEL = ("kleuren-groepen", "kiezen-groep")


class Schermen:
    """A pulse with a screen of every audience of an evening, and what it sent."""

    def __init__(self, app: Flask, dialoog: int, evening: int) -> None:
        self.sent: list[dict[str, Any]] = []
        self.dialoog = dialoog
        self.pulse = Pulse(
            app, lambda _, message, to: self.sent.append({**message, "to": to}), lambda b, _: b == evening
        )

    def beat(self) -> list[dict[str, Any]]:
        self.sent.clear()
        self.pulse.mark(self.dialoog)
        self.pulse.flush()
        return list(self.sent)


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", keep)
    yield seen
    event.remove(db.engine, "before_cursor_execute", keep)


def vragen(app: Flask, hall: Avond, geval: str) -> list[str]:
    """The questions that a beat of this case asks the database, after a change, once it has beaten before."""
    change, screens = bereid(hall, geval), Schermen(app, hall.dialoog, hall.avond)
    screens.beat()
    change()
    db.session.rollback()
    with statements() as seen:
        screens.beat()
    return seen


@pytest.mark.parametrize("geval", [pytest.param(g, marks=() if g in SNEL else pytest.mark.lang) for g in GEVALLEN])
def test_a_beat_asks_no_more_of_the_database_in_a_fuller_hall(app: Flask, geval: str) -> None:
    few = vragen(app, Avond(app, 9, 30, 2, "klein"), geval)
    many = vragen(app, Avond(app, 24, 60, 5, "groot"), geval)
    assert len(many) <= len(few), "\n".join(many)
    assert len(many) < 45


@pytest.fixture
def avond(session: Session) -> tuple[int, int, int]:
    """(dialoog, bijeenkomst, step): *ideeën* is live, one person is in."""
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog)
    stap = make_stap(evening, "ideeen", "live", muur="meteen", gesloten=False)
    make_deelnemer(dialoog, bijeenkomst=evening)
    return dialoog, evening, stap


def named(messages: list[dict[str, Any]], naam: str, to: str = "") -> list[dict[str, Any]]:
    return [message for message in messages if message["naam"] == naam and message.get("to", to).endswith(to)]


def test_a_panel_is_drawn_once_as_long_as_its_key_is_the_same_and_anew_for_who_joins(
    app: Flask, avond: tuple[int, int, int], session: Session
) -> None:
    dialoog, evening, stap = avond
    screens = Schermen(app, dialoog, evening)
    assert len(named(screens.beat(), "paneel")) == 1
    beheer.add_papier(dialoog, evening, stap, "1" * 32, "Een bank bij de halte", [], None, "Marit")
    news = screens.beat()
    assert named(news, "paneel") == []
    assert "Een bank bij de halte" in named(news, "muur")[0]["html"]
    session.rollback()
    row = session.get_one(Bijeenkomst, evening)
    assert "Een bank bij de halte" in named(screens.pulse.current(row, "zaal"), "paneel")[0]["html"]
    beheer.close_ideeen(dialoog, evening, stap, gesloten=True, wie="Marit")
    assert len(named(screens.beat(), "paneel")) == 1


def test_who_joined_between_two_beats_hears_of_what_was_taken_back_at_once(
    app: Flask, avond: tuple[int, int, int], session: Session
) -> None:
    dialoog, evening, stap = avond
    screens = Schermen(app, dialoog, evening)
    screens.beat()
    screens.beat()
    (idee,) = make_ideeen(dialoog, 1, stap)
    row = session.get_one(Bijeenkomst, evening)
    assert "Idee 1 voor de wijk" in str(screens.pulse.current(row, "zaal"))
    beheer.set_verborgen(dialoog, idee, verborgen=True, wie="Marit", bijeenkomst_id=evening)
    assert len(named(screens.beat(), "muur")) == 1


def test_a_clock_is_not_sent_again_and_tells_who_joins_later_the_moment_of_then(
    app: Flask, avond: tuple[int, int, int], session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialoog, evening, stap = avond
    now = klok.nu()
    add_minutes(dialoog, evening, stap, 5, "Marit")
    screens = Schermen(app, dialoog, evening)
    screens.beat()
    later = now.replace(microsecond=0).timestamp() + 60
    monkeypatch.setattr(klok, "nu", lambda: now.fromtimestamp(later, now.tzinfo))
    set_deur(dialoog, evening, open_=False, wie="Marit")
    assert named(screens.beat(), "klok", "beamer") == []
    session.rollback()
    row = session.get_one(Bijeenkomst, evening)
    assert f'data-nu="{int(later * 1000)}"' in named(screens.pulse.current(row, "beamer"), "klok")[0]["html"]


def test_within_a_look_a_question_is_asked_once_and_outside_it_every_time(session: Session) -> None:
    asked: list[int] = []

    @onthoudt
    def read(_session: Session, number: int) -> list[int]:
        asked.append(number)
        return [number]

    with een_blik(session):
        read(session, 1).append(7)  # who takes or adds does so in its own copy
        assert (read(session, 1), read(session, 2)) == ([1], [2])
    assert asked == [1, 2]
    read(session, 1)
    assert asked == [1, 2, 1]
