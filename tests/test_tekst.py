"""Typed text is cleaned, and too long is said in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialoog.tekst import clean_line, clean_text, parse_number, parse_numbers


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Jan \t de\nVries  ", "Jan de Vries"),
        ("e\u0301\u00e9n", "\u00e9\u00e9n"),
        ("\u202egespiegeld\u202c", "gespiegeld"),
        ("nul\x00 en bel\x07", "nul en bel"),
        ("\ufeffbom", "bom"),
        ("\U0001f468\u200d\U0001f373 kok", "\U0001f468\u200d\U0001f373 kok"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        (None, ""),
        ("\ud800half", "half"),
    ],
)
def test_one_line_keeps_what_people_type_and_drops_what_they_cannot_see(typed: str | None, kept: str) -> None:
    assert clean_line(typed) == kept


def test_text_keeps_lines_and_tabs_and_at_most_one_empty_line() -> None:
    assert clean_text("\r\n een\r\n\r\n\r\n\r\ntwee\tdrie \r\n") == " een\n\ntwee\tdrie"


def test_too_long_says_how_long_and_how_many_fit() -> None:
    with pytest.raises(ValueError, match=r"121 tekens\. Er passen er 120"):
        clean_line("x" * 121, 120)
    assert clean_line(" " * 500 + "x" * 120, 120) == "x" * 120


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    line, text = clean_line(typed, 10**6), clean_text(typed, 10**6)
    assert clean_line(line, 10**6) == line
    assert clean_text(text, 10**6) == text
    assert "\n" not in line


@pytest.mark.parametrize(
    "typed", [None, "", " 7", "-1", "+1", "1.0", "1e3", "zeven", "\u00b2", "\u0667", "1_000", "9" * 10, "9" * 5000]
)
def test_what_is_no_number_that_a_table_holds_is_none(typed: str | None) -> None:
    assert parse_number(typed) is None


def test_numbers_are_read_in_the_order_in_which_they_came() -> None:
    assert parse_numbers(["17", "nieuw", "3", "\u00b2", "0", "999999999"]) == [17, 3, 0, 999999999]
