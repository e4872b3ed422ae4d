"""A new dialogue."""

import secrets

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from dialoog.bijeenkomst.draaiboek import make_dialoog
from dialoog.errors import NotKnown
from dialoog.opgave.forms import NieuwForm

blueprint = Blueprint("opgave", __name__)


@blueprint.get("/regie/nieuw")
def nieuw() -> ResponseReturnValue:
    """Asks for a title; everything else has a default or can wait."""
    _require_login()
    form = NieuwForm(formdata=None)
    form.kenmerk.data = secrets.token_urlsafe(12)
    return render_template("opgave/nieuw.html", form=form)


@blueprint.post("/regie/nieuw")
def maak() -> ResponseReturnValue:
    """Make it and go on to its first part. Sent twice: the same dialogue."""
    _require_login()
    form = NieuwForm()
    if not form.validate():
        return render_template("opgave/nieuw.html", form=form), 400
    kenmerk = (form.kenmerk.data or secrets.token_urlsafe(12))[:64]
    naam = make_dialoog(form.titel.data or "", current_user.id, current_user.naam, kenmerk)
    return redirect(url_for("voorbereiden.deel", korte_naam=naam, deel="thema"), 303)


def _require_login() -> None:
    if not current_user.is_authenticated:
        raise NotKnown("Log eerst in.")
