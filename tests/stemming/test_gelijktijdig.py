"""Many at once, in real threads: never more than N, and the tally is the rows."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from dialoog.database import db
from dialoog.errors import Refusal
from dialoog.stemming.briefje import put_briefje, stand_van
from dialoog.stemming.errors import BriefjeVerouderd, NietMeegeteld
from dialoog.stemming.queries import uitslag
from dialoog.stemming.service import close_stemronde, reopen_stemronde
from tests import builders
from tests.stemming.conftest import WIE, Zaal, make_zaal


def at_once(app: Flask, acts: list[Callable[[], Any]], workers: int = 24) -> list[Any]:
    """Run the acts in threads that start together; gives results, or the refusal that was raised."""
    ready = threading.Barrier(min(workers, len(acts)))

    def run(act: Callable[[], Any]) -> Any:
        with app.app_context():
            if not ready.broken:
                try:
                    ready.wait(0.5)
                except threading.BrokenBarrierError:
                    pass
            try:
                return act()
            except Refusal as refusal:
                return refusal
            finally:
                db.session.remove()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, acts))


def rows(query: str) -> list[Any]:
    db.session.rollback()
    return list(db.session.execute(text(query)))


def test_fifty_conflicting_ballots_per_person_leave_one_whole_ballot_each(app: Flask, zaal: Zaal) -> None:
    zaal.open()
    choice = random.Random(1)
    commands = [
        (person, zaal.opdracht(*choice.sample(zaal.nummers, choice.randint(1, 5))))
        for person in zaal.mensen[:3]
        for _ in range(50)
    ]
    choice.shuffle(commands)
    answers = at_once(app, [lambda p=p, c=c: put_briefje(zaal.dialoog, p, c) for p, c in commands])
    won = [(p, c) for (p, c), answer in zip(commands, answers, strict=True) if not isinstance(answer, Refusal)]
    assert sorted(p for p, _ in won) == zaal.mensen[:3]
    assert all(isinstance(a, BriefjeVerouderd) for a in answers if isinstance(a, Refusal))
    per_ballot = rows("SELECT ballot, count(*), count(DISTINCT idee) FROM sticker GROUP BY ballot")
    assert sorted(row[1] for row in per_ballot) == sorted(len(c["stickers"]) for _, c in won)
    assert all(row[1] == row[2] <= 5 for row in per_ballot)


def test_fifty_retrying_screens_of_one_person_never_put_more_than_n(app: Flask, zaal: Zaal) -> None:
    zaal.open()
    person = zaal.mensen[0]

    def stubborn(seed: int) -> None:
        choice, versie = random.Random(seed), 0
        for _ in range(200):
            command = zaal_command(zaal, ronde, choice.sample(zaal.nummers, 5), versie)
            try:
                put_briefje(zaal.dialoog, person, command)
                return
            except BriefjeVerouderd as old:
                versie = old.stand["versie"]

    ronde = zaal.ronde
    at_once(app, [lambda s=s: stubborn(s) for s in range(50)])
    assert rows("SELECT count(*) FROM sticker") == [(5,)]
    assert stand_van(zaal.dialoog, person, ronde).versie == 50


def zaal_command(zaal: Zaal, ronde: int, numbers: list[int], versie: int) -> dict[str, Any]:
    return {
        "ronde": ronde,
        "versie": versie,
        "kenmerk": random.randbytes(12).hex(),
        "stickers": numbers,
        "klaar": False,
    }


@pytest.mark.traag
def test_two_hundred_ballots_against_twenty_closings_and_the_tally_is_the_rows(app: Flask) -> None:
    zaal = make_zaal("druk", aantal=200)
    ronde = zaal.open()
    choice = random.Random(2)
    said_yes: list[tuple[int, list[int]]] = []

    def put(person: int, numbers: list[int]) -> None:
        put_briefje(zaal.dialoog, person, zaal_command(zaal, ronde, numbers, 0))
        said_yes.append((person, numbers))

    def close() -> None:
        with one_at_a_time:
            close_stemronde(zaal.dialoog, ronde, WIE)
            before = rows("SELECT ballot, slot, idee FROM sticker")
            time.sleep(0.005)
            while_closed.append(before == rows("SELECT ballot, slot, idee FROM sticker"))
            reopen_stemronde(zaal.dialoog, ronde, WIE)

    one_at_a_time, while_closed = threading.Lock(), []
    acts: list[Callable[[], Any]] = [
        lambda p=p, numbers=choice.sample(zaal.nummers, 5): put(p, numbers) for p in zaal.mensen
    ]
    acts += [close for _ in range(20)]
    choice.shuffle(acts)
    answers = at_once(app, acts)
    assert {type(a) for a in answers if isinstance(a, Refusal)} <= {NietMeegeteld}
    assert while_closed == [True] * 20
    zaal.sluit()
    counted = Counter(number for _, numbers in said_yes for number in numbers)
    lying = dict(rows("SELECT i.nummer, count(*) FROM sticker s JOIN idee i ON i.id = s.idee GROUP BY i.nummer"))
    assert lying == dict(counted)
    assert rows("SELECT max(n) FROM (SELECT count(*) AS n FROM sticker GROUP BY ballot) AS per") == [(5,)]
    zaal.stel_vast()
    result = uitslag(db.session(), zaal.dialoog)
    assert result is not None
    assert {rij.nummer: rij.stickers for rij in result.rijen if rij.stickers} == lying
    assert rows("SELECT count(*) FROM losse_sticker") == [(sum(lying.values()),)]
    assert result.briefjes == len(said_yes)


def test_ballots_against_a_vaststellen_are_counted_or_told_that_they_are_not(app: Flask) -> None:
    zaal = make_zaal("laat", aantal=40)
    ronde = zaal.open()
    said_yes: list[int] = []

    def put(person: int) -> None:
        put_briefje(zaal.dialoog, person, zaal_command(zaal, ronde, [1, 2], 0))
        said_yes.append(person)

    def finish() -> None:
        zaal.sluit()
        zaal.stel_vast()

    acts: list[Callable[[], Any]] = [lambda p=p: put(p) for p in zaal.mensen]
    at_once(app, [*acts[:25], finish, *acts[25:]])
    assert zaal.rij(ronde).briefjes == len(said_yes)
    assert rows("SELECT count(*) FROM sticker") == [(0,)]


def test_two_begeleiders_who_open_or_establish_at_once_do_it_once(app: Flask, zaal: Zaal) -> None:
    from dialoog.stemming.service import open_stemronde
    from dialoog.stemming.vaststellen import establish_stemronde

    ronde = zaal.ronde
    at_once(app, [lambda: open_stemronde(zaal.dialoog, ronde, WIE)] * 6)
    zaal.plak(zaal.mensen[0], 1)
    zaal.sluit()
    at_once(app, [lambda: establish_stemronde(zaal.dialoog, ronde, WIE)] * 6)
    kinds = Counter(row[0] for row in rows("SELECT wat FROM feit WHERE wat LIKE 'Ronde%'"))
    assert kinds == {"RondeGeopend": 1, "RondeGesloten": 1, "RondeVastgesteld": 1}
    assert rows("SELECT count(*) FROM losse_sticker") == [(1,)]


def test_two_begeleiders_who_close_establish_and_reveal_at_once_do_each_once_and_see_the_fresh_state(
    app: Flask, zaal: Zaal, as_begeleider: Callable[[int], FlaskClient]
) -> None:
    """Two laptops with the same screen press the same button: one wins, nothing is doubled, and both are led back to
    the evening as it is then."""
    ronde = zaal.open()
    for person, numbers in zip(zaal.mensen, ((1, 2), (1, 3), (1,), (2,)), strict=True):
        zaal.plak(person, *numbers)
    other = builders.make_begeleider(zaal.dialoog, naam="Joost", email="joost@streek.example")
    laptops = [as_begeleider(number) for number in (zaal.begeleider, other)]
    evening = f"/regie/wijk/avond/{zaal.bijeenkomst}"

    def press(word: str, **data: str) -> list[str]:
        url = f"{evening}/stemronde/{ronde}/{word}"
        answers = at_once(app, [lambda x=laptop: x.post(url, data=data) for laptop in laptops])
        assert [answer.status_code for answer in answers] == [303, 303]
        assert {answer.location for answer in answers} == {evening}
        db.session.rollback()
        return [laptop.get(evening).text for laptop in laptops]

    assert all("Stel de uitslag vast" in page for page in press("sluit"))
    assert all("Onthul" in page for page in press("vaststellen"))
    shown = press("onthul", gezien="")
    place = zaal.rij(ronde).onthuld
    assert place
    assert press("onthul", gezien="") == shown  # the button of a screen that is behind moves nothing
    press("onthul", gezien=str(place))
    assert (zaal.rij(ronde).onthuld or 0) < place
    kinds = Counter(row[0] for row in rows("SELECT wat FROM feit WHERE wat LIKE 'Ronde%'"))
    assert kinds == {"RondeGeopend": 1, "RondeGesloten": 1, "RondeVastgesteld": 1, "RondeOnthuld": 2}
    assert rows("SELECT count(*) FROM losse_sticker") == [(6,)]
    assert zaal.rij(ronde).briefjes == 4
