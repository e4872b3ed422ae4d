"""Additions: the command of a phone, and what eigenaren and begeleider do with them on the page of a question. Forms
that work without a script."""

from typing import Any

from flask import Blueprint, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.bijeenkomst.queries import current_bijeenkomst
from dialoog.bijeenkomst.views.regie import back as back_to_avond
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Refusal
from dialoog.velden import read_number
from dialoog.voorstel import aanvullingen, queries
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.views import kaart_schrijven, schrijven
from dialoog.voorstel.views import telefoon as eigen
from dialoog.voorstel.views.aanvulblad import aanvulfout

telefoon = Blueprint("aanvullen", __name__, url_prefix="/d/<korte_naam>")
regie = Blueprint("aanvullen_regie", __name__, url_prefix="/regie/<korte_naam>")


# --- a phone in the hall ----------------------------------------------------------------------------------------


@telefoon.post("/aanvulling")
@for_deelnemer("deelnemer")
@command
def stuur() -> ResponseReturnValue:
    """`{nummer, plek, kenmerk, tekst}` → `{aanvulling}`; the same kenmerk gets the first one."""
    nummer, plek, kenmerk, tekst = (g.command.get(key) for key in ("nummer", "plek", "kenmerk", "tekst"))
    words = isinstance(kenmerk, str) and isinstance(tekst, str)
    if type(nummer) is not int or type(plek) is not int or not 0 < nummer < 2**31 or not words:
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en stuur het nog eens.")
    sent = aanvullingen.send_aanvulling(g.dialoog.id, g.wie.id, nummer, plek, str(kenmerk), str(tekst))
    return jsonify({"aanvulling": sent})


# --- beside an answer -------------------------------------------------------------------------------------------


def process(
    template: str, nummer: int, plek: int, wie: Schrijver, more: dict[str, Any], *, op_slot: bool = False
) -> ResponseReturnValue:
    """Do what the form says: `daad` overnemen (with `tekst`), terzijde (with `reden`), or nieuw (with `nieuw` and
    `namens`). Then the page again; a refusal stands at its form. `more`: what the template needs, with `adres`."""
    schrijven.need_sleutel(plek)
    try:
        _doe(nummer, plek, wie)
    except Refusal as error:
        if isinstance(error, NotFound):
            raise
        db.session.rollback()
        card = queries.find_voorstel(db.session(), g.dialoog.id, nummer)
        shown = {**more, "aanvulfout": aanvulfout(error)}
        return schrijven.page(template, g.dialoog, card, plek, op_slot=op_slot, status=error.status, **shown)
    return redirect(f"{more['adres']}/{plek}#aanvullingen", 303)


def _doe(nummer: int, plek: int, wie: Schrijver) -> None:
    act, here, evening = request.form.get("daad"), read_number("aanvulling"), _evening()
    if act == "overnemen":
        aanvullingen.accept(g.dialoog.id, evening, nummer, here, request.form.get("tekst"), wie)
    elif act == "terzijde":
        aanvullingen.lay_aside(g.dialoog.id, evening, nummer, here, request.form.get("reden", ""), wie)
    elif act == "nieuw" and wie.rol != "deelnemer":
        mark, words = request.form.get("kenmerk", ""), request.form.get("nieuw", "")
        who = read_number("namens") if wie.rol == "begeleider" else 0
        aanvullingen.type_aanvulling(g.dialoog.id, evening, nummer, plek, mark, words, wie, who or None)
    else:
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw.")


def _evening() -> int | None:
    """The evening that goes on now, for the record."""
    found = current_bijeenkomst(db.session(), g.dialoog.id)
    return found.id if found is not None and found.deur_open else None


@telefoon.post("/voorstel/<int:nummer>/<int:plek>/aanvulling")
@for_deelnemer("deelnemer")
def verwerk(nummer: int, plek: int) -> ResponseReturnValue:
    """An eigenaar accepts one, or lays it aside."""
    locked = eigen.is_op_slot(nummer)
    more = {"wie": g.wie, "adres": eigen.kaart_adres(nummer)}
    return process(eigen.TEMPLATE, nummer, plek, eigen.schrijver(), more, op_slot=locked)


@regie.post("/voorstellen/<int:nummer>/<int:plek>/aanvulling")
@for_begeleider
def verwerk_regie(nummer: int, plek: int) -> ResponseReturnValue:
    """The same for the begeleider, and one that somebody without a phone said."""
    wie = Schrijver("begeleider", g.wie.naam)
    return process(kaart_schrijven.TEMPLATE, nummer, plek, wie, kaart_schrijven.meer(nummer))


@regie.post("/avond/<int:bijeenkomst_id>/voorstel/<int:nummer>/aanvulling/<int:aanvulling_id>")
@for_begeleider
def neem_over(bijeenkomst_id: int, nummer: int, aanvulling_id: int) -> ResponseReturnValue:
    """In the room: put it under the answer as it is."""
    wie = Schrijver("begeleider", g.wie.naam)
    aanvullingen.accept(g.dialoog.id, bijeenkomst_id, nummer, aanvulling_id, None, wie)
    return back_to_avond(bijeenkomst_id)
