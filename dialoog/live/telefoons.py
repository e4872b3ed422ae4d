"""Whose phone has been out of reach for a while: in memory, stored nowhere, and tied to nothing that a person does."""

from collections.abc import Callable, Iterable
from time import monotonic, sleep

from dialoog.live.pulse import Pulse

STIL_S = 120.0
"""A phone that was put away for a moment is no news; after so many seconds it is shown in the regie."""


def mark_after(pulse: Pulse, dialoog: int) -> None:
    """Look at the screens of a dialogue once a phone has been away for long enough (a background greenlet)."""
    sleep(STIL_S + 1)
    pulse.mark(dialoog)


class Telefoons:
    """sid → whose phone, and since when somebody has none connected. `later` is told of which dialogue a screen will
    have to be drawn anew after `STIL_S`, `nu` of which one at once."""

    def __init__(self, later: Callable[[int], None], nu: Callable[[int], None]) -> None:
        self._later, self._nu = later, nu
        self._van: dict[str, int] = {}
        self._weg: dict[int, float] = {}
        self._begin = monotonic()

    def join(self, sid: str, person: int, dialoog: int) -> None:
        """A phone of this person is connected."""
        since = self._weg.pop(person, None)
        self._van[sid] = person
        if since is not None and monotonic() - since >= STIL_S:
            self._nu(dialoog)

    def leave(self, sid: str, dialoog: int) -> None:
        """This screen is gone; its person may have another."""
        person = self._van.pop(sid, None)
        if person is not None and person not in self._van.values():
            self._weg[person] = monotonic()
            self._later(dialoog)

    def stil(self, people: Iterable[int]) -> set[int]:
        """Those of them who have had no phone connected for `STIL_S` (or since the server started)."""
        here, now = set(self._van.values()), monotonic()
        return {p for p in people if p not in here and now - self._weg.get(p, self._begin) >= STIL_S}
