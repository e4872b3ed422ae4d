"""Filling an empty database with the two dialogues of the demo, and the links that lead into them."""

import json
import secrets
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.begeleider import rules
from dialoog.begeleider.links import new_link, sign
from dialoog.begeleider.service import add_account
from dialoog.begeleider.wachtwoord import hash_wachtwoord
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.bijeenkomst.service import set_deur
from dialoog.database import db, transaction
from dialoog.opgave.models import Dialoog
from dialoog.opgave.queries import find_dialoog
from dialoog.overdracht.service import import_bytes

DATA = Path(__file__).parent / "data"
AFGEROND, AVOND = "wijkzorg-afgerond.json", "vervoer-ideeenavond.json"
AVOND_TITEL = "Ideeënavond"
NAAM, EMAIL = "Sil Hagenaar", "demo@dialoog.example"


def fill(app: Flask) -> None:
    """Put both dialogues and the account that guides them in an empty database, inside an app context.

    The second is moved by whole days so that its idea evening is today, and its door stands open."""
    hashed = hash_wachtwoord(secrets.token_urlsafe(24))
    with transaction() as session:
        add_account(session, NAAM, EMAIL, hashed)
    import_bytes((DATA / AFGEROND).read_bytes(), voor=EMAIL)
    made = import_bytes(moved_to((DATA / AVOND).read_bytes(), klok.vandaag()), voor=EMAIL)
    session = db.session()
    evening = _avond(session, _dialoog(session, made.korte_naam))
    set_deur(evening.dialoog_id, evening.id, open_=True, wie=NAAM)


def moved_to(data: bytes, vandaag: date) -> bytes:
    """The file with all its dates moved by the same number of days, so that its idea evening is on `vandaag`."""
    plain: dict[str, Any] = json.loads(data)
    days = {evening["titel"]: date.fromisoformat(evening["datum"]) for evening in plain["bijeenkomsten"]}
    for evening in plain["bijeenkomsten"]:
        evening["datum"] = (days[evening["titel"]] + (vandaag - days[AVOND_TITEL])).isoformat()
    return json.dumps(plain, ensure_ascii=False).encode()


def links(app: Flask) -> list[tuple[str, str]]:
    """(what it opens, path) of a filled demo: regie, beamer and phone of the idea evening, and the finished dialogue.

    The links into the regie open it without typing; they work only where the demo runs."""
    session = db.session()
    afgerond, te_spelen = _dialoog(session, _name(AFGEROND)), _dialoog(session, _name(AVOND))
    evening, last = _avond(session, te_spelen), bijeenkomsten(session, afgerond.id)[-1]
    with app.test_request_context():
        return [
            ("Regie van de ideeënavond", _into(url_for_evening(te_spelen, evening))),
            ("Beamer", url_for("beamer.scherm", token=evening.beamer_token)),
            ("Telefoon van een deelnemer", url_for("deur.binnen", uitnodiging=evening.uitnodiging)),
            ("Regie, afgeronde dialoog", _into(url_for_evening(afgerond, last))),
            ("Mijn dialogen", _into(url_for("begeleider.dialogen"))),
        ]


def url_for_evening(dialoog: Dialoog, evening: Bijeenkomst) -> str:
    """Path of an evening in the regie."""
    return url_for("regie.avond", korte_naam=dialoog.korte_naam, bijeenkomst_id=evening.id)


def _into(path: str) -> str:
    """A path that logs in to the demo's account and goes on to `path`."""
    link = new_link(rules.DEMO, EMAIL)
    return url_for("begeleider.account", token=sign(current_app.config["SECRET_KEY"], link), verder=path)


def find_afgerond(session: Session) -> Dialoog:
    """The finished dialogue."""
    return _dialoog(session, _name(AFGEROND))


def _name(file: str) -> str:
    return str(json.loads((DATA / file).read_bytes())["korte_naam"])


def _dialoog(session: Session, korte_naam: str) -> Dialoog:
    found = find_dialoog(session, korte_naam)
    if found is None:
        raise LookupError(f"the demo has no dialogue {korte_naam}")
    return found


def _avond(session: Session, dialoog: Dialoog) -> Bijeenkomst:
    return next(evening for evening in bijeenkomsten(session, dialoog.id) if evening.titel == AVOND_TITEL)
