"""What happens with the groups of an evening, for the record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GroepBewoog:
    """Somebody else writes for a group: makes the screens look again. Not a fact: it is not stored."""

    dialoog: int
