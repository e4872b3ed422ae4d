"""The book tells how a tie was settled, and what moved when the group voted again."""

import pytest

from dialoog.database import db, transaction
from dialoog.stemming.models import Stemronde
from dialoog.themaboek.maken.herkomst import geldende_ronde
from dialoog.themaboek.queries import boek as read_boek
from dialoog.voorstel import herstemmen, oplossingen
from tests import builders
from tests.voorstel.conftest import MARIT, Top, make_ronde, make_top
from tests.voorstel.test_herstemmen import facts, hold, lay


@pytest.fixture
def top(app) -> Top:
    return make_top()


@pytest.fixture
def zaal(top: Top) -> list[int]:
    return [builders.make_deelnemer(top.dialoog, f"Buur {n}", bijeenkomst=top.bijeenkomst) for n in range(4)]


def boek(top: Top):
    db.session.rollback()
    return read_boek(db.session(), top.dialoog)


def rondes(top: Top):
    return [ronde for resultaat in boek(top).resultaten for ronde in resultaat.stemrondes]


def test_both_rounds_stand_in_it_and_the_first_is_the_one_that_counts(top, zaal):
    hold(top, (zaal[0], 6), (zaal[1], 6))
    first, second = rondes(top)
    assert (first.herstemming, second.herstemming) == (False, True)
    assert (second.plaatsen, second.stickers_per_persoon, len(second.uitslag)) == (1, 1, 2)
    assert first.beslist == "Bij gelijke stand besliste de herstemming: nr. 6."
    assert second.beslist == "Zo ging door: nr. 6."
    assert geldende_ronde(boek(top)).titel == first.titel
    assert any("nr. 5 en nr. 6 stonden gelijk" in stap.wat for stap in boek(top).stappen)


def test_a_lot_is_told_with_its_papers(top, zaal):
    hold(top, (zaal[0], 5), (zaal[1], 6))
    herstemmen.draw_lot(top.dialoog, top.bijeenkomst, top.stap, lay(top), 0, MARIT)
    number = facts(top, "LotGetrokken")[0].data["nummer"]
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    first, second = rondes(top)
    assert f"Getrokken: nr. {number}, uit nr. 5 en nr. 6." in second.beslist
    assert first.beslist == f"Bij gelijke stand beslisten de herstemming en de loting: nr. {number}."


def test_what_moved_stands_beside_the_new_round(top):
    with transaction() as session:
        old = session.get_one(Stemronde, top.ronde)
        old.staat, old.reden = "vervallen", "Een idee ontbrak."
        stap = old.stap_id
    make_ronde(top.dialoog, top.bijeenkomst, stap, top.ideeen, (3, 14, 10, 9, 8, 7, 1))
    old_round, new_round = rondes(top)
    assert (old_round.staat, old_round.reden_vervallen) == ("vervallen", "Een idee ontbrak.")
    assert old_round.uitslag
    first = new_round.naast[0]
    assert (first.nummer, first.toen, first.nu, first.wat) == (
        2, "plaats 2, 12 stickers", "plaats 1, 14 stickers", "1 plaats omhoog",
    )  # fmt: skip
