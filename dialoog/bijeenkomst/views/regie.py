"""The regie of one evening: page and the actions around the werkvorm. Plain forms: POST, then back to the page."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst import service
from dialoog.bijeenkomst.queries import current_bijeenkomst, get_bijeenkomst
from dialoog.bijeenkomst.schermen import regios
from dialoog.bijeenkomst.views import hand
from dialoog.database import db
from dialoog.tekst import parse_number
from dialoog.velden import read_number
from dialoog.verslag.service import undo_feit

blueprint = Blueprint("regie", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>")
deur_naar_avond = Blueprint("avonden", __name__)


@deur_naar_avond.get("/regie/<korte_naam>/avond")
@for_begeleider
def huidige() -> ResponseReturnValue:
    """To the evening that is on, or the next one; without evenings: to preparing them."""
    evening = current_bijeenkomst(db.session(), g.dialoog.id)
    if evening is None:
        return redirect(f"/regie/{g.dialoog.korte_naam}/voorbereiden")
    return back(evening.id)


@blueprint.get("")
@for_begeleider
def avond(bijeenkomst_id: int) -> ResponseReturnValue:
    """The page of the evening; `?hand=` opens a card of *Altijd bij de hand*."""
    return page(bijeenkomst_id, hand.asked())


def page(bijeenkomst_id: int, open_: hand.Handkaart) -> str:
    """The page with this card open."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    regions = {regio.naam: regio for regio in regios(db.session(), evening, "regie")}
    return render_template(
        "regie/avond.html",
        regios=regions,
        vraag=request.args.get("vraag", ""),
        verbonden=current_app.extensions["dialoog_live"].connected(evening.id),
        **{key: value for regio in regions.values() for key, value in regio.context.items()},
        **hand.context(db.session(), evening, open_),
    )


def back(bijeenkomst_id: int) -> ResponseReturnValue:
    """To the page of the evening."""
    return redirect(url_for("regie.avond", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id), 303)


def seen() -> int | None:
    """The step that was live on the screen that asks."""
    return parse_number(request.values.get("gezien"))


@blueprint.post("/verder")
@for_begeleider
def verder(bijeenkomst_id: int) -> ResponseReturnValue:
    service.next_step(g.dialoog.id, bijeenkomst_id, seen(), g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/voorstelkaarten")
@for_begeleider
def voorstelkaarten(bijeenkomst_id: int) -> ResponseReturnValue:
    """The cards, where the draaiboek did not plan them: the step comes behind the others and begins."""
    service.begin_new_step(g.dialoog.id, bijeenkomst_id, seen(), "voorstelkaarten", g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/terug")
@for_begeleider
def terug(bijeenkomst_id: int) -> ResponseReturnValue:
    service.previous_step(g.dialoog.id, bijeenkomst_id, seen(), g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/naar/<int:stap_id>")
@for_begeleider
def naar(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    service.go_to_step(g.dialoog.id, bijeenkomst_id, seen(), stap_id, g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/deur")
@for_begeleider
def deur(bijeenkomst_id: int) -> ResponseReturnValue:
    service.set_deur(g.dialoog.id, bijeenkomst_id, open_=request.values.get("open") == "ja", wie=g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/klok/<int:stap_id>")
@for_begeleider
def klok(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    minutes = read_number("minuten")
    service.add_minutes(g.dialoog.id, bijeenkomst_id, stap_id, minutes if 0 < minutes <= 240 else None, g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/afsluiten")
@for_begeleider
def afsluiten(bijeenkomst_id: int) -> ResponseReturnValue:
    service.end_bijeenkomst(g.dialoog.id, bijeenkomst_id, seen(), g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/zaal")
@for_begeleider
def zaal(bijeenkomst_id: int) -> ResponseReturnValue:
    service.set_donker(g.dialoog.id, bijeenkomst_id, donker=request.values.get("donker") == "ja", wie=g.wie.naam)
    return back(bijeenkomst_id)


@blueprint.post("/ongedaan/<int:feit_id>")
@for_begeleider
def ongedaan(bijeenkomst_id: int, feit_id: int) -> ResponseReturnValue:
    undo_feit(g.dialoog.id, feit_id, g.wie.naam)
    return back(bijeenkomst_id)
