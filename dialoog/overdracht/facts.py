"""What a file did, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class DialoogIngelezen(Fact):
    """A dialogue was made from a file."""

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "Ingelezen uit een bestand"


@dataclass(frozen=True, kw_only=True)
class DialoogAangevuld(Fact):
    """People and ideas were added from a file."""

    deelnemers: int
    ideeen: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Aangevuld uit een bestand: deelnemers {self.deelnemers}, ideeën {self.ideeen}"


@dataclass(frozen=True)
class OefeningWeg:
    """A rehearsal was thrown away: its screens look again and say so. Not a fact, not stored: there is nothing left."""

    dialoog: int

    voorbij: ClassVar[bool] = True
