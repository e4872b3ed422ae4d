"""Which ideas are in which: pure decisions about merging. An idea that came in points at the one it went into; what
was in it already comes along in it, so that splitting gives everything back as it was."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from dialoog.idee.rules import opsomming

Waarin = Mapping[int, int | None]
"""id of an idea → id of the one it went into (None: into none)."""


class Samengevoegd(Protocol):
    """What these rules need of an idea."""

    @property
    def id(self) -> int: ...
    @property
    def nummer(self) -> int: ...
    @property
    def tekst(self) -> str: ...
    @property
    def samengevoegd_in(self) -> int | None: ...


Rij = TypeVar("Rij", bound=Samengevoegd)


def houder(idee_id: int, waarin: Waarin) -> int:
    """The idea under which this one stands now: itself, or the one at the end of the way. A circle (which no merge
    makes) ends where it began."""
    seen = {idee_id}
    here = idee_id
    while (into := waarin.get(here)) is not None and into not in seen:
        seen.add(into)
        here = into
    return here


def inhoud(alle: Sequence[Rij]) -> dict[int, list[Rij]]:
    """id of an idea that holds others → all that stand under it, by number, however deep."""
    waarin = {idee.id: idee.samengevoegd_in for idee in alle}
    held: dict[int, list[Rij]] = {}
    for idee in sorted(alle, key=lambda idee: idee.nummer):
        if idee.samengevoegd_in is not None:
            held.setdefault(houder(idee.id, waarin), []).append(idee)
    return held


def met_erbij(tekst: str, erbij: Iterable[Samengevoegd]) -> str:
    """The text of an idea with those that came in under it, each with its number: nothing is lost."""
    return "\n".join((tekst, *(f"Nr. {idee.nummer}: {idee.tekst}" for idee in erbij)))


def kleur_na(eigen: str | None, erbij: Iterable[str | None]) -> tuple[str | None, bool]:
    """(colour after a merge, whether it was lent): its own, else that of those that come in when they agree."""
    if eigen is not None:
        return eigen, False
    given = {kleur for kleur in erbij if kleur is not None}
    return (given.pop(), True) if len(given) == 1 else (None, False)


def nummers_zin(nummers: Iterable[int]) -> str:
    """ "17", "17 en 18", "17, 18 en 20"."""
    return opsomming([str(nummer) for nummer in sorted(nummers)])
