"""The phone: follows the evening by itself."""

from typing import Any

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from dialoog.access import command, for_deelnemer
from dialoog.bijeenkomst.groepen import groep_van, groepsnaam
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aanwezigheid, current_bijeenkomst, live_stap
from dialoog.bijeenkomst.schermen import regios
from dialoog.bijeenkomst.views.meedragen import door_wie
from dialoog.bijeenkomst.werkvorm import publiek_van_groep, werkvorm
from dialoog.blik import een_blik
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import open_toestellen
from dialoog.deelnemer.rules import MAX_ORGANISATIE
from dialoog.deelnemer.service import choose_vermelding
from dialoog.errors import BadInput, NotFound
from dialoog.tekst import clean_line
from dialoog.web import csrf

blueprint = Blueprint("telefoon", __name__)


@blueprint.get("/d/<korte_naam>/")
@for_deelnemer("deelnemer", "toehoorder")
def avond() -> ResponseReturnValue:
    """The one page of the evening; who is not present gets *Ik ben er* first."""
    session = db.session()
    evening = current_bijeenkomst(session, g.dialoog.id)
    if evening is None:
        raise NotFound("Er is nog geen bijeenkomst.")
    state = aanwezigheid(session, evening.id, g.wie.id)
    with een_blik(session):  # the hall and the own group ask for the same
        regions = {regio.naam: regio for regio in regios(session, evening, "zaal")}
        groep_html = _groep_html(evening) if state == "aanwezig" else Markup()
    if state != "aanwezig":
        return render_template(
            "telefoon/ik_ben_er.html",
            dialoog=g.dialoog,
            bijeenkomst=evening,
            wie=g.wie,
            staat=state,
            sleutel=regions["paneel"].sleutel,
        )
    return render_template(
        "telefoon/avond.html",
        wie=g.wie,
        paneel=regions["paneel"],
        groep_html=groep_html,
        mijn=_own(evening),
        ander_toestel=max((t.id for t in open_toestellen(session, g.wie.id, g.wie.toestel) if not t.dit), default=0),
        **{key: value for regio in regions.values() for key, value in regio.context.items()},
    )


@blueprint.post("/d/<korte_naam>/")
@csrf.exempt  # type: ignore[untyped-decorator]
@for_deelnemer("deelnemer", "toehoorder")
def te_vroeg() -> ResponseReturnValue:
    """A form that was sent before its script had come over a slow line: nothing is done, nothing typed is lost."""
    typed = [value for value in request.form.values() if len(value.strip()) > 3]
    return render_template("telefoon/te_vroeg.html", dialoog=g.dialoog, wie=g.wie, getypt=typed), 409


@blueprint.get("/d/<korte_naam>/mijn")
@for_deelnemer("deelnemer", "toehoorder")
def mijn() -> ResponseReturnValue:
    """What is this person's own in the live step."""
    evening = current_bijeenkomst(db.session(), g.dialoog.id)
    return jsonify(_own(evening))


def _groep_html(evening: Bijeenkomst) -> Markup:
    """What the person's own group shows in this step, as it is pushed to the phones of that group; empty: nothing."""
    session = db.session()
    group = groep_van(session, evening.id, g.wie.id) if g.wie.rol == "deelnemer" else None
    found = regios(session, evening, publiek_van_groep(group.id)) if group is not None else []
    return Markup("").join(Markup(render_template(regio.template, **regio.context)) for regio in found)


def _own(evening: Bijeenkomst | None) -> dict[str, Any]:
    session = db.session()
    person = session.get_one(Deelnemer, g.wie.id)
    own: dict[str, Any] = {
        "naam": person.naam,
        "vermelding": person.vermelding,
        "organisatie": person.organisatie,
        "naam_in_boek": person.naam_in_boek,
    }
    group = groep_van(session, evening.id, person.id) if evening is not None and g.wie.rol == "deelnemer" else None
    if group is not None:
        own["groep"] = {"id": group.id, "nummer": group.nummer, "naam": groepsnaam(group)}
    stap = live_stap(session, evening.id) if evening is not None else None
    if stap is not None and g.wie.rol == "deelnemer":
        own.update(werkvorm(stap.soort).mijn(session, stap, person.id))
    return own


@blueprint.get("/d/<korte_naam>/vermelding")
@for_deelnemer("deelnemer")
def boeknaam() -> ResponseReturnValue:
    """How the book names me, as a page of its own: for when no step shows it."""
    own = _own(None)
    return render_template("deelnemer/vermelding.html", dialoog=g.dialoog, wie=g.wie, mijn=own)


@blueprint.post("/d/<korte_naam>/vermelding")
@for_deelnemer("deelnemer")
@command
def vermelding() -> ResponseReturnValue:
    """How the book may name this person: `{vermelding, naam_in_boek}`."""
    words, yes = g.command.get("vermelding"), g.command.get("naam_in_boek")
    if not isinstance(words, str) or not isinstance(yes, bool):
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw.")
    try:
        line = clean_line(words, MAX_ORGANISATIE)
    except ValueError as error:
        raise BadInput(str(error), velden={"vermelding": str(error)}) from error
    choose_vermelding(g.dialoog.id, g.wie.id, line, yes, door_wie())
    return jsonify({"vermelding": line, "naam_in_boek": yes})


@blueprint.get("/d/<korte_naam>")
def zonder_streep(korte_naam: str) -> ResponseReturnValue:
    """The address as people type it."""
    return redirect(url_for("telefoon.avond", korte_naam=korte_naam))
