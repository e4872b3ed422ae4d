"""What the hall does with a card, for the record. An addition is of nobody, and so is an answer to *Kunt u zich vinden
in dit voorstel?*: facts about them carry no name of who sent or said it."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact

STAP = "voorstelkaarten"
"""The step in which the hall does all this."""


@dataclass(frozen=True, kw_only=True)
class AanvullingFact(Fact):
    """A fact about one addition, to question `plek` of a card."""

    voorstel: int
    nummer: int
    vraag: str
    plek: int
    aanvulling: int

    def zin(self) -> str:
        raise NotImplementedError

    @property
    def waar(self) -> str:
        """Which answer, in words."""
        return f"Voorstel {self.nummer}, vraag {self.plek}"


@dataclass(frozen=True, kw_only=True)
class AanvullingGestuurd(AanvullingFact):
    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.waar}: een aanvulling"


@dataclass(frozen=True, kw_only=True)
class AanvullingOvergenomen(AanvullingFact):
    """It stands in the answer, in revision `revisie`; `gewijzigd`: in other words. `was`: its state before."""

    revisie: int
    gewijzigd: bool
    was: str = "open"
    was_reden: str = ""

    def zin(self) -> str:
        return f"{self.waar}: aanvulling overgenomen" + (" in andere woorden" if self.gewijzigd else "")


@dataclass(frozen=True, kw_only=True)
class AanvullingTerzijde(AanvullingFact):
    """Laid aside; why stands in `reden`."""

    def zin(self) -> str:
        return f"{self.waar}: aanvulling terzijde gelegd"


@dataclass(frozen=True, kw_only=True)
class AanvullingTeruggezet(AanvullingFact):
    """As it was before it was accepted or laid aside."""

    def zin(self) -> str:
        return f"{self.waar}: aanvulling ligt er weer zoals eerst"


@dataclass(frozen=True, kw_only=True)
class InstemmingFact(Fact):
    """A fact about the question whether the hall can find itself in a card; `keer`: 1 the first time, 2 again."""

    voorstel: int
    nummer: int
    instemming: int
    keer: int

    def zin(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class InstemmingGevraagd(InstemmingFact):
    def zin(self) -> str:
        again = "" if self.keer == 1 else " opnieuw"
        return f"Voorstel {self.nummer}: gevraagd{again} of men zich erin kan vinden"


@dataclass(frozen=True, kw_only=True)
class InstemmingIngetrokken(InstemmingFact):
    def zin(self) -> str:
        return f"Voorstel {self.nummer}: de vraag is teruggenomen"


@dataclass(frozen=True, kw_only=True)
class InstemmingGesloten(InstemmingFact):
    """Counted. `ja` and `nog_niet`: None where so few answered that they say who. `hulp`: pairs (helper, for whom) as
    they were appointed, by name: never what and never when."""

    aanwezig: int
    antwoorden: int
    ja: int | None
    nog_niet: int | None
    hulp: tuple[tuple[str, str], ...] = ()

    def zin(self) -> str:
        text = f"Voorstel {self.nummer}: {self.antwoorden} van {self.aanwezig} aanwezigen gaven antwoord"
        if self.ja is not None:
            text += f", {self.ja} ja en {self.nog_niet} nog niet"
        if self.hulp:
            text += ". Geholpen: " + ", ".join(f"{wie} door {helper}" for helper, wie in self.hulp)
        return text


@dataclass(frozen=True, kw_only=True)
class ConclusieGeschreven(InstemmingFact):
    """The conclusion about a card; `van` and `van_door`: what stood there before, for undo."""

    conclusie: str
    van: str
    van_door: str
    naar_versie: int

    def zin(self) -> str:
        if not self.conclusie:
            return f"Voorstel {self.nummer}: de conclusie is weggehaald"
        return f"Voorstel {self.nummer}, conclusie: {self.conclusie}"
