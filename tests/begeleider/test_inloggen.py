"""Logging in and out, my dialogues, asking a colleague."""

from collections.abc import Callable

import pytest
from argon2 import Type
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.begeleider import bekend
from dialoog.begeleider.service import add_account
from dialoog.begeleider.wachtwoord import hash_wachtwoord
from dialoog.database import transaction
from dialoog.limits import limiter
from tests.builders import make_begeleider, make_dialoog
from tests.conftest import STERK

GOED = "lamp fiets morgen"
AsBegeleider = Callable[[int], FlaskClient]


@pytest.fixture
def marit(app: Flask) -> dict[str, str]:
    """An account with a real password."""
    app.config["WTF_CSRF_ENABLED"] = False
    limiter.reset()
    hashed = hash_wachtwoord(GOED)
    with transaction() as session:
        add_account(session, "Marit", "marit@streek.example", hashed)
    return {"email": " Marit@streek.example", "wachtwoord": GOED}


def test_a_password_is_hashed_with_at_least_what_the_rfc_asks_where_memory_is_short() -> None:
    """RFC 9106, 4: argon2id, three passes over 64 MiB. The tests themselves hash quicker."""
    assert STERK.type is Type.ID
    assert STERK.time_cost >= 3
    assert STERK.memory_cost >= 64 * 1024


def test_login_leads_to_my_dialogues_or_where_one_was_going(client: FlaskClient, marit: dict[str, str]) -> None:
    assert client.post("/inloggen", data=marit).location == "/regie/"
    client.post("/uitloggen")
    assert client.post("/inloggen?verder=/regie/wijk/voorbereiden", data=marit).location == "/regie/wijk/voorbereiden"
    client.post("/uitloggen")
    assert client.post("/inloggen?verder=https://elders.example/", data=marit).location == "/regie/"


def test_a_wrong_password_says_so_and_keeps_the_address(client: FlaskClient, marit: dict[str, str]) -> None:
    for wrong in ({**marit, "wachtwoord": "mis"}, {**marit, "email": "niemand@streek.example"}):
        answer = client.post("/inloggen", data=wrong)
        assert answer.status_code == 400
        assert "horen niet bij elkaar" in answer.text
        assert wrong["email"].strip() in answer.text
    assert client.get("/regie/").status_code == 302


def test_after_ten_wrong_passwords_this_account_waits_and_others_do_not(
    client: FlaskClient, marit: dict[str, str]
) -> None:
    for _ in range(10):
        assert client.post("/inloggen", data={**marit, "wachtwoord": "mis"}).status_code == 400
    blocked = client.post("/inloggen", data=marit)
    assert blocked.status_code == 429
    assert "Wacht vijf minuten" in blocked.text
    assert client.post("/inloggen", data={**marit, "email": "samir@streek.example"}).status_code == 400


def test_wrong_passwords_of_others_do_not_keep_a_device_out_that_logged_in_before(
    app: Flask, client: FlaskClient, marit: dict[str, str]
) -> None:
    client.post("/inloggen", data=marit)
    client.post("/uitloggen")
    prankster = app.test_client()
    for n in range(30):  # for her account, and for the whole address of the hall
        prankster.post("/inloggen", data={"email": f"wie{n // 10}@streek.example", "wachtwoord": "mis"})
        prankster.post("/inloggen", data={**marit, "wachtwoord": "mis"})
    blocked = app.test_client().post("/inloggen", data=marit)
    assert blocked.status_code == 429
    assert "Op een toestel waarop u eerder inlogde, kan het meteen." in blocked.text
    assert client.post("/inloggen", data=marit).status_code == 303


def test_a_known_device_has_ten_tries_too_and_its_cookie_opens_nothing(
    app: Flask, client: FlaskClient, marit: dict[str, str]
) -> None:
    client.post("/inloggen", data=marit)
    client.post("/uitloggen")
    assert client.get_cookie("bekend") is not None
    assert client.get("/regie/").status_code == 302
    for _ in range(10):
        assert client.post("/inloggen", data={**marit, "wachtwoord": "mis"}).status_code == 400
    assert client.post("/inloggen", data=marit).status_code == 429
    assert app.test_client().post("/inloggen", data=marit).status_code == 303  # its tries are its own


