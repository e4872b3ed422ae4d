"""Who chose in a step *kiezen*, in and out: tables by their place, people only as a number. Never who chose what."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groepen
from dialoog.bijeenkomst.groepen_rules import MAX_GROEPEN
from dialoog.bijeenkomst.models import Stap
from dialoog.idee.keuze_kiezers import keren, van_groep
from dialoog.idee.models import ZAAL, Idee, Keuze, Keuzetelling
from dialoog.idee.queries import SAMEN
from dialoog.overdracht import vorm
from dialoog.overdracht.vak import Vak

MAX_MENSEN = 1_000
DE_ZAAL = 0
"""The place of the room among those for which a choice came along."""

Plaatsen = dict[int, tuple[int, ...]]


def uit(session: Session, stap: Stap, numbers: Mapping[int, Idee]) -> dict[str, Any]:
    """`keuzen`: number → places of the tables that chose it; `meegekomen`: those of them for which that came along with
    an idea that went into it (0: the room); `keuzetelling`: number → how many people did."""
    if stap.soort != "kiezen":
        return {}
    shown = {key: idee.nummer for key, idee in numbers.items() if idee.staat not in vorm.ZONDER_TEKST}
    place = {van_groep(groep.id): at for at, groep in enumerate(groepen(session, stap.bijeenkomst_id), 1)}
    tables: dict[int, list[int]] = {}
    along: dict[tuple[int, int], bool] = {}
    rows = select(Keuze.idee_id, Keuze.kiezer, Keuze.meegekomen).where(Keuze.stap_id == stap.id, SAMEN)
    for key, kiezer, meegekomen in session.execute(rows):
        if key not in shown:
            continue
        if kiezer in place:
            tables.setdefault(shown[key], []).append(place[kiezer])
        who = shown[key], place.get(kiezer, DE_ZAAL)
        along[who] = along.get(who, True) and meegekomen
    times = {shown[key]: n for key, n in keren(session, stap.id).items() if key in shown}
    return {
        "keuzen": {nummer: tuple(sorted(tables[nummer])) for nummer in sorted(tables)},
        "meegekomen": _meegekomen(tables, along),
        "keuzetelling": dict(sorted(times.items())),
    }


def _meegekomen(tables: Mapping[int, Collection[int]], along: Mapping[tuple[int, int], bool]) -> Plaatsen:
    """Of the choices that the file tells of (the room's only where no table chose): those that came along."""
    found: dict[int, list[int]] = {}
    for nummer, at in sorted(who for who, only in along.items() if only):
        if at in tables.get(nummer, (DE_ZAAL,)):
            found.setdefault(nummer, []).append(at)
    return {nummer: tuple(places) for nummer, places in found.items()}


def lees(vak: Vak, per_idee: Callable[[str], Collection[int]]) -> dict[str, Any]:
    """The same from a step of a file; `per_idee`: the numbers of ideas in a part of it. Raises SlechtBestand."""
    times = vak.vak("keuzetelling")
    counted = {nummer: times.getal(str(nummer), 1, MAX_MENSEN) for nummer in per_idee("keuzetelling")}
    return {
        "keuzen": _plaatsen(vak.vak("keuzen"), per_idee("keuzen"), 1),
        "meegekomen": _plaatsen(vak.vak("meegekomen"), per_idee("meegekomen"), DE_ZAAL),
        "keuzetelling": {nummer: n for nummer, n in counted.items() if n is not None},
    }


def _plaatsen(part: Vak, numbers: Collection[int], laagst: int) -> Plaatsen:
    found = {nummer: tuple(sorted(part.getallen(str(nummer), laagst, MAX_GROEPEN))) for nummer in numbers}
    return {nummer: places for nummer, places in found.items() if places}


def zet(session: Session, part: vorm.Stap, stap: Stap, ideeen: Mapping[int, Idee]) -> None:
    """What was chosen, by whom that is known; an idea of no table here was chosen by the room."""
    tables = groepen(session, stap.bijeenkomst_id)
    for nummer in part.ideeen or ():
        along = part.meegekomen.get(nummer, ())
        for at in [at for at in part.keuzen.get(nummer, ()) if at <= len(tables)] or [DE_ZAAL]:
            kiezer = ZAAL if at == DE_ZAAL else van_groep(tables[at - 1].id)
            session.add(Keuze(stap_id=stap.id, kiezer=kiezer, idee_id=ideeen[nummer].id, meegekomen=at in along))
    session.add_all(
        Keuzetelling(stap_id=stap.id, idee_id=ideeen[nummer].id, aantal=n) for nummer, n in part.keuzetelling.items()
    )
