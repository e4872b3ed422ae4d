"""Simulated people in a rehearsal: send them, send them home."""

from flask import Blueprint, Flask, current_app, g, redirect, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.database import db
from dialoog.errors import NotNow
from dialoog.simulatie import proces
from dialoog.velden import read_number

blueprint = Blueprint("simulatie", __name__)


def register(app: Flask) -> None:
    """Hang the buttons in the app."""
    proces.init_app(app)
    app.register_blueprint(blueprint)


@blueprint.post("/regie/<korte_naam>/oefenen/mensen")
@for_begeleider
def stuur() -> ResponseReturnValue:
    """`aantal` simulated people come in by the open door of this rehearsal."""
    if g.dialoog.oefening_van is None:
        raise NotNow("Nagebootste mensen komen alleen in een oefening. Er is niemand gestuurd.")
    door = db.session.query(Bijeenkomst).filter_by(dialoog_id=g.dialoog.id, deur_open=True).first()
    if door is None:
        raise NotNow("De deur is nog dicht. Open eerst de deur bij De avond. Stuur dan de mensen.")
    number, code, name = g.dialoog.id, door.code, g.dialoog.korte_naam
    aantal = read_number("aantal")
    db.session.rollback()
    proces.send(current_app._get_current_object(), number, code, aantal)  # type: ignore[attr-defined]
    return redirect(url_for("oefenen.blad", korte_naam=name), 303)


@blueprint.post("/regie/<korte_naam>/oefenen/mensen/naar-huis")
@for_begeleider
def naar_huis() -> ResponseReturnValue:
    """They go home."""
    proces.call_back(current_app._get_current_object(), g.dialoog.id)  # type: ignore[attr-defined]
    return redirect(url_for("oefenen.blad", korte_naam=g.dialoog.korte_naam), 303)
