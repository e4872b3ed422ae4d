"""What a herstemming and a lot decide, whatever the counts."""

from hypothesis import given
from hypothesis import strategies as st

from dialoog.stemming.besluit import weeg

COUNTS = st.dictionaries(st.integers(1, 12), st.integers(0, 4), min_size=2, max_size=12)


@st.composite
def herstemming(draw: st.DrawFn) -> tuple[dict[int, int], int]:
    """Stickers per tied idea, and fewer places than ideas."""
    stickers = draw(COUNTS)
    return stickers, draw(st.integers(1, len(stickers) - 1))


@given(herstemming())
def test_it_fills_the_places_or_says_which_are_still_equal(held: tuple[dict[int, int], int]) -> None:
    stickers, places = held
    found = weeg(stickers, places, [])
    assert len(found.door) + found.vrij == places
    assert bool(found.vrij) == bool(found.open)
    assert not set(found.door) & found.open
    if found.open:
        assert len({stickers[idee] for idee in found.open}) == 1
        assert len(found.open) > found.vrij


@given(herstemming())
def test_who_has_more_stickers_is_never_passed_over(held: tuple[dict[int, int], int]) -> None:
    stickers, places = held
    found = weeg(stickers, places, [])
    off = set(stickers) - set(found.door) - found.open
    for idee in found.door:
        assert all(stickers[idee] > stickers[other] for other in off | found.open)
    for idee in found.open:
        assert all(stickers[idee] > stickers[other] for other in off)


@given(herstemming(), st.randoms())
def test_lots_fill_what_was_left_and_no_more(held: tuple[dict[int, int], int], random: object) -> None:
    stickers, places = held
    tied = sorted(weeg(stickers, places, []).open)
    random.shuffle(tied)  # type: ignore[attr-defined]
    for drawn in range(len(tied) + 1):
        found = weeg(stickers, places, tied[:drawn])
        assert len(found.door) + found.vrij == places
        assert not found.vrij or len(found.open) > found.vrij
    assert set(weeg(stickers, places, [99]).door) == set(weeg(stickers, places, []).door)


def test_the_order_is_that_of_the_herstemming() -> None:
    found = weeg({5: 2, 6: 9, 7: 4, 8: 4}, 3, [8])
    assert dict(found.door) == {6: "herstemming", 7: "herstemming", 8: "herstemming"}
    found = weeg({5: 2, 6: 9, 7: 4, 8: 4}, 2, [8])
    assert list(found.door.items()) == [(6, "herstemming"), (8, "loting")]
    assert (found.open, found.vrij) == (frozenset(), 0)
