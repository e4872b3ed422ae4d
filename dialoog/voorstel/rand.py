"""The tie at the edge of the top, as the group has still to settle it: beside what a herstemming and a lot decided,
and what is an oplossing already."""

from collections.abc import Sequence
from typing import Any, Protocol

from dialoog.stemming.queries import Uitslag, UitslagRij
from dialoog.voorstel import rules


class _Gemaakt(Protocol):
    """An oplossing, from the database or as a row: with its ideas."""

    @property
    def ideeen(self) -> Sequence[Any]: ...


def open_rand(result: Uitslag | None, rows: Sequence[_Gemaakt]) -> tuple[int, list[UitslagRij]]:
    """(places that the group may still fill from the tie, the ideas still equal of which none is an oplossing yet);
    (0, []) where nothing is left to settle."""
    if result is None:
        return 0, []
    made = [{idee.id for idee in row.ideeen} for row in rows]
    used = set().union(*made)
    free = rules.vrij_op_rand(result.rand_plaatsen, result.top, made, {rij.idee for rij in result.rand})
    equal = list(result.rand)
    if result.besluit is not None:
        free = min(free - len(set(result.besluit.door) - used), result.besluit.vrij)
        equal = [rij for rij in equal if rij.idee in result.besluit.open]
    left = [rij for rij in equal if rij.idee not in used]
    return (free, left) if free > 0 and left else (0, [])


def te_maken(result: Uitslag, rows: Sequence[_Gemaakt]) -> list[UitslagRij]:
    """The ideas of which one press makes oplossingen: what goes on without a further choice, as far as it fits."""
    used = {idee.id for row in rows for idee in row.ideeen}
    todo = [rij for rij in result.vast if rij.idee not in used]
    return todo[: max(0, result.top - len(rows))]
