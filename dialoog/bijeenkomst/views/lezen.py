"""On the phone, at any time: the question, the kaders and the spelregels, to read at ease."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from dialoog.access import for_deelnemer
from dialoog.bijeenkomst.tonen import opgave_van
from dialoog.bijeenkomst.tonenvellen import KADERNAMEN

blueprint = Blueprint("lezen", __name__)


@blueprint.get("/d/<korte_naam>/lezen")
@for_deelnemer("deelnemer", "toehoorder")
def blad() -> ResponseReturnValue:
    """One page; before, during and after an evening."""
    return render_template(
        "telefoon/lezen.html", dialoog=g.dialoog, wie=g.wie, opgave=opgave_van(g.dialoog), kadernamen=KADERNAMEN
    )
