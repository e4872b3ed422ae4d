"""Giving, changing and withdrawing one's own idea, as a phone does it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from dialoog.bijeenkomst.models import Aanwezigheid, Stap
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee, IdeeTekst
from dialoog.verslag.models import Feit
from tests import builders
from tests.idee.conftest import TOKEN, Avond

Clients = Callable[[int, str], FlaskClient]
MARK = "a1b2c3d4e5f60718"


def give(
    phone: FlaskClient, tekst: Any = "Een bank bij de bushalte", kenmerk: Any = MARK, vragen: Any = ()
) -> TestResponse:
    return phone.post("/d/wijk/ideeen", json={"kenmerk": kenmerk, "tekst": tekst, "deelvragen": vragen})


def close(avond: Avond) -> None:
    with transaction() as session:
        stap = session.get_one(Stap, avond.stap)
        stap.instellingen = {**stap.instellingen, "gesloten": True}


def test_an_idea_gets_the_next_number_and_its_deelvragen(phone: FlaskClient, avond: Avond) -> None:
    builders.make_ideeen(avond.dialoog, 3)
    answer = give(phone, vragen=[avond.vragen[1], avond.vragen[0]])
    assert answer.status_code == 200
    assert answer.json["idee"]["nummer"] == 4
    assert answer.json["idee"]["deelvragen"] == list(avond.vragen)


def test_the_same_idea_sent_twice_gets_the_first_answer_also_after_closing(
    phone: FlaskClient, avond: Avond, session: Session
) -> None:
    first = give(phone).json
    close(avond)
    assert give(phone, tekst="Iets anders").json == first
    assert session.scalar(select(func.count()).select_from(Idee)) == 1


def test_two_people_with_the_same_random_number_both_keep_their_idea(
    phone: FlaskClient, avond: Avond, as_deelnemer: Clients
) -> None:
    builders.make_deelnemer(avond.dialoog, "Sjoerd", bijeenkomst=avond.bijeenkomst, token="sjoerd")
    assert give(phone).json["idee"]["nummer"] == 1
    assert give(as_deelnemer(avond.dialoog, "sjoerd")).json["idee"]["nummer"] == 2


def test_the_record_of_an_idea_says_nothing_about_who(phone: FlaskClient, avond: Avond, session: Session) -> None:
    idee = give(phone).json["idee"]
    phone.post(f"/d/wijk/ideeen/{idee['id']}", json={"versie": 1, "tekst": "Een bank met een dak", "deelvragen": []})
    phone.post(f"/d/wijk/ideeen/{idee['id']}/staat", json={"versie": 2, "staat": "ingetrokken"})
    facts = session.scalars(select(Feit)).all()
    assert [feit.wat for feit in facts] == ["IdeeToegevoegd", "IdeeGewijzigd", "IdeeIngetrokken"]
    assert all(feit.wie is None and feit.namens is None for feit in facts)
    assert all(
        str(avond.amina) not in map(str, [*feit.data.values()][2:]) and "Amina" not in feit.zin for feit in facts
    )


@pytest.mark.parametrize(
    ("tekst", "kept"),
    [
        ("  Emoji mag 👵🏽 ", "Emoji mag 👵🏽"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("שלום עולם", "שלום עולם"),
        ("rechts\u202ekniL\u0000\u0007", "rechtskniL"),
        ("x" * 600, "x" * 600),
    ],
)
def test_odd_text_is_kept_as_text(phone: FlaskClient, avond: Avond, tekst: str, kept: str) -> None:
    assert give(phone, tekst).json["idee"]["tekst"] == kept
    assert b"<script>alert" not in phone.get("/d/wijk/").data


@pytest.mark.parametrize("tekst", ["", "   \n ", "\u202e\u0000", None, 7.5, {"a": 1}, ["a", ["b"]], True])
def test_nothing_written_is_said_so_and_adds_nothing(
    phone: FlaskClient, avond: Avond, session: Session, tekst: Any
) -> None:
    answer = give(phone, tekst)
    if tekst == ["a", ["b"]]:
        assert answer.status_code == 200
        return
    assert answer.status_code == 400
    assert "Er staat nog niets" in answer.json["fout"]["tekst"]
    assert session.scalar(select(func.count()).select_from(Idee)) == 0


@pytest.mark.parametrize("lang", [601, 10_000])
def test_too_long_says_how_long_it_may_be_and_that_it_stays(phone: FlaskClient, avond: Avond, lang: int) -> None:
    answer = give(phone, "é" * lang)
    assert answer.status_code == 400
    assert "600" in answer.json["fout"]["velden"]["tekst"]
    assert "blijft staan" in answer.json["fout"]["velden"]["tekst"]


@pytest.mark.parametrize("kenmerk", ["", "kort", "x" * 65, None, "é" * 20, ["a", "b"], 3, "\ud800" * 10])
def test_a_command_without_a_proper_random_number_is_refused(phone: FlaskClient, avond: Avond, kenmerk: Any) -> None:
    assert give(phone, kenmerk=kenmerk).status_code == 400


@pytest.mark.parametrize("vragen", [[999], [-1], [2**70], "x", [["1"]], {"a": 1}, [None], [1.5]])
def test_an_idea_with_a_deelvraag_that_is_not_there_arrives_all_the_same(
    phone: FlaskClient, avond: Avond, vragen: Any
) -> None:
    answer = give(phone, vragen=vragen)
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert answer.json["idee"]["deelvragen"] == []


def test_a_deelvraag_of_another_dialogue_is_left_out(phone: FlaskClient, avond: Avond, session: Session) -> None:
    from dialoog.idee.queries import deelvragen

    other = deelvragen(session, builders.make_dialoog("elders"))[0].id
    assert give(phone, vragen=[other]).json["idee"]["deelvragen"] == []


def test_a_closed_wall_takes_nothing_and_says_that_the_text_is_safe(
    phone: FlaskClient, avond: Avond, session: Session
) -> None:
    close(avond)
    answer = give(phone)
    assert answer.status_code == 409
    assert "staat nog op uw telefoon" in answer.json["fout"]["tekst"]
    assert session.scalar(select(func.count()).select_from(Idee)) == 0


def test_only_who_is_present_while_ideeen_is_live_may_give_one(phone: FlaskClient, avond: Avond) -> None:
    with transaction() as session:
        session.get_one(Aanwezigheid, (avond.bijeenkomst, avond.amina)).staat = "weg"
    assert give(phone).status_code == 409
    with transaction() as session:
        session.get_one(Aanwezigheid, (avond.bijeenkomst, avond.amina)).staat = "aanwezig"
        session.get_one(Stap, avond.stap).staat = "gedaan"
    assert give(phone).status_code == 409


def test_a_stranger_a_toehoorder_and_who_was_removed_may_not(
    client: FlaskClient, phone: FlaskClient, avond: Avond, as_deelnemer: Clients
) -> None:
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    assert give(client).status_code == 401
    builders.make_deelnemer(avond.dialoog, "Kees", soort="toehoorder", bijeenkomst=avond.bijeenkomst, token="kees")
    assert give(as_deelnemer(avond.dialoog, "kees")).status_code == 403
    with transaction() as session:
        session.get_one(Deelnemer, avond.amina).staat = "verwijderd"
    assert give(phone).status_code == 401


def test_another_site_cannot_give_an_idea(phone: FlaskClient, avond: Avond) -> None:
    assert phone.post("/d/wijk/ideeen", json={}, headers={"Origin": "http://elders"}).status_code == 403


def change(
    phone: FlaskClient, idee: dict[str, Any], tekst: str, versie: int | None = None, vragen: Any = ()
) -> TestResponse:
    body = {"versie": versie or idee["versie"], "tekst": tekst, "deelvragen": vragen}
    return phone.post(f"/d/wijk/ideeen/{idee['id']}", json=body)


def test_a_changed_idea_keeps_its_number_and_its_former_text(
    phone: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = give(phone).json["idee"]
    changed = change(phone, idee, "Een bank met een dak", vragen=[avond.vragen[0]]).json["idee"]
    assert (changed["nummer"], changed["tekst"], changed["versie"]) == (1, "Een bank met een dak", 2)
    assert session.scalar(select(IdeeTekst.tekst)) == "Een bank bij de bushalte"


def test_the_same_change_sent_twice_is_one_change(phone: FlaskClient, avond: Avond, session: Session) -> None:
    idee = give(phone).json["idee"]
    first = change(phone, idee, "Anders").json
    assert change(phone, idee, "Anders").json == first
    assert session.scalar(select(func.count()).select_from(IdeeTekst)) == 1


def test_an_older_tab_hears_how_it_is_now_and_overwrites_nothing(
    phone: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = give(phone).json["idee"]
    change(phone, idee, "Van de eerste tab")
    answer = change(phone, idee, "Van de tweede tab")
    assert answer.status_code == 409
    assert answer.json["stand"]["tekst"] == "Van de eerste tab"
    assert answer.json["stand"]["versie"] == 2
    assert session.get_one(Idee, idee["id"]).tekst == "Van de eerste tab"


def test_after_closing_or_when_a_round_holds_it_an_idea_stays_as_it_is(
    phone: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = give(phone).json["idee"]
    with transaction() as writing:
        writing.get_one(Idee, idee["id"]).vergrendeld_door = "Stickeren, ronde 1"
    refused = change(phone, idee, "Anders")
    assert refused.status_code == 409
    assert "Stickeren, ronde 1" in refused.json["fout"]["tekst"]
    close(avond)
    assert change(phone, idee, "Anders").status_code == 409
    assert session.get_one(Idee, idee["id"]).tekst == idee["tekst"]


def test_somebody_elses_idea_is_not_there(phone: FlaskClient, avond: Avond) -> None:
    other = builders.make_ideeen(avond.dialoog, 1)[0]
    for number in (other, 999, 2**70):
        assert change(phone, {"id": number, "versie": 1}, "Gekaapt").status_code == 404


def test_withdrawing_and_putting_back_keep_the_number(phone: FlaskClient, avond: Avond) -> None:
    idee = give(phone).json["idee"]
    url = f"/d/wijk/ideeen/{idee['id']}/staat"
    gone = phone.post(url, json={"versie": 1, "staat": "ingetrokken"}).json["idee"]
    assert phone.post(url, json={"versie": 1, "staat": "ingetrokken"}).json["idee"] == gone
    assert gone["staat"] == "ingetrokken"
    assert change(phone, gone, "Toch anders").status_code == 409
    assert phone.post(url, json={"versie": 1, "staat": "los"}).status_code == 409
    back = phone.post(url, json={"versie": gone["versie"], "staat": "los"}).json["idee"]
    assert (back["staat"], back["nummer"]) == ("los", 1)
    assert phone.post(url, json={"versie": 3, "staat": "samengevoegd"}).status_code == 400


def test_a_hidden_idea_is_put_back_by_the_begeleider_only(phone: FlaskClient, avond: Avond) -> None:
    idee = give(phone).json["idee"]
    with transaction() as session:
        session.get_one(Idee, idee["id"]).staat = "verborgen"
    for staat in ("los", "ingetrokken"):
        answer = phone.post(f"/d/wijk/ideeen/{idee['id']}/staat", json={"versie": 1, "staat": staat})
        assert answer.status_code == 409


def test_the_phone_knows_its_own_ideas_and_nobody_elses(phone: FlaskClient, avond: Avond) -> None:
    builders.make_ideeen(avond.dialoog, 1)
    give(phone)
    own = phone.get("/d/wijk/mijn").json
    assert [idee["nummer"] for idee in own["ideeen"]] == [2]
    page = phone.get("/d/wijk/").text
    assert "indiener" not in page
    assert "Idee 1 voor de wijk" in page


def test_a_covered_wall_shows_nobody_elses_ideas_until_it_is_closed(phone: FlaskClient, avond: Avond) -> None:
    with transaction() as session:
        session.get_one(Stap, avond.stap).instellingen = {"muur": "na sluiten"}
    builders.make_ideeen(avond.dialoog, 1)
    assert "Idee 1 voor de wijk" not in phone.get("/d/wijk/").text
    close(avond)
    assert "Idee 1 voor de wijk" in phone.get("/d/wijk/").text


def test_thirty_ideas_at_once_get_thirty_numbers(app: Flask, avond: Avond, as_deelnemer: Clients) -> None:
    with ThreadPoolExecutor(10) as pool:
        phones = [as_deelnemer(avond.dialoog, TOKEN) for _ in range(30)]
        answers = list(pool.map(lambda pair: give(pair[1], kenmerk=f"kenmerk-{pair[0]:08d}"), enumerate(phones)))
    assert sorted(answer.json["idee"]["nummer"] for answer in answers) == list(range(1, 31))
