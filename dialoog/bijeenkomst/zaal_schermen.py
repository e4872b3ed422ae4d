"""What lies over the screens: the regions of pauze, black, test picture, code and message, in their order.

Over the beamer lies one thing at a time, by rank; a room above adds its own with `register_bedekking`. On the phones a
pauze stands beside the panel, which is only out of sight: what was typed in it stays.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst import rules
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import stappen
from dialoog.bijeenkomst.werkvorm import Publiek, Regio
from dialoog.bijeenkomst.zaal import pauze_van

ZWART, PROEFBEELD, PAUZE, CODE, IDEE_GROOT = 10, 20, 30, 40, 50
"""Ranks: the lowest lies on top."""
FOLDER = "live/bijeenkomst/"

Bedekker = Callable[[Session, Bijeenkomst, Stap | None], Regio | None]
"""The beamer's Regio `scherm` that lies over the werkvorm now, or None."""
_BEDEKKERS: dict[int, Bedekker] = {}


def register_bedekking(rang: int, bedekker: Bedekker) -> None:
    """Offer something that may lie over the beamer (called by the rooms through `create_app`)."""
    _BEDEKKERS[rang] = bedekker


def bedekking(session: Session, evening: Bijeenkomst, stap: Stap | None) -> Regio | None:
    """What the beamer shows instead of the werkvorm; None: nothing lies over it."""
    for rang in sorted(_BEDEKKERS):
        found = _BEDEKKERS[rang](session, evening, stap)
        if found is not None:
            return found
    return None


def over_het_scherm(
    session: Session, evening: Bijeenkomst, stap: Stap | None, publiek: Publiek, own: list[Regio]
) -> list[Regio]:
    """The regions of one audience with what lies over them: `own` are those of the werkvorm."""
    pause = pauze_van(evening)
    if publiek == "beamer":
        covered = bedekking(session, evening, stap)
        clock = Regio("klok", "beamer", f"{FOLDER}beamer_klok.html", {"bedekt": covered is not None})
        return [*([covered] if covered else own), clock]
    if publiek == "zaal":
        return [
            *own,
            Regio("bericht", "zaal", f"{FOLDER}zaal_bericht.html"),
            Regio("pauze", "zaal", f"{FOLDER}zaal_pauze.html", {"pauze": pause}),
            Regio("pauzeband", "zaal", f"{FOLDER}zaal_pauzeband.html", {"pauze": pause}),
        ]
    if publiek == "regie":
        moments = {"einde": _ms(pause.tot), "nu": _ms(klok.nu())} if pause and pause.tot else {}
        return [
            *own,
            Regio("zaal", "regie", f"{FOLDER}regie_zaal.html", {"pauze": pause, "pauzeklok": moments}),
            Regio("zaalbeeld", "regie", f"{FOLDER}regie_zaalbeeld.html"),
        ]
    return own


def wat_hierna(session: Session, evening: Bijeenkomst, stap: Stap | None) -> str:
    """The title of the step that comes next, as a first guess of what follows a pauze."""
    following = rules.next_stap(stappen(session, evening.id), stap.id if stap else None)
    return following.titel if following else ""


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _zwart(_session: Session, evening: Bijeenkomst, _stap: Stap | None) -> Regio | None:
    return Regio("scherm", "beamer", f"{FOLDER}beamer_zwart.html") if evening.zwart else None


def _proefbeeld(_session: Session, evening: Bijeenkomst, _stap: Stap | None) -> Regio | None:
    return Regio("scherm", "beamer", f"{FOLDER}beamer_proefbeeld.html") if evening.proefbeeld else None


def _pauze(_session: Session, evening: Bijeenkomst, _stap: Stap | None) -> Regio | None:
    pause = pauze_van(evening)
    return Regio("scherm", "beamer", f"{FOLDER}beamer_pauze.html", {"pauze": pause}) if pause else None


def _code(_session: Session, evening: Bijeenkomst, _stap: Stap | None) -> Regio | None:
    return Regio("scherm", "beamer", f"{FOLDER}beamer_code.html") if evening.code_groot else None


for _rang, _bedekker in ((ZWART, _zwart), (PROEFBEELD, _proefbeeld), (PAUZE, _pauze), (CODE, _code)):
    register_bedekking(_rang, _bedekker)
