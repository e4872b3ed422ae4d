"""Preparing one step: its title, and the settings that its werkvorm offers."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from dialoog.access import for_begeleider
from dialoog.bijeenkomst import draaiboek, queries
from dialoog.bijeenkomst.forms import StapForm
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.tonen import bladnaam
from dialoog.bijeenkomst.views.voorbereiden import frame
from dialoog.bijeenkomst.werkvorm import werkvorm
from dialoog.database import db
from dialoog.errors import Refusal

blueprint = Blueprint("stappen", __name__, url_prefix="/regie/<korte_naam>/voorbereiden/bijeenkomst")
PREFIX = "instelling-"


@blueprint.get("/<int:bijeenkomst_id>/stap/<int:stap_id>")
@for_begeleider
def stap(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """One step with its settings."""
    found = _get(bijeenkomst_id, stap_id)
    return _page(found, StapForm(formdata=None, obj=found), _settings(found))


@blueprint.post("/<int:bijeenkomst_id>/stap/<int:stap_id>")
@for_begeleider
def bewaar(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Save title and settings, and go back to the evening."""
    found = _get(bijeenkomst_id, stap_id)
    form, own = StapForm(), _settings(found, posted=True)
    fits = form.validate()
    if not ((own is None or own.validate()) and fits):
        return _page(found, form, own), 400
    chosen: dict[str, Any] = own.data if own is not None else {}
    try:
        draaiboek.change_stap(
            g.dialoog.id,
            bijeenkomst_id,
            stap_id,
            form.versie.data or 0,
            form.titel.data or "",
            chosen,
            g.wie.naam,
            form.regel if form.regelversie.data is not None else None,
        )
    except Refusal as error:
        db.session.rollback()
        found = _get(bijeenkomst_id, stap_id)
        form.versie.data, form.versie.raw_data = found.versie, None
        form.regelversie.data, form.regelversie.raw_data = found.regelversie, None
        return _page(found, form, own, error), error.status
    return redirect(
        url_for("bijeenkomsten.bijeenkomst", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id), 303
    )


def _get(bijeenkomst_id: int, stap_id: int) -> Stap:
    evening = queries.get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    return queries.get_stap(db.session(), evening.id, stap_id)


def _settings(found: Stap, *, posted: bool = False) -> Form | None:
    """The werkvorm's own form; None when it has none, or when the step has begun (then they are fixed)."""
    kind = werkvorm(found.soort).formulier()
    if kind is None or found.staat in ("live", "gedaan"):
        return None
    stored = {**werkvorm(found.soort).standaard(), **found.instellingen}
    return kind(request.form if posted else None, data=stored, prefix=PREFIX, meta={"locales": ["nl"]})


def _page(found: Stap, form: StapForm, own: Form | None, fout: Refusal | None = None) -> str:
    return render_template(
        "voorbereiden/stap.html",
        bijeenkomst=found.bijeenkomst,
        stap=found,
        form=form,
        eigen=own,
        werkvorm=werkvorm(found.soort),
        bladnamen=[bladnaam(row) for row in found.bladen],
        fout=fout,
        **frame(),
    )
