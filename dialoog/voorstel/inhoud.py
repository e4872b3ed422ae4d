"""What the structured parts of a card hold, as plain frozen data: compared, kept in the record, sent to screens."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

OORDELEN = {
    "past": "Past",
    "past_niet": "Past niet",
    "onbekend": "Onbekend",
    "nvt": "Niet van toepassing",
}
BTW = {"ex": "exclusief", "incl": "inclusief"}


@dataclass(frozen=True)
class Deelvragen:
    """Which deelvragen (ids, in their order); `geen`: none of them, said on purpose."""

    soort: ClassVar[str] = "deelvragen"
    gekozen: tuple[int, ...] = ()
    geen: bool = False


@dataclass(frozen=True)
class Resultaat:
    """`aantal`: a number as text with a point, or ""."""

    wat: str = ""
    aantal: str = ""
    eenheid: str = ""
    wanneer: str = ""


@dataclass(frozen=True)
class Resultaten:
    soort: ClassVar[str] = "resultaten"
    regels: tuple[Resultaat, ...] = ()


@dataclass(frozen=True)
class Kostenregel:
    """`centen`: None while not known; `btw`: ex, incl or ""."""

    post: str = ""
    berekening: str = ""
    centen: int | None = None
    jaar: int | None = None
    btw: str = ""


@dataclass(frozen=True)
class Kosten:
    """`totaal`: what the group states, in cents; beside the sum of the lines, never instead of it."""

    soort: ClassVar[str] = "kosten"
    regels: tuple[Kostenregel, ...] = ()
    totaal: int | None = None


@dataclass(frozen=True)
class Toets:
    """`kader`: its id; `oordeel`: one of OORDELEN."""

    kader: int
    oordeel: str
    argument: str = ""


@dataclass(frozen=True)
class Kaders:
    soort: ClassVar[str] = "kaders"
    toetsen: tuple[Toets, ...] = ()


Inhoud = Deelvragen | Resultaten | Kosten | Kaders
T = TypeVar("T", Deelvragen, Resultaten, Kosten, Kaders)


@dataclass(frozen=True)
class Deel(Generic[T]):
    """A part as it lies there: `versie` 0 while it was never saved."""

    inhoud: T
    versie: int = 0
    wie: str = ""
    moment: datetime | None = None


@dataclass(frozen=True)
class Delen:
    """The four parts of a card."""

    deelvragen: Deel[Deelvragen] = Deel(Deelvragen())
    resultaten: Deel[Resultaten] = Deel(Resultaten())
    kosten: Deel[Kosten] = Deel(Kosten())
    kaders: Deel[Kaders] = Deel(Kaders())

    @property
    def versies(self) -> int:
        """Grows with every saving of a part."""
        return self.deelvragen.versie + self.resultaten.versie + self.kosten.versie + self.kaders.versie


_LEZERS: dict[str, Callable[[Mapping[str, Any]], Inhoud]] = {
    "deelvragen": lambda data: Deelvragen(tuple(data["gekozen"]), data["geen"]),
    "resultaten": lambda data: Resultaten(tuple(Resultaat(**row) for row in data["regels"])),
    "kosten": lambda data: Kosten(tuple(Kostenregel(**row) for row in data["regels"]), data["totaal"]),
    "kaders": lambda data: Kaders(tuple(Toets(**row) for row in data["toetsen"])),
}


def to_plain(inhoud: Inhoud) -> dict[str, Any]:
    """As JSON data."""
    return asdict(inhoud)


def from_plain(soort: str, data: Mapping[str, Any]) -> Inhoud:
    """The inverse of `to_plain`."""
    return _LEZERS[soort](data)
