"""Regie, Deelnemers: who is there, and what the begeleider can do for all of them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.access import hash_token
from dialoog.bijeenkomst.deelnemerlijst import deelnemerlijst
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aantal_aanwezig, aanwezigheid
from dialoog.deelnemer.models import Deelnemer, Pas, Toestel
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog
from tests.conftest import ORIGIN
from tests.stemming.conftest import make_mensen

As = Callable[[int], FlaskClient]


class Avond:
    """An evening with its door open, the begeleider's browser, and the address of the list."""

    def __init__(self, regie: FlaskClient, dialoog: int, number: int) -> None:
        self.regie, self.dialoog, self.number = regie, dialoog, number
        self.basis = f"/regie/wijk/deelnemers/{number}"

    def post(self, path: str, **data: Any) -> Any:
        return self.regie.post(f"{self.basis}{path}", data=data)


@pytest.fixture
def avond(session: Session, as_begeleider: As) -> Avond:
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    return Avond(as_begeleider(make_begeleider(dialoog)), dialoog, number)


def vorm(**fields: Any) -> dict[str, Any]:
    hidden = {"registratie": "r" * 22, "pas": "-" * 16, "versie": "1"}
    return {**hidden, "naam": "Corrie de Wit", "belangen": ["1"], "namens": "uzelf", "gemeenten": ["1"], **fields}


def fresh(session: Session, number: int) -> Deelnemer:
    session.rollback()
    return session.get_one(Deelnemer, number)


def test_the_list_shows_who_is_in_who_is_not_and_finds_a_name(avond: Avond) -> None:
    make_deelnemer(avond.dialoog, "Amina Bouzid", bijeenkomst=avond.number)
    make_deelnemer(avond.dialoog, "Bilal Amrani", organisatie="De Hoek", namens="organisatie")
    inside = avond.regie.get(avond.basis).text
    assert "Amina Bouzid" in inside
    assert "Bilal Amrani" not in inside
    assert "1 van 2" in re.sub("<[^>]+>", "", inside)
    assert "Bilal Amrani" in avond.regie.get(f"{avond.basis}?toon=nog-niet").text
    assert "Bilal Amrani" in avond.regie.get(f"{avond.basis}?q=de+hoek").text
    assert "Niemand gevonden" in avond.regie.get(f"{avond.basis}?q=%3Cscript%3E").text


def test_four_hundred_people_are_shown_and_searched(avond: Avond, session: Session) -> None:
    make_mensen(avond.dialoog, avond.number, 400)
    page = avond.regie.get(avond.basis).text
    assert page.count('scope="row"') == 400
    assert avond.regie.get(f"{avond.basis}?q=persoon+39").text.count('scope="row"') == 11


def test_toehoorders_are_apart_and_in_no_number(avond: Avond, session: Session) -> None:
    make_deelnemer(avond.dialoog, "Ella", bijeenkomst=avond.number, soort="toehoorder", belangen=())
    people = deelnemerlijst(session, session.get_one(Bijeenkomst, avond.number))
    assert (people.mensen, people.tellingen["binnen"], people.tellingen["toehoorders"]) == (0, 0, 1)
    assert "Ella" in avond.regie.get(f"{avond.basis}?toon=toehoorders").text


def test_who_registers_later_is_not_on_the_list_of_an_evening_that_is_over(avond: Avond, session: Session) -> None:
    avond.regie.post(f"/regie/wijk/avond/{avond.number}/afsluiten", data={"gezien": ""})
    make_deelnemer(avond.dialoog, "Later")
    session.rollback()
    assert not deelnemerlijst(session, session.get_one(Bijeenkomst, avond.number)).alle


def test_the_door_opens_and_closes_here_too(avond: Avond, session: Session) -> None:
    assert "QR-code om mee te doen" in avond.regie.get(avond.basis).text
    assert avond.post("/deur", open="nee", toon="iedereen").location.endswith("?toon=iedereen")
    session.rollback()
    assert not session.get_one(Bijeenkomst, avond.number).deur_open
    assert "QR-code om mee te doen" not in avond.regie.get(avond.basis).text


def test_somebody_without_a_phone_is_added_once_with_the_helper_on_record(avond: Avond, session: Session) -> None:
    for _ in range(2):
        answer = avond.post("/erbij", **vorm(zonder_telefoon="y", helper="Joke", aanwezig="ja"))
        assert answer.status_code == 303
    session.rollback()
    (person,) = session.scalars(select(Deelnemer)).all()
    assert (person.zonder_telefoon, person.helper) == (True, "Joke")
    assert aantal_aanwezig(session, avond.number) == 1
    fact = session.scalars(select(Feit).where(Feit.wat == "Aangemeld")).one()
    assert fact.zin == "Corrie de Wit aangemeld. Joke helpt"


