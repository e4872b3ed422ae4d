"""Reading the groups of an evening: who sits where, and who writes for a group (*de pen*).

Groups belong to the bijeenkomst, are made before the colours and can be made anew (domein.md, Settled questions).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Groep, Groepslid
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer


@dataclass(frozen=True)
class Groepskaart:
    """A group as a screen shows it. `naam` is "tafel 2" or its own, `kop` the same as a line begins; `namen`: names
    that people gave themselves; `mensen`: how many are here.

    `pen` is the deelnemer who writes for it, None: the begeleider does (nobody here has a phone)."""

    id: int
    nummer: int
    naam: str
    kop: str
    mensen: int
    namen: tuple[str, ...]
    pen: int | None
    pen_naam: str
    versie: int


@onthoudt
def groepen(session: Session, bijeenkomst_id: int) -> list[Groep]:
    """The groups that are there now, by number; empty: none were made."""
    question = select(Groep).where(Groep.bijeenkomst_id == bijeenkomst_id, Groep.opgeheven.is_(False))
    return list(session.scalars(question.order_by(Groep.nummer)))


@onthoudt
def groep_van(session: Session, bijeenkomst_id: int, deelnemer_id: int) -> Groep | None:
    """The group of a person at this evening; None: in none. Who went home keeps the place."""
    question = (
        select(Groep)
        .join(Groepslid, Groepslid.groep_id == Groep.id)
        .where(
            Groep.bijeenkomst_id == bijeenkomst_id,
            Groep.opgeheven.is_(False),
            Groepslid.deelnemer_id == deelnemer_id,
        )
    )
    return session.scalar(question)


def groepsindeling(session: Session, bijeenkomst_id: int) -> dict[int, Groep]:
    """deelnemer → groep, of everybody who has a place and may take part."""
    question = (
        select(Groepslid.deelnemer_id, Groep)
        .join(Groep, Groep.id == Groepslid.groep_id)
        .join(Deelnemer, Deelnemer.id == Groepslid.deelnemer_id)
        .where(Groep.bijeenkomst_id == bijeenkomst_id, Groep.opgeheven.is_(False), Deelnemer.soort == "deelnemer")
    )
    return dict(session.execute(question).tuples().all())


def leden(session: Session, groep_id: int) -> list[Deelnemer]:
    """Who of a group is here now, in the order in which they came to the dialogue."""
    return leden_van(session, [groep_id])[groep_id]


@onthoudt
def leden_van(session: Session, groep_ids: Sequence[int]) -> dict[int, list[Deelnemer]]:
    """The same for more groups at once: groep → its people who are here."""
    question = (
        select(Groepslid.groep_id, Deelnemer)
        .join(Deelnemer, Deelnemer.id == Groepslid.deelnemer_id)
        .join(
            Aanwezigheid,
            (Aanwezigheid.deelnemer_id == Deelnemer.id) & (Aanwezigheid.bijeenkomst_id == Groepslid.bijeenkomst_id),
        )
        .where(
            Groepslid.groep_id.in_(groep_ids),
            Aanwezigheid.staat == "aanwezig",
            Deelnemer.staat == "actief",
            Deelnemer.soort == "deelnemer",
        )
        .order_by(Deelnemer.id)
    )
    people: dict[int, list[Deelnemer]] = {number: [] for number in groep_ids}
    for number, person in session.execute(question):
        people[number].append(person)
    return people


def groepsnaam(groep: Groep) -> str:
    """Its own name, or "tafel 2"."""
    return groep.naam or f"tafel {groep.nummer}"


def als_kop(groep: Groep) -> str:
    """The name as a line begins: "Tafel 2"."""
    naam = groepsnaam(groep)
    return naam[:1].upper() + naam[1:]


def pen_van(groep: Groep, hier: Sequence[Deelnemer]) -> Deelnemer | None:
    """Who of the people that are here writes: who holds the pen, else the first with a phone; None: the begeleider."""
    holder = next((person for person in hier if person.id == groep.pen), None)
    return holder or next((person for person in hier if not person.zonder_telefoon), None)


def heeft_pen(session: Session, groep_id: int, deelnemer_id: int) -> bool:
    """Whether this person writes for this group now."""
    groep = session.get(Groep, groep_id)
    if groep is None or groep.opgeheven:
        return False
    holder = pen_van(groep, leden(session, groep_id))
    return holder is not None and holder.id == deelnemer_id


@onthoudt
def kaarten(session: Session, groups: Sequence[Groep]) -> list[Groepskaart]:
    """Groups as a screen shows them, in the order given."""
    people = leden_van(session, [groep.id for groep in groups])
    return [_kaart(groep, people[groep.id]) for groep in groups]


def _kaart(groep: Groep, hier: Sequence[Deelnemer]) -> Groepskaart:
    pen = pen_van(groep, hier)
    return Groepskaart(
        id=groep.id,
        nummer=groep.nummer,
        naam=groepsnaam(groep),
        kop=als_kop(groep),
        mensen=len(hier),
        namen=tuple(person.naam for person in hier if person.naam),
        pen=pen.id if pen else None,
        pen_naam=(pen.naam or "") if pen else "",
        versie=groep.versie,
    )
