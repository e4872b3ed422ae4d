"""Taking back what was done around the colours that many give (ontwerp.md, The record)."""

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.idee import kleuren_facts as facts
from dialoog.idee.kleuren_rules import ZAAL
from dialoog.idee.kleuren_sluiten import give_back, waarom_niet_open, write_gesloten
from dialoog.idee.kleuren_stand import afspraak
from dialoog.idee.models import Idee
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, register_inverse


def register_inverses() -> None:
    """Closing, opening again, and taking over; counting and beginning again are not undone."""
    gesloten = Inverse(_undo_gesloten, _gesloten_waarom_niet)
    register_inverse(facts.KleurenGesloten, gesloten)
    register_inverse(facts.KleurenGeopend, gesloten)
    register_inverse(facts.VoorstellenOvergenomen, Inverse(_undo_overname, _overname_waarom_niet))


def _stap(session: Session, feit: Feit) -> Stap:
    return session.get_one(Stap, feit.data["stap"])


def _gesloten_waarom_niet(session: Session, feit: Feit) -> str | None:
    stap = _stap(session, feit)
    how = afspraak(stap)
    closed = feit.wat == facts.KleurenGesloten.__name__
    if stap.staat != "live":
        return "de avond is al verder"
    if how.manier == ZAAL or how.gesloten != closed:
        return "dat is al gebeurd"
    return "de kleuren zijn geteld, en wie wat koos is gewist" if closed and waarom_niet_open(stap) else None


def _undo_gesloten(session: Session, feit: Feit, wie: str) -> int:
    gesloten = feit.wat == facts.KleurenGeopend.__name__
    return write_gesloten(session, _stap(session, feit), gesloten=gesloten, wie=wie)


def _overname_waarom_niet(session: Session, feit: Feit) -> str | None:
    ideas = [(session.get_one(Idee, row[0]), row[2]) for row in feit.data["ideeen"]]
    held = next((idee for idee, _ in ideas if idee.vergrendeld_door), None)
    if held is not None:
        return f"nummer {held.nummer} staat in {held.vergrendeld_door}"
    return None if any(idee.kleur == kleur for idee, kleur in ideas) else "de ideeën zijn daarna nog veranderd"


def _undo_overname(session: Session, feit: Feit, wie: str) -> int:
    return give_back(session, _stap(session, feit), feit.data["ideeen"], wie)
