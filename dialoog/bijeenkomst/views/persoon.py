"""Regie: one person. Correct the registration, let in, is weg, a new pass, end passes, remove."""

from typing import Any

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import config, for_begeleider, hash_token, new_token
from dialoog.bijeenkomst import aanwezig
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aanwezigheid, get_bijeenkomst
from dialoog.bijeenkomst.schermen import qr
from dialoog.bijeenkomst.views.deelnemers import frame, to_lijst, to_persoon
from dialoog.database import db
from dialoog.deelnemer import service, toegang
from dialoog.deelnemer.forms import PersoonForm, VermeldingForm
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import get_deelnemer, living_passes, open_toestellen
from dialoog.deelnemer.rules import MAX_NAAM
from dialoog.errors import BadInput, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.tekst import clean_line

ADRES = "/regie/<korte_naam>/deelnemers/<int:bijeenkomst_id>/<int:deelnemer_id>"
blueprint = Blueprint("persoon", __name__, url_prefix=ADRES)


@blueprint.get("")
@for_begeleider
def persoon(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """The page of one person."""
    return _page(bijeenkomst_id, deelnemer_id)


@blueprint.post("")
@for_begeleider
def bewaar(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Correct the registration. An error or a conflict leaves what was typed on the screen."""
    person = get_deelnemer(db.session(), g.dialoog.id, deelnemer_id)
    form = PersoonForm(naamloos=not person.naam).vul(g.dialoog)
    if not form.validate_on_submit():
        return _page(bijeenkomst_id, deelnemer_id, form=form, status=400)
    number = g.dialoog.id
    try:
        entry = form.aanmelding(wie=g.wie.naam)
        service.correct_aanmelding(number, deelnemer_id, entry, form.gezien, g.wie.naam)
    except Outdated as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        form.versie.data = str(get_deelnemer(db.session(), number, deelnemer_id).versie)
        return _page(bijeenkomst_id, deelnemer_id, form=form, status=409, conflict=error.tekst)
    return to_lijst(bijeenkomst_id)


@blueprint.post("/boek")
@for_begeleider
def boek(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """How the book names this person, as that person said."""
    form = VermeldingForm()
    if not form.validate_on_submit():
        return _page(bijeenkomst_id, deelnemer_id, boekform=form, status=400)
    words, yes = form.vermelding.data or "", bool(form.naam_in_boek.data)
    service.choose_vermelding(g.dialoog.id, deelnemer_id, words, yes, g.wie.naam)
    return to_persoon(bijeenkomst_id, deelnemer_id)


@blueprint.post("/staat")
@for_begeleider
def staat(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """*Is weg* (`staat=weg`), *is terug* or *is er* (`aanwezig`), *komt niet* (`afwezig`)."""
    wanted = request.values.get("staat")
    if wanted == "aanwezig":
        aanwezig.let_in(g.dialoog.id, bijeenkomst_id, deelnemer_id, g.wie.naam)
    elif wanted in ("weg", "afwezig"):
        aanwezig.set_aanwezigheid(g.dialoog.id, bijeenkomst_id, deelnemer_id, wanted, g.wie.naam)
    else:
        raise BadInput("Kies of deze persoon er is, of weg is.")
    return to_persoon(bijeenkomst_id, deelnemer_id)


@blueprint.post("/zonder-telefoon")
@for_begeleider
def zonder_telefoon(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Let somebody in without a phone: `helper` acts (empty: the begeleider)."""
    try:
        helper = clean_line(request.form.get("helper"), MAX_NAAM)
    except ValueError as error:
        raise BadInput(str(error)) from error
    aanwezig.let_in(g.dialoog.id, bijeenkomst_id, deelnemer_id, g.wie.naam, helper=helper or g.wie.naam)
    return to_persoon(bijeenkomst_id, deelnemer_id)


@blueprint.post("/pas")
@for_begeleider
def nieuwe_pas(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """A further pass, shown on this one answer and never again; `binnen=ja` lets the person in too."""
    token = request.form.get("pas", "")
    if not 16 <= len(token) <= 64 or not token.isascii():
        raise BadInput("Dit formulier was niet compleet. Laad de bladzijde opnieuw.")
    if request.form.get("binnen") == "ja":
        aanwezig.let_in(g.dialoog.id, bijeenkomst_id, deelnemer_id, g.wie.naam, pas_hash=hash_token(token))
    else:
        toegang.new_pas(g.dialoog.id, deelnemer_id, hash_token(token), g.wie.naam)
    link = f"{config().adres}/ik#{token}"
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    person = get_deelnemer(db.session(), g.dialoog.id, deelnemer_id)
    # The QR of a pass is not kept in any cache: `__wrapped__` makes it afresh.
    drawn = qr.__wrapped__(link)
    return render_template("deelnemers/pas.html", **frame(evening), persoon=person, link=link, qr=drawn)


@blueprint.post("/passen-einde")
@for_begeleider
def passen_einde(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """End all passes of somebody; devices that are in stay in."""
    toegang.end_passes(g.dialoog.id, deelnemer_id, None, g.wie.naam)
    return to_persoon(bijeenkomst_id, deelnemer_id)


@blueprint.post("/toestel/<int:toestel_id>/af")
@for_begeleider
def toestel_af(bijeenkomst_id: int, deelnemer_id: int, toestel_id: int) -> ResponseReturnValue:
    """Sign a device of somebody off."""
    toegang.end_toestel(g.dialoog.id, deelnemer_id, toestel_id, g.wie.naam)
    return to_persoon(bijeenkomst_id, deelnemer_id)


@blueprint.post("/verwijder")
@for_begeleider
def verwijder(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Take somebody off the list (marked, so it can be undone)."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    service.remove_deelnemer(g.dialoog.id, deelnemer_id, evening.id, g.wie.naam)
    return to_lijst(bijeenkomst_id)


def _page(
    bijeenkomst_id: int,
    deelnemer_id: int,
    *,
    form: PersoonForm | None = None,
    boekform: VermeldingForm | None = None,
    status: int = 200,
    conflict: str | None = None,
) -> ResponseReturnValue:
    session = db.session()
    evening: Bijeenkomst = get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id)
    person: Deelnemer = get_deelnemer(session, g.dialoog.id, deelnemer_id)
    context: dict[str, Any] = {
        "persoon": person,
        "form": form or PersoonForm(formdata=None).vul(g.dialoog).neem(person),
        "boekform": boekform
        or VermeldingForm(formdata=None, vermelding=person.vermelding, naam_in_boek=person.naam_in_boek),
        "staat": aanwezigheid(session, evening.id, person.id),
        "toestellen": open_toestellen(session, person.id, None),
        "passen": living_passes(session, person.id),
        "pas": new_token(),
        "conflict": conflict,
    }
    return render_template("deelnemers/persoon.html", **frame(evening), **context), status
