"""What stands at the head of a voorstelkaart, once for every format: pure, from the `Boek`.

Which number and from which ideas, how many stickers of how many people these had, whom it is of, where it is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialoog.themaboek.boek import Boek, Kleur, Stemronde, UitslagRegel, Voorstelkaart
from dialoog.themaboek.maken.herkomst import geldende_ronde
from dialoog.themaboek.stand import aantal, opsomming

MEESTE_STIPPEN = 20
"""Beyond this the stickers are a number and no row of dots."""


@dataclass(frozen=True, slots=True)
class Feit:
    """One line: a short name and what it says. `kleur`: of an idea; `stippen`: so many stickers to draw (0: none)."""

    naam: str
    tekst: str
    kleur: Kleur | None = None
    stippen: int = 0


def kaartfeiten(boek: Boek, kaart: Voorstelkaart) -> tuple[Feit, ...]:
    """The lines, in the order of print. Each thing stands in one of them: the trekker is not among the eigenaren."""
    return (
        Feit("Komt van", _herkomst(kaart)),
        *_ideeen(boek, kaart),
        *_deelvragen(kaart),
        *_mensen(kaart),
        *_waar(kaart),
    )


def _waar(kaart: Voorstelkaart) -> Iterator[Feit]:
    if kaart.gemeenten:
        yield Feit(meer(kaart.gemeenten, "Gemeente", "Gemeenten"), opsomming(kaart.gemeenten))
    if kaart.akkoord:
        yield Feit("Akkoord", kaart.akkoord)
    if kaart.gewijzigd_na_akkoord:
        changed = [f"vraag {n}" for n, answer in enumerate(kaart.antwoorden, 1) if answer.gewijzigd]
        yield Feit("Let op", f"Gewijzigd na akkoord: {opsomming(changed)}." if changed else "Gewijzigd na akkoord.")


def meer(dingen: Sequence[object], een: str, veel: str) -> str:
    """The word for one, or for more."""
    return een if len(dingen) == 1 else veel


def _herkomst(kaart: Voorstelkaart) -> str:
    if kaart.plaats is None:
        van = "een voorstel dat los staat van de oplossingen"
    elif kaart.ideeen:
        van = f"oplossing {kaart.plaats}, gemaakt van {aantal(len(kaart.ideeen), 'idee', 'ideeën')}"
    else:
        van = f"oplossing {kaart.plaats}, een nieuwe tekst van de groep"
    zin = van[0].upper() + van[1:]
    return f"{zin} uit een eerdere ronde" if kaart.uit_eerdere_ronde else zin


def _ideeen(boek: Boek, kaart: Voorstelkaart) -> Iterator[Feit]:
    """Each idea it was made of, with its colour, and its stickers in the round that counts."""
    kleuren = {idee.nummer: idee.kleur for idee in boek.ideeen if idee.staat in ("los", "samengevoegd")}
    ronde = None if kaart.uit_eerdere_ronde else geldende_ronde(boek)
    regels = {regel.nummer: regel for regel in (ronde.uitslag if ronde else ())}
    for nummer in kaart.ideeen:
        regel = regels.get(nummer)
        stippen = regel.stickers if regel and regel.stickers <= MEESTE_STIPPEN else 0
        yield Feit(f"Idee {nummer}", _stickers(regel, ronde), kleuren.get(nummer), stippen)


def _stickers(regel: UitslagRegel | None, ronde: Stemronde | None) -> str:
    if regel is None or ronde is None:
        return "" if ronde is None else "geen stickers: het stond niet op de lijst"
    tekst = aantal(regel.stickers, "sticker", "stickers")
    if regel.mensen is not None:
        tekst += f" van {aantal(regel.mensen, 'mens', 'mensen')}"
    return f"{tekst}, {regel.draagvlak}" if regel.draagvlak else tekst


def _deelvragen(kaart: Voorstelkaart) -> Iterator[Feit]:
    if kaart.geen_deelvraag:
        yield Feit("Deelvraag", "bij geen van de deelvragen")
    elif kaart.deelvragen:
        nummers = opsomming(tuple(str(n) for n in kaart.deelvragen))
        yield Feit(meer(kaart.deelvragen, "Deelvraag", "Deelvragen"), nummers)


def _mensen(kaart: Voorstelkaart) -> Iterator[Feit]:
    yield Feit("Trekker", kaart.trekker or "volgt")
    anderen = _zonder(kaart.eigenaren, kaart.trekker)
    if anderen:
        naam = "Ook eigenaar" if kaart.trekker else meer(anderen, "Eigenaar", "Eigenaren")
        yield Feit(naam, opsomming(anderen))
    elif not kaart.trekker:
        yield Feit("Eigenaren", "volgt")


def met_trekker(eigenaren: Sequence[str], trekker: str) -> str:
    """ "A (trekker) en B": each name once, the trekker first."""
    anderen = _zonder(eigenaren, trekker)
    return opsomming([f"{trekker} (trekker)", *anderen] if trekker else anderen)


def _zonder(eigenaren: Sequence[str], trekker: str) -> list[str]:
    """The others; two people may go by the same name."""
    anderen = list(eigenaren)
    if trekker in anderen:
        anderen.remove(trekker)
    return anderen
