"""What the begeleider does with ideas, as the regie does it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.idee.models import Idee
from dialoog.verslag.models import Feit
from tests import builders
from tests.idee.conftest import Avond

PAPIER = {"kenmerk": "papier-0000000001", "tekst": "Een bank met een dak", "namens": "0"}


def newest(session: Session) -> Idee:
    session.rollback()
    return session.scalars(select(Idee).order_by(Idee.nummer.desc())).first()


def test_an_idea_from_paper_stands_on_the_wall_and_namens_stays_out_of_the_record(
    marit: FlaskClient, avond: Avond, session: Session
) -> None:
    form = {**PAPIER, "namens": str(avond.amina), "deelvragen": [str(avond.vragen[0])]}
    assert marit.post(f"{avond.actie}/papier", data=form).status_code == 303
    idee = newest(session)
    assert (idee.nummer, idee.bron, idee.indiener) == (1, "papier", avond.amina)
    assert [deelvraag.id for deelvraag in idee.deelvragen] == [avond.vragen[0]]
    feit = session.scalars(select(Feit)).one()
    assert (feit.wie, feit.namens) == ("Marit de Boer", None)
    assert "Amina" not in f"{feit.zin} {feit.data}"
    assert "indiener" not in feit.data


def test_the_same_paper_sent_twice_is_one_idea(marit: FlaskClient, avond: Avond, session: Session) -> None:
    for _ in range(2):
        assert marit.post(f"{avond.actie}/papier", data=PAPIER).status_code == 303
    assert session.scalar(select(func.count()).select_from(Idee)) == 1


def test_paper_may_still_come_after_closing(marit: FlaskClient, avond: Avond, session: Session) -> None:
    marit.post(f"{avond.actie}/sluiten", data={"gesloten": "ja"})
    assert marit.post(f"{avond.actie}/papier", data=PAPIER).status_code == 303
    assert newest(session).tekst == PAPIER["tekst"]


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"tekst": ""}, "Er staat nog niets"),
        ({"tekst": "lang " * 2000}, "600"),
        ({"namens": "99999"}, "staat niet op de lijst"),
        ({"kenmerk": ""}, "konden dit niet lezen"),
    ],
)
def test_wrong_paper_shows_the_page_again_with_what_was_typed(
    marit: FlaskClient, avond: Avond, session: Session, fout: dict[str, str], melding: str
) -> None:
    form = {**PAPIER, "tekst": "Een <b>bank</b>", **fout}
    answer = marit.post(f"{avond.actie}/papier", data=form)
    assert answer.status_code == 400
    assert melding in answer.text
    assert form["tekst"][:40].strip().replace("<", "&lt;").replace(">", "&gt;") in answer.text
    assert session.scalar(select(func.count()).select_from(Idee)) == 0


def act(marit: FlaskClient, avond: Avond, idee: int, wat: str, **form: object) -> int:
    return marit.post(f"{avond.regie}/ideeen/{idee}/{wat}", data=form).status_code


def test_a_hidden_idea_keeps_its_number_and_leaves_the_wall(
    marit: FlaskClient, avond: Avond, phone: FlaskClient, session: Session
) -> None:
    idee = builders.make_ideeen(avond.dialoog, 1)[0]
    for _ in range(2):
        assert act(marit, avond, idee, "verborgen", verborgen="ja") == 303
    assert (newest(session).staat, newest(session).nummer) == ("verborgen", 1)
    assert "Idee 1 voor de wijk" not in phone.get("/d/wijk/").text
    assert [feit.zin for feit in session.scalars(select(Feit))] == ["Nr. 1 verborgen"]
    assert act(marit, avond, idee, "verborgen", verborgen="nee") == 303
    assert newest(session).staat == "los"


def test_a_corrected_idea_keeps_its_first_text_in_sight_of_the_regie(
    marit: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = builders.make_ideeen(avond.dialoog, 1)[0]
    assert act(marit, avond, idee, "tekst", versie=1, tekst="Beter gezegd") == 303
    assert newest(session).tekst == "Beter gezegd"
    page = marit.get(f"{avond.regie}?idee={idee}").text
    assert "Eerste tekst: Idee 1 voor de wijk" in page
    assert act(marit, avond, idee, "tekst", versie=1, tekst="Van een oud scherm") == 409
    assert act(marit, avond, idee, "tekst", versie=2, tekst="   ") == 400
    assert newest(session).tekst == "Beter gezegd"


def test_an_idea_moves_to_one_both_or_no_deelvragen(marit: FlaskClient, avond: Avond, session: Session) -> None:
    idee = builders.make_ideeen(avond.dialoog, 1)[0]
    for chosen in (list(avond.vragen), [avond.vragen[1]], []):
        assert act(marit, avond, idee, "deelvragen", deelvragen=[str(number) for number in chosen]) == 303
        assert [deelvraag.id for deelvraag in newest(session).deelvragen] == chosen


@pytest.mark.parametrize(
    ("wat", "form"),
    [
        ("verborgen", {"verborgen": "ja"}),
        ("tekst", {"versie": 1, "tekst": "Anders"}),
        ("deelvragen", {"deelvragen": ["1"]}),
        ("titel", {"versie": 1, "titel": "Anders"}),
    ],
)
def test_what_a_round_holds_stays_as_it_is_and_the_refusal_names_the_round(
    marit: FlaskClient, avond: Avond, session: Session, wat: str, form: dict[str, object]
) -> None:
    idee = builders.make_ideeen(avond.dialoog, 1, vergrendeld_door="Stickeren, ronde 1")[0]
    answer = marit.post(f"{avond.regie}/ideeen/{idee}/{wat}", data=form)
    assert answer.status_code == 409
    assert "Stickeren, ronde 1" in answer.text
    assert (newest(session).versie, newest(session).staat) == (1, "los")


def test_a_withdrawn_idea_is_not_put_back_by_hiding_and_showing(
    marit: FlaskClient, avond: Avond, session: Session
) -> None:
    idee = builders.make_ideeen(avond.dialoog, 1, staat="ingetrokken")[0]
    assert act(marit, avond, idee, "verborgen", verborgen="nee") == 409
    assert newest(session).staat == "ingetrokken"


def test_the_green_button_closes_the_ideas_first_and_then_goes_on(
    marit: FlaskClient, avond: Avond, session: Session
) -> None:
    builders.make_stap(avond.bijeenkomst, "kleuren")
    assert "Sluit de ideeën" in marit.get(avond.regie).text
    for _ in range(2):
        assert marit.post(f"{avond.actie}/sluiten?gesloten=ja").status_code == 303
    page = marit.get(avond.regie).text
    assert "Sluit de ideeën" not in page
    assert "Open de ideeën weer" in page
    assert "Ga naar Kleuren" in page
    assert "Hierna: Kleuren" in page
    session.rollback()
    assert [feit.wat for feit in session.scalars(select(Feit))] == ["IdeeenGesloten"]
    marit.post(f"{avond.actie}/sluiten?gesloten=nee")
    session.rollback()
    assert session.get_one(Stap, avond.stap).instellingen["gesloten"] is False


def test_a_step_that_is_not_live_can_not_be_closed(marit: FlaskClient, avond: Avond) -> None:
    with transaction() as session:
        session.get_one(Stap, avond.stap).staat = "gedaan"
    assert marit.post(f"{avond.actie}/sluiten?gesloten=ja").status_code == 409
    assert marit.post(f"{avond.actie}/papier", data=PAPIER).status_code == 409


def test_the_sieves_count_and_the_list_shows_what_is_asked_without_a_script(marit: FlaskClient, avond: Avond) -> None:
    ids = builders.make_ideeen(avond.dialoog, 3)
    act(marit, avond, ids[0], "deelvragen", deelvragen=[str(avond.vragen[0])])
    act(marit, avond, ids[2], "verborgen", verborgen="ja")
    page = marit.get(f"{avond.regie}?zeef=v{avond.vragen[0]}&idee={ids[0]}").text
    for words in ("Alle 2", "wonen 1", "samen leven 0", "zonder deelvraag 1", "verborgen 1"):
        assert words in page
    assert page.count("data-zeven") == 3
    assert page.count(" hidden><a href") == 2
    assert "Nr. 1" in page


@pytest.mark.parametrize("idee", ["0", "abc", "-1", "999999999999999999999", "%00"])
def test_a_strange_idea_in_the_address_shows_the_page_with_none_in_hand(
    marit: FlaskClient, avond: Avond, idee: str
) -> None:
    answer = marit.get(f"{avond.regie}?idee={idee}&zeef=%22%3E")
    assert answer.status_code == 200
    assert "Kies links een idee" in answer.text


def test_only_the_begeleider_of_this_dialogue_touches_its_ideas(
    client: FlaskClient, phone: FlaskClient, avond: Avond, as_begeleider: Callable[[int], FlaskClient], session: Session
) -> None:
    idee = builders.make_ideeen(avond.dialoog, 1)[0]
    elsewhere = builders.make_dialoog("elders")
    other = as_begeleider(builders.make_begeleider(elsewhere, email="ander@streek.example"))
    acts = [f"{avond.regie}/ideeen/{idee}/{wat}" for wat in ("verborgen", "tekst", "deelvragen", "titel")]
    acts += [
        f"{avond.actie}/{wat}"
        for wat in ("papier", "sluiten", "muur", "in-beeld", "zeef", "toon", f"kleur/{idee}", f"keuze/{idee}")
    ]
    for url in acts:
        assert other.post(url, data={"verborgen": "ja", "tekst": "x", "versie": 1}).status_code == 404
        for stranger in (client, phone):
            assert stranger.post(url, data={}).status_code == 302
    assert newest(session).versie == 1


def test_an_idea_of_another_dialogue_is_not_found(marit: FlaskClient, avond: Avond, session: Session) -> None:
    foreign = builders.make_ideeen(builders.make_dialoog("elders"), 1)[0]
    assert act(marit, avond, foreign, "verborgen", verborgen="ja") == 404
    assert act(marit, avond, 2**40, "verborgen", verborgen="ja") == 404


def test_the_regie_can_hold_the_wall(marit: FlaskClient, avond: Avond, session: Session) -> None:
    builders.make_ideeen(avond.dialoog, 30)
    assert "Houd de muur even vast" in marit.get(avond.regie).text
    marit.post(f"{avond.actie}/muur?vast=ja")
    assert "Laat de muur weer bladeren" in marit.get(avond.regie).text
