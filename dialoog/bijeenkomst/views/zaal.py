"""Regie, *Altijd bij de hand*: pauze, black, test picture, code and a message. Plain forms: POST, then back."""

from datetime import datetime

from flask import Blueprint, Flask, Response, g, request
from flask.typing import ResponseReturnValue

from dialoog import klok
from dialoog.access import for_begeleider
from dialoog.bijeenkomst import facts, zaal, zaal_rules
from dialoog.bijeenkomst.koppelen import Koppelingen
from dialoog.bijeenkomst.views import koppelen
from dialoog.bijeenkomst.views.hand import Handkaart
from dialoog.bijeenkomst.views.regie import back, page
from dialoog.tekst import clean_line
from dialoog.velden import read_number
from dialoog.verslag.service import Inverse, register_inverse

blueprint = Blueprint("zaal", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>")
LEEG = "Typ eerst een bericht, of kies er een van de drie."


def register(app: Flask) -> None:
    """Hang these pages in the app, with the screens that wait for a number, and say how a pauze is undone."""
    app.register_blueprint(blueprint)
    app.register_blueprint(koppelen.blueprint)
    app.extensions["dialoog_koppelingen"] = Koppelingen()
    register_inverse(facts.PauzeBegonnen, Inverse(zaal.undo_begin, zaal.why_not_undo_begin))
    register_inverse(facts.PauzeVoorbij, Inverse(zaal.undo_end, zaal.why_not_undo_end))


@blueprint.post("/pauze")
@for_begeleider
def pauze(bijeenkomst_id: int) -> ResponseReturnValue:
    """Begin a pauze or change it: `minuten` from now, or `tot` (20:25), or neither; `daarna` in words."""
    typed, words = request.form.get("tot", "")[:20], request.form.get("daarna", "")
    try:
        daarna = clean_line(words, zaal_rules.MAX_DAARNA)
        until = _until(typed)
    except ValueError as error:
        hand = Handkaart("pauze", getypt=typed, fout=str(error), overig={"daarna": words[:300]})
        return Response(page(bijeenkomst_id, hand), 400)
    zaal.begin_pauze(g.dialoog.id, bijeenkomst_id, until, daarna, g.wie.naam)
    return back(bijeenkomst_id)


def _until(typed: str) -> datetime | None:
    minutes = read_number("minuten")
    if minutes in zaal_rules.PAUZE_MINUTEN:
        return zaal_rules.minutes_from(klok.nu(), minutes)
    return zaal_rules.next_time(klok.nu(), typed) if typed.strip() else None


@blueprint.post("/pauze-voorbij")
@for_begeleider
def pauze_voorbij(bijeenkomst_id: int) -> ResponseReturnValue:
    zaal.end_pauze(g.dialoog.id, bijeenkomst_id, g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/bedekking/<any(zwart, proefbeeld, code):wat>")
@for_begeleider
def bedekking(bijeenkomst_id: int, wat: zaal_rules.Bedekking) -> ResponseReturnValue:
    """Lay zwart, proefbeeld or code over the beamer, or take it away: `aan` is ja or nee."""
    on = request.values.get("aan") == "ja"
    zaal.set_bedekking(g.dialoog.id, bijeenkomst_id, wat, aan=on, wie=g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/bericht")
@for_begeleider
def bericht(bijeenkomst_id: int) -> ResponseReturnValue:
    """Put a message on all phones: `klaar` is a ready sentence, `tekst` an own one; without either it goes."""
    typed = request.form.get("klaar") or request.form.get("tekst")
    try:
        words = clean_line(typed, zaal_rules.MAX_BERICHT)
        if typed is not None and not words:
            raise ValueError(LEEG)
    except ValueError as error:
        return Response(page(bijeenkomst_id, Handkaart("bericht", getypt=(typed or "")[:2000], fout=str(error))), 400)
    zaal.set_bericht(g.dialoog.id, bijeenkomst_id, words, g.wie.naam)
    return back(bijeenkomst_id)
