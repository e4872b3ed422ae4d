"""Ideas as a state machine: merged, split, hidden, corrected, moved, withdrawn, coloured and chosen in any order, with
steps taken back in any order that *Laatste stappen* allows. In the end everything that can be is taken back."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from dialoog.bijeenkomst.models import Stap
from dialoog.database import db, transaction
from dialoog.errors import Refusal
from dialoog.idee.beheer import correct_idee, move_idee, set_verborgen
from dialoog.idee.keuze import choose
from dialoog.idee.kleuren import set_kleur
from dialoog.idee.models import GeenDubbele, Idee, Keuze
from dialoog.idee.queries import deelvragen, ideeen, keuzes
from dialoog.idee.samenvoegen import merge_ideeen, split_ideeen
from dialoog.idee.service import withdraw_idee
from dialoog.verslag.queries import highest, laatste_stappen
from dialoog.verslag.service import undo_feit
from tests import builders
from tests.conftest import UITVOERIG
from tests.spelen import spelen

WIE = "Marit"
AANTAL = 5
EEN = st.integers(0, AANTAL - 1)
MEER = st.sets(EEN, max_size=3)
KLEUR = st.sampled_from((None, "rood", "rood", "geel"))


class Ideeen(RuleBasedStateMachine):
    """Five ideas of one author; two of them have a colour, two are chosen."""

    ids: list[int]
    net: tuple[int, tuple[Any, ...]] = (0, ())
    """The step that was done last, while nothing was taken back since, and all as it was before it."""

    @initialize()
    def begin(self) -> None:
        self.dialoog = builders.make_dialoog(f"d{uuid4().hex}")
        self.avond = builders.make_bijeenkomst(self.dialoog)
        self.stappen = {soort: builders.make_stap(self.avond, soort) for soort in ("ideeen", "kleuren", "kiezen")}
        self.auteur = builders.make_deelnemer(self.dialoog, bijeenkomst=self.avond)
        self.ids = builders.make_ideeen(self.dialoog, AANTAL, self.stappen["ideeen"], indiener=self.auteur)
        with transaction() as session:
            session.get_one(Idee, self.ids[1]).kleur = "rood"
            session.get_one(Idee, self.ids[2]).kleur = "geel"
        builders.choose(self.stappen["kiezen"], self.ids[1:3])
        self.vragen = [vraag.id for vraag in deelvragen(db.session(), self.dialoog)]
        self.eerst = self.beeld()

    def beeld(self) -> tuple[Any, ...]:
        """All that a screen shows of the ideas, without versions."""
        db.session.rollback()
        rows = ideeen(db.session(), self.dialoog, staten=())
        los = {idee.id for idee in rows if idee.staat == "los"}
        chosen = select(Keuze.kiezer, Keuze.idee_id).where(Keuze.stap_id == self.stappen["kiezen"])
        return (
            [(i.nummer, i.tekst, i.staat, i.samengevoegd_in, i.kleur, [d.id for d in i.deelvragen]) for i in rows],
            sorted(tuple(row) for row in db.session.execute(chosen) if row[1] in los),
            sorted(db.session.scalars(select(GeenDubbele.een_id).where(GeenDubbele.een_id.in_(self.ids)))),
        )

    def doe(self, act: Callable[[], Any], soort: str | None = None) -> None:
        """Do it, or be refused with nothing changed; done, its own step takes exactly that back."""
        with transaction() as session:
            steps = update(Stap).where(Stap.bijeenkomst_id == self.avond)
            session.execute(steps.values(staat="gepland"))
            session.execute(steps.where(Stap.id == self.stappen.get(soort or "", 0)).values(staat="live"))
        before, last = self.beeld(), highest(db.session(), self.dialoog)
        try:
            act()
        except Refusal:
            assert self.beeld() == before
        db.session.rollback()
        done = highest(db.session(), self.dialoog)
        self.net = (done, before) if done != last else self.net

    def rij(self, welk: int) -> Idee:
        db.session.rollback()
        return db.session.get_one(Idee, self.ids[welk])

    # --- acts

    @rule(houd=EEN, erbij=MEER)
    def voeg_samen(self, houd: int, erbij: set[int]) -> None:
        others = [self.ids[n] for n in sorted(erbij - {houd})]
        act = {"gezien": None, "wie": WIE, "bijeenkomst_id": self.avond}
        self.doe(lambda: merge_ideeen(self.dialoog, self.ids[houd], others, **act))

    @rule(houd=EEN, eruit=st.none() | MEER)
    def splits(self, houd: int, eruit: set[int] | None) -> None:
        others = None if eruit is None else [self.ids[n] for n in eruit]
        self.doe(lambda: split_ideeen(self.dialoog, self.ids[houd], others, wie=WIE, bijeenkomst_id=self.avond))

    @rule(welk=EEN, verborgen=st.booleans())
    def verberg(self, welk: int, verborgen: bool) -> None:
        act = {"verborgen": verborgen, "wie": WIE, "bijeenkomst_id": self.avond}
        self.doe(lambda: set_verborgen(self.dialoog, self.ids[welk], **act))

    @rule(welk=EEN, tekst=st.sampled_from(("Een bank", "Twee banken")))
    def verbeter(self, welk: int, tekst: str) -> None:
        versie = self.rij(welk).versie
        self.doe(lambda: correct_idee(self.dialoog, self.ids[welk], versie, tekst, wie=WIE, bijeenkomst_id=self.avond))

    @rule(welk=EEN, vragen=st.sets(st.integers(0, 1)))
    def verplaats(self, welk: int, vragen: set[int]) -> None:
        wanted = [self.vragen[n] for n in sorted(vragen)]
        self.doe(lambda: move_idee(self.dialoog, self.ids[welk], wanted, wie=WIE, bijeenkomst_id=self.avond))

    @rule(welk=EEN, ingetrokken=st.booleans())
    def trek_in(self, welk: int, ingetrokken: bool) -> None:
        versie = self.rij(welk).versie
        self.doe(
            lambda: withdraw_idee(self.dialoog, self.auteur, self.ids[welk], versie, ingetrokken=ingetrokken), "ideeen"
        )

    @rule(welk=EEN, kleur=KLEUR)
    def kleur(self, welk: int, kleur: str | None) -> None:
        where = (self.dialoog, self.avond, self.stappen["kleuren"])
        self.doe(lambda: set_kleur(*where, self.ids[welk], kleur, None, WIE), "kleuren")

    @rule(welk=EEN, gekozen=st.booleans())
    def kies(self, welk: int, gekozen: bool) -> None:
        where = (self.dialoog, self.avond, self.stappen["kiezen"])
        self.doe(lambda: choose(*where, self.ids[welk], gekozen=gekozen, bevestigd=True, wie=WIE), "kiezen")

    # --- taking back

    @rule(welke=st.sampled_from((0, 0, 0, *range(1, 10))))
    def ongedaan(self, welke: int) -> None:
        rows = self.terug_te_nemen()
        if rows:
            self.neem_terug(rows[welke % len(rows)])

    def neem_terug(self, feit: int) -> None:
        """What was done just now is taken back exactly; what was done before that, as far as it does not matter."""
        last, before = self.net
        undo_feit(self.dialoog, feit, WIE)
        assert feit != last or self.beeld() == before
        self.net = (0, ())

    def terug_te_nemen(self) -> list[int]:
        db.session.rollback()
        return [row.id for row in laatste_stappen(db.session(), self.dialoog, aantal=500) if row.kan_terug]

    def teardown(self) -> None:
        if not hasattr(self, "eerst"):
            return
        while rows := self.terug_te_nemen():
            self.neem_terug(rows[0])
        assert self.beeld() == self.eerst

    # --- what holds after each act

    @invariant()
    def elk_idee_staat_op_een_plek_en_elke_tekst_eenmaal(self) -> None:
        db.session.rollback()
        rows = ideeen(db.session(), self.dialoog, staten=())
        assert [idee.nummer for idee in rows] == list(range(1, AANTAL + 1))
        assert all((idee.staat == "samengevoegd") == (idee.samengevoegd_in is not None) for idee in rows)
        tops = [idee for idee in rows if idee.staat != "samengevoegd"]
        under = [idee.nummer for top in tops for idee in (top, *top.erbij)]
        assert sorted(under) == list(range(1, AANTAL + 1))
        assert all(idee.staat != "ingetrokken" for idee in tops if idee.erbij), "others would go with it unseen"

    @invariant()
    def de_gekozen_ideeen_zijn_los_en_elk_eenmaal(self) -> None:
        chosen = keuzes(db.session(), self.stappen["kiezen"])
        assert len({idee.id for idee in chosen}) == len(chosen)
        assert all(idee.staat == "los" for idee in chosen)


def test_whatever_was_done_in_whatever_order_taking_all_of_it_back_gives_the_former_state(app: Flask) -> None:
    run_state_machine_as_test(Ideeen, settings=spelen(400, 30) if UITVOERIG else spelen(6, 22, kort=True))