def test_after_adding_somebody_the_form_is_ready_for_the_next_and_says_who_was_added(
    avond: Avond, session: Session
) -> None:
    there = avond.post("/erbij", **vorm(zonder_telefoon="y", aanwezig="ja")).location
    page = avond.regie.get(there).text
    assert "Corrie de Wit staat op de lijst." in page
    assert "Daar staat nu 1 mens op." in page
    name = next(field for field in page.split("<input") if 'id="naam"' in field).split(">")[0]
    assert "autofocus" in name
    assert 'value=""' in name
    assert "autofocus" not in avond.regie.get(f"{avond.basis}/erbij").text
    elsewhere = make_deelnemer(make_dialoog("elders"), "Van elders")
    assert "Van elders" not in avond.regie.get(f"{avond.basis}/erbij?net={elsewhere}").text
    with_phone = avond.post("/erbij", **vorm(naam="Bilal", registratie="s" * 22, aanwezig="ja")).location
    assert "Geef een pas" in avond.regie.get(with_phone).text


def test_without_a_name_of_a_helper_the_begeleider_helps(avond: Avond, session: Session) -> None:
    avond.post("/erbij", **vorm(zonder_telefoon="y", aanwezig="ja"))
    session.rollback()
    assert session.scalars(select(Deelnemer)).one().helper == "Marit de Boer"
    assert "u helpt" in avond.regie.get(avond.basis).text


def test_people_can_be_put_on_the_list_before_the_evening(avond: Avond, session: Session) -> None:
    avond.post("/erbij", **vorm(aanwezig="nee"))
    session.rollback()
    person = session.scalars(select(Deelnemer)).one()
    assert aanwezigheid(session, avond.number, person.id) == "uitgenodigd"
    assert aantal_aanwezig(session, avond.number) == 0


def test_an_error_keeps_what_was_typed(avond: Avond, session: Session) -> None:
    page = avond.post("/erbij", **vorm(naam="", organisatie="De Hoek", helper="Joke"))
    assert page.status_code == 400
    assert "Vul een naam in" in page.text
    assert "De Hoek" in page.text
    assert "Joke" in page.text
    assert not session.scalars(select(Deelnemer)).all()


def test_a_registration_is_corrected_and_a_conflict_shows_both(avond: Avond, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, "Cory", bijeenkomst=avond.number)
    for _ in range(2):
        assert avond.post(f"/{number}", **vorm(belangen=["2"])).status_code == 303
    person = fresh(session, number)
    assert (person.naam, person.versie, [b.naam for b in person.belangen]) == ("Corrie de Wit", 2, ["Mantelzorg"])
    page = avond.post(f"/{number}", **vorm(naam="Iets anders"))
    assert page.status_code == 409
    assert "Iets anders" in page.text
    assert fresh(session, number).naam == "Corrie de Wit"


def test_somebody_imported_without_a_name_can_be_corrected_without_one(avond: Avond, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, None, vermelding="Inwoner")  # type: ignore[arg-type]
    assert avond.post(f"/{number}", **vorm(naam="", gemeenten=[])).status_code == 303
    assert fresh(session, number).naam is None


def test_a_deelnemer_can_become_toehoorder_and_the_phone_loads_anew(avond: Avond, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, bijeenkomst=avond.number)
    avond.post(f"/{number}", **vorm(meekijken="y"))
    assert fresh(session, number).soort == "toehoorder"
    fact = session.scalars(select(Feit).where(Feit.wat == "RolVeranderd")).one()
    assert fact.data["voor_deelnemer"] == number


def test_is_weg_and_is_terug_can_be_undone(avond: Avond, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, bijeenkomst=avond.number)
    for _ in range(2):
        avond.post(f"/{number}/staat", staat="weg")
    session.rollback()
    assert aanwezigheid(session, avond.number, number) == "weg"
    last = laatste_stappen(session, avond.dialoog)[0]
    assert last.kan_terug
    avond.regie.post(f"/regie/wijk/avond/{avond.number}/ongedaan/{last.id}")
    session.rollback()
    assert aanwezigheid(session, avond.number, number) == "aanwezig"
    assert avond.post(f"/{number}/staat", staat="onzin").status_code == 400


def test_removal_is_marked_and_can_be_taken_back_here_and_in_the_last_steps(avond: Avond, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, bijeenkomst=avond.number)
    for _ in range(2):
        avond.post(f"/{number}/verwijder")
    assert fresh(session, number).staat == "verwijderd"
    assert "Van de lijst gehaald" in avond.regie.get(avond.basis).text
    assert avond.post(f"/{number}", **vorm()).status_code == 404
    for _ in range(2):
        assert avond.post(f"/{number}/terugzetten").status_code == 303
    assert fresh(session, number).staat == "actief"
    avond.post(f"/{number}/verwijder")
    session.rollback()
    last = laatste_stappen(session, avond.dialoog)[0]
    avond.regie.post(f"/regie/wijk/avond/{avond.number}/ongedaan/{last.id}")
    assert fresh(session, number).staat == "actief"


