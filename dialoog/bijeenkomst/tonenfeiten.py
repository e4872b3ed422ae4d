"""What happens in *tonen* and *gesprek*, and to the two texts beside a step, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BladGetoond(Fact):
    """Another sheet of a step *tonen* is on the screens."""

    kop: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Op het scherm: {self.kop}"


@dataclass(frozen=True, kw_only=True)
class BladenVeranderd(Fact):
    """A page of a step *tonen* was added, changed, moved or removed."""

    wijziging: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return self.wijziging


@dataclass(frozen=True, kw_only=True)
class GesprekGenoteerd(Fact):
    """The begeleider began notes of a conversation: one fact, whatever is typed after it."""

    stap: int
    titel: str

    def zin(self) -> str:
        return f"Notities bij {self.titel}"


@dataclass(frozen=True, kw_only=True)
class StapregelVeranderd(Fact):
    """The line or the spreektekst of a step changed; `oud` is the former state, `versie` the new version. The
    spreektekst itself is not in the record: it is private."""

    stap: int
    titel: str
    oud: str
    nieuw: str
    versie: int
    notitie: bool = False

    def zin(self) -> str:
        if self.oud == self.nieuw:
            return f"Spreektekst bij {self.titel} aangepast"
        return f"Bij {self.titel}: {self.nieuw}" if self.nieuw else f"Bij {self.titel}: regel weggehaald"
