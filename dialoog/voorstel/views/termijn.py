"""In the regie: the last days for the eigenaren, and the order of the cards."""

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.errors import Refusal
from dialoog.tekst import parse_numbers
from dialoog.velden import read_number, read_numbers
from dialoog.voorstel import termijn_zetten
from dialoog.voorstel.views.kaarten import kaart_page, lijst_page
from dialoog.voorstel.views.oplossingen import avond
from dialoog.voorstel.volgorde import order_voorstellen, verschoven

blueprint = Blueprint("termijn", __name__, url_prefix="/regie/<korte_naam>/voorstellen")


def _lijst() -> ResponseReturnValue:
    return redirect(f"/regie/{g.dialoog.korte_naam}/voorstellen" + (f"?avond={avond()}" if avond() else ""), 303)


@blueprint.post("/uiterlijk")
@for_begeleider
def alle() -> ResponseReturnValue:
    """The last day of all cards: `uiterlijk` (a day, or empty), `gezien` (the one on the screen)."""
    day, seen = request.form.get("uiterlijk", ""), request.form.get("gezien", "")
    try:
        termijn_zetten.set_uiterlijk(g.dialoog.id, avond(), seen, day, g.wie.naam)
    except Refusal as error:
        return lijst_page(error)
    return _lijst()


@blueprint.post("/<int:nummer>/uiterlijk")
@for_begeleider
def een(nummer: int) -> ResponseReturnValue:
    """Another last day for one card: `uiterlijk` (a day, or empty), `versie` of the card as it was seen."""
    day = request.form.get("uiterlijk", "")
    try:
        termijn_zetten.set_kaart_uiterlijk(g.dialoog.id, avond(), nummer, read_number("versie"), day, g.wie.naam)
    except Refusal as error:
        if error.status == 404:
            raise
        return kaart_page(nummer, error, uiterlijk=day)
    return redirect(f"/regie/{g.dialoog.korte_naam}/voorstellen/{nummer}", 303)


@blueprint.post("/volgorde")
@for_begeleider
def volgorde() -> ResponseReturnValue:
    """The cards in the order in which they were dragged (`rij`, numbers), or the one of `daad` (`omhoog-3`,
    `omlaag-3`) a place on; `gezien`: the numbers in the order that was on the screen."""
    seen = parse_numbers(request.form.get("gezien", "").split(","))
    direction, _, nummer = request.form.get("daad", "").partition("-")
    moved = parse_numbers([nummer])
    wanted = verschoven(seen, moved[0], direction == "omhoog") if moved else read_numbers("rij")
    try:
        order_voorstellen(g.dialoog.id, avond(), seen, wanted, g.wie.naam)
    except Refusal as error:
        return lijst_page(error)
    return _lijst()
