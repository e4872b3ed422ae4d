"""Ballots and rounds on an evening: each act is done in the app and in the model, and both must say the same."""

import json
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from dialoog.bijeenkomst.service import go_to_step
from dialoog.database import db
from dialoog.errors import NotNow, Outdated, Refusal
from dialoog.overdracht.service import export_bytes
from dialoog.stemming import daarna, service
from dialoog.stemming.briefje import Ligt, put_briefje, put_voor
from dialoog.stemming.errors import BriefjeOngeldig, BriefjeVerouderd, MagNietPlakken, NietMeegeteld, RondeNietKlaar
from dialoog.stemming.models import Stemronde
from dialoog.stemming.papier import Telling
from dialoog.stemming.papier_uitslag import correct_papier, settle_on_paper
from dialoog.stemming.queries import lijst_van
from dialoog.stemming.vaststellen import establish_stemronde
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from dialoog.voorstel.herstemmen import begin_herstemming
from tests.stemming.conftest import WIE
from tests.stemming.stickermodel import LOOPT, Mens, Opdracht, Ronde
from tests.stemming.stickerzaal import TOP, Avond, said

NEE: dict[str, tuple[type[Refusal], ...]] = {
    "voorbij": (RondeNietKlaar, NietMeegeteld),
    "past niet": (BriefjeOngeldig,),
    "mag niet": (MagNietPlakken,),
    "dicht": (NietMeegeteld,),
    "elders": (BriefjeVerouderd,),
}


