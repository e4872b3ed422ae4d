"""Ways out of a tie, as buttons of the evening's regie."""

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.views.regie import back
from dialoog.velden import read_number
from dialoog.voorstel import herstemmen

blueprint = Blueprint(
    "herstemmen", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/gelijk/<int:stap_id>"
)


@blueprint.post("/weg")
@for_begeleider
def weg(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Which of the three ways is in hand; the green button follows it."""
    herstemmen.choose_way(g.dialoog.id, bijeenkomst_id, stap_id, request.values.get("weg", ""))
    return back(bijeenkomst_id)


@blueprint.post("/herstemming")
@for_begeleider
def herstemming(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    herstemmen.begin_herstemming(g.dialoog.id, bijeenkomst_id, stap_id, read_number("ronde"), g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/loting")
@for_begeleider
def loting(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Lay the papers ready."""
    herstemmen.begin_loting(g.dialoog.id, bijeenkomst_id, stap_id, read_number("ronde"), g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/trek")
@for_begeleider
def trek(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Draw one paper; `gezien` is how many were drawn on the screen that asks."""
    lot, seen = read_number("loting"), read_number("gezien")
    herstemmen.draw_lot(g.dialoog.id, bijeenkomst_id, stap_id, lot, seen, g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/naast")
@for_begeleider
def naast(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Two rounds beside each other on the beamer (`toon=ja`), or the result again."""
    herstemmen.show_naast(g.dialoog.id, bijeenkomst_id, stap_id, toon=request.values.get("toon") == "ja")
    return back(bijeenkomst_id)
