"""The themaboek as plain data: what the renderers may know, and nothing else.

`queries.py` makes a `Boek` from the database; `maken/` makes html, docx and pdf of it in a child process. Between the
two it travels as JSON (`boek_to_dict`, `boek_from_dict`), so every value is text, a number, yes or no, or a tuple of
dataclasses.

All names of people in it are already fit for print: a *vermelding*, or a name with a recorded yes. Dates are ISO text
("2026-03-12"), amounts text with two decimals ("45200.00"), `*_html` is HTML of paragraphs and lists (cleaned again
when rendered), every other text is plain text in which a line end is a line end. The order of a tuple is the order in
print.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from dialoog.themaboek.json_vorm import from_plain
from dialoog.themaboek.uitkomst import VOLGT_UITSLAG as VOLGT_UITSLAG
from dialoog.themaboek.uitkomst import BelangAanTafel as BelangAanTafel
from dialoog.themaboek.uitkomst import GekozenIdee as GekozenIdee
from dialoog.themaboek.uitkomst import Kleur as Kleur
from dialoog.themaboek.uitkomst import KleurTelling as KleurTelling
from dialoog.themaboek.uitkomst import Notitie as Notitie
from dialoog.themaboek.uitkomst import Oplossing as Oplossing
from dialoog.themaboek.uitkomst import Resultaat as Resultaat
from dialoog.themaboek.uitkomst import RondeStaat as RondeStaat
from dialoog.themaboek.uitkomst import Stemronde as Stemronde
from dialoog.themaboek.uitkomst import Telling as Telling
from dialoog.themaboek.uitkomst import UitslagRegel as UitslagRegel

KLEUREN: tuple[Kleur, ...] = ("grijs", "geel", "blauw", "rood")
"""The four colours in their reading order (`domein.md`, Now/How/Wow)."""

HOOFDSTUKKEN = ("inleiding", "werkwijze", "vraagstelling", "feiten", "stappen", "resultaten")
BIJLAGEN = ("deelnemers", "spelregels", "bijeenkomsten", "groslijst")
CONCLUSIES = {
    "conclusie_visie": "visie, kansen en bedreigingen",
    "conclusie_effecten": "gewenste maatschappelijke effecten",
    "conclusie_oplossingen": "de kansrijkste oplossingen",
    "conclusie_speelveld": "het speelveld",
}
"""The heads of the conclusies, each after *Een gedeeld beeld over* (`domein.md`, The themaboek)."""
EIGEN_TEKST = (*HOOFDSTUKKEN, "vervolg", "conclusies", *CONCLUSIES, *BIJLAGEN)
"""Parts to which the begeleider can add own text; vervolg ends werkwijze, conclusies ends resultaten."""

SoortKader = Literal["inhoudelijk", "proces", "financieel"]
IdeeStaat = Literal["los", "samengevoegd", "ingetrokken", "verborgen"]


@dataclass(frozen=True, slots=True)
class Titelblad:
    """`datum`: the day the book was made, `tijd` when on that day ("20:14", of a concept). `werkdocument`: it still
    grows. `uitgave`: number of the frozen edition; None for a concept."""

    titel: str
    datum: str
    thema: str = ""
    regio: str = ""
    ondertitel: str = ""
    werkdocument: bool = True
    tijd: str = ""
    uitgave: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A bijeenkomst or a mijlpaal as it stands in the list of chapter 2. `aanwezig`: None while nobody was counted."""

    titel: str
    datum: str = ""
    plaats: str = ""
    aanwezig: int | None = None


@dataclass(frozen=True, slots=True)
class Deelvraag:
    tekst: str
    kant: str = ""


@dataclass(frozen=True, slots=True)
class Kader:
    tekst: str
    soort: SoortKader
    onderdelen: tuple[str, ...] = ()
    geldt_voor: Literal["voorstel", "plan"] = "plan"


