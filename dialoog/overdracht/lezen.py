"""Plain data to a `Bestand`: what was prepared, the evenings and the people.

What came out is read by `lezen_idee`, `lezen_ronde` and `lezen_voorstel`."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from dialoog.bijeenkomst.groepen_rules import MAX_GROEPEN
from dialoog.opgave import rules
from dialoog.overdracht import aantekeningen, lezen_idee, lezen_ronde, lezen_voorstel, vorm
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.ontleden import parse
from dialoog.overdracht.vak import Vak, bekend, lijstregel, toon
from dialoog.themaboek.models import GEZEGD

KORTE_NAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_KORTE_NAAM = 80


@dataclass(frozen=True)
class Erbij:
    """What a dialogue that is added to has already, so that the file need not say it again."""

    belangen: tuple[str, ...] = ()
    gemeenten: tuple[str, ...] = ()
    deelvragen: int = 0


def lees(data: bytes, erbij: Erbij | None = None) -> tuple[vorm.Bestand, list[str]]:
    """The dialogue in a file, and the keys that have no place in the app ("ideeen[].auteur (68 keer)").

    Raises SlechtBestand: the file is refused whole."""
    vreemd: Counter[str] = Counter()
    top = Vak(parse(data), "", vreemd)
    _version(top)
    bestand = _bestand(top, erbij or Erbij())
    top.klaar()
    return bestand, [key if count == 1 else f"{key} ({count} keer)" for key, count in vreemd.items()]


def _version(top: Vak) -> None:
    version = top.pak("dialoog")
    if not top.heeft("dialoog"):
        raise SlechtBestand("", "Dit is geen uitwisselbestand van Dialoog.", f'De eerste regel is "{vorm.VERSIE}".')
    if version != vorm.VERSIE:
        raise top.fout("dialoog", f"{toon(version)} kennen we niet.", f'Deze versie leest "{vorm.VERSIE}".')


def _bestand(top: Vak, erbij: Erbij) -> vorm.Bestand:
    titel = top.regel("titel")
    korte_naam = _korte_naam(top, titel)
    belangen, gemeenten = _belangen(top), top.regels("gemeenten")
    deelvragen = tuple(_deelvraag(vak) for vak in top.vakken("deelvragen"))
    named = [*(belang.naam for belang in belangen), *erbij.belangen]
    places = [*gemeenten, *erbij.gemeenten]
    kaders = tuple(_kader(vak) for vak in top.vakken("kaders"))
    vragen = max(len(deelvragen), erbij.deelvragen)
    ideeen = lezen_idee.ideeen(top, vragen)
    numbers = {idee.nummer for idee in ideeen}
    evenings = _bijeenkomsten(top, named, numbers)
    people = _deelnemers(top, named, places, len(evenings))
    rounds = lezen_ronde.stemrondes(top, numbers, [evening.draaiboek for evening in evenings])
    oplossingen = lezen_voorstel.oplossingen(top, numbers, people, rounds)
    return vorm.Bestand(
        korte_naam=korte_naam,
        titel=titel or korte_naam,
        staat=top.keuze("staat", vorm.STATEN, "voorbereiding"),
        thema=top.regel("thema"),
        regio=top.regel("regio"),
        bron=top.tekst("bron"),
        top=top.getal("top", 1, 50) or 5,
        **_hoofdvraag(top),
        vragen=_vragen(top),
        deelvragen=deelvragen,
        kaders=kaders,
        spelregels=top.teksten("spelregels"),
        belangen=belangen,
        gemeenten=gemeenten,
        bijeenkomsten=evenings,
        deelnemers=people,
        ideeen=ideeen,
        stemrondes=rounds,
        oplossingen=oplossingen,
        kaarten_uiterlijk=top.datum("kaarten_uiterlijk"),
        voorstellen=lezen_voorstel.voorstellen(
            top, places, {o.plaats for o in oplossingen}, vragen, len(kaders), len(evenings)
        ),
        aantekeningen=aantekeningen.lees(top, avond=False),
        boek=_boek(top),
        boekdelen=_boekdelen(top),
    )


def _hoofdvraag(top: Vak) -> dict[str, str]:
    vak = top.vak("hoofdvraag")
    texts = {"hoofdvraag": vak.tekst("tekst"), "hoofdvraag_kort": vak.tekst("kort")}
    vak.klaar()
    return texts


def _korte_naam(top: Vak, titel: str) -> str:
    name = top.regel("korte_naam")
    if not name:
        return rules.korte_naam(titel)
    if not KORTE_NAAM.fullmatch(name) or len(name) > MAX_KORTE_NAAM:
        raise top.fout(
            "korte_naam",
            f"{toon(name)} is geen korte naam.",
            f"Gebruik kleine letters, cijfers en streepjes, hoogstens {MAX_KORTE_NAAM} tekens.",
        )
    return name


def _vragen(top: Vak) -> dict[str, str]:
    vak = top.vak("vragen")
    own = {key: vak.regel(key, moet=True) for key in vorm.VRAGEN if vak.heeft(key)}
    vak.klaar()
    return own


def _deelvraag(vak: Vak) -> vorm.Deelvraag:
    found = vorm.Deelvraag(tekst=vak.tekst("tekst", moet=True), kant=vak.regel("kant"))
    vak.klaar()
    return found


def _kader(vak: Vak) -> vorm.Kader:
    found = vorm.Kader(
        soort=vak.keuze("soort", vorm.KADERSOORTEN, "inhoudelijk"),
        tekst=vak.tekst("tekst", moet=True),
        onderdelen=vak.teksten("onderdelen"),
        geldt_voor=vak.keuze("geldt_voor", vorm.GELDT_VOOR, "voorstel"),
    )
    vak.klaar()
    return found


def _belangen(top: Vak) -> tuple[vorm.Belang, ...]:
    found: list[vorm.Belang] = []
    for part, place in top.lijst("belangen"):
        belang = _belang(top, part, place)
        if belang.naam in {other.naam for other in found}:
            raise SlechtBestand(place, f"{toon(belang.naam)} staat er twee keer.", "Laat er één staan.")
        found.append(belang)
    return tuple(found)


def _belang(top: Vak, part: Any, place: str) -> vorm.Belang:
    if isinstance(part, str):
        return vorm.Belang(naam=lijstregel(part, place))
    vak = top.maak(part, place)
    belang = vorm.Belang(naam=vak.regel("naam", moet=True), zin=vak.regel("zin"))
    vak.klaar()
    return belang


def _bijeenkomsten(top: Vak, belangen: Collection[str], numbers: Collection[int]) -> tuple[vorm.Bijeenkomst, ...]:
    found = []
    for place, vak in enumerate(top.vakken("bijeenkomsten"), 1):
        evening = vorm.Bijeenkomst(
            titel=vak.regel("titel") or f"Bijeenkomst {place}",
            datum=vak.datum("datum"),
            plaats=vak.regel("plaats"),
            afgelopen=vak.ja("afgelopen") if vak.pak("afgelopen") is not None else None,
            belangenactie=_belangenacties(vak, belangen),
            tafels=_tafels(vak),
            draaiboek=(steps := lezen_idee.draaiboek(vak, numbers)),
            aantekeningen=aantekeningen.lees(vak, avond=True, stappen=len(steps or ()), ideeen=numbers),
            in_boek=vak.keuze("in_boek", GEZEGD, "") if vak.heeft("in_boek") else "",
        )
        vak.klaar()
        found.append(evening)
    return tuple(found)


def _tafels(vak: Vak) -> tuple[str, ...]:
    """The names of the tables in order; "": it goes by its number."""
    parts = vak.vakken("tafels")
    if len(parts) > MAX_GROEPEN:
        raise vak.fout("tafels", f"{len(parts)} tafels is te veel.", f"Hoogstens {MAX_GROEPEN}.")
    names = tuple(part.regel("naam") for part in parts)
    for part in parts:
        part.klaar()
    return names


def _belangenacties(vak: Vak, belangen: Collection[str]) -> tuple[vorm.Belangactie, ...]:
    acties: dict[str, vorm.Belangactie] = {}
    for part in vak.vakken("belangenactie"):
        name = part.regel("belang", moet=True)
        if name not in belangen:
            raise part.fout("belang", f"{toon(name)} is geen belang van deze dialoog.", "Zet het in de lijst belangen.")
        if name in acties:
            raise part.fout("belang", f"{toon(name)} staat er twee keer.", "Laat er één staan.")
        acties[name] = vorm.Belangactie(belang=name, tekst=part.tekst("tekst", moet=True))
        part.klaar()
    return tuple(acties.values())


def _deelnemers(
    top: Vak, belangen: Collection[str], gemeenten: Collection[str], evenings: int
) -> tuple[vorm.Deelnemer, ...]:
    found = []
    for vak in top.vakken("deelnemers"):
        organisatie = vak.regel("organisatie")
        person = vorm.Deelnemer(
            naam=vak.regel("naam"),
            namens=vak.keuze("namens", vorm.NAMENS, "organisatie" if organisatie else "uzelf"),
            organisatie=organisatie,
            belangen=bekend(vak, "belangen", belangen, "belang"),
            anders=vak.regel("anders"),
            gemeenten=bekend(vak, "gemeenten", gemeenten, "gemeente"),
            herkomst=vak.keuze("herkomst", vorm.HERKOMSTEN, ""),
            vermelding=vak.regel("vermelding"),
            naam_in_boek=vak.ja("naam_in_boek"),
            zonder_telefoon=vak.ja("zonder_telefoon"),
            aanwezig=tuple(sorted(vak.getallen("aanwezig", 1, evenings))) if evenings else _nowhere(vak),
        )
        vak.klaar()
        found.append(person)
    return tuple(found)


def _nowhere(vak: Vak) -> tuple[int, ...]:
    for _, place in vak.lijst("aanwezig"):
        raise SlechtBestand(place, "Het bestand heeft geen bijeenkomsten.", "Zet ze in de lijst bijeenkomsten.")
    return ()


def _boek(top: Vak) -> dict[str, str]:
    vak = top.vak("boek")
    own = {key: vak.tekst(key) for key in vorm.BOEKDELEN if vak.heeft(key)}
    vak.klaar()
    return {key: text for key, text in own.items() if text}


def _boekdelen(top: Vak) -> dict[str, str]:
    vak = top.vak("boekdelen")
    said = {key: vak.keuze(key, GEZEGD, "") for key in vorm.BOEKDELEN if vak.heeft(key)}
    vak.klaar()
    return {key: staat for key, staat in said.items() if staat}
