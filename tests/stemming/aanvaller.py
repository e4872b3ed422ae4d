"""The attacker on draagvlak: he knows everybody's belang and everything that is shown, and goes through all evenings
that could have given it. What is the same in all of them, he knows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

Briefje = tuple[int, ...]
"""Stickers per idea."""
Toon = Callable[[Mapping[int, Briefje], Mapping[int, str | None]], Collection[Hashable]]
"""(ballot per voter, belang per voter) → everything that may come to be shown of draagvlak, over all chances."""
Weet = tuple[str | None, int, bool]
"""Somebody of this belang did, or did not, stick on this idea."""


@dataclass(frozen=True)
class Verraden:
    """The people of a belang of whom it is known whether they stuck on an idea, while the tally does not say it."""

    belang: str | None
    idee: int
    geplakt: bool


def briefjes(ideeen: int, n: int, per_idee: int) -> list[Briefje]:
    """All ballots with at least one sticker."""
    every = product(range(per_idee + 1), repeat=ideeen)
    return [ballot for ballot in every if 0 < sum(ballot) <= n]


def avonden(
    groepen: Mapping[str | None, int], every: Sequence[Briefje]
) -> Iterator[tuple[dict[int, Briefje], dict[int, str | None]]]:
    """All evenings: (ballot per voter, belang per voter). People of one belang are not told apart by anything that is
    shown, so their ballots are taken without order."""
    belang = dict(enumerate(name for name, size in groepen.items() for _ in range(size)))
    ways = [list(combinations_with_replacement(every, size)) for size in groepen.values()]
    for chosen in product(*ways):
        yield dict(enumerate(ballot for own in chosen for ballot in own)), belang


def val_aan(groepen: Mapping[str | None, int], soort: tuple[int, int, int], toon: Toon) -> set[Verraden]:
    """Everybody who is given away; `soort`: (ideas, stickers per person, of which on one idea)."""
    ideas = range(soort[0])
    by_tally: dict[Hashable, set[Weet]] = defaultdict(set)
    by_shown: dict[tuple[Hashable, Hashable], set[Weet]] = defaultdict(set)
    for voters, belang in avonden(groepen, briefjes(*soort)):
        ballots = voters.values()
        tally = tuple((sum(b[i] for b in ballots), sum(b[i] > 0 for b in ballots)) for i in ideas)
        truth = {(belang[who], i, ballot[i] > 0) for who, ballot in voters.items() for i in ideas}
        by_tally[tally] |= truth
        for shown in toon(voters, belang):
            by_shown[tally, shown] |= truth
    return {
        Verraden(name, idee, stuck)
        for (tally, _), possible in by_shown.items()
        for name, idee, stuck in possible
        if (name, idee, not stuck) not in possible and (name, idee, not stuck) in by_tally[tally]
    }
