"""A question to the author of an idea: answered without anybody learning who that is."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import on_facts, transaction
from dialoog.idee.models import Idee, Indienersvraag
from dialoog.verslag.models import Feit
from tests import builders
from tests.idee.conftest import Avond

MARK = "vraag-00000000001"
VRAAG = "Welke bushalte bedoelt u?"
ANTWOORD = "Die bij de kerk."


def give(phone: FlaskClient, tekst: str = "Een bank bij de halte") -> int:
    answer = phone.post("/d/wijk/ideeen", json={"kenmerk": "a" * 16, "tekst": tekst, "deelvragen": []})
    found: int = answer.json["idee"]["id"]
    return found


def ask(marit: FlaskClient, avond: Avond, idee: int, kenmerk: str = MARK, vraag: str = VRAAG) -> int:
    return marit.post(f"{avond.regie}/ideeen/{idee}/vraag", data={"kenmerk": kenmerk, "vraag": vraag}).status_code


def open_vragen(phone: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.get("/d/wijk/vragen").json["vragen"]
    return found


def test_the_author_answers_on_the_own_phone_and_the_regie_sees_it_beside_the_idea(
    marit: FlaskClient, phone: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = give(phone)
    for _ in range(2):
        assert ask(marit, avond, idee) == 303
    (vraag,) = open_vragen(phone)
    assert (vraag["nummer"], vraag["vraag"]) == (1, VRAAG)
    assert VRAAG in phone.get("/d/wijk/").text
    for _ in range(2):
        answer = phone.post(f"/d/wijk/vragen/{vraag['id']}", json={"antwoord": ANTWOORD})
        assert answer.status_code == 200
    assert open_vragen(phone) == []
    page = marit.get(f"{avond.regie}?idee={idee}").text
    assert ANTWOORD in page
    assert "antwoord binnen" in page
    assert "Amina" not in page.split("data-inhand")[1].split("papier-kop")[0]
    session.rollback()
    assert session.get_one(Idee, idee).tekst == "Een bank bij de halte"  # nothing travels by itself


def test_nothing_in_the_record_says_who_answered(
    marit: FlaskClient, phone: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = give(phone)
    heard: list[Any] = []
    on_facts(heard.extend)
    ask(marit, avond, idee)
    vraag = open_vragen(phone)[0]["id"]
    phone.post(f"/d/wijk/vragen/{vraag}", json={"antwoord": ANTWOORD})
    told = [fact for fact in heard if getattr(fact, "voor_deelnemer", None) == avond.amina]
    assert len(told) == 1  # her phone was told, and only hers
    session.rollback()
    feiten = session.scalars(select(Feit).where(Feit.wat.startswith("Vraag")).order_by(Feit.id)).all()
    assert [(feit.wat, feit.wie, feit.namens) for feit in feiten] == [
        ("VraagGesteld", "Marit de Boer", None),
        ("VraagBeantwoord", None, None),
    ]
    for feit in feiten:
        assert set(feit.data) == {"idee", "nummer", "vraag"}
        assert "Amina" not in feit.zin
    assert {column.name for column in Indienersvraag.__table__.columns} == {
        "id", "idee_id", "kenmerk", "vraag", "antwoord", "staat",
    }  # fmt: skip


def test_one_question_at_a_time_and_it_can_be_taken_back(marit: FlaskClient, phone: FlaskClient, avond: Avond) -> None:
    idee = give(phone)
    ask(marit, avond, idee)
    assert ask(marit, avond, idee, "vraag-00000000002") == 409
    vraag = open_vragen(phone)[0]["id"]
    for _ in range(2):
        assert marit.post(f"{avond.regie}/vragen/{vraag}/intrekken").status_code == 303
    assert open_vragen(phone) == []
    answer = phone.post(f"/d/wijk/vragen/{vraag}", json={"antwoord": ANTWOORD})
    assert answer.status_code == 409
    assert "ingetrokken" in answer.json["fout"]["tekst"]
    assert ask(marit, avond, idee, "vraag-00000000002") == 303


def test_another_answer_from_a_second_phone_is_refused_with_what_stands(
    marit: FlaskClient, phone: FlaskClient, avond: Avond
) -> None:
    ask(marit, avond, give(phone))
    vraag = open_vragen(phone)[0]["id"]
    phone.post(f"/d/wijk/vragen/{vraag}", json={"antwoord": ANTWOORD})
    answer = phone.post(f"/d/wijk/vragen/{vraag}", json={"antwoord": "Toch niet"})
    assert answer.status_code == 409
    assert ANTWOORD in answer.json["fout"]["tekst"]
    assert marit.post(f"{avond.regie}/vragen/{vraag}/intrekken").status_code == 409


def test_a_question_about_somebody_elses_idea_is_not_found(
    app: Flask, marit: FlaskClient, phone: FlaskClient, avond: Avond
) -> None:
    ask(marit, avond, give(phone))
    vraag = open_vragen(phone)[0]["id"]
    builders.make_deelnemer(avond.dialoog, "Sjoerd", bijeenkomst=avond.bijeenkomst, token="sjoerd")
    other = app.test_client()
    other.set_cookie(f"toestel_{avond.dialoog}", "sjoerd")
    other.environ_base["HTTP_ORIGIN"] = "http://localhost"
    assert open_vragen(other) == []
    assert other.post(f"/d/wijk/vragen/{vraag}", json={"antwoord": ANTWOORD}).status_code == 404


def test_an_idea_without_a_phone_says_that_nobody_would_see_a_question(marit: FlaskClient, avond: Avond) -> None:
    paper, absent = builders.make_ideeen(avond.dialoog, 2)
    corrie = builders.make_deelnemer(avond.dialoog, "Corrie", bijeenkomst=avond.bijeenkomst, zonder_telefoon=True)
    with transaction() as session:
        session.get_one(Idee, absent).indiener = corrie
    for idee in (paper, absent):
        assert "Niemand zou deze vraag zien" in marit.get(f"{avond.regie}?idee={idee}").text


def test_the_answer_is_put_under_the_text_as_a_correction_that_can_be_undone(
    marit: FlaskClient, phone: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = give(phone)
    ask(marit, avond, idee)
    vraag = open_vragen(phone)[0]["id"]
    put = f"{avond.regie}/vragen/{vraag}/overnemen"
    assert marit.post(put, data={"versie": 1}).status_code == 409
    phone.post(f"/d/wijk/vragen/{vraag}", json={"antwoord": ANTWOORD})
    assert marit.post(put, data={"versie": 99}).status_code == 409
    for _ in range(2):
        assert marit.post(put, data={"versie": 1}).status_code == 303
    session.rollback()
    assert session.get_one(Idee, idee).tekst == f"Een bank bij de halte\n{ANTWOORD}"
    feit = session.scalars(select(Feit).where(Feit.wat == "IdeeVerbeterd")).one()
    marit.post(f"{avond.regie}/ongedaan/{feit.id}")
    session.rollback()
    assert session.get_one(Idee, idee).tekst == "Een bank bij de halte"


def test_an_empty_or_far_too_long_question_shows_the_page_again_with_what_was_typed(
    marit: FlaskClient, phone: FlaskClient, avond: Avond
) -> None:
    idee = give(phone)
    assert ask(marit, avond, idee, vraag=" ") == 400
    answer = marit.post(f"{avond.regie}/ideeen/{idee}/vraag", data={"kenmerk": MARK, "vraag": "Waarom? " * 60})
    assert answer.status_code == 400
    assert "Waarom? Waarom?" in answer.text
    assert "langer dan 300 tekens" in answer.text
    assert open_vragen(phone) == []
