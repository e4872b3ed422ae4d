"""A person's own pages: the pass, the devices, correcting the registration."""

import hashlib
import hmac

import segno
from flask import Blueprint, Flask, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog import limits
from dialoog.access import (
    command,
    config,
    deelnemer_op_toestel,
    for_deelnemer,
    forget_toestel,
    hash_token,
    new_token,
    remember_toestel,
    toestel_naam,
)
from dialoog.bijeenkomst.queries import current_bijeenkomst, live_stap
from dialoog.database import db
from dialoog.deelnemer import facts, meedragen, samenvoegen, samenvoegen_mee, service, toegang
from dialoog.deelnemer.forms import GegevensForm
from dialoog.deelnemer.mail import forget_mail
from dialoog.deelnemer.queries import find_by_pas, get_deelnemer, open_toestellen
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.opgave.service import register_staatvolger
from dialoog.verslag.service import Inverse, register_inverse
from dialoog.voorstel.queries_eigenaar import eigen_oplossingen

blueprint = Blueprint("deelnemer", __name__)


def register(app: Flask) -> None:
    """Hang the pages in the app and say how a removal is undone."""
    app.register_blueprint(blueprint)
    register_inverse(facts.DeelnemerVerwijderd, Inverse(service.undo_removal, service.why_not_undo_removal))
    register_inverse(facts.MensenSamengevoegd, Inverse(samenvoegen.undo_merge, samenvoegen.why_not_undo_merge))
    register_inverse(facts.MeedragenBegonnen, Inverse(meedragen.undo_begonnen, meedragen.why_not_undo_begonnen))
    register_inverse(facts.MeedragenGestopt, Inverse(meedragen.undo_gestopt, meedragen.why_not_undo_gestopt))
    samenvoegen.register_volger("deelnemer", samenvoegen_mee.VOLGER)
    register_staatvolger("deelnemer", forget_mail)


@blueprint.get("/d/<korte_naam>/pas")
@for_deelnemer("deelnemer", "toehoorder")
def pas() -> ResponseReturnValue:
    """*Mijn pas*: the token is on the phone, so the page paints the QR itself; here: where else it is open."""
    person = get_deelnemer(db.session(), g.dialoog.id, g.wie.id)
    return render_template(
        "deelnemer/pas.html",
        dialoog=g.dialoog,
        wie=g.wie,
        persoon=person,
        adres=config().adres,
        toestellen=open_toestellen(db.session(), g.wie.id, g.wie.toestel),
    )


@blueprint.post("/d/<korte_naam>/pas/qr")
@for_deelnemer("deelnemer", "toehoorder")
@command
def pas_qr() -> ResponseReturnValue:
    """`{pas}` → `{link, qr}` (an address of an image) when it is a living pass of this person. Raises NotFound."""
    token = _token()
    person = find_by_pas(db.session(), hash_token(token))
    if person is None or person.id != g.wie.id:
        raise NotFound("Deze pas geldt niet meer. Maak een nieuwe.")
    link = f"{config().adres}/ik#{token}"
    return jsonify({"link": link, "qr": segno.make(link, error="m").svg_data_uri(border=0, omitsize=True)})


@blueprint.post("/d/<korte_naam>/pas/nieuw")
@for_deelnemer("deelnemer", "toehoorder")
@command
def pas_nieuw() -> ResponseReturnValue:
    """A further pass: `{pas}` is the random token that the phone made. Twice is once."""
    toegang.new_pas(g.dialoog.id, g.wie.id, hash_token(_token()), None)
    return jsonify({"ok": True})


@blueprint.post("/d/<korte_naam>/pas/einde")
@for_deelnemer("deelnemer", "toehoorder")
@command
def pas_einde() -> ResponseReturnValue:
    """End all passes but the one on this phone (`{pas}`, may be empty)."""
    token = g.command.get("pas")
    keep = hash_token(token) if isinstance(token, str) and token else None
    toegang.end_passes(g.dialoog.id, g.wie.id, keep, None)
    return jsonify({"ok": True})


@blueprint.post("/d/<korte_naam>/toestel/<int:toestel_id>/af")
@for_deelnemer("deelnemer", "toehoorder")
def toestel_af(toestel_id: int) -> ResponseReturnValue:
    """Sign a device off; the asking one forgets who it was."""
    naam, own, number = g.dialoog.korte_naam, g.wie.toestel == toestel_id, g.dialoog.id
    toegang.end_toestel(g.dialoog.id, g.wie.id, toestel_id)
    if not own:
        return redirect(url_for("deelnemer.pas", korte_naam=naam), 303)
    answer = make_response(redirect(url_for("deur.code"), 303))
    forget_toestel(answer, number)
    return answer


