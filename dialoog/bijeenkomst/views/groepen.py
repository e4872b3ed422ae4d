"""Regie, *Tafels*: making groups and seating people, during their own step and at any other time."""

from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst import groepen_maken, groepen_zetten
from dialoog.bijeenkomst.groepen import groep_van, groepen, kaarten
from dialoog.bijeenkomst.groepen_schermen import indeling, tafels_van
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import get_bijeenkomst, live_stap
from dialoog.bijeenkomst.schermen import basis_context
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.errors import BadInput, Outdated
from dialoog.tekst import clean_line
from dialoog.velden import read_number

blueprint = Blueprint("groepen", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/groepen")
MAX_NAAM = 40


@blueprint.get("")
@for_begeleider
def blad(bijeenkomst_id: int) -> ResponseReturnValue:
    """The tables as a page of its own, whatever the live step is."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    tafels = tafels_van(db.session(), evening)
    verbonden = current_app.extensions["dialoog_live"].connected(evening.id)
    zit = indeling(db.session(), tafels)
    return render_template(
        "groepen/blad.html", tafels=tafels, zit=zit, verbonden=verbonden, **_frame(evening, "tafels")
    )


@blueprint.post("/maak")
@for_begeleider
def maak(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: aantal, hoe (loten, kiezen, hand), gezien (the making that was shown), naar (avond, tafels)."""
    hoe = request.values.get("hoe", "")
    groepen_maken.make_groepen(
        g.dialoog.id, bijeenkomst_id, read_number("aantal"), hoe, read_number("gezien"), g.wie.naam
    )
    return _return(bijeenkomst_id)


@blueprint.post("/sluit")
@for_begeleider
def sluit(bijeenkomst_id: int) -> ResponseReturnValue:
    """Choosing on the phones is over."""
    groepen_maken.end_choosing(g.dialoog.id, bijeenkomst_id, g.wie.naam)
    return _return(bijeenkomst_id)


@blueprint.get("/zet/<int:deelnemer_id>")
@for_begeleider
def wie(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Which table for this person: the buttons beside dragging."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    person = get_deelnemer(db.session(), g.dialoog.id, deelnemer_id)
    hier = groep_van(db.session(), evening.id, person.id)
    return render_template(
        "groepen/zet.html",
        persoon=person,
        hier=hier.id if hier else 0,
        kaarten=kaarten(db.session(), groepen(db.session(), evening.id)),
        **_frame(evening, _naar()),
    )


@blueprint.post("/zet")
@for_begeleider
def zet(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: deelnemer, groep (0: no table)."""
    groep = read_number("groep") or None
    groepen_zetten.put_at(g.dialoog.id, bijeenkomst_id, read_number("deelnemer"), groep)
    return _return(bijeenkomst_id)


@blueprint.get("/namen")
@for_begeleider
def namen(bijeenkomst_id: int) -> ResponseReturnValue:
    """The names of the tables, one field each."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    return _names(evening, {}, {}, 200)


@blueprint.post("/namen")
@for_begeleider
def bewaar_namen(bijeenkomst_id: int) -> ResponseReturnValue:
    """Form: `naam-<groep>` and `gezien-<groep>` of every table shown. An error keeps what was typed."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    shown = [groep.id for groep in groepen(db.session(), evening.id) if f"naam-{groep.id}" in request.form]
    typed = {number: request.form[f"naam-{number}"] for number in shown}
    faults: dict[str, str] = {}
    clean: dict[int, tuple[str, str]] = {}
    for number in shown:
        try:
            clean[number] = (clean_line(typed[number], MAX_NAAM), request.form.get(f"gezien-{number}", ""))
        except ValueError as error:
            faults[f"naam-{number}"] = str(error)
    korte_naam, dialoog_id = g.dialoog.korte_naam, g.dialoog.id
    try:
        if faults:
            raise BadInput("Kijk nog eens naar de namen.", velden=faults)
        groepen_zetten.rename_groepen(dialoog_id, bijeenkomst_id, clean, g.wie.naam)
    except (BadInput, Outdated) as error:
        db.session.rollback()
        evening = get_bijeenkomst(db.session(), dialoog_id, bijeenkomst_id)
        return _names(evening, typed, getattr(error, "velden", {}), error.status, fout=error)
    return _return(bijeenkomst_id, korte_naam)


def _names(
    evening: Bijeenkomst, typed: dict[int, str], fouten: dict[str, str], status: int, fout: Any = None
) -> ResponseReturnValue:
    groups = groepen(db.session(), evening.id)
    page = render_template(
        "groepen/namen.html", groepen=groups, getypt=typed, fouten=fouten, fout=fout, **_frame(evening, _naar())
    )
    return page, status


def _naar() -> str:
    return "tafels" if request.values.get("naar") == "tafels" else "avond"


def _return(bijeenkomst_id: int, korte_naam: str = "") -> ResponseReturnValue:
    """Where the begeleider came from: the evening, or the page of the tables."""
    if _naar() == "avond":
        return back(bijeenkomst_id)
    naam = korte_naam or g.dialoog.korte_naam
    return redirect(url_for("groepen.blad", korte_naam=naam, bijeenkomst_id=bijeenkomst_id), 303)


def _frame(evening: Bijeenkomst, naar: str) -> dict[str, Any]:
    return {**basis_context(db.session(), evening, live_stap(db.session(), evening.id)), "naar": naar}
