"""The hall of an evening of stickers, and its page: people who come, go, are removed, merged or get another phone. Each
act is done in the app and in the model, and both must say the same."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from dialoog.access import hash_token
from dialoog.bijeenkomst.aanwezig import let_in, set_aanwezigheid
from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.bijeenkomst.service import go_to_step
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.deelnemer.samenvoegen import gezien_van, merge_deelnemers, split_deelnemers
from dialoog.deelnemer.service import remove_deelnemer, undo_removal_of
from dialoog.deelnemer.toegang import add_pas, end_toestel, open_pas
from dialoog.errors import NotFound, NotNow, Refusal
from dialoog.idee.models import Idee
from dialoog.stemming.queries import ronde_van_stap
from tests import builders
from tests.stemming.conftest import WIE, make_zaal
from tests.stemming.stickermodel import LOOPT, Mens, Model, Opdracht, Ronde

TOP = 5
ROOD = range(1, 7)
VOLGORDE = ("kiezen", "stickeren", "uitslag")


def said(act: Callable[[], Any]) -> Any:
    """What the app answers: the result, or the refusal."""
    try:
        return act()
    except Refusal as refusal:
        return refusal


class Avond:
    """An evening in a dialogue of its own: five people with phones, Corrie without; eight ideas, six of them rood."""

    def __init__(self, **afspraken: Any) -> None:
        self.zaal = make_zaal(f"d{uuid4().hex}", aantal=5, **afspraken)
        with transaction() as session:
            for idee in session.scalars(select(Idee).where(Idee.dialoog_id == self.zaal.dialoog)):
                idee.kleur = "rood" if idee.nummer in ROOD else "geel"
        self.afspraken = afspraken
        self.dialoog, self.avond = self.zaal.dialoog, self.zaal.bijeenkomst
        self.stappen = {"stickeren": self.zaal.stap, "uitslag": builders.make_stap(self.avond, "uitslag")}
        self.stappen["kiezen"] = self.zaal.stap - 1
        self.live = "stickeren"
        self.ids = [*self.zaal.mensen, self.zaal.zonder_telefoon]
        people = [Mens(number) for number in self.zaal.mensen]
        self.model = Model([*people, Mens(self.zaal.zonder_telefoon, zonder=True, telefoon=False)], TOP)
        self.eigen: dict[tuple[int, int], Opdracht] = {}
        self.volg_ronde()

    # --- the hall ----------------------------------------------------------------------------------------------

    def mens(self, wie: int) -> Mens:
        return self.model.mensen[self.ids[wie % len(self.ids)]]

    def volg_mensen(self) -> None:
        """Where people are and what they hold after a merge or a split is the room `deelnemer`'s own concern."""
        db.session.rollback()
        open_ = set(db.session.scalars(select(Toestel.deelnemer_id).where(Toestel.beeindigd.is_(None))))
        for mens in self.model.mensen.values():
            row = db.session.get_one(Deelnemer, mens.id)
            mens.zonder, mens.telefoon = row.zonder_telefoon, mens.id in open_
            mens.hier = aanwezigheid(self.avond, mens.id)

    def zet(self, mens: Mens, hier: str) -> None:
        answer = said(lambda: set_aanwezigheid(self.dialoog, self.avond, mens.id, hier, WIE))
        assert isinstance(answer, NotFound) == (mens.staat != "actief")
        if mens.staat == "actief":
            mens.hier = hier

    def verwijder(self, mens: Mens) -> None:
        remove_deelnemer(self.dialoog, mens.id, self.avond, WIE)
        if mens.staat == "actief":
            mens.staat = "verwijderd"

    def zet_terug(self, mens: Mens) -> None:
        undo_removal_of(self.dialoog, mens.id, WIE)
        if mens.staat == "verwijderd":
            mens.staat = "actief"

    def voeg_samen(self, kept: Mens, gone: Mens) -> None:
        db.session.rollback()
        seen = gezien_van(*(db.session.get_one(Deelnemer, mens.id) for mens in (kept, gone)))
        answer = said(lambda: merge_deelnemers(self.dialoog, kept.id, gone.id, seen, WIE, self.avond))
        if kept is gone or (kept.staat, gone.staat) != ("actief", "actief"):
            assert isinstance(answer, NotNow | NotFound) or gone.into == kept.id
            return
        assert answer is None
        gone.staat, gone.into = "samengevoegd", kept.id
        self.volg_mensen()

    def splits(self, gone: Mens) -> None:
        """Until a round was established in which they counted as one."""
        answer = said(lambda: split_deelnemers(self.dialoog, gone.id, WIE))
        if gone.staat == "samengevoegd" and answer is None:
            gone.staat, gone.into = "actief", None
            self.volg_mensen()

    def nieuwe_telefoon(self, mens: Mens) -> None:
        """By a pas. The ballot is not touched; what the former phone remembered is gone."""
        with transaction() as session:
            add_pas(session, mens.id, hash_token(pas := uuid4().hex))
        answer = said(lambda: open_pas(hash_token(pas), hash_token(uuid4().hex), "Telefoon"))
        if isinstance(answer, Refusal):
            assert mens.staat != "actief"
            return
        self.eigen = {key: last for key, last in self.eigen.items() if key[1] != mens.id}
        self.volg_mensen()

    def zonder_telefoon(self, mens: Mens) -> None:
        """The phone is signed off, and a helper acts from here on."""
        db.session.rollback()
        for toestel in list(db.session.scalars(select(Toestel.id).where(Toestel.deelnemer_id == mens.id))):
            end_toestel(self.dialoog, mens.id, toestel, WIE)
        answer = said(lambda: let_in(self.dialoog, self.avond, mens.id, WIE, helper="Joke"))
        assert isinstance(answer, NotFound) == (mens.staat != "actief")
        self.volg_mensen()

    # --- the page ----------------------------------------------------------------------------------------------

    @property
    def ronde(self) -> Ronde | None:
        """The round of the live step, by the model."""
        own = [r for r in self.model.rondes if r.stap == self.live and r.staat != "vervallen"]
        return own[-1] if own else None

    def volg_ronde(self, van: Ronde | None = None) -> None:
        """A round that the app just made, into the model. Its list and agreements are not taken over from the app."""
        db.session.rollback()
        row = ronde_van_stap(db.session(), self.stappen[self.live])
        if row is None or any(ronde.id == row.id for ronde in self.model.rondes):
            return
        if van is not None:
            equal, free = self.model.rand(van)
            new = Ronde(row.id, self.live, tuple(equal), free, 1, zichtbaar=False, van=van.id)
        else:
            rood = self.afspraken.get("kleuren") == ["rood"]
            lijst = tuple(ROOD if rood else self.zaal.nummers)
            own = {key: self.afspraken[key] for key in ("n", "per_idee")}
            new = Ronde(row.id, self.live, lijst, **own, zichtbaar=self.afspraken["zichtbaar"] == "open")
        self.model.rondes.append(new)

    def ga_naar(self, stap: str) -> None:
        ronde, vooruit = self.ronde, VOLGORDE.index(stap) > VOLGORDE.index(self.live)
        act = (self.dialoog, self.avond, self.stappen[self.live], self.stappen[stap], WIE)
        answer = said(lambda: go_to_step(*act))
        busy = ronde is not None and ronde.staat in LOOPT
        if busy and vooruit:
            assert isinstance(answer, NotNow)
            return
        assert answer == self.stappen[stap]
        if busy and ronde is not None and stap != self.live:
            ronde.staat = "gesloten"
        self.live = stap
        if stap == "stickeren":
            self.volg_ronde()


def aanwezigheid(avond: int, mens: int) -> str:
    return db.session.get_one(Aanwezigheid, (avond, mens)).staat
