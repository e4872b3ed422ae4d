"""A person corrects it all later: registration, book name, taking part after all."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.deelnemer.models import Deelnemer
from dialoog.opgave.models import Belang
from dialoog.verslag.models import Feit
from tests.builders import make_bijeenkomst, make_deelnemer, make_dialoog

As = Callable[[int, str], FlaskClient]
OWN = "t" * 22


@pytest.fixture
def person(app: Flask, session: Session) -> tuple[int, int]:
    """(dialoog, deelnemer), present at an evening; forms need no token."""
    app.config["WTF_CSRF_ENABLED"] = False
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog)
    return dialoog, make_deelnemer(dialoog, bijeenkomst=evening, token=OWN)


def form(**fields: Any) -> dict[str, Any]:
    hidden = {"registratie": "-" * 16, "pas": "-" * 16, "versie": "1"}
    return {**hidden, "naam": "Amina B", "belangen": ["1"], "namens": "uzelf", "gemeenten": ["1"], **fields}


def test_a_correction_is_kept_and_twice_is_no_conflict(
    person: tuple[int, int], as_deelnemer: As, session: Session
) -> None:
    client = as_deelnemer(person[0], OWN)
    for _ in range(2):
        assert client.post("/d/wijk/gegevens", data=form(belangen=["2", "3"])).status_code == 303
    session.rollback()
    kept = session.get_one(Deelnemer, person[1])
    assert (kept.naam, kept.versie) == ("Amina B", 2)
    assert [belang.id for belang in kept.belangen] == [2, 3]


def test_the_first_named_belang_stays_the_first(person: tuple[int, int], as_deelnemer: As, session: Session) -> None:
    number = make_deelnemer(person[0], "Bilal", belangen=(3, 1), token="b" * 22)
    as_deelnemer(person[0], "b" * 22).post("/d/wijk/gegevens", data=form(naam="Bilal", belangen=["1", "2", "3"]))
    session.rollback()
    assert [belang.id for belang in session.get_one(Deelnemer, number).belangen] == [3, 1, 2]


def test_two_tabs_show_the_conflict_and_keep_what_was_typed(
    person: tuple[int, int], as_deelnemer: As, session: Session
) -> None:
    client = as_deelnemer(person[0], OWN)
    client.post("/d/wijk/gegevens", data=form())
    page = client.post("/d/wijk/gegevens", data=form(naam="Amina Tweede"))
    assert page.status_code == 409
    assert "Amina Tweede" in page.text
    assert 'value="2"' in page.text
    assert client.post("/d/wijk/gegevens", data=form(naam="Amina Tweede", versie="2")).status_code == 303


def test_an_error_keeps_what_was_typed(person: tuple[int, int], as_deelnemer: As) -> None:
    page = as_deelnemer(person[0], OWN).post("/d/wijk/gegevens", data=form(naam="x" * 200, organisatie="De Hoek"))
    assert page.status_code == 400
    assert "Dit zijn 200 tekens. Er passen er 100." in page.text
    assert "De Hoek" in page.text


def test_the_book_name_and_the_yes_are_recorded_without_who(
    person: tuple[int, int], as_deelnemer: As, session: Session
) -> None:
    client = as_deelnemer(person[0], OWN)
    assert client.get("/d/wijk/vermelding").status_code == 200
    for _ in range(2):
        answer = client.post("/d/wijk/vermelding", json={"vermelding": " mantel\u202ezorger ", "naam_in_boek": True})
        assert answer.json == {"vermelding": "mantelzorger", "naam_in_boek": True}
    session.rollback()
    kept = session.get_one(Deelnemer, person[1])
    assert (kept.vermelding, kept.naam_in_boek) == ("mantelzorger", True)
    assert len(session.scalars(select(Feit).where(Feit.wat == "VermeldingGekozen")).all()) == 1


@pytest.mark.parametrize(
    "body", [{}, {"vermelding": 3, "naam_in_boek": True}, {"vermelding": "x" * 10_000, "naam_in_boek": False}]
)
def test_a_book_name_that_does_not_fit_is_refused_in_words(
    body: dict[str, Any], person: tuple[int, int], as_deelnemer: As
) -> None:
    answer = as_deelnemer(person[0], OWN).post("/d/wijk/vermelding", json=body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["fout"]["tekst"]


def test_a_toehoorder_can_take_part_after_all(person: tuple[int, int], as_deelnemer: As, session: Session) -> None:
    number = make_deelnemer(person[0], "Ella", soort="toehoorder", belangen=(), token="e" * 22)
    client = as_deelnemer(person[0], "e" * 22)
    assert "Waar komt u voor op" not in client.get("/d/wijk/gegevens").text
    assert "Waar komt u voor op" in client.get("/d/wijk/gegevens?meedoen=ja").text
    assert client.post("/d/wijk/gegevens", data=form(naam="Ella")).status_code == 303
    session.rollback()
    assert session.get_one(Deelnemer, number).soort == "deelnemer"


def test_a_toehoorder_corrects_the_name_and_keeps_looking_on(
    person: tuple[int, int], as_deelnemer: As, session: Session
) -> None:
    number = make_deelnemer(person[0], "Ella", soort="toehoorder", belangen=(), token="e" * 22)
    client = as_deelnemer(person[0], "e" * 22)
    data = {
        key: value for key, value in form(naam="Ella B", meekijken="y").items() if key not in ("belangen", "namens")
    }
    assert client.post("/d/wijk/gegevens", data=data).status_code == 303
    session.rollback()
    kept = session.get_one(Deelnemer, number)
    assert (kept.naam, kept.soort) == ("Ella B", "toehoorder")


def test_a_toehoorder_has_no_book_name(person: tuple[int, int], as_deelnemer: As) -> None:
    make_deelnemer(person[0], "Ella", soort="toehoorder", belangen=(), token="e" * 22)
    client = as_deelnemer(person[0], "e" * 22)
    assert client.post("/d/wijk/vermelding", json={"vermelding": "x", "naam_in_boek": True}).status_code == 403


def test_a_belang_that_was_taken_away_meanwhile_is_asked_again(
    person: tuple[int, int], as_deelnemer: As, session: Session
) -> None:
    assert session.get(Belang, 99) is None
    page = as_deelnemer(person[0], OWN).post("/d/wijk/gegevens", data=form(belangen=["99"]))
    assert page.status_code == 400
    assert "Kies waar u voor opkomt" in page.text
