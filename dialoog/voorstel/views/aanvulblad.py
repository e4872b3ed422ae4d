"""The additions beside an answer, as the page of a question shows them; and what the hall said of the card."""

import secrets
from dataclasses import replace
from typing import Any

from flask import g, request

from dialoog.database import db
from dialoog.deelnemer.queries import deelnemers
from dialoog.errors import Refusal
from dialoog.velden import read_number
from dialoog.voorstel.aanvullingen_lezen import aanvullingen_bij
from dialoog.voorstel.instemming_lezen import instemmingen
from dialoog.voorstel.rules_zaal import MAX_AANVULLING


def aanvulblad(voorstel_id: int, vraag: str) -> dict[str, Any]:
    """`rijen`: the additions to this answer; `typt`: who guides or takes notes can type one, a begeleider also say of
    whom (`mensen`); `stand`: what the hall said of the card the last time, or None. Its reasons are for begeleiders
    and eigenaren only: so the phone says where one is typed."""
    session, rol = db.session(), g.wie.rol
    people = deelnemers(session, g.dialoog.id) if rol == "begeleider" else []
    said = instemmingen(session, g.dialoog.id).get(voorstel_id)
    last = said[-1] if said else None
    return {
        "rijen": aanvullingen_bij(session, voorstel_id, vraag),
        "typt": rol in ("begeleider", "notulist"),
        "mensen": [(person.id, person.roepnaam) for person in people],
        "kenmerk": request.form.get("kenmerk") or secrets.token_hex(16),
        "hoogstens": MAX_AANVULLING,
        "stand": replace(last, redenen=()) if last and rol == "notulist" else last,
    }


def aanvulfout(error: Refusal) -> dict[str, Any]:
    """What the page needs to show it at its form, with what was typed."""
    return {
        "tekst": error.tekst,
        "kop": error.kop,
        "daad": request.form.get("daad"),
        "aanvulling": read_number("aanvulling"),
        "getypt": {name: request.form.get(name, "") for name in ("tekst", "reden", "nieuw")},
        "namens": read_number("namens"),
    }
