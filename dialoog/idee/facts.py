"""What happens to ideas, for the record. Never who wrote one: the author stands only in `idee.indiener`."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.idee.rules import WOORDEN
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

    def zin(self) -> str:
        if self.naar is None:
            return f"Nr. {self.nummer} heeft geen kleur meer"
        return f"Nr. {self.nummer} is {self.naar}, {WOORDEN[self.naar]}"


@dataclass(frozen=True, kw_only=True)
class IdeeGekozen(IdeeFact):
    """`boven`: over the quota of its colour, after a confirmation."""

    stap: int
    boven: bool = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} gekozen" + (", meer dan afgesproken" if self.boven else "")


@dataclass(frozen=True, kw_only=True)
class IdeeTeruggelegd(IdeeFact):
    stap: int

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
