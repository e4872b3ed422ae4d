"""What happens to ideas, for the record. Never who wrote one: the author stands only in `idee.indiener`."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.idee.rules import WOORDEN, opsomming
from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class IdeeFact(Fact):
    """A fact about one idea."""

    idee: int
    nummer: int

    def zin(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class IdeeToegevoegd(IdeeFact):
    """`bron`: telefoon or papier (then `wie` is the begeleider who typed it)."""

    bron: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} erbij" + (", van papier" if self.bron == "papier" else "")


@dataclass(frozen=True, kw_only=True)
class IdeeGewijzigd(IdeeFact):
    """Changed by its own author."""

    versie: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} gewijzigd door de indiener"


@dataclass(frozen=True, kw_only=True)
class IdeeIngetrokken(IdeeFact):
    def zin(self) -> str:
        return f"Nr. {self.nummer} ingetrokken"


@dataclass(frozen=True, kw_only=True)
class IdeeTeruggezet(IdeeFact):
    def zin(self) -> str:
        return f"Nr. {self.nummer} teruggezet"


@dataclass(frozen=True, kw_only=True)
class IdeeVerborgen(IdeeFact):
    def zin(self) -> str:
        return f"Nr. {self.nummer} verborgen"


@dataclass(frozen=True, kw_only=True)
class IdeeGetoond(IdeeFact):
    def zin(self) -> str:
        return f"Nr. {self.nummer} weer zichtbaar"


@dataclass(frozen=True, kw_only=True)
class IdeeVerbeterd(IdeeFact):
    """`versie` is the idea's version before: its text lies in IdeeTekst."""

    versie: int

    def zin(self) -> str:
        return f"Nr. {self.nummer} verbeterd"


@dataclass(frozen=True, kw_only=True)
class IdeeVerplaatst(IdeeFact):
    """`van` and `naar` are ids of deelvragen."""

    van: list[int]
    naar: list[int]

    def zin(self) -> str:
        return f"Nr. {self.nummer} " + ("bij een andere deelvraag" if self.naar else "bij geen deelvraag")


@dataclass(frozen=True, kw_only=True)
class IdeeenGesloten(Fact):
    stap: int

    def zin(self) -> str:
        return "Ideeën gesloten"


@dataclass(frozen=True, kw_only=True)
class IdeeenGeopend(Fact):
    stap: int

    def zin(self) -> str:
        return "Ideeën weer open"


@dataclass(frozen=True, kw_only=True)
class MuurVastgehouden(Fact):
    """The wall on the beamer stands still, or turns its pages again."""

    stap: int
    vast: bool

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "De muur staat stil" if self.vast else "De muur bladert"


@dataclass(frozen=True, kw_only=True)
class IdeeInBeeld(IdeeFact):
    """The hall talks about this idea now."""

    stap: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} in beeld"


@dataclass(frozen=True, kw_only=True)
class KleurGezet(IdeeFact):
    """The room's colour of an idea; None: taken away."""

    stap: int
    van: str | None
    naar: str | None
    geleend: bool = False
    """The colour before was lent by ideas that came in (`Idee.geleende_kleur`)."""

    def zin(self) -> str:
        if self.naar is None:
            return f"Nr. {self.nummer} heeft geen kleur meer"
        return f"Nr. {self.nummer} is {self.naar}, {WOORDEN[self.naar]}"


@dataclass(frozen=True, kw_only=True)
class IdeeGekozen(IdeeFact):
    """`boven`: over the quota of its colour, after a confirmation. `gelijk`: the numbers among which it was picked,
    each chosen by `keer` people: a tie at the edge, settled by the group."""

    stap: int
    boven: bool = False
    gelijk: tuple[int, ...] = ()
    keer: int = 0

    def zin(self) -> str:
        if self.gelijk:
            tied = opsomming([f"nr. {n}" for n in self.gelijk])
            return f"Nr. {self.nummer} gekozen door de groep uit {tied} ({self.keer} keer gekozen)"
        return f"Nr. {self.nummer} gekozen" + (", meer dan afgesproken" if self.boven else "")


@dataclass(frozen=True, kw_only=True)
class IdeeTeruggelegd(IdeeFact):
    """`meegekomen`: it was chosen only because of an idea that came in (`Keuze.meegekomen`)."""

    stap: int
    meegekomen: bool = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} niet meer gekozen"


@dataclass(frozen=True, kw_only=True)
class TitelGezet(IdeeFact):
    titel: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} heet: {self.titel}"


@dataclass(frozen=True, kw_only=True)
class KeuzeGetoond(Fact):
    """The gekozen ideeën stand on the beamer (or no longer)."""

    stap: int
    getoond: bool

    def zin(self) -> str:
        return "Gekozen ideeën getoond" if self.getoond else "Verder met kiezen"


@dataclass(frozen=True)
class KeuzeBewoog:
    """A group or a person changed its choice: makes the screens count again. Not a fact: it is not stored."""

    dialoog: int


@dataclass(frozen=True, kw_only=True)
class KeuzeIngestuurd(Fact):
    """A group says that its choice is made. `kiezer`: `groep:3`; `naam` as it was called, `nummers` of its ideas."""

    stap: int
    kiezer: str
    naam: str
    nummers: tuple[int, ...]

    def zin(self) -> str:
        what = opsomming([str(n) for n in self.nummers])
        return f"Keuze van {self.naam} ingestuurd: " + (f"nr. {what}" if what else "geen ideeën")


@dataclass(frozen=True, kw_only=True)
class KeuzeTeruggehaald(Fact):
    """The group goes on choosing."""

    stap: int
    kiezer: str
    naam: str

    def zin(self) -> str:
        return f"Keuze van {self.naam} teruggehaald"


@dataclass(frozen=True, kw_only=True)
class KeuzeGeteld(Fact):
    """What everybody chose was counted; who chose what is gone. `zeker` ideas go on, in `gelijk` colours the edge is a
    tie that the group settles."""

    stap: int
    mensen: int
    zeker: int
    gelijk: int

    def zin(self) -> str:
        people = "1 mens koos" if self.mensen == 1 else f"{self.mensen} mensen kozen"
        tie = f", {self.gelijk} keer gelijk aan de rand" if self.gelijk else ""
        return f"Keuzes geteld: {people}, {self.zeker} gekozen ideeën{tie}"


@dataclass(frozen=True, kw_only=True)
class EenheidGezet(Fact):
    """Who chooses, and with which quota (in words)."""

    stap: int
    eenheid: str
    quota: str

    def zin(self) -> str:
        who = {"zaal": "de zaal samen", "groep": "elke groep", "persoon": "iedereen voor zich"}[self.eenheid]
        return f"Kiezen: {who}, {self.quota or 'zonder aantallen'}"
