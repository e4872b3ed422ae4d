"""Pure decisions about merging."""

from collections.abc import Iterable


def kleur_na(eigen: str | None, erbij: Iterable[str | None]) -> tuple[str | None, bool]:
    """(colour after a merge, whether it was lent): its own, else that of those that come in when they agree."""
    if eigen is not None:
        return eigen, False
    given = {kleur for kleur in erbij if kleur is not None}
    return (given.pop(), True) if len(given) == 1 else (None, False)
