"""Volunteers for trekker: they offer on the phone, the begeleider names or thanks, the phone says what became of it."""

import pytest
from sqlalchemy import select

from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotAllowed, NotFound
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import eigenaren, oplossingen, queries, vrijwilligers
from dialoog.voorstel.errors import OplossingVeranderd
from tests.voorstel.conftest import KIJKER, MARIT, Top
from tests.voorstel.test_regie import text


@pytest.fixture
def rij(top: Top, session) -> int:
    """The oplossing on place 1."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    number = queries.oplossingen(session, top.dialoog)[0].id
    session.rollback()
    return number


def url(rij: int) -> str:
    return f"/d/wijk/oplossing/{rij}/aanbod"


def owners(rij: int) -> dict[int, bool]:
    db.session.rollback()
    return eigenaren.current(db.session(), rij)


def mine(person: int, rij: int) -> dict[str, str]:
    db.session.rollback()
    return vrijwilligers.mijn_aanbod(db.session(), person).get(str(rij), {"rol": "", "staat": "geen"})


def last(kind: str) -> Feit:
    db.session.rollback()
    return db.session.scalars(select(Feit).where(Feit.wat == kind).order_by(Feit.id.desc())).first()


def test_offered_taken_back_and_offered_again(top, rij, phone, marit):
    for _ in range(2):
        answer = phone.post(url(rij), json={"rol": "trekker"})
        assert answer.json == {"aanbod": {"rol": "trekker", "staat": "open"}}
    assert "biedt zich aan als trekker" in text(marit.get(top.regie))
    assert phone.get("/d/wijk/mijn").json["aanbod"] == {str(rij): {"rol": "trekker", "staat": "open"}}
    for _ in range(2):
        assert phone.post(url(rij), json={"rol": ""}).json == {"aanbod": {"rol": "", "staat": "geen"}}
    assert "biedt zich aan" not in text(marit.get(top.regie))
    assert phone.post(url(rij), json={"rol": "eigenaar"}).json["aanbod"]["rol"] == "eigenaar"
    assert "wil meedoen als eigenaar" in text(marit.get(top.regie))


def test_one_press_makes_who_offers_trekker_and_undo_gives_the_former_value(top, rij, phone, marit):
    eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, rij, "", [top.bram], top.bram, MARIT)
    phone.post(url(rij), json={"rol": "trekker"})
    press = f"/regie/wijk/oplossingen/{rij}/aanbod/{top.amina}/trekker?gezien={top.bram}*&avond={top.bijeenkomst}"
    for _ in range(2):
        assert marit.post(press).status_code == 303
    assert owners(rij) == {top.bram: False, top.amina: True}
    assert mine(top.amina, rij)["staat"] == "trekker"
    assert "biedt zich aan" not in text(marit.get(top.regie))
    undo_feit(top.dialoog, last("EigenarenBenoemd").id, MARIT)
    assert owners(rij) == {top.bram: True}
    assert "biedt zich aan als trekker" in text(marit.get(top.regie))


def test_made_eigenaar_answers_the_offer(top, rij, phone, marit):
    phone.post(url(rij), json={"rol": "trekker"})
    marit.post(f"/regie/wijk/oplossingen/{rij}/aanbod/{top.amina}/eigenaar?gezien=")
    assert owners(rij) == {top.amina: False}
    assert mine(top.amina, rij) == {"rol": "", "staat": "eigenaar"}
    assert "biedt zich aan" not in text(marit.get(top.regie))
    phone.post(url(rij), json={"rol": "trekker"})
    assert mine(top.amina, rij) == {"rol": "trekker", "staat": "eigenaar"}
    assert "biedt zich aan als trekker" in text(marit.get(top.regie))


def test_thanked_is_told_and_can_be_undone(top, rij, phone, marit):
    phone.post(url(rij), json={"rol": "trekker"})
    for _ in range(2):
        assert marit.post(f"/regie/wijk/oplossingen/{rij}/aanbod/{top.amina}/bedankt").status_code == 303
    assert mine(top.amina, rij)["staat"] == "bedankt"
    assert last("AanbodNieuws").data["voor_deelnemer"] == top.amina
    undo_feit(top.dialoog, last("AanbodBedankt").id, MARIT)
    assert mine(top.amina, rij) == {"rol": "trekker", "staat": "open"}


def test_an_offer_itself_is_in_no_record(top, rij, phone):
    before = last("OplossingGemaakt").id
    phone.post(url(rij), json={"rol": "trekker"})
    db.session.rollback()
    assert db.session.scalars(select(Feit).where(Feit.id > before)).all() == []


def test_a_toehoorder_and_who_was_removed_cannot(top, rij, as_deelnemer):
    guest = as_deelnemer(top.dialoog, KIJKER)
    assert guest.post(url(rij), json={"rol": "trekker"}).status_code == 403
    with transaction() as session:
        session.get_one(Deelnemer, top.amina).staat = "verwijderd"
    with pytest.raises(NotAllowed):
        vrijwilligers.offer(top.dialoog, rij, top.amina, "trekker")


@pytest.mark.parametrize("body", [{}, {"rol": 3}, {"rol": "baas"}, {"rol": None}])
def test_a_bad_role_is_refused(top, rij, phone, body):
    assert phone.post(url(rij), json=body).status_code == 400


def test_another_dialogues_oplossing_is_not_there(top, rij, phone):
    assert phone.post(url(rij + 1_000), json={"rol": "trekker"}).status_code == 404


def test_nobody_is_named_who_did_not_offer_or_took_it_back(top, rij):
    with pytest.raises(NotFound):
        vrijwilligers.accept(top.dialoog, None, rij, top.amina, "trekker", "", MARIT)
    vrijwilligers.offer(top.dialoog, rij, top.amina, "trekker")
    vrijwilligers.offer(top.dialoog, rij, top.amina, "")
    with pytest.raises(NotFound):
        vrijwilligers.accept(top.dialoog, None, rij, top.amina, "trekker", "", MARIT)


def test_an_old_screen_names_nobody(top, rij):
    vrijwilligers.offer(top.dialoog, rij, top.amina, "trekker")
    eigenaren.set_eigenaren(top.dialoog, None, rij, "", [top.bram], top.bram, MARIT)
    with pytest.raises(OplossingVeranderd):
        vrijwilligers.accept(top.dialoog, None, rij, top.amina, "trekker", "", MARIT)
    assert owners(rij) == {top.bram: True}
