"""What a ballot may hold, who counts, which place an idea gets, and in which order places are shown."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dialoog.stemming import rules
from dialoog.stemming.errors import BriefjeOngeldig

LIJST = {nummer: nummer + 100 for nummer in range(1, 9)}
TELLING = st.dictionaries(st.integers(1, 40), st.integers(0, 12), min_size=1, max_size=20)


@given(st.lists(st.integers(0, 10), max_size=8), st.integers(1, 6), st.integers(1, 6))
@example([1, 2, 3, 4, 5, 6], 5, 1)  # one sticker, one layer, one number too many: chance alone misses the edges
@example([1, 1, 1, 2, 3], 5, 2)
@example([1, 2, 3, 4, 9], 5, 1)
def test_a_ballot_is_taken_only_when_it_fits_n_per_idee_and_the_list(
    stickers: list[int], n: int, per_idee: int
) -> None:
    fits = (
        len(stickers) <= n
        and all(nummer in LIJST for nummer in stickers)
        and max(Counter(stickers).values(), default=0) <= per_idee
    )
    try:
        places = rules.check_briefje(stickers, LIJST, n, per_idee)
    except BriefjeOngeldig:
        assert not fits
        return
    assert fits
    assert sorted(place.idee for place in places) == sorted(LIJST[nummer] for nummer in stickers)
    assert [place.slot for place in places] == list(range(1, len(places) + 1))
    assert len({(place.idee, place.laag) for place in places}) == len(places)
    assert all(1 <= place.laag <= per_idee for place in places)


@given(st.permutations([5, 3, 3, 8, 1]))
def test_what_is_stored_does_not_tell_in_which_order_stickers_were_put(stickers: list[int]) -> None:
    assert rules.check_briefje(stickers, LIJST, 5, 2) == rules.check_briefje([1, 3, 3, 5, 8], LIJST, 5, 2)


@pytest.mark.parametrize("wrong", [None, "1,2", [1, "2"], [1.0], [True], {"1": 1}, [None]])
def test_what_is_no_list_of_numbers_is_refused_in_words(wrong: object) -> None:
    with pytest.raises(BriefjeOngeldig, match="Laad de bladzijde opnieuw"):
        rules.check_briefje(wrong, LIJST, 5, 1)


@pytest.mark.parametrize("wrong", [None, 5, "", "kort", "x" * 65, "é" * 12, "abc\ndefgh"])
def test_a_kenmerk_is_a_short_plain_text(wrong: object) -> None:
    with pytest.raises(BriefjeOngeldig):
        rules.check_kenmerk(wrong)


@given(st.lists(st.lists(st.integers(1, 8), max_size=5), max_size=20))
def test_the_tally_is_every_sticker_once_and_every_person_once_per_idea(briefjes: list[list[int]]) -> None:
    stickers, people = rules.tel(range(1, 9), briefjes)
    assert sum(stickers.values()) == sum(map(len, briefjes))
    assert people == {i: sum(i in briefje for briefje in briefjes) for i in range(1, 9)}


@given(TELLING)
def test_more_stickers_is_a_better_place_and_equals_share_one(telling: dict[int, int]) -> None:
    places = rules.plaatsen(telling)
    for idee, place in places.items():
        assert place == 1 + sum(other > telling[idee] for other in telling.values())


def test_places_are_counted_as_people_count_them() -> None:
    assert list(rules.plaatsen({1: 9, 2: 8, 3: 7, 4: 7, 5: 2}).values()) == [1, 2, 3, 3, 5]


@given(TELLING, st.integers(1, 6))
def test_a_tie_at_the_edge_is_found_exactly_when_the_top_cannot_be_cut(telling: dict[int, int], top: int) -> None:
    places = rules.plaatsen(telling)
    tied, free = rules.rand(places, top)
    inside = [idee for idee, place in places.items() if place <= top]
    if len(inside) <= top:
        assert (tied, free) == (set(), 0)
    else:
        assert len({places[idee] for idee in tied}) == 1
        assert len(inside) - len(tied) + free == top
        assert 0 < free < len(tied)


@given(TELLING)
def test_the_reveal_goes_up_from_place_ten_shows_equals_together_and_ends_with_all(telling: dict[int, int]) -> None:
    places = list(rules.plaatsen(telling).values())
    shown: list[int] = []
    now: int | None = None
    while (now := rules.volgende_onthulling(places, now)) is not None:
        shown.append(now)
    assert shown[-1] == 0
    assert shown[:-1] == sorted({p for p in places if 1 < p <= 10}, reverse=True)


def kiezer(number: int, telt: bool = True, bij: int | None = None) -> rules.Kiezer:
    return rules.Kiezer(number, telt, bij)


def test_only_people_who_may_count_do() -> None:
    assert rules.geteld([kiezer(1), kiezer(2, telt=False)], {1, 2}) == {1}


def test_of_people_who_were_merged_one_ballot_counts_that_of_the_one_who_is_kept() -> None:
    people = [kiezer(1, telt=False, bij=2), kiezer(2), kiezer(3, telt=False, bij=1)]
    assert rules.geteld(people, {1, 2, 3}) == {2}
    assert rules.geteld(people, {1}) == {1}
    assert rules.geteld(people, {1, 3}) == {1}


def test_people_merged_into_somebody_who_does_not_count_do_not_count_either() -> None:
    assert rules.geteld([kiezer(1, bij=2), kiezer(2, telt=False)], {1, 2}) == set()


@pytest.mark.parametrize(
    ("aantal", "klaar", "woord"),
    [(None, False, "niets"), (0, False, "niets"), (2, False, "bezig"), (5, True, "klaar"), (0, True, "klaar")],
)
def test_how_far_somebody_is_follows_from_what_lies(aantal: int | None, klaar: bool, woord: str) -> None:
    assert rules.toestand(aantal, klaar) == woord
