"""A token bucket per screen of a participant: the ballot path is too lean for more."""

import threading
from collections.abc import Hashable

MOST = 4096


class Emmer:
    """Lets `inhoud` through at once, and `per_seconde` after that, per key."""

    def __init__(self, inhoud: float, per_seconde: float) -> None:
        self._size = inhoud
        self._rate = per_seconde
        self._full: dict[Hashable, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: float) -> bool:
        """Take one; False when the bucket of this key is empty. `now` in seconds of a clock that never goes back."""
        with self._lock:
            if len(self._full) > MOST:
                self._full = {k: v for k, v in self._full.items() if now - v[1] < self._size / self._rate}
            left, since = self._full.get(key, (self._size, now))
            left = min(self._size, left + (now - since) * self._rate)
            allowed = left >= 1
            self._full[key] = (left - allowed, now)
            return allowed
