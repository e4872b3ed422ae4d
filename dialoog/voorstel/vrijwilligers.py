"""Who offers to own an oplossing, on the own phone; the begeleider names or declines.

An offer is no decision: it is in no record. Being named is (`eigenaren.py`), and answers the offer."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import BadInput, NotAllowed, NotFound
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries
from dialoog.voorstel.eigenaren import current, stand_van, write_eigenaren
from dialoog.voorstel.errors import OplossingVeranderd
from dialoog.voorstel.models import Oplossing, Vrijwilliger
from dialoog.voorstel.queries_eigenaar import eigen_oplossingen
from dialoog.voorstel.toets import kop

ROLLEN = ("trekker", "eigenaar", "")
"""What somebody offers to be; empty: nothing (any more)."""


def offer(dialoog_id: int, oplossing_id: int, deelnemer_id: int, rol: str) -> dict[str, str]:
    """Say what one wants to be of an oplossing, the whole wanted state (use case); the same again: nothing happens.

    Returns the own state as `mijn_aanbod` gives it. Raises BadInput, NotFound, NotAllowed (not on the list of
    deelnemers)."""
    if rol not in ROLLEN:
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en kies nog eens.")
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id)
        person = session.get(Deelnemer, deelnemer_id)
        if person is None or person.staat != "actief" or person.soort != "deelnemer":
            raise NotAllowed("Alleen deelnemers kunnen zich aanbieden. Zeg het tegen de begeleider.")
        found = session.get(Vrijwilliger, (row.id, deelnemer_id))
        wanted = ("open", rol == "trekker") if rol else ("ingetrokken", bool(found and found.trekker))
        if found is None and not rol:
            return _state(session, row.id, deelnemer_id)
        if found is None:
            session.add(
                Vrijwilliger(oplossing_id=row.id, deelnemer_id=deelnemer_id, staat="open", trekker=rol == "trekker")
            )
        elif (found.staat, found.trekker) != wanted and not (found.staat == "bedankt" and not rol):
            found.staat, found.trekker = wanted
            found.versie += 1
        session.flush()
        remember_fact(session, facts.Bijgewerkt(dialoog_id))
        return _state(session, row.id, deelnemer_id)


def accept(
    dialoog_id: int, bijeenkomst_id: int | None, oplossing_id: int, deelnemer_id: int, rol: str, gezien: str, wie: str
) -> None:
    """Make who offers trekker or eigenaar, beside who own it now (use case); a former trekker stays eigenaar. So
    already: nothing happens. `gezien`: `eigenaren.stand_van` of the asking screen.

    Raises NotFound (no such offer, or taken back), BadInput, OplossingVeranderd."""
    if rol not in ("trekker", "eigenaar"):
        raise BadInput("Kies trekker of eigenaar.")
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id)
        now = current(session, row.id)
        if now.get(deelnemer_id) == (rol == "trekker"):
            return
        found = _get_open(session, row, deelnemer_id)
        if gezien != stand_van(session, row.id):
            raise OplossingVeranderd("Een andere begeleider veranderde de eigenaren. Kijk wie er nu staan.")
        wanted = {person: trekker and rol != "trekker" for person, trekker in now.items()}
        wanted[deelnemer_id] = rol == "trekker"
        if rol == "eigenaar" and found.trekker:  # the offer is answered: it does not stay beside the name
            found.trekker = False
        found.versie += 1
        write_eigenaren(session, row, wanted, wie, bijeenkomst_id)


def decline(dialoog_id: int, bijeenkomst_id: int | None, oplossing_id: int, deelnemer_id: int, wie: str) -> None:
    """Thank somebody for an offer (use case). Done already, or taken back: nothing happens. Raises NotFound."""
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id)
        found = session.get(Vrijwilliger, (row.id, deelnemer_id))
        if found is None:
            raise NotFound("Dit aanbod is er niet.")
        if found.staat == "open":
            _write(session, row, found, "bedankt", wie, bijeenkomst_id)


def _write(
    session: Session, row: Oplossing, found: Vrijwilliger, staat: str, wie: str, bijeenkomst_id: int | None
) -> int:
    found.staat = staat
    found.versie += 1
    session.flush()
    name = session.get_one(Deelnemer, found.deelnemer_id).roepnaam
    head = kop(row, wie, bijeenkomst_id)
    if staat == "bedankt":
        news = facts.AanbodNieuws(
            dialoog=row.dialoog_id, bijeenkomst=bijeenkomst_id, voor_deelnemer=found.deelnemer_id, titel=row.titel
        )
        announce(session, news)
    return announce(session, facts.AanbodBedankt(**head, deelnemer=found.deelnemer_id, naam=name, weer=staat == "open"))


def _get_open(session: Session, row: Oplossing, deelnemer_id: int) -> Vrijwilliger:
    found = session.get(Vrijwilliger, (row.id, deelnemer_id))
    person = session.get(Deelnemer, deelnemer_id)
    if found is None or found.staat != "open" or person is None or person.staat != "actief":
        raise NotFound("Dit aanbod is er niet meer. Kijk opnieuw naar de lijst.")
    return found


def undo_bedankt(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of thanking: the offer stands again."""
    row = session.get_one(Oplossing, feit.data["oplossing"])
    found = session.get_one(Vrijwilliger, (row.id, feit.data["deelnemer"]))
    return _write(session, row, found, "open", wie, feit.bijeenkomst_id)


