"""What happens with the groups of an evening, for the record: how many tables, never who sits where."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.bijeenkomst.groepen_rules import tel_in_woorden
from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class GroepenGemaakt(Fact):
    """Groups were made. `van` and `naar` are the makings (0: none); `tafels` names with how many people."""

    van: int
    naar: int
    hoe: str
    tafels: list[tuple[str, int]]

    hergroepeert: ClassVar[bool] = True

    def zin(self) -> str:
        many = len(self.tafels)
        if not many:
            return "De tafels zijn weer opgeheven"
        what = "1 tafel" if many == 1 else f"{many} tafels"
        if self.hoe == "terug":
            return f"Weer de vorige {what}: {tel_in_woorden(self.tafels)}"
        if not any(people for _, people in self.tafels):
            return f"{what} klaargezet"
        return f"{what} gemaakt: {tel_in_woorden(self.tafels)}"


@dataclass(frozen=True, kw_only=True)
class TafelsVast(Fact):
    """Choosing a table on the phone is over; who had not chosen got a place."""

    tafels: list[tuple[str, int]]

    hergroepeert: ClassVar[bool] = True

    def zin(self) -> str:
        return f"Iedereen heeft een tafel: {tel_in_woorden(self.tafels)}"


@dataclass(frozen=True, kw_only=True)
class TafelGenoemd(Fact):
    """A table got another name."""

    groep: int
    van: str
    naar: str

    hergroepeert: ClassVar[bool] = True
    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.van[:1].upper()}{self.van[1:]} heet nu {self.naar}"


@dataclass(frozen=True)
class GroepBewoog:
    """Somebody sits elsewhere, or somebody else writes: makes the screens look again. Not a fact: it is not stored.

    `voor_deelnemer` is told `tekst` (the begeleider moved that person)."""

    dialoog: int
    bijeenkomst: int
    voor_deelnemer: int | None = None
    tekst: str = ""

    hergroepeert: ClassVar[bool] = True
    opnieuw: ClassVar[bool] = False

    def zin(self) -> str:
        return self.tekst
