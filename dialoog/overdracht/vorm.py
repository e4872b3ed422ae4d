"""A dialogue as the file holds it: frozen, plain, and right in itself. See docs/uitwisselbestand.md.

Numbers of deelvragen, bijeenkomsten, steps and rounds are places, from 1; `eigenaren` are places in `deelnemers`,
from 0. "" stands for a text that is absent.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dialoog.overdracht.vorm_kaart import Voorstel
from dialoog.themaboek.boek import EIGEN_TEKST
from dialoog.voorstel.rules import SLEUTELS

VERSIE = "uitwisselbestand/1"
STATEN = ("voorbereiding", "bezig", "afgerond")
KADERSOORTEN = ("inhoudelijk", "proces", "financieel")
GELDT_VOOR = ("voorstel", "plan")
NAMENS = ("organisatie", "groep", "uzelf")
HERKOMSTEN = ("regio", "elders")
KLEUREN = ("blauw", "rood", "geel", "grijs")
IDEESTATEN = ("los", "samengevoegd", "ingetrokken", "verborgen")
ZONDER_TEKST = ("ingetrokken", "verborgen")
"""Ideas in these states leave their number and state, and nothing else."""
RONDESTATEN = ("voorbereid", "open", "gesloten", "vastgesteld", "vervallen")
RONDESOORTEN = ("gewoon", "herstemming", "papier")
STAPSTATEN = ("gepland", "live", "gedaan", "overgeslagen")
BTW = ("ex", "incl")
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
"""How a moment is written: UTC, whole seconds."""
BOEKDELEN = EIGEN_TEKST
"""Parts of the book to which the begeleider can add own text."""
VRAGEN = SLEUTELS
"""The ten questions of the voorstelkaart, in their fixed order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelvraag:
    tekst: str
    kant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kader:
    soort: str
    tekst: str
    onderdelen: tuple[str, ...] = ()
    geldt_voor: str = "voorstel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Belang:
    naam: str
    zin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """A page of a step *tonen*. `beeld`: the hash of a picture, which does not travel along itself; `naast`: the text
    beside it."""

    soort: str
    titel: str = ""
    tekst: str = ""
    beeld: str = ""
    naast: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """A step and what came out of it. `ideeen`: written in it (soort ideeen), or chosen in it (kiezen);
    `kleuren`: number → colour given in it; `kleurtelling`: number → colour → how many of `kleurders` gave it; `keuzen`:
    number → places of the tables that chose it; `meegekomen`: those for which that came along with an idea that went
    into it (0: the room); `keuzetelling`: number → how many people did; `bladen`: what it shows (tonen); `gesprek`:
    notes of a conversation. None: the file does not say."""

    soort: str
    titel: str = ""
    staat: str = "gepland"
    instellingen: dict[str, Any] = field(default_factory=dict)
    ideeen: tuple[int, ...] | None = None
    kleuren: dict[int, str] | None = None
    kleurtelling: dict[int, dict[str, int]] = field(default_factory=dict)
    kleurders: int | None = None
    keuzen: dict[int, tuple[int, ...]] = field(default_factory=dict)
    meegekomen: dict[int, tuple[int, ...]] = field(default_factory=dict)
    keuzetelling: dict[int, int] = field(default_factory=dict)
    instructie: str = ""
    spreektekst: str = ""
    bladen: tuple[Blad, ...] | None = None
    gesprek: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aantekening:
    """What was written down: `inhoud` field → text, numbers as text too; `stap`: place of its conversation, from 1."""

    soort: str
    inhoud: dict[str, str] = field(default_factory=dict)
    stap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Belangactie:
    belang: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijeenkomst:
    """`afgelopen`, `draaiboek` None: the file does not say. `tafels`: their own names, "" for one with a number only;
    never who sat there. `in_boek`: "", or how what it brought stands in the book (DEELSTATEN)."""

    titel: str
    datum: date | None = None
    plaats: str = ""
    afgelopen: bool | None = None
    belangenactie: tuple[Belangactie, ...] = ()
    tafels: tuple[str, ...] = ()
    draaiboek: tuple[Stap, ...] | None = None
    in_boek: str = ""
    aantekeningen: tuple[Aantekening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelnemer:
    """`aanwezig`: places of the evenings where the person was."""

    naam: str = ""
    namens: str = ""
    organisatie: str = ""
    belangen: tuple[str, ...] = ()
    anders: str = ""
    gemeenten: tuple[str, ...] = ()
    herkomst: str = ""
    vermelding: str = ""
    naam_in_boek: bool = False
    zonder_telefoon: bool = False
    aanwezig: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idee:
    nummer: int
    tekst: str = ""
    titel: str = ""
    deelvragen: tuple[int, ...] = ()
    kleur: str | None = None
    gekozen: bool = False
    samengevoegd_in: int | None = None
    staat: str = "los"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loting:
    """A lot among the ideas that stayed equal in a herstemming: the numbers of all papers, and those drawn in order."""

    plaatsen: int
    ideeen: tuple[int, ...]
    getrokken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stemronde:
    """A round that was vastgesteld (also when vervallen since). `bijeenkomst` and `stap`: where it was held (None:
    the file does not say). Keys of `stickers`, `mensen`, `draagvlak` are numbers of ideas. `van`: of a herstemming,
    the place (from 1) of the round with the tie."""

    titel: str
    nummer: int
    staat: str = "vastgesteld"
    soort: str = "gewoon"
    reden: str = ""
    stickers_per_persoon: int = 5
    per_idee: int = 1
    zichtbaar: bool = False
    zonder_sleutel: bool = False
    briefjes: int | None = None
    stickers: dict[int, int] = field(default_factory=dict)
    mensen: dict[int, int] = field(default_factory=dict)
    draagvlak: dict[int, Any] = field(default_factory=dict)
    kleuren: tuple[str, ...] = ()
    """Colours that it was limited to; none: all ideas took part."""
    draagvlak_vanaf: int | None = None
    draagvlak_belangen: tuple[str, ...] = ()
    draagvlak_reden: str = ""
    """Why no belangen are shown: a word of `stemming.uitkomst.WAAROM`."""
    bijeenkomst: int | None = None
    stap: int | None = None
    van: int | None = None
    loting: Loting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EerdereEigenaar:
    """Who owned an oplossing from `van` until `tot` (UTC, whole seconds); `wie`: place in `deelnemers`, from 0."""

    wie: int
    van: datetime
    tot: datetime
    trekker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Oplossing:
    """`ronde`: place of the round that it came from."""

    plaats: int
    titel: str
    ideeen: tuple[int, ...] = ()
    tekst: str = ""
    reden: str = ""
    eigenaren: tuple[int, ...] = ()
    trekker: int | None = None
    eerdere_eigenaren: tuple[EerdereEigenaar, ...] = ()
    ronde: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestand:
    korte_naam: str
    titel: str
    staat: str = "voorbereiding"
    thema: str = ""
    regio: str = ""
    bron: str = ""
    hoofdvraag: str = ""
    hoofdvraag_kort: str = ""
    top: int = 5
    vragen: dict[str, str] = field(default_factory=dict)
    deelvragen: tuple[Deelvraag, ...] = ()
    kaders: tuple[Kader, ...] = ()
    spelregels: tuple[str, ...] = ()
    belangen: tuple[Belang, ...] = ()
    gemeenten: tuple[str, ...] = ()
    bijeenkomsten: tuple[Bijeenkomst, ...] = ()
    deelnemers: tuple[Deelnemer, ...] = ()
    ideeen: tuple[Idee, ...] = ()
    stemrondes: tuple[Stemronde, ...] = ()
    oplossingen: tuple[Oplossing, ...] = ()
    kaarten_uiterlijk: date | None = None
    voorstellen: tuple[Voorstel, ...] = ()
    aantekeningen: tuple[Aantekening, ...] = ()
    boek: dict[str, str] = field(default_factory=dict)
    boekdelen: dict[str, str] = field(default_factory=dict)
