"""When a pauze ends, and which numbers a waiting screen may show."""

from datetime import UTC, datetime, timedelta

import pytest

from dialoog.bijeenkomst import koppelen
from dialoog.bijeenkomst.koppelen import LEVEN_S, MEESTE, Koppelingen, clean_nummer
from dialoog.bijeenkomst.zaal_rules import minutes_from, next_time
from dialoog.klok import klokslag

AVOND = datetime(2026, 11, 24, 19, 10, 20, tzinfo=UTC)
"""20:10:20 in the hall."""


@pytest.mark.parametrize("typed", ["20:25", "20.25", "2025", " 20 : 25 ", "20u25"])
def test_a_time_may_be_typed_as_people_write_it(typed: str) -> None:
    assert klokslag(next_time(AVOND, typed)) == "20:25"


@pytest.mark.parametrize("typed", ["half negen", "25:00", "20:75", "", "20:5", "2"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="zoals 20:25"):
        next_time(AVOND, typed)


def test_a_time_that_is_past_is_refused_and_one_after_midnight_is_not() -> None:
    with pytest.raises(ValueError, match="al voorbij"):
        next_time(AVOND, "20:05")
    late = datetime(2026, 11, 24, 22, 50, tzinfo=UTC)
    assert next_time(late, "0:05") - late == timedelta(minutes=15)


def test_minutes_from_now_end_on_a_whole_minute_and_never_sooner() -> None:
    end = minutes_from(AVOND, 10)
    assert klokslag(end) == "20:21"
    assert end - AVOND >= timedelta(minutes=10)
    assert minutes_from(AVOND.replace(second=0), 10) == AVOND.replace(second=0) + timedelta(minutes=10)


def test_a_number_opens_nothing_until_it_was_typed_and_only_for_its_own_screen() -> None:
    waiting = Koppelingen()
    one, other = waiting.wacht(), waiting.wacht()
    assert one.nummer != other.nummer
    assert one.token is None
    assert waiting.koppel(one.nummer, "beamer-a")
    assert waiting.van(one.geheim).token == "beamer-a"
    assert waiting.van(other.geheim).token is None
    assert waiting.van(one.nummer) is None


def test_a_number_typed_twice_is_fine_and_goes_to_one_evening_only() -> None:
    waiting = Koppelingen()
    nummer = waiting.wacht().nummer
    assert waiting.koppel(nummer, "beamer-a")
    assert waiting.koppel(nummer, "beamer-a")
    assert not waiting.koppel(nummer, "beamer-b")


def test_a_number_is_gone_after_ten_minutes() -> None:
    now = [0.0]
    waiting = Koppelingen(lambda: now[0])
    scherm = waiting.wacht()
    now[0] = LEVEN_S - 1
    assert waiting.van(scherm.geheim)
    now[0] = LEVEN_S
    assert waiting.van(scherm.geheim) is None
    assert not waiting.koppel(scherm.nummer, "beamer-a")


def test_two_screens_never_show_the_same_number(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["000001", "000001", "000002"])
    monkeypatch.setattr(koppelen, "_nummer", lambda: next(drawn))
    waiting = Koppelingen()
    assert [waiting.wacht().nummer, waiting.wacht().nummer] == ["000001", "000002"]


def test_a_flood_of_screens_pushes_out_those_that_nobody_looks_at_only() -> None:
    waiting = Koppelingen()
    beamer, first, second = waiting.wacht(), waiting.wacht(), waiting.wacht()
    for _ in range(MEESTE - 2):
        last = waiting.wacht()
        assert waiting.van(beamer.geheim)  # as its page asks every two seconds
    assert waiting.van(first.geheim) is None
    assert waiting.van(second.geheim)
    assert waiting.van(last.geheim)
    assert waiting.koppel(beamer.nummer, "token")


@pytest.mark.parametrize(
    ("typed", "read"), [("482 913", "482913"), ("482913", "482913"), ("48291", ""), ("٤٨٢٩١٣", "")]
)
def test_a_number_is_read_as_it_is_shown(typed: str, read: str) -> None:
    assert clean_nummer(typed) == read
