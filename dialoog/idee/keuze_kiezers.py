"""Reading choices per kiezer: the groups, the people and the room of a step *kiezen*.

What one person chose is read for that person's own page and for counting, and nowhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groepen, groepsnaam
from dialoog.bijeenkomst.models import Aanwezigheid, Groep, Stap
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.keuze_rules import GROEP
from dialoog.idee.models import ZAAL, Idee, Inzending, Keuze, Keuzetelling
from dialoog.idee.queries import SAMEN, keuzes
from dialoog.idee.samenvoegen_mensen import wiens

PERSOON = "deelnemer:"


def van_groep(groep_id: int) -> str:
    """The kiezer of a group."""
    return f"{GROEP}:{groep_id}"


def van_persoon(deelnemer_id: int) -> str:
    """The kiezer of a person."""
    return f"{PERSOON}{deelnemer_id}"


@dataclass(frozen=True)
class Stand:
    """A kiezer's choice as it lies: ideas that are los, by number; `gevallen` were chosen and are no longer los."""

    stap: int
    kiezer: str
    versie: int
    ingestuurd: bool
    gekozen: tuple[Idee, ...]
    gevallen: tuple[Idee, ...]

    def json(self) -> dict[str, Any]:
        """{stap, kiezer, versie, ingestuurd, gekozen: [ids], gevallen: [nummers]}."""
        return {
            "stap": self.stap,
            "kiezer": self.kiezer,
            "versie": self.versie,
            "ingestuurd": self.ingestuurd,
            "gekozen": [idee.id for idee in self.gekozen],
            "gevallen": [idee.nummer for idee in self.gevallen],
        }


@dataclass(frozen=True)
class Kiezer:
    """A group (or the room) with what it chose. `oud`: a group of an earlier making that had chosen already."""

    sleutel: str
    naam: str
    groep: int | None
    oud: bool
    stand: Stand


def stand_van(session: Session, stap_id: int, kiezer: str) -> Stand:
    """What lies of one kiezer; version 0 when nothing ever did."""
    row = session.get(Inzending, (stap_id, kiezer))
    chosen = session.scalars(
        select(Idee)
        .join(Keuze, Keuze.idee_id == Idee.id)
        .where(Keuze.stap_id == stap_id, Keuze.kiezer == kiezer)
        .order_by(Idee.nummer)
    ).all()
    return _stand(stap_id, kiezer, row, chosen)


def _stand(stap_id: int, kiezer: str, row: Inzending | None, chosen: Sequence[Idee]) -> Stand:
    return Stand(
        stap_id,
        kiezer,
        row.versie if row else 0,
        row.ingestuurd if row else False,
        tuple(idee for idee in chosen if idee.staat == "los"),
        tuple(idee for idee in chosen if idee.staat != "los"),
    )


@onthoudt
def standen(session: Session, stap_id: int) -> dict[str, Stand]:
    """kiezer → what lies, of the room and the groups."""
    rows = {row.kiezer: row for row in session.scalars(select(Inzending).where(Inzending.stap_id == stap_id))}
    chosen: dict[str, list[Idee]] = {kiezer: [] for kiezer in rows if not kiezer.startswith(PERSOON)}
    question = (
        select(Keuze.kiezer, Idee)
        .join(Idee, Idee.id == Keuze.idee_id)
        .where(Keuze.stap_id == stap_id, SAMEN)
        .order_by(Idee.nummer)
    )
    for kiezer, idee in session.execute(question):
        chosen.setdefault(kiezer, []).append(idee)
    return {kiezer: _stand(stap_id, kiezer, rows.get(kiezer), ideas) for kiezer, ideas in chosen.items()}


@onthoudt
def kiezers(session: Session, stap: Stap) -> list[Kiezer]:
    """The groups of the evening with what they chose; behind them former groups and the room, where they had."""
    lies = standen(session, stap.id)
    now = groepen(session, stap.bijeenkomst_id)
    found = [_groep(groep, stap.id, lies, oud=False) for groep in now]
    for sleutel in sorted(set(lies) - {kiezer.sleutel for kiezer in found}):
        if not (lies[sleutel].gekozen or lies[sleutel].gevallen):
            continue
        groep = session.get(Groep, int(sleutel.split(":")[1])) if sleutel.startswith(f"{GROEP}:") else None
        if groep is not None:
            found.append(_groep(groep, stap.id, lies, oud=True))
        elif sleutel == ZAAL:
            found.append(Kiezer(ZAAL, "de zaal", None, True, lies[ZAAL]))
    return found


def _groep(groep: Groep, stap_id: int, lies: dict[str, Stand], *, oud: bool) -> Kiezer:
    sleutel = van_groep(groep.id)
    naam = groepsnaam(groep) + (" (vorige indeling)" if oud else "")
    return Kiezer(sleutel, naam, groep.id, oud, lies.get(sleutel) or _stand(stap_id, sleutel, None, ()))


