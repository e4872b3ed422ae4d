"""Who writes on a card is told to those who may write on it, and to nobody else; nothing of it is stored."""

import pytest
from flask import Flask

from dialoog.database import db
from dialoog.live.kaarten import Schrijvers
from dialoog.voorstel import antwoorden, eigenaren, oplossingen, queries
from dialoog.voorstel.facts import Schrijft


class Lijn:
    """Remembers what went over the line."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict, str]] = []

    def emit(self, event: str, message: dict, to: str) -> None:
        self.sent.append((event, message, to))


def test_a_saving_is_told_to_the_room_of_its_card_without_who_it_is_by_number() -> None:
    lijn = Lijn()
    Schrijvers(lijn).tell(Schrijft(1, 7, 8, "Sjoerd", "abc", 3, "deelnemer:12"))
    assert lijn.sent == [("schrijft", {"wie": "Sjoerd", "plek": 8, "kenmerk": "abc", "versie": 3}, "kaart:7")]


def test_who_stopped_writing_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("dialoog.live.kaarten.time.monotonic", lambda: now[0])
    writers = Schrijvers(Lijn())
    writers.tell(Schrijft(1, 7, 8, "Sjoerd", "abc", 3, "deelnemer:12"))
    assert list(writers._recent(7)) == ["deelnemer:12"]
    now[0] += 21
    assert not writers._recent(7)


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {},
        {"pagina": "telefoon", "dialoog": 1, "nummer": "1"},
        {"pagina": "regie", "dialoog": True, "nummer": 1},
        {"pagina": "beamer", "dialoog": 1, "nummer": 1},
        {"pagina": "regie", "dialoog": 1, "nummer": 2**40},
    ],
)
def test_who_may_not_write_hears_nothing(app: Flask, message: object) -> None:
    from dialoog.live.channel import socketio

    client = socketio.test_client(app)
    assert client.emit("kaart", message, callback=True) == {"ok": False}
    client.disconnect()


def test_an_owner_hears_of_the_others_and_not_of_himself(app: Flask, as_deelnemer) -> None:
    from dialoog.live.channel import socketio
    from tests.voorstel.conftest import ANDER, MARIT, TOKEN, make_top

    top = make_top()
    with app.app_context():
        oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
        row = queries.oplossingen(db.session(), top.dialoog)[0].id
        db.session.rollback()
        eigenaren.set_eigenaren(top.dialoog, None, row, "", [top.amina], top.amina, MARIT)
    owner = socketio.test_client(app, flask_test_client=as_deelnemer(top.dialoog, TOKEN))
    other = socketio.test_client(app, flask_test_client=as_deelnemer(top.dialoog, ANDER))
    question = {"pagina": "telefoon", "dialoog": top.dialoog, "nummer": 1}
    assert other.emit("kaart", question, callback=True) == {"ok": False}
    assert owner.emit("kaart", question, callback=True) == {"ok": True, "schrijvers": []}
    wie = antwoorden.Schrijver("notulist", "Nora (notulist)")
    antwoorden.save_antwoord(top.dialoog, 1, "nodig", 0, "Een bus", wie, blad=antwoorden.Blad("k", 1))
    heard = [message for message in owner.get_received() if message["name"] == "schrijft"]
    assert heard[0]["args"][0]["wie"] == "Nora (notulist)"
    assert not other.get_received()
    amina = antwoorden.Schrijver("deelnemer", "Amina", top.amina)
    antwoorden.save_antwoord(top.dialoog, 1, "planning", 0, "In mei", amina, blad=antwoorden.Blad("a", 1))
    again = owner.emit("kaart", question, callback=True)
    assert [writer["wie"] for writer in again["schrijvers"]] == ["Nora (notulist)"]
    owner.disconnect()
    other.disconnect()
