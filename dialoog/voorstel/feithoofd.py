"""What every fact about a card begins with."""

from typing import Any

from dialoog.voorstel.models import Voorstel


def feithoofd(card: Voorstel, wie: str, bijeenkomst_id: int | None = None) -> dict[str, Any]:
    """The fields of a fact that say which card it is about, who did it and on which evening (None: between them)."""
    return {
        "dialoog": card.dialoog_id,
        "bijeenkomst": bijeenkomst_id,
        "wie": wie,
        "waarop": f"voorstel:{card.id}",
        "voorstel": card.id,
        "nummer": card.nummer,
    }
