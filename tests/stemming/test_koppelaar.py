"""Nobody can find out who put which sticker: the linking program finds no more than chance, and with a planted leak
it finds nearly everything, so that it is known to work."""

import os
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text

from dialoog.config import Config
from dialoog.database import db
from dialoog.stemming import briefje, opruimen, service, sleutels, vaststellen
from dialoog.stemming.briefje import put_briefje
from dialoog.stemming.opruimen import sweep, truncate_log
from dialoog.stemming.queries import alle_rondes
from tests.stemming.conftest import Zaal, make_zaal
from tests.stemming.koppelaar import Buit, Score, try_all

AVONDEN = int(os.environ.get("AVONDEN", "12"))
"""`make test-geheim` plays a hundred."""
MENSEN = 19

pytestmark = [pytest.mark.sqlite, pytest.mark.traag]


@pytest.fixture(autouse=True)
def quick(app: Flask) -> None:
    """What is written is the same without waiting for the disk."""
    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))


@pytest.fixture(autouse=True)
def lot(monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """Chance that is the same in every run, also for keys and loose stickers: three standard deviations are then no
    matter of luck."""
    source = random.Random(2019)

    class Secrets:
        token_bytes = staticmethod(source.randbytes)
        token_hex = staticmethod(lambda n: source.randbytes(n).hex())
        SystemRandom = staticmethod(lambda: source)

    monkeypatch.setattr(sleutels, "secrets", Secrets)
    monkeypatch.setattr(vaststellen, "secrets", Secrets)
    return source


@dataclass
class Avond:
    """A played evening: what was put (idea ids per person), and what could be got hold of."""

    waarheid: dict[int, Counter[int]]
    tijdens: Buit
    daarna: Buit


def play(
    folder: Path, config: Config, lot: random.Random, nummer: int, *, veegt: bool = True, ziet_namen: bool = True
) -> Avond:
    """Nineteen people put their stickers in random order and move some; the data folder is copied while the round is
    closed, and again when it is vastgesteld. `ziet_namen`: the begeleider wrote down whose name moved when."""
    zaal = make_zaal(f"avond-{nummer}", aantal=MENSEN, ideeen=20)
    ronde = zaal.open()
    truncate_log(db.engine)
    began, ready = lot.sample(zaal.mensen, MENSEN), lot.sample(zaal.mensen, MENSEN)
    put: dict[int, list[int]] = {p: lot.sample(zaal.nummers, 5) for p in zaal.mensen}
    for person in began:
        _put(zaal, ronde, lot, person, put[person][: lot.randint(1, 5)], 0)
    if veegt:
        sweep()
    slow = set(ready[-4:])
    for person in ready:
        _put(zaal, ronde, lot, person, put[person], 1, klaar=person not in slow)
    if veegt:
        zaal.sluit()
    names = {"begonnen": began, "klaar": ready} if ziet_namen else {}
    during = _copy(folder / "tijdens", config, zaal, ronde, names, set(zaal.mensen) - slow)
    zaal.sluit()
    zaal.stel_vast()
    after = _copy(folder / "daarna", config, zaal, ronde, names, set(zaal.mensen) - slow)
    number = dict(db.session.execute(text(f"SELECT nummer, id FROM idee WHERE dialoog_id = {zaal.dialoog}")).all())
    db.session.rollback()
    truth = {p: Counter(number[n] for n in chosen) for p, chosen in put.items()}
    return Avond(truth, during, after)


def _put(
    zaal: Zaal, ronde: int, lot: random.Random, person: int, numbers: list[int], versie: int, klaar: bool = False
) -> None:
    kenmerk = lot.randbytes(12).hex()
    command = {"ronde": ronde, "versie": versie, "kenmerk": kenmerk, "stickers": numbers, "klaar": klaar}
    put_briefje(zaal.dialoog, person, command)


def _copy(where: Path, config: Config, zaal: Zaal, ronde: int, names: dict[str, list[int]], klaar: set[int]) -> Buit:
    """A back-up of the data folder (the keys lie elsewhere), and an export."""
    shutil.copytree(config.data, where)
    export = str(alle_rondes(db.session(), zaal.dialoog))
    db.session.rollback()
    return Buit(where, ronde, list(zaal.mensen), [export], names, klaar)


def scores(avonden: Iterator[Avond]) -> dict[str, Score]:
    """What every way of trying found, over all evenings, during and after."""
    found: dict[str, Score] = defaultdict(Score)
    for avond in avonden:
        for name, guess in try_all(avond.tijdens):
            found[f"tijdens: {name}"].add(guess, avond.waarheid)
        for name, guess in try_all(avond.daarna, avond.tijdens):
            found[f"daarna: {name}"].add(guess, avond.waarheid)
    return found


def evenings(aantal: int, tmp_path: Path, config: Config, lot: random.Random, **how: bool) -> Iterator[Avond]:
    for n in range(aantal):
        yield play(tmp_path / f"avond-{n}", config, lot, n, **how)


def best(found: dict[str, Score]) -> tuple[float, str]:
    return max((score.afstand, name) for name, score in found.items())


def test_over_many_evenings_nothing_links_a_person_to_a_sticker(
    app: Flask, config: Config, tmp_path: Path, lot: random.Random
) -> None:
    found = scores(evenings(AVONDEN, tmp_path, config, lot))
    assert len(found) > 40
    above = {name: round(score.afstand, 1) for name, score in found.items() if score.afstand > 3}
    assert above == {}
    assert sum(score.kans for score in found.values()) > 10 * AVONDEN  # it did try


def test_the_order_that_the_regie_saw_would_link_them_when_nobody_swept(
    app: Flask, config: Config, tmp_path: Path, lot: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "sweep", lambda: None)
    distance, _ = best(scores(evenings(2, tmp_path, config, lot, veegt=False)))
    assert distance > 10


@dataclass
class Lek:
    """A planted leak: how the tables are made, and what is written in the transaction of a ballot."""

    maak: list[str]
    schrijf: str = ""
    ziet_namen: bool = False
    way: str = ""
    write: Callable[..., Any] | None = field(default=None)


LEKKEN = {
    "een rowid": Lek(
        [
            "DROP TABLE sticker",
            "DROP TABLE stembriefje",
            "CREATE TABLE stembriefje (ronde, ballot, versie, kenmerk, klaar, UNIQUE (ronde, ballot))",
            "CREATE TABLE sticker (ronde, ballot, slot, laag, idee, n, per_idee)",
        ],
        ziet_namen=True,
        way="rijvolgorde naast begonnen",
    ),
    "een klaar per persoon": Lek(
        ["CREATE TABLE klaar (deelnemer INTEGER, klaar INTEGER)"],
        "INSERT INTO klaar VALUES (:wie, :klaar)",
        way="samen geschreven",
    ),
    "een feit naast het briefje": Lek(
        [],
        "INSERT INTO feit (dialoog_id, moment, wat, waarop, zin, data) "
        "SELECT dialoog_id, '2026-11-24', 'Geplakt', 'deelnemer:' || :wie, '', '{}' FROM stemronde WHERE id = :ronde",
        way="samen geschreven",
    ),
}


@pytest.mark.parametrize("naam", LEKKEN)
def test_with_a_planted_leak_it_finds_nearly_everybody(
    naam: str, app: Flask, config: Config, tmp_path: Path, lot: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    lek = LEKKEN[naam]
    for statement in lek.maak:
        db.session.execute(text(statement))
    db.session.commit()
    plain = briefje._write

    def leaking(session: Any, dialoog: int, opdracht: briefje.Opdracht, *rest: Any) -> Any:
        if lek.schrijf:
            known = {"wie": opdracht.deelnemer, "klaar": opdracht.klaar, "ronde": opdracht.ronde}
            used = {key: value for key, value in known.items() if f":{key}" in lek.schrijf}
            session.execute(text(lek.schrijf), used)
        return plain(session, dialoog, opdracht, *rest)

    monkeypatch.setattr(briefje, "_write", leaking)
    monkeypatch.setattr(service, "sweep", lambda: None)
    monkeypatch.setattr(opruimen, "sweep", lambda: None)
    found = scores(evenings(2, tmp_path, config, lot, veegt=False, ziet_namen=lek.ziet_namen))
    assert found[f"tijdens: {lek.way}"].afstand > 8, {n: round(s.afstand, 1) for n, s in found.items()}
    assert found[f"tijdens: {lek.way}"].goed > 0.8 * 2 * MENSEN * 5


def test_without_a_leak_that_same_way_of_trying_finds_no_more_than_chance(
    app: Flask, config: Config, tmp_path: Path, lot: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "sweep", lambda: None)
    distance, name = best(scores(evenings(4, tmp_path, config, lot, veegt=False, ziet_namen=False)))
    assert distance <= 3, name
