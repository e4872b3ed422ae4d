"""Reading people."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from dialoog.deelnemer import rules
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang, Pas, Toestel
from dialoog.errors import NotFound
from dialoog.opgave.models import Belang, Gemeente


@dataclass(frozen=True)
class OpenToestel:
    """A device on which somebody is in; `dit` is the asking one."""

    id: int
    omschrijving: str
    sinds: datetime
    dit: bool


def get_deelnemer(session: Session, dialoog_id: int, deelnemer_id: int) -> Deelnemer:
    """A person of this dialogue, in any state. Raises NotFound."""
    found = session.scalar(select(Deelnemer).where(Deelnemer.id == deelnemer_id, Deelnemer.dialoog_id == dialoog_id))
    if found is None:
        raise NotFound("Deze persoon staat niet op de lijst.")
    return found


def find_by_registratie(session: Session, registratie: str) -> Deelnemer | None:
    """The person whom the form with this number made."""
    return session.scalar(select(Deelnemer).where(Deelnemer.registratie == rules.hash_registratie(registratie)))


def find_by_pas(session: Session, token_hash: str) -> Deelnemer | None:
    """The active person whose living pass this is."""
    return session.scalar(
        select(Deelnemer)
        .join(Pas, Pas.deelnemer_id == Deelnemer.id)
        .where(Pas.token_hash == token_hash, Pas.beeindigd.is_(None), Deelnemer.staat == "actief")
    )


def deelnemers(session: Session, dialoog_id: int, *, soort: str | None = "deelnemer") -> list[Deelnemer]:
    """Active people of a dialogue in order of registration; soort None: toehoorders too."""
    question = (
        select(Deelnemer)
        .where(Deelnemer.dialoog_id == dialoog_id, Deelnemer.staat == "actief")
        .options(
            selectinload(Deelnemer.belang_rijen).options(joinedload(DeelnemerBelang.belang)),
            selectinload(Deelnemer.gemeenten),
        )
        .order_by(Deelnemer.id)
    )
    if soort is not None:
        question = question.where(Deelnemer.soort == soort)
    return list(session.scalars(question))


def samengevoegd_in(session: Session, dialoog_id: int) -> dict[int, int | None]:
    """Who was merged → into whom, of a dialogue."""
    rows = session.execute(
        select(Deelnemer.id, Deelnemer.samengevoegd_in).where(
            Deelnemer.dialoog_id == dialoog_id, Deelnemer.staat == "samengevoegd"
        )
    )
    return {person: into for person, into in rows}  # noqa: C416 - rows are no pairs for mypy


def vermeldingen(session: Session, dialoog_id: int) -> dict[int, str]:
    """deelnemer id → how the person is named in book and export."""
    return rules.vermeldingen(
        [
            rules.Persoon(d.id, d.naam, d.vermelding, d.organisatie, d.naam_in_boek)
            for d in deelnemers(session, dialoog_id)
        ]
    )


def open_toestellen(session: Session, deelnemer_id: int, dit: int | None) -> list[OpenToestel]:
    """Where somebody is in, the asking device first."""
    rows = session.scalars(
        select(Toestel).where(Toestel.deelnemer_id == deelnemer_id, Toestel.beeindigd.is_(None)).order_by(Toestel.id)
    )
    devices = [OpenToestel(row.id, row.omschrijving, row.sinds, row.id == dit) for row in rows]
    return sorted(devices, key=lambda device: not device.dit)


def living_passes(session: Session, deelnemer_id: int) -> int:
    """How many passes of somebody still work."""
    return (
        session.scalar(
            select(func.count()).select_from(Pas).where(Pas.deelnemer_id == deelnemer_id, Pas.beeindigd.is_(None))
        )
        or 0
    )


def belangen_by_id(session: Session, dialoog_id: int) -> dict[int, Belang]:
    return {b.id: b for b in session.scalars(select(Belang).where(Belang.dialoog_id == dialoog_id))}


def gemeenten_by_id(session: Session, dialoog_id: int) -> dict[int, Gemeente]:
    return {g.id: g for g in session.scalars(select(Gemeente).where(Gemeente.dialoog_id == dialoog_id))}
