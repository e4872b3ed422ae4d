"""What one may rely on in the macros of beamer and regie, whatever the content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import stijlgids_groot as groot
from tests import stijlgids_inhoud as inhoud

PAGINAS = [*(f"beamer-{naam}" for naam in groot.BEAMER), *(f"regie-{naam}" for naam in groot.REGIE)]


def toon(aanroep: str, **waarden: object) -> str:
    """The markup of one call of a beamer macro."""
    bron = '{% import "macros/beamer.html" as beamer %}{{ beamer.' + aanroep + " }}"
    return str(groot.omgeving().from_string(bron).render(**waarden))


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plek = tmp_path_factory.mktemp("stijlgids")
    groot.schrijf(plek, PAGINAS)
    return plek


@pytest.mark.parametrize("naam", PAGINAS)
def test_no_specimen_has_an_inline_style_script_or_handler(map_: Path, naam: str) -> None:
    html = (map_ / f"{naam}.html").read_text()
    assert not re.search(r"\sstyle=|\son\w+=|<script", html)
    assert "kant-7" not in html


@pytest.mark.parametrize("naam", [n for n in PAGINAS if n.startswith("beamer")])
def test_the_beamer_has_no_controls(map_: Path, naam: str) -> None:
    assert not re.search(r"<(input|button|select|textarea|details|a)\b", (map_ / f"{naam}.html").read_text())


def test_every_idea_stands_on_the_wall_once_and_one_page_is_shown() -> None:
    html = toon("ideeenmuur(ideeen, nieuwste=68)", ideeen=inhoud.MUUR)
    nummers = re.findall(r'id="muur-(\d+)"', html)
    assert sorted(map(int, nummers)) == sorted(i["nummer"] for i in inhoud.MUUR)
    assert len(re.findall(r'class="muurblad"', html)) == 1
    assert "De gemeente betaalt alleen het dak." in html


def test_a_very_long_idea_is_never_shortened_when_it_is_talked_about() -> None:
    tekst = "woord " * 2000 + "slot"
    assert tekst in toon("een_idee(idee)", idee={"nummer": 1, "tekst": tekst})


@pytest.mark.parametrize("vanaf", [None, 10, 8, 7, 5, 4, 1])
def test_a_row_that_is_not_yet_revealed_is_not_in_the_markup(vanaf: int | None) -> None:
    html = toon("onthullen(rijen, vanaf)", rijen=inhoud.RIJEN, vanaf=vanaf)
    for rij in inhoud.RIJEN:
        assert (rij["titel"] in html) == (vanaf is not None and rij["plaats"] >= vanaf)


def test_a_tie_over_the_edge_says_that_the_group_chooses_and_one_within_the_top_does_not() -> None:
    assert "Samen op plaats 5. We kiezen zo met elkaar welke doorgaat." in toon("onthullen(r, 1)", r=inhoud.RIJEN)
    html = toon("onthullen(r, 1, top=6)", r=inhoud.RIJEN)
    assert "Samen op plaats 5." in html
    assert "We kiezen" not in html
    assert "Samen op plaats 8" not in html


@pytest.mark.parametrize(
    ("aantal", "totaal", "vol", "leeg"),
    [(0, 95, 0, 95), (71, 95, 71, 24), (95, 95, 95, 0), (307, 500, 61, 39), (500, 500, 100, 0)],
)
def test_the_sheet_has_a_disc_for_each_sticker_or_for_five_and_says_so(
    aantal: int, totaal: int, vol: int, leeg: int
) -> None:
    html = toon("stickervel_groot(aantal, totaal)", aantal=aantal, totaal=totaal)
    assert (html.count('class="vel-stip"'), html.count("vel-plek")) == (vol, leeg)
    assert ("1 stip is 5 stickers" in html) == (totaal > 150)


def test_beyond_600_stickers_the_sheet_is_a_bar() -> None:
    html = toon("stickervel_groot(300, 900)")
    assert "vel-balk" in html
    assert "<circle" not in html


def test_a_row_of_the_sheet_is_never_as_long_as_there_are_people() -> None:
    html = toon("stickervel_groot(80, 80, mensen=16)")
    hoogtes = re.findall(r'class="vel-stip-rand" cx="[\d.]+" cy="([\d.]+)"', html)
    eerste_rij = [h for h in hoogtes if float(h) < 90]
    assert len(eerste_rij) == 17


def test_a_belang_with_nobody_has_empty_chairs_and_the_question() -> None:
    html = toon("belangentafels(b)", b=inhoud.BELANGEN)
    assert html.count("tafel-leeg") == 1
    assert html.count('class="stoel"') == 3
    assert "nog niemand" in html
    assert "<strong>nieuwe bewoners</strong>?" in html


def test_what_is_still_to_choose_stands_in_words() -> None:
    html = toon("kiezen_vlakken(v)", v=inhoud.KIEZEN)
    assert "Nog te kiezen: 2 rood" in html
    assert "Nog te kiezen: 1 blauw" in html
    assert html.count("plek-open") == 5


def test_a_field_with_too_many_titles_shows_every_number_and_says_where_the_titles_are() -> None:
    veel = [{"nummer": n, "titel": f"titel {n}"} for n in range(1, 18)]
    html = toon("shortlist(v)", v={**inhoud.SHORTLIST, "rood": {"ideeen": veel, "quotum": 17, "bewaard": 0}})
    assert html.count('class="tegel kant-') == 17
    assert "De titels staan op uw telefoon." in html
    assert inhoud.SHORTLIST["geel"]["ideeen"][0]["titel"] in html


def test_text_of_people_is_escaped() -> None:
    html = toon("een_idee({'nummer': 1, 'tekst': '<b>hoi</b>'})") + toon("bericht('<i>x</i>')")
    assert "<b>hoi" not in html
    assert "<i>x" not in html
