"""Regie: what is done about a belang with nobody."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst import aanwezig
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.schermen import regie_adres
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.deelnemer.queries import belangen_by_id
from dialoog.errors import Outdated
from dialoog.opgave.models import Dialoog
from dialoog.tekst import clean_text
from dialoog.velden import read_number

blueprint = Blueprint("belang", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/belang")
MAX_ACTIE = 1000


@blueprint.post("/<int:belang_id>")
@for_begeleider
def actie(bijeenkomst_id: int, belang_id: int) -> ResponseReturnValue:
    """Record it: `tekst`, `versie` (the one seen). Somebody else was first: both texts are shown, nothing is lost."""
    typed, seen = request.form.get("tekst", ""), read_number("versie")
    number = g.dialoog.id
    try:
        tekst = clean_text(typed, MAX_ACTIE)
        aanwezig.record_belangactie(number, bijeenkomst_id, belang_id, tekst, seen, g.wie.naam)
    except ValueError as error:
        return _again(bijeenkomst_id, belang_id, typed, seen, 400, fout=str(error))
    except Outdated as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        fresh = error.stand
        return _again(bijeenkomst_id, belang_id, typed, fresh["versie"], 409, bewaard=fresh["tekst"])
    return back(bijeenkomst_id)


def _again(
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
        belang_id=belang_id,
        naam=belang.naam if belang else "",
        getypt=typed,
        versie=versie,
        fout=fout,
        bewaard=bewaard,
    )
    return page, status
