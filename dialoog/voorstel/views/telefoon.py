"""The card of an eigenaar, on phone or laptop with the pas: whatever step is live, and after the evening."""

from flask import Blueprint, g, redirect
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_deelnemer
from dialoog.bijeenkomst.views.meedragen import door_wie, telefoon_naam
from dialoog.database import db
from dialoog.errors import Refusal
from dialoog.voorstel import queries
from dialoog.voorstel.antwoorden import Schrijver, refuse_schrijver
from dialoog.voorstel.errors import KaartOpSlot
from dialoog.voorstel.views import schrijven

blueprint = Blueprint("voorstel_telefoon", __name__, url_prefix="/d/<korte_naam>/voorstel/<int:nummer>")
TEMPLATE = "voorstel/schrijven.html"


def schrijver() -> Schrijver:
    """Who writes here: the deelnemer, with who acts for him."""
    helper = door_wie()
    naam = g.wie.naam or "Een eigenaar"
    return Schrijver("deelnemer", f"{naam} (door {helper})" if helper else naam, g.wie.id)


def kaart_adres(nummer: int) -> str:
    """Where the pages of a card stand, on this phone."""
    return f"/d/{telefoon_naam()}/voorstel/{nummer}"


def is_op_slot(nummer: int) -> bool:
    """Raises NotFound when the card is not one's own."""
    session = db.session()
    try:
        refuse_schrijver(session, queries.get_voorstel(session, g.dialoog.id, nummer), schrijver())
    except KaartOpSlot:
        return True
    return False


@blueprint.get("")
@for_deelnemer("deelnemer")
def kaart(nummer: int) -> ResponseReturnValue:
    """To the first question without an answer; then to the first that is half done."""
    is_op_slot(nummer)
    boxes = queries.find_voorstel(db.session(), g.dialoog.id, nummer).vakjes
    empty = [at for staat in ("leeg", "half") for at, vakje in enumerate(boxes, 1) if vakje == staat]
    return redirect(f"{kaart_adres(nummer)}/{empty[0] if empty else 1}")


@blueprint.get("/<int:plek>")
@for_deelnemer("deelnemer")
def vraag(nummer: int, plek: int) -> ResponseReturnValue:
    """One question."""
    locked = is_op_slot(nummer)
    card = queries.find_voorstel(db.session(), g.dialoog.id, nummer)
    return schrijven.page(TEMPLATE, g.dialoog, card, plek, op_slot=locked, wie=g.wie, adres=kaart_adres(nummer))


@blueprint.post("/<int:plek>")
@for_deelnemer("deelnemer")
def bewaar(nummer: int, plek: int) -> ResponseReturnValue:
    """The form without a script; also what shows both texts when two people were writing."""
    more = {"wie": g.wie, "adres": kaart_adres(nummer)}
    return schrijven.save(TEMPLATE, g.dialoog, nummer, plek, schrijver(), more)


@blueprint.post("/<int:plek>/bewaar")
@for_deelnemer("deelnemer")
@command
def bewaar_json(nummer: int, plek: int) -> ResponseReturnValue:
    """As one types: see `schrijven.save_json`."""
    return schrijven.save_json(g.dialoog, nummer, plek, schrijver())


@blueprint.get("/<int:plek>/stand")
@for_deelnemer("deelnemer")
def stand(nummer: int, plek: int) -> ResponseReturnValue:
    """What somebody else wrote since."""
    is_op_slot(nummer)
    return schrijven.stand_json(g.dialoog, nummer, plek)


@blueprint.get("/<int:plek>/eerder")
@for_deelnemer("deelnemer")
def eerder(nummer: int, plek: int) -> ResponseReturnValue:
    """The former texts."""
    return _eerder_page(nummer, plek, None)


@blueprint.post("/<int:plek>/eerder")
@for_deelnemer("deelnemer")
def zet_terug(nummer: int, plek: int) -> ResponseReturnValue:
    return schrijven.put_back(
        g.dialoog, nummer, plek, schrijver(), kaart_adres(nummer), lambda error: _eerder_page(nummer, plek, error)
    )


def _eerder_page(nummer: int, plek: int, fout: Refusal | None) -> ResponseReturnValue:
    may, more = not is_op_slot(nummer), {"wie": g.wie, "adres": kaart_adres(nummer)}
    return schrijven.former("telefoon/basis.html", g.dialoog, nummer, plek, mag=may, fout=fout, **more)
