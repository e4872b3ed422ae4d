"""Who chose in a step *kiezen*, in and out: tables by their place, people only as a number. Never who chose what."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groepen
from dialoog.bijeenkomst.groepen_rules import MAX_GROEPEN
from dialoog.bijeenkomst.models import Stap
from dialoog.idee.keuze_kiezers import keren, van_groep
from dialoog.idee.models import ZAAL, Idee, Keuze, Keuzetelling
from dialoog.overdracht import vorm
from dialoog.overdracht.vak import Vak

MAX_MENSEN = 1_000


def uit(session: Session, stap: Stap, numbers: Mapping[int, Idee]) -> dict[str, Any]:
    """`keuzen`: number → places of the tables that chose it; `keuzetelling`: number → how many people did."""
    if stap.soort != "kiezen":
        return {}
    shown = {key: idee.nummer for key, idee in numbers.items() if idee.staat not in vorm.ZONDER_TEKST}
    place = {van_groep(groep.id): at for at, groep in enumerate(groepen(session, stap.bijeenkomst_id), 1)}
    tables: dict[int, list[int]] = {}
    for key, kiezer in session.execute(select(Keuze.idee_id, Keuze.kiezer).where(Keuze.stap_id == stap.id)):
        if kiezer in place and key in shown:
            tables.setdefault(shown[key], []).append(place[kiezer])
    times = {shown[key]: n for key, n in keren(session, stap.id).items() if key in shown}
    return {
        "keuzen": {nummer: tuple(sorted(tables[nummer])) for nummer in sorted(tables)},
        "keuzetelling": dict(sorted(times.items())),
    }


def lees(vak: Vak, gekozen: Collection[int], geteld: Collection[int]) -> dict[str, Any]:
    """The same from a step of a file; `gekozen` and `geteld`: the numbers of ideas in it. Raises SlechtBestand."""
    tables, times = vak.vak("keuzen"), vak.vak("keuzetelling")
    chosen = {nummer: tuple(sorted(tables.getallen(str(nummer), 1, MAX_GROEPEN))) for nummer in gekozen}
    counted = {nummer: times.getal(str(nummer), 1, MAX_MENSEN) for nummer in geteld}
    return {
        "keuzen": {nummer: places for nummer, places in chosen.items() if places},
        "keuzetelling": {nummer: n for nummer, n in counted.items() if n is not None},
    }


def zet(session: Session, part: vorm.Stap, stap: Stap, ideeen: Mapping[int, Idee]) -> None:
    """What was chosen, by whom that is known; an idea of no table here was chosen by the room."""
    tables = groepen(session, stap.bijeenkomst_id)
    for nummer in part.ideeen or ():
        places = [at for at in part.keuzen.get(nummer, ()) if at <= len(tables)]
        kiezers = [van_groep(tables[at - 1].id) for at in places] or [ZAAL]
        session.add_all(Keuze(stap_id=stap.id, kiezer=kiezer, idee_id=ideeen[nummer].id) for kiezer in kiezers)
    session.add_all(
        Keuzetelling(stap_id=stap.id, idee_id=ideeen[nummer].id, aantal=n) for nummer, n in part.keuzetelling.items()
    )
