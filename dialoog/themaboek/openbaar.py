"""Which of the book stands in the public edition: pure, over the content model, so that no renderer has to know.

What is not named in OPENBAAR is not in it: a new field of the model stays in the full edition until somebody gives it
a place here. What people wrote for the book is public; what was noted while working is not (docs/besluiten).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import Any, cast

from dialoog.themaboek import boek as b
from dialoog.themaboek import uitkomst as u

OPENBAAR: dict[type, tuple[str, ...]] = {
    b.Titelblad: ("titel", "datum", "thema", "regio", "ondertitel", "werkdocument", "tijd", "uitgave"),
    b.Moment: ("titel", "datum", "plaats", "aanwezig"),
    b.Deelvraag: ("tekst", "kant"),
    b.Kader: ("tekst", "soort", "onderdelen", "geldt_voor"),
    b.Feit: ("tekst_html", "bron"),
    b.Stap: ("wat", "datum", "bijeenkomst"),
    b.Antwoord: ("vraag", "antwoord_html", "gewijzigd"),
    b.KostenRegel: ("post", "berekening", "bedrag", "jaar", "btw"),
    b.Kosten: ("regels", "opgegeven_totaal"),
    b.Opbrengst: ("wat", "aantal", "eenheid", "wanneer"),
    b.KaderToets: ("kader", "oordeel", "argument"),
    b.Voorstelkaart: (
        "nummer", "titel", "antwoorden", "plaats", "ideeen", "gemeenten", "eigenaren", "trekker", "deelvragen",
        "geen_deelvraag", "opbrengsten", "kosten", "kadertoets", "uit_eerdere_ronde", "gewijzigd_na_akkoord",
        "akkoord",
    ),
    b.Deelnemer: ("vermelding", "belangen", "naam"),
    b.Idee: ("nummer", "tekst", "kleur", "staat", "samengevoegd_in", "deelvragen"),
    b.EigenTekst: ("deel", "tekst_html"),
    b.Verandering: ("deel", "zinnen"),
    b.Boek: (
        "titelblad", "gemeenten", "programma", "opdrachtgever", "begeleiders", "bijeenkomsten", "mijlpalen",
        "hoofdvraag", "deelvragen", "kaders", "feiten", "feitvragen", "stappen", "resultaten", "voorstellen",
        "belangen", "deelnemers", "spelregels", "ideeen", "eigen_tekst", "niet_beschikbaar", "weggelaten", "openbaar",
        "vorige_uitgave", "veranderd", "verslag",
    ),
    u.Telling: ("naam", "aantal"),
    u.Notitie: ("soort", "tekst", "kop", "wie", "wanneer", "gevolg", "ja", "nee", "idee"),
    u.BelangAanTafel: ("naam", "aantal", "actie"),
    u.KleurTelling: ("grijs", "geel", "blauw", "rood", "zonder"),
    u.GekozenIdee: ("nummer", "titel", "kleur", "door"),
    u.UitslagRegel: ("plaats", "nummer", "titel", "stickers", "mensen", "draagvlak"),
    u.Beweging: ("nummer", "titel", "toen", "nu", "wat"),
    u.Stemronde: (
        "titel", "staat", "plaatsen", "stickers_per_persoon", "per_idee", "briefjes", "uitslag", "keuze", "aantekening",
        "herstemming", "beslist", "naast",
    ),
    u.Oplossing: (
        "plaats", "titel", "ideeen", "tekst", "afwijking", "reden", "eigenaren", "trekker", "voorstel",
        "uit_eerdere_ronde",
    ),
    u.Resultaat: (
        "titel", "datum", "plaats", "aanwezig", "belangen", "gemeenten", "ideeen", "ideeen_per_deelvraag", "kleuren",
        "gekozen", "stemrondes", "oplossingen", "notities", "bijeenkomst", "niet_beschikbaar",
    ),
}  # fmt: skip
"""Per part of the model the fields that the public edition has."""

ALLEEN_VOLLEDIG: dict[type, tuple[str, ...]] = {
    u.Stemronde: ("reden_vervallen",),
    u.Oplossing: ("vastgelegd_door",),
    u.Resultaat: ("gesprekken",),
    u.Gesprek: ("titel", "html"),
}
"""What only the full edition has: the reason typed with a button, who recorded it, and the notes of conversations.
A reason for another order of the oplossingen is public: it was shown in the hall, and a reader may ask for it."""


def voor_openbaar(boek: b.Boek) -> b.Boek:
    """The book as the public edition has it."""
    return replace(cast(b.Boek, alleen(boek, OPENBAAR)), openbaar=True)


def alleen(waarde: Any, mag: Mapping[type, tuple[str, ...]]) -> Any:
    """A dataclass (with those in it) with only the fields of `mag`; the others get their default. Raises TypeError
    for a field that stays away and has none."""
    if isinstance(waarde, tuple):
        return tuple(alleen(deel, mag) for deel in waarde)
    if not is_dataclass(waarde) or isinstance(waarde, type):
        return waarde
    names = mag.get(type(waarde), ())
    return type(waarde)(
        **{
            veld.name: alleen(getattr(waarde, veld.name), mag) if veld.name in names else _leeg(veld)
            for veld in fields(waarde)
        }
    )


def _leeg(veld: Field[Any]) -> Any:
    if veld.default is not MISSING:
        return veld.default
    if veld.default_factory is not MISSING:
        return veld.default_factory()
    raise TypeError(f"{veld.name} stays out of the public edition and has no default")
