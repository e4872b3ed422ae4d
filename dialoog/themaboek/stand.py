"""What of the book is ready and what is missing, per chapter: pure decisions over a `Boek`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dialoog.themaboek.boek import BIJLAGEN, CONCLUSIES, HOOFDSTUKKEN, VOLGT_UITSLAG, Boek, Voorstelkaart

Deelsoort = Literal["hoofdstuk", "bijlage"]
Stand = Literal["klaar", "deels", "leeg", "niet beschikbaar", "weggelaten"]
SOORTEN: tuple[tuple[Deelsoort, tuple[str, ...]], ...] = (("hoofdstuk", HOOFDSTUKKEN), ("bijlage", BIJLAGEN))
TITELS = {
    "inleiding": "Inleiding",
    "werkwijze": "Werkwijze",
    "vraagstelling": "Vraagstelling",
    "feiten": "De feiten",
    "stappen": "De stappen",
    "resultaten": "De resultaten",
    "deelnemers": "Deelnemerslijst",
    "spelregels": "Spelregels",
    "bijeenkomsten": "Resultaten per bijeenkomst",
    "groslijst": "Ideeëngroslijst",
}


def deeltitel(sleutel: str) -> str:
    """How a part with own text is called (EIGEN_TEKST)."""
    if sleutel in CONCLUSIES:
        return f"Een gedeeld beeld over {CONCLUSIES[sleutel]}"
    return TITELS.get(sleutel, "Het vervolg" if sleutel == "vervolg" else "Conclusies")


@dataclass(frozen=True, slots=True)
class Ontbreekt:
    """`deel`: key of the chapter or bijlage; `wat` is missing; `voorstel_actie`: what can be done about it.

    `doel`: where that is done (`gemeenten`, `eigen:feiten`, `voorstel:3`, ...); "" where it fills itself."""

    deel: str
    wat: str
    voorstel_actie: str
    doel: str = ""


@dataclass(frozen=True, slots=True)
class Deel:
    """A chapter or bijlage as it will be printed. `aanduiding`: "1" or "Bijlage 1"."""

    sleutel: str
    soort: Deelsoort
    aanduiding: str
    titel: str
    stand: Stand
    toelichting: str

    @property
    def kop(self) -> str:
        return f"{self.aanduiding} {self.titel}" if self.soort == "hoofdstuk" else f"{self.aanduiding}: {self.titel}"


def aantal(n: int, een: str, meer: str) -> str:
    """ "1 idee", "3 ideeën", "geen ideeën"."""
    return f"geen {meer}" if n == 0 else f"{n} {een if n == 1 else meer}"


def lege_vragen(kaart: Voorstelkaart) -> tuple[int, ...]:
    """Numbers, from 1, of the questions on the card without an answer. A chosen deelvraag, results, amounts and kaders
    that were looked at answer theirs too."""
    beantwoord = {
        2: bool(kaart.deelvragen) or kaart.geen_deelvraag,
        4: bool(kaart.opbrengsten),
        8: kaart.kosten is not None,
        10: bool(kaart.kadertoets),
    }
    rows = enumerate(kaart.antwoorden, start=1)
    return tuple(n for n, a in rows if not a.antwoord_html.strip() and not beantwoord.get(n))


def opsomming(delen: tuple[str, ...] | list[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    return " en ".join((", ".join(delen[:-1]), delen[-1])) if len(delen) > 1 else "".join(delen)


def ontbreekt(boek: Boek) -> tuple[Ontbreekt, ...]:
    """Everything that is printed as "volgt", in print order. Parts left out or niet beschikbaar miss nothing."""
    regels = [*_vraag(boek), *_feiten(boek), *_resultaten(boek), *_voorstellen(boek), *_bijlagen(boek)]
    stil = {*boek.weggelaten, *boek.niet_beschikbaar}
    return tuple(regel for regel in regels if regel.deel not in stil and regel.doel.removeprefix("eigen:") not in stil)


def _vraag(boek: Boek) -> list[Ontbreekt]:
    regels = []
    if not boek.gemeenten:
        regels.append(Ontbreekt("inleiding", "nog geen gemeenten", "Vul de gemeenten in", "gemeenten"))
    if not boek.bijeenkomsten:
        regels.append(Ontbreekt("werkwijze", "nog geen bijeenkomsten", "Voeg een bijeenkomst toe", "bijeenkomsten"))
    if not boek.hoofdvraag.strip():
        regels.append(Ontbreekt("vraagstelling", "nog geen hoofdvraag", "Schrijf de hoofdvraag op", "thema"))
    if not boek.deelvragen:
        regels.append(Ontbreekt("vraagstelling", "nog geen deelvragen", "Schrijf de deelvragen op", "deelvragen"))
    if not boek.kaders:
        regels.append(Ontbreekt("vraagstelling", "nog geen kaders", "Neem de kaders van de raden over", "kaders"))
    return regels


def _feiten(boek: Boek) -> list[Ontbreekt]:
    regels = []
    if not boek.feiten and not boek.eigen("feiten"):
        regels.append(
            Ontbreekt(
                "feiten",
                "nog niemand schreef een feit op",
                "Schrijf de feiten op, met de bron",
                "erbij:feit",
            )
        )
    asked = sum(not vraag.gevolg for vraag in boek.feitvragen)
    if asked:
        wat = f"{aantal(asked, 'vraag om feiten', 'vragen om feiten')} zonder antwoord"
        regels.append(Ontbreekt("feiten", wat, "Schrijf het antwoord op", "erbij:feitvraag"))
    if not boek.stappen and not boek.eigen("stappen"):
        regels.append(
            Ontbreekt("stappen", "er is nog niets gebeurd", "Dit hoofdstuk vult zichzelf als de avonden beginnen")
        )
    return regels


def _resultaten(boek: Boek) -> list[Ontbreekt]:
    if not boek.resultaten:
        return [Ontbreekt("resultaten", "nog geen resultaten", "Dit hoofdstuk vult zichzelf tijdens de bijeenkomsten")]
    regels = []
    for resultaat in boek.resultaten:
        for ronde in resultaat.stemrondes:
            if ronde.staat in VOLGT_UITSLAG:
                regels.append(
                    Ontbreekt("resultaten", f"{ronde.titel}: nog niet vastgesteld", "Stel de stemronde vast", "avond")
                )
        where = f"deelnemers:{resultaat.bijeenkomst}" if resultaat.bijeenkomst else "deelnemers"
        for belang in resultaat.belangen:
            if belang.aantal == 0 and not belang.actie.strip():
                wat = f"{resultaat.titel}: nog niemand voor {belang.naam}"
                regels.append(Ontbreekt("resultaten", wat, "Schrijf op wat hieraan is gedaan", where))
    return regels


def _wie(eigenaren: tuple[str, ...]) -> str:
    if not eigenaren:
        return "Wijs een eigenaar aan"
    # The book has no name of who did not agree to it: then nobody is picked out.
    return f"Vraag {'de eigenaren' if 'Deelnemer' in eigenaren else opsomming(eigenaren)} om een antwoord"


def _vragen(leeg: tuple[int, ...], kaart: Voorstelkaart) -> str:
    if len(leeg) == len(kaart.antwoorden) > 1:
        return "alle vragen"
    return ("vraag " if len(leeg) == 1 else "vragen ") + opsomming([str(n) for n in leeg])


def _voorstellen(boek: Boek) -> list[Ontbreekt]:
    if not boek.voorstellen:
        return [
            Ontbreekt("resultaten", "nog geen voorstellen", "Maak oplossingen en wijs eigenaren aan", "voorstellen")
        ]
    regels = []
    for kaart in boek.voorstellen:
        leeg = lege_vragen(kaart)
        if leeg:
            wat = f"Voorstel {kaart.nummer}, {kaart.titel}: {_vragen(leeg, kaart)} nog leeg"
            regels.append(Ontbreekt("resultaten", wat, _wie(kaart.eigenaren), f"voorstel:{kaart.nummer}"))
    if not any(boek.eigen(sleutel) for sleutel in ("conclusies", *CONCLUSIES)):
        regels.append(
            Ontbreekt(
                "resultaten", "nog geen conclusies", "Schrijf op waarover de groep het eens is", "eigen:conclusies"
            )
        )
    return regels


def _bijlagen(boek: Boek) -> list[Ontbreekt]:
    regels = []
    if not boek.deelnemers:
        regels.append(Ontbreekt("deelnemers", "nog geen deelnemers", "De lijst vult zichzelf als mensen meedoen"))
    if not boek.spelregels:
        regels.append(Ontbreekt("spelregels", "nog geen spelregels", "Schrijf de spelregels op", "spelregels"))
    if not boek.resultaten:
        regels.append(
            Ontbreekt("bijeenkomsten", "nog geen resultaten", "Deze bijlage vult zichzelf tijdens de bijeenkomsten")
        )
    if not boek.ideeen:
        regels.append(Ontbreekt("groslijst", "nog geen ideeën", "De lijst vult zichzelf als er ideeën komen"))
    return regels


LEEG: dict[str, Callable[[Boek], bool]] = {
    "inleiding": lambda boek: False,
    "werkwijze": lambda boek: not (boek.bijeenkomsten or boek.begeleiders or boek.eigen("werkwijze")),
    "vraagstelling": lambda boek: (
        not (boek.hoofdvraag or boek.deelvragen or boek.kaders or boek.eigen("vraagstelling"))
    ),
    "feiten": lambda boek: not (boek.feiten or boek.feitvragen or boek.eigen("feiten")),
    "stappen": lambda boek: not (boek.stappen or boek.eigen("stappen")),
    "resultaten": lambda boek: not (boek.resultaten or boek.voorstellen or boek.eigen("resultaten")),
    "deelnemers": lambda boek: not (boek.deelnemers or boek.eigen("deelnemers")),
    "spelregels": lambda boek: not (boek.spelregels or boek.eigen("spelregels")),
    "bijeenkomsten": lambda boek: not (boek.resultaten or boek.eigen("bijeenkomsten")),
    "groslijst": lambda boek: not (boek.ideeen or boek.eigen("groslijst")),
}
"""Per part: is there nothing at all to print in it?"""


WEGGELATEN = "–"
"""Stands in the place of the number of a part that is left out."""


def weggelaten_delen(boek: Boek) -> tuple[Deel, ...]:
    """What stands in no book, for the regie: from there it can be taken up again."""
    return tuple(
        Deel(sleutel, soort, WEGGELATEN, TITELS[sleutel], "weggelaten", "staat niet in het boek en niet in de inhoud")
        for soort, sleutels in SOORTEN
        for sleutel in sleutels
        if sleutel in boek.weggelaten
    )


def delen(boek: Boek) -> tuple[Deel, ...]:
    """Chapters and bijlagen in print order, numbered without gaps: a part that is left out takes no number."""
    mist = ontbreekt(boek)
    uit = []
    for soort, sleutels in SOORTEN:
        over = [sleutel for sleutel in sleutels if sleutel not in boek.weggelaten]
        for n, sleutel in enumerate(over, start=1):
            uit.append(_deel(boek, mist, soort, n, sleutel))
    return tuple(uit)


def _deel(boek: Boek, mist: tuple[Ontbreekt, ...], soort: Deelsoort, n: int, sleutel: str) -> Deel:
    eerste = [regel for regel in mist if regel.deel == sleutel]
    stand: Stand = "klaar"
    if sleutel in boek.niet_beschikbaar:
        stand = "niet beschikbaar"
    elif LEEG[sleutel](boek):
        stand = "leeg"
    elif eerste:
        stand = "deels"
    aanduiding = str(n) if soort == "hoofdstuk" else f"Bijlage {n}"
    toelichting = eerste[0].wat if eerste else _inhoud(boek, sleutel)
    if stand == "niet beschikbaar":
        toelichting = "staat in het boek als niet beschikbaar"
    return Deel(sleutel, soort, aanduiding, TITELS[sleutel], stand, toelichting)


def _inhoud(boek: Boek, sleutel: str) -> str:
    return {
        "inleiding": aantal(len(boek.gemeenten), "gemeente", "gemeenten"),
        "werkwijze": aantal(len(boek.bijeenkomsten), "bijeenkomst", "bijeenkomsten"),
        "vraagstelling": f"{aantal(len(boek.deelvragen), 'deelvraag', 'deelvragen')}, "
        f"{aantal(len(boek.kaders), 'kader', 'kaders')}",
        "feiten": aantal(len(boek.feiten), "feit", "feiten") if boek.feiten else "eigen tekst",
        "stappen": aantal(len(boek.stappen), "stap", "stappen") if boek.stappen else "eigen tekst",
        "resultaten": aantal(len(boek.voorstellen), "voorstel", "voorstellen"),
        "deelnemers": aantal(len(boek.deelnemers), "deelnemer", "deelnemers"),
        "spelregels": aantal(len(boek.spelregels), "spelregel", "spelregels"),
        "bijeenkomsten": aantal(len(boek.resultaten), "bijeenkomst", "bijeenkomsten"),
        "groslijst": aantal(len(boek.ideeen), "idee", "ideeën"),
    }[sleutel]