@dataclass(frozen=True, slots=True)
class Feit:
    tekst_html: str
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Stap:
    """A sentence of chapter 5. `bijeenkomst`: title of the evening, "" for before, between and after the evenings."""

    wat: str
    datum: str = ""
    bijeenkomst: str = ""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One of the ten: `vraag` as asked in this dialogue, `antwoord_html` "" while empty. `gewijzigd`: it, or the table
    that belongs to it, was changed after the hall said whether it could find itself in the voorstel."""

    vraag: str
    antwoord_html: str = ""
    gewijzigd: bool = False


@dataclass(frozen=True, slots=True)
class KostenRegel:
    """`bedrag`: text with two decimals, or None. `btw`: "ex", "incl" or ""."""

    post: str
    berekening: str = ""
    bedrag: str | None = None
    jaar: int | None = None
    btw: str = ""


@dataclass(frozen=True, slots=True)
class Kosten:
    regels: tuple[KostenRegel, ...] = ()
    opgegeven_totaal: str | None = None


@dataclass(frozen=True, slots=True)
class Opbrengst:
    """A result that can be measured (question 4). `aantal`: a number as text ("20", "2.5"), or ""."""

    wat: str
    aantal: str = ""
    eenheid: str = ""
    wanneer: str = ""


@dataclass(frozen=True, slots=True)
class KaderToets:
    """Whether a voorstel fits a kader about a single proposal (question 10). `oordeel`: past, past_niet, onbekend, nvt
    (`voorstel.inhoud.OORDELEN`), or "" while nobody said so."""

    kader: str
    oordeel: str = ""
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Voorstelkaart:
    """`deelvragen`: places in the book's list, from 1; `geen_deelvraag`: none of them, said on purpose. `kadertoets`:
    every kader about a single proposal, or none at all while nobody looked at them. `ideeen`: numbers of the oplossing
    it comes from, `plaats` its place. The answers stand in their fixed order. `akkoord`: what the hall said of it when
    it was last asked, as sentences; "" while it was not."""

    nummer: int
    titel: str
    antwoorden: tuple[Antwoord, ...]
    plaats: int | None = None
    ideeen: tuple[int, ...] = ()
    gemeenten: tuple[str, ...] = ()
    eigenaren: tuple[str, ...] = ()
    trekker: str = ""
    deelvragen: tuple[int, ...] = ()
    geen_deelvraag: bool = False
    opbrengsten: tuple[Opbrengst, ...] = ()
    kosten: Kosten | None = None
    kadertoets: tuple[KaderToets, ...] = ()
    uit_eerdere_ronde: bool = False
    gewijzigd_na_akkoord: bool = False
    akkoord: str = ""


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """`vermelding`: how someone is named in the book. `naam`: only with a recorded yes, else None. No toehoorders."""

    vermelding: str
    belangen: tuple[str, ...] = ()
    naam: str | None = None


@dataclass(frozen=True, slots=True)
class Idee:
    """A line of the groslijst. Raises ValueError where a hidden or withdrawn idea would bring its text along."""

    nummer: int
    tekst: str = ""
    kleur: Kleur | None = None
    staat: IdeeStaat = "los"
    samengevoegd_in: int | None = None
    deelvragen: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.staat in ("ingetrokken", "verborgen") and self.tekst:
            raise ValueError(f"idee {self.nummer} is {self.staat}: its text does not go into the book")


@dataclass(frozen=True, slots=True)
class EigenTekst:
    """Own text of the begeleider, beside what is generated or in place of its draft (`concepten.py`); `deel` is one of
    EIGEN_TEKST."""

    deel: str
    tekst_html: str


@dataclass(frozen=True, slots=True)
class Verandering:
    """What changed in one part since the former edition, in plain sentences; `deel` as it is called in print. A
    workbook does not have it: that holds lists only."""

    deel: str
    zinnen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boek:
    """The whole book. `openbaar`: as the public edition has it (`openbaar.voor_openbaar`); what only the full one may
    show is not in this data then. `vorige_uitgave`: number of the edition with which `veranderd` compares.

    `niet_beschikbaar`, `weggelaten`: keys of chapters, bijlagen and sections (EIGEN_TEKST) that are printed as *niet
    beschikbaar*, or left out, also from the contents. For an evening: see `Resultaat`. `feitvragen`: what the group
    asked; `wie` was asked, `gevolg` is the answer."""

    titelblad: Titelblad
    gemeenten: tuple[str, ...] = ()
    programma: str = ""
    opdrachtgever: str = ""
    begeleiders: tuple[str, ...] = ()
    bijeenkomsten: tuple[Moment, ...] = ()
    mijlpalen: tuple[Moment, ...] = ()
    hoofdvraag: str = ""
    deelvragen: tuple[Deelvraag, ...] = ()
    kaders: tuple[Kader, ...] = ()
    feiten: tuple[Feit, ...] = ()
    feitvragen: tuple[Notitie, ...] = ()
    stappen: tuple[Stap, ...] = ()
    resultaten: tuple[Resultaat, ...] = ()
    voorstellen: tuple[Voorstelkaart, ...] = ()
    belangen: tuple[str, ...] = ()
    deelnemers: tuple[Deelnemer, ...] = ()
    spelregels: tuple[str, ...] = ()
    ideeen: tuple[Idee, ...] = ()
    eigen_tekst: tuple[EigenTekst, ...] = ()
    niet_beschikbaar: tuple[str, ...] = ()
    weggelaten: tuple[str, ...] = ()
    openbaar: bool = False
    vorige_uitgave: int | None = None
    veranderd: tuple[Verandering, ...] = ()

    verslag: bool = False
    """Of its one evening only, as a short document (`queries_verslag.py`)."""

    def eigen(self, deel: str) -> str:
        """The own text of a part as HTML, "" where there is none."""
        return "".join(eigen.tekst_html for eigen in self.eigen_tekst if eigen.deel == deel)


def boek_to_dict(boek: Boek) -> dict[str, Any]:
    """The book as JSON-ready dictionaries and lists."""
    return asdict(boek)


def boek_from_dict(plain: object) -> Boek:
    """The inverse of `boek_to_dict`, also after a trip through JSON. Raises ValueError with the place that is wrong."""
    return from_plain(Boek, plain, "boek")
