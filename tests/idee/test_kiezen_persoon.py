"""Everybody chooses for himself: the most chosen go on, a tie is settled by the group, and who chose what is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import live_stap
from dialoog.config import Config
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee, Inzending, Keuze, Keuzetelling
from dialoog.idee.queries import keuzes, shortlist
from dialoog.themaboek.queries import boek
from dialoog.verslag.models import Feit
from tests import builders
from tests.idee.conftest import Avond, make_avond

KLEUREN = ("rood", "rood", "rood", "geel", "grijs", None)
NAMEN = ("an", "bo", "cor")


@dataclass
class Zaal:
    """Three people with phones and Els without; rood 2, geel 1, blauw 1, grijs 0."""

    avond: Avond
    ideeen: list[int]
    mensen: dict[str, int]
    phones: dict[str, FlaskClient]

    def choose(self, wie: str, *places: int, versie: int = 0, **more: Any) -> TestResponse:
        body = {"stap": self.avond.stap, "versie": versie, "gekozen": [self.ideeen[p - 1] for p in places], **more}
        return self.phones[wie].post("/d/wijk/keuze", json=body)


@pytest.fixture
def zaal(app: object, as_deelnemer: Callable[[int, str], FlaskClient]) -> Zaal:
    avond = make_avond("kiezen", eenheid="persoon", quota={"grijs": 0, "geel": 1, "blauw": 1, "rood": 2})
    ideas = builders.make_ideeen(avond.dialoog, len(KLEUREN))
    people = {
        naam: builders.make_deelnemer(avond.dialoog, naam, bijeenkomst=avond.bijeenkomst, token=f"toestel-{naam}")
        for naam in NAMEN
    }
    people["els"] = builders.make_deelnemer(
        avond.dialoog, "Els", bijeenkomst=avond.bijeenkomst, zonder_telefoon=True, helper="Joke"
    )
    with transaction() as session:
        for number, kleur in zip(ideas, KLEUREN, strict=True):
            session.get_one(Idee, number).kleur = kleur
    return Zaal(avond, ideas, people, {naam: as_deelnemer(avond.dialoog, f"toestel-{naam}") for naam in NAMEN})


@pytest.fixture
def marit(as_begeleider: Callable[[int], FlaskClient], zaal: Zaal) -> FlaskClient:
    return as_begeleider(zaal.avond.begeleider)


def count(marit: FlaskClient, zaal: Zaal) -> int:
    return marit.post(f"{zaal.avond.actie}/tel").status_code


def numbers(session: Session, zaal: Zaal) -> list[int]:
    session.rollback()
    return [idee.nummer for idee in keuzes(session, zaal.avond.stap)]


def test_what_somebody_chose_stands_nowhere_but_on_the_own_phone(
    zaal: Zaal, session: Session, marit: FlaskClient
) -> None:
    zaal.choose("an", 1, 4, ingestuurd=True)
    session.rollback()
    assert numbers(session, zaal) == []
    assert shortlist(session, zaal.avond.dialoog) == []
    assert session.scalars(select(Feit)).all() == []
    assert zaal.phones["an"].get("/d/wijk/mijn").get_json()["keuze"]["gekozen"] == [zaal.ideeen[0], zaal.ideeen[3]]
    assert zaal.phones["bo"].get("/d/wijk/mijn").get_json()["keuze"]["gekozen"] == []
    beamer = session.get_one(Bijeenkomst, zaal.avond.bijeenkomst).beamer_token
    assert "Idee 1" not in marit.get(f"/beamer/{beamer}").text
    assert "Idee 1" not in marit.get(zaal.avond.regie).text
    assert "1 van 5 mensen is klaar" in marit.get(zaal.avond.regie).text  # Amina is there too


def test_counting_takes_the_most_chosen_keeps_numbers_and_forgets_who(
    zaal: Zaal, session: Session, marit: FlaskClient
) -> None:
    assert count(marit, zaal) == 409
    zaal.choose("an", 1, 2, 4, ingestuurd=True)
    zaal.choose("bo", 1, 2)
    zaal.choose("cor", 1, 3, 6)
    for _ in range(2):
        assert count(marit, zaal) == 303
    assert numbers(session, zaal) == [1, 2, 4]
    rows = session.execute(select(Keuzetelling.idee_id, Keuzetelling.aantal).order_by(Keuzetelling.idee_id))
    assert [tuple(row) for row in rows] == list(
        zip([zaal.ideeen[p - 1] for p in (1, 2, 3, 4, 6)], (3, 2, 1, 1, 1), strict=True)
    )
    assert set(session.scalars(select(Keuze.kiezer))) == {"zaal"}
    assert session.scalars(select(Inzending)).all() == []
    assert session.scalars(select(Feit.zin)).all() == ["Keuzes geteld: 3 mensen kozen, 3 gekozen ideeën"]
    assert zaal.choose("an", 1, versie=1).status_code == 409
    assert zaal.phones["an"].get("/d/wijk/mijn").get_json().get("keuze") is None


def test_who_goes_back_without_counting_leaves_counts_and_nothing_of_any_person(
    zaal: Zaal, session: Session, marit: FlaskClient
) -> None:
    ideeen = builders.make_stap(zaal.avond.bijeenkomst, "ideeen")
    session.get_one(Stap, ideeen).volgorde = 0
    session.commit()
    zaal.choose("an", 1, 2, 4, ingestuurd=True)
    zaal.choose("bo", 1)
    zaal.choose("bo", versie=1)  # nothing after all: a row of hers without a choice
    assert marit.post(f"{zaal.avond.regie}/verder", data={"gezien": zaal.avond.stap}).status_code in (303, 409)
    page = marit.get(f"{zaal.avond.regie}?vraag=terug").text
    assert "Wie wat koos, wordt gewist." in page
    assert "Met zo weinig is na het tellen te zien wie wat koos." in page
    assert marit.post(f"{zaal.avond.regie}/terug", data={"gezien": zaal.avond.stap}).status_code == 303
    session.rollback()
    assert live_stap(session, zaal.avond.bijeenkomst).id == ideeen
    assert set(session.scalars(select(Keuze.kiezer))) == {"zaal"}
    assert session.scalars(select(Inzending)).all() == []
    assert sorted(session.scalars(select(Keuzetelling.aantal))) == [1, 1, 1]


def test_who_leaves_with_nothing_chosen_leaves_no_row_of_who_began(
    zaal: Zaal, session: Session, marit: FlaskClient
) -> None:
    zaal.choose("bo", 1)
    zaal.choose("bo", versie=1)
    session.rollback()
    assert session.scalars(select(Inzending)).all() != []
    assert marit.post(f"{zaal.avond.regie}/afsluiten", data={"gezien": zaal.avond.stap}).status_code == 303
    session.rollback()
    assert session.scalars(select(Inzending)).all() == []
    assert session.scalars(select(Keuze)).all() == []


def test_before_it_counts_few_choices_it_says_that_they_will_be_known(zaal: Zaal, marit: FlaskClient) -> None:
    asks = f"{zaal.avond.regie}?vraag=ja"
    for wie, said in (("an", "Er koos pas 1 mens."), ("bo", "Er kozen pas 2 mensen.")):
        zaal.choose(wie, 1, 2)
        assert f"{said} Met zo weinig is na het tellen te zien wie wat koos." in marit.get(asks).text
    zaal.choose("cor", 1)
    assert "Met zo weinig" not in marit.get(asks).text


def test_after_counting_no_file_says_who_chose_what(zaal: Zaal, config: Config, marit: FlaskClient) -> None:
    zaal.choose("an", 1, 2)
    person = f"deelnemer:{zaal.mensen['an']}".encode()
    files = lambda: b"".join(file.read_bytes() for file in config.data.iterdir() if file.is_file())  # noqa: E731
    assert config.database_url or person in files()
    assert count(marit, zaal) == 303
    assert person not in files()


def test_a_tie_at_the_edge_is_shown_and_settled_by_the_group(zaal: Zaal, session: Session, marit: FlaskClient) -> None:
    zaal.choose("an", 1, 2)
    zaal.choose("bo", 1, 3)
    count(marit, zaal)
    assert numbers(session, zaal) == [1]
    beamer = f"/beamer/{session.get_one(Bijeenkomst, zaal.avond.bijeenkomst).beamer_token}"
    page = " ".join(marit.get(beamer).text.split())
    assert "Samen kiezen: welke gaat door?" in page
    assert "Deze ideeën in rood zijn elk 1 keer gekozen." in page
    assert "Nummer 3 gaat door" in marit.get(zaal.avond.regie).text
    url = f"{zaal.avond.actie}/keuze/{zaal.ideeen[2]}"
    assert marit.post(url, data={"gekozen": "ja"}).status_code == 303
    assert numbers(session, zaal) == [1, 3]
    last = session.scalars(select(Feit.zin).order_by(Feit.id)).all()[-1]
    assert last == "Nr. 3 gekozen door de groep uit nr. 2 en nr. 3 (1 keer gekozen)"
    assert "Samen kiezen" not in marit.get(beamer).text
    assert marit.post(url, data={"gekozen": "nee"}).status_code == 303
    assert "Samen kiezen" in marit.get(beamer).text


def test_who_was_removed_does_not_count_and_who_went_home_does(
    zaal: Zaal, session: Session, marit: FlaskClient
) -> None:
    zaal.choose("an", 1)
    zaal.choose("bo", 2)
    with transaction() as writing:
        writing.get_one(Deelnemer, zaal.mensen["bo"]).staat = "verwijderd"
        writing.get_one(Aanwezigheid, (zaal.avond.bijeenkomst, zaal.mensen["an"])).staat = "weg"
    count(marit, zaal)
    assert numbers(session, zaal) == [1]


def test_a_helper_enters_the_choice_of_somebody_without_a_phone_and_it_starts_empty(
    zaal: Zaal, session: Session, marit: FlaskClient
) -> None:
    url = f"{zaal.avond.regie}/kiezen-voor/{zaal.mensen['els']}"
    assert "Joke kiest namens Els" in marit.get(url).text
    for place in (1, 2):
        assert marit.post(url, data={"idee": [str(zaal.ideeen[place - 1])]}).status_code == 303
    assert " checked" not in marit.get(url).text
    session.rollback()
    assert session.scalars(select(Keuze.idee_id)).all() == [zaal.ideeen[1]]
    over = marit.post(url, data={"idee": [str(i) for i in zaal.ideeen[:3]]})
    assert (over.status_code, over.text.count(" checked")) == (409, 3)
    assert marit.post(url, data={"idee": [str(i) for i in zaal.ideeen[:3]], "boven": "ja"}).status_code == 303
    assert marit.get(f"{zaal.avond.regie}/kiezen-voor/{zaal.mensen['an']}").status_code == 404


def test_sent_twice_changes_once_and_a_second_phone_hears_that_it_was_late(zaal: Zaal) -> None:
    first = zaal.choose("an", 1)
    assert zaal.choose("an", 1).get_json() == first.get_json()
    late = zaal.choose("an", 2)
    assert (late.status_code, late.get_json()["stand"]["gekozen"]) == (409, [zaal.ideeen[0]])


def test_the_evening_goes_on_only_after_counting_what_was_chosen(
    zaal: Zaal, session: Session, marit: FlaskClient
) -> None:
    builders.make_stap(zaal.avond.bijeenkomst, "stickeren")
    zaal.choose("an", 1)
    step = {"gezien": str(zaal.avond.stap)}
    assert marit.post(f"{zaal.avond.regie}/verder", data=step).status_code == 409
    count(marit, zaal)
    assert marit.post(f"{zaal.avond.regie}/verder", data=step).status_code == 303


def test_what_one_person_chose_is_in_no_file_and_in_no_book(zaal: Zaal, session: Session, marit: FlaskClient) -> None:
    zaal.choose("an", 1, 2)
    [step] = marit.get("/regie/wijk/uitwisselbestand").get_json(force=True)["bijeenkomsten"][0]["draaiboek"]
    assert step.get("ideeen", []) == []
    assert step["instellingen"]["eenheid"] == "persoon"
    session.rollback()
    assert all(not r.gekozen for r in boek(session, zaal.avond.dialoog).resultaten)
    zaal.choose("bo", 1)
    count(marit, zaal)
    session.rollback()
    [result] = [r for r in boek(session, zaal.avond.dialoog).resultaten if r.gekozen]
    assert [(idee.nummer, idee.door) for idee in result.gekozen] == [(1, "2 keer"), (2, "1 keer")]
