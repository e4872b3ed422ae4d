"""What lies over the screens of the hall, whatever the werkvorm: pauze, black, test picture, code, a message.

Each use case names the wanted state: sent twice, or by two begeleiders, it changes nothing the second time. Nothing
here closes a round or a step: what people have under their hands stays there.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst import zaal_rules
from dialoog.bijeenkomst.facts import BeamerBedekt, BerichtGezet, PauzeBegonnen, PauzeVoorbij
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.zaal_rules import Bedekking
from dialoog.database import transaction
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce


@dataclass(frozen=True)
class Pauze:
    """A pauze since `sinds`, until `tot` (None: nobody said when); `daarna`: what comes next, in words."""

    sinds: datetime
    tot: datetime | None
    daarna: str

    def stand(self) -> dict[str, str | None]:
        """As plain data, for the record."""
        return {
            "sinds": self.sinds.isoformat(),
            "tot": self.tot.isoformat() if self.tot else None,
            "daarna": self.daarna,
        }

    @classmethod
    def from_stand(cls, stand: dict[str, str | None]) -> "Pauze":
        until = stand["tot"]
        since = datetime.fromisoformat(stand["sinds"] or "")
        return cls(since, datetime.fromisoformat(until) if until else None, stand["daarna"] or "")


def pauze_van(evening: Bijeenkomst) -> Pauze | None:
    """The pauze that lies over an evening."""
    if evening.pauze_sinds is None:
        return None
    return Pauze(evening.pauze_sinds, evening.pauze_tot, evening.pauze_daarna)


def begin_pauze(dialoog_id: int, bijeenkomst_id: int, tot: datetime | None, daarna: str, wie: str) -> None:
    """Lay a pauze over all screens, or give the one that lies there another time of return or other words."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        before = pauze_van(evening)
        wanted = Pauze(before.sinds if before else klok.nu(), tot, daarna)
        if wanted != before:
            _lay_pauze(session, evening, wanted, wie)


def end_pauze(dialoog_id: int, bijeenkomst_id: int, wie: str) -> None:
    """Take the pauze away; the screens show the step again, with what people had typed."""
    with transaction() as session:
        take_pauze_away(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id), wie)


def set_bedekking(dialoog_id: int, bijeenkomst_id: int, wat: Bedekking, *, aan: bool, wie: str) -> None:
    """Lay black, the test picture or the large code over the beamer, or take it away."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        field = zaal_rules.VELD[wat]
        if getattr(evening, field) == aan:
            return
        setattr(evening, field, aan)
        announce(session, BeamerBedekt(dialoog=dialoog_id, bijeenkomst=evening.id, wie=wie, wat=wat, aan=aan))


def set_bericht(dialoog_id: int, bijeenkomst_id: int, tekst: str, wie: str) -> None:
    """Put a message on all phones of this evening, also of who comes in later; empty takes it away."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        if evening.bericht == tekst:
            return
        evening.bericht = tekst
        announce(session, BerichtGezet(dialoog=dialoog_id, bijeenkomst=evening.id, wie=wie, tekst=tekst))


# --- in a running transaction ------------------------------------------------------------------------------------


def take_pauze_away(session: Session, evening: Bijeenkomst, wie: str) -> int | None:
    """End the pauze, if there is one; turning the page does so too. Returns the number of the fact."""
    before = pauze_van(evening)
    if before is None:
        return None
    evening.pauze_sinds, evening.pauze_tot, evening.pauze_daarna = None, None, ""
    over = PauzeVoorbij(dialoog=evening.dialoog_id, bijeenkomst=evening.id, wie=wie, stand=before.stand())
    return announce(session, over)


def clear_screens(session: Session, evening: Bijeenkomst, wie: str) -> None:
    """The evening ends: the screens say so, and nothing lies over them any more."""
    take_pauze_away(session, evening, wie)
    evening.zwart = evening.proefbeeld = evening.code_groot = False
    evening.bericht = ""


def _lay_pauze(session: Session, evening: Bijeenkomst, wanted: Pauze, wie: str) -> int:
    before = pauze_van(evening)
    evening.pauze_sinds, evening.pauze_tot, evening.pauze_daarna = wanted.sinds, wanted.tot, wanted.daarna
    until, kept = klok.klokslag(wanted.tot), before.stand() if before else None
    fact = PauzeBegonnen(dialoog=evening.dialoog_id, bijeenkomst=evening.id, wie=wie, tot=until, stand=kept)
    return announce(session, fact)


# --- taken back from the record ----------------------------------------------------------------------------------


def undo_begin(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of PauzeBegonnen: the pauze goes, or has its former time again."""
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    before = feit.data["stand"]
    if before is None:
        return take_pauze_away(session, evening, wie) or 0
    return _lay_pauze(session, evening, Pauze.from_stand(before), wie)


def why_not_undo_begin(session: Session, feit: Feit) -> str | None:
    """As long as that pauze lies there, with the time that was given then."""
    now = pauze_van(session.get_one(Bijeenkomst, feit.bijeenkomst_id))
    if now is None:
        return "de pauze is al voorbij"
    return None if klok.klokslag(now.tot) == feit.data["tot"] else "de pauze is daarna veranderd"


def undo_end(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of PauzeVoorbij: the same pauze again."""
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    return _lay_pauze(session, evening, Pauze.from_stand(feit.data["stand"]), wie)


def why_not_undo_end(session: Session, feit: Feit) -> str | None:
    """While there is no pauze, and the evening goes on."""
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    if evening.afgelopen is not None:
        return "de avond is afgelopen"
    return "er is alweer pauze" if evening.pauze_sinds is not None else None
