"""The phone of a group: who writes."""

from flask import Blueprint, g, jsonify
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_deelnemer
from dialoog.bijeenkomst.groepspen import take_pen
from dialoog.errors import BadInput

blueprint = Blueprint("groep", __name__, url_prefix="/d/<korte_naam>/groep")


@blueprint.post("/pen")
@for_deelnemer("deelnemer")
@command
def pen() -> ResponseReturnValue:
    """*Ik schrijf voor onze tafel*: `{groep, versie}` → `{groep, versie, mijn}`; 409 with that stand."""
    return jsonify(take_pen(g.dialoog.id, g.wie.id, number("groep"), number("versie")))


def number(name: str) -> int:
    """A whole number of the command. Raises BadInput."""
    value = g.command.get(name)
    if type(value) is not int or not 0 <= value < 2**31:
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en probeer het nog eens.")
    return value
