"""What stands beside the text of a question, on its page: title and gemeenten (1), deelvragen (2), results (4), costs
(8), kaders (10). For phone, regie and notulist; without a script every button is a form that is sent."""

from typing import Any

from flask import Blueprint, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from dialoog import klok
from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Refusal
from dialoog.opgave.models import Dialoog
from dialoog.velden import read_number, read_numbers
from dialoog.voorstel import delen_vorm, queries, rules
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.delen import kaders_over_voorstel
from dialoog.voorstel.delen_schrijven import save_deel
from dialoog.voorstel.errors import DeelBotst, KaartOpSlot
from dialoog.voorstel.kaartkop import change_voorstel
from dialoog.voorstel.views import schrijven
from dialoog.voorstel.views.deelblad import KOP, deelblad, telling
from dialoog.voorstel.views.telefoon import TEMPLATE, is_op_slot, kaart_adres, schrijver

telefoon = Blueprint("voorsteldeel_telefoon", __name__, url_prefix="/d/<korte_naam>/voorstel/<int:nummer>")
regie = Blueprint("voorsteldeel", __name__, url_prefix="/regie/<korte_naam>/voorstellen/<int:nummer>")
SOORT = {1: KOP} | {plek: soort for soort, plek in rules.DEEL_PLEK.items()}


def need_soort(plek: int) -> str:
    """What stands beside the text of this question. Raises NotFound."""
    if plek not in SOORT:
        raise NotFound("Bij deze vraag hoort alleen een tekst.")
    return SOORT[plek]


def save(
    template: str, dialoog: Dialoog, nummer: int, plek: int, schrijver: Schrijver, more: dict[str, Any]
) -> ResponseReturnValue:
    """Save what the form holds, after the button of a row (`daad`); then the page again, with a row more when that
    was asked. What could not be saved comes back as typed. `more`: as for `schrijven.save`."""
    soort, daad = need_soort(plek), request.form.get("daad", "")
    velden = {name: request.form.getlist(name) for name in request.form}
    rows = delen_vorm.schik(delen_vorm.getypte_regels(soort, velden), daad) if soort in delen_vorm.KOLOMMEN else []
    try:
        if soort == KOP:
            titel = request.form.get("titel", "")
            chosen = read_numbers("gemeenten")
            change_voorstel(dialoog.id, None, nummer, read_number("versie"), titel, chosen, schrijver)
        else:
            _save(dialoog, nummer, soort, read_number("versie"), velden, rows, schrijver)
    except (DeelBotst, KaartOpSlot, BadInput) as error:
        return _again(template, dialoog, nummer, plek, velden, rows, error, more)
    extra = "?erbij=1" if daad == "erbij" else ""
    return redirect(f"{more['adres']}/{plek}{extra}#deel", 303)


def _save(
    dialoog: Dialoog,
    nummer: int,
    soort: str,
    versie: int,
    velden: delen_vorm.Velden,
    rows: delen_vorm.Regels,
    schrijver: Schrijver,
    kenmerk: str = "",
) -> Any:
    asked = [kader.id for kader in kaders_over_voorstel(db.session(), dialoog.id)] if soort == "kaders" else []
    found = delen_vorm.lees(soort, velden, rows, asked)
    return save_deel(dialoog.id, nummer, versie, found, schrijver, kenmerk)


def _again(
    template: str,
    dialoog: Dialoog,
    nummer: int,
    plek: int,
    velden: delen_vorm.Velden,
    rows: delen_vorm.Regels,
    error: Refusal,
    more: dict[str, Any],
) -> ResponseReturnValue:
    db.session.rollback()
    card = queries.find_voorstel(db.session(), dialoog.id, nummer)
    soort = need_soort(plek)
    typed = (
        {"titel": request.form.get("titel", ""), "gekozen": read_numbers("gemeenten")}
        if soort == KOP
        else delen_vorm.vul_getypt(soort, velden, rows)
    )
    blad = deelblad(dialoog, card, plek, getypt=typed, fout=error)
    locked = isinstance(error, KaartOpSlot)
    return schrijven.page(template, dialoog, card, plek, op_slot=locked, status=error.status, deel=blad, **more)


def save_json(dialoog: Dialoog, nummer: int, plek: int, schrijver: Schrijver) -> ResponseReturnValue:
    """As one fills in: `{versie, velden, kenmerk}`, velden a list of texts per field → `{deel: {versie, wie, moment,
    vakje, telling}}`, telling the page's part that adds up; 409 with `stand`; 400 with a sentence per field."""
    soort = need_soort(plek)
    velden, seen, mark = g.command.get("velden"), g.command.get("versie"), g.command.get("kenmerk", "")
    if soort == KOP or not _leesbaar(velden) or type(seen) is not int or not isinstance(mark, str):
        raise BadInput("We konden dit niet lezen. Alles staat nog op dit toestel. Laad de bladzijde opnieuw.")
    rows = delen_vorm.getypte_regels(soort, velden) if soort in delen_vorm.KOLOMMEN else []
    saved = _save(dialoog, nummer, soort, seen, velden, rows, schrijver, mark[: schrijven.MAX_KENMERK])
    card = queries.find_voorstel(db.session(), dialoog.id, nummer)
    part = {
        "versie": saved.versie,
        "wie": saved.wie,
        "moment": klok.klokslag(saved.moment) if saved.moment else "",
        "vakje": card.vakjes[plek - 1],
        "telling": render_template("voorstel/_telling.html", telling=telling(saved.inhoud)) if plek == 8 else "",
    }
    return jsonify({"deel": part})


def _leesbaar(velden: object) -> bool:
    return isinstance(velden, dict) and all(
        isinstance(values, list) and len(values) <= 1_000 and all(isinstance(value, str) for value in values)
        for values in velden.values()
    )


@telefoon.post("/<int:plek>/deel")
@for_deelnemer("deelnemer")
def bewaar(nummer: int, plek: int) -> ResponseReturnValue:
    """On the phone or laptop of an eigenaar."""
    is_op_slot(nummer)  # not one's own: 404, whatever was sent
    return save(TEMPLATE, g.dialoog, nummer, plek, schrijver(), {"wie": g.wie, "adres": kaart_adres(nummer)})


@telefoon.post("/<int:plek>/deel/bewaar")
@for_deelnemer("deelnemer")
@command
def bewaar_json(nummer: int, plek: int) -> ResponseReturnValue:
    is_op_slot(nummer)
    return save_json(g.dialoog, nummer, plek, schrijver())


@regie.post("/<int:plek>/deel")
@for_begeleider
def bewaar_regie(nummer: int, plek: int) -> ResponseReturnValue:
    """By the begeleider."""
    adres = f"/regie/{g.dialoog.korte_naam}/voorstellen/{nummer}"
    wie = Schrijver("begeleider", g.wie.naam)
    return save("voorstel/regie_schrijven.html", g.dialoog, nummer, plek, wie, {"adres": adres})


@regie.post("/<int:plek>/deel/bewaar")
@for_begeleider
@command
def bewaar_regie_json(nummer: int, plek: int) -> ResponseReturnValue:
    return save_json(g.dialoog, nummer, plek, Schrijver("begeleider", g.wie.naam))
