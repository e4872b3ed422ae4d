"""The demo is whole, its evening is today, and its links lead straight in."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.bijeenkomst.queries import aan_tafel, bijeenkomsten, current_bijeenkomst, stappen
from dialoog.deelnemer.models import Deelnemer
from dialoog.demo import fill, links
from dialoog.demo.uitgaven import fill_uitgaven
from dialoog.demo.vul import AVOND, DATA, moved_to
from dialoog.idee.queries import ideeen, shortlist
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.lezen import lees
from dialoog.stemming.queries import uitslag
from dialoog.themaboek import uitgavemaker
from dialoog.themaboek.queries_uitgave import uitgaven
from dialoog.voorstel.models import Antwoord, Oplossing, Voorstel


@pytest.fixture
def filled(app: Flask, session: Session) -> dict[str, Dialoog]:
    """The two dialogues of a filled demo by korte naam."""
    app.config["DIALOOG_DEMO"] = True
    fill(app)
    session.rollback()
    return {dialoog.korte_naam: dialoog for dialoog in session.scalars(select(Dialoog))}


def count(session: Session, model: type, dialoog: Dialoog) -> int:
    column = model.dialoog_id  # type: ignore[attr-defined]
    return session.scalar(select(func.count()).select_from(model).where(column == dialoog.id)) or 0


def test_the_finished_dialogue_has_everything_that_a_real_one_leaves(
    session: Session, filled: dict[str, Dialoog]
) -> None:
    done = filled["wijkzorg"]
    assert done.staat == "afgerond"
    assert len(bijeenkomsten(session, done.id)) == 5
    assert count(session, Deelnemer, done) == 19
    assert len(ideeen(session, done.id, staten=())) == 68
    assert len(shortlist(session, done.id)) == 20
    result = uitslag(session, done.id)
    assert result is not None
    assert (result.briefjes, result.stickers, len(result.in_top), result.getoond) == (19, 95, 5, True)
    oplossingen = session.scalars(select(Oplossing).where(Oplossing.dialoog_id == done.id)).all()
    assert len(oplossingen) == 5
    assert all([owner.trekker for owner in part.eigenaren].count(True) == 1 for part in oplossingen)
    assert count(session, Voorstel, done) == 5
    assert session.scalar(select(func.count()).select_from(Antwoord)) == 50
    assert max(len(html) for html in session.scalars(select(Antwoord.html))) > 4_000


def test_the_steps_of_the_finished_dialogue_are_done(session: Session, filled: dict[str, Dialoog]) -> None:
    evenings = bijeenkomsten(session, filled["wijkzorg"].id)
    assert {stap.staat for evening in evenings for stap in stappen(session, evening.id)} == {"gedaan"}
    assert all(evening.afgelopen for evening in evenings)


def test_the_kick_off_shows_which_belang_had_nobody(session: Session, filled: dict[str, Dialoog]) -> None:
    table = aan_tafel(session, bijeenkomsten(session, filled["wijkzorg"].id)[0])
    assert len(table.niemand) == 1
    assert table.niemand[0].actie


def test_the_evening_to_play_is_today_with_its_door_open(session: Session, filled: dict[str, Dialoog]) -> None:
    going = filled["vervoer"]
    evening = current_bijeenkomst(session, going.id)
    assert evening is not None
    assert (evening.titel, evening.datum, evening.deur_open) == ("Ideeënavond", klok.vandaag(), True)
    assert [stap.soort for stap in stappen(session, evening.id)] == [
        "tonen",
        "belangen",
        "ideeen",
        "groepen",
        "kleuren",
        "kiezen",
        "stickeren",
        "uitslag",
        "voorstelkaarten",
    ]
    invited = session.scalars(select(Aanwezigheid.staat).where(Aanwezigheid.bijeenkomst_id == evening.id)).all()
    assert invited == ["uitgenodigd"] * 14
    assert ideeen(session, going.id, staten=()) == []


@pytest.mark.parametrize("vandaag", [date(2026, 11, 24), date(2027, 2, 28), date(2026, 1, 1)])
def test_all_dates_move_by_the_same_number_of_days(vandaag: date) -> None:
    data = (DATA / AVOND).read_bytes()
    before = [evening.datum for evening in lees(data)[0].bijeenkomsten]
    after = [evening.datum for evening in lees(moved_to(data, vandaag))[0].bijeenkomsten]
    assert after[1] == vandaag
    assert len({new - old for new, old in zip(after, before, strict=True) if new and old}) == 1


def test_the_links_open_regie_beamer_and_phone_without_typing(
    app: Flask, client: FlaskClient, filled: dict[str, Dialoog]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    found = links(app)
    assert len({path for _, path in found}) == len(found) == 5
    for _, path in found:
        assert client.get(path).status_code == 200
        if path.startswith("/account/"):
            entered = client.post(path)
            assert entered.status_code == 303
            assert entered.location.startswith("/regie/")
            assert client.get(entered.location).status_code == 200


def test_the_links_lead_nowhere_outside_a_demo(app: Flask, client: FlaskClient, filled: dict[str, Dialoog]) -> None:
    app.config["DIALOOG_DEMO"] = False
    paths = [path for _, path in links(app) if path.startswith("/account/")]
    assert paths
    assert {client.get(path).status_code for path in paths} == {404}


def test_the_finished_dialogue_has_an_edition_and_a_second_that_says_what_changed(
    session: Session, filled: dict[str, Dialoog], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uitgavemaker, "run_werk", lambda *_, **__: b"een boek")
    fill_uitgaven()
    session.rollback()
    second, first = uitgaven(session, filled["wijkzorg"].id)
    assert (first.staat, second.staat) == ("klaar", "wacht")
    said = second.inhoud["openbaar"]["veranderd"]
    assert [part["deel"] for part in said] == ["Voorstel 5: Eén vast gezicht"]
    assert said[0]["zinnen"] == [
        "Het antwoord op vraag 7 is veranderd.",
        "De kaart is nu gewijzigd na akkoord.",
    ]
