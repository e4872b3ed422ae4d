"""Who takes notes: comes in by a link, types ideas, notes and cards, and steers nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import gesprek
from dialoog.bijeenkomst.service import go_to_step
from dialoog.idee.beheer import close_ideeen, correct_idee
from dialoog.idee.models import Idee
from dialoog.idee.queries import met_genoeg
from dialoog.live.channel import Channel, socketio
from dialoog.notulist import service
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from dialoog.voorstel.kaarten import make_loose
from dialoog.voorstel.queries import find_voorstel
from dialoog.voorstel.slot import set_slot
from tests import builders
from tests.conftest import ORIGIN

KENMERK = "k" * 32


class Avond:
    """A dialogue with an evening of ideas and a conversation, and Nora who types."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.dialoog = builders.make_dialoog()
        self.bijeenkomst = builders.make_bijeenkomst(self.dialoog)
        self.ideeen = builders.make_stap(self.bijeenkomst, "ideeen", muur="meteen")
        self.gesprek = builders.make_stap(self.bijeenkomst, "gesprek")
        self.nora = builders.make_notulist(self.dialoog)
        self.live: int | None = None
        self.turn(self.ideeen)

    def turn(self, stap: int) -> None:
        go_to_step(self.dialoog, self.bijeenkomst, self.live, stap, "Marit")
        self.live = stap

    def client(self, token: str = "notulist") -> FlaskClient:
        client = self.app.test_client()
        client.set_cookie(f"notulist_{self.dialoog}", token)
        client.environ_base["HTTP_ORIGIN"] = ORIGIN
        return client

    def typ(self, tekst: str = "Een bank bij de halte", kenmerk: str = KENMERK, **more: Any) -> dict[str, Any]:
        body = {"kenmerk": kenmerk, "tekst": tekst, "deelvragen": [], **more}
        answer = self.client().post("/notulist/wijk/ideeen", json=body)
        return {"status": answer.status_code, **answer.get_json()}


@pytest.fixture
def avond(app: Flask) -> Avond:
    app.config["WTF_CSRF_ENABLED"] = False
    return Avond(app)


# --- the link ---------------------------------------------------------------------------------------------------


def test_a_link_is_shown_once_and_lets_several_people_in_under_their_own_names(
    avond: Avond, as_begeleider: Callable[[int], FlaskClient], session: Session
) -> None:
    marit = as_begeleider(builders.make_begeleider(avond.dialoog))
    page = marit.post("/regie/wijk/notulisten").get_data(as_text=True)
    path = page.split(f"{ORIGIN}/notulist/wijk/binnen/", 1)[1].split("<", 1)[0]
    assert path not in marit.get("/regie/wijk/notulisten").get_data(as_text=True)
    for name in ("Bart", "Tess"):
        visitor = avond.app.test_client()
        url = f"/notulist/wijk/binnen/{path}"
        assert visitor.get(url).status_code == 200
        assert visitor.post(url, data={"naam": " "}).status_code == 400
        assert visitor.post(url, data={"naam": name}).headers["Location"] == "/notulist/wijk/"
        assert f"{name} (notulist)" in visitor.get("/notulist/wijk/").get_data(as_text=True)
    listed = marit.get("/regie/wijk/notulisten").get_data(as_text=True)
    assert "Bart, Tess" in listed
    assert path not in str(session.execute(select(Feit.data, Feit.zin)).all())


def test_an_ended_link_refuses_with_what_to_do_and_a_new_one_makes_the_same_notulist_go_on(
    avond: Avond, session: Session
) -> None:
    first = avond.typ()
    link = service.links(session, avond.dialoog)[0].id
    session.rollback()
    for _ in range(2):
        service.end_link(avond.dialoog, link, "Marit")
    refused = avond.typ("Nog een idee", "m" * 32)
    assert refused["status"] == 401
    assert "nieuwe link" in refused["fout"]["tekst"]
    assert "nog op dit toestel" in avond.client().get("/notulist/wijk/").get_data(as_text=True)
    assert avond.client().get("/notulist/wijk/binnen/link").status_code == 404
    token = service.make_link(avond.dialoog, "Marit")
    nora = avond.client()
    assert nora.post(f"/notulist/wijk/binnen/{token}", data={"naam": "Nora Pen"}).status_code == 303
    assert [row["id"] for row in nora.get("/notulist/wijk/mijn").get_json()["ideeen"]] == [first["idee"]["id"]]
    assert avond.typ()["idee"]["id"] == first["idee"]["id"]  # sent again: the first answer
    assert avond.typ("Nog een idee", "m" * 32)["status"] == 200


