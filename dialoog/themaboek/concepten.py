"""Drafts of the texts that a person writes: made of the facts each time, printed as long as nobody wrote another. Pure.

Every line is a paragraph. A draft says only what the app knows: it never says who agreed to what."""

from collections.abc import Callable

from dialoog.themaboek.boek import CONCLUSIES, Boek
from dialoog.themaboek.stand import aantal, opsomming

MET_CONCEPT = ("inleiding", "werkwijze", "vervolg", "feiten", *CONCLUSIES)
"""Parts of which the running text begins as a draft; own text stands in its place (elsewhere it stands beside)."""


def concept(boek: Boek, deel: str) -> str:
    """The draft of a part as plain text; "" where it has none, or nothing is known yet."""
    make = _CONCEPTEN.get(deel)
    return "\n".join(line for line in make(boek) if line) if make else ""


def _inleiding(boek: Boek) -> list[str]:
    blad = boek.titelblad
    about = [f"Dit themaboek gaat over de dialoog “{blad.titel}”{f' in {blad.regio}' if blad.regio else ''}."]
    if boek.programma:
        about.append(f"De dialoog hoort bij {boek.programma}.")
    if boek.opdrachtgever:
        about.append(f"De vraag en de kaders komen van {boek.opdrachtgever}.")
    if boek.deelnemers:
        deden = "deed" if len(boek.deelnemers) == 1 else "deden"
        about.append(f"Er {deden} {aantal(len(boek.deelnemers), 'deelnemer', 'deelnemers')} mee.")
    places = aantal(len(boek.gemeenten), "gemeente", "gemeenten")
    return [
        " ".join(about),
        f"De dialoog is er voor {places}: {opsomming(boek.gemeenten)}." if boek.gemeenten else "",
    ]


def _werkwijze(boek: Boek) -> list[str]:
    vragen = max((len(kaart.antwoorden) for kaart in boek.voorstellen), default=10)
    return [
        "In een dialooggroep praten mensen met verschillende belangen met elkaar over één vraag. Zij zoeken samen naar "
        "oplossingen. Elke stem weegt even zwaar. Alle ideeën komen op één lijst. De groep geeft ze een kleur, kiest "
        "en plakt stickers. Uit die keuze komen de oplossingen. Eigenaren werken ze uit op een voorstelkaart met "
        f"{vragen} vragen.",
        "Niemand kan zien wie waar een sticker plakte. In dit boek staan alleen aantallen.",
    ]


def _vervolg(boek: Boek) -> list[str]:
    return ["De raden besluiten per voorstel. Wat zij niet of anders overnemen, leggen zij uit."]


def _feiten(boek: Boek) -> list[str]:
    known = "Hier staat wat er bekend is over het onderwerp, met de bron erbij." if boek.feiten else ""
    asked = len(boek.feitvragen)
    if not asked:
        return [known]
    open_ = sum(not vraag.gevolg for vraag in boek.feitvragen)
    words = f"De groep vroeg {asked} keer om feiten."
    if open_:
        words += f" Op {aantal(open_, 'vraag', 'vragen')} is nog geen antwoord."
    return [known, words]


def _visie(boek: Boek) -> list[str]:
    notes = [note for resultaat in boek.resultaten for note in resultaat.notities]
    panels, kansen, dreigingen = (sum(n.soort == s for n in notes) for s in ("visie", "kans", "bedreiging"))
    named = " en ".join(
        filter(
            None,
            (
                aantal(kansen, "kans", "kansen") if kansen else "",
                aantal(dreigingen, "bedreiging", "bedreigingen") if dreigingen else "",
            ),
        )
    )
    return [
        f"De groep maakte samen een visie in {aantal(panels, 'deel', 'delen')}." if panels else "",
        f"Daarbij hoorden {named}." if named and panels else f"De groep noemde {named}." if named else "",
    ]


def _effecten(boek: Boek) -> list[str]:
    many = sum(len(kaart.opbrengsten) for kaart in boek.voorstellen)
    cards = sum(bool(kaart.opbrengsten) for kaart in boek.voorstellen)
    if not many:
        return []
    start = "Eén voorstel noemt" if cards == 1 else f"Samen noemen {cards} voorstellen"
    what = "1 resultaat dat te meten is" if many == 1 else f"{many} resultaten die te meten zijn"
    return [f"{start} {what}. Bij elk voorstel staan ze in een tabel."]


def _oplossingen(boek: Boek) -> list[str]:
    cards = [kaart.titel for kaart in boek.voorstellen]
    chosen = [row.titel for resultaat in boek.resultaten for row in resultaat.oplossingen]
    if cards:
        lead = f"De groep werkte {aantal(len(cards), 'voorstel', 'voorstellen')} uit:"
    else:
        lead = f"De groep koos {aantal(len(chosen), 'oplossing', 'oplossingen')}:"
    return [lead, *(f"- {titel}" for titel in cards or chosen)] if cards or chosen else []


def _speelveld(boek: Boek) -> list[str]:
    counted = [resultaat for resultaat in boek.resultaten if resultaat.belangen]
    if not counted:
        return _wie_meedoen(boek)
    last = counted[-1]
    there = [belang.naam for belang in last.belangen if belang.aantal]
    gone = [belang.naam for belang in last.belangen if not belang.aantal]
    lines = [f"Bij “{last.titel}” zaten er mensen aan tafel voor {aantal(len(there), 'belang', 'belangen')}."]
    lines.append(f"Niemand kwam op voor {opsomming(gone)}." if gone else "Geen enkel belang ontbrak.")
    if last.aanwezig:
        many = "was 1 deelnemer" if last.aanwezig == 1 else f"waren {last.aanwezig} deelnemers"
        lines.append(f"Er {many} aanwezig.")
    return [" ".join(lines)]


def _wie_meedoen(boek: Boek) -> list[str]:
    """Where nobody was counted at an evening: for what those on the list stand up."""
    named = {belang for deelnemer in boek.deelnemers for belang in deelnemer.belangen}
    gone = [belang for belang in boek.belangen if belang not in named]
    if not named:
        return []
    line = f"Op de lijst staan mensen voor {aantal(len(named), 'belang', 'belangen')}."
    return [f"{line} Niemand kwam op voor {opsomming(gone)}." if gone else line]


_CONCEPTEN: dict[str, Callable[[Boek], list[str]]] = {
    "inleiding": _inleiding,
    "werkwijze": _werkwijze,
    "vervolg": _vervolg,
    "feiten": _feiten,
    "conclusie_visie": _visie,
    "conclusie_effecten": _effecten,
    "conclusie_oplossingen": _oplossingen,
    "conclusie_speelveld": _speelveld,
}
