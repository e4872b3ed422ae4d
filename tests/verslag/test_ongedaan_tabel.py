"""The table of ontwerp.md, *The record*, row by row: a step is undone by what the table says, twice is once, and it is
refused with a reason when the table says not any more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groepen
from dialoog.bijeenkomst.groepen_maken import make_groepen
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import live_stap
from dialoog.bijeenkomst.service import go_to_step, set_deur
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import gezien_van, merge_deelnemers
from dialoog.deelnemer.service import remove_deelnemer, undo_removal_of
from dialoog.errors import NotNow
from dialoog.idee.beheer import close_ideeen, correct_idee, move_idee, set_verborgen
from dialoog.idee.keuze_insturen import Wens, choose_groep
from dialoog.idee.keuze_kiezers import stand_van, van_groep
from dialoog.idee.kleuren import set_kleur
from dialoog.idee.models import Idee
from dialoog.idee.queries import deelvragen
from dialoog.idee.samenvoegen import merge_ideeen
from dialoog.idee.service import add_idee, withdraw_idee
from dialoog.stemming.daarna import cancel_stemronde
from dialoog.stemming.models import Stemronde
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from dialoog.voorstel.antwoorden import Schrijver, save_antwoord
from dialoog.voorstel.eigenaren import current, set_eigenaren
from dialoog.voorstel.eigenaren import stand_van as stand_van_eigenaren
from dialoog.voorstel.kaarten import make_loose
from dialoog.voorstel.oplossingen import make_oplossing
from dialoog.voorstel.queries import antwoord_versies, find_voorstel
from tests import builders
from tests.stemming.conftest import WIE, Zaal, make_zaal

SIX = range(1, 7)
"""More ideas than the five places."""
Doe = Callable[["Wereld"], None]


class Wereld:
    """A hall about to sticker, with more steps around it; `zaal` has the acts of a round."""

    def __init__(self) -> None:
        self.zaal: Zaal = make_zaal()
        self.dialoog, self.avond = self.zaal.dialoog, self.zaal.bijeenkomst
        self.stappen = {
            soort: builders.make_stap(self.avond, soort, **instellingen)
            for soort, instellingen in (
                ("ideeen", {"muur": "meteen"}),
                ("kleuren", {}),
                ("kiezen", {"eenheid": "groep", "quota": {"grijs": 0, "geel": 9, "blauw": 9, "rood": 9}}),
                ("uitslag", {}),
            )
        }
        self.stappen["stickeren"] = self.zaal.stap
        self.oplossing = self.kaart = 0

    @property
    def session(self) -> Session:
        db.session.rollback()
        return db.session()

    def turn(self, soort: str) -> None:
        live = live_stap(self.session, self.avond)
        go_to_step(self.dialoog, self.avond, live.id if live else None, self.stappen[soort], WIE)

    def idee(self, nummer: int = 1) -> Idee:
        found = self.session.scalars(select(Idee).where(Idee.dialoog_id == self.dialoog, Idee.nummer == nummer)).one()
        return found

    def last(self, wat: str) -> Feit:
        """The newest fact of a kind that is no undoing itself."""
        rows = self.session.scalars(select(Feit).where(Feit.wat == wat).order_by(Feit.id.desc())).all()
        undoings = set(db.session.scalars(select(Feit.ongedaan_door)))
        return next(feit for feit in rows if feit.id not in undoings)

    def reason(self, feit: int) -> str | None:
        """What *Laatste stappen* says beside a step that cannot be taken back."""
        rows = laatste_stappen(self.session, self.dialoog, aantal=60)
        return next(row.waarom_niet for row in rows if row.id == feit)

    def round_open(self) -> None:
        self.turn("stickeren")
        self.zaal.open()

    def established(self) -> None:
        self.round_open()
        self.zaal.plak(self.zaal.mensen[0], 1, 2)
        self.zaal.sluit()
        self.zaal.stel_vast()


@dataclass(frozen=True)
class Rij:
    """A row: `doe` is the step, `kijk` what it changed, `wat` its fact; after `niet_meer` it is refused, `reden` being
    a part of the words. `klaar` goes before."""

    naam: str
    wat: str
    klaar: Doe
    doe: Doe
    kijk: Callable[[Wereld], Any]
    niet_meer: Doe | None
    reden: str = ""


def nothing(w: Wereld) -> None:
    """The hall as it is."""


def staat(w: Wereld) -> tuple[Any, ...]:
    idee = w.idee()
    return idee.staat, idee.tekst, [d.id for d in idee.deelvragen], idee.kleur, idee.samengevoegd_in


def step(soort: str) -> Doe:
    return lambda w: w.turn(soort)


def hide(w: Wereld) -> None:
    set_verborgen(w.dialoog, w.idee().id, verborgen=True, wie=WIE, bijeenkomst_id=w.avond)


def show(w: Wereld) -> None:
    set_verborgen(w.dialoog, w.idee().id, verborgen=False, wie=WIE, bijeenkomst_id=w.avond)


def hidden_and_held(w: Wereld) -> None:
    show(w)
    w.round_open()


def withdraw(w: Wereld, *, ingetrokken: bool = True) -> None:
    idee = w.session.scalars(select(Idee).where(Idee.indiener == w.zaal.mensen[0])).one()
    withdraw_idee(w.dialoog, w.zaal.mensen[0], idee.id, idee.versie, ingetrokken=ingetrokken)


def own_idea(w: Wereld) -> None:
    w.turn("ideeen")
    add_idee(w.dialoog, w.zaal.mensen[0], "k" * 32, "Een eigen idee", [])


def own_state(w: Wereld) -> str:
    return w.session.scalars(select(Idee.staat).where(Idee.indiener == w.zaal.mensen[0])).one()


def correct(w: Wereld) -> None:
    idee = w.idee()
    correct_idee(w.dialoog, idee.id, idee.versie, "Beter gezegd", wie=WIE, bijeenkomst_id=w.avond)


def move(w: Wereld) -> None:
    one = deelvragen(w.session, w.dialoog)[0].id
    move_idee(w.dialoog, w.idee().id, [one], wie=WIE, bijeenkomst_id=w.avond)


def merge(w: Wereld) -> None:
    merge_ideeen(w.dialoog, w.idee(2).id, [w.idee().id], gezien=None, wie=WIE, bijeenkomst_id=w.avond)


def colour(w: Wereld, nummer: int = 1) -> None:
    set_kleur(w.dialoog, w.avond, w.stappen["kleuren"], w.idee(nummer).id, "rood", None, WIE)


def make_tables(w: Wereld) -> None:
    make_groepen(w.dialoog, w.avond, 2, "loten", 0, WIE)


def send_in(w: Wereld) -> None:
    first = groepen(w.session, w.avond)[0]
    lies = stand_van(w.session, w.stappen["kiezen"], van_groep(first.id))
    wens = Wens(lies.versie, frozenset(w.idee(n).id for n in SIX), ingestuurd=True, boven=True)
    choose_groep(w.dialoog, w.avond, w.stappen["kiezen"], first.id, wens, WIE)


def tables_and_colours(w: Wereld) -> None:
    w.turn("kleuren")
    for n in SIX:
        colour(w, n)
    make_tables(w)
    w.turn("kiezen")


def sent_in(w: Wereld) -> bool:
    first = groepen(w.session, w.avond)[0]
    return stand_van(w.session, w.stappen["kiezen"], van_groep(first.id)).ingestuurd


def chosen_by_tables_and_held(w: Wereld) -> None:
    w.turn("kleuren")
    for n in SIX:
        colour(w, n)
    w.turn("kiezen")
    send_in(w)
    hold_in_round(w)


def hold_in_round(w: Wereld) -> None:
    """The tables' choice becomes the list of a round that is opened."""
    stap = builders.make_stap(w.avond, "stickeren", n=1, per_idee=1)
    w.stappen["stickeren"] = w.zaal.stap = stap
    w.round_open()


