"""`/beamer`: a screen on another computer shows a number until a begeleider types it in the regie."""

from flask import Blueprint, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.koppelen import Koppelingen, Scherm, clean_nummer, nummer_op_scherm
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.schermen import adres_kort
from dialoog.bijeenkomst.views.hand import Handkaart
from dialoog.bijeenkomst.views.regie import back, page
from dialoog.database import db
from dialoog.errors import TooMany
from dialoog.limits import allow, allow_browser

blueprint = Blueprint("koppelen", __name__)
FOUT = "Dit nummer kennen we niet (meer). Kijk op het grote scherm of daar nog hetzelfde nummer staat."
NIEUW_PER_MINUUT, TRAAG_BOVEN = 10, 60
"""Numbers that one browser gets; and of all on one network, above which asking is slow."""
POGINGEN_PER_MINUUT = 10


def koppelingen() -> Koppelingen:
    """The screens that wait on this server."""
    found: Koppelingen = current_app.extensions["dialoog_koppelingen"]
    return found


@blueprint.get("/beamer")
def begin() -> ResponseReturnValue:
    """The page that asks for a number: a script presses the button by itself."""
    return render_template("beamer/koppel.html", nummer="", adres=adres_kort())


@blueprint.post("/beamer")
def nieuw() -> ResponseReturnValue:
    """A number for this screen."""
    if not allow_browser("koppelnummer", NIEUW_PER_MINUUT, TRAAG_BOVEN):
        raise TooMany("Hier zijn net veel nummers gevraagd. Wacht een minuut en probeer het opnieuw.")
    return redirect(url_for("koppelen.wacht", geheim=koppelingen().wacht().geheim), 303)


@blueprint.get("/beamer/wacht/<geheim>")
def wacht(geheim: str) -> ResponseReturnValue:
    """The number, large. Once it was typed in the regie this screen goes on to its beamer."""
    scherm = koppelingen().van(geheim)
    if scherm is None:
        return redirect(url_for("koppelen.begin"))
    if scherm.token is not None:
        return redirect(url_for("beamer.scherm", token=scherm.token))
    return render_template("beamer/koppel.html", nummer=nummer_op_scherm(scherm.nummer), adres=adres_kort())


@blueprint.get("/beamer/wacht/<geheim>/stand")
def stand(geheim: str) -> ResponseReturnValue:
    """Where this screen may go: `{naar}`, null while it waits."""
    return jsonify({"naar": _naar(koppelingen().van(geheim))})


def _naar(scherm: Scherm | None) -> str | None:
    if scherm is None:
        return url_for("koppelen.begin")
    return url_for("beamer.scherm", token=scherm.token) if scherm.token else None


@blueprint.post("/regie/<korte_naam>/avond/<int:bijeenkomst_id>/koppel")
@for_begeleider
def koppel(bijeenkomst_id: int) -> ResponseReturnValue:
    """Let the screen with this number show the beamer of this evening: `nummer`."""
    if not allow("koppelpoging", str(g.wie.id), POGINGEN_PER_MINUUT):
        raise TooMany("U typte vaak een nummer. Wacht een minuut en probeer het opnieuw.")
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    typed = request.form.get("nummer", "")
    nummer = clean_nummer(typed)
    if not nummer or not koppelingen().koppel(nummer, evening.beamer_token):
        return Response(page(bijeenkomst_id, Handkaart("koppel", getypt=typed[:20], fout=FOUT)), 400)
    return back(bijeenkomst_id)
