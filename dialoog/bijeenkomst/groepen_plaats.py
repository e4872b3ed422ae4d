"""Plain functions on groups, inside the transaction of a use case: seats, latecomers, a making that begins or ends."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import groepen_rules as rules
from dialoog.bijeenkomst.groepen import groepen, groepsnaam, leden_van
from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Groep, Groepslid, Stap
from dialoog.bijeenkomst.queries import live_stap
from dialoog.deelnemer.models import Deelnemer

SOORT = "groepen"


def hold(session: Session, bijeenkomst_id: int) -> None:
    """Take the evening for this transaction: on PostgreSQL two makings, or a making and a latecomer, wait in turn."""
    session.execute(select(Bijeenkomst.id).where(Bijeenkomst.id == bijeenkomst_id).with_for_update())


def lichting_nu(session: Session, bijeenkomst_id: int) -> int:
    """The making that is there now; 0: none."""
    groups = groepen(session, bijeenkomst_id)
    return groups[0].lichting if groups else 0


def new_lichting(session: Session, bijeenkomst_id: int, aantal: int) -> list[Groep]:
    """So many empty tables; those of before are opgeheven and keep their people."""
    last = session.scalar(select(func.max(Groep.lichting)).where(Groep.bijeenkomst_id == bijeenkomst_id)) or 0
    show_lichting(session, bijeenkomst_id, 0)
    rows = [Groep(bijeenkomst_id=bijeenkomst_id, lichting=last + 1, nummer=n) for n in range(1, aantal + 1)]
    session.add_all(rows)
    session.flush()
    return rows


def show_lichting(session: Session, bijeenkomst_id: int, lichting: int) -> None:
    """This making is there, every other is opgeheven (0: all)."""
    for groep in session.scalars(select(Groep).where(Groep.bijeenkomst_id == bijeenkomst_id)):
        groep.opgeheven = groep.lichting != lichting
    session.flush()


def seat(session: Session, groep: Groep, person: Deelnemer) -> None:
    """Give a person a place in this group; who held the pen of another one lets go of it. The first with a phone gets
    the pen of an empty group."""
    row = session.get(Groepslid, (groep.bijeenkomst_id, groep.lichting, person.id))
    if row is not None and row.groep_id == groep.id:
        return
    if row is None:
        session.add(
            Groepslid(
                bijeenkomst_id=groep.bijeenkomst_id, lichting=groep.lichting, deelnemer_id=person.id, groep_id=groep.id
            )
        )
    else:
        before = session.get_one(Groep, row.groep_id)
        before.pen = None if before.pen == person.id else before.pen
        before.versie += 1
        row.groep_id = groep.id
    if groep.pen is None and not person.zonder_telefoon:
        groep.pen = person.id
    groep.versie += 1
    session.flush()


def unseat(session: Session, groep: Groep, person: Deelnemer) -> None:
    """Take a person off this table."""
    row = session.get(Groepslid, (groep.bijeenkomst_id, groep.lichting, person.id))
    if row is None or row.groep_id != groep.id:
        return
    session.delete(row)
    groep.pen = None if groep.pen == person.id else groep.pen
    groep.versie += 1
    session.flush()


def seat_latecomer(session: Session, evening: Bijeenkomst, person: Deelnemer) -> None:
    """Who comes in while there are groups gets a place in the smallest; while people choose, each chooses.

    Who had a place keeps it."""
    if person.soort != "deelnemer" or choosing(live_stap(session, evening.id)):
        return
    hold(session, evening.id)
    groups = groepen(session, evening.id)
    if groups and session.get(Groepslid, (evening.id, groups[0].lichting, person.id)) is None:
        seat_in_smallest(session, groups, [person])


def seat_new_role(session: Session, person: Deelnemer) -> None:
    """Who looked on and takes part after all is a latecomer at each evening that runs and has that person in."""
    question = (
        select(Bijeenkomst)
        .join(Aanwezigheid, Aanwezigheid.bijeenkomst_id == Bijeenkomst.id)
        .where(
            Aanwezigheid.deelnemer_id == person.id, Aanwezigheid.staat == "aanwezig", Bijeenkomst.afgelopen.is_(None)
        )
        .order_by(Bijeenkomst.id)
    )
    for evening in session.scalars(question):
        seat_latecomer(session, evening, person)


def seat_in_smallest(session: Session, groups: Sequence[Groep], people: Sequence[Deelnemer]) -> None:
    """Each of these people in the group that is the smallest at that moment; people who are not here do not count."""
    found = leden_van(session, [groep.id for groep in groups])
    here = {groep.id: len(found[groep.id]) for groep in groups}
    by_id = {groep.id: groep for groep in groups}
    for person in people:
        number = rules.kleinste(here)
        seat(session, by_id[number], person)
        here[number] += 1


def choosing(stap: Stap | None) -> bool:
    """Whether people choose a table on their phones now."""
    return stap is not None and stap.soort == SOORT and bool(stap.instellingen.get("kiezen_open"))


def set_choosing(stap: Stap, *, open_: bool) -> None:
    """People choose, or no longer."""
    stap.instellingen = {**stap.instellingen, "kiezen_open": open_}
    stap.versie += 1


def tafels(session: Session, groups: Sequence[Groep]) -> list[tuple[str, int]]:
    """Names and how many are here, as the record tells it."""
    found = leden_van(session, [groep.id for groep in groups])
    return [(groepsnaam(groep), len(found[groep.id])) for groep in groups]
