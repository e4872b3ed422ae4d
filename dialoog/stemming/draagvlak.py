"""Draagvlak: over how many belangen the stickers of an idea spread (domein.md, *Draagvlak*). Pure but for chance.

What is shown gives nobody away, in no group and with no combination of ideas: docs/besluiten/0013-draagvlak.md has
the proof, `tests/stemming/aanvaller.py` tries all evenings of up to six people."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

GRENS, MIN_GRENS, MAX_GRENS = 5, 3, 50
OVERIGE = "overige"
Trek = Callable[[Sequence[int], int], Collection[int]]
"""Takes so many of these people at random: `secrets.SystemRandom().sample`."""


@dataclass(frozen=True)
class Cellen:
    """Groups of voters by belang. `namen`: the named belangen by name, *overige* last; `mensen`: who is in each.

    Who and how many are in a group never leaves the server."""

    namen: tuple[str, ...]
    mensen: tuple[tuple[int, ...], ...]


def cellen(belang_van: Mapping[int, str | None], grens: int) -> Cellen | None:
    """Groups of at least `grens` voters; `belang_van`: the first named belang of each voter (None: none named).

    Small ones go together into *overige*; when that is too small it swallows the next smallest. None: fewer than two
    groups are left, so nothing is shown."""
    sizes = Counter(belang_van.values())
    rest = {belang for belang, size in sizes.items() if belang in (None, OVERIGE) or size < grens}
    large = sorted((size, belang) for belang, size in sizes.items() if belang is not None and belang not in rest)
    while rest and sum(sizes[belang] for belang in rest) < grens and large:
        rest.add(large.pop(0)[1])
    named = sorted(belang for _, belang in large)
    groups = {name: tuple(p for p, belang in belang_van.items() if belang == name) for name in named}
    if rest:
        groups[OVERIGE] = tuple(p for p, belang in belang_van.items() if belang in rest)
    return Cellen(tuple(groups), tuple(groups.values())) if len(groups) > 1 else None


def draagvlak(briefjes: Mapping[int, Iterable[int]], groups: Cellen, trek: Trek) -> dict[int, int]:
    """From how many groups at least the stickers of each idea come. `briefjes`: the ideas on each voter's ballot.

    In each group one fewer is looked at than the smallest has, taken by chance and then forgotten. Those looked at
    can then be exchanged between groups, and so can the others, without anything shown being different: everybody
    may have put any ballot of the hall."""
    size = min(len(people) for people in groups.mensen) - 1
    looked = [trek(people, size) for people in groups.mensen]
    ideas = {idee for briefje in briefjes.values() for idee in briefje}
    spread = {idee: sum(any(idee in briefjes[p] for p in people) for people in looked) for idee in ideas}
    return {idee: max(1, count) for idee, count in spread.items()}


def woorden(uit: int, van: int) -> str:
    """`uit alle 4 belangen`, `uit minstens 2 van 4 belangen`."""
    return f"uit alle {van} belangen" if uit == van else f"uit minstens {uit} van {van} belangen"
