"""A round from voorbereid to revealed, and every way back that there is and is not."""

import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dialoog.bijeenkomst.models import Aanwezigheid, Stap
from dialoog.bijeenkomst.queries import live_stap
from dialoog.bijeenkomst.service import end_bijeenkomst, next_step, previous_step
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotNow
from dialoog.stemming.daarna import reveal
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.models import LosseSticker, RondeIdee, Stemronde
from dialoog.stemming.queries import uitslag
from dialoog.stemming.service import open_stemronde, reopen_stemronde, reset_stemronde
from dialoog.stemming.stand import stand
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from tests import builders
from tests.stemming.conftest import WIE, Zaal, aantal, locks, make_zaal


def test_the_step_prepares_one_round_and_opening_fixes_list_settings_and_locks_the_ideas(zaal: Zaal) -> None:
    assert zaal.rij().staat == "voorbereid"
    ronde = zaal.open()
    row = zaal.rij()
    assert (row.staat, row.n, row.per_idee) == ("open", 5, 1)
    assert len(db.session.scalars(select(RondeIdee.idee).where(RondeIdee.ronde == ronde)).all()) == 8
    assert locks() == {row.titel}


def test_opening_twice_opens_once(zaal: Zaal) -> None:
    zaal.open()
    key, facts = zaal.rij().sleutel, aantal("feit")
    open_stemronde(zaal.dialoog, zaal.ronde, WIE)
    assert (zaal.rij().sleutel, aantal("feit")) == (key, facts)


def test_a_round_with_fewer_ideas_than_the_top_does_not_open(app: object) -> None:
    zaal = make_zaal("klein", ideeen=4)
    with pytest.raises(RondeNietKlaar, match="4 gekozen ideeën voor 5 plaatsen"):
        zaal.open()
    assert zaal.rij().staat == "voorbereid"


def test_settings_changed_after_the_opening_change_nothing(zaal: Zaal) -> None:
    zaal.open()
    with transaction() as session:
        session.get_one(Stap, zaal.stap).instellingen = {"n": 2, "per_idee": 2}
    zaal.plak(zaal.mensen[0], 1, 2, 3, 4, 5)
    assert aantal("sticker") == 5


def test_more_on_one_idea_when_the_round_allows_it(app: object) -> None:
    zaal = make_zaal("meer", n=4, per_idee=3)
    zaal.open()
    zaal.plak(zaal.mensen[0], 1, 1, 1, 2)
    zaal.sluit()
    zaal.stel_vast()
    result = uitslag(db.session(), zaal.dialoog)
    assert result is not None
    assert [(r.nummer, r.stickers, r.mensen) for r in result.rijen[:2]] == [(1, 3, 1), (2, 1, 1)]


def test_back_to_voorbereid_only_while_nobody_put_anything(zaal: Zaal) -> None:
    ronde = zaal.open()
    reset_stemronde(zaal.dialoog, ronde, WIE)
    assert (zaal.rij().staat, locks()) == ("voorbereid", {None})
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    with pytest.raises(RondeNietKlaar, match="er is al geplakt"):
        reset_stemronde(zaal.dialoog, ronde, WIE)


def test_closing_keeps_ballots_and_opening_again_takes_new_ones(zaal: Zaal) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2)
    zaal.sluit()
    assert aantal("sticker") == 2
    reopen_stemronde(zaal.dialoog, zaal.ronde, WIE)
    zaal.plak(zaal.mensen[0], 1, 2, 3)
    assert aantal("sticker") == 3


def test_establishing_counts_stores_loose_stickers_and_keeps_no_ballot(zaal: Zaal) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2, 3)
    zaal.plak(zaal.mensen[1], 1, 2)
    zaal.plak(zaal.mensen[2], klaar=True)
    zaal.sluit()
    zaal.stel_vast()
    row = zaal.rij()
    assert (row.staat, row.briefjes, row.was_vastgesteld) == ("vastgesteld", 2, True)
    assert [aantal(table) for table in ("stembriefje", "sticker", "te_laat")] == [0, 0, 0]
    loose = sorted(db.session.scalars(select(LosseSticker.idee).where(LosseSticker.ronde == ronde)))
    tally = db.session.execute(select(RondeIdee.idee, RondeIdee.stickers).where(RondeIdee.ronde == ronde)).all()
    assert loose == sorted(idee for idee, count in tally for _ in range(count))
    assert all(value is None for value in db.session.scalars(select(RondeIdee.draagvlak)))


