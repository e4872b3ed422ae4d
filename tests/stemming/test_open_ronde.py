"""An open round: everybody sees the tally while it runs, and nothing that is shown or answered tells who did what."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from dialoog import klok
from dialoog.bijeenkomst.aanwezig import set_aanwezigheid
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.schermen import regios
from dialoog.database import db, transaction
from dialoog.deelnemer.meedragen import start_meedragen
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.deelnemer.service import remove_deelnemer, undo_removal_of
from dialoog.deelnemer.toegang import end_toestel
from dialoog.live.telefoons import STIL_S
from dialoog.stemming import open_namen
from dialoog.stemming.briefje import put_briefje, put_voor
from dialoog.stemming.errors import BriefjeVerouderd, MagNietPlakken, NietMeegeteld, RondeNietKlaar
from dialoog.stemming.open_namen import WACHT, WEINIG, Lijsten, getoonde_lijst, neem, show_namen, waarom_niet
from dialoog.stemming.queries import uitslag
from dialoog.stemming.stand import Stand, stand
from dialoog.verslag.models import Feit
from tests import builders
from tests.stemming.conftest import WIE, Zaal, make_zaal


@pytest.fixture
def zaal(app: object) -> Zaal:
    """The hall, with the tally in sight from the start."""
    hall = make_zaal(aantal=7, zichtbaar="open")
    hall.open()
    return hall


def leg(zaal: Zaal, persoon: int, *nummers: int, vorig: str = "", klaar: bool = False, versie: int = 0) -> str:
    """Put a ballot as the phone of that person; returns its kenmerk."""
    command = zaal.opdracht(*nummers, versie=versie, klaar=klaar, vorig=vorig)
    put_briefje(zaal.dialoog, persoon, command)
    return str(command["kenmerk"])


def nu(zaal: Zaal) -> Stand:
    row = zaal.rij()
    return stand(db.session(), row)


# --- what is shown --------------------------------------------------------------------------------------------


def test_all_screens_show_the_tally_and_the_phone_says_what_nobody_sees(
    zaal: Zaal, regie: FlaskClient, telefoon: Callable[[int], FlaskClient], client: FlaskClient
) -> None:
    leg(zaal, zaal.mensen[0], 1, 2)
    leg(zaal, zaal.mensen[1], 1)
    page = telefoon(zaal.mensen[2]).get("/d/wijk/").text
    assert "Iedereen ziet de stand terwijl u plakt. Niemand ziet wie waar plakte." in page
    counts = page.split('data-stand="')[1].split('"')[0].replace("&#34;", '"')
    assert {key: count for key, count in json.loads(counts).items() if count} == {"1": 2, "2": 1}
    shown = regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text
    assert "De zaal ziet deze stand ook" in shown
    assert "0 van 8" in shown


def test_a_hidden_round_has_the_score_in_no_page(
    app: object, as_begeleider: Callable[[int], FlaskClient], as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    hall = make_zaal()
    hall.open()
    hall.plak(hall.mensen[0], 1, 2)
    phone = as_deelnemer(hall.dialoog, hall.tokens[hall.mensen[1]]).get("/d/wijk/").text
    begeleider = as_begeleider(hall.begeleider).get(f"/regie/wijk/avond/{hall.bijeenkomst}").text
    for page in (phone, begeleider):
        assert "data-stand" not in page
        assert "ziet deze stand" not in page


def test_the_regie_has_a_number_and_no_state_of_anybody_also_after_the_close(zaal: Zaal, regie: FlaskClient) -> None:
    leg(zaal, zaal.mensen[0], 1, klaar=True)
    assert (nu(zaal).klaar, nu(zaal).van, nu(zaal).mensen) == (1, 8, ())
    for act in (lambda: None, zaal.sluit):
        act()
        page = regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text
        assert "nog niets" not in page
        assert "bezig" not in page
        assert "Klaar:" not in page


def test_no_act_on_a_person_changes_a_number_whatever_that_person_put(zaal: Zaal) -> None:
    ready, idle, half = zaal.mensen[:3]
    leg(zaal, ready, 1, 2, klaar=True)
    leg(zaal, half, 3)
    before = nu(zaal)
    for person in (ready, idle, half):
        set_aanwezigheid(zaal.dialoog, zaal.bijeenkomst, person, "weg", WIE)
        assert nu(zaal) == before
        set_aanwezigheid(zaal.dialoog, zaal.bijeenkomst, person, "aanwezig", WIE)
        remove_deelnemer(zaal.dialoog, person, zaal.bijeenkomst, WIE)
        assert nu(zaal) == before
        undo_removal_of(zaal.dialoog, person, WIE)
        with transaction() as session:
            session.execute(update(Deelnemer).where(Deelnemer.id == person).values(staat="samengevoegd"))
        assert nu(zaal) == before
        with transaction() as session:
            session.execute(update(Deelnemer).where(Deelnemer.id == person).values(staat="actief", soort="toehoorder"))
        assert nu(zaal) == before
        with transaction() as session:
            session.execute(update(Deelnemer).where(Deelnemer.id == person).values(soort="deelnemer"))


def test_who_went_home_before_it_opened_is_in_no_number_and_who_comes_late_is(app: object) -> None:
    hall = make_zaal(aantal=4, zichtbaar="open")
    set_aanwezigheid(hall.dialoog, hall.bijeenkomst, hall.mensen[0], "weg", WIE)
    hall.open()
    assert nu(hall).van == 4
    set_aanwezigheid(hall.dialoog, hall.bijeenkomst, hall.mensen[0], "aanwezig", WIE)
    assert nu(hall).van == 5


def test_beside_live_tallies_the_regie_does_not_say_whose_phone_is_away(app: Flask) -> None:
    """Who cannot have stuck leaves fewer who can: that would tie a tally that moves to a person."""
    app.extensions["dialoog_live"].telefoons._begin -= STIL_S
    for zichtbaar, away in (("open", False), ("dicht", True)):
        hall = make_zaal(f"wijk-{zichtbaar}", aantal=4, zichtbaar=zichtbaar)
        hall.open()
        db.session.rollback()
        evening = db.session.get_one(Bijeenkomst, hall.bijeenkomst)
        (people,) = (r for r in regios(db.session(), evening, "regie") if r.naam == "mensen")
        assert bool(people.context["stil"]) is away


# --- who may replace a ballot ---------------------------------------------------------------------------------


def test_no_screen_hears_of_a_ballot_and_only_the_phone_that_put_it_replaces_it(
    zaal: Zaal, telefoon: Callable[[int], FlaskClient]
) -> None:
    person = zaal.mensen[0]
    empty = telefoon(person).get("/d/wijk/mijn").json
    kenmerk = leg(zaal, person, 1, 2)
    mine = telefoon(person).get("/d/wijk/mijn").json
    assert mine == empty
    assert {"versie", "aantal"}.isdisjoint(mine)
    assert telefoon(person).get(f"/d/wijk/stembriefje?ronde={zaal.ronde}").json == {"ronde": zaal.ronde}
    for versie in (0, 1, 7):
        with pytest.raises(BriefjeVerouderd) as refused:
            leg(zaal, person, 3, versie=versie)
        assert refused.value.stand == {"ronde": zaal.ronde, "elders": True}
    kenmerk = leg(zaal, person, 1, 3, vorig=kenmerk)
    leg(zaal, person, 4, vorig=kenmerk)
    assert nu(zaal).geplakt == 1


def test_the_same_command_twice_is_once(zaal: Zaal) -> None:
    command = zaal.opdracht(1, 2)
    assert put_briefje(zaal.dialoog, zaal.mensen[0], command) == put_briefje(zaal.dialoog, zaal.mensen[0], command)
    assert nu(zaal).geplakt == 2


def test_after_the_close_the_answer_says_nothing_of_what_lies(zaal: Zaal) -> None:
    leg(zaal, zaal.mensen[0], 1, 2)
    zaal.sluit()
    with pytest.raises(NietMeegeteld) as refused:
        leg(zaal, zaal.mensen[0], 3)
    assert set(refused.value.stand) == {"staat", "gesloten"}


def test_a_helper_replaces_only_what_a_helper_put(zaal: Zaal) -> None:
    corrie = zaal.zonder_telefoon
    put_voor(zaal.dialoog, corrie, zaal.opdracht(1, 2))
    put_voor(zaal.dialoog, corrie, zaal.opdracht(3))
    assert nu(zaal).geplakt == 1
    person = zaal.mensen[0]
    leg(zaal, person, 4, 5)
    with transaction() as session:
        session.execute(update(Deelnemer).where(Deelnemer.id == person).values(zonder_telefoon=True))
        session.execute(update(Toestel).where(Toestel.deelnemer_id == person).values(beeindigd=klok.nu()))
    with pytest.raises((BriefjeVerouderd, MagNietPlakken)):
        put_voor(zaal.dialoog, person, zaal.opdracht(1))
    assert nu(zaal).geplakt == 3


# --- names ----------------------------------------------------------------------------------------------------

ZEVEN = set(range(7))


def test_a_list_waits_thirty_seconds_and_for_three_people() -> None:
    lijsten = Lijsten(0.0)
    assert waarom_niet(lijsten, {0, 1, 2}, ZEVEN, 29.9) == WACHT
    assert waarom_niet(lijsten, {0, 1}, ZEVEN, 31) == WEINIG
    assert waarom_niet(lijsten, {0, 1, 2}, ZEVEN, 31) is None
    neem(lijsten, {0, 1, 2}, ZEVEN, 31)
    assert waarom_niet(lijsten, {0, 1, 2, 3, 4, 5}, ZEVEN, 60) == WACHT


def test_nobody_is_set_apart_by_going_back_or_by_being_the_last() -> None:
    many = set(range(9))
    lijsten = Lijsten(0.0)
    neem(lijsten, {0, 1, 2, 3}, many, 40)
    back = {1, 2, 3, 4, 5}
    assert sum((p in back) != (p in {0, 1, 2, 3}) for p in many) == 3
    assert waarom_niet(lijsten, back, many, 80) == WEINIG
    assert waarom_niet(lijsten, many - {8}, many, 80) == WEINIG
    assert waarom_niet(lijsten, {0, 1, 2, 3, 4, 5}, many, 80) == WEINIG
    assert waarom_niet(lijsten, many, many, 80) is None


def test_the_begeleider_gets_a_list_when_it_sets_nobody_apart(
    zaal: Zaal, regie: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"/regie/wijk/avond/{zaal.bijeenkomst}"
    for person in zaal.mensen[:3]:
        leg(zaal, person, 1, klaar=True)
    regie.post(f"{url}/stemronde/{zaal.ronde}/namen")
    assert WACHT in regie.get(url).text
    later = open_namen.time.monotonic() + 60
    monkeypatch.setattr(open_namen.time, "monotonic", lambda: later)
    assert regie.post(f"{url}/stemronde/{zaal.ronde}/namen").status_code == 303
    shown = regie.get(url).text
    assert "Nog niet klaar om" in shown
    lijst = getoonde_lijst(zaal.rij())
    assert lijst is not None
    assert set(lijst.niet_klaar) == {"Persoon 4", "Persoon 5", "Persoon 6", "Persoon 7"}


def test_taking_people_off_the_list_does_not_help_to_get_one(zaal: Zaal, monkeypatch: pytest.MonkeyPatch) -> None:
    for person in zaal.mensen[:5]:
        leg(zaal, person, 1, klaar=True)
    assert show_namen(zaal.dialoog, zaal.ronde) == WACHT
    later = open_namen.time.monotonic() + 60
    monkeypatch.setattr(open_namen.time, "monotonic", lambda: later)
    for person in zaal.mensen[5:]:
        remove_deelnemer(zaal.dialoog, person, zaal.bijeenkomst, WIE)
        assert show_namen(zaal.dialoog, zaal.ronde) == WEINIG


def test_putting_a_latecomer_on_a_neighbours_phone_does_not_help_to_get_one(
    zaal: Zaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_namen, "WACHT_S", -1)
    late = builders.make_deelnemer(zaal.dialoog, "Laat", bijeenkomst=zaal.bijeenkomst, token="laat")
    for person in zaal.mensen:
        leg(zaal, person, 1, klaar=True)
    assert show_namen(zaal.dialoog, zaal.ronde) == WEINIG  # only who came late is not ready
    device = db.session.scalars(select(Toestel.id).where(Toestel.deelnemer_id == late)).one()
    end_toestel(zaal.dialoog, late, device, WIE)
    start_meedragen(zaal.dialoog, late, zaal.mensen[0], WIE)
    assert show_namen(zaal.dialoog, zaal.ronde) == WEINIG


def test_after_a_restart_it_waits_and_counts_afresh(zaal: Zaal, monkeypatch: pytest.MonkeyPatch) -> None:
    for person in zaal.mensen[:3]:
        leg(zaal, person, 1, klaar=True)
    now = open_namen.time.monotonic()
    monkeypatch.setattr(open_namen, "_getoond", {})
    monkeypatch.setattr(open_namen, "_gestart", now + 61)
    monkeypatch.setattr(open_namen.time, "monotonic", lambda: now + 60)
    assert show_namen(zaal.dialoog, zaal.ronde) == WACHT
    monkeypatch.setattr(open_namen.time, "monotonic", lambda: now + 100)
    assert show_namen(zaal.dialoog, zaal.ronde) == WEINIG


def test_a_hidden_round_has_its_names_and_gives_no_list(app: object) -> None:
    hall = make_zaal()
    hall.open()
    assert len(nu(hall).mensen) == 5
    with pytest.raises(RondeNietKlaar, match="open ronde"):
        show_namen(hall.dialoog, hall.ronde)


# --- establishing ---------------------------------------------------------------------------------------------


def test_every_ballot_counts_and_the_record_says_how_many_are_of_people_off_the_list(zaal: Zaal) -> None:
    for person in zaal.mensen:
        leg(zaal, person, 1)
    for person in zaal.mensen[:6]:
        remove_deelnemer(zaal.dialoog, person, zaal.bijeenkomst, WIE)
    zaal.sluit()
    zaal.stel_vast()
    result = uitslag(db.session(), zaal.dialoog)
    assert result is not None
    assert (result.briefjes, result.rijen[0].stickers, result.rijen[0].mensen) == (7, 7, 7)
    assert "De stand was te zien" in result.geen_belangen
    fact = db.session.query(Feit).filter(Feit.wat == "RondeVastgesteld").one()
    assert "6 briefjes telden mee van mensen die niet meer op de lijst staan" in fact.zin
