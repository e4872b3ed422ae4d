"""Regie, *Deelnemers*: the door, who is there, and what can be done for all of them."""

from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import config, for_begeleider, new_token
from dialoog.bijeenkomst import aanwezig, service
from dialoog.bijeenkomst.deelnemerlijst import FILTERS, deelnemerlijst, verwijderd, wacht_op_u
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aan_tafel, bijeenkomsten, current_bijeenkomst, get_bijeenkomst, live_stap
from dialoog.bijeenkomst.schermen import qr
from dialoog.bijeenkomst.views.regie import back
from dialoog.bijeenkomst.werkvormen import acties
from dialoog.database import db
from dialoog.deelnemer.forms import NieuwForm
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import dubbelen
from dialoog.deelnemer.service import file_anders, undo_removal_of
from dialoog.tekst import clean_line
from dialoog.velden import read_number

blueprint = Blueprint("deelnemers", __name__, url_prefix="/regie/<korte_naam>/deelnemers")
MAX_ZOEK = 100_000


@blueprint.get("")
@for_begeleider
def huidige() -> ResponseReturnValue:
    """The people of the evening that is on, or the next one; without evenings: to preparing them."""
    evening = current_bijeenkomst(db.session(), g.dialoog.id)
    if evening is None:
        return redirect(url_for("bijeenkomsten.lijst", korte_naam=g.dialoog.korte_naam))
    return redirect(url_for("deelnemers.lijst", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=evening.id))


@blueprint.get("/<int:bijeenkomst_id>")
@for_begeleider
def lijst(bijeenkomst_id: int) -> ResponseReturnValue:
    """The list; `?toon=` a filter, `?q=` what is searched for (in all people)."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    people = deelnemerlijst(db.session(), evening)
    tafel = aan_tafel(db.session(), evening)
    search = clean_line(request.args.get("q"), MAX_ZOEK)[:100]
    chosen = request.args.get("toon", "")
    if chosen not in FILTERS:
        chosen = "iedereen" if search else "binnen" if people.tellingen["binnen"] else "nog-niet"
    return render_template(
        "deelnemers/lijst.html",
        **frame(evening),
        lijst=people,
        filters=FILTERS,
        toon=chosen,
        zoek=search,
        rijen=people.toon(chosen, search),
        tafel=tafel,
        acties=acties(db.session(), evening, tafel),
        wachtend=wacht_op_u(db.session(), evening),
        verwijderd=verwijderd(db.session(), g.dialoog.id),
        dubbelen=dubbelen(db.session(), g.dialoog.id),
        avonden=bijeenkomsten(db.session(), g.dialoog.id),
        qr=qr(f"{config().adres}/m/{evening.uitnodiging}") if evening.deur_open else "",
        verbonden=current_app.extensions["dialoog_live"].connected(evening.id),
    )


@blueprint.post("/<int:bijeenkomst_id>/deur")
@for_begeleider
def deur(bijeenkomst_id: int) -> ResponseReturnValue:
    """Open or close the door."""
    service.set_deur(g.dialoog.id, bijeenkomst_id, open_=request.values.get("open") == "ja", wie=g.wie.naam)
    return to_lijst(bijeenkomst_id)


@blueprint.get("/<int:bijeenkomst_id>/erbij")
@for_begeleider
def erbij(bijeenkomst_id: int) -> ResponseReturnValue:
    """The form for somebody more; `?net=` says who was added just now, so that the next one can follow."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    begun = evening.deur_open or live_stap(db.session(), evening.id) is not None or evening.afgelopen is not None
    form = NieuwForm(formdata=None).vul(g.dialoog)
    person = db.session.get(Deelnemer, read_number("net"))
    added = person if person is not None and person.dialoog_id == g.dialoog.id else None
    return _erbij(evening, form.neem_nieuw(new_token(), begonnen=begun), net=added)


@blueprint.post("/<int:bijeenkomst_id>/erbij")
@for_begeleider
def zet_erbij(bijeenkomst_id: int) -> ResponseReturnValue:
    """Register somebody, and be ready for the next one; with a phone a pass can be given to who was added."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    form = NieuwForm().vul(g.dialoog)
    if not form.validate_on_submit():
        return _erbij(evening, form, 400)
    entry = form.aanmelding(wie=g.wie.naam)
    person = aanwezig.add_persoon(g.dialoog.id, bijeenkomst_id, entry, is_er=form.aanwezig.data == "ja", wie=g.wie.naam)
    place = {"korte_naam": g.dialoog.korte_naam, "bijeenkomst_id": bijeenkomst_id, "net": person}
    return redirect(url_for("deelnemers.erbij", **place), 303)


@blueprint.post("/<int:bijeenkomst_id>/<int:deelnemer_id>/anders")
@for_begeleider
def anders(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """File an own wording: `belang` is an id or `nieuw`; `naar` says where the press came from."""
    get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    belang = None if request.values.get("belang") == "nieuw" else read_number("belang")
    file_anders(g.dialoog.id, deelnemer_id, belang, request.values.get("gezien", ""), g.wie.naam)
    return back(bijeenkomst_id) if request.values.get("naar") == "avond" else to_lijst(bijeenkomst_id)


@blueprint.post("/<int:bijeenkomst_id>/<int:deelnemer_id>/terugzetten")
@for_begeleider
def terugzetten(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Take a removal back."""
    undo_removal_of(g.dialoog.id, deelnemer_id, g.wie.naam)
    return to_lijst(bijeenkomst_id)


def frame(evening: Bijeenkomst) -> dict[str, Any]:
    """What every page about people needs; `basis` is the address of the list, `wie` the begeleider's name."""
    return {
        "dialoog": g.dialoog,
        "bijeenkomst": evening,
        "basis": url_for("deelnemers.lijst", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=evening.id),
        "wie": g.wie.naam,
    }


def to_lijst(bijeenkomst_id: int) -> ResponseReturnValue:
    """To the list, with the filter and search that were on it."""
    kept: dict[str, Any] = {key: request.values[key] for key in ("toon", "q") if request.values.get(key)}
    place = url_for("deelnemers.lijst", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id, **kept)
    return redirect(place, 303)


def to_persoon(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """To the page of one person."""
    place = {"korte_naam": g.dialoog.korte_naam, "bijeenkomst_id": bijeenkomst_id, "deelnemer_id": deelnemer_id}
    return redirect(url_for("persoon.persoon", **place), 303)


def _erbij(
    evening: Bijeenkomst, form: NieuwForm, status: int = 200, net: Deelnemer | None = None
) -> ResponseReturnValue:
    many = deelnemerlijst(db.session(), evening).mensen if net else 0
    more = {"net": net, "mensen": many, "focus": {"autofocus": True} if net else {}}
    return render_template("deelnemers/erbij.html", **frame(evening), form=form, **more), status
