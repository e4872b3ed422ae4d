"""The order of the cards, in regie, hall and book. Their numbers stay."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.errors import BadInput, Outdated
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import queries
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.termijn_facts import VoorstellenGeordend


def verschoven(nummers: Sequence[int], nummer: int, omhoog: bool) -> list[int]:
    """The numbers with one of them a place up or down; at the edge, or unknown, they stay as they are."""
    order = list(nummers)
    at = order.index(nummer) if nummer in order else -1
    to = at - 1 if omhoog else at + 1
    if at >= 0 and 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order


def order_voorstellen(
    dialoog_id: int, bijeenkomst_id: int | None, gezien: Sequence[int], wens: Sequence[int], wie: str
) -> None:
    """Put the cards in another order (use case): `wens` are their numbers, `gezien` those of the asking screen. In
    that order already: nothing happens. Raises BadInput (not the same cards), Outdated."""
    with transaction() as session:
        now = [row.nummer for row in queries.voorstellen(session, dialoog_id)]
        if list(wens) == now:
            return
        if list(gezien) != now:
            raise Outdated("De volgorde is intussen veranderd. Hieronder staat hoe het nu is. Verplaats opnieuw.")
        if sorted(wens) != sorted(now):
            raise BadInput("We konden de volgorde niet lezen. Er is niets veranderd. Probeer het nog eens.")
        _write(session, dialoog_id, now, wens, bijeenkomst_id, wie)


def _write(
    session: Session, dialoog_id: int, van: Sequence[int], naar: Sequence[int], bijeenkomst_id: int | None, wie: str
) -> int:
    rows = session.scalars(select(Voorstel).where(Voorstel.dialoog_id == dialoog_id))
    place = {nummer: at for at, nummer in enumerate(naar, 1)}
    for row in rows:
        row.volgorde = place.get(
            row.nummer, len(place) + row.volgorde
        )  # an oplossing taken out: after those that stand
    session.flush()
    return announce(
        session,
        VoorstellenGeordend(dialoog=dialoog_id, bijeenkomst=bijeenkomst_id, wie=wie, van=list(van), naar=list(naar)),
    )


# --- taking it back -------------------------------------------------------------------------------------------


def why_not_undo_volgorde(session: Session, feit: Feit) -> str | None:
    now = [row.nummer for row in queries.voorstellen(session, feit.dialoog_id)]
    return None if now == feit.data["naar"] else "de volgorde is daarna nog veranderd"


def undo_volgorde(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of VoorstellenGeordend."""
    return _write(session, feit.dialoog_id, feit.data["naar"], feit.data["van"], feit.bijeenkomst_id, wie)
