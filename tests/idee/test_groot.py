"""One idea large on the beamer."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.idee.beheer import set_verborgen
from dialoog.idee.samenvoegen import merge_ideeen
from tests import builders
from tests.idee.conftest import Avond


def beamer(marit: FlaskClient, avond: Avond, session: Session) -> str:
    session.rollback()
    return marit.get(f"/beamer/{session.get_one(Bijeenkomst, avond.bijeenkomst).beamer_token}").text


def show(marit: FlaskClient, avond: Avond, nummer: object) -> int:
    return marit.post(f"{avond.regie}/groot", data={"nummer": nummer}).status_code


def test_an_idea_stands_large_by_its_number_until_it_is_taken_away(
    marit: FlaskClient, avond: Avond, session: Session
) -> None:
    builders.make_ideeen(avond.dialoog, 3)
    for _ in range(2):
        assert show(marit, avond, 2) == 303
    assert "Idee 2 voor de wijk" in (page := beamer(marit, avond, session))
    assert "Idee 1 voor de wijk" not in page
    assert "Nr. 2 staat groot op de beamer." in marit.get(avond.regie).text
    for _ in range(2):
        assert marit.post(f"{avond.regie}/groot/weg").status_code == 303
    assert "Idee 1 voor de wijk" in beamer(marit, avond, session)


def test_next_and_previous_go_round_and_pass_what_is_hidden(marit: FlaskClient, avond: Avond, session: Session) -> None:
    ids = builders.make_ideeen(avond.dialoog, 3)
    set_verborgen(avond.dialoog, ids[1], verborgen=True, wie="Marit", bijeenkomst_id=None)
    show(marit, avond, 1)
    marit.post(f"{avond.regie}/groot/blader", data={"richting": 1})
    assert "Idee 3 voor de wijk" in beamer(marit, avond, session)
    marit.post(f"{avond.regie}/groot/blader", data={"richting": 1})
    assert "Idee 1 voor de wijk" in beamer(marit, avond, session)
    marit.post(f"{avond.regie}/groot/blader", data={"richting": -1})
    assert "Idee 3 voor de wijk" in beamer(marit, avond, session)


def test_an_idea_that_came_in_shows_the_one_it_is_in_with_all_texts(
    marit: FlaskClient, avond: Avond, session: Session
) -> None:
    one, two = builders.make_ideeen(avond.dialoog, 2)
    merge_ideeen(avond.dialoog, one, [two], gezien=None, wie="Marit", bijeenkomst_id=None)
    assert show(marit, avond, 2) == 303
    page = beamer(marit, avond, session)
    assert "met nr. 2" in page
    assert "Nr. 2: Idee 2 voor de wijk" in page


def test_a_hidden_idea_stands_large_no_longer(marit: FlaskClient, avond: Avond, session: Session) -> None:
    (one,) = builders.make_ideeen(avond.dialoog, 1)
    show(marit, avond, 1)
    set_verborgen(avond.dialoog, one, verborgen=True, wie="Marit", bijeenkomst_id=None)
    assert "Idee 1 voor de wijk" not in beamer(marit, avond, session)
    assert show(marit, avond, 1) == 409


def test_a_number_that_is_not_there_is_said_at_the_field(marit: FlaskClient, avond: Avond) -> None:
    assert show(marit, avond, 99) == 400
    answer = marit.post(f"{avond.regie}/groot", data={"nummer": "99", "hand": "idee"})
    assert answer.status_code == 400
    assert "Nummer 99 bestaat niet." in answer.text
    assert 'value="99"' in answer.text
