"""Locking a card for its eigenaren, and opening it: also again, after its last day."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries
from dialoog.voorstel.antwoorden import leg_vast
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.termijn_zetten import iso, van_iso


def set_slot(dialoog_id: int, bijeenkomst_id: int | None, nummer: int, *, op_slot: bool, wie: str) -> None:
    """Lock a card for its eigenaren, or open it, again when its last day is over (use case). Wanted state already
    there: nothing happens. Raises NotFound."""
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        term, today = queries.termijn_van(session, card), klok.vandaag()
        if op_slot != bool(term.dicht(today)):
            wanted = (True, None) if op_slot else term.open(today)
            _write(session, card, wanted, wie, bijeenkomst_id)
        elif op_slot and not card.op_slot:  # closed by the day alone: from now on by the begeleider too
            _write(session, card, (True, None), wie, bijeenkomst_id)


def _write(
    session: Session, card: Voorstel, wanted: tuple[bool, date | None], wie: str, bijeenkomst_id: int | None
) -> int:
    """The write itself; returns the fact's number."""
    before = _stand(card)
    card.op_slot, card.heropend = wanted
    card.versie += 1
    leg_vast(session, [card.id])
    head = feithoofd(card, wie, bijeenkomst_id)
    return announce(session, facts.VoorstelOpSlot(**head, **_stand(card), van=before))


def _stand(card: Voorstel) -> dict[str, Any]:
    return {"op_slot": card.op_slot, "heropend": iso(card.heropend)}


def why_not_undo_slot(session: Session, feit: Feit) -> str | None:
    now = _stand(session.get_one(Voorstel, feit.data["voorstel"]))
    return None if now == {key: feit.data[key] for key in now} else "dat is daarna al veranderd"


def undo_slot(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of VoorstelOpSlot."""
    card, former = session.get_one(Voorstel, feit.data["voorstel"]), feit.data["van"]
    return _write(session, card, (former["op_slot"], van_iso(former["heropend"])), wie, feit.bijeenkomst_id)
