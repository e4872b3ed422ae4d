"""The room of a group: its phones hear it, no other phone does, and who moves hears the new one."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.aanwezig import set_aanwezigheid
from dialoog.bijeenkomst.groepen import groepen
from dialoog.bijeenkomst.models import Bijeenkomst, Groep, Groepslid, Stap
from dialoog.bijeenkomst.werkvorm import Regio, publiek_van_groep
from dialoog.bijeenkomst.werkvormen import Belangen
from dialoog.database import transaction
from dialoog.live import channel
from tests.builders import make_bijeenkomst, make_deelnemer, make_dialoog, make_stap

MENSEN = ("Amina", "Bert", "Corrie", "Dirk")


class Zaal:
    """Four people at two tables: Amina and Bert at 1, Corrie and Dirk at 2; a step that shows something per table."""

    def __init__(self, app: Flask, as_deelnemer: Callable[[int, str], FlaskClient]) -> None:
        self.app, self._as = app, as_deelnemer
        self.dialoog = make_dialoog()
        self.avond = make_bijeenkomst(self.dialoog)
        self.stap = make_stap(self.avond, "belangen", "live")
        self.wie = {
            naam: make_deelnemer(self.dialoog, naam, bijeenkomst=self.avond, token=f"telefoon-{naam}")
            for naam in MENSEN
        }
        self.tafel = make_tafels(
            self.avond, [[self.wie["Amina"], self.wie["Bert"]], [self.wie["Corrie"], self.wie["Dirk"]]]
        )

    def client(self, naam: str) -> FlaskClient:
        return self._as(self.dialoog, f"telefoon-{naam}")

    def phone(self, naam: str, **mee: Any) -> tuple[SocketIOTestClient, dict[str, str]]:
        """A phone that joins (saying `mee` too), and the regions that it got: name → html."""
        client: SocketIOTestClient = channel.socketio.test_client(self.app, flask_test_client=self.client(naam))
        answer = client.emit("aanwezig", {"pagina": "telefoon", "dialoog": self.dialoog, **mee}, callback=True)
        return client, {regio["naam"]: regio["html"] for regio in answer["regios"]}

    def beat(self) -> None:
        self.app.extensions["dialoog_live"].pulse.flush()


def make_tafels(avond: int, tafels: list[list[int]]) -> list[int]:
    """Groups with these people, tables 1, 2, … Gives their ids."""
    with transaction() as session:
        rows = [Groep(bijeenkomst_id=avond, lichting=1, nummer=n) for n in range(1, len(tafels) + 1)]
        session.add_all(rows)
        session.flush()
        for groep, people in zip(rows, tafels, strict=True):
            session.add_all(
                Groepslid(bijeenkomst_id=avond, lichting=1, deelnemer_id=person, groep_id=groep.id) for person in people
            )
        return [groep.id for groep in rows]


@pytest.fixture
def zaal(app: Flask, as_deelnemer: Callable[[int, str], FlaskClient], monkeypatch: pytest.MonkeyPatch) -> Zaal:
    plain = Belangen.regios

    def with_groups(self: Belangen, session: Session, stap: Stap) -> list[Regio]:
        pen = "live/bijeenkomst/groep_pen.html"
        groups = groepen(session, stap.bijeenkomst_id)
        return plain(self, session, stap) + [Regio("groep", publiek_van_groep(g.id), pen) for g in groups]

    monkeypatch.setattr(Belangen, "regios", with_groups)
    return Zaal(app, as_deelnemer)


def groups_heard(client: SocketIOTestClient) -> list[str]:
    """The html of the group regions that a screen got since it was last asked."""
    got = client.get_received()
    regions = [item["args"][0] for item in got if item["name"] == "regio"]
    moved = [regio for item in got if item["name"] == "groep" for regio in item["args"][0]["regios"]]
    return [regio["html"] for regio in [*regions, *moved] if regio["naam"] == "groep"]


def test_a_phone_gets_what_its_own_group_shows_and_nothing_of_another(zaal: Zaal) -> None:
    _, amina = zaal.phone("Amina")
    _, corrie = zaal.phone("Corrie")
    assert f'data-pen-groep="{zaal.tafel[0]}"' in amina["groep"]
    assert f'data-pen-groep="{zaal.tafel[1]}"' in corrie["groep"]


def test_a_phone_cannot_name_a_group_for_itself(zaal: Zaal) -> None:
    other = publiek_van_groep(zaal.tafel[1])
    client, amina = zaal.phone("Amina", groep=zaal.tafel[1], publiek=other, room=f"{zaal.avond}:{other}")
    assert f'data-pen-groep="{zaal.tafel[0]}"' in amina["groep"]
    client.get_received()
    zaal.client("Corrie").post("/d/wijk/groep/pen", json={"groep": zaal.tafel[1], "versie": 1})
    zaal.beat()
    assert groups_heard(client) == []


def test_news_of_a_group_reaches_its_phones_only(zaal: Zaal) -> None:
    phones = {naam: zaal.phone(naam)[0] for naam in MENSEN}
    zaal.app.extensions["dialoog_live"].pulse.mark(zaal.dialoog)
    zaal.beat()
    for client in phones.values():
        client.get_received()
    assert zaal.client("Bert").post("/d/wijk/groep/pen", json={"groep": zaal.tafel[0], "versie": 1}).status_code == 200
    zaal.beat()
    heard = {naam: groups_heard(client) for naam, client in phones.items()}
    assert heard["Corrie"] == heard["Dirk"] == []
    assert len(heard["Amina"]) == 1
    assert heard["Amina"] == heard["Bert"]
    assert f'data-pen-van="{zaal.wie["Bert"]}"' in heard["Amina"][0]


def test_a_toehoorder_and_who_sits_nowhere_get_no_group(zaal: Zaal) -> None:
    kijker = make_deelnemer(zaal.dialoog, "Kijker", bijeenkomst=zaal.avond, soort="toehoorder", token="telefoon-Kijker")
    make_deelnemer(zaal.dialoog, "Els", bijeenkomst=zaal.avond, token="telefoon-Els")
    with transaction() as session:
        session.add(Groepslid(bijeenkomst_id=zaal.avond, lichting=1, deelnemer_id=kijker, groep_id=zaal.tafel[0]))
    assert "groep" not in zaal.phone("Kijker")[1]
    assert "groep" not in zaal.phone("Els")[1]
    assert "groep" not in zaal.client("Kijker").get("/d/wijk/mijn").json
    assert "data-pen-groep" not in zaal.client("Kijker").get("/d/wijk/").text


def test_the_page_brings_along_what_the_own_group_shows(zaal: Zaal) -> None:
    page = zaal.client("Dirk").get("/d/wijk/").text
    assert f'data-pen-groep="{zaal.tafel[1]}"' in page
    assert f'data-pen-groep="{zaal.tafel[0]}"' not in page
    assert zaal.client("Dirk").get("/d/wijk/mijn").json["groep"] == {
        "id": zaal.tafel[1], "nummer": 2, "naam": "tafel 2"
    }  # fmt: skip


def test_another_paneel_of_the_hall_brings_the_group_along_again(zaal: Zaal, session: Session) -> None:
    client, _ = zaal.phone("Amina")
    zaal.app.extensions["dialoog_live"].pulse.mark(zaal.dialoog)
    zaal.beat()
    client.get_received()
    with transaction() as writing:
        writing.get_one(Bijeenkomst, zaal.avond)
        stap = writing.get_one(Stap, zaal.stap)
        stap.staat = "gedaan"
        writing.flush()
        writing.add(Stap(bijeenkomst_id=zaal.avond, volgorde=2, soort="belangen", titel="Nog eens", staat="live"))
    zaal.app.extensions["dialoog_live"].pulse.mark(zaal.dialoog)
    zaal.beat()
    assert len(groups_heard(client)) == 1  # the same words, but the place for them is new and empty


def test_a_phone_that_went_away_hears_nothing_more(zaal: Zaal) -> None:
    client, _ = zaal.phone("Amina")
    live = zaal.app.extensions["dialoog_live"]
    client.disconnect()
    assert not live.listening(zaal.avond, publiek_van_groep(zaal.tafel[0]))
    assert live._groups == {}


def test_who_went_home_does_not_hold_the_pen_any_more(zaal: Zaal) -> None:
    client, amina = zaal.phone("Bert")
    assert f'data-pen-van="{zaal.wie["Amina"]}"' in amina["groep"]
    set_aanwezigheid(zaal.dialoog, zaal.avond, zaal.wie["Amina"], "weg", "Marit")
    zaal.beat()
    assert f'data-pen-van="{zaal.wie["Bert"]}"' in groups_heard(client)[-1]
