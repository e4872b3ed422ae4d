"""The looks of the Word book: which it has, and how to give it others."""

from flask import Response, g, redirect, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import config, for_begeleider
from dialoog.database import db
from dialoog.errors import BadInput
from dialoog.opgave.models import Dialoog
from dialoog.themaboek import huisstijl as eigen
from dialoog.themaboek import service
from dialoog.themaboek.forms import HuisstijlForm
from dialoog.themaboek.maken.pandoc import MIDDELEN
from dialoog.themaboek.views.pagina import blueprint, naam_van, render
from dialoog.werk import WerkFailed


@blueprint.get("/huisstijl")
@for_begeleider
def huisstijl() -> ResponseReturnValue:
    """Which looks the Word book has, and how to give it others."""
    return _huisstijl_page(HuisstijlForm(formdata=None))


@blueprint.post("/huisstijl")
@for_begeleider
def bewaar_huisstijl() -> ResponseReturnValue:
    """Use the looks of this file: `bestand`. What is wrong with it stands at its field."""
    form, naam, number, wie = HuisstijlForm(), naam_van(), g.dialoog.id, g.wie.naam
    if not form.validate() or not form.bestand.data:
        form.bestand.errors = ["Kies eerst een bestand. Er is niets veranderd."]
        return _huisstijl_page(form), 400
    db.session.rollback()  # the child takes a moment: no reading transaction stays open
    try:
        eigen.keep_huisstijl(config(), number, form.bestand.data.save, wie)
    except (BadInput, WerkFailed) as error:
        g.dialoog = db.session.get_one(Dialoog, number)
        form.bestand.errors = [error.tekst if isinstance(error, BadInput) else str(error)]
        return _huisstijl_page(form), 400 if isinstance(error, BadInput) else 503
    return redirect(url_for(".huisstijl", korte_naam=naam), 303)


@blueprint.post("/huisstijl/weg")
@for_begeleider
def gewone_huisstijl() -> ResponseReturnValue:
    """Back to the looks that every dialogue has here."""
    eigen.drop_huisstijl(config(), g.dialoog.id, g.wie.naam)
    return redirect(url_for(".huisstijl", korte_naam=naam_van()), 303)


@blueprint.get("/huisstijl/voorbeeld.docx")
@for_begeleider
def voorbeeld() -> ResponseReturnValue:
    """The looks that the app has by itself, to change in Word."""
    answer = Response((MIDDELEN / "reference.docx").read_bytes(), content_type=service.SOORTEN["docx"])
    answer.headers["Content-Disposition"] = 'attachment; filename="huisstijl-voorbeeld.docx"'
    return answer


def _huisstijl_page(form: HuisstijlForm) -> str:
    own = eigen.eigen_pad(config(), g.dialoog.id).is_file()
    hier = eigen.find_huisstijl(config(), g.dialoog.id) is not None
    return render("regie_huisstijl", form=form, stand="eigen" if own else "server" if hier else "gewoon")
