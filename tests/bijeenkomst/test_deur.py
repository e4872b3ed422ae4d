"""The door through HTTP: code, invitation, registering, latecomers, bad input."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import limits
from dialoog.access import cookie_name
from dialoog.bijeenkomst import rules
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aan_tafel, aantal_aanwezig, aanwezigheid
from dialoog.bijeenkomst.service import set_deur
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.deelnemer.service import remove_deelnemer
from dialoog.limits import limiter
from dialoog.opgave.models import Dialoog
from tests.builders import make_bijeenkomst, make_deelnemer, make_dialoog, make_stap


@pytest.fixture
def evening(app: Flask, session: Session) -> Iterator[Bijeenkomst]:
    """An evening with its door open; forms need no token, and no wrong code was typed yet."""
    app.config["WTF_CSRF_ENABLED"] = False
    limiter.reset()
    yield session.get_one(Bijeenkomst, make_bijeenkomst(make_dialoog()))
    limiter.reset()


def form(**fields: Any) -> dict[str, Any]:
    hidden = {"registratie": "r" * 22, "pas": "p" * 22}
    seen = {
        "naam": "Jan de Vries",
        "belangen": ["1"],
        "namens": "organisatie",
        "organisatie": "ROC",
        "gemeenten": ["1"],
    }
    return {**hidden, **seen, **fields}


def people(session: Session) -> list[Deelnemer]:
    session.rollback()
    return list(session.scalars(select(Deelnemer).order_by(Deelnemer.id)))


def test_the_code_has_no_characters_that_look_alike() -> None:
    assert all(set(rules.new_code()).isdisjoint("0O1IL") and len(rules.new_code()) == 6 for _ in range(200))


def test_a_typed_code_leads_to_the_door_however_it_is_typed(evening: Bijeenkomst, client: FlaskClient) -> None:
    typed = f" {evening.code[:3].lower()}-{evening.code[3:]} "
    answer = client.post("/", data={"code": typed})
    assert answer.status_code == 303
    assert answer.location.endswith(f"/m/{evening.uitnodiging}")


@pytest.mark.parametrize("typed", ["XXXXXX", "x" * 10_000, "<script>", "\u202e\x00", "=HYPERLINK("])
def test_an_unknown_code_gets_plain_words(typed: str, evening: Bijeenkomst, client: FlaskClient) -> None:
    page = client.post("/", data={"code": typed})
    assert page.status_code == 400
    assert "Deze code kennen we niet" in page.text or "Typ de code" in page.text
    assert "<script>" not in page.text.split("<main", 1)[1].split("</main", 1)[0]


def test_who_types_ten_wrong_codes_waits_and_the_hall_behind_the_same_address_does_not(
    evening: Bijeenkomst, app: Flask
) -> None:
    naughty, other = app.test_client(), app.test_client()
    for client in (naughty, other):
        client.get("/")  # the page that every browser gets first, with a number of its own
    for _ in range(10):
        assert naughty.post("/", data={"code": "XXXXXX"}).status_code == 400
    page = naughty.post("/", data={"code": evening.code})
    assert page.status_code == 429
    assert "Scan de QR of vraag de begeleider" in page.text
    assert other.post("/", data={"code": evening.code}).status_code == 303
    assert naughty.get(f"/m/{evening.uitnodiging}").status_code == 200
    assert naughty.post(f"/m/{evening.uitnodiging}", data=form()).status_code == 303


@pytest.mark.parametrize(("addresses", "wrong"), [(1, 60), (12, 600)])
def test_many_wrong_codes_make_typing_slow_and_refuse_no_right_one(
    addresses: int, wrong: int, evening: Bijeenkomst, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(limits.time, "sleep", slept.append)
    with app.test_request_context("/"):
        for n in range(wrong):  # as from browsers that are thrown away after one code
            monkeypatch.setattr(limits, "_browser", lambda n=n: f"browser {n}")
            monkeypatch.setattr(limits, "_network", lambda n=n: f"10.0.0.{n % addresses}")
            assert limits.may_type_code()
            limits.count_wrong_code()
    monkeypatch.undo()
    monkeypatch.setattr(limits.time, "sleep", slept.append)
    assert slept == []
    right = app.test_client().post("/", data={"code": evening.code}, environ_overrides={"REMOTE_ADDR": "10.0.0.0"})
    assert right.status_code == 303
    assert slept == [limits.TRAAG_S]


def test_an_empty_field_is_no_wrong_code(evening: Bijeenkomst, client: FlaskClient) -> None:
    for _ in range(12):
        client.post("/", data={"code": "  "})
    assert client.post("/", data={"code": evening.code}).status_code == 303


def test_the_code_lives_while_the_door_is_open(evening: Bijeenkomst, client: FlaskClient) -> None:
    set_deur(evening.dialoog_id, evening.id, open_=False, wie="Marit")
    assert client.post("/", data={"code": evening.code}).status_code == 400
    closed = client.get(f"/m/{evening.uitnodiging}")
    assert closed.status_code == 409
    assert "De deur is dicht" in closed.text


def test_registering_brings_somebody_in_with_belangen_and_gemeenten(
    evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    answer = client.post(f"/m/{evening.uitnodiging}", data=form(belangen=["1", "3"], gemeenten=["1", "2"]))
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200
    (person,) = people(session)
    assert (person.naam, person.organisatie, person.soort) == ("Jan de Vries", "ROC", "deelnemer")
    assert [belang.naam for belang in person.belangen] == ["Zelf ouder worden", "Wonen"]
    assert [gemeente.naam for gemeente in person.gemeenten] == ["Lindehoven", "Oeverbeek"]
    assert (person.naam_in_boek, person.vermelding) == (False, "")
    assert aanwezigheid(session, evening.id, person.id) == "aanwezig"


def test_the_same_form_twice_is_one_person_with_one_device(evening: Bijeenkomst, app: Flask, session: Session) -> None:
    tokens = set()
    for _ in range(2):  # the answer to the first was lost, so no cookie came
        client = app.test_client()
        client.post(f"/m/{evening.uitnodiging}", data=form())
        cookie = client.get_cookie(cookie_name(evening.dialoog_id))
        tokens.add(cookie.value if cookie else None)
    assert len(people(session)) == 1
    assert session.scalar(select(func.count()).select_from(Toestel)) == 1
    assert len(tokens) == 1
    assert None not in tokens


def test_a_second_arrival_gets_in_also_when_the_door_was_closed_in_between(
    evening: Bijeenkomst, app: Flask, session: Session
) -> None:
    app.test_client().post(f"/m/{evening.uitnodiging}", data=form())
    set_deur(evening.dialoog_id, evening.id, open_=False, wie="Marit")
    client = app.test_client()
    assert client.post(f"/m/{evening.uitnodiging}", data=form()).status_code == 303
    assert client.get("/d/wijk/").status_code == 200


def test_who_has_a_copy_of_the_data_cannot_send_somebodys_form_again(
    evening: Bijeenkomst, app: Flask, session: Session
) -> None:
    app.test_client().post(f"/m/{evening.uitnodiging}", data=form())
    (jan,) = people(session)
    thief = app.test_client()
    thief.post(f"/m/{evening.uitnodiging}", data=form(registratie=jan.registratie[:64], naam="Dief"))
    page = thief.get("/d/wijk/gegevens")
    assert "Jan de Vries" not in page.text
    assert len(people(session)) == 2


def test_two_tabs_on_one_phone_make_one_person(evening: Bijeenkomst, client: FlaskClient, session: Session) -> None:
    client.post(f"/m/{evening.uitnodiging}", data=form())
    answer = client.post(f"/m/{evening.uitnodiging}", data=form(registratie="s" * 22, pas="q" * 22))
    assert answer.location.endswith("/d/wijk/")
    assert len(people(session)) == 1


def test_back_to_the_form_leads_to_the_evening(evening: Bijeenkomst, client: FlaskClient) -> None:
    client.post(f"/m/{evening.uitnodiging}", data=form())
    assert client.get(f"/m/{evening.uitnodiging}").location.endswith("/d/wijk/")


def test_a_door_that_closes_while_somebody_types_keeps_what_was_typed(
    evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    set_deur(evening.dialoog_id, evening.id, open_=False, wie="Marit")
    page = client.post(f"/m/{evening.uitnodiging}", data=form())
    assert page.status_code == 409
    assert "De deur is dicht" in page.text
    assert "Jan de Vries" in page.text
    assert "ROC" in page.text
    assert not people(session)


def test_toehoorder_gives_a_name_and_is_in_no_number(
    evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    data = {"registratie": "r" * 22, "pas": "p" * 22, "naam": "Ella Brink", "meekijken": "y"}
    assert client.post(f"/m/{evening.uitnodiging}?meekijken=ja", data=data).status_code == 303
    (person,) = people(session)
    assert person.soort == "toehoorder"
    assert aantal_aanwezig(session, evening.id) == 0
    assert aan_tafel(session, session.get_one(Bijeenkomst, evening.id)).mensen == 0
    assert 'data-rol="toehoorder"' in client.get("/d/wijk/").text


def test_an_own_belang_is_kept_in_own_words(evening: Bijeenkomst, client: FlaskClient, session: Session) -> None:
    client.post(f"/m/{evening.uitnodiging}", data=form(belangen=["anders"], anders="jongeren zonder huis"))
    assert people(session)[0].anders == "jongeren zonder huis"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"naam": ""}, "Vul uw naam in"),
        ({"naam": "\u202e\x00\u200b "}, "Vul uw naam in"),
        ({"naam": "x" * 200}, "Dit zijn 200 tekens"),
        ({"organisatie": "y" * 10_000}, "Dit zijn 10000 tekens"),
        ({"belangen": []}, "Kies waar u voor opkomt"),
        ({"belangen": ["anders"]}, "Schrijf waar u voor opkomt"),
        ({"namens": "onzin"}, "Kies namens wie"),
        ({"organisatie": ""}, "Vul de naam van uw organisatie"),
        ({"gemeenten": []}, "Kies uw gemeente"),
        ({"gemeenten": ["999", "x"]}, "Kies uw gemeente"),
    ],
)
def test_what_is_missing_or_too_long_is_said_at_its_field_and_the_rest_stays(
    fields: dict[str, Any], words: str, evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    page = client.post(f"/m/{evening.uitnodiging}", data=form(**fields))
    assert page.status_code == 400
    assert words in page.text
    assert not people(session)
    if "naam" not in fields:
        assert "Jan de Vries" in page.text


@pytest.mark.parametrize(
    "naam", ["Zoë 👩‍🌾 van 't Hof", "שלום עולם", "<script>alert(1)</script>", "=HYPERLINK(1)", "a" * 100]
)
def test_any_name_comes_in_as_it_is_and_is_shown_safely(
    naam: str, evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    assert client.post(f"/m/{evening.uitnodiging}", data=form(naam=naam)).status_code == 303
    assert people(session)[0].naam == naam
    assert "<script>alert" not in client.get("/d/wijk/").text


def test_control_and_turning_characters_are_left_out_of_a_name(
    evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    client.post(f"/m/{evening.uitnodiging}", data=form(naam="Jan\x00\x07 \u202ede\u202c Vries\n"))
    assert people(session)[0].naam == "Jan de Vries"


def test_a_dialogue_without_gemeenten_lets_people_in(
    evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    with transaction() as writing:
        dialoog = writing.get_one(Dialoog, evening.dialoog_id)
        dialoog.gemeenten.clear()
    data = {key: value for key, value in form().items() if key != "gemeenten"}
    assert client.post(f"/m/{evening.uitnodiging}", data=data).status_code == 303


def test_a_latecomer_lands_in_the_step_that_is_live(evening: Bijeenkomst, client: FlaskClient) -> None:
    stap = make_stap(evening.id, "ideeen", "live")
    answer = client.post(f"/m/{evening.uitnodiging}", data=form(), follow_redirects=True)
    assert f'data-sleutel="{evening.id}:{stap}:ideeen' in answer.text


def test_a_removed_person_who_scans_again_starts_afresh_and_the_old_form_is_refused(
    evening: Bijeenkomst, client: FlaskClient, session: Session
) -> None:
    client.post(f"/m/{evening.uitnodiging}", data=form())
    remove_deelnemer(evening.dialoog_id, people(session)[0].id, evening.id, "Marit")
    again = client.post(f"/m/{evening.uitnodiging}", data=form())
    assert again.status_code == 404
    assert "geldt niet meer" in again.text
    assert client.get(f"/m/{evening.uitnodiging}").status_code == 200


def test_an_unknown_invitation_and_a_broken_form_get_a_page(evening: Bijeenkomst, client: FlaskClient) -> None:
    assert client.get("/m/onzin").status_code == 404
    assert client.post(f"/m/{evening.uitnodiging}", data={"naam": "Jan"}).status_code == 400


def test_ik_ben_er_waits_for_an_open_door(
    evening: Bijeenkomst, as_deelnemer: Callable[[int, str], FlaskClient], session: Session
) -> None:
    number = make_deelnemer(evening.dialoog_id, token="t" * 22)
    client = as_deelnemer(evening.dialoog_id, "t" * 22)
    assert "Ik ben er" in client.get("/d/wijk/").text
    set_deur(evening.dialoog_id, evening.id, open_=False, wie="Marit")
    assert "De deur is nog dicht" in client.get("/d/wijk/").text
    assert client.post("/d/wijk/ik-ben-er", data={"bijeenkomst": evening.id}).status_code == 409
    session.rollback()
    assert aanwezigheid(session, evening.id, number) is None


@pytest.mark.parametrize("number", ["", "x", "²", "9" * 40, "-1"])
def test_an_evening_that_does_not_exist_is_said_so(
    number: str, evening: Bijeenkomst, as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    make_deelnemer(evening.dialoog_id, token="t" * 22)
    answer = as_deelnemer(evening.dialoog_id, "t" * 22).post("/d/wijk/ik-ben-er", data={"bijeenkomst": number})
    assert answer.status_code == 404
