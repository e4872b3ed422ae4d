"""Preparing evenings: the list, one evening with its draaiboek, one step. Plain forms; also while an evening runs."""

import secrets
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst import draaiboek, queries
from dialoog.bijeenkomst.forms import BijeenkomstForm, NieuweBijeenkomstForm, NieuweStapForm
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.werkvorm import werkvormen
from dialoog.database import db
from dialoog.errors import Outdated, Refusal
from dialoog.opgave.views.zijlijst import zijlijst
from dialoog.velden import read_number, read_numbers

blueprint = Blueprint("bijeenkomsten", __name__, url_prefix="/regie/<korte_naam>/voorbereiden")
KANTEN = {"omhoog": -1, "omlaag": 1}


@blueprint.get("/bijeenkomsten")
@for_begeleider
def lijst() -> ResponseReturnValue:
    """The evenings of this dialogue."""
    return _list_page(_new_form())


@blueprint.post("/bijeenkomsten")
@for_begeleider
def erbij() -> ResponseReturnValue:
    """An evening more, and on to its draaiboek."""
    form = NieuweBijeenkomstForm()
    if not form.validate():
        return _list_page(form), 400
    number = draaiboek.add_bijeenkomst(
        g.dialoog.id,
        form.titel.data or "",
        form.datum.data,
        form.plaats.data or "",
        g.wie.naam,
        kenmerk=_kenmerk(form),
        met_draaiboek=bool(form.met_draaiboek.data),
    )
    return _to_evening(number)