def close_ideas(w: Wereld) -> None:
    close_ideeen(w.dialoog, w.avond, w.stappen["ideeen"], gesloten=True, wie=WIE)


def name_trekker(w: Wereld, who: int = 0) -> None:
    w.oplossing = w.oplossing or make_oplossing_of(w)
    seen = stand_van_eigenaren(w.session, w.oplossing)
    person = w.zaal.mensen[who]
    set_eigenaren(w.dialoog, w.avond, w.oplossing, seen, [person], person, WIE)


def make_oplossing_of(w: Wereld) -> int:
    return make_oplossing(w.dialoog, w.avond, "Een halte", "", [], "De groep wil dit", WIE)


def write(tekst: str) -> Doe:
    def act(w: Wereld) -> None:
        seen = find_voorstel(w.session, w.dialoog, w.kaart).antwoorden["voorstel"].versie
        save_antwoord(w.dialoog, w.kaart, "voorstel", seen, tekst, Schrijver("begeleider", WIE))

    return act


def card(w: Wereld) -> None:
    w.kaart = make_loose(w.dialoog, w.avond, "Een halte", WIE)
    write("Een bank")(w)


def answer(w: Wereld) -> str:
    return find_voorstel(w.session, w.dialoog, w.kaart).antwoorden["voorstel"].html


