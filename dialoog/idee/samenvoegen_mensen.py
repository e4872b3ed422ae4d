"""Ideas, colours and choices of people who turned out to be one person.

Ideas follow, so that they stand on the phones of the one who is kept and a question reaches that one. Colours and
choices stay where they are: when they are counted, those of the kept one count, or else the other's."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import samengevoegd_in
from dialoog.deelnemer.rules import een_per_mens
from dialoog.deelnemer.samenvoegen import Nota, Volger
from dialoog.idee.models import Idee


def mee(session: Session, kept: Deelnemer, gone: Deelnemer) -> Nota:
    """The ideas of both are the kept one's."""
    ideas = list(session.scalars(select(Idee.id).where(Idee.indiener == gone.id).order_by(Idee.id)))
    session.execute(update(Idee).where(Idee.indiener == gone.id).values(indiener=kept.id))
    return {"ideeen": ideas}


def terug(session: Session, kept: Deelnemer, gone: Deelnemer, nota: Nota) -> None:
    ideas = Idee.id.in_(nota.get("ideeen", ())), Idee.indiener == kept.id
    session.execute(update(Idee).where(*ideas).values(indiener=gone.id))


VOLGER = Volger(mee, terug)


def wiens(session: Session, dialoog_id: int, gelegd: Collection[int]) -> dict[int, int]:
    """person kept → whose colours or choices count for that person, of those who gave some (`gelegd`)."""
    return een_per_mens(samengevoegd_in(session, dialoog_id), gelegd)
