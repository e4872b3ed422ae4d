"""Simulated people of a rehearsal, started by the server as a process of their own."""

import subprocess
import sys
from dataclasses import dataclass

from flask import Flask

HOOGSTENS = 100
MINUTEN = 90


@dataclass
class Groepje:
    """The people who were sent to one rehearsal."""

    proces: "subprocess.Popen[bytes]"
    aantal: int


def init_app(app: Flask) -> None:
    """Nobody was sent anywhere yet."""
    app.extensions["dialoog_simulatie"] = {}


def hoeveel(app: Flask, dialoog_id: int) -> int:
    """How many simulated people are with this rehearsal now."""
    found = _running(app).get(dialoog_id)
    return found.aantal if found is not None and found.proces.poll() is None else 0


def send(app: Flask, dialoog_id: int, code: str, aantal: int) -> None:
    """Send so many people to the door with this code; who is there already stays (a second press sends nobody)."""
    if hoeveel(app, dialoog_id):
        return
    adres = app.config["DIALOOG"].adres
    command = [sys.executable, "-m", "dialoog.cli", "simuleer", "--server", adres, "--code", code]
    command += ["--telefoons", str(min(max(aantal, 1), HOOGSTENS)), "--minuten", str(MINUTEN)]
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    _running(app)[dialoog_id] = Groepje(started, aantal)


def call_back(app: Flask, dialoog_id: int) -> None:
    """Send them home; twice is fine."""
    found = _running(app).pop(dialoog_id, None)
    if found is not None and found.proces.poll() is None:
        found.proces.terminate()


def call_all_back(app: Flask) -> None:
    """Everybody home: the server stops."""
    for dialoog_id in list(_running(app)):
        call_back(app, dialoog_id)


def _running(app: Flask) -> dict[int, Groepje]:
    found: dict[int, Groepje] = app.extensions["dialoog_simulatie"]
    return found
