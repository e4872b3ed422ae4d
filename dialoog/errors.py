"""Refusals: what a rule of a room raises, and the HTTP status that each becomes.

A message is Dutch for the person on the other side: what happened, what is safe, what to do now.
"""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """A rule said no. `stand` is the fresh state that a screen needs to go on (plain JSON data)."""

    status = 409
    kop = "Dat kan nu niet"

    def __init__(self, tekst: str, *, kop: str | None = None, stand: Mapping[str, Any] | None = None) -> None:
        super().__init__(tekst)
        self.tekst = tekst
        self.kop = kop or type(self).kop
        self.stand = dict(stand or {})


class NotNow(Refusal):
    """Right person, wrong moment (409)."""


class Outdated(Refusal):
    """An older version was seen than the one that lies there (409, with the fresh state)."""

    kop = "Iemand was u voor"


class NotAllowed(Refusal):
    """This role may not do this (403)."""

    status = 403
    kop = "Dit mag u hier niet doen"


class NotFound(Refusal):
    """It is not there, or it is not yours: both look the same (404)."""

    status = 404
    kop = "Dit vinden we niet"


class NotKnown(Refusal):
    """Nobody is known on this device, or no longer (401)."""

    status = 401
    kop = "We kennen dit toestel niet (meer)"


class BadInput(Refusal):
    """What was typed does not fit (400). `velden`: field name → what is wrong and what to do."""

    status = 400
    kop = "Kijk dit nog even na"

    def __init__(self, tekst: str, *, velden: Mapping[str, str] | None = None) -> None:
        super().__init__(tekst)
        self.velden = dict(velden or {})


class TooMany(Refusal):
    """Too fast, or too many wrong tries (429)."""

    status = 429
    kop = "Even wachten"
