"""Writing the record, and taking a step back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import remember_fact, transaction
from dialoog.errors import NotFound, NotNow
from dialoog.verslag.facts import Fact
from dialoog.verslag.models import Feit

if TYPE_CHECKING:
    from collections.abc import Sequence


def announce(session: Session, fact: Fact) -> int:
    """Write the fact in the running transaction and keep it for delivery after commit. Returns its number."""
    feit = Feit(
        dialoog_id=fact.dialoog,
        bijeenkomst_id=fact.bijeenkomst,
        moment=klok.nu(),
        wie=fact.wie,
        namens=fact.namens,
        wat=type(fact).__name__,
        waarop=fact.waarop,
        reden=fact.reden,
        zin=fact.zin(),
        data=fact.data,
    )
    session.add(feit)
    session.flush()
    remember_fact(session, fact)
    return feit.id


@dataclass(frozen=True)
class Inverse:
    """How a kind of fact is undone.

    `undo(session, feit, wie)` is a plain function of the room (no transaction of its own) that writes the former
    state and announces it; it returns the number of its own fact. `waarom_niet(session, feit)` gives the reason
    why it can no longer be undone, or None.
    """

    undo: Callable[[Session, Feit, str], int]
    waarom_niet: Callable[[Session, Feit], str | None]


_INVERSES: dict[str, Inverse] = {}


def register_inverse(kind: type[Fact], inverse: Inverse) -> None:
    """Say how facts of this kind are undone (called by `create_app` through the rooms)."""
    _INVERSES[kind.__name__] = inverse


def inverse_of(feit: Feit) -> Inverse | None:
    """The inverse of a fact, or None when its kind names none."""
    return _INVERSES.get(feit.wat)


def undo_feit(dialoog_id: int, feit_id: int, wie: str) -> Feit:
    """Take one step back (use case). Twice gives the same answer. Raises NotFound, NotNow."""
    with transaction() as session:
        feit = session.scalar(select(Feit).where(Feit.id == feit_id, Feit.dialoog_id == dialoog_id))
        if feit is None:
            raise NotFound("Deze stap staat niet in het verslag.")
        if feit.ongedaan_door is None:
            inverse = inverse_of(feit)
            reason = "Deze stap kan niet terug." if inverse is None else inverse.waarom_niet(session, feit)
            if reason or inverse is None:
                raise NotNow(reason or "")
            number = inverse.undo(session, feit, wie)
            session.execute(update(Feit).where(Feit.id == feit.id).values(ongedaan_door=number))
        return feit


def undone(feiten: "Sequence[Feit]") -> set[int]:
    """Numbers of the facts that only exist because another one was undone."""
    return {feit.ongedaan_door for feit in feiten if feit.ongedaan_door is not None}
