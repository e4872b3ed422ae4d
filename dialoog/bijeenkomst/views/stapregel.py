"""Regie: the line and the spreektekst of a step, changed while the evening runs."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider, get_dialoog
from dialoog.bijeenkomst import stapregel
from dialoog.bijeenkomst.forms import RegelForm
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.bijeenkomst.schermen import regie_adres
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.errors import Outdated

blueprint = Blueprint("stapregel", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/stap")


@blueprint.post("/<int:stap_id>/regel")
@for_begeleider
def bewaar(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Save both. Too long, or somebody was first: the form as a page of its own, with what was typed."""
    name, form = g.dialoog.korte_naam, RegelForm()
    if not form.validate():
        return _page(bijeenkomst_id, stap_id, form), 400
    try:
        stapregel.change_regel(g.dialoog.id, bijeenkomst_id, stap_id, form.regel, g.wie.naam)
    except Outdated as error:
        db.session.rollback()
        g.dialoog = get_dialoog(name)
        form.regelversie.data, form.regelversie.raw_data = error.stand["regelversie"], None
        return _page(bijeenkomst_id, stap_id, form, error), error.status
    return back(bijeenkomst_id)


def _page(bijeenkomst_id: int, stap_id: int, form: RegelForm, fout: Outdated | None = None) -> str:
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    return render_template(
        "regie/stapregel.html",
        dialoog=g.dialoog,
        bijeenkomst=evening,
        basis=regie_adres(g.dialoog, evening),
        stap=get_stap(db.session(), evening.id, stap_id),
        form=form,
        fout=fout,
    )
