"""Regie: what is done about a belang with nobody, during the evening, before it or after it."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst import aanwezig
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.schermen import regie_adres
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.deelnemer.queries import belangen_by_id
from dialoog.errors import NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.tekst import clean_text
from dialoog.velden import read_number

blueprint = Blueprint("belang", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/belang")
MAX_ACTIE = 1000


@blueprint.get("/<int:belang_id>")
@for_begeleider
def blad(bijeenkomst_id: int, belang_id: int) -> ResponseReturnValue:
    """The form as a page of its own, opened from the list of people. Raises NotFound."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    row = aanwezig.find_belangactie(db.session(), evening.id, belang_id)
    if belang_id not in belangen_by_id(db.session(), g.dialoog.id):
        raise NotFound("Dit belang bestaat niet meer.")
    return _page(bijeenkomst_id, belang_id, row.tekst if row else "", row.versie if row else 0, 200)


@blueprint.post("/<int:belang_id>")
@for_begeleider
def actie(bijeenkomst_id: int, belang_id: int) -> ResponseReturnValue:
    """Record it: `tekst`, `versie` (the one seen); `naar=deelnemers` when it was opened from the list of people.

    Somebody else was first: both texts are shown, nothing is lost."""
    typed, seen = request.form.get("tekst", ""), read_number("versie")
    number = g.dialoog.id
    try:
        tekst = clean_text(typed, MAX_ACTIE)
        aanwezig.record_belangactie(number, bijeenkomst_id, belang_id, tekst, seen, g.wie.naam)
    except ValueError as error:
        return _page(bijeenkomst_id, belang_id, typed, seen, 400, fout=str(error))
    except Outdated as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        fresh = error.stand
        return _page(bijeenkomst_id, belang_id, typed, fresh["versie"], 409, bewaard=fresh["tekst"])
    if not _from_deelnemers():
        return back(bijeenkomst_id)
    place = {"korte_naam": g.dialoog.korte_naam, "bijeenkomst_id": bijeenkomst_id}
    return redirect(url_for("deelnemers.lijst", **place, _anchor="wat-we-doen"), 303)


def _from_deelnemers() -> bool:
    return request.method == "GET" or request.form.get("naar") == "deelnemers"


def _page(
    bijeenkomst_id: int,
    belang_id: int,
    typed: str,
    versie: int,
    status: int,
    *,
    fout: str | None = None,
    bewaard: str | None = None,
) -> ResponseReturnValue:
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    belang = belangen_by_id(db.session(), g.dialoog.id).get(belang_id)
    page = render_template(
        "deelnemers/belangactie.html",
        dialoog=g.dialoog,
        bijeenkomst=evening,
        basis=regie_adres(g.dialoog, evening),
        deelnemers=_from_deelnemers(),
        belang_id=belang_id,
        naam=belang.naam if belang else "",
        getypt=typed,
        versie=versie,
        fout=fout,
        bewaard=bewaard,
    )
    return page, status
