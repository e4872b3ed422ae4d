"""One-time links: an account, a new password, a dialogue more."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.begeleider import rules, service
from dialoog.begeleider.links import Link, new_link, sign
from dialoog.begeleider.models import Begeleider, Begeleiding, GebruikteLink
from tests.builders import make_begeleider, make_dialoog

GOED = "lamp fiets morgen"


@pytest.fixture(autouse=True)
def _no_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def path(app: Flask, link: Link) -> str:
    return f"/account/{sign(app.config['SECRET_KEY'], link)}"


def count(session: Session, kind: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(kind)) or 0


def test_the_first_link_makes_the_first_account_and_logs_in(app: Flask, client: FlaskClient, session: Session) -> None:
    url = path(app, new_link(rules.EERSTE))
    answer = client.post(url, data={"naam": "  Marit  de Boer ", "email": "Marit@Streek.Example", "wachtwoord": GOED})
    assert (answer.status_code, answer.location) == (303, "/regie/")
    session.rollback()
    made = session.scalars(select(Begeleider)).one()
    assert (made.naam, made.email) == ("Marit de Boer", "marit@streek.example")
    assert GOED not in made.wachtwoord
    assert client.get("/regie/").status_code == 200


def test_what_is_wrong_is_listed_in_the_order_of_the_page(app: Flask, client: FlaskClient) -> None:
    url = path(app, new_link(rules.EERSTE))
    page = client.post(url, data={"naam": "", "email": "marit", "wachtwoord": "kort"}).text
    summary = page[page.index("Dit klopt nog niet") : page.index("</ul>")]
    assert summary.index('href="#naam"') < summary.index('href="#email"') < summary.index('href="#wachtwoord"')


def test_opening_a_link_changes_nothing(app: Flask, client: FlaskClient, session: Session) -> None:
    url = path(app, new_link(rules.ACCOUNT, "samir@streek.example"))
    for _ in range(3):
        assert client.get(url).status_code == 200
    assert (count(session, Begeleider), count(session, GebruikteLink)) == (0, 0)


def test_a_link_works_once(app: Flask, client: FlaskClient, session: Session) -> None:
    url = path(app, new_link(rules.ACCOUNT, "samir@streek.example"))
    data = {"naam": "Samir", "wachtwoord": GOED}
    assert client.post(url, data=data).status_code == 303
    again = app.test_client().post(url, data={**data, "wachtwoord": "iets heel anders"})
    assert again.status_code == 409
    assert service.check_login("samir@streek.example", GOED) is not None
    assert count(session, Begeleider) == 1
    assert "werkt niet meer" in app.test_client().get(url).text


def test_a_bad_password_does_not_use_the_link_up_and_keeps_what_was_typed(app: Flask, client: FlaskClient) -> None:
    url = path(app, new_link(rules.EERSTE))
    answer = client.post(url, data={"naam": "Marit", "email": "geen adres", "wachtwoord": "kort"})
    assert answer.status_code == 400
    assert 'value="Marit"' in answer.text
    assert 'value="geen adres"' in answer.text
    assert client.post(url, data={"naam": "Marit", "email": "m@s.example", "wachtwoord": GOED}).status_code == 303


def test_the_first_link_is_dead_once_there_is_an_account(app: Flask, client: FlaskClient) -> None:
    url = path(app, new_link(rules.EERSTE))
    make_begeleider()
    answer = client.post(url, data={"naam": "X", "email": "x@y.example", "wachtwoord": GOED})
    assert answer.status_code == 409


def test_a_link_from_the_command_line_sets_a_new_password_and_ends_old_sessions(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    with_old = app.test_client()
    first = path(app, new_link(rules.ACCOUNT, "samir@streek.example"))
    with_old.post(first, data={"naam": "Samir", "wachtwoord": GOED})
    assert with_old.get("/regie/").status_code == 200
    client.post(path(app, new_link(rules.ACCOUNT, "samir@streek.example")), data={"wachtwoord": "heel nieuwe woorden"})
    assert service.check_login("samir@streek.example", GOED) is None
    assert service.check_login("SAMIR@streek.example", "heel nieuwe woorden") is not None
    assert with_old.get("/regie/").status_code == 302


def test_a_link_can_bring_a_dialogue_along(app: Flask, client: FlaskClient, session: Session) -> None:
    dialoog = make_dialoog()
    client.post(
        path(app, new_link(rules.ACCOUNT, "samir@streek.example", dialoog)),
        data={"naam": "Samir", "wachtwoord": GOED},
    )
    assert count(session, Begeleiding) == 1
    assert "Samen in de wijk" in client.get("/regie/").text


def test_an_invitation_never_sets_the_password_of_an_account(app: Flask, client: FlaskClient, session: Session) -> None:
    dialoog = make_dialoog()
    make_begeleider(email="samir@streek.example")
    before = session.scalars(select(Begeleider.wachtwoord)).one()
    url = path(app, new_link(rules.UITNODIGING, "samir@streek.example", dialoog))
    answer = client.post(url, data={"naam": "X", "wachtwoord": "van een ander"})
    assert answer.status_code == 303
    assert answer.location.startswith("/inloggen")
    session.rollback()
    assert session.scalars(select(Begeleider.wachtwoord)).one() == before
    assert count(session, Begeleiding) == 0


def test_who_is_logged_in_takes_an_invitation_up_and_twice_is_once(app: Flask, as_begeleider, session: Session) -> None:
    dialoog = make_dialoog()
    samir = as_begeleider(make_begeleider(email="samir@streek.example"))
    url = path(app, new_link(rules.UITNODIGING, "samir@streek.example", dialoog))
    assert "Ja, ik begeleid mee" in samir.get(url).text
    assert [samir.post(url).status_code for _ in range(2)] == [303, 303]
    assert count(session, Begeleiding) == 1


def test_somebody_else_cannot_take_an_invitation_up(app: Flask, as_begeleider, session: Session) -> None:
    dialoog = make_dialoog()
    make_begeleider(email="samir@streek.example")
    other = as_begeleider(make_begeleider(email="marit@streek.example"))
    answer = other.post(path(app, new_link(rules.UITNODIGING, "samir@streek.example", dialoog)))
    assert answer.status_code == 303
    assert count(session, Begeleiding) == 0


@pytest.mark.parametrize("token", ["x", "x.y.z", "eyJhIjoxfQ.aaaaaa.bbbb"])
def test_a_made_up_link_is_refused_in_plain_words(client: FlaskClient, token: str) -> None:
    answer = client.get(f"/account/{token}")
    assert answer.status_code == 404
    assert "kennen deze link niet" in answer.text


def test_a_link_signed_with_another_key_is_refused(client: FlaskClient) -> None:
    assert client.get(f"/account/{sign('een andere sleutel', new_link(rules.EERSTE))}").status_code == 404


def test_a_link_older_than_a_week_is_refused(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from itsdangerous import TimestampSigner

    url = path(app, new_link(rules.EERSTE))
    later = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: later(self) + 8 * 24 * 3600)
    answer = client.get(url)
    assert answer.status_code == 404
    assert "ouder dan 7 dagen" in answer.text


def test_the_link_into_the_demo_is_nothing_elsewhere(app: Flask, client: FlaskClient) -> None:
    make_begeleider(email="demo@voorbeeld.example")
    url = path(app, new_link(rules.DEMO, "demo@voorbeeld.example"))
    assert client.post(url).status_code == 404
    app.config["DIALOOG_DEMO"] = True
    assert [client.post(url + "?verder=/regie/").location for _ in range(2)] == ["/regie/", "/regie/"]
