"""Tables and choosing by quota as a state machine: made and remade, people who come, go and are merged, the pen taken
over, choices sent in and taken back, while ideas are merged, hidden and coloured."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from dialoog.bijeenkomst.aanwezig import let_in, set_aanwezigheid
from dialoog.bijeenkomst.groepen import groepen, heeft_pen, leden_van
from dialoog.bijeenkomst.groepen_maken import end_choosing, make_groepen
from dialoog.bijeenkomst.groepen_zetten import choose_tafel, put_at
from dialoog.bijeenkomst.groepspen import take_pen
from dialoog.bijeenkomst.models import Groep, Groepslid, Stap
from dialoog.bijeenkomst.queries import lijst
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import gezien_van, merge_deelnemers, split_deelnemers
from dialoog.deelnemer.service import remove_deelnemer, undo_removal_of
from dialoog.errors import NotAllowed, Refusal
from dialoog.idee.beheer import set_verborgen
from dialoog.idee.errors import BovenQuotum
from dialoog.idee.keuze_insturen import Wens, choose_groep, choose_phone
from dialoog.idee.keuze_kiezers import stand_van, standen, van_groep
from dialoog.idee.kleuren import set_kleur
from dialoog.idee.models import Idee
from dialoog.idee.queries import keuzes
from dialoog.idee.samenvoegen import merge_ideeen, split_ideeen
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from tests import builders
from tests.conftest import UITVOERIG
from tests.spelen import spelen

WIE = "Marit"
QUOTA = {"grijs": 0, "geel": 1, "blauw": 1, "rood": 2}
KLEUREN = ("rood", "rood", "rood", "geel", "geel", None)
ZELDEN = st.sampled_from((False, False, False, True))
MENS, IDEE = st.integers(0, 7), st.integers(0, len(KLEUREN) - 1)
VEEL = st.sets(IDEE, min_size=1, max_size=len(KLEUREN)) | st.just(set(range(len(KLEUREN))))


def said(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Refusal as refusal:
        return refusal


class Tafels(RuleBasedStateMachine):
    """Seven people of three belangen and Corrie without a phone; six ideas; each table chooses."""

    mensen: list[int]
    kiezend = False
    """People choose a table on their phones now."""

    @initialize(aantal=st.integers(1, 3))
    def begin(self, aantal: int) -> None:
        self.dialoog = builders.make_dialoog(f"d{uuid4().hex}")
        self.avond = builders.make_bijeenkomst(self.dialoog)
        soorten = {"groepen": {}, "kleuren": {}, "kiezen": {"eenheid": "groep", "quota": QUOTA}}
        self.stap = {soort: builders.make_stap(self.avond, soort, **own) for soort, own in soorten.items()}
        self.mensen = [
            builders.make_deelnemer(
                self.dialoog, f"Mens {n}", bijeenkomst=self.avond, belangen=(1 + n % 3,), zonder_telefoon=n == 7
            )
            for n in range(8)
        ]
        self.ideeen = builders.make_ideeen(self.dialoog, len(KLEUREN))
        with transaction() as session:
            for number, kleur in zip(self.ideeen, KLEUREN, strict=True):
                session.get_one(Idee, number).kleur = kleur
        self.kies_tafel(aantal, 0, [0, 1, 2, 3, 7])
        self.kies(None, {*range(len(KLEUREN))}, in_=False, boven=False, oud=False)
        self.maak(aantal, "loten")

    def live(self, soort: str) -> None:
        """Turn to this step; turning pages itself is played elsewhere."""
        self.tafels_vast()
        with transaction() as session:
            steps = update(Stap).where(Stap.bijeenkomst_id == self.avond)
            session.execute(steps.values(staat="gepland"))
            session.execute(steps.where(Stap.id == self.stap[soort]).values(staat="live"))

    def tafels(self) -> list[Groep]:
        db.session.rollback()
        return groepen(db.session(), self.avond)

    # --- tables

    @rule(aantal=st.integers(1, 4), hoe=st.sampled_from(("loten", "loten", "hand")))
    def maak(self, aantal: int, hoe: str) -> None:
        gezien = self.lichting()
        make_groepen(self.dialoog, self.avond, aantal, hoe, gezien, WIE)
        self.kiezend = hoe == "kiezen"
        if hoe == "loten":
            self.gelijk_verdeeld()

    def lichting(self) -> int:
        return next((groep.lichting for groep in self.tafels()), 0)

    @rule(aantal=st.integers(1, 4), tafel=st.integers(0, 3), gaan=st.lists(MENS, min_size=4, max_size=8))
    def kies_tafel(self, aantal: int, tafel: int, gaan: list[int]) -> None:
        """They all go for one table: who is here sits at it until it is full, and who sits there may press again."""
        if not self.kiezend:
            self.live("groepen")
            self.maak(aantal, "kiezen")
        place = [groep.id for groep in self.tafels()][tafel % len(self.tafels())]
        here = {person.id for person in lijst(db.session(), self.avond, "aanwezig")}
        room = -(-len(here) // len(self.tafels()))
        for number in [self.mensen[n] for n in gaan]:
            there = {person.id for person in leden_van(db.session(), [place])[place]}
            seats = set(db.session.scalars(select(Groepslid.deelnemer_id).where(Groepslid.groep_id == place)))
            if db.session.get_one(Deelnemer, number).staat != "actief":
                continue
            answer = said(lambda number=number: choose_tafel(self.dialoog, self.avond, number, place))
            welcome = number in seats or (number in here and len(there) < room)
            assert isinstance(answer, Refusal) == (not welcome)
            db.session.rollback()
            now = {person.id for person in leden_van(db.session(), [place])[place]}
            assert now == there | ({number} & here if welcome else set())

    def tafels_vast(self) -> None:
        """Choosing is over: everybody who is here sits somewhere."""
        if not self.kiezend:
            return
        end_choosing(self.dialoog, self.avond, WIE)
        self.kiezend = False
        seats = leden_van(db.session(), [groep.id for groep in self.tafels()]).values()
        here = {person.id for person in lijst(db.session(), self.avond, "aanwezig")}
        assert {person.id for people in seats for person in people} == here

    def gelijk_verdeeld(self) -> None:
        """Sizes differ by one at most, and so does each belang."""
        here = leden_van(db.session(), [groep.id for groep in self.tafels()])
        for count in (lambda p: True, *(lambda p, n=n: p.belangen[0].volgorde == n for n in (1, 2, 3))):
            sizes = [sum(count(person) for person in people) for people in here.values()]
            assert max(sizes) - min(sizes) <= 1

    @rule(wie=MENS, tafel=st.none() | st.integers(0, 3))
    def zet(self, wie: int, tafel: int | None) -> None:
        now = self.tafels()
        goal = now[tafel % len(now)].id if now and tafel is not None else None
        said(lambda: put_at(self.dialoog, self.avond, self.mensen[wie], goal))

    @rule(wie=MENS, tafel=st.integers(0, 3))
    def neem_pen(self, wie: int, tafel: int) -> None:
        now = self.tafels()
        if now:
            groep = now[tafel % len(now)]
            place, versie = groep.id, groep.versie
            answer = said(lambda: take_pen(self.dialoog, self.mensen[wie], place, versie))
            db.session.rollback()
            assert isinstance(answer, Refusal) or heeft_pen(db.session(), place, self.mensen[wie])

    # --- people

    @rule(
        wie=MENS,
        ander=MENS,
        wat=st.sampled_from(("weg", "komt", "verwijderd", "terug", "samen", "los", "nieuw", "nieuw", "nieuw")),
    )
    def mens(self, wie: int, ander: int, wat: str) -> None:
        number, other = self.mensen[wie], self.mensen[ander]
        if wat == "nieuw":
            self.laatkomer()
        elif wat in ("weg", "komt"):
            hier = "weg" if wat == "weg" else "aanwezig"
            said(lambda: set_aanwezigheid(self.dialoog, self.avond, number, hier, WIE))
        elif wat == "verwijderd":
            remove_deelnemer(self.dialoog, number, self.avond, WIE)
        elif wat == "terug":
            said(lambda: undo_removal_of(self.dialoog, number, WIE))
        elif wat == "los":
            said(lambda: split_deelnemers(self.dialoog, number, WIE))
        else:
            db.session.rollback()
            seen = gezien_van(*(db.session.get_one(Deelnemer, n) for n in (number, other)))
            said(lambda: merge_deelnemers(self.dialoog, number, other, seen, WIE, self.avond))

    def laatkomer(self) -> None:
        """Who comes in late sits at a table that was the smallest; while people choose, that one chooses too."""
        before = {key: len(people) for key, people in leden_van(db.session(), [g.id for g in self.tafels()]).items()}
        late = builders.make_deelnemer(self.dialoog, "Laat")
        let_in(self.dialoog, self.avond, late, WIE)
        db.session.rollback()
        places = db.session.scalars(select(Groepslid.groep_id).where(Groepslid.deelnemer_id == late)).all()
        assert len(places) == bool(before and not self.kiezend)
        assert all(before[place] == min(before.values()) for place in places)

    # --- choosing

    @rule(wie=st.none() | MENS, gekozen=VEEL, in_=st.booleans(), boven=ZELDEN, oud=ZELDEN)
    def kies(self, wie: int | None, gekozen: set[int], in_: bool, boven: bool, oud: bool) -> None:
        """For every table: by the phone of who sits there (None: of who has the pen), else by the begeleider."""
        self.live("kiezen")
        for place in [groep.id for groep in self.tafels()]:
            people = [person.id for person in leden_van(db.session(), [place])[place]]
            pens = [number for number in people if heeft_pen(db.session(), place, number)]
            hand = pens[:1] if wie is None else [number for number in people if number == self.mensen[wie]]
            lies = stand_van(db.session(), self.stap["kiezen"], van_groep(place))
            before, ids = Counter(idee.kleur for idee in lies.gekozen), {idee.id for idee in lies.gekozen}
            wens = Wens(lies.versie + oud, frozenset(self.ideeen[n] for n in gekozen), in_, boven)
            if hand:
                answer = said(lambda w=wens, hand=hand: choose_phone(self.dialoog, hand[0], self.stap["kiezen"], w))
                assert hand[0] in pens or isinstance(answer, NotAllowed)
            else:
                where = (self.dialoog, self.avond, self.stap["kiezen"], place)
                answer = said(lambda where=where, wens=wens: choose_groep(*where, wens, WIE))
            self.na_keuze(place, wens, before, ids, answer)

    def na_keuze(self, place: int, wens: Wens, before: Counter[Any], ids: set[int], answer: Any) -> None:
        """Refused leaves it as it was; a quota is only gone over where that was confirmed."""
        db.session.rollback()
        now = stand_van(db.session(), self.stap["kiezen"], van_groep(place))
        if isinstance(answer, Refusal):
            assert {idee.id for idee in now.gekozen} == ids
            assert not (isinstance(answer, BovenQuotum) and wens.boven)
            return
        assert now.ingestuurd == wens.ingestuurd
        after = Counter(idee.kleur for idee in now.gekozen)
        over = [k for k in QUOTA if after[k] > max(QUOTA[k], before[k])]
        assert not over or wens.boven

    @rule(een=IDEE, ander=IDEE, wat=st.sampled_from(("samen", "los", "weg", "terug", "kleur")))
    def idee(self, een: int, ander: int, wat: str) -> None:
        number, act = self.ideeen[een], {"wie": WIE, "bijeenkomst_id": self.avond}
        if wat == "samen":
            said(lambda: merge_ideeen(self.dialoog, number, [self.ideeen[ander]], gezien=None, **act))
        elif wat == "los":
            said(lambda: split_ideeen(self.dialoog, number, None, **act))
        elif wat == "kleur":
            self.live("kleuren")
            where = (self.dialoog, self.avond, self.stap["kleuren"])
            said(lambda: set_kleur(*where, number, KLEUREN[ander], None, WIE))
        else:
            said(lambda: set_verborgen(self.dialoog, number, verborgen=wat == "weg", **act))

    @rule(welke=st.integers(0, 9))
    def ongedaan(self, welke: int) -> None:
        db.session.rollback()
        rows = [row.id for row in laatste_stappen(db.session(), self.dialoog) if row.kan_terug]
        if rows:
            before = self.lichting()
            undo_feit(self.dialoog, rows[welke % len(rows)], WIE)
            self.kiezend &= self.lichting() == before  # tables of before are there again: nobody chooses them anew

    # --- what holds after each of them

    @invariant()
    def ieder_zit_aan_een_tafel_van_een_indeling(self) -> None:
        now = self.tafels()
        assert len({groep.lichting for groep in now}) <= 1
        seats = leden_van(db.session(), [groep.id for groep in now])
        sitting = [person.id for people in seats.values() for person in people]
        assert len(sitting) == len(set(sitting))
        for groep in now:
            writers = [p.id for p in seats[groep.id] if heeft_pen(db.session(), groep.id, p.id)]
            phones = [p.id for p in seats[groep.id] if not p.zonder_telefoon]
            assert len(writers) == 1 if phones else len(writers) <= 1, "one writes where somebody has a phone"

    @invariant()
    def de_gekozen_ideeen_zijn_de_vereniging_en_elk_eenmaal(self) -> None:
        db.session.rollback()
        chosen = [idee.id for idee in keuzes(db.session(), self.stap["kiezen"])]
        assert len(chosen) == len(set(chosen))
        los = set(db.session.scalars(select(Idee.id).where(Idee.dialoog_id == self.dialoog, Idee.staat == "los")))
        lies = standen(db.session(), self.stap["kiezen"]).values()
        assert set(chosen) == {idee.id for stand in lies for idee in stand.gekozen}
        assert set(chosen) <= los


def test_whatever_happens_people_sit_at_one_table_and_the_shortlist_is_what_the_tables_chose(app: Flask) -> None:
    run_state_machine_as_test(Tafels, settings=spelen(400, 30) if UITVOERIG else spelen(7, 20, kort=True))
