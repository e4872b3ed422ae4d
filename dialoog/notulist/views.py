"""Pages of who takes notes, and the page of the regie that hands out the link."""

from typing import Any

from flask import Blueprint, Flask, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog import access
from dialoog.access import command, for_begeleider, get_dialoog
from dialoog.bijeenkomst.queries import current_bijeenkomst, live_stap
from dialoog.bijeenkomst.schermen import qr, regios
from dialoog.bijeenkomst.tonen import opgave_van
from dialoog.bijeenkomst.tonenvellen import KADERNAMEN
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Refusal
from dialoog.idee import getypt
from dialoog.idee.forms import IdeeForm, WijzigForm, from_json
from dialoog.idee.service import as_json
from dialoog.notulist import schrijfplek, service
from dialoog.notulist.rules import MAX_NAAM
from dialoog.notulist.toegang import for_notulist, own_token, remember
from dialoog.notulist.views_delen import blueprint as delen
from dialoog.notulist.views_schrijven import blueprint as schrijven
from dialoog.opgave.views.zijlijst import zijlijst
from dialoog.velden import read_numbers

blueprint = Blueprint("notulist", __name__, url_prefix="/notulist/<korte_naam>")
regie = Blueprint("notulisten", __name__, url_prefix="/regie/<korte_naam>/notulisten")


def register(app: Flask) -> None:
    """Hang the pages in the app."""
    for part in (blueprint, schrijven, delen, regie):
        app.register_blueprint(part)


# --- the regie ------------------------------------------------------------------------------------------------


@regie.get("")
@for_begeleider
def lijst() -> ResponseReturnValue:
    """The links that run and who came in by them."""
    return _lijst_page()


@regie.post("")
@for_begeleider
def maak() -> ResponseReturnValue:
    """A link more: shown on this answer and never again."""
    name = g.dialoog.korte_naam
    token = service.make_link(g.dialoog.id, g.wie.naam)
    g.dialoog = get_dialoog(name)
    path = url_for("notulist.binnen", korte_naam=name, token=token)
    return _lijst_page(access.config().adres.rstrip("/") + path)


@regie.post("/<int:link_id>/einde")
@for_begeleider
def einde(link_id: int) -> ResponseReturnValue:
    """End a link: nobody comes in by it, and who came in types no more."""
    service.end_link(g.dialoog.id, link_id, g.wie.naam)
    return redirect(url_for("notulisten.lijst", korte_naam=g.dialoog.korte_naam), 303)


def _lijst_page(link: str | None = None) -> str:
    session = db.session()
    return render_template(
        "notulist/regie.html",
        dialoog=g.dialoog,
        plek="voorbereiden",
        zij=zijlijst(session, g.dialoog, "begeleiders"),
        links=service.links(session, g.dialoog.id),
        link=link,
        qr=qr.__wrapped__(link) if link else "",
    )


# --- at the door ----------------------------------------------------------------------------------------------


@blueprint.get("/binnen/<token>")
def binnen(korte_naam: str, token: str) -> ResponseReturnValue:
    """What the link is for, and what one is called. Opening it changes nothing."""
    return _binnen_page(korte_naam, token)


@blueprint.post("/binnen/<token>")
def kom_binnen(korte_naam: str, token: str) -> ResponseReturnValue:
    """Come in under a name; again under the same one is fine."""
    number = get_dialoog(korte_naam).id
    try:
        device = service.come_in(number, token, request.form.get("naam", ""), own_token(number))
    except BadInput as error:
        db.session.rollback()
        return _binnen_page(korte_naam, token, error)
    answer = make_response(redirect(url_for("notulist.avond", korte_naam=korte_naam), 303))
    remember(answer, number, device)
    return answer


