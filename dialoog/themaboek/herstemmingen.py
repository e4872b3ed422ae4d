"""What the book says of ties: what a herstemming and a lot brought, and what moved since a round that is vervallen."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dialoog.stemming.lot import Lot, lot_van
from dialoog.stemming.naast import naast
from dialoog.stemming.queries import RondeRegel, Uitslag, UitslagRij, uitslag
from dialoog.themaboek.stand import aantal, opsomming
from dialoog.themaboek.uitkomst import Beweging


def read_beslist(session: Session, rondes: Sequence[RondeRegel]) -> dict[int, str]:
    """Round → what it says about its tie: of a herstemming its outcome, of the round before it what became of it."""
    found: dict[int, str] = {}
    for ronde in rondes:
        if ronde.uitslag is None:
            continue
        words = _herstemming(ronde.uitslag, lot_van(session, ronde.ronde)) if ronde.van_ronde else _rand(ronde.uitslag)
        if words:
            found[ronde.ronde] = words
    return found


def _rand(result: Uitslag) -> str:
    """What a herstemming and a lot decided about the tie at the edge."""
    if result.besluit is None or not result.besluit.door:
        return ""
    through = [rij for rij in result.vast if rij.door]
    how = "de herstemming" if all(rij.door == "herstemming" for rij in through) else "de herstemming en de loting"
    verb = "besliste" if how == "de herstemming" else "beslisten"
    return f"Bij gelijke stand {verb} {how}: {_nummers([rij.nummer for rij in through])}."


def _herstemming(result: Uitslag, lot: Lot | None) -> str:
    equal: tuple[UitslagRij, ...] = result.rand
    if not equal:
        return f"Zo ging door: {_nummers([rij.nummer for rij in result.in_top])}."
    words = f"De herstemming eindigde weer gelijk: {_nummers([rij.nummer for rij in equal])}."
    if lot is not None and lot.getrokken:
        papers = _nummers([papier.nummer for papier in lot.papieren])
        drawn = _nummers([papier.nummer for papier in lot.getrokken])
        words += f" Daarna is geloot waar de zaal bij was. Getrokken: {drawn}, uit {papers}."
    return words


def _nummers(numbers: Sequence[int]) -> str:
    return opsomming([f"nr. {number}" for number in numbers])


def read_naast(session: Session, dialoog_id: int) -> dict[int, tuple[Beweging, ...]]:
    """The round that counts → what moved since the one before it that became vervallen; empty without one."""
    beside = naast(session, uitslag(session, dialoog_id))
    if beside is None:
        return {}
    rows = tuple(Beweging(row.nummer, row.titel, _plek(row.toen), _plek(row.nu), row.woorden) for row in beside.rijen)
    return {beside.nu.ronde: rows}


def _plek(rij: UitslagRij | None) -> str:
    return f"plaats {rij.plaats}, {aantal(rij.stickers, 'sticker', 'stickers')}" if rij is not None else ""
