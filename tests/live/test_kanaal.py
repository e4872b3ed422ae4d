"""The doors of the socket rooms: who gets in where, and that a screen has nothing else to say."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient
from sqlalchemy import select

from dialoog import create_app
from dialoog.access import hash_token
from dialoog.begeleider.service import end_inlog
from dialoog.bijeenkomst.service import go_to_step
from dialoog.database import db, deliver
from dialoog.deelnemer.models import Toestel
from dialoog.deelnemer.service import remove_deelnemer
from dialoog.deelnemer.toegang import end_toestel
from dialoog.live import channel
from dialoog.live.pulse import room
from dialoog.overdracht.facts import OefeningWeg
from tests.plek import Plek, stap_van
from tests.toegang.rollen import ROLLEN, Bezoek
from tests.wereld import Gevuld, Wereld

HERE, THERE = "belangen", "ideeen"
PHONES = ("deelnemer", "toehoorder", "eigenaar")


@pytest.fixture
def huis(gevuld: Gevuld, tmp_path: Path) -> Iterator[Flask]:
    """The app, without a lasting context: in that, who was logged in would outlive a request."""
    app = create_app(gevuld.kopie(tmp_path / "huis"))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def wereld(gevuld: Gevuld) -> Wereld:
    return gevuld.wereld


Knock = Callable[[str], SocketIOTestClient]


@pytest.fixture
def knock(huis: Flask, wereld: Wereld) -> Knock:
    """role → a screen with the cookies of that role, connected."""
    bezoek = Bezoek(huis, wereld, wereld[HERE])

    def make(rol: str) -> SocketIOTestClient:
        client: SocketIOTestClient = channel.socketio.test_client(huis, flask_test_client=bezoek.client(rol))
        assert client.is_connected()
        return client

    return make


def ask(client: SocketIOTestClient, message: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.emit("aanwezig", message, callback=True)
    return answer


def asks(plek: Plek) -> dict[str, dict[str, Any]]:
    """What the pages of an evening say when they join."""
    return {
        "zaal": {"pagina": "telefoon", "dialoog": plek.dialoog},
        "regie": {"pagina": "regie", "dialoog": plek.dialoog, "bijeenkomst": plek.bijeenkomst},
        "beamer": {"pagina": "beamer", "dialoog": plek.dialoog, "token": plek.beamer},
    }


def let_in(rol: str, publiek: str) -> bool:
    """The table of the socket: phones in the hall, the begeleider in the regie, who has the token at the beamer."""
    return publiek == "beamer" or rol in {"zaal": PHONES, "regie": ("begeleider",)}[publiek]


def test_every_role_gets_into_the_rooms_of_its_own_evening_and_no_other(
    knock: Knock, wereld: Wereld, huis: Flask
) -> None:
    for rol in ROLLEN:
        tries_all(rol, knock, wereld, huis)


def tries_all(rol: str, knock: Knock, wereld: Wereld, huis: Flask) -> None:
    """One role at every door; afterwards its screens are gone again."""
    live = huis.extensions["dialoog_live"]
    live._screens.clear()
    here, there = wereld[HERE], wereld[THERE]
    for publiek, message in asks(here).items():
        answer = ask(knock(rol), message)
        assert answer["ok"] is let_in(rol, publiek), (rol, publiek)
        if answer["ok"]:
            assert answer["bijeenkomst"] == here.bijeenkomst
            assert {regio["naam"] for regio in answer["regios"]} & {"paneel", "scherm", "werkvorm"}
        else:
            assert answer == {"ok": False}
    elsewhere = asks(there)
    assert ask(knock(rol), elsewhere["zaal"]) == {"ok": False}
    # the begeleider of this test guides every dialogue but one
    assert ask(knock(rol), elsewhere["regie"])["ok"] is (rol == "begeleider")
    assert ask(knock(rol), asks(wereld.ander)["regie"])["ok"] is (rol == "andere_begeleider")
    assert ask(knock(rol), asks(wereld.ander)["zaal"])["ok"] is (rol == "andere_deelnemer")
    joined = {(place[0], place[1]) for place in live._screens.values()}
    assert (there.bijeenkomst, "zaal") not in joined
    assert ((here.bijeenkomst, "regie") in joined) is (rol == "begeleider")


def test_the_regie_of_an_evening_of_another_dialogue_stays_shut_whatever_the_message_mixes(
    knock: Knock, wereld: Wereld
) -> None:
    here, other = wereld[HERE], wereld.ander
    mixed = {"pagina": "regie", "dialoog": here.dialoog, "bijeenkomst": other.bijeenkomst}
    assert ask(knock("begeleider"), mixed) == {"ok": False}
    assert ask(knock("andere_begeleider"), {**mixed, "dialoog": other.dialoog, "bijeenkomst": here.bijeenkomst}) == {
        "ok": False
    }


def test_a_beamer_needs_the_token_of_its_evening(knock: Knock, wereld: Wereld) -> None:
    message = asks(wereld[HERE])["beamer"]
    for token in (None, "", "onbekend", 1, wereld[HERE].uitnodiging, wereld[HERE].beamer[:-1]):
        assert ask(knock("beamer"), {**message, "token": token}) == {"ok": False}
        assert ask(knock("begeleider"), {**message, "token": token}) == {"ok": False}


JUNK: tuple[Any, ...] = (
    None, True, 0, 1.5, "x", "", [], [1, 2], {}, {"pagina": None}, {"pagina": "telefoon"},
    {"pagina": "telefoon", "dialoog": "1"}, {"pagina": "telefoon", "dialoog": True},
    {"pagina": "telefoon", "dialoog": -1}, {"pagina": "telefoon", "dialoog": 2**70},
    {"pagina": "regie", "dialoog": 1, "bijeenkomst": [1]},
    {"pagina": "regie", "dialoog": 1, "bijeenkomst": 2**70}, {"pagina": ["beamer"], "token": {}},
    {"pagina": {"a": 1}}, {"pagina": "beamer", "token": "\x00"}, {"pagina": "beamer", "token": "\ud83d"},
    {"pagina": "beamer", "token": "x" * 3000},
)  # fmt: skip


def test_junk_gets_no_and_leaves_nothing_in_the_log(knock: Knock, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        for client in map(knock, ("niemand", "deelnemer", "begeleider")):
            for message in JUNK:
                assert ask(client, message) == {"ok": False}, message
            assert client.is_connected()
    assert caplog.records == []


def test_a_screen_can_say_nothing_but_that_it_is_there(
    knock: Knock, wereld: Wereld, caplog: pytest.LogCaptureFixture
) -> None:
    """Not one event of a client reaches another screen or changes what it is told."""
    here = wereld[HERE]
    listener, talker = knock("deelnemer"), knock("eigenaar")
    for client in (listener, talker):
        assert ask(client, asks(here)["zaal"])["ok"]
    listener.get_received()
    with caplog.at_level(logging.WARNING):
        for event in ("regio", "bericht", "verbonden", "join", "leave", "message", "json", "verlaat", "disconnecting"):
            talker.emit(event, {"naam": "paneel", "html": "<b>gekaapt</b>", "room": room(here.bijeenkomst, "regie")})
        talker.emit("aanwezig")
        talker.emit("aanwezig", 1, 2, 3)
        talker.send("hallo")
    assert listener.get_received() == []
    assert "gekaapt" not in json.dumps(talker.get_received())
    assert caplog.records == []


def test_only_the_handlers_of_coming_and_going_exist(huis: Flask) -> None:
    handlers = channel.socketio.server.handlers
    assert set(handlers) == {"/"}
    assert set(handlers["/"]) <= {"connect", "disconnect", "aanwezig", "kaart"}


def test_a_second_join_leaves_the_first_room(knock: Knock, wereld: Wereld, huis: Flask) -> None:
    here, there = wereld[HERE], wereld[THERE]
    client = knock("begeleider")
    assert ask(client, asks(here)["regie"])["ok"]
    assert ask(client, asks(there)["regie"])["ok"]
    client.get_received()
    live = huis.extensions["dialoog_live"]
    assert not live.listening(here.bijeenkomst, "regie")
    channel.socketio.emit("regio", {"naam": "kop"}, to=room(here.bijeenkomst, "regie"))
    assert client.get_received() == []
    channel.socketio.emit("regio", {"naam": "kop"}, to=room(there.bijeenkomst, "regie"))
    assert [event["name"] for event in client.get_received()] == ["regio"]


def test_the_small_picture_of_the_beamer_hears_what_the_beamer_hears_and_counts_as_none(
    knock: Knock, wereld: Wereld, huis: Flask
) -> None:
    here = wereld[HERE]
    live = huis.extensions["dialoog_live"]
    small, large = knock("beamer"), knock("beamer")
    answer = ask(small, {**asks(here)["beamer"], "klein": True})
    assert [regio["naam"] for regio in answer["regios"]] == ["scherm", "klok"]
    assert live.connected(here.bijeenkomst) == {}
    assert live.listening(here.bijeenkomst, "beamer")
    ask(large, asks(here)["beamer"])
    assert live.connected(here.bijeenkomst) == {"beamer": 1}
    small.disconnect()
    assert live.connected(here.bijeenkomst) == {"beamer": 1}


def test_a_screen_that_goes_away_is_counted_no_more(knock: Knock, wereld: Wereld, huis: Flask) -> None:
    here = wereld[HERE]
    live = huis.extensions["dialoog_live"]
    regie, phone = knock("begeleider"), knock("deelnemer")
    ask(regie, asks(here)["regie"])
    ask(phone, asks(here)["zaal"])
    assert live.connected(here.bijeenkomst) == {"regie": 1, "zaal": 1}
    assert regie.get_received()[-1]["args"] == [{"regie": 1, "zaal": 1}]
    phone.disconnect()
    assert live.connected(here.bijeenkomst) == {"regie": 1}
    assert regie.get_received()[-1]["args"] == [{"regie": 1}]


def test_somebody_who_was_removed_or_whose_device_was_signed_off_does_not_get_in_again(
    knock: Knock, wereld: Wereld, huis: Flask
) -> None:
    here = wereld[HERE]
    message = asks(here)["zaal"]
    assert ask(knock("eigenaar"), message)["ok"]
    with huis.app_context():
        end_toestel(here.dialoog, here.deelnemer, here.waarden["toestel_id"])
    assert ask(knock("eigenaar"), message) == {"ok": False}
    assert ask(knock("deelnemer"), message)["ok"]
    with huis.app_context():
        other = db.session.scalar(select(Toestel.deelnemer_id).where(Toestel.token_hash == hash_token(here.ander)))
        remove_deelnemer(here.dialoog, other, here.bijeenkomst, "Marit")
    assert ask(knock("deelnemer"), message) == {"ok": False}


def test_a_screen_that_stays_after_its_owner_was_removed_or_its_device_signed_off_hears_no_more(
    knock: Knock, wereld: Wereld, huis: Flask
) -> None:
    here = wereld[HERE]
    gone, stays = knock("eigenaar"), knock("deelnemer")
    for client in (gone, stays):
        assert ask(client, asks(here)["zaal"])["ok"]
        client.get_received()
    with huis.app_context():
        end_toestel(here.dialoog, here.deelnemer, here.waarden["toestel_id"])
    assert [event["name"] for event in gone.get_received()] == ["bericht"]
    news = {"naam": "paneel"}
    channel.socketio.emit("regio", news, to=room(here.bijeenkomst, "zaal"))
    channel.socketio.emit("bericht", {"tekst": "voor u"}, to=f"deelnemer:{here.deelnemer}")
    assert gone.get_received() == []
    assert len(stays.get_received()) == 1
    with huis.app_context():
        other = db.session.scalar(select(Toestel.deelnemer_id).where(Toestel.token_hash == hash_token(here.ander)))
        remove_deelnemer(here.dialoog, other, here.bijeenkomst, "Marit")
    assert [event["name"] for event in stays.get_received()] == ["bericht"]
    channel.socketio.emit("regio", news, to=room(here.bijeenkomst, "zaal"))
    assert stays.get_received() == []
    assert huis.extensions["dialoog_live"].connected(here.bijeenkomst) == {}


def test_a_screen_that_is_refused_somewhere_else_is_out_of_where_it_was(knock: Knock, wereld: Wereld) -> None:
    here = wereld[HERE]
    client = knock("begeleider")
    assert ask(client, asks(here)["regie"])["ok"]
    assert ask(client, asks(wereld.ander)["regie"]) == {"ok": False}
    client.get_received()
    channel.socketio.emit("regio", {"naam": "kop"}, to=room(here.bijeenkomst, "regie"))
    assert client.get_received() == []


def test_what_is_pushed_to_a_phone_is_the_same_for_all_and_news_for_one_goes_to_that_one(
    knock: Knock, wereld: Wereld, huis: Flask
) -> None:
    """So a phone that stays in the room of the hall after its owner was removed hears nothing personal."""
    here = wereld[HERE]
    phones = {rol: knock(rol) for rol in PHONES}
    for client in phones.values():
        assert ask(client, asks(here)["zaal"])["ok"]
        client.get_received()
    with huis.app_context():
        go_to_step(here.dialoog, here.bijeenkomst, stap_van(here, "belangen"), stap_van(here, "ideeen"), "Marit")
    huis.extensions["dialoog_live"].pulse.flush()
    heard = {rol: client.get_received() for rol, client in phones.items()}
    assert heard["deelnemer"]
    assert heard["deelnemer"] == heard["toehoorder"] == heard["eigenaar"]
    assert {event["name"] for event in heard["deelnemer"]} == {"regio"}
    channel.socketio.emit("bericht", {"tekst": "voor u"}, to=f"deelnemer:{here.deelnemer}")
    assert [len(phones[rol].get_received()) for rol in PHONES] == [0, 0, 1]


def test_a_screen_of_the_regie_hears_no_more_once_its_login_is_over(knock: Knock, wereld: Wereld, huis: Flask) -> None:
    live = huis.extensions["dialoog_live"]
    mine, other = knock("begeleider"), knock("begeleider")
    for client, inlog in ((mine, "deze"), (other, "andere")):
        with patch("dialoog.live.inlogs.inlog_van_nu", return_value=inlog):
            assert ask(client, asks(wereld[HERE])["regie"])["ok"]
    with huis.app_context():
        end_inlog(wereld.begeleider, "deze")
        assert mine.get_received()[-1]["args"][0]["opnieuw"] is True
        assert len([place for place in live._screens.values() if place[1] == "regie"]) == 1
        channel.socketio.emit("regio", {}, to=room(wereld[HERE].bijeenkomst, "regie"))
    assert [heard["name"] for heard in mine.get_received()] == []
    assert "regio" in [heard["name"] for heard in other.get_received()]


def test_all_screens_of_a_rehearsal_that_was_thrown_away_look_again_and_no_other(
    knock: Knock, wereld: Wereld, huis: Flask
) -> None:
    here, there = wereld[HERE], wereld[THERE]
    gone = [knock("beamer"), knock("deelnemer")]
    for client, publiek in zip(gone, ("beamer", "zaal"), strict=True):
        assert ask(client, asks(here)[publiek])["ok"]
    stays = knock("begeleider")
    assert ask(stays, asks(there)["regie"])["ok"]
    for client in (*gone, stays):
        client.get_received()
    with huis.app_context():
        deliver([OefeningWeg(here.dialoog)])
    for client in gone:
        assert {"tekst": "", "opnieuw": True} in [event["args"][0] for event in client.get_received()]
    assert stays.get_received() == []
    assert huis.extensions["dialoog_live"].connected(here.bijeenkomst) == {}
