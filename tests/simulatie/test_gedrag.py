"""What simulated phones do is what real ones may: the app takes every command of theirs that is not just too late."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dialoog.bijeenkomst.groepen import groepen, leden
from dialoog.bijeenkomst.groepen_maken import make_groepen
from dialoog.database import db, transaction
from dialoog.simulatie import gedrag, tafels
from dialoog.simulatie.gedrag import doe
from dialoog.simulatie.plakken import plak_stickers
from dialoog.simulatie.telefoon import Telefoon
from dialoog.simulatie.telling import Telling
from dialoog.stemming.models import Stemronde, Sticker
from dialoog.stemming.service import open_stemronde
from dialoog.voorstel.herstemmen import begin_herstemming
from dialoog.voorstel.instemming import ask
from dialoog.voorstel.models import Oplossing, Vrijwilliger
from dialoog.voorstel.models_zaal import Aanvulling, InstemmingAntwoord
from tests import builders
from tests.stemming.conftest import WIE, make_zaal
from tests.voorstel.conftest import Top, make_top
from tests.voorstel.zaal import make_zaal as make_kaarten

Phones = Callable[[int, str], Telefoon]


class Antwoord:
    """An answer of the app, as `requests` gives it."""

    def __init__(self, answer: Any) -> None:
        self.status_code, self.text, self._answer = answer.status_code, answer.get_data(as_text=True), answer

    def json(self) -> Any:
        return self._answer.get_json()


class Draad(Telefoon):
    """A phone that asks the app without a line between them, and thinks for no time at all."""

    client: FlaskClient

    def _vraag(self, methode: str, pad: str, **wat: Any) -> Any:
        answer = Antwoord(self.client.open(pad, method=methode, json=wat.get("json"), headers=wat.get("headers")))
        db.session.rollback()
        return answer

    def denk(self, seconden: float) -> bool:
        if self.soort == "groepen":
            self.laad()  # what is pushed to one's own table
        return True


@pytest.fixture
def telling() -> Telling:
    return Telling()


@pytest.fixture
def phones(app: Flask, as_deelnemer: Callable[[int, str], FlaskClient], telling: Telling) -> Phones:
    """(dialoog, device token) → that phone, of a person with chances of their own."""
    kans = random.Random(3)

    def make(dialoog: int, token: str) -> Telefoon:
        phone = Draad("http://127.0.0.1", token, telling, random.Random(kans.random()), 1.0)
        phone.client, phone.dialoog = as_deelnemer(dialoog, token), "wijk"
        phone.laad()
        return phone

    return make


def count(model: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("zichtbaar", [pytest.param("dicht", marks=pytest.mark.lang), "open"])
def test_all_stickers_arrive_and_move_and_another_phone_of_that_person_is_refused_once_in_an_open_round(
    phones: Phones, telling: Telling, zichtbaar: str
) -> None:
    zaal = make_zaal(aantal=2, zichtbaar=zichtbaar)
    zaal.open()
    there = [phones(zaal.dialoog, zaal.tokens[person]) for person in zaal.mensen]
    for phone in there:
        doe(phone)
        doe(phone)  # klaar is klaar
    assert (telling.geweigerd.total(), telling.fouten, count(Sticker)) == (0, [], 10)
    there[0].vellen.clear()  # as on another phone
    there[0].kans = random.Random(1)  # who sticks anew where that may be
    plak_stickers(there[0])
    refused = 1 if zichtbaar == "open" else 0
    assert (telling.geweigerd.total(), telling.fouten, count(Sticker)) == (refused, [], 10)


def persons_with_phones(top: Top, aantal: int) -> list[str]:
    tokens = [f"t{n}" for n in range(aantal)]
    for n, token in enumerate(tokens):
        builders.make_deelnemer(top.dialoog, f"Mens {n}", bijeenkomst=top.bijeenkomst, token=token)
    return tokens


def test_in_a_herstemming_each_puts_one_sticker_on_a_tied_idea(phones: Phones, telling: Telling) -> None:
    top = make_top()
    begin_herstemming(top.dialoog, top.bijeenkomst, top.stap, top.ronde, WIE)
    tokens = persons_with_phones(top, 2)
    ronde = db.session.scalar(select(func.max(Stemronde.id)))
    db.session.rollback()
    open_stemronde(top.dialoog, ronde or 0, WIE)
    for token in tokens:
        doe(phones(top.dialoog, token))
    assert (telling.geweigerd.total(), telling.fouten) == (0, [])
    placed = set(db.session.scalars(select(Sticker.idee)))
    assert count(Sticker) == 2
    assert placed <= set(top.ideeen[4:6])


@pytest.mark.lang
def test_who_offers_to_be_trekker_or_eigenaar_is_taken_at_the_word(
    phones: Phones, telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gedrag, "AANBOD", 1.0)
    top = make_top()
    with transaction() as session:
        session.add(Oplossing(dialoog_id=top.dialoog, plaats=1, titel="Samen eten"))
    for token in persons_with_phones(top, 2):
        doe(phones(top.dialoog, token))
    assert count(Vrijwilliger) == 2
    assert (telling.geweigerd.total(), telling.fouten) == (0, [])


def test_at_the_cards_they_add_to_the_answer_in_view_and_say_whether_they_can_find_themselves_in_it(
    phones: Phones, telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gedrag, "AANVULT", 1.0)
    zaal = make_kaarten()
    tokens = persons_with_phones(zaal.top, 8)
    for token in tokens:
        doe(phones(zaal.dialoog, token))
    assert count(Aanvulling) == 8
    ask(zaal.dialoog, zaal.avond, zaal.top.stap, 1, WIE)
    for token in tokens:
        doe(phones(zaal.dialoog, token))
    assert 3 <= count(InstemmingAntwoord) <= 8
    assert (telling.geweigerd.total(), telling.fouten) == (0, [])


def test_everybody_chooses_a_table_with_room_and_the_pen_goes_from_hand_to_hand(
    phones: Phones, telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tafels, "WISSELT", 0.0)
    monkeypatch.setattr(tafels, "NEEMT_PEN", 1.0)
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    builders.make_stap(evening, "groepen", "live", hoe="kiezen", aantal=0)
    people = {
        builders.make_deelnemer(dialoog, f"Mens {n}", bijeenkomst=evening, token=f"t{n}"): f"t{n}" for n in range(4)
    }
    make_groepen(dialoog, evening, 2, "kiezen", 0, WIE)
    for token in people.values():
        doe(phones(dialoog, token))
    tables = groepen(db.session(), evening)
    assert [len(leden(db.session(), table.id)) for table in tables] == [2, 2]
    assert {table.pen for table in tables} <= set(list(people)[1:])  # who came first had it, and lost it
    assert telling.aangekomen["pen"] == 2
    assert (telling.geweigerd.total(), telling.fouten) == (0, [])
