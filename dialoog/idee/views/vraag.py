"""A question to the author of an idea: put in the regie, answered on the author's phone."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.views.regie import avond
from dialoog.database import db
from dialoog.errors import BadInput
from dialoog.idee import vraag
from dialoog.idee.queries import deelvragen, get_idee, tel
from dialoog.idee.schermen import gevraagd, in_hand
from dialoog.velden import read_number
from dialoog.web import csrf

regie = Blueprint("idee_vraag", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>")
telefoon = Blueprint("idee_antwoord", __name__, url_prefix="/d/<korte_naam>/vragen")


def register(app: Flask) -> None:
    """Hang these pages in the app."""
    csrf.exempt(telefoon)  # JSON commands: guarded by the Origin instead
    app.register_blueprint(regie)
    app.register_blueprint(telefoon)
    app.jinja_env.globals.update(mijn_ideevragen=mijn_ideevragen)


def mijn_ideevragen() -> list[dict[str, Any]]:
    """The open questions about the ideas of whose phone asks; empty for anybody else."""
    return vraag.own_vragen(db.session(), g.dialoog.id, g.wie.id) if g.wie.rol == "deelnemer" else []


@telefoon.get("")
@for_deelnemer("deelnemer")
def mijn() -> ResponseReturnValue:
    """`{vragen: [{id, nummer, idee, vraag}]}`: what is open about my own ideas."""
    return jsonify({"vragen": mijn_ideevragen()})


@telefoon.post("/<int:vraag_id>")
@for_deelnemer("deelnemer")
@command
def antwoord(vraag_id: int) -> ResponseReturnValue:
    """`{antwoord}` → `{vraag}`; 409 when it was withdrawn, or answered otherwise on another phone (`stand`)."""
    words = g.command.get("antwoord")
    if not isinstance(words, str):
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw.")
    return jsonify({"vraag": vraag.answer_vraag(g.dialoog.id, g.wie.id, vraag_id, words)})


@regie.get("/ideeen/<int:idee_id>")
@for_begeleider
def blad(bijeenkomst_id: int, idee_id: int) -> ResponseReturnValue:
    """One idea with all that stands beside it, for a step that has no idea in hand."""
    return _blad(bijeenkomst_id, idee_id, 200)


def _blad(bijeenkomst_id: int, idee_id: int, status: int) -> ResponseReturnValue:
    session = db.session()
    evening = get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id)
    idee = get_idee(session, g.dialoog.id, idee_id)
    hand = in_hand(session, [idee], replace(gevraagd(), idee=idee.id), tel([idee], deelvragen(session, g.dialoog.id)))
    basis = f"/regie/{g.dialoog.korte_naam}/avond/{evening.id}"
    page = render_template("idee/een.html", dialoog=g.dialoog, bijeenkomst=evening, basis=basis, h=hand)
    return make_response(page, status)


@regie.post("/ideeen/<int:idee_id>/vraag")
@for_begeleider
def stel(bijeenkomst_id: int, idee_id: int) -> ResponseReturnValue:
    """Form: kenmerk, vraag. An error shows the page again, with what was typed."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id).id
    words, mark = request.form.get("vraag", ""), request.form.get("kenmerk", "")
    try:
        if not 8 <= len(mark) <= 64:
            raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en probeer het nog eens.")
        vraag.ask_indiener(g.dialoog.id, idee_id, mark, words, wie=g.wie.naam, bijeenkomst_id=evening)
    except BadInput as error:
        g.idee_fout = {"formulier": "vraag", "velden": error.velden, "tekst": error.tekst, "kop": error.kop}
        if request.values.get("terug") == "blad":
            return _blad(evening, idee_id, 400)
        g.idee_in_hand = idee_id
        page: Any = avond
        return make_response(page(korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id), 400)
    return _back(bijeenkomst_id, idee_id)


@regie.post("/vragen/<int:vraag_id>/intrekken")
@for_begeleider
def trek_in(bijeenkomst_id: int, vraag_id: int) -> ResponseReturnValue:
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id).id
    vraag.withdraw_vraag(g.dialoog.id, vraag_id, wie=g.wie.naam, bijeenkomst_id=evening)
    return _back(bijeenkomst_id, read_number("idee"))


@regie.post("/vragen/<int:vraag_id>/overnemen")
@for_begeleider
def neem_over(bijeenkomst_id: int, vraag_id: int) -> ResponseReturnValue:
    """Put the answer under the text of the idea. Form: versie."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id).id
    vraag.put_antwoord(g.dialoog.id, vraag_id, read_number("versie"), wie=g.wie.naam, bijeenkomst_id=evening)
    return _back(bijeenkomst_id, read_number("idee"))


def _back(bijeenkomst_id: int, idee_id: int) -> ResponseReturnValue:
    """To the evening, with the same idea in hand and the same sieve."""
    if idee_id and request.values.get("terug") == "blad":
        place = url_for(
            "idee_vraag.blad", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id, idee_id=idee_id
        )
        return redirect(place, 303)
    kept: dict[str, Any] = {"idee": idee_id} if idee_id else {}
    if (zeef := request.values.get("zeef", "")).isalnum():
        kept["zeef"] = zeef
    return redirect(url_for("regie.avond", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id, **kept), 303)
