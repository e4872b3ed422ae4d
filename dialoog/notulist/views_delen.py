"""What stands beside the text of a question of a card, filled in by a notulist."""

from typing import Any

from flask import Blueprint, g, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import command
from dialoog.notulist.toegang import for_notulist
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.views import delen

blueprint = Blueprint("notulist_delen", __name__, url_prefix="/notulist/<korte_naam>/voorstel/<int:nummer>")


@blueprint.post("/<int:plek>/deel")
@for_notulist
def bewaar(nummer: int, plek: int) -> ResponseReturnValue:
    """The form; works without a script."""
    home = url_for("notulist.avond", korte_naam=g.dialoog.korte_naam)
    more: dict[str, Any] = {"wie": g.wie, "avond": home, "adres": f"{home}voorstel/{nummer}"}
    return delen.save("notulist/kaart.html", g.dialoog, nummer, plek, Schrijver("notulist", g.wie.naam), more)


@blueprint.post("/<int:plek>/deel/bewaar")
@for_notulist
@command
def bewaar_json(nummer: int, plek: int) -> ResponseReturnValue:
    return delen.save_json(g.dialoog, nummer, plek, Schrijver("notulist", g.wie.naam))
