"""Taking back that a group sent its choice in, or took it back (ontwerp.md, The record: *choice sent in*)."""

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.idee import facts
from dialoog.idee.keuze_insturen import write_ingestuurd
from dialoog.idee.keuze_kiezers import stand_van, vast_door
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, register_inverse


def register_inverses() -> None:
    """Say how sending in is undone. What was counted cannot be: who chose what is gone."""
    sent = Inverse(_undo, _waarom_niet)
    register_inverse(facts.KeuzeIngestuurd, sent)
    register_inverse(facts.KeuzeTeruggehaald, sent)


def _waarom_niet(session: Session, feit: Feit) -> str | None:
    held = vast_door(session, feit.data["stap"])
    if held:
        return f"de gekozen ideeën staan in {held}"
    sent = stand_van(session, feit.data["stap"], feit.data["kiezer"]).ingestuurd
    return None if sent == (feit.wat == facts.KeuzeIngestuurd.__name__) else "dat is al gebeurd"


def _undo(session: Session, feit: Feit, wie: str) -> int:
    stap = session.get_one(Stap, feit.data["stap"])
    ingestuurd = feit.wat == facts.KeuzeTeruggehaald.__name__
    return write_ingestuurd(session, stap, feit.data["kiezer"], ingestuurd=ingestuurd, wie=wie)
