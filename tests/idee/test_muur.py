"""The wall on the beamer: which page it is on is known to the server."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.database import transaction
from dialoog.idee.muur import stand_van_muur
from dialoog.opgave.models import Deelvraag
from tests import builders
from tests.idee.conftest import Avond


def test_a_wall_that_turns_counts_on_every_twelve_seconds() -> None:
    settings = {"muur_blad": 4, "muur_begin": 1_000}
    assert stand_van_muur(settings, 1_000)["hier"] == 4
    assert stand_van_muur(settings, 12_999)["hier"] == 4
    assert stand_van_muur(settings, 25_000)["hier"] == 6
    assert stand_van_muur({**settings, "muur_vast": True}, 900_000)["hier"] == 4


def pages(marit: FlaskClient, avond: Avond, session: Session) -> tuple[int, int]:
    """(the page that the beamer shows when it is loaded, how many there are)."""
    session.rollback()
    page = marit.get(f"/beamer/{session.get_one(Bijeenkomst, avond.bijeenkomst).beamer_token}").text
    sections = [part.split(">")[0] for part in page.split("<section ")[1:] if "muurblad" in part.split(">")[0]]
    (shown,) = [n for n, section in enumerate(sections) if "weg" not in section]
    return shown, len(sections)


@pytest.mark.parametrize("times", [1, 3, 9])
def test_turning_by_hand_holds_the_wall_and_a_beamer_that_loads_anew_shows_that_page(
    marit: FlaskClient, avond: Avond, session: Session, times: int
) -> None:
    builders.make_ideeen(avond.dialoog, 40)
    marit.post(f"{avond.actie}/muur", data={"vast": "ja"})
    before, total = pages(marit, avond, session)
    assert total > 2
    for _ in range(times):
        assert marit.post(f"{avond.actie}/muur/blader", data={"richting": 1}).status_code == 303
    assert pages(marit, avond, session)[0] == (before + times) % total
    for _ in range(times + 1):
        marit.post(f"{avond.actie}/muur/blader", data={"richting": -1})
    assert pages(marit, avond, session)[0] == (before - 1) % total


def test_a_deelvraag_without_a_kant_says_its_number_once(
    marit: FlaskClient, phone: FlaskClient, avond: Avond, session: Session
) -> None:
    with transaction() as writing:
        for vraag in writing.query(Deelvraag).filter_by(dialoog_id=avond.dialoog):
            vraag.kant = ""
    page = marit.get(f"/beamer/{session.get_one(Bijeenkomst, avond.bijeenkomst).beamer_token}").text
    assert "Deelvraag 1<" in page
    assert "Deelvraag 1: deelvraag 1" not in page
    assert "1 Deelvraag 1" not in phone.get("/d/wijk/").text


def test_turning_a_wall_that_turned_by_itself_holds_it_until_it_is_let_go(
    marit: FlaskClient, avond: Avond, session: Session
) -> None:
    builders.make_ideeen(avond.dialoog, 40)
    marit.post(f"{avond.actie}/muur/blader", data={"richting": 1})
    held = pages(marit, avond, session)
    session.rollback()
    assert session.get_one(Stap, avond.stap).instellingen["muur_vast"] is True
    for _ in range(2):
        assert marit.post(f"{avond.actie}/muur", data={"vast": "nee"}).status_code == 303
    assert pages(marit, avond, session) == held  # it goes on from there
    assert "Houd de muur even vast" in marit.get(avond.regie).text