def test_a_cookie_of_a_known_device_is_ours_alone_and_knows_five_accounts(
    app: Flask, client: FlaskClient, marit: dict[str, str]
) -> None:
    client.set_cookie("bekend", "e30.aaaa.bbbb")
    assert client.post("/inloggen", data=marit).status_code == 303
    with app.test_request_context("/", headers={"Cookie": f"bekend={client.get_cookie('bekend').value}"}):  # type: ignore[union-attr]
        assert bekend.find("MARIT@streek.example ") is not None
        assert bekend.find("samir@streek.example") is None
    for n in range(bekend.MEESTE):
        with app.test_request_context("/", headers={"Cookie": f"bekend={client.get_cookie('bekend').value}"}):  # type: ignore[union-attr]
            answer = Response()
            bekend.remember(answer, f"wie{n}@streek.example")
        client.set_cookie("bekend", answer.headers["Set-Cookie"].split(";")[0].removeprefix("bekend="))
    with app.test_request_context("/", headers={"Cookie": f"bekend={client.get_cookie('bekend').value}"}):  # type: ignore[union-attr]
        assert bekend.find("marit@streek.example") is None
        assert bekend.find("wie0@streek.example") is not None


def test_a_copy_of_the_cookie_is_dead_after_logging_out_and_another_laptop_goes_on(
    app: Flask, client: FlaskClient, marit: dict[str, str]
) -> None:
    second, copy = app.test_client(), app.test_client()
    for laptop in (client, second):
        laptop.post("/inloggen", data=marit)
    taken = client.get_cookie("dialoog")
    assert taken is not None
    copy.set_cookie("dialoog", taken.value)
    assert copy.get("/regie/").status_code == 200
    client.post("/uitloggen")
    assert copy.get("/regie/").status_code == 302
    assert second.get("/regie/").status_code == 200
    client.post("/inloggen", data=marit)
    assert client.get("/regie/").status_code == 200
    assert copy.get("/regie/").status_code == 302


def test_logging_out_twice_is_fine(client: FlaskClient, marit: dict[str, str]) -> None:
    client.post("/inloggen", data=marit)
    assert [client.post("/uitloggen").status_code for _ in range(2)] == [303, 303]
    assert client.get("/regie/").status_code == 302


def test_a_form_without_its_token_is_refused(app: Flask, client: FlaskClient, marit: dict[str, str]) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/inloggen", data=marit).status_code == 400
    assert client.get("/regie/").status_code == 302


def test_who_is_not_logged_in_goes_to_the_login_and_back(client: FlaskClient) -> None:
    assert client.get("/regie/").location == "/inloggen?verder=/regie/"


def test_my_dialogues_are_mine_and_those_for_everybody(as_begeleider: AsBegeleider) -> None:
    mine = make_dialoog("mijn", titel="Van mij")
    make_dialoog("ander", titel="Van een ander")
    make_dialoog("allen", titel="Van allen", voor_iedereen=True, staat="afgerond")
    page = as_begeleider(make_begeleider(mine)).get("/regie/").text
    assert "Van mij" in page
    assert "Van allen" in page
    assert "Afgerond" in page
    assert "Van een ander" not in page


def test_a_colleague_is_asked_with_a_link_that_is_not_yet_used(as_begeleider: AsBegeleider, session: Session) -> None:
    dialoog = make_dialoog()
    marit = as_begeleider(make_begeleider(dialoog))
    page = marit.post("/regie/wijk/begeleiders", data={"email": "samir@streek.example"})
    assert page.status_code == 200
    assert "http://localhost/account/" in page.text
    wrong = marit.post("/regie/wijk/begeleiders", data={"email": "samir"})
    assert wrong.status_code == 400
    assert "geen e-mailadres" in wrong.text


def test_somebody_elses_dialogue_cannot_be_found(as_begeleider: AsBegeleider) -> None:
    make_dialoog()
    stranger = as_begeleider(make_begeleider())
    assert stranger.get("/regie/wijk/begeleiders").status_code == 404
    assert stranger.post("/regie/wijk/begeleiders", data={"email": "x@y.example"}).status_code == 404
