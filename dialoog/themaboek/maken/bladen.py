"""Which sheets the workbook has and what is in them: pure, from the `Boek`.

A part that the book leaves out or calls *niet beschikbaar* is in no sheet either.
"""

from __future__ import annotations

from decimal import Decimal

from dialoog.themaboek.boek import Boek, Idee, Resultaat, Stemronde, Voorstelkaart
from dialoog.themaboek.maken.blad import Blad, Cel, Euro, Getal, Kolom, Regels, dag
from dialoog.themaboek.maken.kosten import leesbaar, optelling
from dialoog.themaboek.maken.tekst import KLEURNAAM
from dialoog.voorstel.inhoud import OORDELEN

BTW = {"ex": "exclusief", "incl": "inclusief"}


def bladen(boek: Boek) -> list[Blad]:
    """The sheets after the Leeswijzer, in print order of what they belong to; empty lists have a sheet too."""
    weg = {*boek.weggelaten, *boek.niet_beschikbaar}
    uit = []
    if "groslijst" not in weg:
        uit.append(_groslijst(boek))
    if "deelnemers" not in weg:
        uit.append(_deelnemers(boek))
    if not {"bijeenkomsten", "resultaten"} <= weg:
        uit.append(_stickers(boek))
    if "resultaten" not in weg:
        uit.extend((_opbrengst(boek), _kosten(boek), _kaders(boek)))
    return uit


def _groslijst(boek: Boek) -> Blad:
    kop = tuple(Kolom(f"Deelvraag {n}", 12) for n in range(1, len(boek.deelvragen) + 1))
    return Blad(
        "Groslijst",
        "Alle ideeën met hun nummer, tekst en kleur. Een idee houdt zijn nummer, ook als het is samengevoegd of "
        "ingetrokken. Bij een verborgen of ingetrokken idee staat geen tekst.",
        (Kolom("Nr.", 7), Kolom("Idee", 70), Kolom("Kleur", 17), Kolom("Staat", 15), Kolom("Samengevoegd met nr.", 14),
         *kop),
        tuple(_idee(idee, len(kop)) for idee in boek.ideeen),
    )  # fmt: skip


def _idee(idee: Idee, deelvragen: int) -> tuple[Cel, ...]:
    kleur = ""
    if idee.kleur and idee.staat in ("los", "samengevoegd"):
        vorm, woord, naam, _ = KLEURNAAM[idee.kleur]
        kleur = f"{vorm} {woord} ({naam})"
    bij = tuple("ja" if n in idee.deelvragen else "" for n in range(1, deelvragen + 1))
    return (idee.nummer, idee.tekst, kleur, idee.staat, idee.samengevoegd_in, *bij)


def _deelnemers(boek: Boek) -> Blad:
    belangen = dict.fromkeys([*boek.belangen, *(belang for d in boek.deelnemers for belang in d.belangen)])
    rijen = tuple(
        (d.vermelding or "Deelnemer", d.naam, *("ja" if belang in d.belangen else "" for belang in belangen))
        for d in boek.deelnemers
    )
    return Blad(
        "Deelnemers",
        "Wie er meededen en voor welk belang. Een naam staat er alleen bij als die persoon daar ja op zei.",
        (Kolom("Deelnemer", 34), Kolom("Naam", 24), *(Kolom(belang, 17) for belang in belangen)),
        rijen,
    )


def _stickers(boek: Boek) -> Blad:
    rijen: list[tuple[Cel, ...]] = []
    for resultaat in boek.resultaten:
        for ronde in resultaat.stemrondes:
            rijen.extend(_ronde(resultaat, ronde))
    return Blad(
        "Stickers",
        "Per stemronde hoeveel stickers elk idee kreeg, en van hoeveel mensen. Wie waar plakte, weet niemand. Een "
        "vervallen ronde telt niet meer mee.",
        (Kolom("Bijeenkomst", 28), Kolom("Datum", 14), Kolom("Stemronde", 24), Kolom("Staat", 13), Kolom("Plaats", 8),
         Kolom("Nr.", 7), Kolom("Idee", 60), Kolom("Stickers", 10), Kolom("Mensen", 10), Kolom("Draagvlak", 30)),
        tuple(rijen),
    )  # fmt: skip


