"""*Mijn voorstellen*: the page of an eigenaar between the evenings, on phone or laptop with the pas."""

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_deelnemer
from dialoog.bijeenkomst.views.meedragen import telefoon_naam
from dialoog.database import db
from dialoog.deelnemer.mail import set_mail
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.errors import BadInput, NotAllowed, TooMany
from dialoog.limits import allow
from dialoog.voorstel import rules
from dialoog.voorstel.queries_eigenaar import eigen_voorstellen, mede_eigenaren

MAIL_PER_MINUUT = 10
"""Each other address is a line in the record."""

blueprint = Blueprint("thuis", __name__, url_prefix="/d/<korte_naam>/voorstellen")


@blueprint.get("")
@for_deelnemer("deelnemer")
def mijn() -> ResponseReturnValue:
    """What is asked, until when, how far each card is, and what to do now."""
    return _blad(None)


@blueprint.post("/mail")
@for_deelnemer("deelnemer")
def mail() -> ResponseReturnValue:
    """Where the link may be sent: `mail`, or empty to take it away. Only the person's own device says so."""
    if g.wie.drager:
        raise NotAllowed("Een e-mailadres laat de persoon zelf achter, op een eigen toestel.")
    typed = request.form.get("mail", "")
    if typed.strip() and not eigen_voorstellen(db.session(), g.wie.id):
        raise NotAllowed("Een e-mailadres vragen we alleen aan eigenaren van een voorstel. Uw adres is niet bewaard.")
    if not allow("mail", str(g.wie.id), MAIL_PER_MINUUT):
        raise TooMany("Dat ging te snel. Wacht een minuut. Het adres van daarvoor staat er nog.")
    try:
        set_mail(g.dialoog.id, g.wie.id, typed)
    except BadInput as error:
        return _blad(error)
    return redirect(f"/d/{telefoon_naam()}/voorstellen#mijn-mail", 303)


def _blad(fout: BadInput | None) -> ResponseReturnValue:
    session = db.session()
    session.rollback()
    cards = eigen_voorstellen(session, g.wie.id)
    kept = get_deelnemer(session, g.dialoog.id, g.wie.id).mail
    page = render_template(
        "voorstel/thuis.html",
        dialoog=g.dialoog,
        wie=g.wie,
        basis=f"/d/{telefoon_naam()}",
        kaarten=cards,
        eerst=next((card.nummer for card in cards if card.volgende and not card.dicht), None),
        samen=mede_eigenaren(session, g.wie.id),
        kort=list(rules.KORT.values()),
        mail=request.form.get("mail", "") if fout else kept,
        bewaard=bool(kept),
        fout=fout,
    )
    return make_response(page, fout.status if fout else 200)
