"""Everybody colours on the own phone: what is wanted, what is kept, and what nobody can see."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Stap
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.idee.samenvoegen import merge_ideeen, split_ideeen
from dialoog.verslag.models import Feit
from tests.idee.kleurzaal import ORIGIN, Kleurzaal, make_kleurzaal


@pytest.fixture
def zaal(as_deelnemer: Callable[[int, str], FlaskClient], as_begeleider: Callable[[int], FlaskClient]) -> Kleurzaal:
    return make_kleurzaal(as_deelnemer, as_begeleider, manier="iedereen")


def sluit(zaal: Kleurzaal) -> None:
    assert zaal.doe("kleuren-sluiten", gesloten="ja") == 303


# --- giving ---------------------------------------------------------------------------------------------------


def test_a_colour_that_is_sent_twice_is_one_colour(zaal: Kleurzaal, session: Session) -> None:
    first = zaal.geef("amina", 1, "rood")
    again = zaal.geef("amina", 1, "rood")
    assert first.status_code == again.status_code == 200
    assert first.get_json() == again.get_json() == {"idee": zaal.ideeen[0], "kleur": "rood", "versie": 1}
    assert zaal.rijen(session) == 1


def test_another_colour_replaces_and_not_knowing_is_an_answer_too(zaal: Kleurzaal) -> None:
    zaal.geef("amina", 1, "rood")
    assert zaal.geef("amina", 1, "geel", 1).get_json()["versie"] == 2
    zaal.geef("amina", 2, None)
    assert zaal.mijn("amina")["kleuren"] == {str(zaal.ideeen[0]): ["geel", 2], str(zaal.ideeen[1]): [None, 1]}


def test_an_older_version_is_answered_with_what_lies_there(zaal: Kleurzaal) -> None:
    zaal.geef("amina", 1, "rood")
    refused = zaal.geef("amina", 1, "geel")
    assert refused.status_code == 409
    assert refused.get_json()["stand"] == {"idee": zaal.ideeen[0], "kleur": "rood", "versie": 1}


@pytest.mark.parametrize(
    "body", [{}, {"idee": "1", "kleur": "rood", "versie": 0}, {"idee": 1, "kleur": 3, "versie": 0}]
)
def test_what_cannot_be_read_is_refused(zaal: Kleurzaal, body: dict[str, object]) -> None:
    assert zaal.phones["amina"].post(f"/d/wijk/kleuren/{zaal.stap}", json=body, headers=ORIGIN).status_code == 400


def test_unknown_colours_ideas_and_steps_are_refused(zaal: Kleurzaal, session: Session) -> None:
    assert zaal.geef("amina", 1, "paars").status_code == 400
    zaal.ideeen.append(2**40)
    assert zaal.geef("amina", 5, "rood").status_code == 404
    zaal.stap = 2**40
    assert zaal.geef("amina", 1, "rood").status_code == 404
    assert zaal.rijen(session) == 0


def test_who_looks_on_who_is_not_here_and_whom_nobody_knows_colours_nothing(
    zaal: Kleurzaal, client: FlaskClient, session: Session
) -> None:
    assert zaal.geef("bos", 1, "rood").status_code == 403
    zaal.phones["stranger"] = client
    assert zaal.geef("stranger", 1, "rood").status_code == 401
    with transaction() as writing:
        writing.get_one(Aanwezigheid, (zaal.bijeenkomst, zaal.mensen["amina"])).staat = "weg"
    assert zaal.geef("amina", 1, "rood").status_code == 409
    assert zaal.rijen(session) == 0


def test_a_hidden_idea_takes_no_colour(zaal: Kleurzaal) -> None:
    with transaction() as writing:
        writing.get_one(Idee, zaal.ideeen[0]).staat = "verborgen"
    assert zaal.geef("amina", 1, "rood").status_code == 409


def test_after_the_close_nothing_comes_in_any_more(zaal: Kleurzaal, session: Session) -> None:
    zaal.geef("amina", 1, "rood")
    sluit(zaal)
    late = zaal.geef("amina", 2, "rood")
    assert (late.status_code, late.get_json()["stand"]) == (409, {"gesloten": True})
    assert zaal.rijen(session) == 1


def test_my_order_begins_with_what_i_saw_and_goes_on_with_what_few_coloured(zaal: Kleurzaal) -> None:
    for wie in ("sjoerd", "joke"):
        zaal.geef(wie, 1, "rood")
        zaal.geef(wie, 2, "rood")
    zaal.geef("amina", 2, "geel")
    order = zaal.mijn("amina")["volgorde"]
    assert order[0] == zaal.ideeen[1]
    assert order[-1] == zaal.ideeen[0]


# --- how far --------------------------------------------------------------------------------------------------


def test_somebody_is_ready_who_looked_at_everything_or_says_so(zaal: Kleurzaal) -> None:
    page = zaal.marit.get(zaal.regie).text
    assert "0 van 4 klaar" in page
    for idee in (1, 2, 3, 4):
        zaal.geef("amina", idee, None)
    zaal.geef("sjoerd", 1, "rood")
    assert zaal.klaar("sjoerd").status_code == zaal.klaar("sjoerd").status_code == 200
    assert "2 van 4 klaar" in zaal.marit.get(zaal.regie).text
    zaal.klaar("sjoerd", klaar=False)
    assert "1 van 4 klaar" in zaal.marit.get(zaal.regie).text


def screens(zaal: Kleurzaal, session: Session) -> list[str]:
    """What regie, beamer and another phone show, without clocks and tokens."""
    token = session.get_one(Bijeenkomst, zaal.bijeenkomst).beamer_token
    session.rollback()
    pages = (zaal.marit.get(zaal.regie), zaal.marit.get(f"/beamer/{token}"), zaal.phones["joke"].get("/d/wijk/"))
    return [re.sub(r'\d{12,}|name="csrf_token"[^>]*', "", page.text) for page in pages]


def test_while_it_is_open_no_screen_shows_a_colour(zaal: Kleurzaal, session: Session) -> None:
    zaal.geef("amina", 1, "rood")
    zaal.geef("amina", 2, "grijs")
    before = screens(zaal, session)
    zaal.geef("amina", 1, "geel", 1)
    assert screens(zaal, session) == before
    zaal.geef("amina", 3, "geel")
    assert screens(zaal, session) != before


def test_a_colour_writes_no_fact_and_names_nobody(zaal: Kleurzaal, session: Session) -> None:
    before = session.query(Feit).count()
    zaal.geef("amina", 1, "rood")
    zaal.klaar("amina")
    session.rollback()
    assert session.query(Feit).count() == before


# --- after the close ------------------------------------------------------------------------------------------


def disputed(zaal: Kleurzaal) -> None:
    """Idea 1: agreed on rood; 2: disputed; 3: too few; 4: nobody."""
    for wie, kleur in (("amina", "geel"), ("sjoerd", "rood"), ("joke", "blauw")):
        zaal.geef(wie, 1, "rood")
        zaal.geef(wie, 2, kleur)
    zaal.geef("amina", 3, "geel")
    sluit(zaal)


def test_the_disputed_idea_is_talked_about_first_with_its_spread(zaal: Kleurzaal, session: Session) -> None:
    disputed(zaal)
    assert zaal.instelling(session, "idee") == zaal.ideeen[1]
    token = session.get_one(Bijeenkomst, zaal.bijeenkomst).beamer_token
    beamer = zaal.marit.get(f"/beamer/{token}").text
    assert "Hier denken we verschillend over" in beamer
    assert "3 mensen kozen:" in beamer
    zaal.doe(f"kleur/{zaal.ideeen[1]}", kleur="geel", versie=1)
    assert zaal.kleur(session, 2) == "geel"
    assert zaal.instelling(session, "idee") == zaal.ideeen[2]


def test_nothing_is_fixed_while_people_colour(zaal: Kleurzaal, session: Session) -> None:
    assert zaal.doe(f"kleur/{zaal.ideeen[0]}", kleur="geel", versie=1) == 409
    assert zaal.doe("kleuren-overnemen") == 409
    assert zaal.kleur(session, 1) is None


def test_all_undisputed_proposals_are_taken_over_at_once_and_back_as_one_step(
    zaal: Kleurzaal, session: Session
) -> None:
    disputed(zaal)
    assert zaal.doe("kleuren-overnemen") == 303
    assert [zaal.kleur(session, n) for n in (1, 2, 3, 4)] == ["rood", None, None, None]
    zaal.doe("kleuren-overnemen")
    (fact,) = zaal.feiten(session, "VoorstellenOvergenomen")
    assert zaal.marit.post(f"{zaal.regie}/ongedaan/{fact.id}").status_code == 303
    assert [zaal.kleur(session, n) for n in (1, 2, 3, 4)] == [None] * 4
    assert zaal.doe("kleuren-overnemen") == 303
    assert zaal.kleur(session, 1) == "rood"


def test_a_colour_that_was_changed_since_stays_when_the_rest_goes_back(zaal: Kleurzaal, session: Session) -> None:
    for wie in ("amina", "sjoerd", "joke"):
        zaal.geef(wie, 1, "rood")
        zaal.geef(wie, 2, "rood")
    sluit(zaal)
    zaal.doe("kleuren-overnemen")
    zaal.doe(f"kleur/{zaal.ideeen[0]}", kleur="grijs")
    (fact,) = zaal.feiten(session, "VoorstellenOvergenomen")
    zaal.marit.post(f"{zaal.regie}/ongedaan/{fact.id}")
    assert (zaal.kleur(session, 1), zaal.kleur(session, 2)) == ("grijs", None)


def test_a_lent_colour_is_lent_again_when_the_proposals_go_back(zaal: Kleurzaal, session: Session) -> None:
    with transaction() as writing:
        writing.get_one(Idee, zaal.ideeen[1]).kleur = "geel"
    act = {"wie": "Marit", "bijeenkomst_id": zaal.bijeenkomst}
    merge_ideeen(zaal.dialoog, zaal.ideeen[0], [zaal.ideeen[1]], gezien=None, **act)
    for wie in ("amina", "sjoerd", "joke"):
        zaal.geef(wie, 1, "rood")
    sluit(zaal)
    zaal.doe("kleuren-overnemen")
    assert zaal.kleur(session, 1) == "rood"
    (fact,) = zaal.feiten(session, "VoorstellenOvergenomen")
    zaal.marit.post(f"{zaal.regie}/ongedaan/{fact.id}")
    assert zaal.kleur(session, 1) == "geel"
    split_ideeen(zaal.dialoog, zaal.ideeen[0], None, **act)
    assert zaal.kleur(session, 1) is None


def test_what_was_taken_over_stays_once_a_round_holds_it(zaal: Kleurzaal, session: Session) -> None:
    disputed(zaal)
    zaal.doe("kleuren-overnemen")
    with transaction() as writing:
        writing.get_one(Idee, zaal.ideeen[0]).vergrendeld_door = "Stickeren"
    (fact,) = zaal.feiten(session, "VoorstellenOvergenomen")
    assert zaal.marit.post(f"{zaal.regie}/ongedaan/{fact.id}").status_code == 409
    assert zaal.kleur(session, 1) == "rood"


def test_closing_is_undone_and_everybody_goes_on_where_they_were(zaal: Kleurzaal, session: Session) -> None:
    zaal.geef("amina", 1, "rood")
    sluit(zaal)
    (fact,) = zaal.feiten(session, "KleurenGesloten")
    assert zaal.marit.post(f"{zaal.regie}/ongedaan/{fact.id}").status_code == 303
    assert zaal.geef("amina", 1, "geel", 1).status_code == 200


def test_the_sieve_walks_through_one_kind_of_ideas(zaal: Kleurzaal, session: Session) -> None:
    disputed(zaal)
    zaal.doe("zeef", zeef="te_weinig")
    seen = []
    for _ in range(3):
        zaal.doe("in-beeld", richting=1)
        seen.append(zaal.instelling(session, "idee"))
    assert seen == [zaal.ideeen[2], zaal.ideeen[3], zaal.ideeen[2]]
    assert zaal.doe("zeef", zeef="paars") == 400


def test_who_was_removed_counts_no_more_and_counts_again_when_put_back(zaal: Kleurzaal, session: Session) -> None:
    disputed(zaal)
    for staat, line in (("verwijderd", "2 mensen kozen:"), ("actief", "3 mensen kozen:")):
        with transaction() as writing:
            writing.get_one(Deelnemer, zaal.mensen["sjoerd"]).staat = staat
        token = session.get_one(Bijeenkomst, zaal.bijeenkomst).beamer_token
        assert line in zaal.marit.get(f"/beamer/{token}").text
        session.rollback()


# --- the step is over -----------------------------------------------------------------------------------------


def test_going_on_waits_for_the_close_and_keeps_only_counts(zaal: Kleurzaal, session: Session) -> None:
    zaal.geef("amina", 1, "rood")
    assert zaal.verder() == 409
    zaal.geef("sjoerd", 1, "rood")
    zaal.geef("joke", 1, "geel")
    zaal.geef("joke", 2, None)
    sluit(zaal)
    assert "Wilt u weg uit het kleuren?" in zaal.marit.get(f"{zaal.regie}?vraag=ja").text
    assert zaal.verder() == 303
    assert zaal.rijen(session) == 0
    assert zaal.telling(session) == {1: {"rood": 2, "geel": 1}}
    (fact,) = zaal.feiten(session, "KleurenGeteld")
    assert fact.zin == "3 mensen kleurden 1 idee, ieder voor zich"
    assert "deelnemer" not in str(fact.data)


def test_going_back_asks_first_and_the_counts_are_there_when_one_returns(zaal: Kleurzaal, session: Session) -> None:
    disputed(zaal)
    assert "Wie wat koos, wordt gewist." in zaal.marit.get(f"{zaal.regie}?vraag=terug").text
    assert zaal.terug() == 303
    assert zaal.rijen(session) == 0
    kept = zaal.telling(session)
    back = session.query(Stap).filter_by(staat="live").one().id
    session.rollback()
    zaal.marit.post(f"{zaal.regie}/verder", data={"gezien": back})
    page = zaal.marit.get(zaal.regie).text
    assert "Hier denkt de zaal verschillend over." in page
    assert zaal.geef("amina", 4, "rood").status_code == 409
    assert zaal.doe("kleuren-sluiten", gesloten="nee") == 409
    (fact,) = zaal.feiten(session, "KleurenGesloten")
    assert zaal.marit.post(f"{zaal.regie}/ongedaan/{fact.id}").status_code == 409
    assert zaal.verder() == 303
    assert zaal.telling(session) == kept
    assert len(zaal.feiten(session, "KleurenGeteld")) == 1


def test_colouring_again_throws_the_counts_away_and_keeps_what_was_fixed(zaal: Kleurzaal, session: Session) -> None:
    disputed(zaal)
    zaal.doe("kleuren-overnemen")
    assert zaal.doe("kleuren-opnieuw") == 303
    assert zaal.rijen(session) == 0
    assert zaal.kleur(session, 1) == "rood"
    assert zaal.geef("amina", 2, "rood").status_code == 200


# --- for others, and how --------------------------------------------------------------------------------------


def test_the_begeleider_colours_for_who_has_no_phone_on_a_form_that_starts_empty(
    zaal: Kleurzaal, session: Session
) -> None:
    address = f"{zaal.regie}/stap/{zaal.stap}/kleuren-voor/{zaal.mensen['ria']}"
    assert address in zaal.marit.get(zaal.regie).text
    one, two = zaal.ideeen[:2]
    zaal.marit.post(address, data={f"kleur-{one}": "rood", f"kleur-{two}": "weet_niet"})
    page = zaal.marit.get(address).text
    assert "Hanna van de bieb kleurt namens Ria." in page
    assert "checked" not in page
    zaal.marit.post(address, data={f"kleur-{two}": "geel"})
    sluit(zaal)
    zaal.verder()
    assert zaal.telling(session) == {1: {"rood": 1}, 2: {"geel": 1}}
    assert zaal.feiten(session, "KleurenGeteld")[0].zin.endswith("Geholpen: Ria door Hanna van de bieb")


def test_for_somebody_with_a_phone_the_begeleider_does_not_colour(zaal: Kleurzaal, session: Session) -> None:
    address = f"{zaal.regie}/stap/{zaal.stap}/kleuren-voor/{zaal.mensen['amina']}"
    assert zaal.marit.get(address).status_code == 404
    assert zaal.marit.post(address, data={f"kleur-{zaal.ideeen[0]}": "rood"}).status_code == 404
    assert zaal.rijen(session) == 0


def test_how_it_is_done_can_change_until_somebody_coloured(zaal: Kleurzaal, session: Session) -> None:
    assert "Hoe kleuren we?" in zaal.marit.get(zaal.regie).text
    assert zaal.doe("manier", manier="zaal") == 303
    assert zaal.instelling(session, "idee") == zaal.ideeen[0]
    assert zaal.doe("manier", manier="iedereen") == 303
    assert zaal.doe("manier", manier="samen") == 400
    zaal.geef("amina", 1, "rood")
    assert zaal.doe("manier", manier="zaal") == 409
    assert "Dat ligt vast: er is al gekleurd." in zaal.marit.get(zaal.regie).text
    assert zaal.instelling(session, "manier") == "iedereen"


def test_the_form_of_the_step_says_why_it_cannot_change_any_more(zaal: Kleurzaal, session: Session) -> None:
    disputed(zaal)
    zaal.terug()
    stap = session.get_one(Stap, zaal.stap)
    form = {"titel": stap.titel, "versie": stap.versie, "instelling-manier": "zaal", "instelling-verder": "y"}
    session.rollback()
    answer = zaal.marit.post(f"/regie/wijk/voorbereiden/bijeenkomst/{zaal.bijeenkomst}/stap/{zaal.stap}", data=form)
    assert answer.status_code == 409
    assert "Er is al gekleurd." in answer.text
    assert zaal.instelling(session, "manier") == "iedereen"