def why_not_undo_bedankt(session: Session, feit: Feit) -> str | None:
    found = session.get(Vrijwilliger, (feit.data["oplossing"], feit.data["deelnemer"]))
    return None if found is not None and found.staat == "bedankt" else "er is daarna al iets anders gekozen"


# --- reading --------------------------------------------------------------------------------------------------


def aanbod(session: Session, dialoog_id: int) -> dict[int, list[dict[str, object]]]:
    """oplossing → who offers and is not named (yet): `{deelnemer, naam, trekker}`, by name."""
    rows = session.execute(
        select(Vrijwilliger, Deelnemer)
        .join(Deelnemer, Deelnemer.id == Vrijwilliger.deelnemer_id)
        .where(Deelnemer.dialoog_id == dialoog_id, Vrijwilliger.staat == "open", Deelnemer.staat == "actief")
    )
    found: dict[int, list[dict[str, object]]] = {}
    owned: dict[int, dict[int, bool]] = {}
    for offered, person in sorted(rows, key=lambda row: (row[1].roepnaam.lower(), row[1].id)):
        now = owned.setdefault(offered.oplossing_id, current(session, offered.oplossing_id))
        if person.id in now and (now[person.id] or not offered.trekker):
            continue
        found.setdefault(offered.oplossing_id, []).append(
            {"deelnemer": person.id, "naam": person.roepnaam, "trekker": offered.trekker}
        )
    return found


def aanbod_teller(session: Session, dialoog_id: int) -> int:
    """Grows with every offer that is made, changed or taken back: an offer is in no record."""
    return (
        session.scalar(
            select(func.sum(Vrijwilliger.versie))
            .join(Deelnemer, Deelnemer.id == Vrijwilliger.deelnemer_id)
            .where(Deelnemer.dialoog_id == dialoog_id)
        )
        or 0
    )


def mijn_aanbod(session: Session, deelnemer_id: int) -> dict[str, dict[str, str]]:
    """What a person offered, by oplossing (its id as text)."""
    offered = session.scalars(select(Vrijwilliger.oplossing_id).where(Vrijwilliger.deelnemer_id == deelnemer_id))
    owned = eigen_oplossingen(session, deelnemer_id)
    return {str(number): _state(session, number, deelnemer_id) for number in sorted({*offered, *owned})}


def _state(session: Session, oplossing_id: int, deelnemer_id: int) -> dict[str, str]:
    """`{rol, staat}`: staat `geen`, `open`, `bedankt`, or of who was named `trekker` or `eigenaar`."""
    found = session.get(Vrijwilliger, (oplossing_id, deelnemer_id))
    rol = ("trekker" if found.trekker else "eigenaar") if found is not None and found.staat == "open" else ""
    now = current(session, oplossing_id)
    if deelnemer_id in now:
        return {"rol": "trekker" if rol == "trekker" else "", "staat": "trekker" if now[deelnemer_id] else "eigenaar"}
    return {"rol": rol, "staat": "geen" if found is None or found.staat == "ingetrokken" else found.staat}
