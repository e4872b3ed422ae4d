"""What happens to the book itself, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BoektekstGeschreven(Fact):
    """A version of the own text of a part; `titel` as the part is called in the book. The text stays in its table."""

    hoofdstuk: str
    titel: str
    versie: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Themaboek: eigen tekst bij {self.titel}"


@dataclass(frozen=True, kw_only=True)
class BoekdeelGezet(Fact):
    """A part is not available, left out, or in the book as usual again; `van`, `naar` as in `models.DEELSTATEN`."""

    sleutel: str
    titel: str
    van: str
    naar: str
    versie: int

    def zin(self) -> str:
        words = {"niet_beschikbaar": "staat er als niet beschikbaar", "weggelaten": "is weggelaten"}
        return f"Themaboek: {self.titel} {words.get(self.naar, 'staat weer gewoon in het boek')}"


@dataclass(frozen=True, kw_only=True)
class HuisstijlGekozen(Fact):
    """The looks of the Word book; `eigen`: of a file of the dialogue's own. The file itself lies in the data folder."""

    eigen: bool

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "Themaboek: eigen huisstijl voor Word" if self.eigen else "Themaboek: eigen huisstijl voor Word weg"


@dataclass(frozen=True, kw_only=True)
class UitgaveVastgelegd(Fact):
    """The content of a numbered edition is frozen; `soorten` as in `models_uitgave.SOORTEN`. Its files follow."""

    nummer: int
    soorten: list[str]

    def zin(self) -> str:
        return f"Themaboek: uitgave {self.nummer} vastgelegd"


@dataclass(frozen=True, kw_only=True)
class UitgaveKlaar(Fact):
    """All files of an edition are there; `bestanden`: soort, formaat, SHA-256 and bytes of each."""

    nummer: int
    bestanden: list[tuple[str, str, str, int]]

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        files = [f"{formaat} {soort} SHA-256 {sha}" for soort, formaat, sha, _ in self.bestanden]
        return f"Themaboek: uitgave {self.nummer} is klaar: {'; '.join(files)}"


@dataclass(frozen=True, kw_only=True)
class UitgaveIngetrokken(Fact):
    """An edition counts no longer, or (`weer`) counts again; its number stays its own."""

    nummer: int
    weer: bool = False

    def zin(self) -> str:
        return f"Themaboek: uitgave {self.nummer} {'geldt weer' if self.weer else 'ingetrokken'}"
