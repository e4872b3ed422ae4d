"""Pages of the uitwisselbestand: read a file, and take the file of a dialogue along."""

import secrets

from flask import Blueprint, Flask, Response, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from dialoog.access import for_begeleider
from dialoog.errors import NotKnown
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import views_oefenen
from dialoog.overdracht.errors import AlIngelezen, SlechtBestand
from dialoog.overdracht.forms import BestandForm
from dialoog.overdracht.service import bestand_bytes, export_bytes, import_bytes
from dialoog.themaboek import uitgaven

blueprint = Blueprint("overdracht", __name__)


def register(app: Flask) -> None:
    """Hang the pages in the app."""
    app.register_blueprint(blueprint)
    app.register_blueprint(views_oefenen.blueprint)
    uitgaven.LOS["json"] = _los


def _los(session: Session, dialoog_id: int, openbaar: bool) -> str:
    """The file that is frozen with an edition of the book."""
    return bestand_bytes(session, session.get_one(Dialoog, dialoog_id), openbaar=openbaar).decode()


@blueprint.get("/regie/importeren")
def inlezen() -> ResponseReturnValue:
    """Asks for a file."""
    _require_login()
    return _page(_new_form())


@blueprint.post("/regie/importeren")
def lees_in() -> ResponseReturnValue:
    """Make a dialogue of the file, for who sends it; what there is to say about it is said before going on.

    A file that is not right: the page again with the place. Sent twice: on to my dialogues."""
    _require_login()
    form = BestandForm()
    if not form.validate() or not form.bestand.data:
        return _page(_new_form(), fout="Kies eerst een bestand. Er is nog niets ingelezen."), 400
    try:
        made = import_bytes(form.bestand.data.read(), voor=current_user.email, kenmerk=form.kenmerk.data)
    except SlechtBestand as error:
        return _page(_new_form(), fout=error.tekst), 400
    except AlIngelezen:
        return redirect(url_for("begeleider.dialogen"), 303)
    verder = url_for("voorbereiden.deel", korte_naam=made.korte_naam, deel="thema")
    if not made.meldingen:
        return redirect(verder, 303)
    return render_template("overdracht/ingelezen.html", gelezen=made, verder=verder)


@blueprint.get("/regie/<korte_naam>/uitwisselbestand")
@for_begeleider
def uitwisselbestand() -> ResponseReturnValue:
    """The dialogue as a file."""
    name = g.dialoog.korte_naam
    return Response(
        export_bytes(name),
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )


def _new_form() -> BestandForm:
    form = BestandForm(formdata=None)
    form.kenmerk.data = secrets.token_urlsafe(12)
    return form


def _page(form: BestandForm, fout: str | None = None) -> str:
    if fout is not None:
        form.bestand.errors = [fout]
    return render_template("overdracht/inlezen.html", form=form)


def _require_login() -> None:
    if not current_user.is_authenticated:
        raise NotKnown("Log eerst in.")
