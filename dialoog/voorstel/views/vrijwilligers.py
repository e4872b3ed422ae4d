"""Offers to own an oplossing: the phone's command, and what the regie does with them."""

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.errors import BadInput
from dialoog.voorstel import vrijwilligers
from dialoog.voorstel.views.oplossingen import avond, back

telefoon = Blueprint("aanbod", __name__, url_prefix="/d/<korte_naam>/oplossing/<int:oplossing_id>/aanbod")
regie = Blueprint(
    "aanbod_regie", __name__, url_prefix="/regie/<korte_naam>/oplossingen/<int:oplossing_id>/aanbod/<int:deelnemer_id>"
)


@telefoon.post("")
@for_deelnemer("deelnemer")
@command
def bied_aan(oplossing_id: int) -> ResponseReturnValue:
    """`{rol: trekker|eigenaar|""}`, the wanted state → `{aanbod: {rol, staat}}`."""
    rol = g.command.get("rol")
    if not isinstance(rol, str):
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en kies nog eens.")
    return jsonify({"aanbod": vrijwilligers.offer(g.dialoog.id, oplossing_id, g.wie.id, rol)})


@regie.post("/trekker")
@for_begeleider
def trekker(oplossing_id: int, deelnemer_id: int) -> ResponseReturnValue:
    return _accept(oplossing_id, deelnemer_id, "trekker")


@regie.post("/eigenaar")
@for_begeleider
def eigenaar(oplossing_id: int, deelnemer_id: int) -> ResponseReturnValue:
    return _accept(oplossing_id, deelnemer_id, "eigenaar")


def _accept(oplossing_id: int, deelnemer_id: int, rol: str) -> ResponseReturnValue:
    seen = request.values.get("gezien", "")
    vrijwilligers.accept(g.dialoog.id, avond(), oplossing_id, deelnemer_id, rol, seen, g.wie.naam)
    return back()


@regie.post("/bedankt")
@for_begeleider
def bedankt(oplossing_id: int, deelnemer_id: int) -> ResponseReturnValue:
    vrijwilligers.decline(g.dialoog.id, avond(), oplossing_id, deelnemer_id, g.wie.naam)
    return back()
