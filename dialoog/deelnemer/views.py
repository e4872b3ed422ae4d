"""A person's own pages: the pass, the devices, correcting the registration."""

import segno
from flask import Blueprint, Flask, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog import limits
from dialoog.access import (
    command,
    config,
    for_deelnemer,
    forget_toestel,
    hash_token,
    new_token,
    remember_toestel,
    toestel_naam,
)
from dialoog.database import db
from dialoog.deelnemer import facts, service
from dialoog.deelnemer.forms import GegevensForm
from dialoog.deelnemer.queries import find_by_pas, get_deelnemer, open_toestellen
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.verslag.service import Inverse, register_inverse

blueprint = Blueprint("deelnemer", __name__)


def register(app: Flask) -> None:
    """Hang the pages in the app and say how a removal is undone."""
    app.register_blueprint(blueprint)
    register_inverse(facts.DeelnemerVerwijderd, Inverse(service.undo_removal, service.why_not_undo_removal))


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
    """`{pas}` → `{link, svg}` when it is a living pass of this person. Raises NotFound."""
    token = _token()
    person = find_by_pas(db.session(), hash_token(token))
    if person is None or person.id != g.wie.id:
        raise NotFound("Deze pas geldt niet meer. Maak een nieuwe.")
    link = f"{config().adres}/ik#{token}"
    return jsonify({"link": link, "svg": segno.make(link, error="m").svg_inline(border=0, omitsize=True)})


@blueprint.post("/d/<korte_naam>/pas/nieuw")
@for_deelnemer("deelnemer", "toehoorder")
@command
def pas_nieuw() -> ResponseReturnValue:
    """A further pass: `{pas}` is the random token that the phone made. Twice is once."""
    service.new_pas(g.dialoog.id, g.wie.id, hash_token(_token()), None)
    return jsonify({"ok": True})


@blueprint.post("/d/<korte_naam>/pas/einde")
@for_deelnemer("deelnemer", "toehoorder")
@command
def pas_einde() -> ResponseReturnValue:
    """End all passes but the one on this phone (`{pas}`, may be empty)."""
    token = g.command.get("pas")
    keep = hash_token(token) if isinstance(token, str) and token else None
    service.end_passes(g.dialoog.id, g.wie.id, keep, None)
    return jsonify({"ok": True})


@blueprint.post("/d/<korte_naam>/toestel/<int:toestel_id>/af")
@for_deelnemer("deelnemer", "toehoorder")
def toestel_af(toestel_id: int) -> ResponseReturnValue:
    """Sign a device off; the asking one forgets who it was."""
    naam, own, number = g.dialoog.korte_naam, g.wie.toestel == toestel_id, g.dialoog.id
    service.end_toestel(g.dialoog.id, g.wie.id, toestel_id)
    if not own:
        return redirect(url_for("deelnemer.pas", korte_naam=naam), 303)
    answer = make_response(redirect(url_for("deur.code"), 303))
    forget_toestel(answer, number)
    return answer


@blueprint.route("/d/<korte_naam>/gegevens", methods=["GET", "POST"])
@for_deelnemer("deelnemer", "toehoorder")
def gegevens() -> ResponseReturnValue:
    """Correct one's own registration."""
    person = get_deelnemer(db.session(), g.dialoog.id, g.wie.id)
    form = GegevensForm().vul(g.dialoog)
    form.meekijken.data = g.wie.rol == "toehoorder"
    naam, conflict, status = g.dialoog.korte_naam, None, 200
    if request.method == "GET":
        form.neem(person)
    elif form.validate():
        try:
            seen = int(form.versie.data) if str(form.versie.data).isdigit() else 0
            service.correct_aanmelding(g.dialoog.id, person.id, form.aanmelding(), seen, None)
            return redirect(url_for("deelnemer.pas", korte_naam=naam), 303)
        except Outdated as error:
            db.session.rollback()
            g.dialoog = db.session.get_one(Dialoog, g.wie.dialoog)
            person = get_deelnemer(db.session(), g.dialoog.id, g.wie.id)
            conflict, status = error.tekst, 409
            form.versie.data = str(person.versie)
    else:
        status = 400
    page = render_template(
        "deelnemer/gegevens.html", form=form, dialoog=g.dialoog, wie=g.wie, persoon=person, conflict=conflict
    )
    return page, status


# --- opening a pass: a link preview changes nothing ---------------------------------------------------------


@blueprint.get("/ik")
def ik() -> ResponseReturnValue:
    """The page behind a pass; its token is in the fragment, which no server and no preview sees."""
    return render_template("deelnemer/ik.html")


@blueprint.post("/ik")
@limits.limiter.limit("300/minute")
@command
def ik_wie() -> ResponseReturnValue:
    """`{pas}` → who that is: `{naam, organisatie, dialoog}`. Changes nothing. Raises NotFound."""
    person = find_by_pas(db.session(), hash_token(_token()))
    if person is None:
        raise NotFound("Deze pas geldt niet (meer). Vraag de begeleider om een nieuwe.")
    dialoog = db.session.get_one(Dialoog, person.dialoog_id)
    return jsonify(
        {
            "naam": person.naam or person.vermelding or person.organisatie,
            "organisatie": person.organisatie,
            "titel": dialoog.titel,
            "dialoog": dialoog.id,
        }
    )


@blueprint.post("/ik/ja")
@limits.limiter.limit("300/minute")
@command
def ik_ja() -> ResponseReturnValue:
    """*Ja, dat ben ik*: binds this device. Answers `{verder}`: where to go."""
    token = new_token()
    person = service.open_pas(hash_token(_token()), hash_token(token), toestel_naam())
    dialoog = db.session.get_one(Dialoog, person.dialoog_id)
    answer = jsonify({"verder": url_for("telefoon.avond", korte_naam=dialoog.korte_naam), "dialoog": dialoog.id})
    remember_toestel(answer, dialoog.id, token)
    return answer


def _token() -> str:
    token = g.command.get("pas")
    if not isinstance(token, str) or not 16 <= len(token) <= 64:
        raise BadInput("Deze link is niet compleet. Kopieer hem opnieuw, of scan de QR van uw pas.")
    return token
