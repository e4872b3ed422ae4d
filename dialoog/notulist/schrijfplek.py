"""What a notulist can type now: ideas, the notes of a conversation, cards, or nothing yet."""

from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.gesprek import SOORT as GESPREK
from dialoog.bijeenkomst.gesprek import notities
from dialoog.bijeenkomst.models import Stap
from dialoog.idee.queries import deelvragen
from dialoog.idee.rules import TEKST_MAX, kant_kort
from dialoog.opgave.models import Dialoog
from dialoog.voorstel.queries import voorstellen


def schrijfplek(session: Session, dialoog: Dialoog, stap: Stap | None) -> dict[str, Any]:
    """`soort`: ideeen | gesprek | empty; `sleutel`: same key, same inputs (what was typed stays); `kaarten`: the
    cards, whatever step is live; for ideas `open`, `keuzes`, `hoogstens` and a new `kenmerk`, for a conversation
    `notities`."""
    soort = stap.soort if stap is not None and stap.soort in ("ideeen", GESPREK) else ""
    here: dict[str, Any] = {"soort": soort, "kaarten": voorstellen(session, dialoog.id)}
    phase = ""
    if stap is not None and soort == "ideeen":
        here["open"] = not stap.instellingen.get("gesloten")
        here["hoogstens"], here["kenmerk"] = TEKST_MAX, uuid4().hex
        rows = enumerate(deelvragen(session, dialoog.id), 1)
        here["keuzes"] = [(d.id, f"{n} {_kop(kant_kort(d.kant, n))}") for n, d in rows]
        phase = "open" if here["open"] else "dicht"
    if stap is not None and soort == GESPREK:
        here["notities"] = notities(session, stap.id)
    here["sleutel"] = f"{stap.id if stap and soort else 0}:{phase}:{len(here['kaarten'])}"
    return here


def _kop(naam: str) -> str:
    return naam[:1].upper() + naam[1:]
