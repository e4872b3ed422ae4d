"""The phone and its group: who writes, and choosing a table."""

from flask import Blueprint, g, jsonify
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_deelnemer
from dialoog.bijeenkomst.groepen import groepsnaam
from dialoog.bijeenkomst.groepen_zetten import choose_tafel
from dialoog.bijeenkomst.groepspen import take_pen
from dialoog.bijeenkomst.queries import current_bijeenkomst
from dialoog.database import db
from dialoog.errors import BadInput, NotFound

blueprint = Blueprint("groep", __name__, url_prefix="/d/<korte_naam>/groep")


@blueprint.post("/pen")
@for_deelnemer("deelnemer")
@command
def pen() -> ResponseReturnValue:
    """*Ik schrijf voor onze tafel*: `{groep, versie}` → `{groep, versie, mijn}`; 409 with that stand."""
    return jsonify(take_pen(g.dialoog.id, g.wie.id, number("groep"), number("versie")))


@blueprint.post("/kies")
@for_deelnemer("deelnemer")
@command
def kies() -> ResponseReturnValue:
    """*Hier ga ik zitten*: `{groep}` → `{groep, naam}`."""
    evening = current_bijeenkomst(db.session(), g.dialoog.id)
    if evening is None:
        raise NotFound("Er is nog geen bijeenkomst.")
    groep = choose_tafel(g.dialoog.id, evening.id, g.wie.id, number("groep"))
    return jsonify({"groep": groep.id, "naam": groepsnaam(groep)})


def number(name: str) -> int:
    """A whole number of the command. Raises BadInput."""
    value = g.command.get(name)
    if type(value) is not int or not 0 <= value < 2**31:
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en probeer het nog eens.")
    return value
