"""The page *Samenvoegen* of the regie: what looks alike, what goes together, what is together."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.database import db
from dialoog.idee.lijkt_op import say_geen_dubbele
from dialoog.idee.samenvoegen import merge_ideeen, split_ideeen
from dialoog.idee.schermen_samen import samen_blad
from dialoog.velden import read_number, read_numbers

blueprint = Blueprint("samenvoegen", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/samenvoegen")


@blueprint.get("")
@for_begeleider
def blad(bijeenkomst_id: int) -> ResponseReturnValue:
    """Query: houd (a number), nummers (typed or ticked, several). With two or more it asks what will happen."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    page = samen_blad(db.session(), g.dialoog.id, read_number("houd") or None, request.args.getlist("nummers"))
    return render_template("idee/samenvoegen.html", dialoog=g.dialoog, bijeenkomst=evening, blad=page)


@blueprint.post("")
@for_begeleider
def voeg_samen(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: houd (an id), erbij (ids), gezien (the sum of their versions)."""
    merge_ideeen(
        g.dialoog.id,
        read_number("houd"),
        read_numbers("erbij"),
        gezien=read_number("gezien") or None,
        wie=g.wie.naam,
        bijeenkomst_id=_evening(bijeenkomst_id),
    )
    return _back(bijeenkomst_id)


@blueprint.post("/los")
@for_begeleider
def los(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: houd (an id), eruit (ids; none: all that went into it)."""
    split_ideeen(
        g.dialoog.id,
        read_number("houd"),
        read_numbers("eruit") or None,
        wie=g.wie.naam,
        bijeenkomst_id=_evening(bijeenkomst_id),
    )
    return _back(bijeenkomst_id)


@blueprint.post("/geen-dubbele")
@for_begeleider
def geen_dubbele(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: een, ander (ids)."""
    say_geen_dubbele(
        g.dialoog.id,
        read_number("een"),
        read_number("ander"),
        geen=True,
        wie=g.wie.naam,
        bijeenkomst_id=_evening(bijeenkomst_id),
    )
    return _back(bijeenkomst_id)


def _evening(bijeenkomst_id: int) -> int:
    """This evening, if it is one of this dialogue. Raises NotFound."""
    return get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id).id


def _back(bijeenkomst_id: int) -> ResponseReturnValue:
    return redirect(url_for("samenvoegen.blad", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id), 303)
