"""Reading additions: beside an answer for who may write on it, and what became of one's own."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.blik import onthoudt
from dialoog.voorstel import rules
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.models_zaal import Aanvulling


@dataclass(frozen=True)
class AanvullingRij:
    """Without whose it is. `staat`: open, overgenomen or terzijde; `verwerkt`: what went into the answer."""

    id: int
    voorstel: int
    vraag: str
    tekst: str
    staat: str
    reden: str
    verwerkt: str
    revisie: int
    versie: int


@onthoudt
def aanvullingen(session: Session, dialoog_id: int) -> list[AanvullingRij]:
    """All additions to the cards of a dialogue, in the order in which they came."""
    rows = session.scalars(
        select(Aanvulling)
        .join(Voorstel, Voorstel.id == Aanvulling.voorstel_id)
        .where(Voorstel.dialoog_id == dialoog_id)
        .order_by(Aanvulling.id)
    )
    return [_rij(row) for row in rows]


def aanvullingen_bij(session: Session, voorstel_id: int, vraag: str) -> list[AanvullingRij]:
    """Those to one answer: what waits first, then what was settled."""
    rows = session.scalars(
        select(Aanvulling)
        .where(Aanvulling.voorstel_id == voorstel_id, Aanvulling.vraag == vraag)
        .order_by(Aanvulling.staat != "open", Aanvulling.id)
    )
    return [_rij(row) for row in rows]


def wachtend(session: Session, voorstel_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """voorstel → question → how many wait; nothing that is nought."""
    rows = session.execute(
        select(Aanvulling.voorstel_id, Aanvulling.vraag, func.count())
        .where(Aanvulling.voorstel_id.in_(voorstel_ids), Aanvulling.staat == "open")
        .group_by(Aanvulling.voorstel_id, Aanvulling.vraag)
    )
    found: dict[int, dict[str, int]] = {number: {} for number in voorstel_ids}
    for number, vraag, count in rows:
        found[number][vraag] = count
    return found


def mijn_aanvullingen(session: Session, deelnemer_id: int) -> list[dict[str, object]]:
    """What one person added, the last one first: `as_json`."""
    rows = session.execute(
        select(Aanvulling, Voorstel)
        .join(Voorstel, Voorstel.id == Aanvulling.voorstel_id)
        .where(Aanvulling.indiener == deelnemer_id)
        .order_by(Aanvulling.id.desc())
    )
    return [as_json(row, card) for row, card in rows]


def as_json(row: Aanvulling, card: Voorstel) -> dict[str, object]:
    """An addition as its sender's phone knows it: {id, nummer, plek, tekst, staat, reden, verwerkt}; `verwerkt` is
    empty where it went in as it was."""
    return {
        "id": row.id,
        "nummer": card.nummer,
        "plek": rules.plek_van(row.vraag),
        "tekst": row.tekst,
        "staat": row.staat,
        "reden": row.reden,
        "verwerkt": row.verwerkt if row.verwerkt != row.tekst else "",
    }


def _rij(row: Aanvulling) -> AanvullingRij:
    return AanvullingRij(
        row.id, row.voorstel_id, row.vraag, row.tekst, row.staat, row.reden, row.verwerkt, row.revisie, row.versie
    )
