"""What one evening brought, as plain data: the part of a `Boek` about results (see `boek.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VOLGT_UITSLAG = ("voorbereid", "open", "gesloten")
"""States of a stemronde of which nothing may leave the server yet (`geheim.md`)."""

AFWIJKINGEN = {
    "rand": "de groep koos deze oplossing bij gelijke stand.",
    "hoger": "de groep zette deze oplossing hoger dan de stickers.",
    "lager": "de groep zette deze oplossing lager dan de stickers.",
    "buiten": "deze oplossing komt van een idee dat niet in de top stond.",
    "nieuw": "deze oplossing komt niet van een idee waarop stickers lagen.",
}
"""How an oplossing departs from the order of the stickers (`voorstel.rules.afwijking`), as the end of a sentence."""

Kleur = Literal["grijs", "geel", "blauw", "rood"]
RondeStaat = Literal["voorbereid", "open", "gesloten", "vastgesteld", "vervallen"]


@dataclass(frozen=True, slots=True)
class Telling:
    naam: str
    aantal: int


@dataclass(frozen=True, slots=True)
class BelangAanTafel:
    """`actie`: what was done about a belang with nobody, "" where nothing was recorded."""

    naam: str
    aantal: int
    actie: str = ""


@dataclass(frozen=True, slots=True)
class KleurTelling:
    """Number of ideas per colour; `zonder`: ideas without a colour. Hidden, withdrawn and merged ideas are in none."""

    grijs: int = 0
    geel: int = 0
    blauw: int = 0
    rood: int = 0
    zonder: int = 0


@dataclass(frozen=True, slots=True)
class GekozenIdee:
    """`titel`: the short title, else the text. `door`: which groups chose it, or how many people did, in words; empty
    where the room chose together."""

    nummer: int
    titel: str
    kleur: Kleur | None = None
    door: str = ""


@dataclass(frozen=True, slots=True)
class UitslagRegel:
    """`plaats`: the same number for ideas that are equal. `mensen`: people who put at least one of the stickers (None:
    counted on paper). `draagvlak`: `uit minstens 2 van 4 belangen`, empty where nothing is shown."""

    plaats: int
    nummer: int
    titel: str
    stickers: int
    mensen: int | None = None
    draagvlak: str = ""


@dataclass(frozen=True, slots=True)
class Beweging:
    """An idea in the round before and in this one; `toen`, `nu`: its place and stickers in words, "" where it was not
    on the list; `wat`: "2 plaatsen omhoog"."""

    nummer: int
    titel: str
    toen: str
    nu: str
    wat: str


@dataclass(frozen=True, slots=True)
class Stemronde:
    """A round. `uitslag`: all ideas on the list, best first; only of a round that was vastgesteld (even if vervallen
    since). `plaatsen`: size of the top (5). `briefjes`: ballots that counted. `keuze`: what the group chose at a tie on
    the edge, with its reason. `herstemming`: a run-off about the tie of another round; `plaatsen` are then those that
    the tie left. `beslist`: what a run-off or a lot brought. `naast`: what moved since a round that became vervallen.
    `aantekening`: what the record says about the count ("Joke plakte voor Corrie de Wit").
    Raises ValueError where a round that is not vastgesteld would bring numbers along.
    """

    titel: str
    staat: RondeStaat
    plaatsen: int = 5
    stickers_per_persoon: int = 5
    per_idee: int = 1
    briefjes: int = 0
    reden_vervallen: str = ""
    uitslag: tuple[UitslagRegel, ...] = ()
    keuze: str = ""
    aantekening: str = ""
    herstemming: bool = False
    beslist: str = ""
    naast: tuple[Beweging, ...] = ()

    def __post_init__(self) -> None:
        if self.staat in VOLGT_UITSLAG and (self.uitslag or self.briefjes):
            raise ValueError(f"a stemronde that is {self.staat} has no numbers yet")

    @property
    def gelijke_plaatsen(self) -> frozenset[int]:
        """Places that are shared by two or more ideas."""
        plaatsen = [regel.plaats for regel in self.uitslag]
        return frozenset(plaats for plaats in plaatsen if plaatsen.count(plaats) > 1)

    @property
    def top(self) -> tuple[UitslagRegel, ...]:
        """The top, with all ideas that share its last place: a tie is never cut."""
        return tuple(regel for regel in self.uitslag if regel.plaats <= self.plaatsen)

    @property
    def gelijk_aan_de_rand(self) -> bool:
        return len(self.top) > self.plaatsen


@dataclass(frozen=True, slots=True)
class Oplossing:
    """A place in the top. `afwijking`: how it departs from the stickers (a key of `AFWIJKINGEN`, "" where it does
    not), `reden` why, `vastgelegd_door` who recorded that.

    `ideeen`: numbers; none for a new text. `uit_eerdere_ronde`: made before the round that counts now."""

    plaats: int
    titel: str
    ideeen: tuple[int, ...] = ()
    tekst: str = ""
    afwijking: str = ""
    reden: str = ""
    vastgelegd_door: str = ""
    eigenaren: tuple[str, ...] = ()
    trekker: str = ""
    voorstel: int | None = None
    uit_eerdere_ronde: bool = False


@dataclass(frozen=True, slots=True)
class Gesprek:
    """What was noted in a conversation; `html` holds paragraphs and lists."""

    titel: str
    html: str


@dataclass(frozen=True, slots=True)
class Notitie:
    """What was written down beside what the app keeps by itself; `soort`: see `bijeenkomst.aantekening_rules.SOORTEN`.

    `wie` fit for print; `wanneer` in one's own words; `gevolg`: what was done about it, or the answer; `ja`, `nee`:
    how many people; `idee`: the number that it is about."""

    soort: str
    tekst: str = ""
    kop: str = ""
    wie: str = ""
    wanneer: str = ""
    gevolg: str = ""
    ja: int | None = None
    nee: int | None = None
    idee: int | None = None


@dataclass(frozen=True, slots=True)
class Resultaat:
    """What one bijeenkomst brought. None or empty: that step was not in its draaiboek; the book is silent about it.

    `bijeenkomst`: its id, for links in the regie; not printed. `niet_beschikbaar`: printed as such, and nothing else
    of this evening; an evening that is left out is not in the book at all."""

    titel: str
    datum: str = ""
    plaats: str = ""
    aanwezig: int | None = None
    belangen: tuple[BelangAanTafel, ...] = ()
    gemeenten: tuple[Telling, ...] = ()
    ideeen: int | None = None
    ideeen_per_deelvraag: tuple[Telling, ...] = ()
    kleuren: KleurTelling | None = None
    gekozen: tuple[GekozenIdee, ...] = ()
    stemrondes: tuple[Stemronde, ...] = ()
    oplossingen: tuple[Oplossing, ...] = ()
    gesprekken: tuple[Gesprek, ...] = ()
    notities: tuple[Notitie, ...] = ()
    bijeenkomst: int | None = None
    niet_beschikbaar: bool = False
