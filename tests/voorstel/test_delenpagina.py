"""The forms beside questions 1, 2, 4, 8 and 10, without a script: every button is a form that is sent."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dialoog.database import db
from dialoog.opgave.models import Deelvraag, Kader
from dialoog.voorstel import eigenaren, oplossingen, queries, slot
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.delen_schrijven import save_deel
from dialoog.voorstel.inhoud import Kosten, Kostenregel
from tests.voorstel.conftest import MARIT, Top

KAART = "/d/wijk/voorstel/1"
RIJ = {"post": "Hout", "berekening": "3 x 400", "bedrag": "1.200", "jaar": "2027", "btw": "ex"}


@pytest.fixture(autouse=True)
def eerste(top: Top, app: Flask) -> None:
    """Voorstel 1 is Amina's; plain forms need no token."""
    app.config["WTF_CSRF_ENABLED"] = False
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = queries.oplossingen(db.session(), top.dialoog)[0].id
    db.session.rollback()
    eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, row, "", [top.amina], top.amina, MARIT)


def kaart(top: Top) -> queries.VoorstelRij:
    db.session.rollback()
    found = queries.find_voorstel(db.session(), top.dialoog, 1)
    db.session.rollback()
    return found


def stuur(phone: FlaskClient, plek: int, **velden: object):
    return phone.post(f"{KAART}/{plek}/deel", data={"versie": 0, **velden})