def door_open(w: Wereld) -> bool:
    return w.session.get_one(Bijeenkomst, w.avond).deur_open


def shut(w: Wereld) -> None:
    set_deur(w.dialoog, w.avond, open_=False, wie=WIE)


def remove(w: Wereld) -> None:
    remove_deelnemer(w.dialoog, w.zaal.mensen[1], w.avond, WIE)


def person(w: Wereld) -> str:
    return w.session.get_one(Deelnemer, w.zaal.mensen[1]).staat


def merge_people(w: Wereld) -> None:
    kept, gone = (w.session.get_one(Deelnemer, number) for number in w.zaal.mensen[:2])
    merge_deelnemers(w.dialoog, kept.id, gone.id, gezien_van(kept, gone), WIE, w.avond)


def live_step(w: Wereld) -> int | None:
    found = live_stap(w.session, w.avond)
    return found.id if found else None


def round_state(w: Wereld) -> str:
    return w.zaal.rij().staat


def ideas_closed(w: Wereld) -> bool:
    return bool(w.session.get_one(Stap, w.stappen["ideeen"]).instellingen.get("gesloten"))


def voted(w: Wereld) -> None:
    w.round_open()
    w.zaal.plak(w.zaal.mensen[0], 1, 2)


def owners(w: Wereld) -> dict[int, bool]:
    return current(w.session, w.oplossing)


def revealed(w: Wereld) -> None:
    w.established()
    w.turn("uitslag")
    name_trekker(w, 0)


HELD = "staat in"
TABEL = (
    Rij("next step", "StapBegonnen", nothing, step("uitslag"), live_step, None),
    Rij(
        "next step, and further since",
        "StapBegonnen",
        step("ideeen"),
        step("kleuren"),
        live_step,
        step("kiezen"),
        "verder",
    ),
    Rij("door closed", "DeurGesloten", nothing, shut, door_open, Wereld.established, "ronde vastgesteld"),
    Rij("person removed", "DeelnemerVerwijderd", nothing, remove, person, Wereld.established, "ronde vastgesteld"),
    Rij("people merged", "MensenSamengevoegd", nothing, merge_people, person, Wereld.established, "ronde vastgesteld"),
    Rij(
        "ideas closed",
        "IdeeenGesloten",
        step("ideeen"),
        close_ideas,
        ideas_closed,
        Wereld.round_open,
        "er staan ideeën in",
    ),
    Rij("idea hidden", "IdeeVerborgen", nothing, hide, staat, show, "daarna nog veranderd"),
    Rij("idea shown again", "IdeeGetoond", hide, show, staat, Wereld.round_open, HELD),
    Rij("idea corrected", "IdeeVerbeterd", nothing, correct, staat, Wereld.round_open, HELD),
    Rij("idea moved", "IdeeVerplaatst", nothing, move, staat, Wereld.round_open, HELD),
    Rij(
        "idea withdrawn",
        "IdeeIngetrokken",
        own_idea,
        withdraw,
        own_state,
        lambda w: withdraw(w, ingetrokken=False),
        "daarna",
    ),
    Rij("ideas merged", "IdeeenSamengevoegd", nothing, merge, staat, Wereld.round_open, HELD),
    Rij("colour fixed", "KleurGezet", step("kleuren"), colour, staat, Wereld.round_open, HELD),
    Rij(
        "groups made",
        "GroepenGemaakt",
        nothing,
        make_tables,
        lambda w: len(groepen(w.session, w.avond)),
        chosen_by_tables_and_held,
        "ligt in",
    ),
    Rij("choice sent in", "KeuzeIngestuurd", tables_and_colours, send_in, sent_in, hold_in_round, "staan in"),
    Rij(
        "round closed",
        "RondeGesloten",
        voted,
        lambda w: w.zaal.sluit(),
        round_state,
        lambda w: w.zaal.stel_vast(),
        "vastgesteld",
    ),
    Rij(
        "trekker",
        "EigenarenBenoemd",
        revealed,
        lambda w: name_trekker(w, 1),
        owners,
        lambda w: name_trekker(w, 2),
        "andere eigenaren",
    ),
    Rij(
        "answer", "AntwoordVeranderd", card, write("Twee banken"), answer, write("Drie banken"), "daarna nog veranderd"
    ),
)


