"""The example book with a mark for every text, so that one can count where each thing stands in print."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dialoog.themaboek import boek as b
from dialoog.themaboek.maken.herkomst import niet_gekozen

MERK = re.compile(r"Q\d{4}Z")
VAST = {
    "datum", "tijd", "soort", "geldt_voor", "staat", "kleur", "oordeel", "btw", "bedrag", "opgegeven_totaal", "aantal",
    "afwijking", "deel", "niet_beschikbaar", "weggelaten",
}  # fmt: skip
"""Fields that are a choice, a number or a date: they keep their value."""


class Merker:
    """Gives each text its mark, the same text the same one."""

    def __init__(self) -> None:
        self.van: dict[str, str] = {}

    def merk(self, ding: Any, veld: str = "") -> Any:
        if isinstance(ding, str):
            return self._tekst(ding, veld)
        if isinstance(ding, tuple):
            return tuple(self.merk(deel, veld) for deel in ding)
        if is_dataclass(ding) and not isinstance(ding, type):
            return replace(ding, **{f.name: self.merk(getattr(ding, f.name), f.name) for f in fields(ding)})
        return ding

    def _tekst(self, tekst: str, veld: str) -> str:
        if not tekst or veld in VAST:
            return tekst
        merk = self.van.setdefault(tekst, f"Q{len(self.van):04d}Z")
        return f"<p>{merk}</p>" if veld.endswith("html") else merk


def gemerkt(boek: b.Boek) -> b.Boek:
    return Merker().merk(boek)  # type: ignore[no-any-return]


def alle_merken(boek: b.Boek) -> set[str]:
    """Every mark that the model holds, printed or not."""
    return set(MERK.findall(repr(boek)))


def verwacht(boek: b.Boek) -> Counter[str]:
    """How often each mark stands in the text of the book (not in the contents, headers, charts or alt texts)."""
    blad = boek.titelblad
    keer: Counter[str] = Counter((blad.titel, blad.regio, blad.ondertitel, blad.thema))
    keer.update((blad.titel, blad.regio))  # the first sentence of the draft of the inleiding
    keer.update((boek.programma, boek.opdrachtgever, boek.hoofdvraag))
    keer.update((*boek.gemeenten, *boek.begeleiders, *boek.spelregels, *boek.belangen))
    for moment in (*boek.bijeenkomsten, *boek.mijlpalen):
        keer.update((moment.titel, moment.plaats))
    for vraag in boek.deelvragen:
        keer.update((vraag.tekst, vraag.kant))
    for kader in boek.kaders:
        keer.update((kader.tekst, *kader.onderdelen))
    for feit in boek.feiten:
        keer.update((feit.tekst_html, feit.bron))
    for asked in boek.feitvragen:
        keer.update((asked.tekst, asked.wie, asked.gevolg))
    _stappen(boek, keer)
    for resultaat in boek.resultaten:
        _resultaat(boek, resultaat, keer)
    for kaart in boek.voorstellen:
        _kaart(boek, kaart, keer)
    for deelnemer in boek.deelnemers:
        keer.update((deelnemer.vermelding, deelnemer.naam or ""))
    keer.update(idee.tekst for idee in boek.ideeen)
    keer.update(eigen.tekst_html for eigen in boek.eigen_tekst)
    return _alleen_merken(keer)


def _alleen_merken(keer: Counter[str]) -> Counter[str]:
    uit: Counter[str] = Counter()
    for tekst, n in keer.items():
        for merk in MERK.findall(tekst):
            uit[merk] += n
    return uit


def _stappen(boek: b.Boek, keer: Counter[str]) -> None:
    keer.update(stap.wat for stap in boek.stappen)
    keer.update({stap.bijeenkomst for stap in boek.stappen})  # a heading each


def _resultaat(boek: b.Boek, resultaat: b.Resultaat, keer: Counter[str]) -> None:
    keer.update((resultaat.titel, resultaat.plaats))
    if resultaat.gemeenten or resultaat.stemrondes:
        keer.update((resultaat.titel,))  # its heading in bijlage 3
    for belang in resultaat.belangen:
        keer.update((belang.naam, belang.actie))
        if not belang.aantal:
            keer.update((belang.naam,))  # "Niemand kwam op voor ..."
    keer.update(telling.naam for telling in (*resultaat.gemeenten, *resultaat.ideeen_per_deelvraag))
    for idee in resultaat.gekozen:
        keer.update((idee.titel, idee.door))
    for ronde in resultaat.stemrondes:
        keer.update((ronde.titel,) * 2)  # chapter 6 and bijlage 3
        keer.update((ronde.reden_vervallen, ronde.keuze, ronde.beslist, ronde.aantekening))
        keer.update(text for regel in ronde.uitslag for text in (regel.titel, regel.draagvlak))
        keer.update(text for regel in ronde.top for text in (regel.titel, regel.draagvlak))
    for oplossing in resultaat.oplossingen:
        keer.update((oplossing.titel, oplossing.tekst, oplossing.reden, oplossing.vastgelegd_door))
        keer.update(oplossing.eigenaren)
        if oplossing.reden or oplossing.afwijking:
            keer.update((oplossing.titel,))  # "Oplossing 5 (...)"
    if resultaat.oplossingen:
        keer.update(regel.titel for regel in niet_gekozen(boek, resultaat.oplossingen))
    keer.update(tekst for n in resultaat.notities for tekst in (n.tekst, n.kop, n.wie, n.wanneer, n.gevolg))
    keer.update(tekst for gesprek in resultaat.gesprekken for tekst in (gesprek.titel, gesprek.html))


def _kaart(boek: b.Boek, kaart: b.Voorstelkaart, keer: Counter[str]) -> None:
    keer.update((kaart.titel, kaart.akkoord, *kaart.gemeenten))
    keer.update({*kaart.eigenaren, kaart.trekker})
    for antwoord in kaart.antwoorden:
        keer.update((antwoord.vraag, antwoord.antwoord_html))
    for n in kaart.deelvragen:
        keer.update((boek.deelvragen[n - 1].tekst, boek.deelvragen[n - 1].kant))
    for opbrengst in kaart.opbrengsten:
        keer.update((opbrengst.wat, opbrengst.eenheid, opbrengst.wanneer))
    for regel in kaart.kosten.regels if kaart.kosten else ():
        keer.update((regel.post, regel.berekening))
    for toets in kaart.kadertoets:
        keer.update((toets.kader, toets.argument))
    if kaart.ideeen and not kaart.uit_eerdere_ronde:
        nummers = [regel.nummer for r in boek.resultaten for ronde in r.stemrondes for regel in ronde.uitslag]
        draagvlak = [regel.draagvlak for r in boek.resultaten for ronde in r.stemrondes for regel in ronde.uitslag]
        keer.update(draagvlak[nummers.index(n)] for n in kaart.ideeen if n in nummers)


def in_de_lijsten(boek: b.Boek) -> Counter[str]:
    """How often each mark stands in the workbook."""
    keer: Counter[str] = Counter((boek.titelblad.titel,))
    keer.update(boek.belangen)
    keer.update(idee.tekst for idee in boek.ideeen)
    for deelnemer in boek.deelnemers:
        keer.update((deelnemer.vermelding, deelnemer.naam or ""))
    for resultaat in boek.resultaten:
        for ronde in resultaat.stemrondes:
            for regel in ronde.uitslag:
                keer.update((resultaat.titel, ronde.titel, regel.titel, regel.draagvlak))
    for kaart in boek.voorstellen:
        for opbrengst in kaart.opbrengsten:
            keer.update((kaart.titel, opbrengst.wat, opbrengst.eenheid, opbrengst.wanneer))
        for post in kaart.kosten.regels if kaart.kosten else ():
            keer.update((kaart.titel, post.post, post.berekening))
        keer.update((kaart.titel,) * _totalen(kaart))
        for toets in kaart.kadertoets:
            keer.update((kaart.titel, toets.kader, toets.argument))
    return _alleen_merken(keer)


def _totalen(kaart: b.Voorstelkaart) -> int:
    """Rows of sums under the lines of a card."""
    if kaart.kosten is None:
        return 0
    som = any(regel.bedrag for regel in kaart.kosten.regels)
    opgegeven = kaart.kosten.opgegeven_totaal is not None
    return som + opgegeven + (som and opgegeven)
