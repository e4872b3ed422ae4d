"""Regie: the notes of a conversation, saved as they are typed (JSON) or with the button (a form)."""

from typing import Any

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog import klok
from dialoog.access import for_begeleider, get_dialoog
from dialoog.bijeenkomst import gesprek
from dialoog.bijeenkomst.aantekening_rules import AFSPRAAK
from dialoog.bijeenkomst.aantekeningen import save_aantekening
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.schermen import regie_adres
from dialoog.bijeenkomst.views.aantekening import page
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.errors import BadInput, NotNow, Outdated
from dialoog.tekst import clean_text
from dialoog.velden import read_number
from dialoog.web import wants_json

blueprint = Blueprint("gesprek", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/gesprek")


@blueprint.get("/<int:stap_id>")
@for_begeleider
def blad(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """The notes as a page of their own, also when the evening is further or over."""
    stap = gesprek.get_gesprek(db.session(), g.dialoog.id, bijeenkomst_id, stap_id)
    now = gesprek.notities(db.session(), stap.id)
    return _page(bijeenkomst_id, stap_id, now.tekst, now.versie)


@blueprint.post("/<int:stap_id>")
@for_begeleider
def bewaar(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Save: `tekst`, `versie` (the one seen). Somebody was first: both texts, as JSON or as a page."""
    typed, name = request.form.get("tekst", ""), g.dialoog.korte_naam
    try:
        tekst = clean_text(typed, gesprek.MAX_NOTITIES)
        saved = gesprek.save_notities(g.dialoog.id, bijeenkomst_id, stap_id, read_number("versie"), tekst, g.wie.naam)
    except ValueError as error:
        if wants_json():
            raise BadInput(str(error)) from error
        return _page(bijeenkomst_id, stap_id, typed, read_number("versie"), fout=str(error)), 400
    except Outdated as error:
        if wants_json():
            raise
        db.session.rollback()
        g.dialoog = get_dialoog(name)
        return _page(bijeenkomst_id, stap_id, typed, error.stand["versie"], ander=error.stand), 409
    if wants_json():
        return jsonify({"versie": saved.versie, "tekst": saved.tekst, "moment": klok.klokslag(saved.moment)})
    if request.form.get("naar") == "blad":
        place = {"korte_naam": name, "bijeenkomst_id": bijeenkomst_id, "stap_id": stap_id}
        return redirect(url_for("gesprek.blad", **place), 303)
    return back(bijeenkomst_id)


@blueprint.post("/<int:stap_id>/afspraak")
@for_begeleider
def afspraak(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """One agreement more: `tekst` (what), `wie`, `wanneer`, `kenmerk`. What does not fit is said with what was typed on
    the page where agreements are changed."""
    session = db.session()
    number, stap = g.dialoog.id, gesprek.get_gesprek(session, g.dialoog.id, bijeenkomst_id, stap_id).id
    typed = {name: request.form.get(name, "") for name in ("tekst", "wie", "wanneer")}
    name, wie, kenmerk = g.dialoog.korte_naam, g.wie.naam, request.form.get("kenmerk", "")[:64]
    try:
        save_aantekening(number, AFSPRAAK, typed, wie, kenmerk=kenmerk, bijeenkomst_id=bijeenkomst_id, stap_id=stap)
    except (BadInput, NotNow) as error:
        db.session.rollback()
        g.dialoog = get_dialoog(name)
        return page(AFSPRAAK, None, typed, 0, fout=error, plek=(bijeenkomst_id, stap)), error.status
    return back(bijeenkomst_id)


def _page(
    bijeenkomst_id: int,
    stap_id: int,
    getypt: str,
    versie: int,
    *,
    fout: str | None = None,
    ander: dict[str, Any] | None = None,
) -> str:
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    return render_template(
        "regie/gesprek.html",
        dialoog=g.dialoog,
        bijeenkomst=evening,
        basis=regie_adres(g.dialoog, evening),
        stap=gesprek.get_gesprek(db.session(), g.dialoog.id, bijeenkomst_id, stap_id),
        getypt=getypt,
        versie=versie,
        fout=fout,
        ander=ander,
    )