@pytest.fixture
def wereld(app: Flask) -> Wereld:
    return Wereld()


@pytest.mark.parametrize("rij", TABEL, ids=lambda rij: rij.naam)
def test_a_step_is_undone_by_what_the_table_says_and_twice_is_once(wereld: Wereld, rij: Rij) -> None:
    rij.klaar(wereld)
    before = rij.kijk(wereld)
    rij.doe(wereld)
    assert rij.kijk(wereld) != before
    feit = wereld.last(rij.wat).id
    assert wereld.reason(feit) is None
    undo_feit(wereld.dialoog, feit, WIE)
    assert rij.kijk(wereld) == before
    many = len(wereld.session.scalars(select(Feit.id)).all())
    undo_feit(wereld.dialoog, feit, WIE)
    assert rij.kijk(wereld) == before
    assert len(wereld.session.scalars(select(Feit.id)).all()) == many


@pytest.mark.parametrize("rij", [rij for rij in TABEL if rij.niet_meer], ids=lambda rij: rij.naam)
def test_a_step_is_refused_with_a_reason_when_the_table_says_not_any_more(wereld: Wereld, rij: Rij) -> None:
    rij.klaar(wereld)
    rij.doe(wereld)
    feit = wereld.last(rij.wat).id
    assert rij.niet_meer is not None
    rij.niet_meer(wereld)
    after = rij.kijk(wereld)
    assert rij.reden in (wereld.reason(feit) or "")
    with pytest.raises(NotNow, match=rij.reden):
        undo_feit(wereld.dialoog, feit, WIE)
    assert rij.kijk(wereld) == after


def test_a_round_that_is_vastgesteld_is_not_undone_but_held_again_and_stays_as_vervallen_with_the_reason(
    wereld: Wereld,
) -> None:
    wereld.established()
    old, feit = wereld.zaal.ronde, wereld.last("RondeVastgesteld").id
    with pytest.raises(NotNow):
        undo_feit(wereld.dialoog, feit, WIE)
    cancel_stemronde(wereld.dialoog, old, "Twee mensen kwamen later.", WIE, opnieuw=True)
    row = wereld.session.get_one(Stemronde, old)
    assert (row.staat, row.reden) == ("vervallen", "Twee mensen kwamen later.")
    assert wereld.zaal.ronde != old
    assert wereld.zaal.rij().staat == "voorbereid"


def test_who_was_removed_before_a_round_was_vastgesteld_can_still_come_back_for_what_follows(wereld: Wereld) -> None:
    remove(wereld)
    wereld.established()
    for _ in range(2):
        undo_removal_of(wereld.dialoog, wereld.zaal.mensen[1], WIE)
    assert person(wereld) == "actief"
    told = wereld.session.scalars(select(Feit).where(Feit.wat == "DeelnemerTeruggezet")).all()
    assert len(told) == 1


def test_the_former_answer_comes_back_as_a_new_version_so_that_nothing_written_is_lost(wereld: Wereld) -> None:
    card(wereld)
    write("Twee banken")(wereld)
    undo_feit(wereld.dialoog, wereld.last("AntwoordVeranderd").id, WIE)
    voorstel = find_voorstel(wereld.session, wereld.dialoog, wereld.kaart)
    texts = [row.html for row in antwoord_versies(db.session(), voorstel.id, "voorstel")]
    assert texts == ["<p>Een bank</p>", "<p>Twee banken</p>", "<p>Een bank</p>"]
