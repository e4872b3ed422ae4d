"""Decisions about the quota of *kiezen*: pure, without Flask or database (domein.md, Settled questions: Quota)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialoog.idee.rules import KLEUREN, QUOTA, QUOTA_GROEP, nog_te_kiezen, opsomming

ZAAL, GROEP, PERSOON = "zaal", "groep", "persoon"
EENHEDEN = {
    ZAAL: "De zaal samen, u tikt",
    GROEP: "Elke groep, met één telefoon",
    PERSOON: "Iedereen op de eigen telefoon",
}
"""Who has a quota: the unit of a step, with its words on screen."""


def eenheid(instellingen: Mapping[str, Any]) -> str:
    """The unit of a step; what was not set (or is no unit) is the room."""
    own = instellingen.get("eenheid")
    return own if isinstance(own, str) and own in EENHEDEN else ZAAL


def standaard_quota(unit: str) -> dict[str, int]:
    """The quota that is offered with a unit. Per person it is the room's: the most chosen count, up to that."""
    return dict(QUOTA_GROEP if unit == GROEP else QUOTA)


def passend_quotum(unit: str, getoond_voor: str, typed: Mapping[str, int]) -> dict[str, int]:
    """The quota to keep when somebody chose `unit` on a form that showed numbers for `getoond_voor`: what he typed
    himself stays, the untouched default of the other unit becomes that of this one."""
    if unit != getoond_voor and getoond_voor in EENHEDEN and dict(typed) == standaard_quota(getoond_voor):
        return standaard_quota(unit)
    return {kleur: int(typed[kleur]) for kleur in KLEUREN}


def tel_kleuren(kleuren: Collection[str | None]) -> dict[str, int]:
    """How many of each colour; ideas without one are left out."""
    return {k: sum(kleur == k for kleur in kleuren) for k in KLEUREN if any(kleur == k for kleur in kleuren)}


def extra_boven(doel: Mapping[str, int], voor: Mapping[str, int], na: Mapping[str, int]) -> list[str]:
    """The colours in which a change goes (further) over the quota: each asks for a confirmation. Swapping within a
    colour that is full, or laying back, never asks."""
    return [k for k in KLEUREN if na.get(k, 0) > doel[k] and na.get(k, 0) > voor.get(k, 0)]


def boven(doel: Mapping[str, int], gekozen: Mapping[str, int]) -> dict[str, int]:
    """Per colour how many more were chosen than the quota; a colour that is not over is left out."""
    return {k: gekozen[k] - doel[k] for k in KLEUREN if gekozen.get(k, 0) > doel[k]}


def samen_nog(doel: Mapping[str, int], bezig: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """What the groups that are busy still have to choose together, per colour; the same idea twice is each one's own
    choice, so a double leaves no place open."""
    left = [nog_te_kiezen(doel, counts) for counts in bezig]
    total = {k: sum(nog.get(k, 0) for nog in left) for k in KLEUREN}
    return {k: n for k, n in total.items() if n}


def in_woorden(aantallen: Mapping[str, int]) -> str:
    """ "2 rood en 1 geel", in reading order of the fields; empty for nothing."""
    parts = [f"{aantallen[k]} {k}" for k in KLEUREN if aantallen.get(k)]
    return opsomming(parts)


def namen_samen(namen: Sequence[str]) -> str:
    """ "tafel 1 en 3" where names differ only in their number, else "tafel 1 en De Brug"."""
    first = [naam.rsplit(" ", 1) for naam in namen]
    same = len({part[0] for part in first}) == 1 and all(len(part) == 2 and part[1].isdigit() for part in first)
    return opsomming([namen[0], *(part[1] for part in first[1:])] if same else list(namen))


# --- counting what everybody chose ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Gelijk:
    """Ideas with equally many choices at the edge of a quota: `plekken` of them go on, the group says which."""

    kleur: str
    plekken: int
    ideeen: tuple[int, ...]
    keer: int


@dataclass(frozen=True)
class Uitkomst:
    """What the counts give: ideas that go on without question, and the ties at the edge. Ids of ideas."""

    zeker: tuple[int, ...]
    gelijk: tuple[Gelijk, ...]


def tel_uit(kleuren: Mapping[int, str | None], keren: Mapping[int, int], doel: Mapping[str, int]) -> Uitkomst:
    """Per colour the most chosen, up to the quota; a tie at the edge is never cut silently. `kleuren`: idee → colour,
    `keren`: idee → how many people chose it. Ideas without a colour have no quota: the group decides about those."""
    sure: list[int] = []
    ties: list[Gelijk] = []
    for kleur in KLEUREN:
        chosen = [i for i, k in kleuren.items() if k == kleur and keren.get(i, 0) > 0]
        rows = sorted(chosen, key=lambda i: (-keren[i], i))
        most = doel[kleur]
        if len(rows) <= most:
            sure += rows
            continue
        if most == 0:
            continue
        edge = keren[rows[most - 1]]
        above = [i for i in rows if keren[i] > edge]
        equal = [i for i in rows if keren[i] == edge]
        sure += above
        if len(above) + len(equal) <= most:
            sure += equal
        else:
            ties.append(Gelijk(kleur, most - len(above), tuple(sorted(equal)), edge))
    return Uitkomst(tuple(sorted(sure)), tuple(ties))
