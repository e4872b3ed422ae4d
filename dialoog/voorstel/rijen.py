"""Rows of oplossingen and voorstelkaarten, as screens, book and phones read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dialoog.voorstel.inhoud import Delen
from dialoog.voorstel.termijn import Dicht, Termijn


@dataclass(frozen=True)
class IdeeRij:
    """An idea of an oplossing, with its count in the round that the oplossing came from (None: not on that list)."""

    id: int
    nummer: int
    titel: str
    kleur: str | None
    stickers: int | None
    plaats: int | None


@dataclass(frozen=True)
class EigenaarRij:
    """Who owns an oplossing now."""

    deelnemer: int
    naam: str
    trekker: bool


@dataclass(frozen=True)
class OplossingRij:
    """A place in the top. `afwijking` as in `rules.afwijking` (empty without a result); `geteld`: its numbers were
    revealed, so they may stand on every screen; `uit_eerdere_ronde`: made before the round that counts now."""

    id: int
    plaats: int
    titel: str
    tekst: str
    reden: str
    vastgelegd_door: str
    versie: int
    ronde: int | None
    uit_eerdere_ronde: bool
    geteld: bool
    afwijking: str
    sticker_plaats: int | None
    ideeen: tuple[IdeeRij, ...]
    eigenaren: tuple[EigenaarRij, ...]
    voorstel: int | None
    door: str = ""
    """How it came out of a tie at the edge: `herstemming`, `loting`, or empty."""

    @property
    def trekker(self) -> EigenaarRij | None:
        return next((e for e in self.eigenaren if e.trekker), None)

    @property
    def kleur(self) -> str | None:
        """The colour of its ideas, when they have one in common."""
        colours = {idee.kleur for idee in self.ideeen}
        return colours.pop() if len(colours) == 1 else None


@dataclass(frozen=True)
class AntwoordRij:
    """An answer as it stands; `versie` 0 and empty while there is none. `revisie`: which of the texts that stay."""

    versie: int = 0
    html: str = ""
    wie: str = ""
    moment: datetime | None = None
    revisie: int = 0


@dataclass(frozen=True)
class VoorstelRij:
    """A voorstelkaart. `antwoorden` holds all ten keys in order, `vakjes` the state of each (`rules.completeness`).
    `dicht`: why its eigenaren only read today, or empty; `op_slot`: whether they do."""

    id: int
    nummer: int
    titel: str
    op_slot: bool
    versie: int
    oplossing: OplossingRij | None
    gemeenten: tuple[str, ...]
    gemeente_ids: tuple[int, ...]
    antwoorden: Mapping[str, AntwoordRij]
    delen: Delen = field(default_factory=Delen)
    vakjes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    termijn: Termijn = field(default_factory=Termijn)
    dicht: Dicht = ""

    @property
    def gevuld(self) -> list[str]:
        """Keys of the questions that are answered in full."""
        return [key for key, staat in zip(self.antwoorden, self.vakjes, strict=True) if staat == "vol"]

    @property
    def eigenaren(self) -> tuple[EigenaarRij, ...]:
        return self.oplossing.eigenaren if self.oplossing else ()

    @property
    def versies(self) -> int:
        """Sum of the versions of its answers and parts: grows with every saving."""
        return sum(answer.versie for answer in self.antwoorden.values()) + self.delen.versies


@dataclass(frozen=True)
class EigenVoorstel:
    """A card that somebody owns. `vakjes` and `dicht` as of `VoorstelRij`; `uiterlijk`: the last day to write."""

    nummer: int
    titel: str
    trekker: bool
    vakjes: tuple[str, ...]
    dicht: Dicht = ""
    uiterlijk: date | None = None
    id: int = 0

    @property
    def op_slot(self) -> bool:
        """Whether it can only be read."""
        return bool(self.dicht)

    @property
    def gevuld(self) -> int:
        """How many of the ten are answered in full."""
        return self.vakjes.count("vol")

    @property
    def volgende(self) -> int:
        """The question to go on with: the first that is empty, else the first that is half done; 0: none is left."""
        for staat in ("leeg", "half"):
            if staat in self.vakjes:
                return self.vakjes.index(staat) + 1
        return 0
