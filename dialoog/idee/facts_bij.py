"""What happens beside the text of ideas: merged and split, a question to the author, one idea large."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.idee.facts import IdeeFact
from dialoog.idee.rules import opsomming
from dialoog.verslag.facts import Fact


def _nummers(nummers: tuple[int, ...]) -> str:
    return f"Nr. {opsomming([str(nummer) for nummer in nummers])}"


@dataclass(frozen=True, kw_only=True)
class IdeeenSamengevoegd(IdeeFact):
    """`erbij`: ids of the ideas that went into this one, `nummers` their numbers."""

    erbij: tuple[int, ...]
    nummers: tuple[int, ...]

    def zin(self) -> str:
        return f"{_nummers(self.nummers)} samengevoegd met nr. {self.nummer}"


@dataclass(frozen=True, kw_only=True)
class IdeeenGesplitst(IdeeFact):
    """`eruit`: ids of the ideas that stand on their own again, `nummers` their numbers."""

    eruit: tuple[int, ...]
    nummers: tuple[int, ...]
    geleend: str | None = None
    """The colour that was lent to the one they came out of, before this."""
    zonder: tuple[tuple[int, str], ...] = ()
    """The room and groups (step, kiezer) that had chosen one of these, but had laid the one they came out of back."""

    def zin(self) -> str:
        return f"{_nummers(self.nummers)} weer los van nr. {self.nummer}"


@dataclass(frozen=True, kw_only=True)
class GeenDubbeleGezegd(Fact):
    """Two ideas that look alike are not the same (or may be offered again)."""

    een: int
    ander: int
    nummers: tuple[int, int]
    geen: bool = True

    def zin(self) -> str:
        first, second = self.nummers
        return f"Nr. {first} en {second} zijn " + ("geen dubbele" if self.geen else "misschien toch een dubbele")


@dataclass(frozen=True, kw_only=True)
class VraagGesteld(IdeeFact):
    """A question to the author of an idea. Of the author nothing is said."""

    vraag: int

    def zin(self) -> str:
        return f"Vraag gesteld bij nr. {self.nummer}"


@dataclass(frozen=True, kw_only=True)
class VraagIngetrokken(IdeeFact):
    vraag: int

    def zin(self) -> str:
        return f"Vraag bij nr. {self.nummer} ingetrokken"


@dataclass(frozen=True, kw_only=True)
class VraagBeantwoord(IdeeFact):
    """Carries no wie."""

    vraag: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Antwoord gekomen bij nr. {self.nummer}"


@dataclass(frozen=True, kw_only=True)
class IdeeGrootGetoond(IdeeFact):
    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} groot in beeld"


@dataclass(frozen=True, kw_only=True)
class IdeeGrootWeg(IdeeFact):
    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"Nr. {self.nummer} niet meer groot in beeld"


@dataclass(frozen=True, kw_only=True)
class MuurOmgeslagen(Fact):
    """The begeleider turned the wall by hand: it stands still at a page."""

    stap: int

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "De muur is omgeslagen"