def test_establishing_twice_is_once_and_an_open_round_is_not_established(zaal: Zaal) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    with pytest.raises(RondeNietKlaar, match="Sluit de ronde eerst"):
        zaal.stel_vast()
    zaal.sluit()
    zaal.stel_vast()
    facts = aantal("feit")
    zaal.stel_vast()
    assert (aantal("feit"), aantal("losse_sticker")) == (facts, 1)


def test_who_was_removed_does_not_count_who_went_home_does(zaal: Zaal) -> None:
    zaal.open()
    for person in zaal.mensen[:3]:
        zaal.plak(person, 1)
    with transaction() as session:
        session.get_one(Deelnemer, zaal.mensen[0]).staat = "verwijderd"
        session.get_one(Aanwezigheid, (zaal.bijeenkomst, zaal.mensen[1])).staat = "weg"
        session.get_one(Aanwezigheid, (zaal.bijeenkomst, zaal.mensen[2])).staat = "afwezig"
    zaal.sluit()
    zaal.stel_vast()
    assert zaal.rij().briefjes == 1


def test_a_removal_that_is_undone_in_time_brings_the_ballot_back(zaal: Zaal) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    for staat in ("verwijderd", "actief"):
        with transaction() as session:
            session.get_one(Deelnemer, zaal.mensen[0]).staat = staat
    zaal.sluit()
    zaal.stel_vast()
    assert zaal.rij().briefjes == 1


def test_the_record_says_who_was_helped_in_order_of_name_and_never_what(zaal: Zaal) -> None:
    builders.make_deelnemer(
        zaal.dialoog, "Piet Zwart", bijeenkomst=zaal.bijeenkomst, zonder_telefoon=True, helper="Anja"
    )
    zaal.open()
    zaal.sluit()
    zaal.stel_vast()
    feit = db.session.scalars(select(Feit).where(Feit.wat == "RondeVastgesteld")).one()
    assert feit.data["hulp"] == [["Anja", "Piet Zwart"], ["Joke", "Corrie de Wit"]]
    assert "Piet Zwart door Anja, Corrie de Wit door Joke" in feit.zin
    assert zaal.rij().bijzonderheden["hulp"] == feit.data["hulp"]


# --- the way of the page --------------------------------------------------------------------------------------


def test_going_on_refuses_until_the_round_is_vastgesteld_or_vervallen(zaal: Zaal) -> None:
    builders.make_stap(zaal.bijeenkomst, "stickeren", n=5, per_idee=1)
    zaal.open()
    for act in (next_step, end_bijeenkomst):
        with pytest.raises(NotNow, match="Stel de uitslag eerst vast"):
            act(zaal.dialoog, zaal.bijeenkomst, zaal.stap, WIE)
    zaal.sluit()
    with pytest.raises(NotNow):
        next_step(zaal.dialoog, zaal.bijeenkomst, zaal.stap, WIE)
    zaal.stel_vast()
    assert next_step(zaal.dialoog, zaal.bijeenkomst, zaal.stap, WIE) != zaal.stap


def test_going_back_closes_an_open_round_and_keeps_the_ballots(zaal: Zaal) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    previous_step(zaal.dialoog, zaal.bijeenkomst, zaal.stap, WIE)
    assert (zaal.rij().staat, aantal("sticker")) == ("gesloten", 1)


def test_the_green_button_goes_from_open_to_sluit_to_stel_vast_to_onthul(zaal: Zaal, regie: FlaskClient) -> None:
    url = f"/regie/wijk/avond/{zaal.bijeenkomst}"
    assert "Open de ronde" in regie.get(url).text
    assert regie.post(f"{url}/stemronde/{zaal.ronde}/open").status_code == 303
    assert "Sluit de ronde" in regie.get(url).text
    assert "Ja, sluit de ronde" in regie.get(f"{url}?vraag=ja").text
    assert "Ja, sluit de ronde en ga terug" in regie.get(f"{url}?vraag=terug").text
    regie.post(f"{url}/stemronde/{zaal.ronde}/sluit")
    asked = regie.get(f"{url}?vraag=ja").text
    assert "Ja, stel de uitslag vast" in asked
    assert "Dit kunt u niet terugdraaien" in asked
    regie.post(f"{url}/stemronde/{zaal.ronde}/vaststellen")
    assert "Ja, onthul de uitslag" in regie.get(f"{url}?vraag=ja").text


