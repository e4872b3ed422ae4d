"""Gewijzigd na akkoord: what was changed after the hall said whether it could find itself in a voorstel."""

import pytest

from dialoog.database import db
from dialoog.themaboek import queries as boek_queries
from dialoog.themaboek.maken.kaartfeiten import kaartfeiten
from dialoog.voorstel import inhoud, instemming, queries
from dialoog.voorstel.antwoorden import save_antwoord
from dialoog.voorstel.delen_schrijven import save_deel
from dialoog.voorstel.instemming_lezen import open_in
from dialoog.voorstel.kaartkop import change_voorstel
from dialoog.voorstel.na_akkoord import NaAkkoord, na_akkoord, vragen_van
from dialoog.voorstel.termijn_zetten import set_uiterlijk
from tests.voorstel.conftest import MARIT, TOKEN
from tests.voorstel.test_regie import text
from tests.voorstel.zaal import BEGELEIDER, Zaal, make_zaal


@pytest.fixture
def zaal(app) -> Zaal:
    """Voorstel 1 has a text at questions 1 and 10; the hall was asked about it, and two answered."""
    zaal = make_zaal()
    set_uiterlijk(zaal.dialoog, None, "", "2036-12-12", MARIT)
    save_antwoord(zaal.dialoog, 1, "voorstel", 0, "Een klusbus.", BEGELEIDER)
    save_antwoord(zaal.dialoog, 1, "kaders", 0, "Alle passen.", BEGELEIDER)
    instemming.ask(zaal.dialoog, zaal.avond, zaal.top.stap, 1, MARIT)
    asked = open_in(db.session(), zaal.dialoog).id
    db.session.rollback()
    for person in zaal.mensen[:2]:
        instemming.answer(zaal.dialoog, person, asked, ja=True, reden="")
    instemming.close(zaal.dialoog, zaal.avond, asked, MARIT)
    return zaal


def now(zaal: Zaal) -> NaAkkoord:
    db.session.rollback()
    card = queries.find_voorstel(db.session(), zaal.dialoog, 1)
    return na_akkoord(db.session(), zaal.dialoog)[card.id]


def test_a_text_and_what_stands_beside_it_are_one_question():
    assert vragen_van(("kop", "kosten", "voorstel", "nodig")) == ("voorstel", "nodig")
    assert vragen_van(("kadertoets",)) == vragen_van(("kaders",)) == ("kaders",)
    assert vragen_van(("kop",)) == ()


def test_nothing_is_marked_until_something_is_changed_and_nothing_when_it_is_as_it_was(zaal):
    assert not now(zaal).gewijzigd
    save_antwoord(zaal.dialoog, 1, "voorstel", 1, "Een bakfiets.", BEGELEIDER)
    assert now(zaal).vragen == ("voorstel",)
    save_antwoord(zaal.dialoog, 1, "voorstel", 2, "Een klusbus.", BEGELEIDER)
    assert not now(zaal).gewijzigd


def test_texts_parts_and_title_are_marked_each_before_the_last_day_too(zaal):
    save_antwoord(zaal.dialoog, 1, "kaders", 1, "Eén past niet.", BEGELEIDER)
    save_deel(zaal.dialoog, 1, 0, inhoud.Resultaten((inhoud.Resultaat("Ritten", "20", "", ""),)), BEGELEIDER)
    card = queries.find_voorstel(db.session(), zaal.dialoog, 1)
    change_voorstel(zaal.dialoog, None, 1, card.versie, "De bakfiets", [], BEGELEIDER)
    found = now(zaal)
    assert (found.plekken, found.kop) == ((4, 10), True)


def test_regie_phone_and_book_say_so(zaal, as_begeleider, as_deelnemer):
    marit, phone = as_begeleider(zaal.top.begeleider), as_deelnemer(zaal.dialoog, TOKEN)
    assert "Daarna is er niets gewijzigd." in text(marit.get("/regie/wijk/voorstellen/1"))
    assert "Dan staat erbij: gewijzigd na akkoord." in text(phone.get("/d/wijk/voorstel/1/1"))
    save_antwoord(zaal.dialoog, 1, "voorstel", 1, "Een bakfiets.", BEGELEIDER)
    assert text(marit.get("/regie/wijk/voorstellen/1")).count("Gewijzigd na akkoord") == 2
    assert "Gewijzigd na akkoord: vraag 1" in text(marit.get("/regie/wijk/voorstellen"))
    assert "Gewijzigd na akkoord" in text(phone.get("/d/wijk/voorstel/1/1"))
    assert "Gewijzigd na akkoord" not in text(phone.get("/d/wijk/voorstel/1/10"))
    db.session.rollback()
    book = boek_queries.boek(db.session(), zaal.dialoog)
    card = next(card for card in book.voorstellen if card.nummer == 1)
    assert card.gewijzigd_na_akkoord
    assert [n for n, answer in enumerate(card.antwoorden, 1) if answer.gewijzigd] == [1]
    assert ("Let op", "Gewijzigd na akkoord: vraag 1.") in [(f.naam, f.tekst) for f in kaartfeiten(book, card)]
    assert not any(card.gewijzigd_na_akkoord for card in book.voorstellen if card.nummer != 1)
