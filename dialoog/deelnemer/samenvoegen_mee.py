"""What of a registration itself follows when people are merged: belangen, gemeenten, devices, passes."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang, Pas, Toestel
from dialoog.deelnemer.samenvoegen import Nota, Volger


def mee(session: Session, kept: Deelnemer, gone: Deelnemer) -> Nota:
    """Belangen and gemeenten together, the kept one's first; both phones and all passes are the kept one's."""
    known = {row.belang_id for row in kept.belang_rijen}
    belangen = [row.belang_id for row in gone.belang_rijen if row.belang_id not in known]
    last = max((row.volgorde for row in kept.belang_rijen), default=0)
    gemeenten = [place for place in gone.gemeenten if place not in kept.gemeenten]
    nota: Nota = {
        "belangen": belangen,
        "gemeenten": [place.id for place in gemeenten],
        "velden": {field: getattr(kept, field) for field in ("anders", "herkomst")},
        "telefoon": [kept.zonder_telefoon, kept.helper, kept.op_telefoon_van],
        "toestellen": _move(session, Toestel, kept, gone),
        "passen": _move(session, Pas, kept, gone),
        "draagt": _carry(session, kept, gone),
    }
    for place, number in enumerate(belangen, last + 1):
        kept.belang_rijen.append(DeelnemerBelang(belang_id=number, volgorde=place))
    kept.gemeenten.extend(gemeenten)
    kept.anders, kept.herkomst = kept.anders or gone.anders, kept.herkomst or gone.herkomst
    if nota["toestellen"] or kept.op_telefoon_van == gone.id:
        kept.op_telefoon_van = None
    if nota["toestellen"]:
        kept.zonder_telefoon, kept.helper = False, ""
    nota["werd"] = [kept.anders, kept.herkomst, [kept.zonder_telefoon, kept.helper, kept.op_telefoon_van]]
    return nota


def terug(session: Session, kept: Deelnemer, gone: Deelnemer, nota: Nota) -> None:
    """What was noted goes back; what was changed by hand since stays as it is."""
    for row in [row for row in kept.belang_rijen if row.belang_id in nota.get("belangen", ())]:
        kept.belang_rijen.remove(row)
    kept.gemeenten = [place for place in kept.gemeenten if place.id not in nota.get("gemeenten", ())]
    anders, herkomst, telefoon = nota.get("werd") or [None, None, None]
    if kept.anders == anders:
        kept.anders = nota["velden"]["anders"]
    if kept.herkomst == herkomst:
        kept.herkomst = nota["velden"]["herkomst"]
    if telefoon == [kept.zonder_telefoon, kept.helper, kept.op_telefoon_van]:
        kept.zonder_telefoon, kept.helper, kept.op_telefoon_van = nota["telefoon"]
    for table, key in ((Toestel, "toestellen"), (Pas, "passen")):
        where = table.id.in_(nota.get(key, ())), table.deelnemer_id == kept.id
        session.execute(update(table).where(*where).values(deelnemer_id=gone.id))
    carried = Deelnemer.id.in_(nota.get("draagt", ())), Deelnemer.op_telefoon_van == kept.id
    session.execute(update(Deelnemer).where(*carried).values(op_telefoon_van=gone.id))


def _move(session: Session, table: type[Toestel] | type[Pas], kept: Deelnemer, gone: Deelnemer) -> list[int]:
    rows: list[Any] = list(session.scalars(select(table).where(table.deelnemer_id == gone.id).order_by(table.id)))
    for row in rows:
        row.deelnemer_id = kept.id
    return [row.id for row in rows]


def _carry(session: Session, kept: Deelnemer, gone: Deelnemer) -> list[int]:
    """Those for whom the gone one's phone acts too: it is the kept one's phone now."""
    rows = session.scalars(
        select(Deelnemer).where(Deelnemer.op_telefoon_van == gone.id, Deelnemer.id != kept.id).order_by(Deelnemer.id)
    ).all()
    for row in rows:
        row.op_telefoon_van = kept.id
    return [row.id for row in rows]


VOLGER = Volger(mee, terug)
