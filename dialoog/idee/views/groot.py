"""Regie: one idea large on the beamer, in any step."""

from flask import Blueprint, Flask, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.views.hand import Handkaart
from dialoog.bijeenkomst.views.regie import back, page
from dialoog.bijeenkomst.zaal_schermen import IDEE_GROOT, register_bedekking
from dialoog.database import db
from dialoog.errors import BadInput, NotNow
from dialoog.idee import groot
from dialoog.idee.models import Idee
from dialoog.velden import read_number

blueprint = Blueprint("idee_groot", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/groot")


def register(app: Flask) -> None:
    """Hang these pages in the app, and lay the idea over the beamer."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(idee_groot=_groot)
    register_bedekking(IDEE_GROOT, groot.groot_regio)


def _groot(evening: Bijeenkomst) -> Idee | None:
    """For the regie's line about what lies over the beamer."""
    return groot.groot_van(db.session(), evening.id)


@blueprint.post("")
@for_begeleider
def toon(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: nummer, typed or of a button; `hand=idee` keeps the card open."""
    typed = request.values.get("nummer", "").strip()
    try:
        if not read_number("nummer"):
            raise BadInput("Typ het nummer van een idee.")
        groot.show_groot(g.dialoog.id, bijeenkomst_id, read_number("nummer"), g.wie.naam)
    except (BadInput, NotNow) as error:
        if request.values.get("hand") != "idee":
            raise
        return Response(page(bijeenkomst_id, Handkaart("idee", getypt=typed[:20], fout=error.tekst)), error.status)
    if request.values.get("hand") != "idee":
        return back(bijeenkomst_id)
    place = url_for("regie.avond", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id, hand="idee")
    return redirect(place, 303)


@blueprint.post("/blader")
@for_begeleider
def blader(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: richting (1 next, -1 previous)."""
    way = -1 if request.values.get("richting") == "-1" else 1
    groot.turn_groot(g.dialoog.id, bijeenkomst_id, way, g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/weg")
@for_begeleider
def weg(bijeenkomst_id: int) -> ResponseReturnValue:
    groot.close_groot(g.dialoog.id, bijeenkomst_id, g.wie.naam)
    return back(bijeenkomst_id)
