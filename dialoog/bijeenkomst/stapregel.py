"""The two texts beside a step: the line that beamer and phone show, and the spreektekst that only the regie reads."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.bijeenkomst.tonenfeiten import StapregelVeranderd
from dialoog.database import transaction
from dialoog.errors import Outdated
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce

MAX_INSTRUCTIE = 160
"""Two lines on the beamer at the size that can be read from the back."""
MAX_NOTITIE = 5000


@dataclass(frozen=True)
class Stapregel:
    """Both texts as wanted; `versie` is the one that was seen."""

    instructie: str
    notitie: str
    versie: int


def change_regel(dialoog_id: int, bijeenkomst_id: int, stap_id: int, regel: Stapregel, wie: str) -> None:
    """Line and spreektekst of a step, in every state of it. Wanted state already there: nothing happens.

    Raises NotFound, Outdated (with what is kept now)."""
    with transaction() as session:
        stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
        lay_regel(session, stap, dialoog_id, regel, wie)


def lay_regel(session: Session, stap: Stap, dialoog_id: int, regel: Stapregel, wie: str) -> None:
    """The same in a running transaction."""
    if (stap.instructie, stap.notitie) == (regel.instructie, regel.notitie):
        return
    if stap.regelversie != regel.versie:
        raise Outdated(
            "Uw tekst staat er nog en is niet bewaard. Kijk wat de ander schreef, en bewaar dan opnieuw.",
            stand={"instructie": stap.instructie, "notitie": stap.notitie, "regelversie": stap.regelversie},
        )
    write_regel(session, stap, dialoog_id, regel.instructie, regel.notitie, wie)


def write_regel(session: Session, stap: Stap, dialoog_id: int, instructie: str, notitie: str, wie: str) -> int:
    """Write both in a running transaction; returns the number of the fact."""
    before, private = stap.instructie, stap.notitie != notitie
    stap.instructie, stap.notitie = instructie, notitie
    stap.regelversie += 1
    fact = StapregelVeranderd(
        dialoog=dialoog_id,
        bijeenkomst=stap.bijeenkomst_id,
        wie=wie,
        waarop=f"stap:{stap.id}",
        stap=stap.id,
        titel=stap.titel,
        oud=before,
        nieuw=instructie,
        versie=stap.regelversie,
        notitie=private,
    )
    return announce(session, fact)


def undo_regel(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of StapregelVeranderd: the former line; the spreektekst stays as it is."""
    stap = session.get_one(Stap, feit.data["stap"])
    return write_regel(session, stap, feit.dialoog_id, feit.data["oud"], stap.notitie, wie)


def why_not_undo_regel(session: Session, feit: Feit) -> str | None:
    stap = session.get(Stap, feit.data["stap"])
    if stap is None:
        return "de stap is weggehaald"
    if feit.data["oud"] == feit.data["nieuw"]:
        return "een spreektekst verandert u bij de stap zelf"
    return None if stap.instructie == feit.data["nieuw"] else "de regel is daarna weer veranderd"
