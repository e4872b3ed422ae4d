"""What is shown of draagvlak gives nobody away: an attacker goes through all evenings of up to six people."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import pytest

from dialoog.stemming import draagvlak as rules
from dialoog.stemming.draagvlak import OVERIGE, Cellen, cellen, woorden
from tests.stemming.aanvaller import Briefje, Toon, val_aan

SOORTEN = [(2, 1, 1), (2, 2, 1), (3, 1, 1), (3, 2, 1), (2, 2, 2)]
"""(ideas, stickers per person, of which on one idea)."""


def alle_kansen(briefjes: Mapping[int, list[int]], groups: Cellen) -> set[Hashable]:
    """What may be shown, over all ways in which chance can take as many people as the app asks for."""
    asked: dict[Sequence[int], int] = {}
    rules.draagvlak(briefjes, groups, lambda people, size: asked.update({people: size}) or ())
    ways = product(*(combinations(people, asked[people]) for people in groups.mensen))
    return {_met(briefjes, groups, dict(zip(groups.mensen, way, strict=True))) for way in ways}


def _met(briefjes: Mapping[int, list[int]], groups: Cellen, taken: Mapping[Sequence[int], Collection[int]]) -> Hashable:
    return tuple(sorted(rules.draagvlak(briefjes, groups, lambda people, _: taken[people]).items()))


def app(grens: int, groepeer: Any = cellen, tel: Any = alle_kansen) -> Toon:
    """What this app may show with this limit; `groepeer` and `tel` can be replaced by faulty ones."""

    def toon(voters: Mapping[int, Briefje], belang: Mapping[int, str | None]) -> Collection[Hashable]:
        groups = groepeer(belang, grens)
        if groups is None:
            return [()]
        ballots = {who: [i for i, count in enumerate(b) for _ in range(count)] for who, b in voters.items()}
        return {(groups.namen, shown) for shown in tel(ballots, groups)}

    return toon


def verdelingen(mensen: int) -> Iterator[dict[str | None, int]]:
    """All ways to divide people over belangen."""

    def parts(left: int, most: int) -> Iterator[list[int]]:
        if left == 0:
            yield []
        for size in range(min(left, most), 0, -1):
            yield from ([size, *rest] for rest in parts(left - size, size))

    for sizes in parts(mensen, mensen):
        yield dict(zip("abcdefghijklm", sizes, strict=False))


@pytest.mark.lang
@pytest.mark.parametrize("grens", [2, 3])
@pytest.mark.parametrize("soort", SOORTEN)
def test_no_evening_of_up_to_six_people_gives_anybody_away(soort: tuple[int, int, int], grens: int) -> None:
    """With a limit of two as well (of up to five where there are many ballots): its groups are not equally large."""
    for people in range(1, 6 if grens == 2 and soort[1] == 2 else 7):
        for groups in verdelingen(people):
            assert val_aan(groups, soort, app(grens)) == set(), groups


# --- the attacker finds what is wrong -------------------------------------------------------------------------


def precies(briefjes: Mapping[int, list[int]], groups: Cellen) -> set[Hashable]:
    """A faulty count: of how many groups somebody stuck, everybody looked at."""
    return {tuple(sum(any(i in briefjes[p] for p in people) for people in groups.mensen) for i in range(3))}


def per_groep(briefjes: Mapping[int, list[int]], groups: Cellen) -> set[Hashable]:
    """A faulty count: the people per group."""
    return {tuple(tuple(sum(i in briefjes[p] for p in people) for people in groups.mensen) for i in range(3))}


def hele_kleinste(briefjes: Mapping[int, list[int]], groups: Cellen) -> set[Hashable]:
    """A faulty count: as many are looked at as the smallest group has."""
    size = min(map(len, groups.mensen))
    ways = product(*(combinations(people, size) for people in groups.mensen))
    return {next(iter(precies(briefjes, Cellen(groups.namen, way)))) for way in ways}


def grens_ernaast(belang: Mapping[int, str | None], grens: int) -> Cellen | None:
    """A planted bug: the limit is off by one."""
    return cellen(belang, grens - 1)


def klein_overige(belang: Mapping[int, str | None], grens: int) -> Cellen | None:
    """A planted bug: *overige* stays as small as it is."""
    sizes = {name: tuple(p for p in belang if belang[p] == name) for name in set(belang.values())}
    groups = {str(name): people for name, people in sorted(sizes.items(), key=str) if len(people) >= grens}
    rest = tuple(p for name, people in sizes.items() if len(people) < grens for p in people)
    groups |= {OVERIGE: rest} if rest else {}
    return Cellen(tuple(groups), tuple(groups.values())) if len(groups) > 1 else None


def test_on_counts_of_everybody_the_attacker_needs_the_limit_and_overige_to_be_right() -> None:
    found = {
        name: {len(g) for n in range(1, 7) for g in verdelingen(n) if val_aan(g, (2, 1, 1), app(3, groups, precies))}
        for name, groups in {"goed": cellen, "ernaast": grens_ernaast, "klein": klein_overige}.items()
    }
    assert found["goed"] == set()
    assert found["ernaast"]
    assert found["klein"]


def test_people_per_group_or_the_whole_smallest_group_give_somebody_away() -> None:
    assert val_aan({"a": 3, "b": 3}, (2, 1, 1), app(3, tel=per_groep))
    assert val_aan({"a": 3, "b": 2}, (3, 1, 1), app(2, tel=hele_kleinste))
    assert not val_aan({"a": 3, "b": 2}, (3, 1, 1), app(2))


# --- the groups -----------------------------------------------------------------------------------------------


def zaal(**sizes: int) -> dict[int, str | None]:
    """So many voters per belang; `niets`: who named none."""
    names = [None if name == "niets" else name for name, size in sizes.items() for _ in range(size)]
    return dict(enumerate(names))


def groottes(groups: Cellen | None) -> dict[str, int]:
    return {name: len(people) for name, people in zip(groups.namen, groups.mensen, strict=True)} if groups else {}


@pytest.mark.parametrize(
    ("belangen", "verwacht"),
    [
        ({"opleiden": 5, "werken": 6}, {"opleiden": 5, "werken": 6}),
        ({"opleiden": 5, "werken": 4, "wonen": 1}, {"opleiden": 5, OVERIGE: 5}),
        ({"opleiden": 6, "werken": 5, "wonen": 4}, {"opleiden": 6, OVERIGE: 9}),
        ({"opleiden": 6, "werken": 5, "niets": 1}, {"opleiden": 6, OVERIGE: 6}),
        ({"opleiden": 6, "niets": 5}, {"opleiden": 6, OVERIGE: 5}),
        ({"opleiden": 12, "wonen": 4}, {}),
        ({"opleiden": 4, "werken": 4}, {}),
        ({"opleiden": 19}, {}),
        ({}, {}),
    ],
)
def test_small_belangen_go_together_and_overige_swallows_the_next_smallest(
    belangen: dict[str, int], verwacht: dict[str, int]
) -> None:
    assert groottes(cellen(zaal(**belangen), 5)) == verwacht


def test_no_group_is_ever_smaller_than_the_limit() -> None:
    for grens in (3, 4, 5):
        for people in range(1, 14):
            for sizes in verdelingen(people):
                belang = dict(enumerate(name for name, size in sizes.items() for _ in range(size)))
                groups = cellen(belang, grens)
                assert groups is None or min(map(len, groups.mensen)) >= grens
                assert groups is None or sum(map(len, groups.mensen)) == people


def test_it_says_no_more_groups_than_there_are_and_one_where_somebody_stuck() -> None:
    groups = cellen(zaal(opleiden=5, werken=5), 5)
    assert groups is not None
    ballots = {p: [17] if p == 4 else [20] for p in range(10)}
    assert rules.draagvlak(ballots, groups, lambda people, n: people[:n]) == {17: 1, 20: 2}
    assert woorden(2, 4) == "uit minstens 2 van 4 belangen"
    assert woorden(4, 4) == "uit alle 4 belangen"
