"""Naming eigenaren in the regie: from the list, somebody new, the history, and a new pass with its letter."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from sqlalchemy import select

from dialoog.access import hash_token
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer, Pas
from dialoog.deelnemer.queries import find_by_pas, open_toestellen
from dialoog.deelnemer.toegang import new_pas
from dialoog.voorstel import eigenaren, oplossingen, queries
from dialoog.voorstel.brief import brief, mailto
from dialoog.voorstel.rijen import EigenVoorstel
from tests.voorstel.conftest import MARIT, Top
from tests.voorstel.test_regie import text

FORM = "f" * 22
PAS = "p" * 22


@pytest.fixture
def rij(top: Top, session) -> int:
    """The oplossing on place 1."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    number = queries.oplossingen(session, top.dialoog)[0].id
    session.rollback()
    return number


def names(top: Top, session) -> list[tuple[str, bool]]:
    session.rollback()
    return [(e.naam, e.trekker) for e in queries.oplossingen(session, top.dialoog)[0].eigenaren]


def test_somebody_who_is_on_no_list_is_named_at_once_and_twice_is_one(top, marit, rij, session):
    data = {
        "gezien": "", "eigenaren": [top.bram], "trekker": "nieuw", "registratie": FORM,
        "nieuw_naam": "Dirk Smit", "nieuw_organisatie": "Bakkerij Smit",
    }  # fmt: skip
    for _ in range(2):
        assert marit.post(f"/regie/wijk/oplossingen/{rij}/eigenaren", data=data).status_code == 303
    assert names(top, session) == [("Dirk Smit", True), ("Bram Vos", False)]
    people = session.scalars(select(Deelnemer).where(Deelnemer.naam == "Dirk Smit")).all()
    assert [(p.organisatie, p.namens) for p in people] == [("Bakkerij Smit", "organisatie")]
    page = text(marit.get(f"/regie/wijk/oplossingen/{rij}/eigenaren"))
    assert "door Marit de Boer" in page


def test_outside_an_evening_the_proposals_belong_to_the_preparing(top, marit, rij):
    here = r'aria-current="page"[^>]*>([^<]+)<'
    assert re.findall(here, marit.get("/regie/wijk/voorstellen").text)[:1] == ["Voorbereiden"]
    assert re.findall(here, marit.get(f"/regie/wijk/voorstellen?avond={top.bijeenkomst}").text)[:1] == ["De avond"]


def test_the_people_to_choose_from_stand_by_name(top, marit, rij, session):
    with transaction() as writing:
        writing.get_one(Deelnemer, top.bram).naam = "aart Zomer"
    page = marit.get(f"/regie/wijk/oplossingen/{rij}/eigenaren").text
    found = re.findall(r'name="eigenaren"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="eigenaren"', page)
    assert next(a or b for a, b in found) == str(top.bram)
    assert len(found) > 1


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"nieuw_naam": "Bram Vos"}, "Bram Vos staat al op de lijst."),
        ({"nieuw_naam": "", "trekker": "nieuw"}, "Schrijf hoe deze persoon heet."),
        ({"nieuw_naam": "x" * 101}, "te lang"),
    ],
)
def test_a_new_person_is_refused_with_a_sentence_and_nothing_typed_is_lost(top, marit, rij, session, velden, zin):
    data = {"gezien": "", "eigenaren": [top.amina], "registratie": FORM, "nieuw_organisatie": "", **velden}
    refused = marit.post(f"/regie/wijk/oplossingen/{rij}/eigenaren", data=data)
    assert refused.status_code == 400
    assert zin in text(refused)
    assert f'value="{velden["nieuw_naam"]}"' in text(refused)
    assert re.search(rf'value="{top.amina}" checked', text(refused))
    assert names(top, session) == []


