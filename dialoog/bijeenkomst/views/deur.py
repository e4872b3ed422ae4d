"""The door: typing the code, registering, *ik ben er*."""

import hashlib
import hmac

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog import limits
from dialoog.access import (
    NIEMAND,
    config,
    deelnemer_op_toestel,
    for_deelnemer,
    hash_token,
    new_token,
    remember_toestel,
    toestel_naam,
)
from dialoog.bijeenkomst import aanwezig, rules
from dialoog.bijeenkomst.errors import DeurDicht
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aanwezigheid, find_by_code, find_by_uitnodiging, get_bijeenkomst
from dialoog.database import db
from dialoog.deelnemer.forms import AanmeldForm
from dialoog.errors import BadInput, NotFound
from dialoog.opgave.models import Dialoog
from dialoog.velden import read_number

blueprint = Blueprint("deur", __name__)
TE_VAAK = (
    "Op dit toestel is te vaak een verkeerde code getypt. Scan de QR of vraag de begeleider. "
    "Over een minuut kan typen weer."
)


@blueprint.get("/")
def code() -> ResponseReturnValue:
    """The field for the code."""
    return render_template("deur/code.html", getypt="", fout=None)


@blueprint.post("/")
def type_code() -> ResponseReturnValue:
    """A typed code leads to its door; wrong ones are counted."""
    typed = request.form.get("code", "")[:40]
    if not limits.may_type_code():
        return render_template("deur/code.html", getypt=typed, fout=TE_VAAK), 429
    code_typed = rules.clean_code(typed)
    if not code_typed:
        return render_template("deur/code.html", getypt="", fout="Typ de code die op het scherm staat."), 400
    evening = find_by_code(db.session(), code_typed)
    if evening is None:
        limits.count_wrong_code()
        words = "Deze code kennen we niet. Kijk nog eens op het scherm."
        return render_template("deur/code.html", getypt=typed, fout=words), 400
    return redirect(url_for("deur.binnen", uitnodiging=evening.uitnodiging), 303)


@blueprint.get("/m/<uitnodiging>")
def binnen(uitnodiging: str) -> ResponseReturnValue:
    """The door of an evening: the form, or one tap for who is known."""
    evening, dialoog = _evening(uitnodiging)
    if deelnemer_op_toestel(db.session(), dialoog.id) is not NIEMAND:
        return redirect(url_for("telefoon.avond", korte_naam=dialoog.korte_naam))
    if not evening.deur_open:
        return render_template("deur/dicht.html", dialoog=dialoog, bijeenkomst=evening), 409
    form = AanmeldForm(formdata=None, registratie=new_token(), pas=new_token()).vul(dialoog)
    form.meekijken.data = "meekijken" in request.args
    return _page(form, evening, dialoog)


@blueprint.post("/m/<uitnodiging>")
def meld_aan(uitnodiging: str) -> ResponseReturnValue:
    """Register. The form carries its own random numbers, so it can be sent twice; a second form on a phone that is
    somebody already (another tab) makes nobody more."""
    evening, dialoog = _evening(uitnodiging)
    naam, number = dialoog.korte_naam, dialoog.id
    if deelnemer_op_toestel(db.session(), number) is not NIEMAND:
        return redirect(url_for("telefoon.avond", korte_naam=naam), 303)
    form = AanmeldForm().vul(dialoog)
    if not form.validate_on_submit():
        if form.registratie.errors or form.pas.errors:
            raise BadInput("Dit formulier was niet compleet. Scan de QR-code op het scherm opnieuw.")
        return _page(form, evening, dialoog, status=400)
    token = _toestel_token(form.registratie.data or "")
    try:
        aanwezig.join(
            evening.id,
            uitnodiging,
            form.aanmelding(),
            pas_hash=hash_token(form.pas.data or ""),
            toestel_hash=hash_token(token),
            omschrijving=toestel_naam(),
        )
    except DeurDicht as error:
        db.session.rollback()
        evening, dialoog = _evening(uitnodiging)
        return _page(form, evening, dialoog, status=409, dicht=error)
    answer = make_response(redirect(url_for("telefoon.avond", korte_naam=naam), 303))
    remember_toestel(answer, number, token)
    return answer


@blueprint.post("/d/<korte_naam>/ik-ben-er")
@for_deelnemer("deelnemer", "toehoorder")
def ik_ben_er() -> ResponseReturnValue:
    """One tap on the next evening, while its door is open."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, read_number("bijeenkomst"))
    naam = g.dialoog.korte_naam
    if aanwezigheid(db.session(), evening.id, g.wie.id) != "aanwezig":
        aanwezig.come_in(g.dialoog.id, evening.id, g.wie.id)
    return redirect(url_for("telefoon.avond", korte_naam=naam), 303)


def _page(
    form: AanmeldForm, evening: Bijeenkomst, dialoog: Dialoog, status: int = 200, dicht: DeurDicht | None = None
) -> ResponseReturnValue:
    page = render_template("deur/aanmelden.html", form=form, bijeenkomst=evening, dialoog=dialoog, dicht=dicht)
    return page, status


def _evening(uitnodiging: str) -> tuple[Bijeenkomst, Dialoog]:
    evening = find_by_uitnodiging(db.session(), uitnodiging)
    if evening is None:
        raise NotFound("Deze uitnodiging kennen we niet. Scan de QR-code op het scherm opnieuw.")
    return evening, db.session.get_one(Dialoog, evening.dialoog_id)


def _toestel_token(registratie: str) -> str:
    """The same form gives the same device token, so a second arrival binds no second device."""
    return hmac.new(config().secret_key.encode(), f"toestel:{registratie}".encode(), hashlib.sha256).hexdigest()
