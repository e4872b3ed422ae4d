"""A beamer on another computer: its screen shows six digits, and a begeleider types them in the regie.

The digits open nothing by themselves. Kept in memory only: they live ten minutes, and a screen whose server started
again asks for new ones.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

LEVEN_S = 600.0
MEESTE = 300
"""Screens that wait at once, over the whole server; the one that looked longest ago whether it may go on gives way."""


@dataclass
class Scherm:
    """A screen that waits: `nummer` is what it shows, `geheim` is known to that screen only; `token` is the beamer that
    it may open, once a begeleider said so."""

    nummer: str
    geheim: str
    tot: float
    token: str | None = None


class Koppelingen:
    """All screens that wait. `nu` gives seconds that only go up."""

    def __init__(self, nu: Callable[[], float] = time.monotonic) -> None:
        self._nu = nu
        self._schermen: dict[str, Scherm] = {}
        """nummer → screen, the one that looked longest ago first"""

    def wacht(self) -> Scherm:
        """A new screen with a number that no other shows now."""
        self._vergeet()
        while len(self._schermen) >= MEESTE:
            self._schermen.pop(next(iter(self._schermen)))
        nummer = next(n for n in iter(_nummer, None) if n not in self._schermen)
        scherm = Scherm(nummer, secrets.token_urlsafe(16), self._nu() + LEVEN_S)
        self._schermen[nummer] = scherm
        return scherm

    def van(self, geheim: str) -> Scherm | None:
        """The screen that knows this secret; None when its time is over."""
        self._vergeet()
        found = next((s for s in self._schermen.values() if secrets.compare_digest(s.geheim, geheim)), None)
        if found is not None:
            self._schermen[found.nummer] = self._schermen.pop(found.nummer)
        return found

    def koppel(self, nummer: str, token: str) -> bool:
        """Let the screen with this number open a beamer. False: no screen shows it (any more), or it goes elsewhere."""
        self._vergeet()
        scherm = self._schermen.get(nummer)
        if scherm is None or scherm.token not in (None, token):
            return False
        scherm.token = token
        return True

    def _vergeet(self) -> None:
        now = self._nu()
        for nummer in [n for n, scherm in self._schermen.items() if scherm.tot <= now]:
            del self._schermen[nummer]


def nummer_op_scherm(nummer: str) -> str:
    """`482913` as it is shown: `482 913`, with a space that does not break."""
    return f"{nummer[:3]}\u00a0{nummer[3:]}"


def clean_nummer(typed: str) -> str:
    """Six digits of what was typed, without spaces; empty when it is something else."""
    digits = "".join(typed.split())
    return digits if len(digits) == 6 and digits.isascii() and digits.isdigit() else ""


def _nummer() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"
