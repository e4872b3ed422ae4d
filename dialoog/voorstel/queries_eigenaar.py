"""Reading who owns an oplossing, and with it a card."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.deelnemer.models import Deelnemer
from dialoog.voorstel.models import Eigenaar, Oplossing, Voorstel
from dialoog.voorstel.queries import latest_antwoorden, termijn_van
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
    """The cards that somebody owns now, in their order."""
    rows = session.execute(
        select(Voorstel, Eigenaar.trekker)
        .join(Oplossing, Oplossing.id == Voorstel.oplossing_id)
        .join(Eigenaar, Eigenaar.oplossing_id == Oplossing.id)
        .where(Eigenaar.deelnemer_id == deelnemer_id, Eigenaar.tot.is_(None), Oplossing.verwijderd.is_(False))
        .order_by(Voorstel.volgorde, Voorstel.nummer)
    ).all()
    ids = [voorstel.id for voorstel, _ in rows]
    parts = delen_en_vakjes(session, rows[0][0].dialoog_id, ids, latest_antwoorden(session, ids)) if rows else {}
    today = klok.vandaag()
    terms = {voorstel.id: termijn_van(session, voorstel) for voorstel, _ in rows}
    return [
        EigenVoorstel(
            nummer=voorstel.nummer,
            titel=voorstel.titel,
            trekker=trekker,
            vakjes=parts[voorstel.id][1],
            dicht=terms[voorstel.id].dicht(today),
            uiterlijk=terms[voorstel.id].uiterlijk,
            id=voorstel.id,
        )
        for voorstel, trekker in rows
    ]


def mede_eigenaren(session: Session, deelnemer_id: int) -> dict[int, list[str]]:
    """Number of a card that somebody owns → the names of the others who do."""
    rows = session.execute(
        select(Voorstel.nummer, Deelnemer)
        .join(Eigenaar, Eigenaar.oplossing_id == Voorstel.oplossing_id)
        .join(Deelnemer, Deelnemer.id == Eigenaar.deelnemer_id)
        .where(
            Voorstel.oplossing_id.in_(eigen_oplossingen(session, deelnemer_id)),
            Eigenaar.tot.is_(None),
            Deelnemer.id != deelnemer_id,
            Deelnemer.staat == "actief",
        )
        .order_by(Eigenaar.id)
    )
    found: dict[int, list[str]] = {}
    for nummer, person in rows:
        found.setdefault(nummer, []).append(person.roepnaam)
    return found


@dataclass(frozen=True)
class EigenaarWas:
    """Who owned it, from when until when (None: still), and who of the begeleiders said so."""

    naam: str
    trekker: bool
    van: datetime
    tot: datetime | None
    door: str
    tot_door: str


def eigenaar_geschiedenis(session: Session, oplossing_id: int) -> list[EigenaarWas]:
    """Everybody who ever owned it, in order."""
    rows = session.execute(
        select(Eigenaar, Deelnemer)
        .join(Deelnemer, Deelnemer.id == Eigenaar.deelnemer_id)
        .where(Eigenaar.oplossing_id == oplossing_id)
        .order_by(Eigenaar.van, Eigenaar.id)
    ).all()
    return [EigenaarWas(person.roepnaam, row.trekker, row.van, row.tot, row.door, row.tot_door) for row, person in rows]
