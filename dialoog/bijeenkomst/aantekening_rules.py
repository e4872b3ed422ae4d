"""What can be written down beside what the app keeps by itself: kinds, and what each of them holds. Pure.

The kinds are those of `domein.md` (*The five evenings*, *The themaboek*) that have no werkvorm of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MAX_REGEL = 300
MAX_TEKST = 5_000
MEESTE = 200
"""Entries of one kind at one place."""
GETALLEN = ("ja", "nee", "idee")
HOOGST = 99_999


@dataclass(frozen=True)
class Veld:
    """A field of a kind. `vorm`: regel, tekst, getal or datum; `moet`: it may not be empty."""

    naam: str
    label: str
    vorm: str = "regel"
    hint: str = ""
    moet: bool = False


@dataclass(frozen=True)
class Soort:
    """A kind. `avond`: it belongs to an evening, else to the dialogue as a whole; `eenmaal`: there is one at most.

    `kop` is for many, `een` for one; `uitleg` says where it stands in the book."""

    sleutel: str
    kop: str
    een: str
    uitleg: str
    velden: tuple[Veld, ...]
    avond: bool = True
    eenmaal: bool = False

    @property
    def namen(self) -> tuple[str, ...]:
        return tuple(veld.naam for veld in self.velden)


def _tekst(label: str, hint: str = "") -> Veld:
    return Veld("tekst", label, "tekst", hint, moet=True)


_ZONDER_NAAM = "Schrijf het zoals het in het boek mag: een organisatie, of “een inwoner”. Een naam alleen met een ja."
_ALLE = (
    Soort(
        "programma", "Programma", "Programma", "Staat in hoofdstuk 1.",
        (Veld("tekst", "Bij welke agenda of welk programma hoort dit?", moet=True),), avond=False, eenmaal=True,
    ),
    Soort(
        "opdrachtgever", "Opdrachtgever", "Opdrachtgever", "Staat in hoofdstuk 1.",
        (Veld("tekst", "Van wie komen de vraag en de kaders?", moet=True),), avond=False, eenmaal=True,
    ),
    Soort(
        "mijlpaal", "Mijlpalen", "Mijlpaal", "Data buiten de bijeenkomsten. Ze staan in hoofdstuk 2.",
        (Veld("tekst", "Wat gebeurt er dan?", moet=True), Veld("datum", "Datum", "datum")), avond=False,
    ),
    Soort(
        "feit", "Feiten", "Feit", "Wat er bekend is, met de bron. Staat in hoofdstuk 4.",
        (_tekst("Het feit"), Veld("bron", "Bron", hint="Bijvoorbeeld een rapport met het jaar, of een organisatie.")),
        avond=False,
    ),
    Soort(
        "feitvraag", "Vragen om feiten", "Vraag om feiten", "Wat de groep wil weten. Staat in hoofdstuk 4.",
        (
            _tekst("Wat wil de groep weten?"), Veld("wie", "Aan wie is het gevraagd?"),
            Veld("gevolg", "Het antwoord", "tekst", "Is er nog geen antwoord? Laat dit dan leeg."),
        ),
        avond=False,
    ),
    Soort(
        "quote", "Quotes", "Quote", "Wat iemand zei. Staat in bijlage 3.",
        (_tekst("Wat is er gezegd?"), Veld("wie", "Wie zei het?", hint=_ZONDER_NAAM)),
    ),
    Soort(
        "stand", "Waar sta ik?", "Waar sta ik?", "Hoeveel mensen achter de vraag, de kaders en de spelregels staan.",
        (
            Veld("ja", "Hoeveel mensen staan erachter?", "getal", moet=True),
            Veld("nee", "Hoeveel mensen nog niet?", "getal", moet=True),
        ),
        eenmaal=True,
    ),
    Soort(
        "reden", "Redenen bij “Waar sta ik?”", "Reden", "Waarom iemand er nog niet achter staat, en wat u eraan doet.",
        (_tekst("De reden"), Veld("gevolg", "Wat wordt eraan gedaan?", "tekst")),
    ),
    Soort(
        "verwachting", "Verwachtingen", "Verwachting", "Wat mensen van de dialoog verwachten. Staat in bijlage 3.",
        (_tekst("De verwachting"),),
    ),
    Soort(
        "visie", "Visie", "Deel van de visie", "Het drieluik: elk deel heeft een titel en een tekst.",
        (Veld("kop", "Titel van dit deel"), _tekst("Tekst")),
    ),
    Soort("kans", "Kansen", "Kans", "Staat in bijlage 3.", (_tekst("De kans"),)),
    Soort("bedreiging", "Bedreigingen", "Bedreiging", "Staat in bijlage 3.", (_tekst("De bedreiging"),)),
    Soort(
        "expert", "Reacties van experts", "Reactie van een expert", "Kan het, en gebeurt het al? Staat in bijlage 3.",
        (
            Veld("idee", "Nummer van het idee", "getal"), _tekst("De reactie"),
            Veld("wie", "Wie is de expert?", hint=_ZONDER_NAAM),
        ),
    ),
    Soort(
        "afspraak", "Afspraken", "Afspraak", "Wie doet wat, en wanneer. Staat in bijlage 3 en in het verslag.",
        (Veld("tekst", "Wat", moet=True), Veld("wie", "Wie", hint=_ZONDER_NAAM), Veld("wanneer", "Wanneer")),
    ),
)  # fmt: skip
SOORTEN: dict[str, Soort] = {soort.sleutel: soort for soort in _ALLE}
"""Every kind by its key, in the order of the book."""
VAN_DIALOOG = tuple(soort for soort in _ALLE if not soort.avond)
VAN_AVOND = tuple(soort for soort in _ALLE if soort.avond)
AFSPRAAK = "afspraak"


def regel(soort: str, inhoud: Mapping[str, str]) -> str:
    """One line that says what an entry holds, for lists and for the record."""
    if soort == "stand":
        return f"{inhoud.get('ja') or '0'} staan erachter, {inhoud.get('nee') or '0'} nog niet"
    parts = [inhoud.get("kop", ""), " ".join(inhoud.get("tekst", "").split())]
    line = ": ".join(part for part in parts if part)
    return line if len(line) <= 120 else line[:119].rstrip() + "…"


def zonder_naam(tekst: str, namen: Mapping[str, str]) -> str:
    """The text with each of these names as it may be printed: nobody is named without a recorded yes.

    `namen`: name → how the book calls that person. Capitals and the space between words do not matter: who types it
    fast writes "jan  de vries". A name of one word counts only where it is the whole text."""
    called = {_gelijk(naam): vermelding for naam, vermelding in namen.items()}
    if _gelijk(tekst) in called:
        return called[_gelijk(tekst)]
    folded = tekst.casefold()
    long = (naam for naam in namen if " " in naam.strip() and naam.split()[0].casefold() in folded)
    for naam in sorted(long, key=len, reverse=True):
        words = r"\s+".join(re.escape(word) for word in naam.split())
        printed = namen[naam].replace("\\", r"\\")  # no reference to a group
        tekst = re.sub(words, printed, tekst, flags=re.IGNORECASE)
    return tekst


def _gelijk(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()
