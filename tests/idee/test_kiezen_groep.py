"""Choosing per group: one phone has the pen, the others see it, and the union is the shortlist."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from dialoog.bijeenkomst.models import Bijeenkomst, Groep, Groepslid, Stap
from dialoog.database import transaction
from dialoog.idee.models import Idee, Inzending, Keuze
from dialoog.idee.queries import keuzes
from dialoog.idee.samenvoegen import write_los, write_samen
from dialoog.stemming.shortlist import gekozen_ideeen
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from tests import builders
from tests.idee.conftest import Avond, make_avond

KLEUREN = ("rood", "rood", "rood", "geel", "grijs", None)


@dataclass
class Tafels:
    """Two groups of two people with phones, six ideas (three rood, geel, grijs, one without a colour)."""

    avond: Avond
    ideeen: list[int]
    groepen: list[int]
    phones: dict[str, FlaskClient]

    def choose(self, wie: str, *places: int, versie: int = 0, **more: Any) -> TestResponse:
        """`places`: 1 is the first idea."""
        body = {"stap": self.avond.stap, "versie": versie, "gekozen": [self.ideeen[p - 1] for p in places], **more}
        return self.phones[wie].post("/d/wijk/keuze", json=body)


@pytest.fixture
def tafels(app: object, as_deelnemer: Callable[[int, str], FlaskClient]) -> Tafels:
    avond = make_avond("kiezen", eenheid="groep", quota={"grijs": 0, "geel": 1, "blauw": 1, "rood": 2})
    ideas = builders.make_ideeen(avond.dialoog, len(KLEUREN))
    people = {
        naam: builders.make_deelnemer(avond.dialoog, naam, bijeenkomst=avond.bijeenkomst, token=f"toestel-{naam}")
        for naam in ("an", "bo", "cor", "dee", "los")
    }
    with transaction() as session:
        for number, kleur in zip(ideas, KLEUREN, strict=True):
            session.get_one(Idee, number).kleur = kleur
        groups = []
        for nummer, leden in enumerate((("an", "bo"), ("cor", "dee")), 1):
            groep = Groep(bijeenkomst_id=avond.bijeenkomst, lichting=1, nummer=nummer, pen=people[leden[0]])
            session.add(groep)
            session.flush()
            groups.append(groep.id)
            session.add_all(
                Groepslid(bijeenkomst_id=avond.bijeenkomst, lichting=1, deelnemer_id=people[n], groep_id=groep.id)
                for n in leden
            )
    phones = {naam: as_deelnemer(avond.dialoog, f"toestel-{naam}") for naam in people}
    return Tafels(avond, ideas, groups, phones)


@pytest.fixture
def marit(as_begeleider: Callable[[int], FlaskClient], tafels: Tafels) -> FlaskClient:
    return as_begeleider(tafels.avond.begeleider)


def shortlist(session: Session, tafels: Tafels) -> list[int]:
    session.rollback()
    return [idee.nummer for idee in keuzes(session, tafels.avond.stap)]


def zinnen(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Feit.zin).order_by(Feit.id)))


def test_a_group_chooses_swaps_sends_in_and_takes_back(tafels: Tafels, session: Session) -> None:
    first = tafels.choose("an", 1, 2).get_json()
    assert (first["versie"], first["ingestuurd"]) == (1, False)
    swapped = tafels.choose("an", 1, 3, versie=1).get_json()
    assert shortlist(session, tafels) == [1, 3]
    sent = tafels.choose("an", 1, 3, versie=swapped["versie"], ingestuurd=True).get_json()
    assert sent["ingestuurd"]
    assert zinnen(session) == ["Keuze van tafel 1 ingestuurd: nr. 1 en 3"]
    assert tafels.choose("an", 1, versie=sent["versie"], ingestuurd=True).status_code == 409
    back = tafels.choose("an", 1, 3, versie=sent["versie"]).get_json()
    assert not back["ingestuurd"]
    assert zinnen(session)[-1] == "Keuze van tafel 1 teruggehaald"
    assert tafels.choose("an", 2, versie=back["versie"]).status_code == 200


def test_the_same_command_twice_gives_the_same_answer_and_one_fact(tafels: Tafels, session: Session) -> None:
    answers = [tafels.choose("an", 1, ingestuurd=True) for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    assert answers[0].get_json() == answers[1].get_json()
    assert len(zinnen(session)) == 1


def test_an_older_version_gets_the_fresh_state_and_changes_nothing(tafels: Tafels, session: Session) -> None:
    tafels.choose("an", 1)
    refused = tafels.choose("an", 2)
    assert refused.status_code == 409
    assert refused.get_json()["stand"]["gekozen"] == [tafels.ideeen[0]]
    assert shortlist(session, tafels) == [1]


def test_only_the_pen_of_the_group_writes(tafels: Tafels, session: Session) -> None:
    assert tafels.choose("bo", 1).status_code == 403
    assert tafels.choose("los", 1).status_code == 403
    with transaction() as writing:
        groep = writing.get_one(Groep, tafels.groepen[0])
        groep.pen = tafels.phones["bo"] and writing.scalar(
            select(Groepslid.deelnemer_id).where(Groepslid.groep_id == groep.id).order_by(Groepslid.deelnemer_id.desc())
        )
    assert tafels.choose("bo", 1).status_code == 200
    assert tafels.choose("an", 2, versie=1).status_code == 403
    assert shortlist(session, tafels) == [1]


def test_going_over_the_quota_is_confirmed_first_and_shown(
    tafels: Tafels, session: Session, marit: FlaskClient
) -> None:
    tafels.choose("an", 1, 2)
    refused = tafels.choose("an", 1, 2, 3, versie=1)
    assert refused.status_code == 409
    assert refused.get_json()["stand"]["versie"] == 1
    assert tafels.choose("an", 1, 2, 3, versie=1, boven=True).status_code == 200
    assert tafels.choose("an", 1, 2, 3, 6, versie=2).status_code == 200, "an idea without a colour has no quota"
    assert "1 rood meer dan afgesproken" in marit.get(tafels.avond.regie).text


def test_the_same_idea_of_two_groups_counts_once_and_both_are_noted(
    tafels: Tafels, session: Session, marit: FlaskClient
) -> None:
    tafels.choose("an", 1, 4, ingestuurd=True)
    tafels.choose("cor", 1, 2, ingestuurd=True)
    assert shortlist(session, tafels) == [1, 2, 4]
    assert [i.nummer for i in gekozen_ideeen(session, tafels.avond.dialoog, tafels.avond.stap)] == [1, 2, 4]
    assert "tafel 1 en 2" in marit.get(tafels.avond.regie).text
    assert marit.post(f"{tafels.avond.actie}/toon", data={"getoond": "ja"}).status_code == 303
    beamer = session.get_one(Bijeenkomst, tafels.avond.bijeenkomst).beamer_token
    shown = " ".join(marit.get(f"/beamer/{beamer}").text.split())
    assert "Met deze 3 ideeën gaan we verder" in shown
    assert "Dubbel gekozen: nr. 1 (tafel 1 en 2)" in shown


def test_beamer_and_regie_say_who_is_busy_and_what_is_left(
    tafels: Tafels, session: Session, marit: FlaskClient
) -> None:
    tafels.choose("an", 1, 2, ingestuurd=True)
    tafels.choose("cor", 1)
    beamer = session.get_one(Bijeenkomst, tafels.avond.bijeenkomst).beamer_token
    page = " ".join(marit.get(f"/beamer/{beamer}").text.split())
    assert "Nog 3 ideeën te kiezen" in page
    assert "Nog te kiezen: 1 rood" in page
    assert page.count("klaar</span>") == 1
    assert page.count("bezig</span>") == 1
    regie = " ".join(marit.get(tafels.avond.regie).text.split())
    assert "Nog te kiezen: 1 geel, 1 blauw en 1 rood" in regie
    assert "1 van 2" in regie


def test_every_phone_of_a_group_sees_its_choice_and_another_group_does_not(tafels: Tafels) -> None:
    tafels.choose("an", 1)
    for naam in ("an", "bo"):
        assert "Uw tafel koos:" in tafels.phones[naam].get("/d/wijk/").text
    assert "Uw tafel koos nog niets" in tafels.phones["cor"].get("/d/wijk/").text


def test_the_begeleider_chooses_for_a_group_and_the_record_says_so(
    tafels: Tafels, session: Session, marit: FlaskClient
) -> None:
    url = f"{tafels.avond.actie}/keuze-van/{tafels.groepen[1]}"
    assert "Kies voor tafel 2" in marit.get(url).text
    ids = [str(tafels.ideeen[0]), str(tafels.ideeen[3])]
    assert marit.post(url, data={"versie": "0", "idee": ids, "doe": "instuur"}).status_code == 303
    fact = session.scalars(select(Feit)).one()
    assert (fact.wie, fact.namens, fact.zin) == (
        "Marit de Boer",
        "tafel 2",
        "Keuze van tafel 2 ingestuurd: nr. 1 en 4",
    )
    assert marit.post(url, data={"versie": "0", "idee": ids[:1], "doe": "bewaar"}).status_code == 409
    assert marit.post(f"{url}?doe=terug").status_code == 303
    over = marit.post(url, data={"versie": "2", "idee": [str(i) for i in tafels.ideeen[:3]], "doe": "bewaar"})
    assert over.status_code == 409
    assert 'name="boven" value="ja"' in over.text
    assert over.text.count(" checked") == 3
    assert marit.get(f"{tafels.avond.actie}/keuze-van/9999").status_code == 404


def test_a_choice_sent_in_is_free_again_until_its_shortlist_stands_in_a_round(
    tafels: Tafels, session: Session, marit: FlaskClient
) -> None:
    tafels.choose("an", 1, ingestuurd=True)
    fact = session.scalars(select(Feit.id)).one()
    with transaction() as writing:
        writing.get_one(Idee, tafels.ideeen[0]).vergrendeld_door = "Stickeren, ronde 1"
    assert "Stickeren, ronde 1" in str(laatste_stappen(session, tafels.avond.dialoog)[0].waarom_niet)
    refused = tafels.choose("an", 1, versie=1)
    assert (refused.status_code, refused.get_json()["fout"]["kop"]) == (409, "Dit idee ligt vast")
    with transaction() as writing:
        writing.get_one(Idee, tafels.ideeen[0]).vergrendeld_door = None
    assert marit.post(f"{tafels.avond.regie}/ongedaan/{fact}").status_code == 303
    session.rollback()
    assert not session.get_one(Inzending, (tafels.avond.stap, f"groep:{tafels.groepen[0]}")).ingestuurd
    assert shortlist(session, tafels) == [1]


def test_a_hidden_idea_falls_out_and_comes_back_when_that_is_undone(tafels: Tafels, session: Session) -> None:
    tafels.choose("an", 1, 2)
    with transaction() as writing:
        writing.get_one(Idee, tafels.ideeen[0]).staat = "verborgen"
    assert shortlist(session, tafels) == [2]
    assert "Nummer 1 is verborgen. Het telt niet meer mee." in tafels.phones["bo"].get("/d/wijk/").text
    answer = tafels.choose("an", 1, 2, 3, versie=1).get_json()
    assert answer["gekozen"] == tafels.ideeen[1:3]
    assert answer["gevallen"] == [1]
    with transaction() as writing:
        writing.get_one(Idee, tafels.ideeen[0]).staat = "los"
    assert shortlist(session, tafels) == [1, 2, 3]


def test_merged_choices_go_to_the_kept_idea_once_and_come_back_with_a_split(tafels: Tafels, session: Session) -> None:
    tafels.choose("an", 1)
    tafels.choose("cor", 1, 2)
    kept, other = tafels.ideeen[1], tafels.ideeen[0]
    with transaction() as writing:
        ideas = writing.get_one(Idee, kept), [writing.get_one(Idee, other)]
        write_samen(writing, *ideas, wie="Marit", bijeenkomst_id=tafels.avond.bijeenkomst)
    assert shortlist(session, tafels) == [2]
    assert "Nummer 1 is samengevoegd" in tafels.phones["bo"].get("/d/wijk/").text
    assert tafels.choose("an", 3, versie=1).status_code == 409, "the phone must see it before it writes"
    with transaction() as writing:
        ideas = writing.get_one(Idee, kept), [writing.get_one(Idee, other)]
        write_los(writing, *ideas, wie="Marit", bijeenkomst_id=tafels.avond.bijeenkomst)
    session.rollback()
    rows = session.execute(select(Keuze.kiezer, Keuze.idee_id).order_by(Keuze.kiezer, Keuze.idee_id)).all()
    one, two = (f"groep:{number}" for number in tafels.groepen)
    assert [tuple(row) for row in rows] == [(one, other), (two, other), (two, kept)]


def test_who_chooses_can_change_until_somebody_has_chosen(tafels: Tafels, session: Session, marit: FlaskClient) -> None:
    room = {"eenheid": "zaal", "quota_voor": "groep", "quota-grijs": "0", "quota-geel": "3"}
    form = {**room, "quota-blauw": "1", "quota-rood": "3"}
    assert marit.post(f"{tafels.avond.actie}/eenheid", data=form).status_code == 303
    session.rollback()
    stap = session.get_one(Stap, tafels.avond.stap)
    assert (stap.instellingen["eenheid"], stap.instellingen["quota"]["rood"]) == ("zaal", 9)
    assert tafels.choose("an", 1).status_code == 409
    back = {**form, "eenheid": "groep", "quota_voor": "zaal"}
    assert marit.post(f"{tafels.avond.actie}/eenheid", data=back).status_code == 303
    tafels.choose("an", 1)
    refused = marit.post(f"{tafels.avond.actie}/eenheid", data=form)
    assert refused.status_code == 409
    assert "Er is al gekozen" in refused.text
    assert marit.post(f"{tafels.avond.actie}/keuze/{tafels.ideeen[1]}", data={"gekozen": "ja"}).status_code == 409


def test_choices_of_a_group_that_was_remade_stay_in_the_shortlist(
    tafels: Tafels, session: Session, marit: FlaskClient
) -> None:
    tafels.choose("an", 1)
    with transaction() as writing:
        writing.get_one(Groep, tafels.groepen[0]).opgeheven = True
    assert shortlist(session, tafels) == [1]
    assert "Tafel 1 (vorige indeling)" in marit.get(tafels.avond.regie).text
    assert tafels.choose("an", 2, versie=1).status_code == 403
    url = f"{tafels.avond.actie}/keuze-van/{tafels.groepen[0]}"
    assert marit.post(url, data={"versie": "1", "doe": "bewaar"}).status_code == 303
    assert shortlist(session, tafels) == []


@pytest.mark.parametrize("wrong", [{"gekozen": "1"}, {"gekozen": [True]}, {"versie": "1"}, {"ingestuurd": 1}])
def test_what_is_no_choice_is_refused(tafels: Tafels, session: Session, wrong: dict[str, Any]) -> None:
    body = {"stap": tafels.avond.stap, "versie": 0, "gekozen": [], **wrong}
    assert tafels.phones["an"].post("/d/wijk/keuze", json=body).status_code == 400
    elsewhere = builders.make_ideeen(builders.make_dialoog("elders"), 1)[0]
    foreign = {"stap": tafels.avond.stap, "versie": 0, "gekozen": [elsewhere]}
    assert tafels.phones["an"].post("/d/wijk/keuze", json=foreign).status_code == 404
    assert session.scalars(select(Inzending)).all() == []
