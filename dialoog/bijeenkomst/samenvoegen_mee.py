"""What follows at the evenings when people are merged: presence, the place in a group, the pen."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Groep, Groepslid
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import Nota, Volger

_RANG = ("afwezig", "uitgenodigd", "weg", "aanwezig")


def mee(session: Session, kept: Deelnemer, gone: Deelnemer) -> Nota:
    """Present where one of them was; the kept one keeps its place at a table, without one it gets the other's."""
    return {
        "aanwezig": _presence(session, kept, gone),
        "plaatsen": _places(session, kept, gone),
        "pennen": _pens(session, kept, gone),
    }


def _presence(session: Session, kept: Deelnemer, gone: Deelnemer) -> list[list[object]]:
    """[evening, state before (None: no row), state now] of the kept one, where it changed."""
    noted: list[list[object]] = []
    for row in session.scalars(select(Aanwezigheid).where(Aanwezigheid.deelnemer_id == gone.id)):
        own = session.get(Aanwezigheid, (row.bijeenkomst_id, kept.id))
        if own is None:
            session.add(Aanwezigheid(bijeenkomst_id=row.bijeenkomst_id, deelnemer_id=kept.id, staat=row.staat))
            noted.append([row.bijeenkomst_id, None, row.staat])
        elif _RANG.index(row.staat) > _RANG.index(own.staat):
            noted.append([row.bijeenkomst_id, own.staat, row.staat])
            own.staat = row.staat
    return noted


def _places(session: Session, kept: Deelnemer, gone: Deelnemer) -> list[list[int]]:
    """[evening, making, group] that the kept one got."""
    noted = []
    for row in session.scalars(select(Groepslid).where(Groepslid.deelnemer_id == gone.id)):
        place = (row.bijeenkomst_id, row.lichting)
        if session.get(Groepslid, (*place, kept.id)) is None:
            session.add(
                Groepslid(bijeenkomst_id=place[0], lichting=place[1], deelnemer_id=kept.id, groep_id=row.groep_id)
            )
            noted.append([*place, row.groep_id])
    session.flush()
    return noted


def _pens(session: Session, kept: Deelnemer, gone: Deelnemer) -> list[int]:
    """Groups whose pen the gone one held and in which the kept one sits."""
    seat = (Groepslid.groep_id == Groep.id) & (Groepslid.deelnemer_id == kept.id)
    groups = session.scalars(select(Groep).join(Groepslid, seat).where(Groep.pen == gone.id)).all()
    for groep in groups:
        groep.pen = kept.id
        groep.versie += 1
    return [groep.id for groep in groups]


def terug(session: Session, kept: Deelnemer, gone: Deelnemer, nota: Nota) -> None:
    """What was noted goes back; what was changed by hand since stays as it is."""
    for evening, before, after in nota.get("aanwezig", ()):
        row = session.get(Aanwezigheid, (evening, kept.id))
        if row is None or row.staat != after:
            continue
        if before is None:
            session.delete(row)
        else:
            row.staat = before
    for evening, lichting, groep_id in nota.get("plaatsen", ()):
        seat = session.get(Groepslid, (evening, lichting, kept.id))
        if seat is not None and seat.groep_id == groep_id:
            session.delete(seat)
    for number in nota.get("pennen", ()):
        groep = session.get(Groep, number)
        if groep is not None and groep.pen == kept.id:
            groep.pen = gone.id
            groep.versie += 1


VOLGER = Volger(mee, terug)
