"""What happens to people, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Aangemeld(Fact):
    """Somebody registered; `helper` acts for a person without a phone (never with which idea or sticker)."""

    deelnemer: int
    naam: str
    helper: str = ""

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.naam} aangemeld" + (f". {self.helper} helpt" if self.helper else "")


@dataclass(frozen=True, kw_only=True)
class AanmeldingVerbeterd(Fact):
    """A registration was corrected, by the person or by the begeleider; no contents in the record."""

    deelnemer: int
    naam: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Gegevens van {self.naam} verbeterd"


@dataclass(frozen=True, kw_only=True)
class RolVeranderd(Fact):
    """A toehoorder takes part after all, or the other way round; that person's screens load anew."""

    deelnemer: int
    naam: str
    soort: str
    voor_deelnemer: int

    opnieuw: ClassVar[bool] = True
    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.naam} doet mee" if self.soort == "deelnemer" else f"{self.naam} kijkt alleen mee"


@dataclass(frozen=True, kw_only=True)
class VermeldingGekozen(Fact):
    """How somebody wants to be named in the book; the consent itself is the point of the record."""

    deelnemer: int
    naam_in_boek: bool

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "Iemand koos hoe het boek hem of haar noemt"


@dataclass(frozen=True, kw_only=True)
class DeelnemerVerwijderd(Fact):
    deelnemer: int
    naam: str
    voor_deelnemer: int

    opnieuw: ClassVar[bool] = True

    def zin(self) -> str:
        return f"{self.naam} verwijderd"


@dataclass(frozen=True, kw_only=True)
class DeelnemerTeruggezet(Fact):
    deelnemer: int
    naam: str

    def zin(self) -> str:
        return f"{self.naam} staat er weer bij"


@dataclass(frozen=True, kw_only=True)
class ToestelErbij(Fact):
    """A device was bound; every other device of that person hears it."""

    voor_deelnemer: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "Uw pas is nu ook open op een ander toestel. Was u dat niet? Beëindig het bij Mijn pas."


@dataclass(frozen=True, kw_only=True)
class ToegangBeeindigd(Fact):
    """A device or all older passes of a person were ended."""

    voor_deelnemer: int
    wat: str

    in_stappen: ClassVar[bool] = False
    opnieuw: ClassVar[bool] = True

    def zin(self) -> str:
        return "Een toestel is afgemeld" if self.wat == "toestel" else "Een pas is beëindigd"


@dataclass(frozen=True, kw_only=True)
class PasGemaakt(Fact):
    """`vervangt`: the older passes of this person stopped by it."""

    deelnemer: int
    naam: str
    vervangt: bool = False

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Nieuwe pas voor {self.naam}" + (". De oude werkt niet meer" if self.vervangt else "")


@dataclass(frozen=True, kw_only=True)
class MailGekozen(Fact):
    """Somebody left an address for the link of the pass, or took it away; the address itself is in no record."""

    deelnemer: int
    weg: bool

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "Iemand haalde een e-mailadres weg" if self.weg else "Iemand liet een e-mailadres achter voor de link"


@dataclass(frozen=True, kw_only=True)
class AndersIngedeeld(Fact):
    """The begeleider filed an own wording under a belang, or made it one."""

    deelnemer: int
    anders: str
    belang: int
    belang_naam: str
    nieuw: bool

    def zin(self) -> str:
        how = "is een belang geworden" if self.nieuw else f"hoort bij {self.belang_naam}"
        return f"“{self.anders}” {how}"


@dataclass(frozen=True, kw_only=True)
class MensenSamengevoegd(Fact):
    """Two registrations turned out to be one person; the phones of `ander` load anew as the one who is kept."""

    deelnemer: int
    naam: str
    ander: int
    ander_naam: str
    voor_deelnemer: int

    opnieuw: ClassVar[bool] = True
    hergroepeert: ClassVar[bool] = True

    def zin(self) -> str:
        return f"Aanmeldingen van {self.naam} en {self.ander_naam} samengevoegd"


@dataclass(frozen=True, kw_only=True)
class MensenGesplitst(Fact):
    """They are two people after all; the phones of both load anew."""

    deelnemer: int
    naam: str
    ander: int
    ander_naam: str
    voor_deelnemer: int

    opnieuw: ClassVar[bool] = True
    hergroepeert: ClassVar[bool] = True

    def zin(self) -> str:
        return f"{self.ander_naam} staat weer apart van {self.naam}"


@dataclass(frozen=True, kw_only=True)
class MeedragenBegonnen(Fact):
    """The begeleider let somebody without a phone take part on the phone of a neighbour."""

    deelnemer: int
    naam: str
    drager: int
    drager_naam: str

    def zin(self) -> str:
        return f"{self.naam} doet mee op de telefoon van {self.drager_naam}"


@dataclass(frozen=True, kw_only=True)
class MeedragenGestopt(Fact):
    deelnemer: int
    naam: str
    drager: int
    drager_naam: str

    def zin(self) -> str:
        return f"{self.naam} doet niet meer mee op de telefoon van {self.drager_naam}"


@dataclass(frozen=True, kw_only=True)
class MeedragenBericht:
    """A word to the neighbour's own phones. Not a fact: it is stored nowhere."""

    dialoog: int
    voor_deelnemer: int
    tekst: str
    opnieuw: ClassVar[bool] = False

    def zin(self) -> str:
        return self.tekst
