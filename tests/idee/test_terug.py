"""Each step of this room can be taken back, until a round holds the idea or something else came after."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.errors import NotNow
from dialoog.idee import beheer, keuze, kleuren, service
from dialoog.idee.models import Idee, IdeeTekst, Keuze
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from tests import builders
from tests.idee.conftest import Avond, make_avond

WIE = "Marit"


@pytest.fixture
def idee(avond: Avond) -> int:
    return builders.make_ideeen(avond.dialoog, 1, avond.stap, indiener=avond.amina)[0]


def last(session: Session) -> Feit:
    session.rollback()
    return session.scalars(select(Feit).order_by(Feit.id.desc())).first()


def state(session: Session, idee: int) -> tuple[object, ...]:
    session.rollback()
    row = session.get_one(Idee, idee)
    return row.tekst, row.staat, row.kleur, [deelvraag.id for deelvraag in row.deelvragen]


Act = Callable[[Avond, int], None]
ACTS: dict[str, tuple[str, Act]] = {
    "verborgen": (
        "ideeen",
        lambda a, i: beheer.set_verborgen(a.dialoog, i, verborgen=True, wie=WIE, bijeenkomst_id=a.bijeenkomst),
    ),
    "verbeterd": (
        "ideeen",
        lambda a, i: beheer.correct_idee(a.dialoog, i, 1, "Beter", wie=WIE, bijeenkomst_id=a.bijeenkomst),
    ),
    "verplaatst": (
        "ideeen",
        lambda a, i: beheer.move_idee(a.dialoog, i, [a.vragen[1]], wie=WIE, bijeenkomst_id=a.bijeenkomst),
    ),
    "ingetrokken": (
        "ideeen",
        lambda a, i: _ignore(service.withdraw_idee(a.dialoog, a.amina, i, 1, ingetrokken=True)),
    ),
    "gekleurd": (
        "kleuren",
        lambda a, i: kleuren.set_kleur(a.dialoog, a.bijeenkomst, a.stap, i, "rood", None, WIE),
    ),
    "gekozen": (
        "kiezen",
        lambda a, i: keuze.choose(a.dialoog, a.bijeenkomst, a.stap, i, gekozen=True, bevestigd=True, wie=WIE),
    ),
}


def _ignore(_answer: object) -> None:
    return None


@pytest.mark.parametrize("wat", ACTS)
def test_a_step_is_undone_once_and_listed_as_undone(app: object, session: Session, wat: str) -> None:
    soort, act = ACTS[wat]
    avond = make_avond(soort, muur="meteen")
    idee = builders.make_ideeen(avond.dialoog, 1, avond.stap, indiener=avond.amina)[0]
    before = state(session, idee), session.scalars(select(Keuze)).all()
    act(avond, idee)
    assert (state(session, idee), session.scalars(select(Keuze)).all()) != before
    feit = last(session).id
    for _ in range(2):
        undo_feit(avond.dialoog, feit, WIE)
    assert (state(session, idee), session.scalars(select(Keuze)).all()) == before
    assert [stap.ongedaan for stap in laatste_stappen(session, avond.dialoog)] == [True]


@pytest.mark.parametrize("wat", ACTS)
def test_a_step_is_not_undone_any_more_when_a_round_holds_the_idea(app: object, session: Session, wat: str) -> None:
    soort, act = ACTS[wat]
    avond = make_avond(soort, muur="meteen")
    idee = builders.make_ideeen(avond.dialoog, 1, avond.stap, indiener=avond.amina)[0]
    act(avond, idee)
    feit = last(session).id
    with transaction() as writing:
        writing.get_one(Idee, idee).vergrendeld_door = "Stickeren, ronde 1"
    now = state(session, idee)
    with pytest.raises(NotNow, match="Stickeren, ronde 1"):
        undo_feit(avond.dialoog, feit, WIE)
    assert state(session, idee) == now
    assert "Stickeren, ronde 1" in str(laatste_stappen(session, avond.dialoog)[0].waarom_niet)


def test_an_undone_withdrawal_says_no_name_of_its_author_either(avond: Avond, idee: int, session: Session) -> None:
    service.withdraw_idee(avond.dialoog, avond.amina, idee, 1, ingetrokken=True)
    undo_feit(avond.dialoog, last(session).id, WIE)
    assert all(feit.wie is None and feit.namens is None for feit in session.scalars(select(Feit)))


def test_corrections_are_taken_back_from_the_last_to_the_first(avond: Avond, idee: int, session: Session) -> None:
    beheer.correct_idee(avond.dialoog, idee, 1, "Eerste keer", wie=WIE, bijeenkomst_id=avond.bijeenkomst)
    first = last(session).id
    beheer.correct_idee(avond.dialoog, idee, 2, "Tweede keer", wie=WIE, bijeenkomst_id=avond.bijeenkomst)
    second = last(session).id
    with pytest.raises(NotNow, match="daarna nog veranderd"):
        undo_feit(avond.dialoog, first, WIE)
    before = session.get_one(IdeeTekst, (idee, 1)).tekst
    undo_feit(avond.dialoog, second, WIE)
    assert state(session, idee)[0] == "Eerste keer"
    undo_feit(avond.dialoog, first, WIE)
    assert state(session, idee)[0] == before


def test_closing_is_undone_until_a_round_holds_ideas(avond: Avond, idee: int, session: Session) -> None:
    beheer.close_ideeen(avond.dialoog, avond.bijeenkomst, avond.stap, gesloten=True, wie=WIE)
    undo_feit(avond.dialoog, last(session).id, WIE)
    session.rollback()
    assert session.get_one(Stap, avond.stap).instellingen["gesloten"] is False
    beheer.close_ideeen(avond.dialoog, avond.bijeenkomst, avond.stap, gesloten=True, wie=WIE)
    closed = last(session).id
    with transaction() as writing:
        writing.get_one(Stap, avond.stap).staat = "gedaan"
        writing.get_one(Idee, idee).vergrendeld_door = "Stickeren, ronde 1"
    with pytest.raises(NotNow, match="Stickeren, ronde 1"):
        undo_feit(avond.dialoog, closed, WIE)
    with transaction() as writing:
        writing.get_one(Idee, idee).vergrendeld_door = None
    undo_feit(avond.dialoog, closed, WIE)
    session.rollback()
    assert session.get_one(Stap, avond.stap).instellingen["gesloten"] is False


def test_the_button_ongedaan_maken_works_from_the_regie(
    avond: Avond, idee: int, as_begeleider: Callable[[int], FlaskClient], session: Session
) -> None:
    marit = as_begeleider(avond.begeleider)
    marit.post(f"{avond.regie}/ideeen/{idee}/verborgen", data={"verborgen": "ja"})
    assert marit.post(f"{avond.regie}/ongedaan/{last(session).id}").status_code == 303
    assert state(session, idee)[1] == "los"
