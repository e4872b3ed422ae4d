"""Reading the cards on a phone: the others beside the one on the beamer, whole, for everybody who is in."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from dialoog.access import for_deelnemer
from dialoog.bijeenkomst.views.meedragen import telefoon_naam
from dialoog.database import db
from dialoog.voorstel import queries, rules, schermen
from dialoog.voorstel.schermen_kaart import antwoord_html

blueprint = Blueprint("voorstellen_lezen", __name__, url_prefix="/d/<korte_naam>/kaarten")


@blueprint.get("")
@for_deelnemer("deelnemer", "toehoorder")
def lijst() -> ResponseReturnValue:
    """All cards, with their ten boxes."""
    cards = queries.voorstellen(db.session(), g.dialoog.id)
    rows = [schermen.kaart_rij(card) for card in cards]
    return render_template("voorstel/lees_lijst.html", dialoog=g.dialoog, wie=g.wie, kaarten=rows, adres=_adres())


@blueprint.get("/<int:nummer>")
@for_deelnemer("deelnemer", "toehoorder")
def kaart(nummer: int) -> ResponseReturnValue:
    """One card: its ten answers with what stands beside them."""
    session = db.session()
    card = queries.find_voorstel(session, g.dialoog.id, nummer)
    parts = [
        (rules.vraag_tekst(g.dialoog.vragen, key), antwoord_html(session, g.dialoog, card, place))
        for place, key in enumerate(rules.SLEUTELS, 1)
    ]
    return render_template(
        "voorstel/lees_kaart.html", dialoog=g.dialoog, wie=g.wie, kaart=card, antwoorden=parts, adres=_adres()
    )


def _adres() -> str:
    return f"/d/{telefoon_naam()}/kaarten"
