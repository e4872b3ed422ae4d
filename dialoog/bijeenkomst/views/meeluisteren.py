"""What the begeleider says to all phones, for the pages of a phone beside the evening itself."""

from dataclasses import dataclass

from flask import Flask

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import current_bijeenkomst, live_stap
from dialoog.bijeenkomst.zaal import Pauze, pauze_van
from dialoog.database import db


@dataclass(frozen=True)
class Zaal:
    """The evening that runs, and the pauze that lies over it."""

    bijeenkomst: Bijeenkomst
    pauze: Pauze | None


def register(app: Flask) -> None:
    """Offer it to every page of a phone."""
    app.jinja_env.globals.update(van_de_zaal=van_de_zaal)


def van_de_zaal(dialoog_id: int) -> Zaal | None:
    """None: no evening runs, so there is nothing to listen to (somebody writes at home)."""
    session = db.session()
    evening = current_bijeenkomst(session, dialoog_id)
    if evening is None or not (evening.deur_open or live_stap(session, evening.id)):
        return None
    return Zaal(evening, pauze_van(evening))
