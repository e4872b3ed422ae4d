"""The evening through HTTP: turning the page, the door, undo."""

import html
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import rust
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import live_stap
from dialoog.bijeenkomst.service import set_deur
from dialoog.verslag.queries import laatste_stappen
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_stap

As = Callable[[int], FlaskClient]


@pytest.fixture
def evening(session: Session) -> tuple[int, int, list[int]]:
    """(dialoog, bijeenkomst, steps): three steps that hold nothing."""
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    return dialoog, number, [make_stap(number, "stilte") for _ in range(3)]


def live(session: Session, bijeenkomst: int) -> int | None:
    session.rollback()
    stap = live_stap(session, bijeenkomst)
    return stap.id if stap else None


def test_next_goes_one_step_further(evening: tuple[int, int, list[int]], session: Session, as_begeleider: As) -> None:
    dialoog, number, steps = evening
    client = as_begeleider(make_begeleider(dialoog))
    assert client.post(f"/regie/wijk/avond/{number}/verder", data={"gezien": ""}).status_code == 303
    assert live(session, number) == steps[0]
    client.post(f"/regie/wijk/avond/{number}/verder", data={"gezien": steps[0]})
    assert live(session, number) == steps[1]
    assert session.get_one(Stap, steps[0]).staat == "gedaan"


def test_two_begeleiders_pressing_next_at_once_move_one_step(
    evening: tuple[int, int, list[int]], session: Session, as_begeleider: As
) -> None:
    dialoog, number, steps = evening
    one = as_begeleider(make_begeleider(dialoog))
    other = as_begeleider(make_begeleider(dialoog, email="olga@streek.example"))
    one.post(f"/regie/wijk/avond/{number}/verder", data={"gezien": ""})
    assert other.post(f"/regie/wijk/avond/{number}/verder", data={"gezien": ""}).status_code == 303
    assert live(session, number) == steps[0]


def test_a_step_can_be_undone_while_it_is_live(
    evening: tuple[int, int, list[int]], session: Session, as_begeleider: As
) -> None:
    dialoog, number, steps = evening
    client = as_begeleider(make_begeleider(dialoog))
    for seen in ("", steps[0]):
        client.post(f"/regie/wijk/avond/{number}/verder", data={"gezien": seen})
    session.rollback()
    last = laatste_stappen(session, dialoog)[0]
    assert last.kan_terug
    client.post(f"/regie/wijk/avond/{number}/ongedaan/{last.id}")
    assert live(session, number) == steps[0]
    client.post(f"/regie/wijk/avond/{number}/ongedaan/{last.id}")
    assert live(session, number) == steps[0]
    first = laatste_stappen(session, dialoog)[0]
    assert first.ongedaan


def test_back_keeps_what_was_done_and_refuses_before_the_first_step(
    evening: tuple[int, int, list[int]], session: Session, as_begeleider: As
) -> None:
    dialoog, number, steps = evening
    client = as_begeleider(make_begeleider(dialoog))
    client.post(f"/regie/wijk/avond/{number}/naar/{steps[1]}", data={"gezien": ""})
    client.post(f"/regie/wijk/avond/{number}/terug", data={"gezien": steps[1]})
    assert live(session, number) == steps[0]
    assert client.post(f"/regie/wijk/avond/{number}/terug", data={"gezien": steps[0]}).status_code == 409
    assert live(session, number) == steps[0]


def test_an_evening_offers_to_undo_its_own_steps_and_not_those_of_another(
    evening: tuple[int, int, list[int]], session: Session, as_begeleider: As
) -> None:
    dialoog, number, _ = evening
    other = make_bijeenkomst(dialoog)
    client = as_begeleider(make_begeleider(dialoog))
    client.post(f"/regie/wijk/avond/{number}/deur", data={"open": "nee"})
    assert f"/avond/{number}/ongedaan/" in client.get(f"/regie/wijk/avond/{number}").text
    assert "/ongedaan/" not in client.get(f"/regie/wijk/avond/{other}").text


def test_the_door_opens_and_closes_and_that_can_be_undone(
    evening: tuple[int, int, list[int]], session: Session, as_begeleider: As
) -> None:
    dialoog, number, _ = evening
    client = as_begeleider(make_begeleider(dialoog))
    client.post(f"/regie/wijk/avond/{number}/deur", data={"open": "nee"})
    session.rollback()
    assert not session.get_one(Bijeenkomst, number).deur_open
    last = laatste_stappen(session, dialoog)[0]
    client.post(f"/regie/wijk/avond/{number}/ongedaan/{last.id}")
    session.rollback()
    assert session.get_one(Bijeenkomst, number).deur_open