def _binnen_page(korte_naam: str, token: str, fout: BadInput | None = None) -> ResponseReturnValue:
    dialoog = get_dialoog(korte_naam)
    if service.find_link(db.session(), dialoog.id, token) is None:
        raise NotFound("Deze link werkt niet meer. Vraag de begeleider om een nieuwe.", kop="Deze link werkt niet")
    page = render_template(
        "notulist/binnen.html",
        dialoog=dialoog,
        fout=fout.velden["naam"] if fout else None,
        naam=request.form.get("naam", ""),
        hoogstens=MAX_NAAM,
    )
    return page, 400 if fout else 200


# --- the page of who takes notes --------------------------------------------------------------------------------


@blueprint.get("/")
@for_notulist
def avond() -> ResponseReturnValue:
    """What is live, to read along, and what can be typed now."""
    session = db.session()
    evening = current_bijeenkomst(session, g.dialoog.id)
    if evening is None:
        raise NotFound("Er is nog geen bijeenkomst.")
    regions = {regio.naam: regio for regio in regios(session, evening, "zaal")}
    return render_template(
        "notulist/avond.html",
        wie=g.wie,
        paneel=regions["paneel"],
        schrijf=schrijfplek.schrijfplek(session, g.dialoog, live_stap(session, evening.id)),
        mijn=_mijn(),
        **{key: value for regio in regions.values() for key, value in regio.context.items()},
    )


@blueprint.get("/mijn")
@for_notulist
def mijn() -> ResponseReturnValue:
    """`{ideeen}`: what this notulist typed."""
    return jsonify(_mijn())


def _mijn() -> dict[str, Any]:
    return {"ideeen": [as_json(row) for row in getypt.getypte_ideeen(db.session(), g.dialoog.id, g.wie.id)]}


@blueprint.get("/lezen")
@for_notulist
def lezen() -> ResponseReturnValue:
    """The question, the kaders and the spelregels."""
    return render_template(
        "telefoon/lezen.html",
        dialoog=g.dialoog,
        wie=g.wie,
        opgave=opgave_van(g.dialoog),
        kadernamen=KADERNAMEN,
        avond=url_for("notulist.avond", korte_naam=g.dialoog.korte_naam),
    )


# --- ideas ------------------------------------------------------------------------------------------------------


@blueprint.post("/ideeen")
@for_notulist
@command
def geef() -> ResponseReturnValue:
    """`{kenmerk, tekst, deelvragen: [ids]}` → `{idee}` with its number; the same kenmerk gets the first answer."""
    form = from_json(IdeeForm, g.command)
    ids = list(form.deelvragen.data or [])
    made = getypt.add_getypt(g.dialoog.id, g.wie.id, form.kenmerk.data, form.tekst.data or "", ids, g.wie.naam)
    return jsonify({"idee": made})


@blueprint.post("/papier")
@for_notulist
def papier() -> ResponseReturnValue:
    """The form of an idea without a script. A refusal shows what was typed."""
    name, typed, ids = g.dialoog.korte_naam, request.form.get("tekst", ""), read_numbers("deelvragen")
    try:
        getypt.add_getypt(g.dialoog.id, g.wie.id, request.form.get("kenmerk", ""), typed, ids, g.wie.naam)
    except Refusal as error:
        db.session.rollback()
        page = render_template("notulist/niet_aangekomen.html", dialoog=get_dialoog(name), fout=error, getypt=typed)
        return page, error.status
    return redirect(url_for("notulist.avond", korte_naam=name), 303)


@blueprint.post("/ideeen/<int:idee_id>")
@for_notulist
@command
def wijzig(idee_id: int) -> ResponseReturnValue:
    """`{versie, tekst, deelvragen}` → `{idee}`; 409 with `stand` when it was changed elsewhere."""
    form = from_json(WijzigForm, g.command)
    ids = list(form.deelvragen.data or [])
    text, seen = form.tekst.data or "", form.versie.data
    return jsonify({"idee": getypt.change_getypt(g.dialoog.id, g.wie.id, idee_id, seen, text, ids, g.wie.naam)})
