"""Amounts as people type them, and adding up: read right, or refused with a sentence."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialoog.voorstel import bedragen as b

CENTEN = st.integers(-b.MAX_CENTEN, b.MAX_CENTEN)


@pytest.mark.parametrize(
    ("getypt", "centen"),
    [
        ("", None),
        ("  ", None),
        ("1250", 125_000),
        ("1.250", 125_000),
        ("1.250,50", 125_050),
        ("€ 1.250", 125_000),
        ("€1250,5", 125_050),
        ("1250.5", 125_050),
        ("12.50", 1_250),
        ("1 250,50", 125_050),
        ("1.250,-", 125_000),
        ("€ 45.200,--", 4_520_000),
        ("1.250.000", 125_000_000),
        ("1250 euro", 125_000),
        ("EUR 1.250", 125_000),
        ("-500", -50_000),
        ("€ -500", -50_000),
        ("- € 500,00", -50_000),
        ("0", 0),
        ("\u00a01.250\u00a0", 125_000),
    ],
)
def test_an_amount_is_read_as_the_dutch_write_it(getypt: str, centen: int | None) -> None:
    assert b.lees_bedrag(getypt) == centen


@pytest.mark.parametrize(
    "getypt",
    [
        "1,250", "850,000", "1,250.50", "12.34.56", "1.25,00", "1250.505", "12,345", "ongeveer 500", "pm", "10k", "€",
        "1e5", "²", "١٢", "--5", "5-", "3 x 400", "12 50", "1.2.3", ",5", "99999999999999999999", "1234.567",
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_or_in_none_is_refused_with_a_sentence(getypt: str) -> None:
    with pytest.raises(b.Onleesbaar, match=r"^[A-Z].*[.]$"):
        b.lees_bedrag(getypt)


def test_the_sentence_offers_what_was_probably_meant() -> None:
    with pytest.raises(b.Onleesbaar, match=r"Bedoelt u 850\.000\?"):
        b.lees_bedrag("€ 850,000")


@given(CENTEN)
def test_an_amount_comes_back_from_the_field_and_from_a_file_as_it_was(centen: int) -> None:
    assert b.lees_bedrag(b.nederlands(centen)) == centen
    assert b.tekst_centen(b.centen_tekst(centen)) == centen


@given(st.text(max_size=12))
def test_whatever_is_typed_is_an_amount_or_a_sentence(getypt: str) -> None:
    for lees in (b.lees_bedrag, b.lees_aantal):
        with suppress(b.Onleesbaar):  # and nothing else
            lees(getypt)


@pytest.mark.parametrize(
    ("getypt", "aantal"), [("20", "20"), ("2,5", "2.5"), ("1.250", "1250"), ("2,50", "2.5"), ("", "")]
)
def test_a_number_is_kept_as_plain_text_and_shown_as_typed(getypt: str, aantal: str) -> None:
    assert b.lees_aantal(getypt) == aantal
    assert b.lees_aantal(b.nederlands_aantal(aantal)) == aantal


def test_costs_add_up_per_year_and_in_all_and_the_stated_total_is_not_mended() -> None:
    rows = [b.Post(4_000_000, 2027, "ex"), b.Post(520_000, 2028, "ex"), b.Post(None, 2028, ""), b.Post(1, None, "incl")]
    sum_ = b.tel_op(rows, 4_540_000)
    assert (sum_.som, sum_.totaal, sum_.verschil, sum_.zonder_bedrag) == (4_520_001, 4_540_000, 19_999, 1)
    assert list(sum_.per_jaar.items()) == [(2027, 4_000_000), (2028, 520_000), (None, 1)]
    assert sum_.per_btw == {"ex": 4_520_000, "incl": 1}


def test_without_amounts_or_with_only_a_total_there_is_no_difference() -> None:
    assert b.tel_op([b.Post(None, None, "")]).som is None
    assert b.tel_op([], 20_000_000).verschil is None
    assert b.tel_op([b.Post(100, None, "")], 100).verschil == 0


@given(st.lists(CENTEN, min_size=1))
def test_a_thousand_small_amounts_add_up_to_the_cent(centen: list[int]) -> None:
    som = b.tel_op([b.Post(one, None, "") for one in centen]).som
    assert Decimal(som or 0) / 100 == sum((Decimal(one) / 100 for one in centen), Decimal(0))
