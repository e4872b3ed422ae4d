"""What changes in the opgave, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class DialoogGemaakt(Fact):
    titel: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Dialoog {self.titel} begonnen"


@dataclass(frozen=True, kw_only=True)
class OpgaveVeranderd(Fact):
    """A part of the opgave was filled in or changed."""

    wat_deel: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.wat_deel} bijgewerkt"


@dataclass(frozen=True, kw_only=True)
class StaatVeranderd(Fact):
    """The begeleider said where the dialogue is."""

    naar: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        woord = {"voorbereiding": "in voorbereiding", "bezig": "bezig", "afgerond": "afgerond"}
        return f"De dialoog is {woord[self.naar]}"
