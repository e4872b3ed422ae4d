"""People who are one person, in the rounds. A ballot is moved nor opened: `rules.geteld` says whose counts."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import Volger
from dialoog.stemming.models import Stemronde


def waarom_niet(session: Session, kept: Deelnemer, gone: Deelnemer, sinds: datetime) -> str | None:
    """Once a round in which one of them sat is vastgesteld, it was counted as of one person (ontwerp.md, undo)."""
    here = exists().where(
        Aanwezigheid.bijeenkomst_id == Stemronde.bijeenkomst_id,
        Aanwezigheid.deelnemer_id.in_((kept.id, gone.id)),
        Aanwezigheid.staat.in_(("aanwezig", "weg")),
    )
    counted = select(Stemronde.id).where(
        Stemronde.dialoog_id == kept.dialoog_id,
        Stemronde.was_vastgesteld.is_(True),
        Stemronde.vastgesteld >= sinds,
        here,
    )
    if session.scalar(counted.limit(1)) is None:
        return None
    return "er is intussen een stemronde vastgesteld waarin zij als één mens telden"


VOLGER = Volger(waarom_niet=waarom_niet)
