"""What one may rely on in the macros of the beamer when the hall is full: 150 people, 23 tables, 300 ideas."""

import re

import pytest

from tests.stijlgids_groot import omgeving
from tests.test_macros_groot import toon

PLAATSEN = list(range(1, 11))


def rijen(*stickers: int) -> list[dict[str, object]]:
    return [
        {"plaats": n, "nummer": n, "titel": f"titel {n}", "kleur": "rood", "stickers": s, "mensen": s}
        for n, s in enumerate(stickers, 1)
    ]


@pytest.mark.parametrize(("meest", "per"), [(15, 1), (16, 2), (30, 2), (31, 5), (75, 5), (76, 10), (150, 10)])
def test_one_line_of_15_discs_is_always_enough_and_says_what_a_disc_is(meest: int, per: int) -> None:
    html = toon("onthullen(r, 1)", r=rijen(meest))
    assert html.count("<circle") == -(-meest // per) <= 15
    assert (f"1 stip is {per} stickers." in html) == (per > 1)


def test_beyond_150_it_is_a_bar() -> None:
    html = toon("onthullen(r, 1)", r=rijen(151))
    assert "vel-balk" in html
    assert "<circle" not in html


@pytest.mark.parametrize("meest", [14, 47, 400])
def test_a_row_looks_the_same_before_and_after_the_better_ones_are_revealed(meest: int) -> None:
    alle = rijen(meest, *range(13, 4, -1))
    maat = {"plaatsen": PLAATSEN, "meest": meest}
    before = toon("onthullen(r, 8, maat=m)", r=alle[7:], m=maat)
    after = toon("onthullen(r, 1, maat=m)", r=alle, m=maat)
    row = re.compile(r'id="onthul-10".*?</li>', re.DOTALL)
    (first,), (last,) = row.findall(before), row.findall(after)
    assert first == last
    assert str(meest) not in before.replace(str(maat["plaatsen"]), "")


def test_more_places_than_can_be_drawn_stand_in_words_and_every_number_stays() -> None:
    vlakken = {
        "grijs": {"gekozen": [], "quotum": 0},
        "geel": {"gekozen": list(range(100, 129)), "quotum": 69},
        "blauw": {"gekozen": [3, 58], "quotum": 23},
        "rood": {"gekozen": list(range(200, 261)), "quotum": 69},
    }
    groepen = [{"naam": f"Tafel {n}", "klaar": n == 1, "gekozen": 3, "nog": [("rood", 1)]} for n in range(1, 24)]
    html = toon("kiezen_vlakken(v, g)", v=vlakken, g=groepen)
    assert "plek-open" not in html
    assert "Nog te kiezen: 40 geel" in html
    assert all(f">{n}</li>" in html for n in vlakken["geel"]["gekozen"])
    assert "De nummers staan op de telefoons." in html
    assert all(f"<h2>Tafel {n}</h2>" in html for n in range(1, 24))


def test_an_open_round_turns_pages_of_24_and_loses_no_idea() -> None:
    stand = [{"nummer": n, "titel": f"titel {n}", "kleur": "geel", "stickers": n % 7} for n in range(1, 35)]
    bron = '{% import "macros/beamer.html" as beamer with context %}{% include "live/stemming/_beamer_open.html" %}'
    page = omgeving().from_string(bron)
    html = str(page.render(open_stand=stand, telling={"geplakt": 99, "totaal": 170}))
    assert re.findall(r'data-pagina="(\d)"', html) == ["1", "2"]
    assert [int(n) for n in re.findall(r'id="open-(\d+)"', html)] == list(range(1, 35))
    assert "data-pagina" not in page.render(open_stand=stand[:24], telling={"geplakt": 9, "totaal": 170})
