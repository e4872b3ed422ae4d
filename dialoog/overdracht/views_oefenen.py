"""The page *Oefenen*: make a rehearsal, go to it, throw it away."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.database import db
from dialoog.opgave.models import Dialoog
from dialoog.opgave.views.zijlijst import zijlijst
from dialoog.overdracht.oefenen import drop_oefening, find_oefening, make_oefening
from dialoog.simulatie import proces as simulatie

blueprint = Blueprint("oefenen", __name__)


@blueprint.get("/regie/<korte_naam>/oefenen")
@for_begeleider
def blad() -> ResponseReturnValue:
    """What a rehearsal is, and the one that is there."""
    session, dialoog = db.session(), g.dialoog
    return render_template(
        "overdracht/oefenen.html",
        dialoog=dialoog,
        zij=zijlijst(session, dialoog, "oefenen"),
        plek="voorbereiden",
        oefening=find_oefening(session, dialoog.id),
        echt=session.get(Dialoog, dialoog.oefening_van) if dialoog.oefening_van else None,
        deur_open=session.query(Bijeenkomst).filter_by(dialoog_id=dialoog.id, deur_open=True).count() > 0,
        vraag=request.args.get("vraag") == "weg",
        nagebootst=simulatie.hoeveel(current_app._get_current_object(), dialoog.id),  # type: ignore[attr-defined]
    )


@blueprint.post("/regie/<korte_naam>/oefenen")
@for_begeleider
def maak() -> ResponseReturnValue:
    """Make one, or go to the one that is there."""
    return redirect(url_for("oefenen.blad", korte_naam=make_oefening(g.dialoog.id)), 303)


@blueprint.post("/regie/<korte_naam>/oefenen/weg")
@for_begeleider
def weg() -> ResponseReturnValue:
    """Throw it away, and back to the real one."""
    number = g.dialoog.id
    name = drop_oefening(number)
    simulatie.call_back(current_app._get_current_object(), number)  # type: ignore[attr-defined]
    return redirect(url_for("oefenen.blad", korte_naam=name), 303)
