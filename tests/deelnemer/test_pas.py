"""The pass: only *Ja* binds a device, older ones work until they are ended, and everybody hears of a new device."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.access import hash_token
from dialoog.bijeenkomst.queries import aanwezigheid
from dialoog.deelnemer import toegang
from dialoog.deelnemer.models import Deelnemer, Pas, Toestel
from dialoog.deelnemer.service import remove_deelnemer
from dialoog.verslag.models import Feit
from tests.builders import make_bijeenkomst, make_deelnemer, make_dialoog
from tests.conftest import ORIGIN

As = Callable[[int, str], FlaskClient]
PAS, OWN = "p" * 22, "t" * 22
KENMERK = "k" * 32


@pytest.fixture
def amina(session: Session) -> tuple[int, int, int]:
    """(dialoog, bijeenkomst, deelnemer): in at an evening on a device, with a pass."""
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog)
    person = make_deelnemer(dialoog, bijeenkomst=evening, token=OWN, organisatie="De Linde", namens="organisatie")
    toegang.new_pas(dialoog, person, hash_token(PAS), None)
    return dialoog, evening, person


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = ORIGIN
    return client


def count(session: Session, kind: type[Toestel] | type[Pas]) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(kind).where(kind.beeindigd.is_(None))) or 0


def test_a_link_preview_changes_nothing(amina: tuple[int, int, int], stranger: FlaskClient, session: Session) -> None:
    assert stranger.get("/ik").status_code == 200
    answer = stranger.post("/ik", json={"pas": PAS})
    assert answer.json is not None
    assert (answer.json["naam"], answer.json["organisatie"]) == ("Amina Bouzid", "De Linde")
    assert "Set-Cookie" not in answer.headers
    assert count(session, Toestel) == 1


def test_only_ja_binds_the_device_and_twice_binds_one(
    amina: tuple[int, int, int], stranger: FlaskClient, session: Session
) -> None:
    for _ in range(2):
        answer = stranger.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK})
        assert answer.json == {"verder": "/d/wijk/", "dialoog": amina[0]}
    assert count(session, Toestel) == 2
    assert stranger.get("/d/wijk/pas").status_code == 200


def test_a_lost_answer_and_a_second_press_bind_one_device(
    amina: tuple[int, int, int], app: Flask, session: Session
) -> None:
    for _ in range(2):  # the first answer, with its cookie, never came
        client = app.test_client()
        client.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK}, headers={"Origin": ORIGIN})
    assert count(session, Toestel) == 2


def test_who_is_in_already_is_asked_nothing(amina: tuple[int, int, int], as_deelnemer: As, session: Session) -> None:
    client = as_deelnemer(amina[0], OWN)
    answer = client.post("/ik", json={"pas": PAS})
    assert answer.json is not None
    assert answer.json["verder"] == "/d/wijk/"
    client.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK})
    assert count(session, Toestel) == 1


def test_a_shared_phone_that_becomes_somebody_else_leaves_the_first(
    amina: tuple[int, int, int], as_deelnemer: As, session: Session
) -> None:
    other = make_deelnemer(amina[0], "Bilal", token="b" * 22)
    as_deelnemer(amina[0], "b" * 22).post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK})
    session.rollback()
    left = session.scalars(select(Toestel).where(Toestel.deelnemer_id == other)).one()
    assert left.beeindigd is not None


def test_the_other_devices_hear_of_a_new_one(
    amina: tuple[int, int, int], stranger: FlaskClient, session: Session
) -> None:
    stranger.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK})
    session.rollback()
    fact = session.scalars(select(Feit).where(Feit.wat == "ToestelErbij")).one()
    assert fact.data["voor_deelnemer"] == amina[2]


def test_a_phone_that_was_away_hears_it_when_it_comes_back(
    amina: tuple[int, int, int], stranger: FlaskClient, as_deelnemer: As, session: Session
) -> None:
    client = as_deelnemer(amina[0], OWN)
    assert 'data-nieuwste="0"' in client.get("/d/wijk/").text
    stranger.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK})
    session.rollback()
    newest = session.scalar(select(func.max(Toestel.id)))
    assert f'data-nieuwste="{newest}"' in client.get("/d/wijk/").text


def test_opening_a_pass_makes_nobody_present_and_ik_ben_er_does_so_in_one_tap(
    amina: tuple[int, int, int], stranger: FlaskClient, app: Flask, session: Session
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    next_evening = make_bijeenkomst(amina[0], "Verdiepen")
    stranger.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK})
    session.rollback()
    assert aanwezigheid(session, next_evening, amina[2]) is None
    for _ in range(2):
        assert stranger.post("/d/wijk/ik-ben-er", data={"bijeenkomst": next_evening}).status_code == 303
    session.rollback()
    assert aanwezigheid(session, next_evening, amina[2]) == "aanwezig"


def test_a_further_pass_leaves_the_older_ones_until_they_are_ended(
    amina: tuple[int, int, int], as_deelnemer: As, stranger: FlaskClient, session: Session
) -> None:
    client, new = as_deelnemer(amina[0], OWN), "n" * 22
    for _ in range(2):
        assert client.post("/d/wijk/pas/nieuw", json={"pas": new}).status_code == 200
    assert count(session, Pas) == 2
    assert stranger.post("/ik", json={"pas": PAS}).status_code == 200
    assert client.post("/d/wijk/pas/einde", json={"pas": new}).status_code == 200
    assert stranger.post("/ik", json={"pas": PAS}).status_code == 404
    assert stranger.post("/ik", json={"pas": new}).status_code == 200


def test_a_pass_is_shown_only_to_its_own_person(
    amina: tuple[int, int, int], as_deelnemer: As, session: Session
) -> None:
    make_deelnemer(amina[0], "Bilal", token="b" * 22)
    own = as_deelnemer(amina[0], OWN).post("/d/wijk/pas/qr", json={"pas": PAS})
    assert own.json is not None
    assert own.json["link"].endswith(f"/ik#{PAS}")
    assert as_deelnemer(amina[0], "b" * 22).post("/d/wijk/pas/qr", json={"pas": PAS}).status_code == 404


def test_the_token_itself_is_nowhere_in_the_database(amina: tuple[int, int, int], session: Session) -> None:
    kept = session.scalars(select(Pas.token_hash)).all()
    assert kept
    assert PAS not in kept


def test_a_device_that_was_signed_off_is_unknown(
    amina: tuple[int, int, int], stranger: FlaskClient, as_deelnemer: As, app: Flask, session: Session
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    stranger.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK})
    session.rollback()
    device = session.scalar(select(func.max(Toestel.id)))
    as_deelnemer(amina[0], OWN).post(f"/d/wijk/toestel/{device}/af")
    assert stranger.get("/d/wijk/").status_code == 401


def test_a_removed_person_gets_clear_words_and_no_pass_works(
    amina: tuple[int, int, int], as_deelnemer: As, stranger: FlaskClient, session: Session
) -> None:
    remove_deelnemer(amina[0], amina[2], amina[1], "Marit")
    page = as_deelnemer(amina[0], OWN).get("/d/wijk/")
    assert page.status_code == 401
    assert "U staat niet meer op de lijst" in page.text
    assert "Kijk opnieuw" in page.text  # who is put back comes in again with the same phone, not as a second person
    assert stranger.post("/ik/ja", json={"pas": PAS, "kenmerk": KENMERK}).status_code == 404
    session.rollback()
    assert session.get_one(Deelnemer, amina[2]).staat == "verwijderd"


@pytest.mark.parametrize("body", [{}, {"pas": 3}, {"pas": "kort"}, {"pas": "x" * 10_000}])
def test_a_broken_link_says_so(body: dict[str, object], amina: tuple[int, int, int], stranger: FlaskClient) -> None:
    answer = stranger.post("/ik", json=body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert "niet compleet" in answer.json["fout"]["tekst"]


def test_half_a_character_is_no_pass_and_as_a_kenmerk_just_another_one(
    amina: tuple[int, int, int], as_deelnemer: As, stranger: FlaskClient
) -> None:
    half, own = "\ud83d" * 22, as_deelnemer(amina[0], OWN)
    for path in ("/ik", "/ik/ja"):
        assert stranger.post(path, json={"pas": half}).status_code == 400
    for path in ("qr", "nieuw"):
        assert own.post(f"/d/wijk/pas/{path}", json={"pas": half}).status_code == 400
    assert own.post("/d/wijk/pas/einde", json={"pas": half}).status_code == 200
    toegang.new_pas(amina[0], amina[2], hash_token("q" * 22), None)
    assert stranger.post("/ik/ja", json={"pas": "q" * 22, "kenmerk": half}).status_code == 200


def test_a_command_from_another_site_is_refused(amina: tuple[int, int, int], client: FlaskClient) -> None:
    answer = client.post("/ik/ja", json={"pas": PAS}, headers={"Origin": "https://elders.example"})
    assert answer.status_code == 403
