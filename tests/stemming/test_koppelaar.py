"""Nobody can find out who put which sticker: on both databases the linking program finds no more than chance over
whole evenings. With a planted leak it finds nearly everything (`test_koppelaar_lek`), so that it is known to work."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest
from flask import Flask

from tests.stemming.avond import Gespeeld, speel_herstemming, speel_verborgen
from tests.stemming.avond_kleuren import kies_in_groepen, kleur_door_iedereen, kleur_in_groepen
from tests.stemming.avond_open import GespeeldOpen, Klok, by_lists, speel_open
from tests.stemming.koppelaar import Guess, try_all
from tests.stemming.koppelaar_kleuren import by_bytes, by_rows
from tests.stemming.koppelaar_score import Score
from tests.stemming.speeltafel import Tafel

AVONDEN = int(os.environ.get("AVONDEN", "2"))
"""`make test-geheim` plays a hundred."""

pytestmark = pytest.mark.traag


def play(nummer: int, klok: Klok, tafel: Tafel) -> Iterator[Gespeeld]:
    """A whole evening, from the colours at the tables to an open round."""
    tafel.leeg()
    avond = tafel.avond(f"avond-{nummer}")
    kleur_in_groepen(avond)
    yield kleur_door_iedereen(avond)
    kies_in_groepen(avond)
    yield speel_verborgen(avond, tussendoor=tafel.kopie)
    yield speel_herstemming(avond)
    yield speel_open(avond, klok)


def guesses(ronde: Gespeeld) -> Iterator[tuple[str, Guess]]:
    """Every way of trying, with when."""
    if ronde.tijdens is None:
        assert ronde.daarna is not None
        yield from (("rijen", by_rows(ronde.daarna)), ("bytes", by_bytes(ronde.daarna)))
        return
    yield from ((f"tijdens: {name}", guess) for name, guess in try_all(ronde.tijdens))
    if ronde.daarna is not None:
        yield from ((f"daarna: {name}", guess) for name, guess in try_all(ronde.daarna, ronde.tijdens))


def scores(rondes: Iterable[Gespeeld]) -> dict[str, Score]:
    """What every way of trying found, over all rounds, during and after."""
    found: dict[str, Score] = defaultdict(Score)
    for ronde in rondes:
        for name, guess in guesses(ronde):
            found[f"{ronde.naam}, {name}"].add(guess, ronde.waarheid)
        if isinstance(ronde, GespeeldOpen):
            for guess in by_lists(ronde.gezien):
                found["open: lijsten"].add(guess, ronde.rest)
    return found


def afstanden(found: dict[str, Score], meer_dan: float = 3) -> dict[str, float]:
    """The ways that found more than chance, with how many standard deviations."""
    return {name: round(score.afstand, 1) for name, score in found.items() if score.afstand > meer_dan}


def test_over_whole_evenings_nothing_links_a_person_to_a_sticker(app: Flask, tafel: Tafel, lijstklok: Klok) -> None:
    """Of hundreds of ways a few are above three standard deviations by luck: not the same one in other evenings."""

    def evenings(first: int) -> dict[str, Score]:
        return scores(ronde for n in range(first, first + AVONDEN) for ronde in play(n, lijstklok, tafel))

    found = evenings(0)
    report(found)
    above = afstanden(found)
    if above:
        again = evenings(AVONDEN)
        report({f"weer: {name}": again[name] for name in above})
        above = {name: again[name].afstand for name in above if again[name].afstand > 3}
    assert above == {}
    assert len(found) > 200  # it did try
    assert found["open: lijsten"].kans > 4 * AVONDEN
    assert sum(score.kans for score in found.values()) > 1000 * AVONDEN


def report(found: dict[str, Score]) -> None:
    """Print the ways that found most (with `-s`, as `make test-geheim` does)."""
    most = sorted(found.items(), key=lambda item: -item[1].afstand)
    middle = sum(score.afstand for score in found.values()) / len(found)
    print(
        f"\n{len(found)} manieren, {AVONDEN} avonden; gemiddeld {middle:+.2f} standaardafwijking van toeval. Hoogste:"
    )
    for name, score in most[:6]:
        print(f"{score.afstand:+5.1f}  goed {score.goed:5.0f}, toeval {score.kans:7.1f}  {name}")