def test_no_phone_beamer_or_regie_has_a_count_per_idea_before_it_may(
    zaal: Zaal, regie: FlaskClient, client: FlaskClient, as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    from dialoog.bijeenkomst.models import Bijeenkomst

    beamer = f"/beamer/{db.session.get_one(Bijeenkomst, zaal.bijeenkomst).beamer_token}"
    phone = as_deelnemer(zaal.dialoog, zaal.tokens[zaal.mensen[1]])
    screens = {
        "beamer": lambda: client.get(beamer).text,
        "telefoon": lambda: phone.get("/d/wijk/").text,
        "regie": lambda: regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text,
    }
    zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2, 3)
    before = {name: screen() for name, screen in screens.items()}
    zaal.plak(zaal.mensen[0], 4, 5, 6)
    assert {name: strip(screen()) for name, screen in screens.items()} == {n: strip(s) for n, s in before.items()}
    zaal.sluit()
    zaal.stel_vast()
    for name in ("beamer", "telefoon"):
        assert "onthul-rij" not in screens[name]()
        assert 'class="stand"' not in screens[name]()


def strip(page: str) -> str:
    """A page without its token and its clock."""
    import re

    return re.sub(r'name="csrf_token" value="[^"]*"|data-nu="\d+"', "", page)


def test_undoing_a_close_opens_it_again_until_it_is_vastgesteld(zaal: Zaal) -> None:
    zaal.open()
    zaal.sluit()
    step = next(s for s in laatste_stappen(db.session(), zaal.dialoog) if s.zin.endswith("de ronde is gesloten"))
    assert step.kan_terug
    undo_feit(zaal.dialoog, step.id, WIE)
    assert zaal.rij().staat == "open"
    zaal.sluit()
    zaal.stel_vast()
    steps = laatste_stappen(db.session(), zaal.dialoog)
    closing = next(s for s in steps if s.zin.endswith("de ronde is gesloten"))
    assert (closing.kan_terug, closing.waarom_niet) == (False, "de uitslag is vastgesteld")


def test_undoing_an_opening_says_why_it_cannot_once_somebody_put_something(zaal: Zaal) -> None:
    zaal.open()
    step = laatste_stappen(db.session(), zaal.dialoog)[0]
    assert step.kan_terug
    zaal.plak(zaal.mensen[0], 1)
    assert laatste_stappen(db.session(), zaal.dialoog)[0].waarom_niet == "er is al geplakt"


def test_the_regie_says_which_places_the_hall_sees_and_does_not_set_stickers_against_people(
    zaal: Zaal, regie: FlaskClient
) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2, 3)
    zaal.plak(zaal.mensen[1], 1, 2)
    zaal.plak(zaal.mensen[2], 1)
    zaal.sluit()
    zaal.stel_vast()
    said = []
    for seen in (None, 4, 3, 2):
        reveal(zaal.dialoog, ronde, seen, WIE)
        page = regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text
        said += re.findall(r"mensen\. De zaal ziet ([^.<]+)\.", re.sub(r"</?b>", "", page))
    assert said == ["plaats 4", "plaats 4 tot 3", "plaats 4 tot 2", "alles tot plaats 4"]
    assert "<small>van 3 mensen" not in page, "one sticker per idea: as many stickers as people"


# --- who is how far -------------------------------------------------------------------------------------------


def test_the_regie_sees_by_name_who_has_not_begun_is_busy_or_klaar(zaal: Zaal, regie: FlaskClient) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    zaal.plak(zaal.mensen[1], 1, 2, 3, 4, 5, klaar=True)
    now = stand(db.session(), db.session.get_one(Stemronde, zaal.ronde))
    assert {p.naam: p.toestand for p in now.mensen} == {
        "Persoon 1": "bezig",
        "Persoon 2": "klaar",
        "Persoon 3": "niets",
        "Persoon 4": "niets",
        "Corrie de Wit": "niets",
    }
    assert (now.geplakt, now.totaal, now.klaar, now.van) == (6, 25, 1, 5)
    page = regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text
    assert "6 van 25" in page
    assert "Joke plakt namens Corrie de Wit" in page


def test_who_went_home_counts_only_with_a_ballot_put(zaal: Zaal) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    with transaction() as session:
        for person in zaal.mensen[:2]:
            session.get_one(Aanwezigheid, (zaal.bijeenkomst, person)).staat = "weg"
    now = stand(db.session(), db.session.get_one(Stemronde, zaal.ronde))
    assert now.van == 4


def test_another_begeleider_and_another_evening_get_404(zaal: Zaal, regie: FlaskClient) -> None:
    other = builders.make_bijeenkomst(zaal.dialoog, "Andere avond")
    for act in ("open", "sluit", "heropen", "terugzetten", "vaststellen", "onthul", "vervallen"):
        assert regie.post(f"/regie/wijk/avond/{other}/stemronde/{zaal.ronde}/{act}").status_code == 404
    assert live_stap(db.session(), zaal.bijeenkomst) is not None
    assert json.dumps(zaal.rij().staat) == '"voorbereid"'
