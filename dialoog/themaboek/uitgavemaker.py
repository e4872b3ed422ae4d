"""Makes the files of frozen editions beside the evening: one edition after another, each file in a child process.

What is to be made stands in the database, so a restart of the server goes on where it was. A failure ends in a sentence
at the edition and harms nothing else."""

import threading
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from dialoog.config import Config
from dialoog.database import db
from dialoog.themaboek import uitgaven
from dialoog.themaboek.huisstijl import find_huisstijl
from dialoog.themaboek.queries_uitgave import next_werk
from dialoog.themaboek.uitgavemap import keep_bestand
from dialoog.werk import WerkBusy, WerkFailed, run_werk

TIJD_S, GEHEUGEN_MB, BEURT_S = 180, 1500, 600
"""At most for one file: seconds, megabytes, and seconds of waiting for a child process."""
ANDERS = "Er ging iets mis bij het maken. De inhoud van de uitgave is bewaard. Probeer het opnieuw."


@dataclass(frozen=True)
class _Werk:
    """An edition in hand, loose from the database."""

    uitgave: int
    dialoog: int
    inhoud: dict[str, Any]
    bestanden: tuple[tuple[str, str], ...]


class Uitgavemaker:
    """Of a server that runs; elsewhere (a command, a test) nothing happens by itself."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._aan = threading.Event()
        self._loopt = False
        self._nog = False
        self._draad: threading.Thread | None = None

    def start(self) -> None:
        """The server runs: make what is waiting, also what another run left."""
        self._aan.set()
        self.wake()

    def stop(self) -> None:
        """The server stops: begin nothing more. What was not made waits for the next start."""
        self._aan.clear()

    def wake(self) -> None:
        """There may be something to make."""
        self._nog = True
        if self._aan.is_set() and not self._loopt:
            self._loopt = True
            self._draad = threading.Thread(target=self._run, name="uitgavemaker", daemon=True)
            self._draad.start()

    def join(self) -> None:
        """Wait until there is nothing more to make."""
        if self._draad is not None:
            self._draad.join()

    def _run(self) -> None:
        try:
            with self._app.app_context():
                while self._nog and self._aan.is_set():
                    self._nog = False
                    while self._aan.is_set() and make_next():
                        pass
        except Exception:
            self._app.logger.exception("making editions stopped")
        finally:
            self._loopt = False


def make_next() -> bool:
    """Make the files of the edition whose turn it is. False: none is waiting."""
    work = _next()
    if work is None:
        return False
    uitgaven.begin_werk(work.uitgave)
    try:
        if not work.bestanden:
            raise WerkFailed(ANDERS, f"edition {work.uitgave} has nothing to make and is not klaar")
        for soort, formaat in work.bestanden:
            data = _made(work, soort, formaat)
            sha = keep_bestand(_settings(), data)
            if not uitgaven.put_bestand(work.uitgave, soort, formaat, sha, len(data)):
                return True
    except WerkFailed as error:
        current_app.logger.error("no edition: %s", error.detail or error)
        uitgaven.fail_uitgave(work.uitgave, str(error))
    except Exception:
        current_app.logger.exception("no edition")
        db.session.rollback()
        uitgaven.fail_uitgave(work.uitgave, ANDERS)
    return True


def _next() -> _Werk | None:
    session = db.session()
    row = next_werk(session)
    found = None
    if row is not None:
        todo = tuple((file.soort, file.formaat) for file in row.bestanden if not file.sha256)
        found = _Werk(row.id, row.dialoog_id, row.inhoud, todo)
    session.rollback()  # no reading transaction while a child works
    return found


def _made(work: _Werk, soort: str, formaat: str) -> bytes:
    """Raises WerkFailed."""
    los: str | None = work.inhoud["los"].get(soort, {}).get(formaat)
    if los is not None:
        return los.encode()
    own = find_huisstijl(_settings(), work.dialoog) if formaat == "docx" else None
    payload = {
        "soort": "boek",
        "formaat": formaat,
        "boek": work.inhoud[soort],
        "voorstel": None,
        "huisstijl": None if own is None else str(own.resolve()),
    }
    while True:
        try:
            return run_werk(payload, timeout_s=TIJD_S, memory_mb=GEHEUGEN_MB, wait_s=BEURT_S)
        except WerkBusy:
            continue


def _settings() -> Config:
    found: Config = current_app.config["DIALOOG"]
    return found
