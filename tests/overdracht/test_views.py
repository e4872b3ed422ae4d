"""The file through the regie: a download for who guides the dialogue, and an upload that says what is wrong."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.opgave.models import Dialoog
from dialoog.overdracht.afleiden import GERESERVEERD
from dialoog.overdracht.service import export_bytes, import_bytes
from tests.builders import make_begeleider, make_dialoog
from tests.overdracht.voorbeeld import als_bytes, voorbeeld

AsBegeleider = Callable[[int], FlaskClient]


def send(client: FlaskClient, data: bytes, kenmerk: str = "kenmerk-een"):  # type: ignore[no-untyped-def]
    return client.post(
        "/regie/importeren",
        data={"kenmerk": kenmerk, "bestand": (io.BytesIO(data), "dialoog.json")},
        content_type="multipart/form-data",
    )


def test_who_guides_a_dialogue_takes_its_file_along(session: Session, as_begeleider: AsBegeleider) -> None:
    begeleider = make_begeleider()
    import_bytes(als_bytes(voorbeeld()), voor="marit@streek.example")
    answer = as_begeleider(begeleider).get("/regie/duin/uitwisselbestand")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="duin.json"'
    assert answer.mimetype == "application/json"
    session.rollback()
    assert answer.data == export_bytes("duin")


def test_another_begeleider_does_not_find_the_file(session: Session, as_begeleider: AsBegeleider) -> None:
    make_dialoog("duin")
    assert as_begeleider(make_begeleider()).get("/regie/duin/uitwisselbestand").status_code == 404


@pytest.mark.parametrize("address", ["/regie/duin/uitwisselbestand", "/regie/importeren"])
def test_who_is_not_logged_in_is_asked_to_log_in(session: Session, client: FlaskClient, address: str) -> None:
    make_dialoog("duin")
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.location.startswith("/inloggen?verder=")


def test_no_file_chosen_is_said(session: Session, as_begeleider: AsBegeleider) -> None:
    answer = as_begeleider(make_begeleider()).post("/regie/importeren", data={"kenmerk": "kenmerk-een"})
    assert answer.status_code == 400
    assert "Kies eerst een bestand" in answer.text


def test_a_file_becomes_a_dialogue_of_who_sends_it(session: Session, as_begeleider: AsBegeleider) -> None:
    browser = as_begeleider(make_begeleider())
    assert "Bestand inlezen" in browser.get("/regie/importeren").text
    answer = send(browser, als_bytes(voorbeeld()))
    assert answer.status_code == 303
    assert answer.location.endswith("/regie/duin/voorbereiden/thema")
    assert browser.get(answer.location).status_code == 200


def test_what_there_is_to_say_is_said_before_going_on(session: Session, as_begeleider: AsBegeleider) -> None:
    browser = as_begeleider(make_begeleider())
    send(browser, als_bytes(voorbeeld()))
    answer = send(browser, als_bytes(voorbeeld(kleur="groen")), kenmerk="kenmerk-twee")
    assert answer.status_code == 200
    assert "Deze dialoog heet duin-2." in answer.text
    assert "kleur" in answer.text


def test_the_same_form_twice_makes_one_dialogue(session: Session, as_begeleider: AsBegeleider) -> None:
    browser = as_begeleider(make_begeleider())
    send(browser, als_bytes(voorbeeld()))
    assert send(browser, als_bytes(voorbeeld())).status_code == 303
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Dialoog)) == 1


@pytest.mark.parametrize(
    ("data", "woord"),
    [
        (als_bytes(voorbeeld(staat="klaar")), "staat: "),
        (b"geen json", "regel 1, teken 1: "),
        (b"", "regel 1, teken 1: "),
        (als_bytes(voorbeeld(titel="<script>" * 100)), "titel: "),
    ],
)
def test_a_bad_file_is_refused_on_the_page_with_its_place(
    session: Session, as_begeleider: AsBegeleider, data: bytes, woord: str
) -> None:
    answer = send(as_begeleider(make_begeleider()), data)
    assert answer.status_code == 400
    assert woord in answer.text
    assert "niets ingelezen" in answer.text
    assert "<script>" not in answer.text
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Dialoog)) == 0


def test_an_upload_that_is_too_large_is_refused_unread(app: Flask, as_begeleider: AsBegeleider) -> None:
    answer = send(as_begeleider(make_begeleider()), b"x" * (5 * 1024 * 1024))
    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_no_address_of_the_regie_can_be_a_short_name(app: Flask) -> None:
    words = {rule.rule.split("/")[2] for rule in app.url_map.iter_rules() if rule.rule.startswith("/regie/")}
    assert {word for word in words if word and not word.startswith("<")} <= set(GERESERVEERD)
