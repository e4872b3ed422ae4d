"""What happens to oplossingen and cards, for the record. Eigenaren and trekkers are public: they stand on the card."""

from dataclasses import dataclass, field
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True)
class Bijgewerkt:
    """A later version of an answer, or a card in view: makes the screens paint again. Not a fact, not stored."""

    dialoog: int


@dataclass(frozen=True)
class Schrijft:
    """Somebody writes on an answer now: told to the others who have the card open. Not a fact, not stored."""

    dialoog: int
    voorstel: int
    plek: int
    wie: str
    kenmerk: str
    versie: int
    sleutel: str = ""
    """Who it is, for the server alone: nobody hears of himself."""


@dataclass(frozen=True, kw_only=True)
class OplossingFact(Fact):
    """A fact about one oplossing; `titel` as it was called then."""

    oplossing: int
    titel: str

    def zin(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class OplossingGemaakt(OplossingFact):
    """`nummers` are the numbers of its ideas; `keuze`: chosen by the group in a tie at the edge."""

    plaats: int
    nummers: list[int]
    keuze: bool = False

    def zin(self) -> str:
        source = " en ".join(f"nr. {n}" for n in self.nummers)
        words = f"Oplossing op plaats {self.plaats}: {self.titel}" + (f", uit {source}" if source else "")
        return words + (". De groep koos bij gelijke stand" if self.keuze else "")


@dataclass(frozen=True, kw_only=True)
class OplossingVeranderd(OplossingFact):
    """Title, text or ideas changed; `van` holds what was there before (for undo)."""

    van: dict[str, object]
    naar_versie: int

    def zin(self) -> str:
        return f"Oplossing gewijzigd: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class OplossingGehouden(OplossingFact):
    """Kept after a new round; `van` holds what was there before, with the round it came from."""

    van: dict[str, object]
    naar_versie: int

    def zin(self) -> str:
        return f"Oplossing blijft na de nieuwe ronde: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class OplossingVerplaatst(OplossingFact):
    van: int
    naar: int
    van_reden: str = ""
    van_door: str = ""

    def zin(self) -> str:
        return f"{self.titel} van plaats {self.van} naar plaats {self.naar}"


@dataclass(frozen=True, kw_only=True)
class OplossingVerwijderd(OplossingFact):
    plaats: int

    def zin(self) -> str:
        return f"Oplossing weggehaald: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class OplossingTeruggezet(OplossingFact):
    plaats: int

    def zin(self) -> str:
        return f"Oplossing teruggezet: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class EigenarenBenoemd(OplossingFact):
    """`van` and `naar`: deelnemers, the trekker named apart; `namen` and `trekker_naam` as they were called then."""

    van: list[int]
    van_trekker: int | None
    naar: list[int]
    trekker: int | None
    namen: list[str]
    trekker_naam: str

    def zin(self) -> str:
        if not self.namen:
            return f"Geen eigenaren meer bij {self.titel}"
        others = [naam for naam in self.namen if naam != self.trekker_naam]
        words = [f"trekker {self.trekker_naam}"] if self.trekker_naam else []
        words += [f"eigenaar {naam}" for naam in others]
        return f"{self.titel}: {', '.join(words)}"


@dataclass(frozen=True, kw_only=True)
class EigenaarGenoemd(Fact):
    """News for the person who was named: shown on his phones."""

    voor_deelnemer: int
    nummer: int
    titel: str
    trekker: bool

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"U bent nu {'trekker' if self.trekker else 'eigenaar'} van Voorstel {self.nummer}: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class AanbodBedankt(OplossingFact):
    """Somebody offered to own it and was thanked; `weer`: the offer stands again."""

    deelnemer: int
    naam: str
    weer: bool = False

    def zin(self) -> str:
        return f"{self.titel}: het aanbod van {self.naam} {'staat er weer' if self.weer else 'nu niet gebruikt'}"


@dataclass(frozen=True, kw_only=True)
class AanbodNieuws(Fact):
    """News for who was thanked: shown on his phones."""

    voor_deelnemer: int
    titel: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Dank voor uw aanbod bij {self.titel}. Nu is iemand anders gevraagd"


@dataclass(frozen=True, kw_only=True)
class VoorstelGemaakt(Fact):
    voorstel: int
    nummer: int
    titel: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Voorstel {self.nummer}: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class VoorstelVeranderd(Fact):
    """Title or gemeenten changed. `van_titel`, `van_gemeenten` (ids): what stood there before, for undo."""

    voorstel: int
    nummer: int
    titel: str
    van_titel: str = ""
    van_gemeenten: list[int] = field(default_factory=list)
    naar_versie: int = 0

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Voorstel {self.nummer} heet: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class VoorstelGekoppeld(Fact):
    """A card got an oplossing, another one, or none. `van` and `naar`: ids; `titel` of the oplossing as it was then."""

    voorstel: int
    nummer: int
    van: int | None
    naar: int | None
    titel: str

    def zin(self) -> str:
        words = f"hoort bij de oplossing: {self.titel}" if self.titel else "hoort bij geen oplossing"
        return f"Voorstel {self.nummer} {words}"


@dataclass(frozen=True, kw_only=True)
class VoorstelOpSlot(Fact):
    """Locked for the eigenaren, or open; `heropend`: the day after which it was opened again (ISO, or ""). `van`: what
    both were before, for undo."""

    voorstel: int
    nummer: int
    op_slot: bool
    heropend: str = ""
    van: dict[str, object] = field(default_factory=dict)

    def zin(self) -> str:
        return f"Voorstel {self.nummer} is {'op slot' if self.op_slot else 'weer open'}"


@dataclass(frozen=True, kw_only=True)
class AntwoordGeschreven(Fact):
    """The first revision of an answer."""

    voorstel: int
    nummer: int
    vraag: str
    plek: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Voorstel {self.nummer}: vraag {self.plek} voor het eerst beantwoord"


@dataclass(frozen=True, kw_only=True)
class AntwoordVeranderd(Fact):
    """Another text in the place of the former one; `versie` is the new one's revision, the former lies in the table
    of answers. What the same person types on makes no fact of its own."""

    voorstel: int
    nummer: int
    vraag: str
    plek: int
    versie: int

    def zin(self) -> str:
        return f"Voorstel {self.nummer}: antwoord op vraag {self.plek} veranderd"


DELEN = {
    "deelvragen": "de deelvragen",
    "resultaten": "de meetbare resultaten",
    "kosten": "de kosten",
    "kaders": "de toets aan de kaders",
}


@dataclass(frozen=True, kw_only=True)
class DeelVeranderd(Fact):
    """What stands beside the text of a question is another one; `van` is the former (`inhoud.to_plain`). What the same
    person fills in further on makes no fact of its own."""

    voorstel: int
    nummer: int
    soort: str
    plek: int
    revisie: int
    van: dict[str, object]

    def zin(self) -> str:
        return f"Voorstel {self.nummer}: {DELEN[self.soort]} bij vraag {self.plek} veranderd"