def _ronde(resultaat: Resultaat, ronde: Stemronde) -> Regels:
    voor: tuple[Cel, ...] = (resultaat.titel, dag(resultaat.datum), ronde.titel, ronde.staat)
    return tuple(
        (*voor, regel.plaats, regel.nummer, regel.titel, regel.stickers, regel.mensen, regel.draagvlak)
        for regel in ronde.uitslag
    )


def _opbrengst(boek: Boek) -> Blad:
    rijen = tuple(
        (kaart.nummer, kaart.titel, regel.wat, _getal(regel.aantal), regel.eenheid, regel.wanneer)
        for kaart in boek.voorstellen
        for regel in kaart.opbrengsten
    )
    return Blad(
        "Opbrengst",
        "Wat elk voorstel oplevert, voor zover het te tellen is.",
        (Kolom("Voorstel", 10), Kolom("Titel", 34), Kolom("Wat", 40), Kolom("Aantal", 12), Kolom("Eenheid", 26),
         Kolom("Wanneer", 26)),
        rijen,
    )  # fmt: skip


def _getal(tekst: str) -> Cel:
    """A number as a number; what cannot be read as one stays as it was typed."""
    waarde = leesbaar(tekst)
    return tekst if waarde is None else Getal(waarde)


def _kaders(boek: Boek) -> Blad:
    rijen = tuple(
        (kaart.nummer, kaart.titel, toets.kader, OORDELEN.get(toets.oordeel, "Nog niet bekeken"), toets.argument)
        for kaart in boek.voorstellen
        for toets in kaart.kadertoets
    )
    return Blad(
        "Kaders",
        "Of elk voorstel binnen de kaders van de raden past, en waarom niet.",
        (Kolom("Voorstel", 10), Kolom("Titel", 34), Kolom("Kader", 60), Kolom("Past het?", 20), Kolom("Waarom", 60)),
        rijen,
    )


def _kosten(boek: Boek) -> Blad:
    rijen = [rij for kaart in boek.voorstellen if kaart.kosten for rij in _kaart(kaart)]
    return Blad(
        "Kosten",
        "De kosten per voorstel, regel voor regel. Daaronder de som van de regels en het totaal dat de groep opgaf. "
        "Een verschil is niet weggewerkt. Filter op de kolom Soort voor alleen de regels of alleen de totalen.",
        (Kolom("Voorstel", 10), Kolom("Titel", 34), Kolom("Soort", 20), Kolom("Post", 32), Kolom("Berekening", 34),
         Kolom("Jaar", 8), Kolom("Btw", 12), Kolom("Bedrag", 16)),
        tuple(rijen),
    )  # fmt: skip


def _kaart(kaart: Voorstelkaart) -> Regels:
    assert kaart.kosten is not None
    telling = optelling(kaart.kosten)
    voor: tuple[Cel, ...] = (kaart.nummer, kaart.titel)
    regels: list[tuple[Cel, ...]] = [
        (*voor, "regel", r.post, r.berekening, r.jaar, BTW.get(r.btw, ""), _bedrag(r.bedrag))
        for r in kaart.kosten.regels
    ]
    totalen = (
        ("som van de regels", telling.som), ("opgegeven totaal", telling.opgegeven),
        ("verschil", telling.verschil or None),
    )  # fmt: skip
    for soort, bedrag in totalen:
        if bedrag is not None:
            regels.append((*voor, soort, "", "", None, "", Euro(bedrag)))
    return tuple(regels)


def _bedrag(tekst: str | None) -> Cel:
    """An amount as a number; what cannot be read as one stays as it was typed."""
    amount: Decimal | None = leesbaar(tekst)
    return tekst if amount is None else Euro(amount)
