"""Stickers and rounds as a state machine: whatever is pressed, in whatever order, the app says what geheim.md says."""

from collections import Counter

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text

from dialoog.bijeenkomst.models import Stap
from dialoog.database import db
from dialoog.stemming import schermen
from dialoog.stemming.models import LosseSticker, RondeIdee, Stemronde
from dialoog.stemming.sleutels import ballot_van, echte_versie, masker, read_sleutel, sleutel_er
from tests.conftest import UITVOERIG
from tests.spelen import spelen
from tests.stemming.stickermodel import LOOPT
from tests.stemming.stickerspel import Spel

WIE = st.integers(0, 5)
KEUS = st.one_of(st.sets(st.integers(1, 6), max_size=5).map(sorted), st.lists(st.integers(1, 9), max_size=6))
ALLEN = st.lists(st.sets(st.integers(1, 6), min_size=1, max_size=2).map(sorted), min_size=6, max_size=6)
BRIEFJE = st.tuples(WIE, KEUS, st.booleans(), st.sampled_from(("vers", "vers", "vers", "oud", "weer")))
GROEN = {"voorbereid": "open", "open": "sluit", "gesloten": "vast"}


class Stickeren(RuleBasedStateMachine):
    """`spel` does each act in the app and in the model; the invariants hold both side by side."""

    spel: Spel

    @initialize(
        n=st.sampled_from((2, 2, 5)),
        per_idee=st.sampled_from((1, 1, 2)),
        zichtbaar=st.sampled_from(("dicht", "dicht", "open")),
        kleuren=st.sampled_from((["rood"], ["grijs", "geel", "blauw", "rood"])),
        keuzen=st.none() | ALLEN,
    )
    def begin(self, *, keuzen: list[list[int]] | None, **afspraken: object) -> None:
        self.spel = Spel(**afspraken)
        if keuzen is not None:
            self.spel.doe("open")
            self.iedereen_plakt(keuzen)

    @rule(briefjes=st.lists(BRIEFJE, min_size=1, max_size=4))
    def plak(self, briefjes: list[tuple[int, list[int], bool, str]]) -> None:
        for wie, keus, klaar, hoe in briefjes:
            self.spel.plak(self.spel.mens(wie), keus, klaar=klaar, hoe=hoe)

    @precondition(lambda self: self.spel.ronde is not None and self.spel.ronde.staat in LOOPT)
    @rule(keuzen=ALLEN)
    def iedereen_plakt(self, keuzen: list[list[int]]) -> None:
        for wie, keus in enumerate(keuzen[:5]):
            self.spel.plak(self.spel.mens(wie), keus, klaar=True)

    @rule(wie=st.sampled_from((5, 5, 5, 0, 1)), keus=KEUS)
    def namens(self, wie: int, keus: list[int]) -> None:
        self.spel.help(self.spel.mens(wie), keus)

    @rule()
    def groene_knop(self) -> None:
        ronde = self.spel.ronde
        if ronde is None:
            self.spel.ga_naar("stickeren")
            self.spel.begin()
        elif ronde.staat in GROEN:
            self.spel.doe(GROEN[ronde.staat])
        else:
            self.spel.onthul(alles=False)

    @rule(wat=st.sampled_from(("sluit", "heropen", "heropen", "terug", "terug", "vast", "open")))
    def knop_van_een_oud_scherm(self, wat: str) -> None:
        self.spel.doe(wat)

    @rule(
        wat=st.sampled_from(("opnieuw", "opnieuw", "vervalt", "papier", "herstem", "herstem", "blader", "onthul")),
        stap=st.sampled_from(("kiezen", "stickeren", "uitslag")),
        mensen=st.integers(1, 6),
        getallen=st.lists(st.integers(0, 6), min_size=8, max_size=8),
    )
    def avond(self, wat: str, stap: str, mensen: int, getallen: list[int]) -> None:
        if wat in ("opnieuw", "vervalt"):
            self.spel.vervalt(opnieuw=wat == "opnieuw")
        elif wat == "papier":
            self.spel.op_papier(mensen, getallen)
        elif wat == "herstem":
            self.herstem()
        elif wat == "onthul":
            self.spel.onthul(alles=True)
        else:
            self.spel.ga_naar(stap)

    def herstem(self) -> None:
        """From a running round to a herstemming that is open, as far as this hall comes."""
        for wat in ("sluit", "vast"):
            self.spel.doe(wat)
        self.spel.onthul(alles=True)
        self.spel.ga_naar("uitslag")
        self.spel.herstem()
        self.spel.doe("open")

    @rule(wat=st.sampled_from(("weg", "terug", "voeg samen", "voeg samen", "splits", "telefoon")), wie=WIE, ander=WIE)
    def mensen(self, wat: str, wie: int, ander: int) -> None:
        spel, mens = self.spel, self.spel.mens(wie)
        if wat == "weg":
            spel.verwijder(mens)
        elif wat == "terug":
            spel.zet_terug(mens)
        elif wat == "voeg samen":
            spel.voeg_samen(mens, spel.mens(ander))
        elif wat == "splits":
            spel.splits(mens)
        elif ander % 2:
            spel.nieuwe_telefoon(mens)
        else:
            spel.zonder_telefoon(mens)

    @rule(wie=WIE, hier=st.sampled_from(("weg", "aanwezig")))
    def gaat_of_komt(self, wie: int, hier: str) -> None:
        self.spel.zet(self.spel.mens(wie), hier)

    @precondition(lambda self: self.spel.ronde is not None and self.spel.ronde.staat in LOOPT)
    @rule(keuzen=ALLEN, wat=st.sampled_from(("weg", "voeg samen")), wie=WIE, ander=WIE, leeg=st.booleans())
    def tot_de_uitslag(self, keuzen: list[list[int]], wat: str, wie: int, ander: int, leeg: bool) -> None:
        """All the way, with somebody who is taken off the list or merged after putting stickers, or none (`leeg`)."""
        self.spel.doe("heropen")
        self.iedereen_plakt(keuzen)
        if leeg:
            self.spel.plak(self.spel.mens(wie), [], klaar=True)
        self.mensen(wat, wie, ander)
        for knop in ("sluit", "vast"):
            self.spel.doe(knop)

    @rule(welke=st.integers(0, 4))
    def ongedaan(self, welke: int) -> None:
        self.spel.ongedaan(welke)

    # --- what holds after each of them

    @invariant()
    def wat_er_ligt_is_wat_het_model_zegt(self) -> None:
        db.session.rollback()
        for ronde in self.spel.model.rondes:
            row = db.session.get_one(Stemronde, ronde.id)
            assert row.staat == ronde.staat
            key = read_sleutel(row.sleutel) or b""
            briefjes, stickers = lying(ronde.id)
            names = {ballot_van(key, mens): lies for mens, lies in ronde.briefjes.items()}
            there = [(b, echte_versie(key, b, stored), k) for b, stored, k in briefjes]
            assert {b: (v, k ^ masker(key, b, v)) for b, v, k in there} == {
                b: (lies.versie, lies.klaar) for b, lies in names.items()
            }
            assert stickers == {b: lies.stickers for b, lies in names.items() if lies.stickers}
            assert all(len(own) <= row.n and max(Counter(own).values()) <= row.per_idee for own in stickers.values())

    @invariant()
    def een_vastgestelde_ronde_verandert_nooit_en_houdt_niets_van_iemand(self) -> None:
        for ronde in self.spel.model.rondes:
            if ronde.uitslag is None:
                continue
            stickers, mensen, aantal = ronde.uitslag
            row = db.session.get_one(Stemronde, ronde.id)
            numbers = self.spel.nummers(ronde)
            rows = db.session.scalars(select(RondeIdee).where(RondeIdee.ronde == ronde.id)).all()
            assert {numbers[r.idee]: r.stickers for r in rows} == stickers
            assert {numbers[r.idee]: r.mensen for r in rows} == (mensen or dict.fromkeys(stickers))
            assert (row.briefjes, row.was_vastgesteld) == (aantal, True)
            loose = Counter(db.session.scalars(select(LosseSticker.idee).where(LosseSticker.ronde == ronde.id)))
            assert {numbers[idee]: count for idee, count in loose.items()} == {n: c for n, c in stickers.items() if c}
            assert not sleutel_er(row.sleutel)

    @invariant()
    def regie_en_beamer_tellen_hetzelfde(self) -> None:
        ronde = self.spel.ronde
        if ronde is None or ronde.staat not in LOOPT:
            return
        row = db.session.get_one(Stemronde, ronde.id)
        stap = db.session.get_one(Stap, self.spel.stappen[ronde.stap])
        regie, beamer = schermen.regie(db.session(), stap, row), schermen.beamer(db.session(), stap, row)
        shown = regie["telling"]
        assert (shown.geplakt, shown.totaal, shown.klaar, shown.van) == self.spel.model.stand(ronde)
        assert shown.te_laat == len(ronde.te_laat)
        if ronde.staat == "open":
            assert beamer["telling"] == shown
            assert beamer["open_stand"] == regie["open_stand"]
        if ronde.zichtbaar and ronde.staat == "open":
            tally = Counter(number for lies in ronde.briefjes.values() for number in lies.stickers)
            assert {rij["nummer"]: rij["stickers"] for rij in regie["open_stand"]} == {n: tally[n] for n in ronde.lijst}

    def het_bestand(self) -> None:
        """The exchange file holds what was established and nothing of a round that runs."""
        file = self.spel.boek()
        told = [ronde.uitslag[0] for ronde in self.spel.model.rondes if ronde.uitslag is not None]
        assert [{int(n): c for n, c in r["stickers"].items()} for r in file["stemrondes"]] == told

    if UITVOERIG:
        het_bestand = invariant()(het_bestand)

    def teardown(self) -> None:
        """A round that still runs is counted, with Corrie, who put none, and somebody who did as one person."""
        if not hasattr(self, "spel"):
            return
        if self.spel.ronde is not None and self.spel.ronde.staat in LOOPT:
            self.tot_de_uitslag([[1]] * 6, "voeg samen", 5, 0, leeg=True)
            self.een_vastgestelde_ronde_verandert_nooit_en_houdt_niets_van_iemand()
        self.het_bestand()


def lying(ronde: int) -> tuple[list[tuple[bytes, int, bool]], dict[bytes, tuple[int, ...]]]:
    """(ballot, version, klaar as stored) of every ballot of a round, and ballot → numbers of its stickers."""
    briefjes = db.session.execute(text("SELECT ballot, versie, klaar FROM stembriefje WHERE ronde = :r"), {"r": ronde})
    stickers: dict[bytes, tuple[int, ...]] = {}
    for ballot, number in db.session.execute(
        text(
            "SELECT s.ballot, i.nummer FROM sticker s JOIN idee i ON i.id = s.idee WHERE s.ronde = :r "
            "ORDER BY s.ballot, i.nummer"
        ),
        {"r": ronde},
    ):
        stickers[bytes(ballot)] = (*stickers.get(bytes(ballot), ()), number)
    return [(bytes(row[0]), row[1], bool(row[2])) for row in briefjes], stickers


def test_whatever_is_pressed_in_whatever_order_stickers_and_rounds_are_what_the_design_says(app: Flask) -> None:
    run_state_machine_as_test(Stickeren, settings=spelen(400, 40) if UITVOERIG else spelen(10, 22, kort=True))