def test_a_pass_is_shown_once_where_it_is_made_and_works_there(avond: Avond, app: Flask, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, bijeenkomst=avond.number)
    page = avond.regie.get(f"{avond.basis}/{number}").text
    found = re.search(r'name="pas" value="([\w-]{20,})"', page)
    assert found
    token = found.group(1)
    for _ in range(2):
        shown = avond.post(f"/{number}/pas", pas=token)
        assert shown.status_code == 200
        assert f"/ik#{token}" in shown.text
    session.rollback()
    assert session.scalars(select(Pas.token_hash)).all() == [hash_token(token)]
    assert token not in avond.regie.get(f"{avond.basis}/{number}").text
    opened = app.test_client().post("/ik", json={"pas": token}, headers={"Origin": ORIGIN})
    assert opened.status_code == 200


def test_imported_people_are_let_in_with_a_pass_or_without_a_phone(avond: Avond, session: Session) -> None:
    with_phone, without = (make_deelnemer(avond.dialoog, naam) for naam in ("Frans", "Gerda"))
    assert avond.post(f"/{with_phone}/pas", pas="n" * 22, binnen="ja").status_code == 200
    avond.post(f"/{without}/zonder-telefoon", helper="Joke")
    session.rollback()
    assert aantal_aanwezig(session, avond.number) == 2
    assert (fresh(session, without).zonder_telefoon, fresh(session, without).helper) == (True, "Joke")


def test_passes_and_devices_are_ended_here(avond: Avond, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, bijeenkomst=avond.number, token="t" * 22)
    avond.post(f"/{number}/pas", pas="n" * 22)
    avond.post(f"/{number}/passen-einde")
    device = session.scalars(select(Toestel.id).where(Toestel.deelnemer_id == number)).one()
    avond.post(f"/{number}/toestel/{device}/af")
    session.rollback()
    for kind in (Pas, Toestel):
        assert session.scalar(select(func.count()).select_from(kind).where(kind.beeindigd.is_(None))) == 0


def test_the_book_name_of_somebody_without_a_phone_is_typed_for_that_person(avond: Avond, session: Session) -> None:
    number = make_deelnemer(avond.dialoog, bijeenkomst=avond.number, zonder_telefoon=True)
    avond.post(f"/{number}/boek", vermelding="mantelzorger", naam_in_boek="y")
    assert (fresh(session, number).vermelding, fresh(session, number).naam_in_boek) == ("mantelzorger", True)
    assert session.scalars(select(Feit).where(Feit.wat == "VermeldingGekozen")).one().wie == "Marit de Boer"


PATHS = ("", "/erbij", "/{0}", "/{0}/boek", "/{0}/staat", "/{0}/zonder-telefoon", "/{0}/pas", "/{0}/passen-einde")
POSTS = ("/deur", "/{0}/toestel/1/af", "/{0}/verwijder", "/{0}/terugzetten", "/{0}/anders")


@pytest.mark.parametrize("path", PATHS + POSTS)
def test_only_a_begeleider_of_this_dialogue_gets_here(
    path: str, avond: Avond, as_begeleider: As, client: FlaskClient, session: Session
) -> None:
    number = make_deelnemer(avond.dialoog, bijeenkomst=avond.number)
    stranger = as_begeleider(make_begeleider(make_dialoog("ander"), email="ver@weg.example"))
    url = avond.basis + path.format(number)
    for visitor, expected in ((stranger, 404), (client, 302)):
        method = visitor.get if path == "" else visitor.post
        assert method(url, data={"pas": "n" * 22, "staat": "weg"}).status_code == expected
    assert fresh(session, number).staat == "actief"


def test_somebody_of_another_dialogue_is_not_found_here(avond: Avond) -> None:
    other = make_deelnemer(make_dialoog("ander"), "Vreemd", belangen=())
    for path in ("", "/staat", "/verwijder", "/pas", "/passen-einde", "/anders", "/terugzetten"):
        assert avond.post(f"/{other}{path}", **vorm(staat="aanwezig", pas="n" * 22, belang="nieuw")).status_code == 404


def test_the_list_of_people_shows_the_way_to_the_notulisten(avond: Avond) -> None:
    assert 'href="/regie/wijk/notulisten"' in avond.regie.get(avond.basis).text
    assert "Maak een link" in avond.regie.get("/regie/wijk/notulisten").text
