"""Reading the opgave."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.opgave import rules
from dialoog.opgave.models import Belang, Deelvraag, Dialoog, Gemeente, Kader, Spelregel

Rijsoort = type[Deelvraag] | type[Kader] | type[Spelregel] | type[Belang] | type[Gemeente]

SOORTEN: dict[str, tuple[Rijsoort, tuple[str, ...]]] = {
    "deelvragen": (Deelvraag, ("tekst", "kant")),
    "kaders": (Kader, ("soort", "tekst", "onderdelen", "geldt_voor")),
    "spelregels": (Spelregel, ("tekst",)),
    "belangen": (Belang, ("naam", "zin")),
    "gemeenten": (Gemeente, ("naam",)),
}
"""Part of the opgave → its table and the fields of a row."""
THEMA_VELDEN = ("titel", "thema", "regio", "hoofdvraag", "hoofdvraag_kort")


def find_dialoog(session: Session, korte_naam: str) -> Dialoog | None:
    """The dialogue with this short name."""
    return session.scalar(select(Dialoog).where(Dialoog.korte_naam == korte_naam))


def free_korte_naam(session: Session, titel: str) -> str:
    """A short name from the title that no dialogue has yet."""
    wanted = rules.korte_naam(titel)
    taken = set(session.scalars(select(Dialoog.korte_naam).where(Dialoog.korte_naam.startswith(wanted))))
    return rules.free_name(wanted, taken)


def rijen(session: Session, dialoog_id: int, deel: str) -> dict[int, dict[str, Any]]:
    """The rows of a part in order: number → fields (see SOORTEN)."""
    kind: Any
    kind, names = SOORTEN[deel]
    found = session.scalars(select(kind).where(kind.dialoog_id == dialoog_id).order_by(kind.volgorde, kind.id))
    return {row.id: velden(row, names) for row in found}


def velden(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a row as plain data."""
    return {name: getattr(row, name) for name in names}
