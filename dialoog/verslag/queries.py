"""Reading the record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.blik import onthoudt
from dialoog.verslag.facts import kind_of
from dialoog.verslag.models import Feit
from dialoog.verslag.service import inverse_of, undone


@dataclass(frozen=True)
class LaatsteStap:
    """A line of *Laatste stappen*: `waarom_niet` is None when it can be undone."""

    id: int
    moment: datetime
    zin: str
    ongedaan: bool
    kan_terug: bool
    waarom_niet: str | None


def laatste_stappen(
    session: Session, dialoog_id: int, aantal: int = 10, bijeenkomst_id: int | None = None
) -> list[LaatsteStap]:
    """The last steps of a dialogue, newest first, without the facts that are an undoing themselves.

    With `bijeenkomst_id` those of that evening and of none: undoing in its regie does not open the door of another."""
    feiten = list(
        session.scalars(select(Feit).where(Feit.dialoog_id == dialoog_id).order_by(Feit.id.desc()).limit(aantal * 6))
    )
    hidden = undone(feiten)
    shown = [feit for feit in feiten if feit.id not in hidden and kind_of(feit.wat).in_stappen]
    if bijeenkomst_id is not None:
        shown = [feit for feit in shown if feit.bijeenkomst_id in (None, bijeenkomst_id)]
    shown = shown[:aantal]
    return [_stap(session, feit) for feit in shown]


def _stap(session: Session, feit: Feit) -> LaatsteStap:
    inverse = inverse_of(feit)
    reason = inverse.waarom_niet(session, feit) if inverse and feit.ongedaan_door is None else None
    can = inverse is not None and reason is None and feit.ongedaan_door is None
    return LaatsteStap(feit.id, feit.moment, feit.zin, feit.ongedaan_door is not None, can, reason)


VASTGESTELD = ("RondeVastgesteld", "RondeOpPapier")
"""The facts after which a result stands (of the room `stemming`, which lies above this one)."""


def established_since(session: Session, feit: Feit) -> str | None:
    """Why the door, a removal or a merge is no longer taken back: a result was established after it (ontwerp.md, *The
    record*); None: none was."""
    later = session.scalar(
        select(Feit.id).where(Feit.dialoog_id == feit.dialoog_id, Feit.id > feit.id, Feit.wat.in_(VASTGESTELD)).limit(1)
    )
    return "er is daarna een ronde vastgesteld" if later is not None else None


@onthoudt
def highest(session: Session, dialoog_id: int) -> int:
    """The highest number in the record of a dialogue: the first half of a region's version."""
    return session.scalar(select(func.max(Feit.id)).where(Feit.dialoog_id == dialoog_id)) or 0


def feiten_van(session: Session, dialoog_id: int) -> list[Feit]:
    """The whole record in order, for chapter 5 of the book."""
    return list(session.scalars(select(Feit).where(Feit.dialoog_id == dialoog_id).order_by(Feit.id)))
