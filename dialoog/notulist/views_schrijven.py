"""Writing of a notulist: the notes of the live conversation and answers on cards. Works without a script."""

from typing import Any

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog import klok
from dialoog.access import command, get_dialoog
from dialoog.bijeenkomst import gesprek
from dialoog.bijeenkomst.queries import current_bijeenkomst, get_stap
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, NotNow, Outdated, Refusal
from dialoog.notulist.toegang import for_notulist
from dialoog.tekst import clean_text
from dialoog.velden import read_number
from dialoog.voorstel import queries
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.views import aanvullen, schrijven
from dialoog.web import wants_json

blueprint = Blueprint("notulist_schrijven", __name__, url_prefix="/notulist/<korte_naam>")
KAART = "notulist/kaart.html"


@blueprint.post("/gesprek/<int:stap_id>")
@for_notulist
def bewaar_notities(stap_id: int) -> ResponseReturnValue:
    """Save the notes: `tekst`, `versie` (the one seen). Somebody was first: 409 with what lies there."""
    name, number = g.dialoog.korte_naam, g.dialoog.id
    typed = request.form.get("tekst", "")
    try:
        tekst = clean_text(typed, gesprek.MAX_NOTITIES)
        evening = _evening(number, stap_id)
        saved = gesprek.save_notities(number, evening, stap_id, read_number("versie"), tekst, g.wie.naam)
    except Outdated as error:
        if wants_json():
            raise
        db.session.rollback()
        return _both(name, typed, error)
    except ValueError as error:
        raise BadInput(str(error)) from error
    if wants_json():
        return jsonify({"versie": saved.versie, "tekst": saved.tekst, "moment": klok.klokslag(saved.moment)})
    return redirect(url_for("notulist.avond", korte_naam=name), 303)


def _evening(dialoog_id: int, stap_id: int) -> int:
    """The evening of now, when its step of this number is live or done. Raises NotFound, NotNow."""
    session = db.session()
    evening = current_bijeenkomst(session, dialoog_id)
    if evening is None:
        raise NotFound("Er is nog geen bijeenkomst.")
    if get_stap(session, evening.id, stap_id).staat not in ("live", "gedaan"):
        raise NotNow("Dit gesprek is nu niet aan de beurt. Uw tekst staat nog op dit toestel.")
    return evening.id


def _both(name: str, typed: str, error: Outdated) -> ResponseReturnValue:
    """Without a script: both texts as a page."""
    return render_template("notulist/botst.html", dialoog=get_dialoog(name), getypt=typed, ander=error.stand), 409


# --- cards ------------------------------------------------------------------------------------------------------


@blueprint.get("/voorstel/<int:nummer>/<int:plek>")
@for_notulist
def vraag(nummer: int, plek: int) -> ResponseReturnValue:
    """One question of a card."""
    card = queries.find_voorstel(db.session(), g.dialoog.id, nummer)
    return schrijven.page(KAART, g.dialoog, card, plek, op_slot=False, **_meer(nummer))


@blueprint.post("/voorstel/<int:nummer>/<int:plek>")
@for_notulist
def bewaar(nummer: int, plek: int) -> ResponseReturnValue:
    """The form without a script; also what shows both texts when two people were writing."""
    return schrijven.save(KAART, g.dialoog, nummer, plek, _schrijver(), _meer(nummer))


@blueprint.post("/voorstel/<int:nummer>/<int:plek>/bewaar")
@for_notulist
@command
def bewaar_json(nummer: int, plek: int) -> ResponseReturnValue:
    """As one types: see `schrijven.save_json`."""
    return schrijven.save_json(g.dialoog, nummer, plek, _schrijver())


@blueprint.post("/voorstel/<int:nummer>/<int:plek>/aanvulling")
@for_notulist
def aanvulling(nummer: int, plek: int) -> ResponseReturnValue:
    """An addition of the hall: type one, take one into the answer, or lay it aside."""
    return aanvullen.process(KAART, nummer, plek, _schrijver(), _meer(nummer))


@blueprint.get("/voorstel/<int:nummer>/<int:plek>/stand")
@for_notulist
def stand(nummer: int, plek: int) -> ResponseReturnValue:
    """What somebody else wrote since."""
    return schrijven.stand_json(g.dialoog, nummer, plek)


@blueprint.get("/voorstel/<int:nummer>/<int:plek>/eerder")
@for_notulist
def eerder(nummer: int, plek: int) -> ResponseReturnValue:
    """The former texts."""
    return _eerder_page(nummer, plek, None)


@blueprint.post("/voorstel/<int:nummer>/<int:plek>/eerder")
@for_notulist
def zet_terug(nummer: int, plek: int) -> ResponseReturnValue:
    adres = _meer(nummer)["adres"]
    return schrijven.put_back(
        g.dialoog, nummer, plek, _schrijver(), adres, lambda error: _eerder_page(nummer, plek, error)
    )


def _eerder_page(nummer: int, plek: int, fout: Refusal | None) -> ResponseReturnValue:
    return schrijven.former("telefoon/basis.html", g.dialoog, nummer, plek, mag=True, fout=fout, **_meer(nummer))


def _schrijver() -> Schrijver:
    return Schrijver("notulist", g.wie.naam)


def _meer(nummer: int) -> dict[str, Any]:
    home = url_for("notulist.avond", korte_naam=g.dialoog.korte_naam)
    return {"wie": g.wie, "avond": home, "adres": f"{home}voorstel/{nummer}"}
