"""What happens at an evening, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class StapBegonnen(Fact):
    """The page was turned: `van` and `naar` are steps (None: before the first, after the last)."""

    van: int | None
    naar: int | None
    titel: str
    vooruit: bool

    def zin(self) -> str:
        if self.naar is None:
            return f"{self.titel} is afgerond"
        return f"{self.titel} begonnen" if self.vooruit else f"Terug naar {self.titel}"


@dataclass(frozen=True, kw_only=True)
class DeurGeopend(Fact):
    def zin(self) -> str:
        return "Deur open"


@dataclass(frozen=True, kw_only=True)
class DeurGesloten(Fact):
    def zin(self) -> str:
        return "Deur dicht"


@dataclass(frozen=True, kw_only=True)
class Binnengekomen(Fact):
    """Somebody is present at an evening (joined, let in, or ticked as present)."""

    deelnemer: int
    naam: str
    toehoorder: bool = False
    voor_deelnemer: int | None = None

    hergroepeert: ClassVar[bool] = True
    opnieuw: ClassVar[bool] = True
    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.naam} is binnen" + (" (kijkt mee)" if self.toehoorder else "")


@dataclass(frozen=True, kw_only=True)
class AanwezigheidVeranderd(Fact):
    """Somebody went home or came back; `van` is the former state (None: no row)."""

    deelnemer: int
    naam: str
    van: str | None
    naar: str
    voor_deelnemer: int | None = None

    hergroepeert: ClassVar[bool] = True
    opnieuw: ClassVar[bool] = True

    def zin(self) -> str:
        woord = {
            "aanwezig": "is terug",
            "weg": "is weg",
            "afwezig": "is afwezig",
            "uitgenodigd": "is uitgenodigd",
        }
        return f"{self.naam} {woord[self.naar]}"


@dataclass(frozen=True, kw_only=True)
class BelangactieVastgelegd(Fact):
    belang: int
    naam: str
    tekst: str

    def zin(self) -> str:
        return f"Over {self.naam}: {self.tekst}"


@dataclass(frozen=True, kw_only=True)
class DraaiboekVeranderd(Fact):
    """A step was added, moved, skipped, taken back in, changed or removed."""

    wijziging: str

    def zin(self) -> str:
        return self.wijziging


@dataclass(frozen=True, kw_only=True)
class KlokGezet(Fact):
    minuten: int | None

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        if self.minuten is None:
            return "Klok gestopt"
        return "Klok: 1 minuut erbij" if self.minuten == 1 else f"Klok: {self.minuten} minuten erbij"


@dataclass(frozen=True, kw_only=True)
class BijeenkomstAfgelopen(Fact):
    def zin(self) -> str:
        return "Bijeenkomst afgelopen"


@dataclass(frozen=True, kw_only=True)
class ZaalVeranderd(Fact):
    """Only how the beamer looks (the dark hall)."""

    donker: bool

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "Beamer voor een donkere zaal" if self.donker else "Beamer voor een lichte zaal"


@dataclass(frozen=True, kw_only=True)
class PauzeBegonnen(Fact):
    """`tot` is `20:25` as the hall reads it, or empty; `stand` is what lay there before (`zaal.Pauze` as plain data,
    None: no pauze), so that it can be laid back."""

    tot: str
    stand: dict[str, str | None] | None

    def zin(self) -> str:
        begun = "Pauze" if self.stand is None else "Pauze veranderd:"
        return f"{begun} tot {self.tot}" if self.tot else f"{begun} zonder eindtijd"


@dataclass(frozen=True, kw_only=True)
class PauzeVoorbij(Fact):
    """`stand` is the pauze that ended."""

    stand: dict[str, str | None]

    def zin(self) -> str:
        return "Pauze voorbij"


@dataclass(frozen=True, kw_only=True)
class BeamerBedekt(Fact):
    """`wat` (zwart, proefbeeld, code) was laid over the beamer or taken away."""

    wat: str
    aan: bool

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        words = {
            "zwart": ("Beamer zwart", "Beamer weer aan"),
            "proefbeeld": ("Proefbeeld op de beamer", "Proefbeeld weg"),
            "code": ("Code groot op de beamer", "Code weer klein"),
        }
        return words[self.wat][0 if self.aan else 1]


@dataclass(frozen=True, kw_only=True)
class BerichtGezet(Fact):
    """Words of the begeleider on all phones; empty: taken away."""

    tekst: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Bericht op alle telefoons: {self.tekst}" if self.tekst else "Bericht van de telefoons gehaald"