def tekst(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def test_costs_are_saved_and_shown_with_their_sum_the_stated_total_and_the_difference(top, phone):
    rows = {**{key: [value, ""] for key, value in RIJ.items()}, "totaal": "1.400"}
    rows["post"] = ["Hout", "Inzet van buren"]
    assert stuur(phone, 8, **rows).status_code == 303
    assert kaart(top).delen.kosten.inhoud == Kosten(
        (Kostenregel("Hout", "3 x 400", 120_000, 2027, "ex"), Kostenregel("Inzet van buren")), 140_000
    )
    page = tekst(phone.get(f"{KAART}/8").text)
    assert "Som van de regels € 1.200,00" in page
    assert "Verschil € 200,00" in page
    assert "Allebei blijft staan." in page
    assert "Van 1 regel is het bedrag nog niet bekend." in page


def test_an_amount_that_is_not_read_comes_back_as_typed_with_its_sentence_at_the_row(top, phone):
    rows = {key: [value, value] for key, value in RIJ.items()}
    rows["bedrag"] = ["1.200", "850,000"]
    answer = stuur(phone, 8, **rows, daad="erbij")
    assert answer.status_code == 400
    assert "Bedoelt u 850.000?" in answer.text
    assert 'id="bedrag-1-fout"' in answer.text
    assert 'id="bedrag-0-fout"' not in answer.text
    assert 'value="850,000"' in answer.text
    assert answer.text.count('name="post"') == 2
    assert kaart(top).delen.kosten.versie == 0


def test_a_row_is_added_moved_and_taken_away_by_its_buttons(top, phone):
    rows = {key: [value, value] for key, value in RIJ.items()} | {"post": ["Een", "Twee"]}
    answer = stuur(phone, 8, **rows, daad="erbij")
    assert answer.headers["Location"].endswith("?erbij=1#deel")
    page = phone.get(answer.headers["Location"]).text
    assert page.count('name="post"') == 3
    stuur(phone, 8, **{**rows, "versie": 1}, daad="hoger-1")
    assert [row.post for row in kaart(top).delen.kosten.inhoud.regels] == ["Twee", "Een"]
    stuur(phone, 8, **{**rows, "post": ["Twee", "Een"], "versie": 2}, daad="weg-0")
    assert [row.post for row in kaart(top).delen.kosten.inhoud.regels] == ["Een"]


def test_results_take_dutch_numbers_and_refuse_words_at_the_field(top, phone):
    rows = {"wat": ["Banken"], "aantal": ["1.250,5"], "eenheid": ["meter"], "wanneer": ["eind 2027"]}
    assert stuur(phone, 4, **rows).status_code == 303
    assert kaart(top).delen.resultaten.inhoud.regels[0].aantal == "1250.5"
    assert 'value="1.250,5"' in phone.get(f"{KAART}/4").text
    answer = stuur(phone, 4, **{**rows, "aantal": ["heel veel"], "versie": 1})
    assert (answer.status_code, 'value="heel veel"' in answer.text) == (400, True)


def test_deelvragen_none_one_or_several(top, phone):
    one, two = _ids(Deelvraag, top)
    for versie, (data, gekozen, geen) in enumerate(
        [
            ({"deelvraag": [two, one]}, (one, two), False),
            ({"deelvraag": [two]}, (two,), False),
            ({"geen": "y"}, (), True),
        ]
    ):
        assert stuur(phone, 2, versie=versie, **data).status_code == 303
        found = kaart(top).delen.deelvragen.inhoud
        assert (found.gekozen, found.geen) == (gekozen, geen)
    answer = stuur(phone, 2, versie=3, deelvraag=[one], geen="y")
    assert (answer.status_code, "U koos een deelvraag en ook geen." in answer.text) == (400, True)


def _ids(kind: type[Deelvraag] | type[Kader], top: Top) -> list[int]:
    found = list(db.session.scalars(select(kind.id).where(kind.dialoog_id == top.dialoog).order_by(kind.volgorde)))
    db.session.rollback()
    return found


def test_a_kader_that_does_not_fit_asks_for_the_argument_and_keeps_what_was_chosen(top, phone):
    numbers = _ids(Kader, top)
    assert stuur(phone, 10, **{f"oordeel-{numbers[0]}": "past_niet"}).status_code == 303
    assert [row.oordeel for row in kaart(top).delen.kaders.inhoud.toetsen] == ["past_niet"]
    assert "De raden vragen hier een argument." in phone.get(f"{KAART}/10").text
    answer = stuur(phone, 10, versie=1, **{f"argument-{numbers[1]}": "Daarom niet."})
    assert (answer.status_code, "Daarom niet." in answer.text) == (400, True)


def test_title_and_gemeenten_by_an_eigenaar_and_where_it_came_from(top, phone):
    page = phone.get(f"{KAART}/1").text
    assert "Uit de oplossing op plaats 1" in page
    assert "Nr. 1:" in page
    assert stuur(phone, 1, versie=1, titel="De belcirkel").status_code == 303
    assert kaart(top).titel == "De belcirkel"
    late = stuur(phone, 1, versie=1, titel="Een ander")
    assert (late.status_code, 'value="Een ander"' in late.text, "De belcirkel" in late.text) == (409, True, True)
    assert stuur(phone, 1, versie=2, titel=" ").status_code == 400


def test_who_was_second_sees_both_and_chooses(top, phone):
    save_deel(top.dialoog, 1, 0, Kosten((Kostenregel("Van Marit"),)), Schrijver("begeleider", MARIT))
    answer = stuur(phone, 8, **{**RIJ, "post": "Van Amina"})
    assert answer.status_code == 409
    assert "Van Marit" in answer.text
    assert 'value="Van Amina"' in answer.text
    assert stuur(phone, 8, **{**RIJ, "post": "Van Amina", "versie": 1}).status_code == 303
    assert kaart(top).delen.kosten.inhoud.regels[0].post == "Van Amina"


def test_a_locked_card_shows_the_parts_and_takes_nothing_but_loses_nothing(top, phone):
    stuur(phone, 8, **RIJ)
    slot.set_slot(top.dialoog, None, 1, op_slot=True, wie=MARIT)
    page = phone.get(f"{KAART}/8").text
    assert "Hout" in page
    assert 'name="post"' not in page
    answer = stuur(phone, 8, **{**RIJ, "post": "Staal", "versie": 1})
    assert (answer.status_code, 'value="Staal"' in answer.text) == (409, True)


def test_as_one_fills_in_the_server_says_what_it_adds_up_to(top, phone):
    velden = {key: [value] for key, value in RIJ.items()}
    body = {"versie": 0, "velden": velden, "kenmerk": "blad"}
    origin = {"Origin": "http://localhost"}
    answer = phone.post(f"{KAART}/8/deel/bewaar", json=body, headers=origin)
    deel = answer.json["deel"]
    assert (deel["versie"], deel["wie"], deel["vakje"]) == (1, "Amina Bouzid", "vol")
    assert "€ 1.200,00" in tekst(deel["telling"])
    velden["bedrag"] = ["veel"]
    wrong = phone.post(f"{KAART}/8/deel/bewaar", json={**body, "versie": 1}, headers=origin)
    assert wrong.status_code == 400
    assert "bedrag-0" in wrong.json["fout"]["velden"]
    other = phone.post(f"{KAART}/8/deel/bewaar", json={"versie": 0, "velden": {}, "kenmerk": "x"}, headers=origin)
    assert (other.status_code, other.json["stand"]["wie"]) == (409, "Amina Bouzid")


def test_the_begeleider_fills_in_and_reads_it_on_the_card(top, marit):
    adres = "/regie/wijk/voorstellen/1"
    assert marit.post(f"{adres}/8/deel", data={"versie": 0, **RIJ}).status_code == 303
    page = tekst(marit.get(adres).text)
    assert "Hout , 3 x 400: € 1.200,00 (2027), exclusief btw" in page
    assert "Nog geen deelvraag gekozen." in page
    assert marit.get(f"{adres}/9").text.count('id="deel"') == 0
    assert marit.post(f"{adres}/9/deel", data={"versie": 0}).status_code == 404
