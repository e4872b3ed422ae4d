"""Reading who owns an oplossing, and with it a card."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.deelnemer.models import Deelnemer
from dialoog.voorstel.models import Eigenaar, Oplossing, Voorstel
from dialoog.voorstel.queries import latest_antwoorden
from dialoog.voorstel.rijen import EigenVoorstel
from dialoog.voorstel.volledig import delen_en_vakjes


def is_eigenaar(session: Session, oplossing_id: int | None, deelnemer_id: int) -> bool:
    """Whether somebody owns this oplossing now."""
    return oplossing_id is not None and (
        session.scalar(
            select(Eigenaar.id).where(
                Eigenaar.oplossing_id == oplossing_id, Eigenaar.deelnemer_id == deelnemer_id, Eigenaar.tot.is_(None)
            )
        )
        is not None
    )


def eigen_oplossingen(session: Session, deelnemer_id: int) -> list[int]:
    """The oplossingen (their ids) that somebody owns now."""
    rows = session.scalars(
        select(Eigenaar.oplossing_id)
        .join(Oplossing, Oplossing.id == Eigenaar.oplossing_id)
        .where(Eigenaar.deelnemer_id == deelnemer_id, Eigenaar.tot.is_(None), Oplossing.verwijderd.is_(False))
    )
    return list(rows)


def eigen_voorstellen(session: Session, deelnemer_id: int) -> list[EigenVoorstel]:
    """The cards that somebody owns now, by number."""
    rows = session.execute(
        select(Voorstel, Eigenaar.trekker)
        .join(Oplossing, Oplossing.id == Voorstel.oplossing_id)
        .join(Eigenaar, Eigenaar.oplossing_id == Oplossing.id)
        .where(Eigenaar.deelnemer_id == deelnemer_id, Eigenaar.tot.is_(None), Oplossing.verwijderd.is_(False))
        .order_by(Voorstel.nummer)
    ).all()
    ids = [voorstel.id for voorstel, _ in rows]
    parts = delen_en_vakjes(session, rows[0][0].dialoog_id, ids, latest_antwoorden(session, ids)) if rows else {}
    return [
        EigenVoorstel(voorstel.nummer, voorstel.titel, trekker, voorstel.op_slot, parts[voorstel.id][1].count("vol"))
        for voorstel, trekker in rows
    ]


def eigenaar_geschiedenis(session: Session, oplossing_id: int) -> list[tuple[str, bool, datetime, datetime | None]]:
    """(name, trekker, from, until) of everybody who ever owned it, in order."""
    rows = session.execute(
        select(Eigenaar, Deelnemer)
        .join(Deelnemer, Deelnemer.id == Eigenaar.deelnemer_id)
        .where(Eigenaar.oplossing_id == oplossing_id)
        .order_by(Eigenaar.van, Eigenaar.id)
    ).all()
    return [(person.roepnaam, row.trekker, row.van, row.tot) for row, person in rows]