def test_a_link_of_another_dialogue_opens_nothing(avond: Avond) -> None:
    other = builders.make_dialoog("ander")
    builders.make_bijeenkomst(other)
    client = avond.app.test_client()
    client.set_cookie(f"notulist_{other}", "notulist")
    assert client.get("/notulist/ander/").status_code == 401
    assert client.get("/notulist/ander/binnen/link").status_code == 404


# --- ideas ------------------------------------------------------------------------------------------------------


def test_an_idea_typed_by_a_notulist_is_from_paper_of_nobody_and_the_record_names_who_typed(
    avond: Avond, session: Session
) -> None:
    builders.make_deelnemer(avond.dialoog, bijeenkomst=avond.bijeenkomst)
    assert avond.typ()["idee"]["nummer"] == avond.typ()["idee"]["nummer"] == 1
    idee = session.scalars(select(Idee)).one()
    assert (idee.bron, idee.indiener, idee.stap_id) == ("papier", None, avond.ideeen)
    feit = session.scalars(select(Feit).where(Feit.wat == "IdeeToegevoegd")).one()
    assert feit.wie == "Nora Pen (notulist)"
    assert met_genoeg(session, avond.bijeenkomst) == (0, 1)


def test_what_was_typed_is_corrected_until_the_ideas_close_and_the_begeleider_can_take_that_back(
    avond: Avond, session: Session
) -> None:
    idee = avond.typ()["idee"]
    url = f"/notulist/wijk/ideeen/{idee['id']}"
    change = {"versie": idee["versie"], "tekst": "Twee banken", "deelvragen": []}
    assert avond.client().post(url, json=change).get_json()["idee"]["tekst"] == "Twee banken"
    assert avond.client().post(url, json=change).status_code == 200
    step = next(s for s in laatste_stappen(session, avond.dialoog) if "verbeterd" in s.zin)
    session.rollback()
    undo_feit(avond.dialoog, step.id, "Marit")
    late = avond.client().post(url, json={"versie": idee["versie"], "tekst": "Drie banken", "deelvragen": []})
    assert (late.status_code, late.get_json()["stand"]["tekst"]) == (409, "Een bank bij de halte")
    close_ideeen(avond.dialoog, avond.bijeenkomst, avond.ideeen, gesloten=True, wie="Marit")
    now = late.get_json()["stand"]["versie"]
    assert avond.client().post(url, json={"versie": now, "tekst": "Drie", "deelvragen": []}).status_code == 409
    closed = avond.typ("Te laat", "z" * 32)
    assert closed["status"] == 409
    assert "nog op dit toestel" in closed["fout"]["tekst"]


def test_the_form_of_an_idea_works_without_a_script_and_a_refusal_shows_what_was_typed(
    avond: Avond, session: Session
) -> None:
    form = {"kenmerk": KENMERK, "tekst": "Een bank"}
    for _ in range(2):
        assert avond.client().post("/notulist/wijk/papier", data=form).status_code == 303
    assert len(session.scalars(select(Idee)).all()) == 1
    session.rollback()
    close_ideeen(avond.dialoog, avond.bijeenkomst, avond.ideeen, gesloten=True, wie="Marit")
    late = avond.client().post("/notulist/wijk/papier", data={"kenmerk": "l" * 32, "tekst": "Half getypt"})
    assert late.status_code == 409
    assert "Half getypt" in late.get_data(as_text=True)


def test_an_idea_of_somebody_else_is_not_there_to_correct(avond: Avond, session: Session) -> None:
    theirs = builders.make_ideeen(avond.dialoog, 1, avond.ideeen)[0]
    answer = avond.client().post(
        f"/notulist/wijk/ideeen/{theirs}", json={"versie": 1, "tekst": "Mijn", "deelvragen": []}
    )
    assert answer.status_code == 404
    builders.make_notulist(avond.dialoog, "Bart", token="bart", link="link-2")
    mine = avond.typ()["idee"]["id"]
    other = avond.client("bart").post(
        f"/notulist/wijk/ideeen/{mine}", json={"versie": 1, "tekst": "x", "deelvragen": []}
    )
    assert other.status_code == 404
    correct_idee(avond.dialoog, mine, 1, "Verbeterd", wie="Marit", bijeenkomst_id=None)
    assert avond.client().get("/notulist/wijk/mijn").get_json()["ideeen"][0]["tekst"] == "Verbeterd"