def nieuwe_versie(session: Session, rijen: Iterable[tuple[int, str]]) -> None:
    """These choices (step, kiezer) look different now, by another hand than their own: a phone that holds the former
    one must see it before it writes. A plain function for who merges, splits or hides."""
    for place in rijen:
        row = session.get(Inzending, place)
        if row is not None:
            row.versie += 1
    session.flush()


@onthoudt
def teller(session: Session, stap_id: int) -> int:
    """Sum of the versions of all choices: the second half of the version of a region that counts them."""
    return session.scalar(select(func.sum(Inzending.versie)).where(Inzending.stap_id == stap_id)) or 0


@onthoudt
def begonnen(session: Session, stap_id: int) -> bool:
    """Whether somebody has chosen in this step; from then on unit and quota are fixed."""
    rows = (exists().where(Keuze.stap_id == stap_id), exists().where(Keuzetelling.stap_id == stap_id))
    return any(session.scalar(select(row)) for row in rows)


@onthoudt
def keren(session: Session, stap_id: int) -> dict[int, int]:
    """idee → how many people chose it, once everybody's choices were counted; empty before."""
    rows = select(Keuzetelling.idee_id, Keuzetelling.aantal).where(Keuzetelling.stap_id == stap_id)
    return {idee: aantal for idee, aantal in session.execute(rows)}  # noqa: C416 - rows are no pairs for mypy


@onthoudt
def geteld(session: Session, stap_id: int) -> bool:
    """Whether the choices of everybody were counted: from then on the room goes on with the outcome."""
    counted = exists().where(Keuzetelling.stap_id == stap_id)
    room = exists().where(Keuze.stap_id == stap_id, Keuze.kiezer == ZAAL)
    return bool(session.scalar(select(counted)) or session.scalar(select(room)))


def vast_door(session: Session, stap_id: int) -> str | None:
    """The round in which the shortlist of this step stands; None: in none, so it can still change."""
    return next((idee.vergrendeld_door for idee in keuzes(session, stap_id) if idee.vergrendeld_door), None)


@dataclass(frozen=True)
class Persoon:
    """Somebody who chooses for himself: how far, never what."""

    id: int
    naam: str
    zonder_telefoon: bool
    helper: str
    aantal: int
    ingestuurd: bool


@onthoudt
def personen(session: Session, stap: Stap) -> list[Persoon]:
    """Everybody who is here, and those who went home with a choice made; by number of registration."""
    counts = session.execute(
        select(Keuze.kiezer, func.count())
        .join(Idee, Idee.id == Keuze.idee_id)
        .where(Keuze.stap_id == stap.id, Keuze.kiezer.like(f"{PERSOON}%"), Idee.staat == "los")
        .group_by(Keuze.kiezer)
    )
    chosen: dict[str, int] = {kiezer: aantal for kiezer, aantal in counts}  # noqa: C416
    sent = set(
        session.scalars(select(Inzending.kiezer).where(Inzending.stap_id == stap.id, Inzending.ingestuurd.is_(True)))
    )
    whose = wiens(session, stap.bijeenkomst.dialoog_id, [int(key.removeprefix(PERSOON)) for key in chosen])
    people = session.execute(
        select(Deelnemer, Aanwezigheid.staat)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == stap.bijeenkomst_id,
            Aanwezigheid.staat.in_(("aanwezig", "weg")),
            Deelnemer.soort == "deelnemer",
            Deelnemer.staat == "actief",
        )
        .order_by(Deelnemer.id)
    )
    found = []
    for person, staat in people:
        key = van_persoon(whose.get(person.id, person.id))
        if staat == "aanwezig" or chosen.get(key):
            found.append(
                Persoon(
                    person.id,
                    person.roepnaam,
                    person.zonder_telefoon,
                    person.helper,
                    chosen.get(key, 0),
                    key in sent,
                )
            )
    return found


@onthoudt
def wie_kozen(session: Session, stap_id: int) -> dict[int, list[str]]:
    """idee → names of the groups that chose it, in order of the groups; empty where no group did. An idea of two
    groups counts once and both are noted (domein.md, Settled questions)."""
    rows = session.execute(
        select(Keuze.idee_id, Keuze.kiezer).where(Keuze.stap_id == stap_id, Keuze.kiezer.like(f"{GROEP}:%"))
    ).all()
    keys = {kiezer for _, kiezer in rows}
    groups = session.scalars(
        select(Groep)
        .where(Groep.id.in_([int(key.split(":")[1]) for key in keys]))
        .order_by(Groep.lichting, Groep.nummer)
    )
    found: dict[int, list[str]] = {}
    for groep in groups:
        for idee, kiezer in rows:
            if kiezer == van_groep(groep.id):
                found.setdefault(idee, []).append(groepsnaam(groep))
    return found
