"""The beat: the first change goes out at once, the next at most every 100 ms, each region rendered once."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask
from gevent.event import Event
from sqlalchemy import select

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.schermen import PUBLIEKEN, werkvorm_regios
from dialoog.bijeenkomst.werkvorm import Publiek, Regio
from dialoog.blik import een_blik
from dialoog.database import db
from dialoog.live.regions import Rendered, render_all

BEAT_S = 0.1

Emit = Callable[[str, dict[str, Any], str], None]
"""(event, message, room)."""


def room(bijeenkomst_id: int, publiek: str) -> str:
    """Name of a socket room."""
    return f"{bijeenkomst_id}:{publiek}"


def pause(took: float) -> float:
    """Seconds until the next beat after one that took so long: on a machine that is too slow for the hall, half of the
    time still is for who asks. Without it phones waited behind beat after beat, gave up and asked again."""
    return max(BEAT_S - took, took)


class Pulse:
    """Dirty dialogues in, region messages out. `listeners` says which evenings have screens of an audience."""

    def __init__(self, app: Flask, emit: Emit, listening: Callable[[int, str], bool]) -> None:
        self._app = app
        self._emit = emit
        self._listening = listening
        self._dirty: set[int] = set()
        self._sent: dict[tuple[int, str], dict[str, Rendered]] = {}
        self._joined: dict[tuple[int, str], dict[str, Rendered]] = {}
        """What screens got that joined since the last beat, where that differs from what was sent."""
        self._token: dict[int, str] = {}
        """Which evening a number was of: SQLite gives the number of a rehearsal that was thrown away to the next."""
        self._wake = Event()

    def mark(self, dialoog_id: int) -> None:
        """Something of this dialogue changed."""
        self._dirty.add(dialoog_id)
        self._wake.set()

    def run(self) -> None:
        """Beat for ever (a background greenlet of the server)."""
        while True:
            self._wake.wait()
            self._wake.clear()
            started = time.monotonic()
            try:
                self.flush()
            except Exception:
                self._app.logger.exception("the beat failed; the next one tries again")
            time.sleep(pause(time.monotonic() - started))

    def flush(self) -> None:
        """Render what is dirty and send what differs from what was sent last."""
        dirty, self._dirty = self._dirty, set()
        if not dirty:
            return
        with self._app.app_context():
            try:
                question = select(Bijeenkomst.id).where(Bijeenkomst.dialoog_id.in_(dirty))
                for number in db.session.scalars(question).all():
                    self._send_evening(number)
            except Exception:
                self._dirty |= dirty
                raise
            finally:
                db.session.rollback()

    def _send_evening(self, number: int) -> None:
        """All audiences of one evening; a screen that cannot be rendered stops no other evening."""
        try:
            evening = db.session.get_one(Bijeenkomst, number)
            if not any(self._listening(number, publiek) for publiek in PUBLIEKEN):
                return self._forget(number, ())
            with een_blik(db.session()):  # what all audiences ask for is read once
                self._send_audiences(evening)
        except Exception:
            db.session.rollback()
            self._app.logger.exception("a screen of evening %s could not be sent", number)

    def _send_audiences(self, evening: Bijeenkomst) -> None:
        work = werkvorm_regios(db.session(), evening)
        groups = sorted({regio.publiek for regio in work}.difference(PUBLIEKEN))
        self._know(evening)
        self._forget(evening.id, (*PUBLIEKEN, *groups))
        self._send(evening, "beamer", work)  # one screen that all look at: before the hundred
        another = self._send(evening, "zaal", work)
        self._send(evening, "regie", work)
        for publiek in groups:  # after the paneel that holds their place; another paneel came with it empty
            self._send(evening, publiek, work, anyway=another)

    def _forget(self, number: int, keep: Sequence[Publiek]) -> None:
        """Drop what was sent to audiences that have nothing to see any more (a group of a step that is over)."""
        for key in [key for key in self._sent if key[0] == number and key[1] not in keep]:
            del self._sent[key]
            self._joined.pop(key, None)

    def _know(self, evening: Bijeenkomst) -> None:
        """Drop what was sent of another evening that had this number."""
        if self._token.get(evening.id) != evening.beamer_token:
            self._forget(evening.id, ())
            for key in [key for key in self._joined if key[0] == evening.id]:
                del self._joined[key]
            self._token[evening.id] = evening.beamer_token

    def _send(self, evening: Bijeenkomst, publiek: Publiek, work: Sequence[Regio], *, anyway: bool = False) -> bool:
        """Send what differs (`anyway`: all of it). Gives whether a paneel went along that screens put in whole."""
        key = (evening.id, publiek)
        before, joined = self._sent.pop(key, {}), self._joined.pop(key, {})
        if not self._listening(*key):
            return False  # the next screen that joins gets it rendered afresh
        after = {item.naam: item for item in render_all(db.session(), evening, publiek, work, before)}
        self._sent[key] = after
        seen = [before, joined] if joined else [before]
        changed = [i for naam, i in after.items() if anyway or any(not i.same(screen.get(naam)) for screen in seen)]
        for item in changed:
            self._emit("regio", item.message(), room(*key))
        return any(item.sleutel is not None for item in changed)

    def current(self, evening: Bijeenkomst, publiek: Publiek) -> list[dict[str, Any]]:
        """The regions that a screen gets when it joins: those of the last beat, or rendered now."""
        key = (evening.id, publiek)
        self._know(evening)
        if key not in self._sent:
            self._sent[key] = {item.naam: item for item in render_all(db.session(), evening, publiek)}
        found = self._sent[key]
        if any(item.veroudert for item in found.values()):
            found = self._joined.get(key, {})
            if not found or any(item.klok for item in found.values()):
                found = {item.naam: item for item in render_all(db.session(), evening, publiek)}
                self._joined[key] = found
        return [item.message() for item in found.values()]
