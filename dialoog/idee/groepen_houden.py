"""What holds the groups of an evening: their choices, once these lie in a round (ontwerp.md, the undo table)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.idee.models import Idee, Keuze


def choices_in_round(session: Session, groep_ids: Sequence[int]) -> str | None:
    """Why these groups cannot be taken back: an idea that one of them chose is held by a round; None: nothing does."""
    choosers = [f"groep:{number}" for number in groep_ids]
    held = session.scalar(
        select(Idee.vergrendeld_door)
        .join(Keuze, Keuze.idee_id == Idee.id)
        .where(Keuze.kiezer.in_(choosers), Idee.vergrendeld_door.is_not(None))
        .limit(1)
    )
    return f"wat de tafels kozen, ligt in {held}" if held else None
