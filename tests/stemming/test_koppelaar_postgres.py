"""On PostgreSQL too nobody can find out who put which sticker, and a planted leak is found."""

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from dialoog.database import db
from dialoog.stemming import briefje, opruimen, service
from dialoog.stemming.opruimen import sweep
from tests.postgres import Cluster
from tests.stemming.conftest import Zaal, make_zaal
from tests.stemming.koppelaar import Score
from tests.stemming.koppelaar_postgres import Buit, ballots, plunder, try_all
from tests.stemming.test_koppelaar import MENSEN, _put, lot

__all__ = ["lot"]
pytestmark = [pytest.mark.postgres, pytest.mark.traag]
AVONDEN = int(os.environ.get("AVONDEN", "10"))


def plundered(cluster: Cluster, zaal: Zaal, ronde: int, names: dict[str, list[int]]) -> Buit:
    db.session.rollback()
    with db.engine.connect() as connection:
        return plunder(connection, cluster.data, ronde, zaal.mensen, names)


def play(
    cluster: Cluster, lot: random.Random, nummer: int, *, veegt: bool = True
) -> tuple[dict[int, Counter[int]], Buit, Buit]:
    """An evening as in `test_koppelaar`; gives what was put, and what could be read while closed and after."""
    zaal = make_zaal(f"avond-{nummer}", aantal=MENSEN, ideeen=20)
    ronde = zaal.open()
    began, ready = lot.sample(zaal.mensen, MENSEN), lot.sample(zaal.mensen, MENSEN)
    put: dict[int, list[int]] = {p: lot.sample(zaal.nummers, 5) for p in zaal.mensen}
    for person in began:
        _put(zaal, ronde, lot, person, put[person][: lot.randint(1, 5)], 0)
    if veegt:
        sweep()
    for person in ready:
        _put(zaal, ronde, lot, person, put[person], 1, klaar=True)
    if veegt:
        sweep()
    names = {"begonnen": began, "klaar": ready}
    during = plundered(cluster, zaal, ronde, names)
    zaal.sluit()
    zaal.stel_vast()
    after = plundered(cluster, zaal, ronde, names)
    rows = db.session.execute(text(f"SELECT nummer, id FROM idee WHERE dialoog_id = {zaal.dialoog}")).all()
    number = {row[0]: row[1] for row in rows}
    db.session.rollback()
    return {p: Counter(number[n] for n in chosen) for p, chosen in put.items()}, during, after


def scores(evenings: Iterator[tuple[dict[int, Counter[int]], Buit, Buit]]) -> dict[str, Score]:
    found: dict[str, Score] = defaultdict(Score)
    for truth, during, after in evenings:
        for name, guess in try_all(during):
            found[f"tijdens: {name}"].add(guess, truth)
        for name, guess in try_all(after, during):
            found[f"daarna: {name}"].add(guess, truth)
    return found


def test_over_many_evenings_nothing_links_a_person_to_a_sticker(
    app: Flask, postgres: Cluster, lot: random.Random
) -> None:
    found = scores(play(postgres, lot, n) for n in range(AVONDEN))
    assert len(found) > 25
    assert {name: round(score.afstand, 1) for name, score in found.items() if score.afstand > 3} == {}
    assert sum(score.kans for score in found.values()) > 10 * AVONDEN  # it did try


def test_the_order_of_writing_would_link_them_when_nobody_swept(
    app: Flask, postgres: Cluster, lot: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "sweep", lambda: None)
    found = scores(play(postgres, lot, n, veegt=False) for n in range(2))
    assert found["tijdens: moment van schrijven naast klaar"].afstand > 10


def test_a_row_about_the_person_in_the_same_transaction_would_link_them(
    app: Flask, postgres: Cluster, lot: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "sweep", lambda: None)
    monkeypatch.setattr(opruimen, "sweep", lambda: None)
    plain = briefje._write

    def leaking(session: object, dialoog: int, opdracht: briefje.Opdracht, *rest: object) -> object:
        session.execute(  # type: ignore[attr-defined]
            text("UPDATE deelnemer SET versie = versie + 1 WHERE id = :wie"), {"wie": opdracht.deelnemer}
        )
        return plain(session, dialoog, opdracht, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(briefje, "_write", leaking)
    found = scores(play(postgres, lot, n, veegt=False) for n in range(2))
    assert found["tijdens: samen geschreven"].goed > 0.8 * 2 * MENSEN * 5


def test_after_vaststellen_the_bytes_of_the_ballots_are_in_no_table(
    app: Flask, postgres: Cluster, lot: random.Random
) -> None:
    _, during, after = play(postgres, lot, 1)
    names = list(ballots(during))
    assert len(names) == MENSEN
    assert all(name in during.bestanden["stembriefje"] for name in names)
    whole = b"".join(file.read_bytes() for file in (postgres.data / "base").rglob("*") if file.is_file())
    assert [name for name in names if name in whole] == []
    assert ballots(after) == {}


def test_also_while_another_round_lies_in_the_table(app: Flask, postgres: Cluster, lot: random.Random) -> None:
    other = make_zaal("ander", aantal=MENSEN, ideeen=20)
    ronde = other.open()
    for person in other.mensen:
        _put(other, ronde, lot, person, lot.sample(other.nummers, 5), 0)
    _, during, after = play(postgres, lot, 1)
    mine = [bytes(row["ballot"]) for row in during.rijen["stembriefje"] if row["ronde"] == during.ronde]
    assert len(mine) == MENSEN
    assert [name for name in mine for data in after.bestanden.values() if name in data] == []
    assert len(after.rijen["stembriefje"]) == MENSEN
