"""Reading the structured parts of cards. Each of the `…_van` is a dict by voorstel (id), with an entry for every id
asked for, in a fixed number of questions."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.opgave.models import Deelvraag, Kader
from dialoog.voorstel import models_delen as m
from dialoog.voorstel.inhoud import (
    Deel,
    Deelvragen,
    Delen,
    Kaders,
    Kosten,
    Kostenregel,
    Resultaat,
    Resultaten,
    Toets,
)


def delen_van(session: Session, voorstel_ids: Sequence[int]) -> dict[int, Delen]:
    """All four, with their versions."""
    heads = _heads(session, voorstel_ids)
    found = _inhouden(session, voorstel_ids, heads)
    return {
        number: Delen(**{soort: _deel(heads.get((number, soort)), per[number]) for soort, per in found.items()})
        for number in voorstel_ids
    }


def deelvragen_van(session: Session, voorstel_ids: Sequence[int]) -> dict[int, Deelvragen]:
    """Which deelvragen (ids), in their order; or none, said on purpose."""
    return _deelvragen(session, voorstel_ids, _heads(session, voorstel_ids))


def kosten_van(session: Session, voorstel_ids: Sequence[int]) -> dict[int, Kosten]:
    """The lines in their order, in cents, and the total that is stated; `bedragen.tel_op` adds up."""
    return _kosten(session, voorstel_ids, _heads(session, voorstel_ids))


def resultaten_van(session: Session, voorstel_ids: Sequence[int]) -> dict[int, Resultaten]:
    """Results that can be measured, in their order."""
    rows = _rows(session, m.MeetbaarResultaat, voorstel_ids)
    return {
        number: Resultaten(tuple(Resultaat(row.wat, row.aantal, row.eenheid, row.wanneer) for row in rows[number]))
        for number in voorstel_ids
    }


def kaders_van(session: Session, voorstel_ids: Sequence[int]) -> dict[int, Kaders]:
    """The judgement per kader (id), in the order of the kaders; a kader that nobody judged is absent."""
    found: dict[int, list[Toets]] = defaultdict(list)
    for row in session.scalars(
        select(m.Kadertoets)
        .join(Kader, Kader.id == m.Kadertoets.kader_id)
        .where(m.Kadertoets.voorstel_id.in_(voorstel_ids))
        .order_by(Kader.volgorde, Kader.id)
    ):
        found[row.voorstel_id].append(Toets(row.kader_id, row.oordeel, row.argument))
    return {number: Kaders(tuple(found[number])) for number in voorstel_ids}


def deel_van(session: Session, voorstel_id: int, soort: str) -> Deel[Any]:
    """One part of one card."""
    heads = _heads(session, [voorstel_id])
    return _deel(heads.get((voorstel_id, soort)), _inhouden(session, [voorstel_id], heads)[soort][voorstel_id])


def kaders_over_voorstel(session: Session, dialoog_id: int) -> list[Kader]:
    """The kaders that are about a single proposal, in their order."""
    return list(
        session.scalars(
            select(Kader)
            .where(Kader.dialoog_id == dialoog_id, Kader.geldt_voor == "voorstel")
            .order_by(Kader.volgorde, Kader.id)
        )
    )


Heads = dict[tuple[int, str], m.Voorsteldeel]


def _heads(session: Session, voorstel_ids: Sequence[int]) -> Heads:
    rows = session.scalars(select(m.Voorsteldeel).where(m.Voorsteldeel.voorstel_id.in_(voorstel_ids)))
    return {(row.voorstel_id, row.soort): row for row in rows}


def _inhouden(session: Session, voorstel_ids: Sequence[int], heads: Heads) -> dict[str, Any]:
    return {
        "deelvragen": _deelvragen(session, voorstel_ids, heads),
        "resultaten": resultaten_van(session, voorstel_ids),
        "kosten": _kosten(session, voorstel_ids, heads),
        "kaders": kaders_van(session, voorstel_ids),
    }


def _deelvragen(session: Session, voorstel_ids: Sequence[int], heads: Heads) -> dict[int, Deelvragen]:
    chosen: dict[int, list[int]] = defaultdict(list)
    for row in session.execute(
        select(m.VoorstelDeelvraag.voorstel_id, m.VoorstelDeelvraag.deelvraag_id)
        .join(Deelvraag, Deelvraag.id == m.VoorstelDeelvraag.deelvraag_id)
        .where(m.VoorstelDeelvraag.voorstel_id.in_(voorstel_ids))
        .order_by(Deelvraag.volgorde, Deelvraag.id)
    ):
        chosen[row.voorstel_id].append(row.deelvraag_id)
    heads_geen = {number: head.geen for (number, soort), head in heads.items() if soort == "deelvragen"}
    return {number: Deelvragen(tuple(chosen[number]), heads_geen.get(number, False)) for number in voorstel_ids}


def _kosten(session: Session, voorstel_ids: Sequence[int], heads: Heads) -> dict[int, Kosten]:
    rows = _rows(session, m.Kostenregel, voorstel_ids)
    totals = {number: head.totaal for (number, soort), head in heads.items() if soort == "kosten"}
    return {
        number: Kosten(
            tuple(Kostenregel(row.post, row.berekening, row.centen, row.jaar, row.btw) for row in rows[number]),
            totals.get(number),
        )
        for number in voorstel_ids
    }


def _rows(session: Session, kind: Any, voorstel_ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.scalars(
        select(kind).where(kind.voorstel_id.in_(voorstel_ids)).order_by(kind.voorstel_id, kind.volgorde)
    ):
        found[row.voorstel_id].append(row)
    return found


def _deel(head: m.Voorsteldeel | None, inhoud: Any) -> Deel[Any]:
    return Deel(inhoud, head.versie, head.wie, head.moment) if head else Deel(inhoud)
