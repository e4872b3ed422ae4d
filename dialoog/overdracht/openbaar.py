"""Which of the uitwisselbestand stands in the public one: what the public book shows, and nothing else.

What is not named here stays away, so a new key is in the full file only until somebody gives it a place."""

from __future__ import annotations

from typing import cast

from dialoog.overdracht import vorm, vorm_kaart
from dialoog.themaboek.openbaar import alleen

OPENBAAR: dict[type, tuple[str, ...]] = {
    vorm.Deelvraag: ("tekst", "kant"),
    vorm.Kader: ("soort", "tekst", "onderdelen", "geldt_voor"),
    vorm.Belang: ("naam", "zin"),
    vorm.Stap: (
        "soort", "titel", "staat", "ideeen", "kleuren", "kleurtelling", "kleurders", "keuzen", "meegekomen",
        "keuzetelling",
    ),
    vorm.Aantekening: ("soort", "inhoud", "stap"),
    vorm.Belangactie: ("belang", "tekst"),
    vorm.Bijeenkomst: (
        "titel", "datum", "plaats", "afgelopen", "belangenactie", "tafels", "draaiboek", "in_boek", "aantekeningen",
    ),
    vorm.Deelnemer: ("naam", "namens", "organisatie", "belangen", "vermelding", "naam_in_boek"),
    vorm.Idee: ("nummer", "tekst", "titel", "deelvragen", "kleur", "gekozen", "samengevoegd_in", "staat"),
    vorm.Loting: ("plaatsen", "ideeen", "getrokken"),
    vorm.Stemronde: (
        "titel", "nummer", "staat", "soort", "stickers_per_persoon", "per_idee", "zichtbaar", "zonder_sleutel",
        "briefjes", "stickers", "mensen", "draagvlak", "kleuren", "draagvlak_vanaf", "draagvlak_belangen",
        "draagvlak_reden", "bijeenkomst", "stap", "van", "loting",
    ),
    vorm.Oplossing: ("plaats", "titel", "ideeen", "tekst", "reden", "eigenaren", "trekker", "ronde"),
    vorm_kaart.KostenRegel: ("post", "berekening", "bedrag", "jaar", "btw"),
    vorm_kaart.Kosten: ("regels", "opgegeven_totaal"),
    vorm_kaart.Resultaat: ("wat", "aantal", "eenheid", "wanneer"),
    vorm_kaart.Kadertoets: ("kader", "oordeel", "argument"),
    vorm_kaart.Voorstel: (
        "nummer", "titel", "plaats", "gemeenten", "antwoorden", "deelvragen", "geen_deelvraag", "resultaten", "kosten",
        "kadertoets", "op_slot", "instemming",
    ),
    vorm_kaart.Instemming: (
        "datum", "bijeenkomst", "aanwezig", "antwoorden", "ja", "nog_niet", "conclusie", "gewijzigd",
    ),
    vorm.Bestand: (
        "korte_naam", "titel", "staat", "thema", "regio", "hoofdvraag", "hoofdvraag_kort", "top", "vragen",
        "deelvragen", "kaders", "spelregels", "belangen", "gemeenten", "bijeenkomsten", "deelnemers", "ideeen",
        "stemrondes", "oplossingen", "voorstellen", "boek", "boekdelen", "aantekeningen",
    ),
}  # fmt: skip
"""Per part of the file the keys that the public one has."""

ALLEEN_VOLLEDIG: dict[type, tuple[str, ...]] = {
    vorm.Blad: ("soort", "titel", "tekst", "beeld", "naast"),
    vorm.Stap: ("instellingen", "instructie", "spreektekst", "bladen", "gesprek"),
    vorm.Deelnemer: ("anders", "gemeenten", "herkomst", "zonder_telefoon", "aanwezig"),
    vorm.Stemronde: ("reden",),
    vorm.Oplossing: ("eerdere_eigenaren",),
    vorm.EerdereEigenaar: ("wie", "van", "tot", "trekker"),
    vorm_kaart.Voorstel: ("uiterlijk", "heropend", "aanvullingen"),
    vorm_kaart.Aanvulling: ("vraag", "tekst", "staat", "reden", "verwerkt"),
    vorm_kaart.Instemming: ("redenen",),
    vorm.Bestand: ("bron", "kaarten_uiterlijk"),
}
"""What only the full file has."""


def voor_openbaar(bestand: vorm.Bestand) -> vorm.Bestand:
    """The file as the public edition has it."""
    return cast(vorm.Bestand, alleen(bestand, OPENBAAR))