@blueprint.get("/d/<korte_naam>/gegevens")
@for_deelnemer("deelnemer", "toehoorder")
def gegevens() -> ResponseReturnValue:
    """One's own registration; a toehoorder may choose to take part after all (`?meedoen=ja`)."""
    form = GegevensForm(formdata=None).vul(g.dialoog).neem(get_deelnemer(db.session(), g.dialoog.id, g.wie.id))
    if "meedoen" in request.args:
        form.meekijken.data = False
    return _gegevens(form)


@blueprint.post("/d/<korte_naam>/gegevens")
@for_deelnemer("deelnemer", "toehoorder")
def bewaar_gegevens() -> ResponseReturnValue:
    """Correct one's own registration. An error or a conflict leaves what was typed on the screen."""
    form = GegevensForm().vul(g.dialoog)
    form.meekijken.data = bool(form.meekijken.data) and g.wie.rol == "toehoorder"
    if not form.validate():
        return _gegevens(form, 400)
    naam, number, own = g.dialoog.korte_naam, g.dialoog.id, g.wie.id
    try:
        service.correct_aanmelding(number, own, form.aanmelding(), form.gezien, None)
    except Outdated as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        form.versie.data = str(get_deelnemer(db.session(), number, own).versie)
        return _gegevens(form, 409, error.tekst)
    return redirect(url_for("deelnemer.pas", korte_naam=naam), 303)


def _gegevens(form: GegevensForm, status: int = 200, conflict: str | None = None) -> ResponseReturnValue:
    page = render_template("deelnemer/gegevens.html", form=form, dialoog=g.dialoog, wie=g.wie, conflict=conflict)
    return page, status


# --- opening a pass: a link preview changes nothing ---------------------------------------------------------


@blueprint.get("/ik")
def ik() -> ResponseReturnValue:
    """The page behind a pass; its token is in the fragment, which no server and no preview sees."""
    return render_template("deelnemer/ik.html")


@blueprint.post("/ik")
@limits.limiter.limit("3000/minute")
@command
def ik_wie() -> ResponseReturnValue:
    """`{pas}` → who that is: `{naam, organisatie, titel, dialoog, verder}`; `verder` when this device is that person
    already. Changes nothing. Raises NotFound."""
    person = find_by_pas(db.session(), hash_token(_token()))
    if person is None:
        raise NotFound(toegang.PAS_ONBEKEND)
    dialoog = db.session.get_one(Dialoog, person.dialoog_id)
    here = deelnemer_op_toestel(db.session(), dialoog.id)
    return jsonify(
        {
            "naam": person.roepnaam,
            "organisatie": person.organisatie if person.organisatie != person.roepnaam else "",
            "titel": dialoog.titel,
            "dialoog": dialoog.id,
            "verder": _verder(dialoog, person.id) if here.id == person.id else None,
        }
    )


@blueprint.post("/ik/ja")
@limits.limiter.limit("3000/minute")
@command
def ik_ja() -> ResponseReturnValue:
    """*Ja, dat ben ik*: `{pas, kenmerk}` binds this device; the same kenmerk again is the same device. Answers
    `{verder, dialoog}`: where to go."""
    pas = _token()
    token = _toestel_token(pas)
    known = find_by_pas(db.session(), hash_token(pas))
    here = deelnemer_op_toestel(db.session(), known.dialoog_id) if known is not None else None
    if known is None or here is None or here.id != known.id:
        known = toegang.open_pas(hash_token(pas), hash_token(token), toestel_naam(), here.toestel if here else None)
        here = None
    dialoog = db.session.get_one(Dialoog, known.dialoog_id)
    answer = jsonify({"verder": _verder(dialoog, known.id), "dialoog": dialoog.id})
    if here is None:
        remember_toestel(answer, dialoog.id, token)
    return answer


def _verder(dialoog: Dialoog, person: int) -> str:
    """Where a pass leads to: the evening, or between the evenings, for who owns a voorstel, the own page of those."""
    session = db.session()
    evening = current_bijeenkomst(session, dialoog.id)
    going_on = evening is not None and (evening.deur_open or live_stap(session, evening.id) is not None)
    place = "telefoon.avond" if going_on or not eigen_oplossingen(session, person) else "thuis.mijn"
    return url_for(place, korte_naam=dialoog.korte_naam)


def _toestel_token(pas: str) -> str:
    """The device's token: from the phone's own random number, so that a press that arrives twice binds one device."""
    kenmerk = g.command.get("kenmerk")
    if not isinstance(kenmerk, str) or not 16 <= len(kenmerk) <= 64:
        return new_token()
    words = f"ja:{pas}:{kenmerk}".encode(errors="surrogatepass")  # JSON may hold half a character
    return hmac.new(config().secret_key.encode(), words, hashlib.sha256).hexdigest()


def _token() -> str:
    token = g.command.get("pas")
    if not isinstance(token, str) or not 16 <= len(token) <= 64 or not token.isascii():
        raise BadInput("Deze link is niet compleet. Kopieer hem opnieuw, of scan de QR van uw pas.")
    return token
