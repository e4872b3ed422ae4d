"""Who writes on a card now: told to the others who have it open, kept in memory for a few seconds, stored nowhere."""

import time
from dataclasses import dataclass
from typing import Any

from flask_socketio import SocketIO, join_room, leave_room, rooms
from sqlalchemy.orm import Session

from dialoog.access import NIEMAND, Wie, begeleider_van, deelnemer_op_toestel, wie_voor
from dialoog.errors import NotNow, Refusal
from dialoog.notulist.toegang import notulist_op_toestel
from dialoog.voorstel.antwoorden import Schrijver, refuse_schrijver
from dialoog.voorstel.facts import Schrijft
from dialoog.voorstel.queries import get_voorstel

KORT_S = 20.0
"""So long somebody who saved last is said to write."""
PREFIX = "kaart:"


@dataclass(frozen=True)
class _Bezig:
    nieuws: Schrijft
    sinds: float


class Schrijvers:
    """Per card who saved last, by person."""

    def __init__(self, socketio: SocketIO) -> None:
        self._socketio = socketio
        self._bezig: dict[int, dict[str, _Bezig]] = {}

    def tell(self, nieuws: Schrijft) -> None:
        """Somebody saved: to all who have the card open."""
        writers = self._recent(nieuws.voorstel)
        writers[nieuws.sleutel] = _Bezig(nieuws, time.monotonic())
        self._bezig[nieuws.voorstel] = writers
        self._socketio.emit("schrijft", _message(nieuws), to=f"{PREFIX}{nieuws.voorstel}")

    def join(self, session: Session, sid: str, message: Any) -> dict[str, Any]:
        """Let a page hear of a card that it may write on: `{pagina, dialoog, nummer, voor?}` → `{ok, schrijvers}`."""
        self.leave(sid)
        place = _kaart(session, message if isinstance(message, dict) else {})
        if place is None:
            return {"ok": False}
        voorstel, own = place
        join_room(f"{PREFIX}{voorstel}", sid=sid, namespace="/")
        now, others = time.monotonic(), self._recent(voorstel)
        others.pop(own, None)
        told = [{**_message(b.nieuws), "geleden": int((now - b.sinds) * 1000)} for b in others.values()]
        return {"ok": True, "schrijvers": told}

    def leave(self, sid: str) -> None:
        """This page hears of no card any more."""
        for name in [name for name in rooms(sid, namespace="/") if name.startswith(PREFIX)]:
            leave_room(name, sid=sid, namespace="/")

    def _recent(self, voorstel: int) -> dict[str, _Bezig]:
        before = time.monotonic() - KORT_S
        return {key: b for key, b in self._bezig.get(voorstel, {}).items() if b.sinds > before}


def _message(nieuws: Schrijft) -> dict[str, Any]:
    return {"wie": nieuws.wie, "plek": nieuws.plek, "kenmerk": nieuws.kenmerk, "versie": nieuws.versie}


def _kaart(session: Session, message: dict[str, Any]) -> tuple[int, str] | None:
    """The card that this page may hear of, and whose page it is; None for anybody else's card."""
    dialoog, nummer, voor = (message.get(key) for key in ("dialoog", "nummer", "voor"))
    if type(dialoog) is not int or type(nummer) is not int or not 0 < nummer < 2**31 or not 0 < dialoog < 2**31:
        return None
    try:
        wie = _wie(session, message.get("pagina"), dialoog, voor if type(voor) is int and 0 < voor < 2**31 else None)
        if wie is NIEMAND:
            return None
        card = get_voorstel(session, dialoog, nummer)
        writer = Schrijver(wie.rol, wie.naam, wie.id if wie.rol == "deelnemer" else None)
        refuse_schrijver(session, card, writer)
    except NotNow:
        pass  # locked: it can still be read
    except Refusal:
        return None
    return card.id, writer.sleutel


def _wie(session: Session, pagina: Any, dialoog: int, voor: int | None) -> Wie:
    if pagina == "regie":
        return begeleider_van(session, dialoog)
    if pagina == "notulist":
        return notulist_op_toestel(session, dialoog)[0]
    if pagina != "telefoon":
        return NIEMAND
    wie = deelnemer_op_toestel(session, dialoog)
    return wie if wie is NIEMAND or voor is None else wie_voor(session, wie, voor)
