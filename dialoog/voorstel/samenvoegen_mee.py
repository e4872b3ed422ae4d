"""What an eigenaar, a volunteer or the sender of an addition takes along when people are merged."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import Nota, Volger
from dialoog.voorstel.models import Eigenaar, Oplossing, Vrijwilliger
from dialoog.voorstel.models_zaal import Aanvulling


def mee(session: Session, kept: Deelnemer, gone: Deelnemer) -> Nota:
    """Oplossingen of both are the kept one's, with the history; where both own one, trekker is who is kept."""
    own = {
        row.oplossing_id: row
        for row in session.scalars(select(Eigenaar).where(Eigenaar.deelnemer_id == kept.id, Eigenaar.tot.is_(None)))
    }
    moved: list[int] = []
    pulls: list[list[int]] = []
    for row in session.scalars(select(Eigenaar).where(Eigenaar.deelnemer_id == gone.id).order_by(Eigenaar.id)):
        twin = own.get(row.oplossing_id) if row.tot is None else None
        if twin is None:
            row.deelnemer_id = kept.id
            moved.append(row.id)
        elif row.trekker and not twin.trekker:
            twin.trekker, row.trekker = True, False
            pulls.append([twin.id, row.id])
        session.get_one(Oplossing, row.oplossing_id).versie += 1
    session.flush()
    session.expire_all()
    offers, added = _offers(session, kept, gone), _additions(session, kept, gone)
    return {"eigenaren": moved, "trekkers": pulls, "aanbod": offers, "aanvullingen": added}


def _additions(session: Session, kept: Deelnemer, gone: Deelnemer) -> list[int]:
    """What the gone one added: the kept one hears what becomes of it."""
    numbers = sorted(session.scalars(select(Aanvulling.id).where(Aanvulling.indiener == gone.id)))
    session.execute(update(Aanvulling).where(Aanvulling.id.in_(numbers)).values(indiener=kept.id))
    return numbers


def _offers(session: Session, kept: Deelnemer, gone: Deelnemer) -> list[int]:
    """Oplossingen for which only the gone one offered."""
    mine = select(Vrijwilliger.oplossing_id).where(Vrijwilliger.deelnemer_id == kept.id)
    theirs = (Vrijwilliger.deelnemer_id == gone.id, Vrijwilliger.oplossing_id.not_in(mine))
    numbers = sorted(session.scalars(select(Vrijwilliger.oplossing_id).where(*theirs)))
    _move_offers(session, numbers, gone.id, kept.id)
    return numbers


def _move_offers(session: Session, numbers: list[int], van: int, naar: int) -> None:
    where = (Vrijwilliger.deelnemer_id == van, Vrijwilliger.oplossing_id.in_(numbers))
    session.execute(update(Vrijwilliger).where(*where).values(deelnemer_id=naar, versie=Vrijwilliger.versie + 1))


def terug(session: Session, kept: Deelnemer, gone: Deelnemer, nota: Nota) -> None:
    for number in nota.get("eigenaren", ()):
        row = session.get(Eigenaar, number)
        if row is not None and row.deelnemer_id == kept.id:
            row.deelnemer_id = gone.id
            session.get_one(Oplossing, row.oplossing_id).versie += 1
    for mine, theirs in nota.get("trekkers", ()):
        kept_row, gone_row = session.get(Eigenaar, mine), session.get(Eigenaar, theirs)
        if kept_row is not None and gone_row is not None and kept_row.trekker and kept_row.tot is None:
            kept_row.trekker, gone_row.trekker = False, True
    _move_offers(session, list(nota.get("aanbod", ())), kept.id, gone.id)
    back = (Aanvulling.id.in_(list(nota.get("aanvullingen", ()))), Aanvulling.indiener == kept.id)
    session.execute(update(Aanvulling).where(*back).values(indiener=gone.id))
    session.flush()
    session.expire_all()


VOLGER = Volger(mee, terug)
