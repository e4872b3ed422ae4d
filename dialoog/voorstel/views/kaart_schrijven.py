"""The begeleider writes on a card, with the same sheet as an eigenaar."""

from typing import Any

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider
from dialoog.database import db
from dialoog.errors import Refusal
from dialoog.voorstel import queries
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.views import schrijven

blueprint = Blueprint("voorstel_schrijven", __name__, url_prefix="/regie/<korte_naam>/voorstellen/<int:nummer>")
TEMPLATE = "voorstel/regie_schrijven.html"


def meer(nummer: int) -> dict[str, Any]:
    """What the pages of a card need besides the card."""
    return {"adres": f"/regie/{g.dialoog.korte_naam}/voorstellen/{nummer}"}


def _wie() -> Schrijver:
    return Schrijver("begeleider", g.wie.naam)


@blueprint.get("/<int:plek>")
@for_begeleider
def vraag(nummer: int, plek: int) -> ResponseReturnValue:
    """One question, to write for the eigenaren."""
    card = queries.find_voorstel(db.session(), g.dialoog.id, nummer)
    return schrijven.page(TEMPLATE, g.dialoog, card, plek, op_slot=False, **meer(nummer))


@blueprint.post("/<int:plek>")
@for_begeleider
def bewaar(nummer: int, plek: int) -> ResponseReturnValue:
    """The form without a script; also what shows both texts when two people were writing."""
    return schrijven.save(TEMPLATE, g.dialoog, nummer, plek, _wie(), meer(nummer))


@blueprint.post("/<int:plek>/bewaar")
@for_begeleider
@command
def bewaar_json(nummer: int, plek: int) -> ResponseReturnValue:
    """As one types: see `schrijven.save_json`."""
    return schrijven.save_json(g.dialoog, nummer, plek, _wie())


@blueprint.get("/<int:plek>/stand")
@for_begeleider
def stand(nummer: int, plek: int) -> ResponseReturnValue:
    """What somebody else wrote since."""
    return schrijven.stand_json(g.dialoog, nummer, plek)


@blueprint.get("/<int:plek>/eerder")
@for_begeleider
def eerder(nummer: int, plek: int) -> ResponseReturnValue:
    """The former texts."""
    return _eerder_page(nummer, plek, None)


@blueprint.post("/<int:plek>/eerder")
@for_begeleider
def zet_terug(nummer: int, plek: int) -> ResponseReturnValue:
    adres = meer(nummer)["adres"]
    return schrijven.put_back(g.dialoog, nummer, plek, _wie(), adres, lambda error: _eerder_page(nummer, plek, error))


def _eerder_page(nummer: int, plek: int, fout: Refusal | None) -> ResponseReturnValue:
    return schrijven.former("regie/basis.html", g.dialoog, nummer, plek, mag=True, fout=fout, **meer(nummer))
