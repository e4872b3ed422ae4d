"""One idea large on the beamer, over whatever the step shows: by its number, next and previous."""

from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.werkvorm import Regio
from dialoog.database import transaction
from dialoog.errors import BadInput, NotNow
from dialoog.idee.beheer import head
from dialoog.idee.facts_bij import IdeeGrootGetoond, IdeeGrootWeg
from dialoog.idee.models import Idee, IdeeGroot
from dialoog.idee.queries import find_nummer, ideeen
from dialoog.verslag.service import announce


def show_groot(dialoog_id: int, bijeenkomst_id: int, nummer: int, wie: str) -> None:
    """Show the idea with this number; one that went into another shows that one. There already: nothing happens.

    Raises NotFound, BadInput (no such number), NotNow (withdrawn or hidden)."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        found = find_nummer(session, dialoog_id, nummer)
        if found is None:
            raise BadInput(f"Nummer {nummer} bestaat niet. Kijk nog eens op de muur.")
        idee = found.houder
        if idee.staat != "los":
            raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Kies een ander nummer.")
        _show(session, evening, idee, wie)


def turn_groot(dialoog_id: int, bijeenkomst_id: int, richting: int, wie: str) -> None:
    """The next (1) or previous (-1) idea by number, round the end. Nothing large: nothing happens. Raises NotFound."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        row = session.get(IdeeGroot, evening.id)
        rows = ideeen(session, dialoog_id)
        if row is not None and rows:
            _show(session, evening, _naast(rows, session.get_one(Idee, row.idee_id).houder, richting), wie)


def close_groot(dialoog_id: int, bijeenkomst_id: int, wie: str) -> None:
    """Let the beamer show the step again. Raises NotFound."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        row = session.get(IdeeGroot, evening.id)
        if row is None:
            return
        idee = session.get_one(Idee, row.idee_id)
        session.delete(row)
        session.flush()
        announce(session, IdeeGrootWeg(**head(idee, wie, evening.id)))


def _naast(rows: list[Idee], hier: Idee, richting: int) -> Idee:
    """The idea beside this one by number, round the end; also when this one is no longer among them."""
    if richting > 0:
        return next((idee for idee in rows if idee.nummer > hier.nummer), rows[0])
    return next((idee for idee in reversed(rows) if idee.nummer < hier.nummer), rows[-1])


def _show(session: Session, evening: Bijeenkomst, idee: Idee, wie: str) -> None:
    row = session.get(IdeeGroot, evening.id)
    if row is None:
        session.add(IdeeGroot(bijeenkomst_id=evening.id, idee_id=idee.id))
    elif row.idee_id == idee.id:
        return
    else:
        row.idee_id = idee.id
    session.flush()
    announce(session, IdeeGrootGetoond(**head(idee, wie, evening.id)))


def groot_van(session: Session, bijeenkomst_id: int) -> Idee | None:
    """The idea that stands large now. One that was withdrawn or hidden since does not; one that went into another
    stands there in that one."""
    row = session.get(IdeeGroot, bijeenkomst_id)
    if row is None:
        return None
    idee = session.get_one(Idee, row.idee_id).houder
    return idee if idee.staat == "los" else None


def groot_kaart(idee: Idee) -> dict[str, Any]:
    """As the beamer's macro `een_idee` takes it: `{nummer, tekst, titel, kleur, met: numbers that came in}`."""
    return {
        "nummer": idee.nummer,
        "tekst": idee.voluit,
        "titel": "",
        "kleur": idee.kleur,
        "met": [other.nummer for other in idee.erbij],
    }


def groot_regio(session: Session, evening: Bijeenkomst, _stap: Stap | None) -> Regio | None:
    """What lies over the beamer (`zaal_schermen.register_bedekking`)."""
    idee = groot_van(session, evening.id)
    if idee is None:
        return None
    return Regio("scherm", "beamer", "live/idee/beamer_groot.html", {"groot": groot_kaart(idee)})
