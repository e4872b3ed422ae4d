"""Whose phone has been out of reach for a while. Who knows of connections says so; this room only asks."""

from collections.abc import Callable, Iterable, Sequence

from dialoog.deelnemer.models import Deelnemer

Vraag = Callable[[Iterable[int]], set[int]]
_VRAAG: list[Vraag] = []
RUSTIG = ("tonen", "gesprek")
"""In these steps a phone may be put away."""


def register_stille(vraag: Vraag) -> None:
    """Say who knows it (called by `create_app` through `live`)."""
    _VRAAG[:] = [vraag]


def stille(people: Sequence[Deelnemer]) -> list[str]:
    """Names of those who are here with a phone that has not been connected for a while."""
    own = {person.id: person for person in people if not person.zonder_telefoon}
    away = _VRAAG[0](own) if _VRAAG else set()
    return [person.roepnaam for person in people if person.id in away]