class Spel(Avond):
    """Five people with phones and Corrie without one put stickers, close, establish and take back."""

    # --- ballots -----------------------------------------------------------------------------------------------

    def plak(self, mens: Mens, stickers: list[int], *, klaar: bool = False, hoe: str = "vers") -> None:
        """By phone: `vers` as it saw it last, `oud` by one that missed something, `weer` the last one sent again."""
        ronde = self.ronde
        if ronde is None:
            return
        last = self.eigen.get((ronde.id, mens.id))
        lies = ronde.briefjes.get(mens.id)
        seen = max((lies.versie if lies else 0) - (hoe == "oud"), 0)
        mark = last.kenmerk if last and hoe != "oud" else None
        order = Opdracht(tuple(sorted(stickers)), klaar, uuid4().hex, seen, mark)
        self._stuur(ronde, mens, last if last and hoe == "weer" else order)

    def help(self, mens: Mens, stickers: list[int]) -> None:
        """Namens, or op papier per person: what is entered replaces all."""
        if self.ronde is not None:
            order = Opdracht(tuple(sorted(stickers)), klaar=True, kenmerk=uuid4().hex, namens=True)
            self._stuur(self.ronde, mens, order)

    def _stuur(self, ronde: Ronde, mens: Mens, order: Opdracht) -> None:
        before = self._feiten()
        want = self.model.plak(ronde, mens, order)
        command = {"ronde": ronde.id, "kenmerk": order.kenmerk, "stickers": list(order.stickers)}
        if order.namens:
            answer = said(lambda: put_voor(self.dialoog, mens.id, command))
        else:
            command |= {"versie": order.gezien, "klaar": order.klaar, "vorig": order.vorig}
            answer = said(lambda: put_briefje(self.dialoog, mens.id, command))
        if want in NEE:
            assert isinstance(answer, NEE[want]), (want, answer)
            assert not set(getattr(answer, "stand", None) or {}) & {"stickers", "klaar", "kenmerk"}
        else:
            lies = ronde.briefjes[mens.id]
            assert answer == Ligt(ronde.id, lies.versie, len(lies.stickers)), (want, answer)
            if not order.namens:
                self.eigen[ronde.id, mens.id] = order
        assert self._feiten() == before, "a ballot writes no fact"

    def _feiten(self) -> int:
        db.session.rollback()
        return db.session.scalar(select(func.count()).where(Feit.dialoog_id == self.dialoog)) or 0

    # --- the round ---------------------------------------------------------------------------------------------

    def doe(self, wat: str) -> None:
        """A button of the regie, also where the screen no longer has it."""
        ronde = self.ronde
        if ronde is None:
            return
        want = {"open": self._open, "sluit": self._sluit, "heropen": self._heropen, "terug": self._terug}
        acts = {
            "open": service.open_stemronde,
            "sluit": service.close_stemronde,
            "heropen": service.reopen_stemronde,
            "terug": service.reset_stemronde,
            "vast": establish_stemronde,
        }
        answer = said(lambda: acts[wat](self.dialoog, ronde.id, WIE))
        done = self._vast(ronde) if wat == "vast" else want[wat](ronde)
        assert isinstance(answer, RondeNietKlaar) == (not done), (wat, ronde.staat, answer)

    def _open(self, ronde: Ronde) -> bool:
        if ronde.staat == "voorbereid" and (ronde.van is not None or len(ronde.lijst) >= TOP):
            ronde.staat = "open"
            ronde.binnen = {mens.id for mens in self.model.mensen.values() if mens.mag}
        return ronde.staat == "open"

    def _sluit(self, ronde: Ronde) -> bool:
        ronde.staat = "gesloten" if ronde.staat == "open" else ronde.staat
        return True

    def _heropen(self, ronde: Ronde) -> bool:
        if ronde.staat == "gesloten":
            ronde.staat = "open"
            ronde.te_laat.clear()
        return ronde.staat == "open"

    def _terug(self, ronde: Ronde) -> bool:
        if ronde.staat in LOOPT and not ronde.briefjes:
            ronde.weg("voorbereid")
        return ronde.staat == "voorbereid"

    def _vast(self, ronde: Ronde) -> bool:
        return ronde.staat == "vastgesteld" or (ronde.staat == "gesloten" and self.model.stel_vast(ronde))

    def onthul(self, *, alles: bool) -> None:
        ronde = self.ronde
        if ronde is None:
            return
        answer = said(lambda: daarna.reveal(self.dialoog, ronde.id, ronde.onthuld, WIE, alles=alles))
        assert isinstance(answer, RondeNietKlaar) == (ronde.staat != "vastgesteld")
        if ronde.staat == "vastgesteld":
            db.session.rollback()
            shown = db.session.get_one(Stemronde, ronde.id).onthuld
            assert shown is not None
            assert shown == 0 if alles else ronde.onthuld is None or shown <= ronde.onthuld
            ronde.onthuld = shown

    def vervalt(self, *, opnieuw: bool) -> None:
        ronde = self.ronde
        if ronde is None:
            return
        daarna.cancel_stemronde(self.dialoog, ronde.id, "Er ging iets mis.", WIE, opnieuw=opnieuw)
        ronde.weg("vervallen")
        van = next((r for r in self.model.rondes if r.id == ronde.van), None)
        for other in self.model.rondes:
            if other.van == ronde.id and other.staat != "vervallen":
                other.weg("vervallen")
        if opnieuw:
            self.volg_ronde(van)

    def begin(self) -> None:
        """A step of which the last round is vervallen gets a new one."""
        answer = said(lambda: service.begin_stemronde(self.dialoog, self.avond, self.stappen[self.live]))
        assert isinstance(answer, RondeNietKlaar) == (self.live != "stickeren")
        if self.live == "stickeren":
            self.volg_ronde()

    def op_papier(self, mensen: int, getallen: list[int]) -> None:
        """Totals typed in for the whole round; again with other numbers is mending them."""
        ronde = self.ronde
        if ronde is None or (ronde.staat == "voorbereid" and len(ronde.lijst) < TOP and ronde.van is None):
            return
        counts = {n: min(c, mensen) for n, c in zip(ronde.lijst, getallen, strict=False)}
        typed = Telling(mensen, {n: counts.get(n, 0) for n in ronde.lijst})
        db.session.rollback()
        versie = db.session.get_one(Stemronde, ronde.id).versie
        mend = ronde.staat == "vastgesteld"
        if mend:
            answer = said(lambda: correct_papier(self.dialoog, ronde.id, versie, typed, "Verteld.", WIE))
        else:
            assert isinstance(said(lambda: settle_on_paper(self.dialoog, ronde.id, versie - 1, typed, WIE)), Outdated)
            answer = said(lambda: settle_on_paper(self.dialoog, ronde.id, versie, typed, WIE))
        held = any(r.van == ronde.id and r.staat != "vervallen" for r in self.model.rondes)
        if mend and (held or ronde.uitslag is None or ronde.uitslag[1] is not None):
            assert isinstance(answer, RondeNietKlaar)
            return
        assert answer is None
        ronde.weg("vastgesteld")
        ronde.uitslag = (dict(typed.stickers), None, mensen)
        ronde.onthuld = ronde.onthuld if mend else None

    def herstem(self) -> None:
        """A herstemming among what is equal at the edge of the result that counts."""
        base = [r for r in self.model.rondes if r.van is None and r.staat == "vastgesteld"]
        if self.live != "uitslag" or not base:
            return
        van = base[-1]
        held = [r for r in self.model.rondes if r.van == van.id and r.staat != "vervallen"]
        answer = said(lambda: begin_herstemming(self.dialoog, self.avond, self.stappen["uitslag"], van.id, WIE))
        if held and held[0].staat != "vastgesteld":
            assert answer is None or van.onthuld != 0
            return
        may = van.onthuld == 0 and not held and self.model.rand(van)[1] > 0
        assert (answer is None) == may, answer
        if may:
            self.volg_ronde(van)

    # --- undo, and what leaves the house -----------------------------------------------------------------------

    def ongedaan(self, welke: int) -> None:
        """One of *Laatste stappen*, where it offers to; where it does not, asking it all the same changes nothing."""
        db.session.rollback()
        rows = [row for row in laatste_stappen(db.session(), self.dialoog, 10, self.avond) if not row.ongedaan]
        if not rows:
            return
        row = rows[welke % len(rows)]
        feit = db.session.get_one(Feit, row.id)
        wat, data = feit.wat, dict(feit.data)
        answer = said(lambda: undo_feit(self.dialoog, row.id, WIE))
        assert isinstance(answer, NotNow) == (not row.kan_terug)
        if row.kan_terug:
            self._na(wat, data)

    def _na(self, wat: str, data: dict[str, Any]) -> None:
        """What undoing a fact gives, and that the table of ontwerp.md allows it."""
        rondes = {ronde.id: ronde for ronde in self.model.rondes}
        if wat == "RondeGesloten":
            assert rondes[data["ronde"]].staat == "gesloten"
            self._heropen(rondes[data["ronde"]])
        elif wat == "RondeGeopend" and data["weer"]:
            assert rondes[data["ronde"]].staat == "open"
            self._sluit(rondes[data["ronde"]])
        elif wat == "RondeGeopend":
            assert rondes[data["ronde"]].staat in LOOPT
            assert self._terug(rondes[data["ronde"]])
        elif wat == "HerstemmingKlaargezet":
            assert rondes[data["ronde"]].staat == "voorbereid"
            rondes[data["ronde"]].weg("vervallen")
        elif wat == "DeelnemerVerwijderd":
            self.model.mensen[data["deelnemer"]].staat = "actief"
        elif wat == "MensenSamengevoegd":
            gone = self.model.mensen[data["ander"]]
            gone.staat, gone.into = "actief", None
            self.volg_mensen()
        elif wat == "AanwezigheidVeranderd":
            self.volg_mensen()
        else:
            assert wat == "StapBegonnen", f"undone by nobody's table: {wat}"
            self._na_stap(data)

    def _na_stap(self, data: dict[str, Any]) -> None:
        if data["van"] is None:  # the evening had not begun: that is not played on
            go_to_step(self.dialoog, self.avond, None, self.stappen[self.live], WIE)
            return
        ronde = self.ronde
        if ronde is not None and ronde.staat == "open":
            ronde.staat = "gesloten"
        self.live = next(naam for naam, number in self.stappen.items() if number == data["van"])
        if self.live == "stickeren":
            self.volg_ronde()

    def boek(self) -> dict[str, Any]:
        """The exchange file, as it leaves now."""
        db.session.rollback()
        return dict(json.loads(export_bytes(self.zaal.korte_naam)))

    def nummers(self, ronde: Ronde) -> dict[int, int]:
        """id → number of the ideas of a round, as the app has them."""
        return {number: idee.nummer for number, idee in lijst_van(db.session(), ronde.id).items()}
