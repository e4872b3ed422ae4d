"""What happens around who takes notes, for the record. The link itself is never in it."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class NotulistLinkGemaakt(Fact):
    link: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "Er is een link voor een notulist"


@dataclass(frozen=True, kw_only=True)
class NotulistErbij(Fact):
    naam: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.naam} typt mee als notulist"


@dataclass(frozen=True, kw_only=True)
class NotulistLinkBeeindigd(Fact):
    """`voor_notulisten`: the link whose screens hear that it is over."""

    voor_notulisten: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "De link voor een notulist is beëindigd"
