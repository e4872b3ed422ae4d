"""Taking a step of a round back, from *Laatste stappen* in the regie."""

from sqlalchemy.orm import Session

from dialoog.stemming.daarna import cancel_plain
from dialoog.stemming.facts import HerstemmingKlaargezet, LotingKlaargelegd, RondeGeopend, RondeGesloten
from dialoog.stemming.lot import undo_papers, why_not_undo_papers
from dialoog.stemming.models import Stemronde
from dialoog.stemming.service import close_plain, reopen_plain, reset_plain, waarom_niet_open, waarom_niet_terug
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, register_inverse


def register_inverses() -> None:
    """Say how opening and closing are undone; establishing is not (ontwerp.md, *The record*)."""
    register_inverse(RondeGesloten, Inverse(undo_gesloten, why_not_undo_gesloten))
    register_inverse(RondeGeopend, Inverse(undo_geopend, why_not_undo_geopend))
    register_inverse(HerstemmingKlaargezet, Inverse(undo_herstemming, why_not_undo_herstemming))
    register_inverse(LotingKlaargelegd, Inverse(undo_papers, why_not_undo_papers))


def undo_gesloten(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of closing: open again."""
    return reopen_plain(session, session.get_one(Stemronde, feit.data["ronde"]), wie)


def why_not_undo_gesloten(session: Session, feit: Feit) -> str | None:
    ronde = session.get_one(Stemronde, feit.data["ronde"])
    return "de ronde is al weer open" if ronde.staat == "open" else waarom_niet_open(ronde)


def undo_geopend(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of opening: closed again when it had been opened again, else back to voorbereid."""
    ronde = session.get_one(Stemronde, feit.data["ronde"])
    return close_plain(session, ronde, wie) if feit.data.get("weer") else reset_plain(session, ronde, wie)


def why_not_undo_geopend(session: Session, feit: Feit) -> str | None:
    ronde = session.get_one(Stemronde, feit.data["ronde"])
    if feit.data.get("weer"):
        return None if ronde.staat == "open" else f"de ronde is {ronde.staat}"
    return waarom_niet_terug(session, ronde)


def undo_herstemming(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of laying a herstemming ready: it becomes vervallen, nothing was put."""
    return cancel_plain(session, session.get_one(Stemronde, feit.data["ronde"]), "Toch geen herstemming.", wie)


def why_not_undo_herstemming(session: Session, feit: Feit) -> str | None:
    ronde = session.get_one(Stemronde, feit.data["ronde"])
    return None if ronde.staat == "voorbereid" else f"de herstemming is {ronde.staat}"
