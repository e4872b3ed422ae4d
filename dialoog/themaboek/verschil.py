"""What changed between two editions of a book, per part and in plain sentences: pure, over the content model.

Nothing goes unsaid: where no sentence fits what differs, the part says that something else changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from dialoog.themaboek.boek import CONCLUSIES, EIGEN_TEKST, Boek, Idee, Verandering
from dialoog.themaboek.stand import TITELS, aantal, deeltitel, opsomming
from dialoog.themaboek.uitkomst import Resultaat
from dialoog.themaboek.verschil_kaart import kaarten

T = TypeVar("T")
GENOEMD = 12
"""Numbers of ideas that one sentence names; more of them are counted."""

BIJ: dict[str, tuple[str, ...]] = {
    "Titelblad": ("titelblad",),
    "Inleiding": ("gemeenten", "programma", "opdrachtgever"),
    "Werkwijze": ("begeleiders", "bijeenkomsten", "mijlpalen"),
    "Vraagstelling": ("hoofdvraag", "deelvragen", "kaders"),
    "De feiten": ("feiten", "feitvragen"),
    "De stappen": ("stappen",),
    "De resultaten": ("resultaten",),
    "Voorstellen": ("voorstellen",),
    "Conclusies": (),
    "Deelnemerslijst": ("belangen", "deelnemers"),
    "Spelregels": ("spelregels",),
    "Ideeëngroslijst": ("ideeen",),
}
"""Where a change of each field of the book is said."""
OVERAL = ("eigen_tekst", "niet_beschikbaar", "weggelaten")
"""Fields that say something about any part."""
NIET = ("openbaar", "vorige_uitgave", "veranderd", "verslag")
"""Fields about the edition itself."""


def verschil(was: Boek, nu: Boek) -> tuple[Verandering, ...]:
    """What is different in `nu`, in print order; empty when nothing is. The date on the title page does not count."""
    found = []
    for part in (*BIJ, "Resultaten per bijeenkomst"):
        lines = [*_van_het_deel(part, was, nu), *_eigen(part, was, nu), *_staat(part, was, nu)]
        if lines:
            found.append(Verandering(part, tuple(lines)))
        if part == "Voorstellen":
            found.extend(kaarten(was.voorstellen, nu.voorstellen))
    return tuple(found)


def _van_het_deel(part: str, was: Boek, nu: Boek) -> list[str]:
    lines = []
    for name in BIJ.get(part, ()):
        old, new = getattr(was, name), getattr(nu, name)
        if old != new and name not in ("titelblad", "voorstellen"):
            lines += ZINNEN[name](old, new) or ["Hier is iets veranderd."]
    if part == "Titelblad":
        names = [naam for naam in ("titel", "thema", "regio", "ondertitel") if _blad(was, naam) != _blad(nu, naam)]
        lines += [f"{'Veranderd' if len(names) > 1 else 'Anders'}: {opsomming(names)}."] if names else []
    return lines


def _blad(boek: Boek, naam: str) -> str:
    return str(getattr(boek.titelblad, naam))


def _sleutels(part: str) -> list[str]:
    """Keys of the own texts that belong to a part."""
    below = {"vervolg": "Werkwijze", **dict.fromkeys(CONCLUSIES, "Conclusies")}
    return [key for key in EIGEN_TEKST if below.get(key, TITELS.get(key) or deeltitel(key)) == part]


def _eigen(part: str, was: Boek, nu: Boek) -> list[str]:
    lines = []
    for key in _sleutels(part):
        old, new = was.eigen(key), nu.eigen(key)
        if old != new:
            lines.append(f"De eigen tekst is {'weg' if not new else 'veranderd' if old else 'nieuw'}.")
    return lines


def _staat(part: str, was: Boek, nu: Boek) -> list[str]:
    lines = []
    for key in _sleutels(part):
        old, new = _hoe(was, key), _hoe(nu, key)
        if old != new:
            lines.append(f"Dit deel {new}.")
    return lines


def _hoe(boek: Boek, key: str) -> str:
    if key in boek.weggelaten:
        return "staat niet meer in het boek"
    return "is niet beschikbaar" if key in boek.niet_beschikbaar else "staat in het boek"


# --- lists of words -------------------------------------------------------------------------------------------


def _regels(een: str, meer: str) -> Callable[[Sequence[Any], Sequence[Any]], list[str]]:
    """How a list changed, by number: some came, some went; as many but others: some are different."""

    def zinnen(old: Sequence[Any], new: Sequence[Any]) -> list[str]:
        came, went = _niet_in(new, old), _niet_in(old, new)
        both = min(len(came), len(went))
        lines = []
        if both:
            lines.append(f"{_telt(both, een, meer)} veranderd.")
        if len(came) > both:
            lines.append(f"{_telt(len(came) - both, een, meer)} erbij gekomen.")
        if len(went) > both:
            lines.append(f"{_telt(len(went) - both, een, meer)} weggehaald.")
        return lines or [f"De volgorde van de {meer} is anders."]

    return zinnen


def _niet_in(these: Sequence[T], those: Sequence[T]) -> list[T]:
    """Those of the first list that the second lacks; twice is twice."""
    left = list(those)
    found = []
    for one in these:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found


def _telt(n: int, een: str, meer: str) -> str:
    """ "1 kader is", "3 kaders zijn"."""
    return f"{aantal(n, een, meer)} {'is' if n == 1 else 'zijn'}"


def _zin(words: str) -> Callable[[Any, Any], list[str]]:
    return lambda _old, _new: [words]


# --- people and ideas -----------------------------------------------------------------------------------------


def _mensen(old: Sequence[Any], new: Sequence[Any]) -> list[str]:
    """Never who: somebody who left the list asked for that perhaps."""
    if len(old) != len(new):
        return [f"Er stonden {len(old)} deelnemers in de lijst, nu {len(new)}."]
    return ["In de lijst is iets veranderd bij een deelnemer of meer."]


def _ideeen(old: Sequence[Idee], new: Sequence[Idee]) -> list[str]:
    before, now = {idee.nummer: idee for idee in old}, {idee.nummer: idee for idee in new}
    both = [number for number in now if number in before]

    def anders(veld: str, waar: Callable[[Idee], bool] = lambda _: True) -> list[int]:
        return [n for n in both if getattr(before[n], veld) != getattr(now[n], veld) and waar(now[n])]

    staten = {staat: anders("staat", lambda idee, staat=staat: idee.staat == staat) for staat in WERD}  # type: ignore[misc]
    moved = {number for numbers in staten.values() for number in numbers}
    texts = [number for number in anders("tekst") if number not in moved]
    lines = [
        _nummers([n for n in now if n not in before], "erbij gekomen"),
        _nummers([n for n in before if n not in now], "weg"),
        _nummers(texts, "anders opgeschreven"),
        *(_nummers(numbers, WERD[staat]) for staat, numbers in staten.items()),
        _nummers([n for n in anders("kleur") if n not in moved], "van kleur veranderd"),
        _nummers(anders("samengevoegd_in", lambda idee: idee.nummer not in moved), "bij een ander idee gezet"),
        _nummers(anders("deelvragen"), "bij een andere deelvraag gezet"),
    ]
    return [line for line in lines if line]


WERD = {
    "los": "weer los",
    "samengevoegd": "samengevoegd met een ander idee",
    "ingetrokken": "ingetrokken",
    "verborgen": "verborgen",
}


def _nummers(numbers: Sequence[int], wat: str) -> str:
    if not numbers:
        return ""
    if len(numbers) > GENOEMD:
        return f"{len(numbers)} ideeën zijn {wat}."
    named = opsomming([str(number) for number in numbers])
    return f"Idee {named} is {wat}." if len(numbers) == 1 else f"Ideeën {named} zijn {wat}."


# --- evenings -------------------------------------------------------------------------------------------------


def _avonden(old: Sequence[Resultaat], new: Sequence[Resultaat]) -> list[str]:
    before, now = {_avond(r): r for r in old}, {_avond(r): r for r in new}
    lines = [f"{now[key].titel}: nieuw." for key in now if key not in before]
    lines += [f"{before[key].titel}: staat er niet meer." for key in before if key not in now]
    for key, resultaat in now.items():
        if key in before and before[key] != resultaat:
            lines.append(f"{resultaat.titel}: {opsomming(list(_in_avond(before[key], resultaat)))}.")
    return lines


def _avond(resultaat: Resultaat) -> object:
    return resultaat.bijeenkomst or resultaat.titel


def _in_avond(old: Resultaat, new: Resultaat) -> Iterable[str]:
    if old.niet_beschikbaar != new.niet_beschikbaar:
        yield "nu niet beschikbaar" if new.niet_beschikbaar else "nu wel beschikbaar"
        return
    if old.aanwezig != new.aanwezig:
        yield f"{_getal(old.aanwezig)} aanwezigen werd {_getal(new.aanwezig)}"
    if old.ideeen != new.ideeen:
        yield f"{_getal(old.ideeen)} ideeën werd {_getal(new.ideeen)}"
    for name, words in AVOND.items():
        if getattr(old, name) != getattr(new, name):
            yield words


def _getal(number: int | None) -> str:
    return "geen" if number is None else str(number)


AVOND = {
    "titel": "een andere titel",
    "datum": "een andere datum",
    "plaats": "een andere plaats",
    "belangen": "belangen aan tafel anders",
    "gemeenten": "gemeenten anders",
    "ideeen_per_deelvraag": "ideeën per deelvraag anders",
    "kleuren": "aantallen per kleur anders",
    "gekozen": "gekozen ideeën anders",
    "stemrondes": "stickers anders",
    "oplossingen": "oplossingen anders",
    "gesprekken": "notities van een gesprek anders",
    "notities": "wat er verder is opgeschreven anders",
}
"""What of an evening changed, after its title."""


def avond_zonder_woorden() -> set[str]:
    """Fields of an evening that no sentence is about."""
    return {veld.name for veld in fields(Resultaat)} - set(AVOND) - {
        "aanwezig", "ideeen", "bijeenkomst", "niet_beschikbaar",
    }  # fmt: skip


ZINNEN: dict[str, Callable[[Any, Any], list[str]]] = {
    "gemeenten": _regels("gemeente", "gemeenten"),
    "programma": _zin("Het programma is anders."),
    "opdrachtgever": _zin("De opdrachtgever is anders."),
    "begeleiders": _zin("De procesbegeleiders zijn anders."),
    "bijeenkomsten": _regels("bijeenkomst", "bijeenkomsten"),
    "mijlpalen": _regels("mijlpaal", "mijlpalen"),
    "hoofdvraag": _zin("De hoofdvraag is anders."),
    "deelvragen": _regels("deelvraag", "deelvragen"),
    "kaders": _regels("kader", "kaders"),
    "feiten": _regels("feit", "feiten"),
    "feitvragen": _regels("vraag om feiten", "vragen om feiten"),
    "stappen": _regels("zin", "zinnen"),
    "resultaten": _avonden,
    "belangen": _regels("belang", "belangen"),
    "deelnemers": _mensen,
    "spelregels": _regels("spelregel", "spelregels"),
    "ideeen": _ideeen,
}