@blueprint.get("/bijeenkomst/<int:bijeenkomst_id>")
@for_begeleider
def bijeenkomst(bijeenkomst_id: int) -> ResponseReturnValue:
    """One evening: its data and its draaiboek."""
    return _evening_page(queries.get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id))


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>")
@for_begeleider
def bewaar(bijeenkomst_id: int) -> ResponseReturnValue:
    """Title, date, place."""
    evening = queries.get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    form = BijeenkomstForm()
    if not form.validate():
        return _evening_page(evening, form=form), 400
    versie = read_number("versie")
    try:
        draaiboek.change_bijeenkomst(
            g.dialoog.id, evening.id, versie, form.titel.data or "", form.datum.data, form.plaats.data or "", g.wie.naam
        )
    except Outdated as error:
        evening = _again(bijeenkomst_id)
        form.versie.data = str(evening.versie)
        return _evening_page(evening, form=form, fout=error), error.status
    return _to_evening(bijeenkomst_id)


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>/<any(omhoog, omlaag):kant>")
@for_begeleider
def verplaats(bijeenkomst_id: int, kant: str) -> ResponseReturnValue:
    draaiboek.move_bijeenkomst(g.dialoog.id, bijeenkomst_id, KANTEN[kant], g.wie.naam)
    return _to_list()


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>/weg")
@for_begeleider
def weg(bijeenkomst_id: int) -> ResponseReturnValue:
    try:
        draaiboek.remove_bijeenkomst(g.dialoog.id, bijeenkomst_id, g.wie.naam)
    except Refusal as error:
        db.session.rollback()
        return _list_page(_new_form(), fout=error), error.status
    return _to_list()


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>/stap")
@for_begeleider
def stap_erbij(bijeenkomst_id: int) -> ResponseReturnValue:
    """A step more, also while the evening runs."""
    evening = queries.get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    form = _stap_form(evening, NieuweStapForm())
    if not form.validate():
        return _evening_page(evening, nieuw=form), 400
    return _try(
        bijeenkomst_id,
        lambda: draaiboek.add_stap(
            g.dialoog.id, bijeenkomst_id, form.soort.data, form.na.data or None, g.wie.naam, kenmerk=_kenmerk(form)
        ),
        at_step=True,
    )


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>/volgorde")
@for_begeleider
def volgorde(bijeenkomst_id: int) -> ResponseReturnValue:
    """The steps that are to come, in the order in which they were dragged."""
    wanted = read_numbers("rij")
    return _try(bijeenkomst_id, lambda: draaiboek.order_stappen(g.dialoog.id, bijeenkomst_id, wanted, g.wie.naam))


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>/stap/<int:stap_id>/<any(omhoog, omlaag):kant>")
@for_begeleider
def verplaats_stap(bijeenkomst_id: int, stap_id: int, kant: str) -> ResponseReturnValue:
    return _try(
        bijeenkomst_id,
        lambda: draaiboek.move_stap(g.dialoog.id, bijeenkomst_id, stap_id, KANTEN[kant], g.wie.naam),
    )


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>/stap/<int:stap_id>/overslaan")
@for_begeleider
def sla_over(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Skip, or with `overslaan=nee` take back in."""
    skip = request.form.get("overslaan") != "nee"
    return _try(
        bijeenkomst_id,
        lambda: draaiboek.skip_stap(g.dialoog.id, bijeenkomst_id, stap_id, overslaan=skip, wie=g.wie.naam),
    )


@blueprint.post("/bijeenkomst/<int:bijeenkomst_id>/stap/<int:stap_id>/weg")
@for_begeleider
def stap_weg(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    return _try(bijeenkomst_id, lambda: draaiboek.remove_stap(g.dialoog.id, bijeenkomst_id, stap_id, g.wie.naam))


def _try(bijeenkomst_id: int, act: Any, *, at_step: bool = False) -> ResponseReturnValue:
    """Do it and go back to the evening, `at_step`: at the step that it made; a refusal stands on the page of the
    evening itself."""
    try:
        made = act()
    except Refusal as error:
        evening = _again(bijeenkomst_id)
        return _evening_page(evening, fout=error), error.status
    return _to_evening(bijeenkomst_id, f"stap-{made}" if at_step and made else None)


def _again(bijeenkomst_id: int) -> Bijeenkomst:
    """The evening as it is now, after a refused transaction."""
    db.session.rollback()
    return queries.get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("bijeenkomsten.lijst", korte_naam=g.dialoog.korte_naam), 303)


def _to_evening(bijeenkomst_id: int, anker: str | None = None) -> ResponseReturnValue:
    place = {"korte_naam": g.dialoog.korte_naam, "bijeenkomst_id": bijeenkomst_id}
    return redirect(url_for("bijeenkomsten.bijeenkomst", **place, _anchor=anker), 303)


def _kenmerk(form: Any) -> str:
    return str(form.kenmerk.data or secrets.token_urlsafe(12))[:64]


def _new_form() -> NieuweBijeenkomstForm:
    form = NieuweBijeenkomstForm(formdata=None)
    form.kenmerk.data = secrets.token_urlsafe(12)
    return form


def _stap_form(evening: Bijeenkomst, form: NieuweStapForm) -> NieuweStapForm:
    order = queries.stappen(db.session(), evening.id)
    later = order[max(draaiboek.first_free(order) - 1, 0) :]
    form.soort.choices = [(kind.soort, kind.titel) for kind in werkvormen()]
    form.na.choices = [(0, "achteraan"), *((stap.id, f"na {stap.titel}") for stap in later)]
    return form


def frame(hier: str = "bijeenkomsten") -> dict[str, Any]:
    """What every page of preparing needs."""
    return {"dialoog": g.dialoog, "plek": "voorbereiden", "zij": zijlijst(db.session(), g.dialoog, hier)}


def _list_page(form: NieuweBijeenkomstForm, fout: Refusal | None = None) -> str:
    return render_template(
        "voorbereiden/bijeenkomsten.html",
        form=form,
        fout=fout,
        bijeenkomsten=queries.bijeenkomsten(db.session(), g.dialoog.id),
        **frame(),
    )


def _evening_page(
    evening: Bijeenkomst,
    *,
    form: BijeenkomstForm | None = None,
    nieuw: NieuweStapForm | None = None,
    fout: Refusal | None = None,
) -> str:
    order: list[Stap] = queries.stappen(db.session(), evening.id)
    if nieuw is None:
        nieuw = _stap_form(evening, NieuweStapForm(formdata=None))
        nieuw.kenmerk.data = secrets.token_urlsafe(12)
    return render_template(
        "voorbereiden/bijeenkomst.html",
        bijeenkomst=evening,
        stappen=order,
        vrij=draaiboek.first_free(order),
        uitleg={kind.soort: kind.uitleg for kind in werkvormen()},
        form=form or BijeenkomstForm(formdata=None, obj=evening),
        nieuw=nieuw,
        fout=fout,
        **frame(),
    )