@pytest.mark.parametrize("path", ["", "/verder", "/terug", "/deur", "/afsluiten", "/zaal", "/ongedaan/1"])
def test_a_begeleider_of_another_dialogue_finds_nothing(
    path: str, evening: tuple[int, int, list[int]], as_begeleider: As
) -> None:
    _, number, _ = evening
    stranger = as_begeleider(make_begeleider(make_dialoog("ander"), email="ver@weg.example"))
    method = stranger.post if path else stranger.get
    assert method(f"/regie/wijk/avond/{number}{path}").status_code == 404


def test_the_evening_ends_once_and_closes_the_door(
    evening: tuple[int, int, list[int]], session: Session, as_begeleider: As
) -> None:
    dialoog, number, steps = evening
    client = as_begeleider(make_begeleider(dialoog))
    client.post(f"/regie/wijk/avond/{number}/naar/{steps[2]}", data={"gezien": ""})
    for _ in range(2):
        assert client.post(f"/regie/wijk/avond/{number}/afsluiten", data={"gezien": steps[2]}).status_code == 303
    session.rollback()
    bijeenkomst = session.get_one(Bijeenkomst, number)
    assert bijeenkomst.afgelopen
    assert not bijeenkomst.deur_open
    assert live(session, number) is None


def test_pages_of_regie_beamer_and_phone_show_what_is_live(
    evening: tuple[int, int, list[int]],
    session: Session,
    as_begeleider: As,
    as_deelnemer: Callable[[int, str], FlaskClient],
) -> None:
    dialoog, number, _ = evening
    make_deelnemer(dialoog, bijeenkomst=number, token="t" * 20)
    token = session.get_one(Bijeenkomst, number).beamer_token
    client = as_begeleider(make_begeleider(dialoog))
    for page in (
        client.get(f"/regie/wijk/avond/{number}"),
        client.get(f"/beamer/{token}"),
        as_deelnemer(dialoog, "t" * 20).get("/d/wijk/"),
    ):
        assert page.status_code == 200
        assert "<h1" in page.text


def test_opening_a_door_closes_that_of_an_evening_that_was_forgotten(
    evening: tuple[int, int, list[int]], session: Session, as_begeleider: As
) -> None:
    dialoog, number, _ = evening
    later = make_bijeenkomst(dialoog, "Verdiepen", deur_open=False)
    as_begeleider(make_begeleider(dialoog)).post(f"/regie/wijk/avond/{later}/deur", data={"open": "ja"})
    session.rollback()
    assert session.get_one(Bijeenkomst, later).deur_open
    assert not session.get_one(Bijeenkomst, number).deur_open


def test_a_second_quick_press_does_not_hit_the_button_that_has_just_come_there(
    app: Flask,
    evening: tuple[int, int, list[int]],
    session: Session,
    as_begeleider: As,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The press carries the button that was seen; the server knows since when it stands there."""
    app.config["DIALOOG"] = replace(app.config["DIALOOG"], rust_s=1.0)
    app.extensions.pop("dialoog_groene_knop", None)
    now = 1000.0
    monkeypatch.setattr(rust, "monotonic", lambda: now)
    dialoog, number, steps = evening
    set_deur(dialoog, number, open_=True, wie="Marit")
    client = as_begeleider(make_begeleider(dialoog))
    first = green(client, number)
    now += 1.5
    assert client.post(first).status_code == 303
    second = green(client, number)
    assert second != first
    now += 0.6
    answer = client.post(second)
    assert answer.status_code == 409
    assert "De knop is net veranderd" in answer.get_data(as_text=True)
    assert client.post(first).status_code == 303  # the first press, sent again: it is done already
    assert live(session, number) == steps[0]
    now += 0.5
    assert client.post(second).status_code == 303
    assert live(session, number) == steps[1]


def green(client: FlaskClient, bijeenkomst: int) -> str:
    """Where the green button of the regie posts to."""
    page = client.get(f"/regie/wijk/avond/{bijeenkomst}").get_data(as_text=True)
    button = page.split('class="stapbalk-verder"')[1]
    return html.unescape(button.split('formaction="')[1].split('"')[0])
