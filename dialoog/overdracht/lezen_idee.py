"""Plain data to a `Bestand`: ideas, and the draaiboek with what came out of its steps."""

from collections.abc import Collection, Mapping
from typing import Any

from dialoog.bijeenkomst.rules import SOORTEN
from dialoog.overdracht import keuzes, lezen_stap, vorm
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.vak import MAX_NUMMER, Vak, toon

MAX_KLEURDERS = 100_000


def ideeen(top: Vak, deelvragen: int) -> tuple[vorm.Idee, ...]:
    """The ideas by number. Raises SlechtBestand: a number twice, a merge into nothing or in a circle."""
    places: dict[int, str] = {}
    found: dict[int, vorm.Idee] = {}
    for vak in top.vakken("ideeen"):
        idee = _idee(vak, deelvragen)
        if idee.nummer in found:
            raise vak.fout("nummer", f"Nummer {idee.nummer} staat er twee keer.", "Een nummer is van één idee.")
        places[idee.nummer], found[idee.nummer] = vak.op("samengevoegd_in"), idee
    for idee in found.values():
        _check_merge(idee, found, places[idee.nummer])
    return tuple(found[number] for number in sorted(found))


def _idee(vak: Vak, deelvragen: int) -> vorm.Idee:
    into = vak.getal("samengevoegd_in", 1, MAX_NUMMER)
    state = vak.keuze("staat", vorm.IDEESTATEN, "samengevoegd" if into else "los")
    silent = state in vorm.ZONDER_TEKST
    if (state == "samengevoegd") != (into is not None):
        raise vak.fout(
            "samengevoegd_in",
            f"Dit past niet bij staat “{state}”.",
            "Alleen een idee met staat samengevoegd noemt hier het nummer waar het in zit.",
        )
    number = vak.getal("nummer", 1, MAX_NUMMER)
    if number is None:
        raise vak.fout("nummer", "Een idee heeft een nummer.", f"Gebruik een getal van 1 tot {MAX_NUMMER}.")
    idee = vorm.Idee(
        nummer=number,
        tekst=vak.tekst("tekst", moet=not silent),
        titel=vak.regel("titel"),
        deelvragen=_places(vak, "deelvragen", deelvragen),
        kleur=vak.keuze("kleur", vorm.KLEUREN, "") or None,
        gekozen=vak.ja("gekozen"),
        samengevoegd_in=into,
        staat=state,
    )
    vak.klaar()
    return vorm.Idee(nummer=number, staat=state) if silent else idee


def _places(vak: Vak, key: str, most: int) -> tuple[int, ...]:
    if most == 0 and vak.lijst(key):
        raise vak.fout(key, "Het bestand heeft geen deelvragen.", "Zet ze in de lijst deelvragen.")
    return tuple(sorted(vak.getallen(key, 1, max(most, 1))))


def _check_merge(idee: vorm.Idee, found: Mapping[int, vorm.Idee], place: str) -> None:
    seen = [idee.nummer]
    step = idee
    while step.samengevoegd_in is not None:
        into = step.samengevoegd_in
        if into not in found:
            raise SlechtBestand(place, f"Nummer {into} bestaat niet.", "Noem het nummer van een idee in dit bestand.")
        if into in seen:
            circle = " → ".join(str(number) for number in (*seen, into))
            raise SlechtBestand(place, f"Dit samenvoegen loopt rond: {circle}.", "Laat één van deze ideeën los.")
        seen.append(into)
        step = found[into]


def bekende_nummers(numbers: Collection[int], known: Collection[int], place: str) -> None:
    """Raises SlechtBestand at the first number that is no idea of this file."""
    for at, number in enumerate(numbers):
        if number not in known:
            raise _unknown(f"{place}[{at}]", number)


def _unknown(place: str, number: int) -> SlechtBestand:
    return SlechtBestand(place, f"Idee {number} bestaat niet.", "Noem het nummer van een idee in dit bestand.")


def per_idee(vak: Vak, key: str, known: Collection[int]) -> dict[int, tuple[Any, str]]:
    """A part whose keys are numbers of ideas ("17"), by number, each value with its place."""
    part = vak.vak(key)
    found: dict[int, tuple[Any, str]] = {}
    for name in part.data:
        value, place = part.pak(name), part.op(name)
        if not (name.isascii() and name.isdigit()) or str(int(name[:6])) != name:
            raise SlechtBestand(place, f"{toon(name)} is geen nummer.", 'Gebruik het nummer van een idee: "17".')
        if int(name) not in known:
            raise _unknown(place, int(name))
        found[int(name)] = (value, place)
    return dict(sorted(found.items()))


def draaiboek(evening: Vak, known: Collection[int]) -> tuple[vorm.Stap, ...] | None:
    """The steps of an evening; None when the file does not say."""
    if evening.pak("draaiboek") is None:
        return None
    return tuple(_stap(vak, known) for vak in evening.vakken("draaiboek"))


def _stap(vak: Vak, known: Collection[int]) -> vorm.Stap:
    soort = vak.keuze("soort", SOORTEN, "")
    if not soort:
        raise vak.fout("soort", "Een stap heeft een soort.", f"Kies uit: {', '.join(SOORTEN)}.")
    numbers = vak.getallen("ideeen", 1, MAX_NUMMER) if vak.heeft("ideeen") else None
    bekende_nummers(numbers or (), known, vak.op("ideeen"))
    kleuren = None
    if vak.heeft("kleuren"):
        kleuren = {nummer: _kleur(*given) for nummer, given in per_idee(vak, "kleuren", known).items()}
    stap = vorm.Stap(
        soort=soort,
        titel=vak.regel("titel"),
        staat=vak.keuze("staat", vorm.STAPSTATEN, "gepland"),
        instellingen=dict(vak.vak("instellingen").data),
        ideeen=tuple(sorted(numbers)) if numbers is not None else None,
        kleuren=kleuren,
        **_tellingen(vak, soort, known),
        **_keuzes(vak, soort, known),
        **lezen_stap.teksten(vak, soort),
    )
    vak.klaar()
    return stap


def _keuzes(vak: Vak, soort: str, known: Collection[int]) -> dict[str, Any]:
    """Who chose, in a step kiezen. Raises SlechtBestand."""
    if soort != "kiezen":
        return {}
    return keuzes.lees(vak, lambda key: per_idee(vak, key, known))


def _tellingen(vak: Vak, soort: str, known: Collection[int]) -> dict[str, Any]:
    """How many gave each idea each colour, and how many they were. Raises SlechtBestand."""
    if soort != "kleuren":
        return {}
    found: dict[int, dict[str, int]] = {}
    for nummer, (counts, place) in per_idee(vak, "kleurtelling", known).items():
        part = vak.maak(counts, place)
        for kleur in part.data:
            _kleur(kleur, part.op(kleur))
        given = {kleur: part.getal(kleur, 1, MAX_KLEURDERS) for kleur in vorm.KLEUREN if part.heeft(kleur)}
        part.klaar()
        if any(given.values()):
            found[nummer] = {kleur: aantal for kleur, aantal in given.items() if aantal is not None}
    return {"kleurtelling": found, "kleurders": vak.getal("kleurders", 0, MAX_KLEURDERS)}


def _kleur(value: Any, place: str) -> str:
    if not isinstance(value, str) or value not in vorm.KLEUREN:
        raise SlechtBestand(place, f"{toon(value)} is geen kleur.", f"Kies uit: {', '.join(vorm.KLEUREN)}.")
    return value
