"""What happens when many colour, for the record. Never what somebody chose, and never a moment of one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dialoog.idee.kleuren_rules import GROEPEN, IEDEREEN
from dialoog.verslag.facts import Fact

_MANIER: Mapping[str, str] = {GROEPEN: "in groepen", IEDEREEN: "door iedereen"}


@dataclass(frozen=True)
class Gekleurd:
    """Some colour was given: makes the screens count again. Not a fact: it is not stored and names nobody."""

    dialoog: int


@dataclass(frozen=True, kw_only=True)
class KleurenFact(Fact):
    """A fact about a step *kleuren*."""

    stap: int

    def zin(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class ManierGekozen(KleurenFact):
    """`manier` and `verdeeld` as in the settings of the step."""

    manier: str
    verdeeld: bool

    def zin(self) -> str:
        return f"Kleuren {_MANIER.get(self.manier, 'met de zaal')}"


@dataclass(frozen=True, kw_only=True)
class KleurenGesloten(KleurenFact):
    def zin(self) -> str:
        return "Kleuren gesloten"


@dataclass(frozen=True, kw_only=True)
class KleurenGeopend(KleurenFact):
    def zin(self) -> str:
        return "Kleuren weer open"


@dataclass(frozen=True, kw_only=True)
class KleurenGeteld(KleurenFact):
    """The step was left. `aantal` people or groups gave at least one colour, together to `ideeen` ideas. `hulp`: pairs
    (helper, for whom) as they were appointed, in order of name: never what and never when."""

    manier: str
    aantal: int
    ideeen: int
    hulp: tuple[tuple[str, str], ...] = ()

    def zin(self) -> str:
        text = wie_kleurde(self.manier, self.aantal, self.ideeen)
        if self.hulp:
            text += ". Geholpen: " + ", ".join(f"{wie} door {helper}" for helper, wie in self.hulp)
        return text


@dataclass(frozen=True, kw_only=True)
class KleurenOpnieuw(KleurenFact):
    """Everybody colours again: what was given in this step is thrown away."""

    def zin(self) -> str:
        return "Kleuren begint opnieuw"


@dataclass(frozen=True, kw_only=True)
class VoorstellenOvergenomen(KleurenFact):
    """All proposals that nobody disputes became the colour of their idea. `ideeen`: rows [id, number, colour,
    colour before or "", whether that was lent by ideas that came in]."""

    ideeen: list[list[int | str]]

    def zin(self) -> str:
        n = len(self.ideeen)
        return "Eén voorstel overgenomen" if n == 1 else f"{n} voorstellen overgenomen"


@dataclass(frozen=True, kw_only=True)
class OvernameTerug(KleurenFact):
    """Proposals that were taken over are open again; the same rows."""

    ideeen: list[list[int | str]]

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return "1 kleur weer open" if len(self.ideeen) == 1 else f"{len(self.ideeen)} kleuren weer open"


def wie_kleurde(manier: str, aantal: int, ideeen: int) -> str:
    """How colours were given, for record and book: "19 mensen kleurden 68 ideeën, ieder op de eigen telefoon"."""
    what = "1 idee" if ideeen == 1 else f"{ideeen} ideeën"
    if manier == GROEPEN:
        return f"1 groep kleurde {what}" if aantal == 1 else f"{aantal} groepen kleurden {what}"
    if manier == IEDEREEN:
        many = "1 mens kleurde" if aantal == 1 else f"{aantal} mensen kleurden"
        return f"{many} {what}, ieder voor zich"
    return f"De zaal kleurde samen {what}"
