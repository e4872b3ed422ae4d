# ruff: noqa: F401, F811 -- fixtures of the other linking test, by their own name
"""An open round in the linking program: beside the files it gets the tally and the numbers as the regie saw them after
every ballot, and every list of names that it could get. Among people whom a list shows to have moved together, it finds
no more than chance; with a list after every ballot it finds nearly everybody."""

import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from dialoog.config import Config
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.stemming import open_namen
from dialoog.stemming.briefje import put_briefje, put_voor
from dialoog.stemming.open_namen import getoonde_lijst, show_namen
from dialoog.stemming.open_ronde import tussenstand
from dialoog.stemming.stand import stand
from tests.stemming.conftest import Zaal, make_zaal
from tests.stemming.koppelaar import Buit, Score, try_all
from tests.stemming.test_koppelaar import AVONDEN, lot, quick

MENSEN = 19

pytestmark = [pytest.mark.db, pytest.mark.traag]


@dataclass
class Gezien:
    """What the regie saw: after each ballot what came on the wall and how many were ready; the lists that it got, as
    (how many ballots had been seen, who was ready)."""

    erbij: list[Counter[int]] = field(default_factory=list)
    klaar: list[int] = field(default_factory=list)
    lijsten: list[tuple[int, set[int]]] = field(default_factory=lambda: [(0, set())])


class Klok:
    """The clock of the lists: half a minute and more between two ballots."""

    nu = 0.0

    def monotonic(self) -> float:
        return self.nu


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Klok:
    clock = Klok()
    monkeypatch.setattr(open_namen, "time", clock)
    monkeypatch.setattr(open_namen, "_gestart", -1e9)
    return clock


def play(zaal: Zaal, lot: random.Random, klok: Klok) -> tuple[Gezien, dict[int, Counter[int]]]:
    """Nineteen people put some stickers, then the rest and are ready; for one without a phone a helper does."""
    ronde = zaal.open()
    seen = Gezien()
    before: Counter[int] = Counter()
    names = {
        p.roepnaam: p.id for p in db.session.scalars(select(Deelnemer).where(Deelnemer.dialoog_id == zaal.dialoog))
    }
    numbers = dict(db.session.execute(select(Idee.nummer, Idee.id).where(Idee.dialoog_id == zaal.dialoog)).all())
    put = {person: lot.sample(zaal.nummers, 5) for person in zaal.mensen}
    last: dict[int, str] = {}

    def command(person: int, stickers: list[int], klaar: bool) -> None:
        kenmerk = lot.randbytes(12).hex()
        body = {"ronde": ronde, "versie": 0, "kenmerk": kenmerk, "vorig": last.get(person, "")}
        put_briefje(zaal.dialoog, person, {**body, "stickers": stickers, "klaar": klaar})
        last[person] = kenmerk

    acts = [(person, False) for person in lot.sample(zaal.mensen, MENSEN)]
    acts += [(person, True) for person in lot.sample(zaal.mensen, MENSEN)]
    acts.insert(MENSEN + 4, (zaal.zonder_telefoon, True))
    for person, whole in acts:
        if person == zaal.zonder_telefoon:
            put_voor(zaal.dialoog, person, {"ronde": ronde, "kenmerk": lot.randbytes(12).hex(), "stickers": [1, 2, 3]})
        else:
            command(person, put[person] if whole else put[person][:2], whole)
        klok.nu += 31
        row = zaal.rij(ronde)
        now = Counter(tussenstand(db.session(), ronde))
        seen.erbij.append(now - before)
        seen.klaar.append(stand(db.session(), row).klaar)
        before = now
        _ask(zaal, ronde, seen, names)
    truth = {person: Counter(numbers[n] for n in stickers[2:]) for person, stickers in put.items()}
    return seen, truth


def _ask(zaal: Zaal, ronde: int, seen: Gezien, names: dict[str, int]) -> None:
    """Ask for a list, and keep who is ready on it."""
    if show_namen(zaal.dialoog, ronde) is not None:
        return
    shown = getoonde_lijst(zaal.rij(ronde))
    assert shown is not None
    waiting = {names[name] for name in shown.niet_klaar}
    seen.lijsten.append((len(seen.erbij), set(zaal.mensen) - waiting))


def try_open(seen: Gezien, truth: dict[int, Counter[int]], score: Score) -> int:
    """Beside each other: who became ready between two lists, and the ballots in between that made one more ready."""
    tried = 0
    for (since, before), (until, after) in pairwise(seen.lijsten):
        moved = sorted(after - before)
        steps = [0, *seen.klaar]
        ballots = [seen.erbij[at] for at in range(since, until) if steps[at + 1] > steps[at]]
        score.add(list(zip(moved, ballots, strict=False)), truth)
        tried += len(moved)
    return tried


def test_names_and_live_tallies_of_an_open_round_link_nobody(
    app: Flask,
    config: Config,
    tmp_path: Path,
    lot: random.Random,
    klok: Klok,
) -> None:
    found: dict[str, Score] = {"lijsten": Score()}
    tried = 0
    for evening in range(max(6, AVONDEN // 4)):
        zaal = make_zaal(f"open-{evening}", aantal=MENSEN, ideeen=20, zichtbaar="open")
        seen, truth = play(zaal, lot, klok)
        tried += try_open(seen, truth, found["lijsten"])
        assert all(
            len(after - before) >= 3 for (_, before), (_, after) in zip(seen.lijsten, seen.lijsten[1:], strict=False)
        )
        order = [p for (_, a), (_, b) in zip(seen.lijsten, seen.lijsten[1:], strict=False) for p in sorted(b - a)]
        ronde = zaal.ronde
        zaal.sluit()
        shutil.copytree(config.data, tmp_path / str(evening))
        buit = Buit(tmp_path / str(evening), ronde, list(zaal.mensen), volgorden={"lijsten": order})
        for name, guess in try_all(buit):
            found.setdefault(name, Score()).add(guess, truth)
        zaal.stel_vast()
    assert tried > 10 * 6
    assert {name: round(score.afstand, 1) for name, score in found.items() if score.afstand > 3} == {}


def test_with_a_list_after_every_ballot_it_finds_nearly_everybody(
    app: Flask,
    lot: random.Random,
    klok: Klok,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_namen, "waarom_niet", lambda *_: None)
    zaal = make_zaal("open", aantal=MENSEN, ideeen=20, zichtbaar="open")
    seen, truth = play(zaal, lot, klok)
    score = Score()
    try_open(seen, truth, score)
    assert score.goed > 0.9 * MENSEN * 3
