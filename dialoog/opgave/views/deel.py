"""A part of the opgave: one form for the whole page. Every button posts all of it, so nothing typed is lost."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialoog.access import for_begeleider
from dialoog.database import db
from dialoog.errors import BadInput
from dialoog.opgave import queries, rules, service
from dialoog.opgave.errors import Botsing, InGebruik
from dialoog.opgave.forms import StaatForm, ThemaForm
from dialoog.opgave.models import Dialoog
from dialoog.opgave.views.blad import Blad, read_blad, stored_blad
from dialoog.opgave.views.zijlijst import DELEN, zijlijst

blueprint = Blueprint("voorbereiden", __name__, url_prefix="/regie/<korte_naam>/voorbereiden")
LIJSTEN = ",".join(naam for naam in DELEN if naam != "thema")


@blueprint.get("")
@for_begeleider
def begin() -> ResponseReturnValue:
    """To the first part."""
    return _to("thema")


@blueprint.get("/thema", defaults={"deel": "thema"})
@blueprint.get(f"/<any({LIJSTEN}):deel>")
@for_begeleider
def deel(deel: str) -> ResponseReturnValue:
    """The page of a part; `erbij` shows an empty row more."""
    if deel == "thema":
        return _thema_page(_thema_form(g.dialoog))
    blad = stored_blad(deel, queries.rijen(db.session(), g.dialoog.id, deel))
    if "erbij" in request.args:
        blad.add_empty(request.args["erbij"])
    return _page(deel, blad)


@blueprint.post("/thema")
@for_begeleider
def bewaar_thema() -> ResponseReturnValue:
    """Save the theme and go on."""
    form = ThemaForm()
    if not form.validate():
        return _thema_page(form), 400
    try:
        service.save_thema(g.dialoog.id, form.velden(), form.gezien.data or "", g.wie.naam)
    except Botsing as error:
        db.session.rollback()
        form.gezien.data = rules.mark(error.rijen["thema"])
        return _thema_page(form, botsing=error), error.status
    return _to(_next("thema"))


@blueprint.post("/staat")
@for_begeleider
def staat() -> ResponseReturnValue:
    """Say where the dialogue is."""
    form = StaatForm()
    if not form.validate():
        raise BadInput("Kies in voorbereiding, bezig of afgerond.")
    service.set_staat(g.dialoog.id, form.staat.data, g.wie.naam)
    return _to("thema")


@blueprint.post("/belangen/standaard")
@for_begeleider
def standaard_belangen() -> ResponseReturnValue:
    """Take over the five belangen of Amersfoort."""
    service.add_standaard_belangen(g.dialoog.id, g.wie.naam)
    return _to("belangen")


@blueprint.post(f"/<any({LIJSTEN}):deel>")
@for_begeleider
def bewaar(deel: str) -> ResponseReturnValue:
    """Save all rows, do what the button says, and go where it leads."""
    blad = read_blad(deel, request.form, lambda: queries.rijen(db.session(), g.dialoog.id, deel))
    if not blad.validate():
        if blad.erbij is not None:
            blad.add_empty(blad.erbij)
        return _page(deel, blad), 400
    try:
        service.save_rijen(g.dialoog.id, deel, blad.typed(), blad.weg, g.wie.naam)
    except Botsing as error:
        db.session.rollback()
        blad.collide(error.rijen)
        return _page(deel, blad, kop=error.kop, tekst=error.tekst), error.status
    except InGebruik as error:
        db.session.rollback()
        blad.refuse_removal(error.tekst)
        return _page(deel, blad, kop=error.kop, tekst=error.tekst), error.status
    except BadInput as error:
        db.session.rollback()
        return _page(deel, blad, kop=error.kop, tekst=error.tekst), error.status
    return _onward(deel, blad)


def _onward(deel: str, blad: Blad) -> ResponseReturnValue:
    if blad.erbij is not None:
        return redirect(url_for(".deel", korte_naam=g.dialoog.korte_naam, deel=deel, erbij=blad.erbij), 303)
    goal = request.form.get("naar", "")
    return _to(goal if goal in DELEN or goal == "bijeenkomsten" else deel)


def _to(deel: str) -> ResponseReturnValue:
    if deel == "bijeenkomsten":
        return redirect(url_for("bijeenkomsten.lijst", korte_naam=g.dialoog.korte_naam), 303)
    return redirect(url_for("voorbereiden.deel", korte_naam=g.dialoog.korte_naam, deel=deel), 303)


def _next(deel: str) -> str:
    here = DELEN.index(deel)
    goal = request.form.get("naar", "")
    if goal in DELEN or goal == "bijeenkomsten":
        return goal
    return deel if "bewaar" in request.form else (*DELEN, "bijeenkomsten")[here + 1]


def _thema_form(dialoog: Dialoog) -> ThemaForm:
    now = queries.velden(dialoog, queries.THEMA_VELDEN)
    form = ThemaForm(formdata=None, data=now)
    form.gezien.data = rules.mark(now)
    return form


def _thema_page(form: ThemaForm, botsing: Botsing | None = None) -> str:
    session: Session = db.session()
    dialoog = session.get_one(Dialoog, g.dialoog.id)
    return render_template(
        "opgave/thema.html",
        form=form,
        staat=StaatForm(formdata=None, data={"staat": dialoog.staat}),
        anders=botsing.rijen["thema"] if botsing else None,
        **_frame(session, dialoog, "thema"),
    )


def _page(deel: str, blad: Blad, kop: str = "", tekst: str = "") -> str:
    session: Session = db.session()
    dialoog = session.get_one(Dialoog, g.dialoog.id)
    return render_template(
        f"opgave/{deel}.html",
        blad=blad,
        kop=kop,
        tekst=tekst,
        standaard=rules.STANDAARD_BELANGEN,
        soorten=rules.KADERSOORTEN,
        **_frame(session, dialoog, deel),
    )


def _frame(session: Session, dialoog: Dialoog, deel: str) -> dict[str, Any]:
    order = (*DELEN, "bijeenkomsten")
    here = order.index(deel)
    names = {**service.WOORD, "bijeenkomsten": "Bijeenkomsten"}
    before = order[here - 1] if here else None
    return {
        "dialoog": dialoog,
        "plek": "voorbereiden",
        "zij": zijlijst(session, dialoog, deel),
        "deel": deel,
        "vorige": (before, names[before]) if before else None,
        "volgende": (order[here + 1], names[order[here + 1]]),
    }
