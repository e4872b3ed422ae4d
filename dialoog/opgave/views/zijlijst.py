"""The list at the left of every page of preparing: its parts with their state."""

from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.facts import DraaiboekVeranderd
from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.deelnemer.models import Deelnemer
from dialoog.opgave.facts import DialoogGemaakt, OpgaveVeranderd
from dialoog.opgave.models import Dialoog
from dialoog.opgave.service import WOORD
from dialoog.verslag.models import Feit

DELEN = tuple(WOORD)
"""The parts that are pages of this room, in order; bijeenkomsten follow."""
_BEWAARD = [kind.__name__ for kind in (OpgaveVeranderd, DialoogGemaakt, DraaiboekVeranderd)]


def zijlijst(session: Session, dialoog: Dialoog, hier: str) -> dict[str, Any]:
    """`{delen, stand, bewaard}` for the macro `onderdelen` and the top bar. `hier` is the part of this page."""
    rows = [_deel(dialoog, naam, hier) for naam in DELEN]
    rows.append(_bijeenkomsten(session, dialoog, hier))
    rows.append(_deelnemers(session, dialoog, hier))
    full = sum(bool(row["klaar"]) for row in rows)
    count = len(rows)
    rows.append(
        _row("Begeleiders", url_for("begeleider.begeleiders", korte_naam=dialoog.korte_naam), hier == "begeleiders")
    )
    rows.append(_row("Oplossingen en voorstellen", f"/regie/{dialoog.korte_naam}/voorstellen", False))
    rows.append(_row("Oefenen", f"/regie/{dialoog.korte_naam}/oefenen", hier == "oefenen"))
    return {
        "delen": rows,
        "stand": f"{full} van {count} delen {'is' if full == 1 else 'zijn'} ingevuld. U kunt altijd beginnen.",
        "bewaard": _bewaard(session, dialoog.id),
    }


def _row(tekst: str, href: str, hier: bool, *, klaar: bool = False, woord: str = "") -> dict[str, Any]:
    return {"tekst": tekst, "href": href, "hier": hier, "klaar": klaar, "woord": woord}


def _deel(dialoog: Dialoog, naam: str, hier: str) -> dict[str, Any]:
    href = url_for("voorbereiden.deel", korte_naam=dialoog.korte_naam, deel=naam)
    if naam == "thema":
        missing = "" if dialoog.hoofdvraag else "vraag mist"
    else:
        missing = "" if getattr(dialoog, naam) else "nog leeg"
    return _row(WOORD[naam], href, hier == naam, klaar=not missing, woord=missing)


def _bijeenkomsten(session: Session, dialoog: Dialoog, hier: str) -> dict[str, Any]:
    evenings = bijeenkomsten(session, dialoog.id)
    missing = "nog leeg" if not evenings else "datum mist" if any(b.datum is None for b in evenings) else ""
    href = url_for("bijeenkomsten.lijst", korte_naam=dialoog.korte_naam)
    return _row("Bijeenkomsten", href, hier == "bijeenkomsten", klaar=not missing, woord=missing)


def _deelnemers(session: Session, dialoog: Dialoog, hier: str) -> dict[str, Any]:
    count = session.scalar(
        select(func.count())
        .select_from(Deelnemer)
        .where(Deelnemer.dialoog_id == dialoog.id, Deelnemer.staat == "actief", Deelnemer.soort == "deelnemer")
    )
    href = f"/regie/{dialoog.korte_naam}/deelnemers"
    return _row("Deelnemers", href, hier == "deelnemers", klaar=bool(count), woord="" if count else "nog leeg")


def _bewaard(session: Session, dialoog_id: int) -> str:
    """When something of preparing was saved last, in words; empty when not today."""
    last = select(Feit.moment).where(Feit.dialoog_id == dialoog_id, Feit.wat.in_(_BEWAARD))
    moment: datetime | None = session.scalar(last.order_by(Feit.id.desc()).limit(1))
    if moment is None or klok.lokaal(moment).date() != klok.vandaag():
        return ""
    return klok.klokslag(moment)
