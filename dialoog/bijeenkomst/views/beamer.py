"""The beamer: what the room does now, no controls."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_beamer
from dialoog.bijeenkomst.schermen import regios
from dialoog.database import db
from dialoog.errors import NotFound

blueprint = Blueprint("beamer", __name__)


@blueprint.errorhandler(NotFound)
def weg(_error: NotFound) -> ResponseReturnValue:
    """The screen of an evening that is not there (any more), such as that of a rehearsal that was thrown away."""
    db.session.rollback()
    return render_template("beamer/weg.html"), 404


@blueprint.get("/beamer/<token>")
@for_beamer
def scherm() -> ResponseReturnValue:
    """The screen of one evening; `?klein` is the small picture of it in the regie, which is no beamer."""
    regio, beside = regios(db.session(), g.bijeenkomst, "beamer")
    return render_template(
        "beamer/scherm.html", regio=regio, klein="klein" in request.args, **{**beside.context, **regio.context}
    )
