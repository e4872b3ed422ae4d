"""What many colours come to: proposal, disputed, too few; and in what order ideas are looked at."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialoog.idee import kleuren_rules as rules
from dialoog.idee.rules import KLEUREN


@dataclass(frozen=True)
class Kaartje:
    id: int
    nummer: int
    kleur: str | None = None


tellingen = st.dictionaries(st.sampled_from(KLEUREN), st.integers(0, 30))
ideeen = st.lists(st.integers(1, 99), unique=True, min_size=1).map(lambda ns: [Kaartje(n + 1000, n) for n in ns])


@pytest.mark.parametrize(
    ("telling", "kleur", "betwist", "te_weinig"),
    [
        ({}, None, False, True),
        ({"geel": 2}, "geel", False, True),
        ({"geel": 3}, "geel", False, False),
        ({"geel": 9, "rood": 7, "blauw": 2, "grijs": 1}, "geel", True, False),
        ({"geel": 2, "rood": 1}, "geel", False, False),
        ({"geel": 2, "rood": 2}, "rood", True, False),
        ({"blauw": 1, "rood": 1, "geel": 1, "grijs": 1}, "blauw", True, False),
        ({"grijs": 2, "geel": 2}, "geel", True, False),
        ({"rood": 1, "grijs": 1}, "rood", True, True),
    ],
)
def test_the_most_chosen_is_proposed_and_at_a_tie_the_more_feasible(
    telling: dict[str, int], kleur: str | None, betwist: bool, te_weinig: bool
) -> None:
    found = rules.voorstel(telling)
    assert (found.kleur, found.betwist, found.te_weinig) == (kleur, betwist, te_weinig)
    assert found.eens == (kleur is not None and not betwist and not te_weinig)


@given(tellingen)
def test_an_idea_is_disputed_exactly_when_no_colour_has_more_than_half(telling: dict[str, int]) -> None:
    found = rules.voorstel(telling)
    total = sum(telling.values())
    assert found.kiezers == total
    assert found.betwist == (total > 0 and not any(n > total / 2 for n in telling.values()))
    assert (found.kleur is None) == (total == 0)
    if found.kleur is not None:
        better = rules.HAALBAAR[: rules.HAALBAAR.index(found.kleur)]
        assert telling[found.kleur] == max(telling.values())
        assert all(telling.get(other, 0) < telling[found.kleur] for other in better)


@pytest.mark.parametrize(
    ("manier", "verdeeld", "groepen", "minstens"),
    [("iedereen", True, 0, 3), ("groepen", True, 5, 1), ("groepen", False, 5, 3), ("groepen", False, 2, 2)],
)
def test_groups_count_as_kiezers_and_of_two_groups_two_are_enough(
    manier: rules.Manier, verdeeld: bool, groepen: int, minstens: int
) -> None:
    assert rules.genoeg(manier, verdeeld, groepen) == minstens


@given(ideeen, st.lists(st.integers(1, 50), unique=True, min_size=1, max_size=8), st.data())
def test_divided_ideas_fall_to_one_group_each_and_stay_there_when_another_is_hidden(
    ideas: list[Kaartje], groepen: list[int], data: st.DataObject
) -> None:
    before = {idee.nummer: rules.groep_van_nummer(idee.nummer, groepen) for idee in ideas}
    assert set(before.values()) <= set(groepen)
    kept = data.draw(st.sets(st.sampled_from(ideas)))
    assert all(rules.groep_van_nummer(idee.nummer, groepen) == before[idee.nummer] for idee in kept)


def test_a_whole_wall_is_divided_evenly() -> None:
    shares = Counter(rules.groep_van_nummer(nummer, [7, 8, 9]) for nummer in range(1, 69))
    assert sorted(shares.values()) == [22, 23, 23]


@given(ideeen, st.integers(1, 500), st.data())
def test_an_own_order_holds_every_idea_once_with_what_was_seen_first_and_what_few_coloured_next(
    ideas: list[Kaartje], stap: int, data: st.DataObject
) -> None:
    ids = [idee.id for idee in ideas]
    seen = dict.fromkeys(data.draw(st.sets(st.sampled_from(ids))))
    counts = data.draw(st.dictionaries(st.sampled_from(ids), st.integers(0, 9)))
    order = rules.eigen_volgorde(ideas, stap, "deelnemer:7", seen, counts)
    assert sorted(order) == sorted(ids)
    assert set(order[: len(seen)]) == set(seen)
    few = [min(counts.get(number, 0), 3) for number in order[len(seen) :]]
    assert few == sorted(few)
    assert order == rules.eigen_volgorde(list(reversed(ideas)), stap, "deelnemer:7", seen, counts)


def test_everybody_has_another_order() -> None:
    ideas = [Kaartje(n, n) for n in range(1, 69)]
    orders = {tuple(rules.eigen_volgorde(ideas, 1, f"deelnemer:{person}", {}, {})) for person in range(19)}
    assert len(orders) == 19
    assert len({order[0] for order in orders}) > 10


def test_disputed_ideas_are_talked_about_first_then_those_of_too_few() -> None:
    ideas = [Kaartje(n, n) for n in (4, 3, 2, 1)]
    agreed, few = rules.voorstel({"rood": 5}), rules.voorstel({"rood": 1})
    disputed = rules.voorstel({"rood": 2, "geel": 2})
    found = rules.bespreekvolgorde(ideas, {1: agreed, 2: few, 3: disputed, 4: disputed})
    assert found == [3, 4, 2, 1]


@given(ideeen)
def test_next_visits_every_idea_once_and_comes_back(ideas: list[Kaartje]) -> None:
    order = [idee.id for idee in ideas]
    seen, here = [order[0]], order[0]
    while (following := rules.volgend(order, here, 1, lambda _: True)) is not None and following != order[0]:
        seen.append(following)
        assert rules.volgend(order, following, -1, lambda _: True) == here
        here = following
    assert seen == order


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.sampled_from([1, -1]), st.data())
def test_next_gives_only_what_passes_and_nothing_when_nothing_else_does(
    passes: list[bool], richting: int, data: st.DataObject
) -> None:
    order = list(range(1, len(passes) + 1))
    here = data.draw(st.sampled_from([None, *order]))
    found = rules.volgend(order, here, richting, lambda number: passes[number - 1])
    others = [number for number in order if passes[number - 1] and number != here]
    assert found in others if others else found is None


@pytest.mark.parametrize("zeef", ["alle", "zonder", "betwist", "te_weinig", "rood", "v0", "v12"])
def test_a_sieve_has_a_name_that_is_known(zeef: str) -> None:
    assert rules.is_zeef(zeef)


@pytest.mark.parametrize("zeef", ["", "v", "paars", "v-1", "v1x", "v99999999999999", "<b>"])
def test_another_sieve_is_none(zeef: str) -> None:
    assert not rules.is_zeef(zeef)


def test_what_is_fixed_is_no_longer_disputed() -> None:
    disputed = rules.voorstel({"rood": 2, "geel": 2})
    assert rules.in_zeef("betwist", None, disputed, True, [])
    assert not rules.in_zeef("betwist", "rood", disputed, False, [])
    assert rules.in_zeef("v0", None, None, True, [])
    assert not rules.in_zeef("v0", None, None, True, [3])
    assert rules.in_zeef("v3", None, None, True, [3, 4])
