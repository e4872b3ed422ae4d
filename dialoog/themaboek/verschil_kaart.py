"""What changed on the cards since the former edition: pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialoog.themaboek.boek import Kosten, Verandering, Voorstelkaart
from dialoog.themaboek.stand import opsomming
from dialoog.voorstel.bedragen import euro, tekst_centen

ANDERS = {
    "ideeen": "De kaart komt van andere ideeën.",
    "gemeenten": "De gemeenten zijn anders.",
    "eigenaren": "De eigenaren zijn anders.",
    "trekker": "De trekker is een ander.",
    "deelvragen": "De deelvragen zijn anders.",
    "geen_deelvraag": "De deelvragen zijn anders.",
    "opbrengsten": "De meetbare resultaten zijn anders.",
    "akkoord": "Wat de zaal van het voorstel vindt, is anders.",
    "kadertoets": "Het oordeel over de kaders is anders.",
}
"""Fields of a card → the sentence when they differ."""
ZELF_GEZEGD = ("nummer", "titel", "antwoorden", "plaats", "kosten", "uit_eerdere_ronde", "gewijzigd_na_akkoord")
"""Fields with a sentence of their own below."""


def kaarten(was: Sequence[Voorstelkaart], nu: Sequence[Voorstelkaart]) -> list[Verandering]:
    """One for each card that came, changed or went, by number."""
    before, now = {kaart.nummer: kaart for kaart in was}, {kaart.nummer: kaart for kaart in nu}
    found = []
    for nummer in sorted({*before, *now}):
        old, new = before.get(nummer), now.get(nummer)
        if new is None:
            assert old is not None
            found.append(Verandering(kop(old), ("Dit voorstel staat niet meer in het boek.",)))
        elif old is None:
            found.append(Verandering(kop(new), ("Dit voorstel is nieuw.",)))
        elif old != new:
            found.append(Verandering(kop(new), tuple(dict.fromkeys(_kaart(old, new)))))
    if not found and tuple(was) != tuple(nu):
        found.append(Verandering("Voorstellen", ("De volgorde van de voorstellen is anders.",)))
    return found


def kop(kaart: Voorstelkaart) -> str:
    return f"Voorstel {kaart.nummer}: {kaart.titel}"


def _kaart(old: Voorstelkaart, new: Voorstelkaart) -> list[str]:
    lines = [f"De titel was: {old.titel}."] if old.titel != new.titel else []
    lines += _antwoorden(old, new)
    if old.kosten != new.kosten:
        lines.append(_kosten(old.kosten, new.kosten))
    if old.plaats != new.plaats:
        lines.append(f"Plaats in de top: {_plaats(old.plaats)} werd {_plaats(new.plaats)}.")
    lines += [words for name, words in ANDERS.items() if getattr(old, name) != getattr(new, name)]
    if old.gewijzigd_na_akkoord != new.gewijzigd_na_akkoord:
        lines.append(f"De kaart is {'nu' if new.gewijzigd_na_akkoord else 'niet meer'} gewijzigd na akkoord.")
    if old.uit_eerdere_ronde != new.uit_eerdere_ronde:
        lines.append(f"De kaart komt {'nu' if new.uit_eerdere_ronde else 'niet meer'} uit een eerdere ronde.")
    return lines or ["Er is nog iets anders veranderd op deze kaart."]


def _antwoorden(old: Voorstelkaart, new: Voorstelkaart) -> Iterable[str]:
    """Which of the ten were filled in, changed or emptied; and whether a question itself reads otherwise."""
    pairs = list(zip(old.antwoorden, new.antwoorden, strict=False))
    teksten = [(n, a.antwoord_html.strip(), b.antwoord_html.strip()) for n, (a, b) in enumerate(pairs, 1)]
    yield from _vragen([n for n, a, b in teksten if b and not a], "nu ingevuld")
    yield from _vragen([n for n, a, b in teksten if a and b and a != b], "veranderd")
    yield from _vragen([n for n, a, b in teksten if a and not b], "nu leeg")
    anders = [n for n, (a, b) in enumerate(pairs, 1) if a.vraag != b.vraag]
    if anders or len(old.antwoorden) != len(new.antwoorden):
        yield "De vragen zelf zijn anders."


def _vragen(nummers: Sequence[int], wat: str) -> Iterable[str]:
    if nummers:
        named = opsomming([str(n) for n in nummers])
        yield (
            f"Het antwoord op vraag {named} is {wat}."
            if len(nummers) == 1
            else (f"De antwoorden op de vragen {named} zijn {wat}.")
        )


def _plaats(plaats: int | None) -> str:
    return "geen plaats" if plaats is None else str(plaats)


def _kosten(old: Kosten | None, new: Kosten | None) -> str:
    was, nu = _som(old), _som(new)
    if was == nu:
        return "De kosten zijn anders opgeschreven; het totaal bleef gelijk."
    return f"De kosten: {_bedrag(was)} werd {_bedrag(nu)}."


def _som(kosten: Kosten | None) -> int | None:
    """Cents: the sum of the lines, else the total that the group stated; None without amounts."""
    if kosten is None:
        return None
    amounts = [cents for regel in kosten.regels if (cents := _centen(regel.bedrag)) is not None]
    return sum(amounts) if amounts else _centen(kosten.opgegeven_totaal)


def _centen(bedrag: str | None) -> int | None:
    try:
        return tekst_centen(bedrag)
    except (ArithmeticError, ValueError):
        return None


def _bedrag(centen: int | None) -> str:
    return "geen bedrag" if centen is None else euro(centen)
