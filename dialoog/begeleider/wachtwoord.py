"""Password hashing. It takes some 50 ms: on the server in gevent's thread pool, so that nobody waits for it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import gevent
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from gevent import monkey

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher.hash("niemand heeft dit wachtwoord")


def hash_wachtwoord(wachtwoord: str) -> str:
    """The argon2 hash that is kept."""
    return str(_aside(_hasher.hash, wachtwoord))


def is_wachtwoord(kept: str | None, typed: str) -> bool:
    """Whether `typed` is the password. Without an account it takes as long, so that time tells nothing."""
    return bool(_aside(_verify, kept or _nobody(), typed)) and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)


def _verify(kept: str, typed: str) -> bool:
    try:
        return _hasher.verify(kept, typed)
    except (Argon2Error, InvalidHashError):
        return False


def _aside(work: Callable[..., Any], *args: str) -> Any:
    if monkey.is_module_patched("threading"):
        return gevent.get_hub().threadpool.apply(work, args)
    return work(*args)
