"""The beamer: what the room does now, no controls."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_beamer
from dialoog.bijeenkomst.schermen import regios
from dialoog.database import db

blueprint = Blueprint("beamer", __name__)


@blueprint.get("/beamer/<token>")
@for_beamer
def scherm() -> ResponseReturnValue:
    """The screen of one evening; `?klein` is the small picture of it in the regie, which is no beamer."""
    regio, beside = regios(db.session(), g.bijeenkomst, "beamer")
    return render_template(
        "beamer/scherm.html", regio=regio, klein="klein" in request.args, **{**beside.context, **regio.context}
    )
