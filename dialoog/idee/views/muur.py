"""Regie: the wall on the beamer, held still and turned by hand."""

from flask import Blueprint, Flask, g, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.views.regie import back
from dialoog.idee.muur import nu_ms, turn_muur

blueprint = Blueprint("muur", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>")


def register(app: Flask) -> None:
    """Hang this in the app, and tell the beamer the server's time."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(nu_ms=nu_ms)


@blueprint.post("/stap/<int:stap_id>/muur/blader")
@for_begeleider
def blader(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Form: richting (1 next, -1 previous)."""
    way = -1 if request.values.get("richting") == "-1" else 1
    turn_muur(g.dialoog.id, bijeenkomst_id, stap_id, richting=way, wie=g.wie.naam)
    return back(bijeenkomst_id)
