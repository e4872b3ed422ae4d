"""The card of *Altijd bij de hand* that is open in the regie: what has to be typed before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import zaal_rules
from dialoog.bijeenkomst.deelnemerlijst import Rij, deelnemerlijst
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import live_stap
from dialoog.bijeenkomst.zaal import pauze_van
from dialoog.bijeenkomst.zaal_schermen import wat_hierna
from dialoog.klok import klokslag
from dialoog.tekst import clean_line

KAARTEN = ("pauze", "bericht", "koppel", "wie", "idee", "toetsen", "meer")
MEESTE_MENSEN = 12
MAX_ZOEK = 100_000


@dataclass(frozen=True)
class Handkaart:
    """Which card is open (empty: none), what was typed in it and what is wrong with that."""

    kaart: str = ""
    getypt: str = ""
    fout: str = ""
    overig: Mapping[str, Any] = field(default_factory=dict)


def asked() -> Handkaart:
    """The card that the address asks for: `?hand=pauze`."""
    wanted = request.args.get("hand", "")
    return Handkaart(wanted if wanted in KAARTEN else "", getypt=clean_line(request.args.get("q"), MAX_ZOEK)[:100])


def context(session: Session, evening: Bijeenkomst, hand: Handkaart) -> dict[str, Any]:
    """What the template of the card needs."""
    found: dict[str, Any] = {"handkaart": hand}
    if hand.kaart == "pauze":
        pause = pauze_van(evening)
        found["daarna"] = pause.daarna if pause else wat_hierna(session, evening, live_stap(session, evening.id))
        found["tot"] = hand.getypt or (klokslag(pause.tot) if pause else "")
        found |= {"minuten": zaal_rules.PAUZE_MINUTEN, "max_daarna": zaal_rules.MAX_DAARNA}
        found |= hand.overig
    elif hand.kaart == "bericht":
        found |= {"berichten": zaal_rules.BERICHTEN, "max_bericht": zaal_rules.MAX_BERICHT}
    elif hand.kaart == "wie":
        found["gevonden"], found["meer"] = _search(session, evening, hand.getypt)
    return found


def _search(session: Session, evening: Bijeenkomst, zoek: str) -> tuple[list[Rij], int]:
    """The first people that contain what is searched for, and how many more there are; nothing asked, nothing found."""
    if not zoek:
        return [], 0
    rows = deelnemerlijst(session, evening).toon("iedereen", zoek)
    return rows[:MEESTE_MENSEN], max(0, len(rows) - MEESTE_MENSEN)
