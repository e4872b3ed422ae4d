"""After a round: the reveal, place by place, and starting over."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from dialoog.database import db, transaction
from dialoog.errors import BadInput
from dialoog.idee.models import Idee
from dialoog.stemming.daarna import cancel_stemronde, reveal
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.models import RondeIdee
from dialoog.stemming.queries import alle_rondes, uitslag
from dialoog.stemming.service import begin_stemronde
from tests.stemming.conftest import WIE, Zaal, aantal, locks


def test_the_reveal_shows_places_from_below_and_two_presses_at_once_show_one_step(zaal: Zaal) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2, 3)
    zaal.plak(zaal.mensen[1], 1, 2)
    zaal.plak(zaal.mensen[2], 1)
    zaal.sluit()
    with pytest.raises(RondeNietKlaar):
        reveal(zaal.dialoog, ronde, None, WIE)
    zaal.stel_vast()
    for _ in range(2):
        reveal(zaal.dialoog, ronde, None, WIE)
        assert zaal.rij(ronde).onthuld == 4
    seen = []
    while zaal.rij(ronde).onthuld != 0:
        reveal(zaal.dialoog, ronde, zaal.rij(ronde).onthuld, WIE)
        seen.append(zaal.rij(ronde).onthuld)
    assert seen == [3, 2, 0]
    reveal(zaal.dialoog, ronde, 0, WIE)
    assert zaal.rij(ronde).onthuld == 0


def test_the_beamer_has_no_better_place_in_its_page_than_what_was_revealed(zaal: Zaal, client: FlaskClient) -> None:
    from dialoog.bijeenkomst.models import Bijeenkomst

    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2)
    zaal.plak(zaal.mensen[1], 1)
    zaal.sluit()
    zaal.stel_vast()
    reveal(zaal.dialoog, ronde, None, WIE)
    page = client.get(f"/beamer/{db.session.get_one(Bijeenkomst, zaal.bijeenkomst).beamer_token}").text
    assert 'id="onthul-3"' in page
    assert 'id="onthul-1"' not in page
    assert 'id="onthul-2"' not in page


def test_voting_again_is_a_new_round_on_the_same_list_and_the_old_numbers_stay_marked(zaal: Zaal) -> None:
    first = zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    zaal.sluit()
    zaal.stel_vast()
    cancel_stemronde(zaal.dialoog, first, "De wifi viel uit", WIE, opnieuw=True)
    second = zaal.ronde
    assert second != first
    old, new = alle_rondes(db.session(), zaal.dialoog)
    assert (old.staat, old.reden, old.uitslag is not None) == ("vervallen", "De wifi viel uit", True)
    assert (new.staat, new.uitslag) == ("voorbereid", None)
    assert uitslag(db.session(), zaal.dialoog) is None
    with transaction() as session:
        session.execute(update(Idee).where(Idee.nummer == 8).values(staat="verborgen"))
    zaal.open()
    lists = [set(db.session.scalars(select(RondeIdee.idee).where(RondeIdee.ronde == r))) for r in (first, second)]
    assert lists[0] == lists[1]


def test_a_round_that_becomes_vervallen_before_it_counted_loses_ballots_and_frees_its_ideas(zaal: Zaal) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    cancel_stemronde(zaal.dialoog, ronde, "Verkeerde lijst", WIE, opnieuw=False)
    assert (aantal("sticker"), aantal("stembriefje"), aantal("losse_sticker")) == (0, 0, 0)
    assert locks() == {None}
    assert alle_rondes(db.session(), zaal.dialoog)[0].uitslag is None
    begin_stemronde(zaal.dialoog, zaal.bijeenkomst, zaal.stap)
    begin_stemronde(zaal.dialoog, zaal.bijeenkomst, zaal.stap)
    assert aantal("stemronde") == 2


@pytest.mark.parametrize("reden", ["", "   ", "x" * 501])
def test_a_round_does_not_become_vervallen_without_a_short_reason(zaal: Zaal, reden: str) -> None:
    zaal.open()
    with pytest.raises(BadInput):
        cancel_stemronde(zaal.dialoog, zaal.ronde, reden, WIE, opnieuw=True)
    assert zaal.rij().staat == "open"


def test_a_running_round_gives_no_numbers_to_book_or_file(zaal: Zaal) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    (row,) = alle_rondes(db.session(), zaal.dialoog)
    assert (row.loopt, row.uitslag) == (True, None)
    assert uitslag(db.session(), zaal.dialoog) is None
