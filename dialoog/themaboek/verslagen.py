"""Making the verslag of an evening, in a child process as the book is."""

from dataclasses import replace

from flask import current_app

from dialoog import klok
from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.database import db
from dialoog.errors import NotFound
from dialoog.opgave.models import Dialoog
from dialoog.opgave.queries import find_dialoog
from dialoog.themaboek.boek import boek_to_dict
from dialoog.themaboek.huisstijl import pad_voor_werk
from dialoog.themaboek.queries_verslag import verslag
from dialoog.themaboek.service import SOORTEN, WACHT_S, Bestand
from dialoog.werk import run_werk

FORMATEN = ("docx", "odt", "pdf", "html")


def make_verslag(dialoog_id: int, bijeenkomst_id: int, formaat: str, *, wacht_s: float = WACHT_S) -> Bestand:
    """The verslag as it stands. Raises NotFound (no such evening), WerkFailed."""
    session = db.session()
    name = session.get_one(Dialoog, dialoog_id).korte_naam
    place = [row.id for row in bijeenkomsten(session, dialoog_id)]
    book = verslag(session, dialoog_id, bijeenkomst_id)
    book = replace(book, titelblad=replace(book.titelblad, tijd=klok.klokslag(klok.nu())))
    db.session.rollback()  # no reading transaction while the child works
    payload = {
        "soort": "boek",
        "formaat": formaat,
        "boek": boek_to_dict(book),
        "huisstijl": pad_voor_werk(current_app.config["DIALOOG"], dialoog_id) if formaat == "docx" else None,
    }
    stem = f"{name}-verslag-{place.index(bijeenkomst_id) + 1}"
    return Bestand(run_werk(payload, wait_s=wacht_s), f"{stem}.{formaat}", SOORTEN[formaat])


def make_verslag_van(korte_naam: str, avond: int, formaat: str) -> bytes:
    """For the command line; `avond`: place of the evening, from 1. Raises NotFound, WerkFailed."""
    session = db.session()
    dialoog = find_dialoog(session, korte_naam)
    if dialoog is None:
        raise NotFound(f"De dialoog {korte_naam} bestaat niet. Er is niets geschreven.")
    evenings = bijeenkomsten(session, dialoog.id)
    if not 1 <= avond <= len(evenings):
        raise NotFound(f"Bijeenkomst {avond} bestaat niet: het zijn er {len(evenings)}. Er is niets geschreven.")
    return make_verslag(dialoog.id, evenings[avond - 1].id, formaat, wacht_s=120).data
