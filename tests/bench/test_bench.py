"""`make bench`: what it calls good is good, its evening is one that the app knows, and it plays to the end."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from bench.avond import DEEL
from bench.boek import Cijfer, met_lange_kaarten
from bench.huis import STAPPEN
from bench.meting import Meting, beoordeel, fouten, p95, verslag
from dialoog.bijeenkomst.werkvorm import werkvorm
from tests.themaboek.gemaakt import voorbeeld

RUSTIG = "Klaar. Dit is gestuurd en aangekomen:\n  Er waren geen fouten.\n"


def meting(ms: list[float], geheugen: list[tuple[float, float]], **fields: Any) -> Meting:
    found = Meting(SimpleNamespace(), 100, 30, 1.5, stappen=list(STAPPEN), geheugen=geheugen, **fields)  # type: ignore[arg-type]
    found.proef = SimpleNamespace(ms=ms, kwijt=0, bladen=[40.0])  # type: ignore[assignment]
    return found


GOED = ([80.0] * 97 + [900.0] * 3, [(0.0, 90.0), (300.0, 100.0), (1800.0, 119.0)])


def test_an_evening_that_meets_all_aims_is_good_and_its_figures_are_printed() -> None:
    found = meting(*GOED)
    assert beoordeel(found, RUSTIG, "Dialoog draait.") == []
    said = verslag(found, "python -m bench.avond --telefoons 100", RUSTIG, "")
    assert "python -m bench.avond --telefoons 100" in said
    assert "100 times, median 80 ms, p95 80 ms, slowest 900 ms" in said
    assert "100 MB at 5.0 min, 119 MB at the end (30.0 min), factor 1.19" in said


@pytest.mark.parametrize(
    ("ms", "geheugen", "fields", "mensen", "log", "why"),
    [
        ([80.0] * 94 + [900.0] * 6, GOED[1], {}, RUSTIG, "", "p95 is 900 ms"),
        ([], GOED[1], {}, RUSTIG, "", "tap to beamer"),
        (GOED[0], [(300.0, 100.0), (1800.0, 121.0)], {}, RUSTIG, "", "factor 1.21"),
        (*GOED, {}, "  Fout: /ideeen: 500\n", "", "the phones met errors"),
        (*GOED, {}, RUSTIG, "ERROR in app: oops\nTraceback (most recent call last):\nValueError: x", "ValueError: x"),
        (*GOED, {"gestrand": "grey"}, RUSTIG, "", "broke off: grey"),
    ],
)
def test_each_aim_that_is_missed_is_said(
    ms: list[float], geheugen: list[tuple[float, float]], fields: dict[str, str], mensen: str, log: str, why: str
) -> None:
    missed = beoordeel(meting(ms, geheugen, **fields), mensen, log)
    assert why in " ".join(missed)


def test_an_error_in_the_log_is_counted_once_and_a_plain_line_is_none() -> None:
    assert fouten("Dialoog draait.\nStoppen: Ctrl+C.\n") == []
    twice = "2026-11-24 ERROR in pulse: the beat failed\nTraceback (most recent call last):\n" * 2
    assert len(fouten(twice)) == 2
    assert p95([5.0]) == 0.0


def test_every_step_of_the_evening_exists_with_these_settings_and_has_its_time(app: Flask) -> None:
    for titel, (soort, settings) in STAPPEN.items():
        assert titel in DEEL
        form = werkvorm(soort).formulier()
        own = werkvorm(soort).standaard()
        assert set(settings) <= set(own) | {"eenheid", "quota", "zichtbaar"}, titel
        if form is not None and settings:
            filled = form(MultiDict({key: value for key, value in {**own, **settings}.items() if value is not None}))
            filled.validate()
            assert not set(filled.errors) & set(settings) - {"quota"}, filled.errors
    assert 0.95 < sum(DEEL.values()) < 1.05


@pytest.mark.lang
@pytest.mark.browser
def test_a_small_evening_is_played_to_its_end(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.avond", "--telefoons", "8", "--minuten", "0.7", "--tempo", "25"]
    played = subprocess.run(
        command, capture_output=True, text=True, timeout=400, check=False, cwd=Path(__file__).parents[2], env=os.environ
    )
    said = played.stdout + played.stderr
    assert f"steps played: {', '.join(STAPPEN)}" in said, said
    assert re.search(r"tap to beamer, ideas: \d+ times", said), said
    assert "errors in the server's log: 0" in said, said
    assert "Er waren geen fouten." in said, said


def test_a_figure_of_the_book_that_misses_its_aim_says_so_and_long_answers_are_as_long_as_real_ones() -> None:
    assert Cijfer("pdf", 3.1, 3.0).regel.startswith("MISS pdf")
    assert Cijfer("pdf", 3.0, 3.0).regel.startswith("ok")
    cards = met_lange_kaarten(voorbeeld()).voorstellen
    assert len(cards) == 5
    assert all(max(len(answer.antwoord_html) for answer in card.antwoorden) > 4_400 for card in cards)