# --- notes and cards --------------------------------------------------------------------------------------------


def test_notes_of_the_live_conversation_are_saved_and_two_who_write_both_keep_their_text(
    avond: Avond, session: Session
) -> None:
    url, json = f"/notulist/wijk/gesprek/{avond.gesprek}", {"Accept": "application/json"}
    early = avond.client().post(url, data={"tekst": "Te vroeg", "versie": 0}, headers=json)
    assert early.status_code == 409
    avond.turn(avond.gesprek)
    assert avond.client().post(url, data={"tekst": "De stoep", "versie": 0}, headers=json).get_json()["versie"] == 1
    gesprek.save_notities(avond.dialoog, avond.bijeenkomst, avond.gesprek, 1, "Van Marit", "Marit")
    for headers in (json, {}):
        both = avond.client().post(url, data={"tekst": "De stoep is smal", "versie": 1}, headers=headers)
        assert both.status_code == 409
        assert "Van Marit" in both.get_data(as_text=True)
    assert "De stoep is smal" in both.get_data(as_text=True)
    assert gesprek.notities(session, avond.gesprek).tekst == "Van Marit"
    feit = session.scalars(select(Feit).where(Feit.wat == "GesprekGenoteerd")).one()
    assert feit.wie == "Nora Pen (notulist)"


def test_an_answer_on_a_card_is_written_also_when_it_is_locked_for_its_eigenaren(
    avond: Avond, session: Session
) -> None:
    card = make_loose(avond.dialoog, None, "Een halte", "Marit")
    set_slot(avond.dialoog, None, card, op_slot=True, wie="Marit")
    url = f"/notulist/wijk/voorstel/{card}/1"
    assert avond.client().get(url).status_code == 200
    for _ in range(2):
        answer = avond.client().post(f"{url}/bewaar", json={"versie": 0, "tekst": "Een bank"})
        assert answer.get_json()["antwoord"]["wie"] == "Nora Pen (notulist)"
    assert find_voorstel(session, avond.dialoog, card).antwoorden["voorstel"].versie == 1
    assert avond.client().post(f"{url}/bewaar", json={"versie": 0, "tekst": "Anders"}).status_code == 409
    page = avond.client().post(url, data={"versie": 0, "tekst": "Anders"})
    assert page.status_code == 409
    assert "Anders" in page.get_data(as_text=True)


# --- the socket -------------------------------------------------------------------------------------------------


def test_a_notulist_hears_the_hall_counts_as_no_screen_and_is_let_go_when_the_link_ends(
    avond: Avond, session: Session
) -> None:
    live: Channel = avond.app.extensions["dialoog_live"]
    ask = {"pagina": "notulist", "dialoog": avond.dialoog}

    def knock(client: FlaskClient) -> SocketIOTestClient:
        screen: SocketIOTestClient = socketio.test_client(avond.app, flask_test_client=client)
        return screen

    assert knock(avond.app.test_client()).emit("aanwezig", ask, callback=True) == {"ok": False}
    nora = knock(avond.client())
    answer = nora.emit("aanwezig", ask, callback=True)
    assert answer["ok"]
    assert "paneel" in {region["naam"] for region in answer["regios"]}
    assert live.connected(avond.bijeenkomst) == {}
    assert live.listening(avond.bijeenkomst, "zaal")
    service.end_link(avond.dialoog, service.links(session, avond.dialoog)[0].id, "Marit")
    told = [message["args"][0]["tekst"] for message in nora.get_received() if message["name"] == "bericht"]
    assert told == ["De begeleider beëindigde uw link. Wat u typte, staat nog op dit toestel."]
    assert not live.listening(avond.bijeenkomst, "zaal")


def test_the_page_of_a_notulist_offers_what_fits_the_step(avond: Avond) -> None:
    def page() -> str:
        return avond.client().get("/notulist/wijk/").get_data(as_text=True)

    assert "Een idee van papier" in page()
    close_ideeen(avond.dialoog, avond.bijeenkomst, avond.ideeen, gesloten=True, wie="Marit")
    assert "De ideeën zijn gesloten. Wat u typte" in page()
    avond.turn(avond.gesprek)
    assert f'action="/notulist/wijk/gesprek/{avond.gesprek}"' in page()
    assert "/regie/" not in page()
    stil = builders.make_stap(avond.bijeenkomst, "belangen")
    avond.turn(stil)
    assert "Er is nu niets te typen" in page()
