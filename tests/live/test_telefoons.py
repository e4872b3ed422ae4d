"""Phones that are out of reach: known after a while, by person, and never beside live tallies."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.schermen import regios
from dialoog.live import telefoons
from dialoog.live.telefoons import STIL_S, Telefoons
from tests import builders


class Klok:
    """Stands in for monotonic()."""

    def __init__(self) -> None:
        self.nu = 1000.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Klok:
    made = Klok()
    monkeypatch.setattr(telefoons, "monotonic", made)
    return made


def test_a_phone_is_away_after_two_minutes_and_no_more_once_any_phone_of_that_person_is_back(klok: Klok) -> None:
    later: list[int] = []
    now: list[int] = []
    phones = Telefoons(later.append, now.append)
    phones.join("a", 1, 7)
    phones.join("b", 1, 7)
    phones.join("c", 2, 7)
    klok.nu += STIL_S + 1
    assert phones.stil([1, 2, 3]) == {3}  # never came since the server started
    phones.leave("a", 7)
    assert later == []  # another phone of the same person is there
    phones.leave("b", 7)
    phones.leave("c", 7)
    assert later == [7, 7]
    phones.join("d", 2, 7)
    assert now == []  # a moment without wifi is no news
    klok.nu += STIL_S
    assert phones.stil([1, 2]) == {1}
    phones.join("e", 1, 7)
    assert now == [7]
    assert phones.stil([1, 2]) == set()


@pytest.mark.parametrize(("soort", "shown"), [("ideeen", True), ("gesprek", False)])
def test_the_regie_names_who_is_here_with_a_phone_that_is_away(
    app: Flask, session: Session, klok: Klok, soort: str, shown: bool
) -> None:
    app.extensions["dialoog_live"].telefoons._begin = klok.nu
    dialoog = builders.make_dialoog()
    number = builders.make_bijeenkomst(dialoog)
    builders.make_stap(number, soort, "live")
    amina = builders.make_deelnemer(dialoog, "Amina", bijeenkomst=number)
    builders.make_deelnemer(dialoog, "Bram", bijeenkomst=number)
    builders.make_deelnemer(dialoog, "Corrie", bijeenkomst=number, zonder_telefoon=True)
    app.extensions["dialoog_live"].telefoons.join("sid", amina, dialoog)
    klok.nu += STIL_S
    session.rollback()
    (people,) = (r for r in regios(session, session.get_one(Bijeenkomst, number), "regie") if r.naam == "mensen")
    assert people.context["stil"] == (["Bram"] if shown else [])
