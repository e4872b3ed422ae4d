"""One look at an evening: within it, what was read once is not read again.

Every audience of a beat, and every part of a page, asks for the same step, people, groups and ideas. A reading function
that `onthoudt` decorates is asked once per look and answers the rest from memory. Outside a look it reads as ever.
Nothing is written within a look, so what is remembered cannot be old.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

P = ParamSpec("P")
R = TypeVar("R")
GELEZEN = "dialoog_gelezen"


@contextmanager
def een_blik(session: Session) -> Iterator[None]:
    """Remember what is read until the end; a look within a look is the same look."""
    if GELEZEN in session.info:
        yield
        return
    session.info[GELEZEN] = {}
    try:
        yield
    finally:
        session.info.pop(GELEZEN, None)


def onthoudt(read: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """Decorates a reading function: same arguments, same answer within a look. Rows count as themselves; a list or dict
    is given as a copy, so that who takes from it takes from nobody else."""

    @wraps(read)
    def asked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        seen: dict[Any, Any] | None = session.info.get(GELEZEN)
        if seen is None:
            return read(session, *args, **kwargs)
        key = (read, *map(_key, args), *((name, _key(value)) for name, value in sorted(kwargs.items())))
        if key not in seen:
            seen[key] = read(session, *args, **kwargs)
        found = seen[key]
        copy: R = type(found)(found) if type(found) in (list, dict) else found
        return copy

    return asked


def _key(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
