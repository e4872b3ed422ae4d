# ruff: noqa: F401, F811 -- fixtures of the other linking test, by their own name
"""A herstemming in the linking program: few stickers, few ideas, the same people once more. From its files, its loose
stickers and the names that the regie saw move, nobody is linked to a sticker; with a fact beside each ballot nearly
everybody is."""

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import db
from dialoog.idee.models import Idee
from dialoog.stemming import briefje, opruimen, service
from dialoog.stemming.briefje import put_briefje
from dialoog.stemming.opruimen import sweep, truncate_log
from dialoog.stemming.queries import alle_rondes
from dialoog.stemming.vaststellen import establish_stemronde
from dialoog.voorstel.herstemmen import begin_herstemming
from tests import builders
from tests.stemming import koppelaar
from tests.stemming.conftest import WIE, Zaal, make_zaal
from tests.stemming.koppelaar import Buit, Score, try_all
from tests.stemming.test_koppelaar import AVONDEN, lot, quick
from tests.voorstel.conftest import make_ronde

MENSEN = 19
GELIJK = (20, 18, 16, 9, 9, 9, 9, 9)
"""Five ideas are equal, for two places."""

pytestmark = [pytest.mark.sqlite, pytest.mark.traag]


def hall(naam: str) -> Zaal:
    """Nineteen people after a round with a tie; their herstemming is open."""
    zaal = make_zaal(naam, aantal=MENSEN, ideeen=len(GELIJK))
    ideeen = list(db.session.scalars(select(Idee.id).where(Idee.dialoog_id == zaal.dialoog).order_by(Idee.nummer)))
    db.session.execute(text("UPDATE stemronde SET staat = 'vervallen' WHERE dialoog_id = :d"), {"d": zaal.dialoog})
    db.session.commit()
    base = make_ronde(zaal.dialoog, zaal.bijeenkomst, zaal.stap, ideeen, GELIJK)
    uitslag = builders.make_stap(zaal.bijeenkomst, "uitslag")
    go_to_step(zaal.dialoog, zaal.bijeenkomst, zaal.stap, uitslag, WIE)
    begin_herstemming(zaal.dialoog, zaal.bijeenkomst, uitslag, base, WIE)
    zaal.stap, zaal.nummers = uitslag, [4, 5, 6, 7, 8]
    zaal.open()
    return zaal


def play(
    zaal: Zaal, config: Config, where: Path, lot: random.Random, *, veegt: bool = True, ziet_namen: bool = True
) -> tuple[dict[int, Counter[int]], Buit, Buit]:
    """Everybody puts one sticker, then both; the data folder is copied before and after it is established."""
    ronde = zaal.ronde
    truncate_log(db.engine)
    put = {person: lot.sample(zaal.nummers, 2) for person in zaal.mensen}
    began, ready = lot.sample(zaal.mensen, MENSEN), lot.sample(zaal.mensen, MENSEN)
    for versie, order in ((0, began), (1, ready)):
        for person in order:
            body = {"ronde": ronde, "versie": versie, "kenmerk": lot.randbytes(12).hex(), "klaar": bool(versie)}
            put_briefje(zaal.dialoog, person, {**body, "stickers": put[person][: versie + 1]})
        if veegt:
            sweep()
    names = {"begonnen": began, "klaar": ready} if ziet_namen else {}
    during = _copy(where / "tijdens", config, zaal, ronde, names)
    service.close_stemronde(zaal.dialoog, ronde, WIE)
    establish_stemronde(zaal.dialoog, ronde, WIE)
    after = _copy(where / "daarna", config, zaal, ronde, names)
    number = dict(db.session.execute(select(Idee.nummer, Idee.id).where(Idee.dialoog_id == zaal.dialoog)).all())
    db.session.rollback()
    return {person: Counter(number[n] for n in chosen) for person, chosen in put.items()}, during, after


def _copy(where: Path, config: Config, zaal: Zaal, ronde: int, names: dict[str, list[int]]) -> Buit:
    shutil.copytree(config.data, where)
    said = str(alle_rondes(db.session(), zaal.dialoog))
    db.session.rollback()
    return Buit(where, ronde, list(zaal.mensen), [said], names, set(zaal.mensen))


def test_a_herstemming_links_nobody_to_a_sticker(
    app: Flask, config: Config, tmp_path: Path, lot: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(koppelaar, "N", 2)
    found: dict[str, Score] = {}
    for evening in range(max(6, AVONDEN // 4)):
        truth, during, after = play(hall(f"weer-{evening}"), config, tmp_path / str(evening), lot)
        for when, guesses in (("tijdens", try_all(during)), ("daarna", try_all(after, during))):
            for name, guess in guesses:
                found.setdefault(f"{when}: {name}", Score()).add(guess, truth)
    assert {name: round(score.afstand, 1) for name, score in found.items() if score.afstand > 3} == {}
    assert sum(score.kans for score in found.values()) > 100  # it did try


def test_with_a_fact_beside_the_ballot_it_finds_nearly_everybody(
    app: Flask, config: Config, tmp_path: Path, lot: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(koppelaar, "N", 2)
    plain = briefje._write

    def leaking(session: Any, dialoog: int, opdracht: briefje.Opdracht, *rest: Any) -> Any:
        session.execute(
            text(
                "INSERT INTO feit (dialoog_id, moment, wat, waarop, zin, data) "
                "SELECT dialoog_id, '2026-11-24', 'Geplakt', 'deelnemer:' || :wie, '', '{}' "
                "FROM stemronde WHERE id = :ronde"
            ),
            {"wie": opdracht.deelnemer, "ronde": opdracht.ronde},
        )
        return plain(session, dialoog, opdracht, *rest)

    zaal = hall("lek")
    monkeypatch.setattr(briefje, "_write", leaking)
    monkeypatch.setattr(service, "sweep", lambda: None)
    monkeypatch.setattr(opruimen, "sweep", lambda: None)
    truth, during, _ = play(zaal, config, tmp_path, lot, veegt=False, ziet_namen=False)
    score = Score()
    score.add(dict(try_all(during))["samen geschreven"], truth)
    assert score.goed > 0.8 * MENSEN * 2