def test_an_old_screen_brings_nobody_on_the_list(top, marit, rij, session):
    eigenaren.set_eigenaren(top.dialoog, None, rij, "", [top.bram], top.bram, MARIT)
    data = {"gezien": "", "registratie": FORM, "nieuw_naam": "Dirk Smit"}
    assert marit.post(f"/regie/wijk/oplossingen/{rij}/eigenaren", data=data).status_code == 409
    session.rollback()
    assert session.scalar(select(Deelnemer).where(Deelnemer.naam == "Dirk Smit")) is None


def test_a_new_pass_stops_the_old_one_and_comes_with_a_letter(top, marit, rij, session):
    eigenaren.set_eigenaren(top.dialoog, None, rij, "", [top.amina], top.amina, MARIT)
    new_pas(top.dialoog, top.amina, hash_token("o" * 22), None)
    with transaction() as writing:
        writing.get_one(Deelnemer, top.amina).mail = "amina@voorbeeld.nl"
    there = f"/regie/wijk/oplossingen/{rij}/eigenaren"
    assert "amina@voorbeeld.nl" in text(marit.get(there))
    for _ in range(2):
        answer = marit.post(f"{there}/{top.amina}/pas", data={"pas": PAS})
        assert answer.status_code == 200
        assert f"/ik#{PAS}" in text(answer)
        assert "mailto:amina@voorbeeld.nl?" in text(answer)
    session.rollback()
    assert find_by_pas(session, hash_token("o" * 22)) is None
    assert find_by_pas(session, hash_token(PAS)).id == top.amina
    assert len(open_toestellen(session, top.amina, None)) == 1
    assert PAS not in text(marit.get(there))
    assert session.scalars(select(Pas.token_hash).where(Pas.token_hash == PAS)).all() == []


def test_a_pass_that_was_replaced_does_not_come_back(top, marit, rij, session):
    eigenaren.set_eigenaren(top.dialoog, None, rij, "", [top.amina], top.amina, MARIT)
    there = f"/regie/wijk/oplossingen/{rij}/eigenaren/{top.amina}/pas"
    marit.post(there, data={"pas": PAS})
    marit.post(there, data={"pas": "q" * 22})
    assert marit.post(there, data={"pas": PAS}).status_code == 409
    session.rollback()
    assert find_by_pas(session, hash_token(PAS)) is None


def test_a_pass_is_given_to_who_owns_it_only(top, marit, rij, phone):
    there = f"/regie/wijk/oplossingen/{rij}/eigenaren/{top.bram}/pas"
    assert marit.post(there, data={"pas": PAS}).status_code == 404
    assert phone.post(there, data={"pas": PAS}).status_code in (302, 401)
    eigenaren.set_eigenaren(top.dialoog, None, rij, "", [top.bram], None, MARIT)
    assert marit.post(there, data={"pas": "kort"}).status_code == 400


def test_who_offers_is_chosen_on_the_list_of_voorstellen_too(top, marit, rij, phone, session):
    phone.post(f"/d/wijk/oplossing/{rij}/aanbod", json={"rol": "trekker"})
    page = text(marit.get("/regie/wijk/voorstellen"))
    press = re.search(rf'formaction="(/regie/wijk/oplossingen/{rij}/aanbod/{top.amina}/trekker[^"]*)"', page)[1]
    assert marit.post(press.replace("&amp;", "&")).status_code == 303
    assert names(top, session) == [("Amina Bouzid", True)]


def test_the_letter_says_what_to_do_and_survives_the_way_to_the_mail_program():
    cards = [EigenVoorstel(1, "Eén & twee?", True, ("leeg",) * 10)]
    words = brief("Amina", cards, "https://dialoog.nl/ik#abc", "Marit")
    assert "- Voorstel 1: Eén & twee?, u bent trekker" in words
    link = urlsplit(mailto("a@b.nl", "Uw link: zorg & welzijn", words))
    found = parse_qs(link.query)
    assert unquote(link.path) == "a@b.nl"
    assert found["subject"] == ["Uw link: zorg & welzijn"]
    assert found["body"] == [words.replace("\n", "\r\n")]
