"""A voorstelkaart as the file holds it, with its parts and what the hall did with it. See docs/uitwisselbestand.md."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class KostenRegel:
    post: str
    berekening: str = ""
    bedrag: str | None = None
    jaar: int | None = None
    btw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kosten:
    regels: tuple[KostenRegel, ...] = ()
    opgegeven_totaal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultaat:
    """A result that can be measured; `aantal` a number as text (`2.5`), or empty."""

    wat: str
    aantal: str = ""
    eenheid: str = ""
    wanneer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kadertoets:
    """`kader`: its place in the list, from 1."""

    kader: int
    oordeel: str
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvulling:
    """An addition of the hall to an answer, of nobody; `verwerkt`: what went into the answer."""

    vraag: str
    tekst: str
    staat: str = "open"
    reden: str = ""
    verwerkt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instemming:
    """One time that the hall was asked about a card, closed. `bijeenkomst`: its place, from 1. `gewijzigd`: the parts
    of the card that were changed since."""

    datum: date
    bijeenkomst: int | None = None
    aanwezig: int
    antwoorden: int
    ja: int | None = None
    nog_niet: int | None = None
    redenen: tuple[str, ...] = ()
    conclusie: str = ""
    gewijzigd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """`antwoorden`: question → cleaned HTML; `plaats` is that of its oplossing, `deelvragen` places from 1."""

    nummer: int
    titel: str
    plaats: int | None = None
    gemeenten: tuple[str, ...] = ()
    antwoorden: dict[str, str] = field(default_factory=dict)
    deelvragen: tuple[int, ...] = ()
    geen_deelvraag: bool = False
    resultaten: tuple[Resultaat, ...] = ()
    kosten: Kosten | None = None
    kadertoets: tuple[Kadertoets, ...] = ()
    aanvullingen: tuple[Aanvulling, ...] = ()
    instemming: tuple[Instemming, ...] = ()
    op_slot: bool = False
    uiterlijk: date | None = None
    heropend: date | None = None
