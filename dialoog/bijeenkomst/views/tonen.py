"""Regie: the sheet of *tonen* that the hall sees; and what hangs together with tonen and gesprek in the app."""

from flask import Blueprint, Flask, g
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst import stapregel as regels
from dialoog.bijeenkomst import tonen
from dialoog.bijeenkomst.tonenfeiten import StapregelVeranderd
from dialoog.bijeenkomst.views import bladen, foto, gesprek, lezen, stapregel
from dialoog.bijeenkomst.views.regie import back
from dialoog.velden import read_number
from dialoog.verslag.service import Inverse, register_inverse

blueprint = Blueprint("tonen", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/stap")


def register(app: Flask) -> None:
    """Hang the pages of tonen, gesprek and the lines of a step in the app, and say how a line is undone."""
    for part in (bladen, foto, gesprek, lezen, stapregel):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(blueprint)
    register_inverse(StapregelVeranderd, Inverse(regels.undo_regel, regels.why_not_undo_regel))


@blueprint.post("/<int:stap_id>/blad")
@for_begeleider
def blad(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Put sheet `deel` of page `blad` on the screens."""
    tonen.show_vel(g.dialoog.id, bijeenkomst_id, stap_id, read_number("blad"), read_number("deel"), g.wie.naam)
    return back(bijeenkomst_id)
