"""Preparing *tonen*: which pages a step shows, in which order. Plain forms; also while the step is live."""

import secrets
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerMinute

from dialoog.access import config, for_begeleider, get_dialoog
from dialoog.bijeenkomst import foto, tonen
from dialoog.bijeenkomst.forms import BeeldbladForm, BladForm, TekstbladForm
from dialoog.bijeenkomst.models import Stap, Toonblad
from dialoog.bijeenkomst.views.voorbereiden import KANTEN, frame
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Outdated, Refusal, TooMany
from dialoog.limits import limiter
from dialoog.velden import read_numbers
from dialoog.werk import WerkBusy

FOTO_PER_BEGELEIDER = RateLimitItemPerMinute(20)

blueprint = Blueprint(
    "bladen",
    __name__,
    url_prefix="/regie/<korte_naam>/voorbereiden/bijeenkomst/<int:bijeenkomst_id>/stap/<int:stap_id>/bladen",
)


@blueprint.url_value_preprocessor
def allow_pictures(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A picture of a phone is larger than what the rest of the house takes. Before the form token is looked for."""
    if endpoint == "bladen.beeld":
        request.max_content_length = foto.MAX_BYTES + 64 * 1024


@blueprint.get("")
@for_begeleider
def lijst(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """The pages, and what can be added."""
    return _page(bijeenkomst_id, stap_id)


@blueprint.post("")
@for_begeleider
def erbij(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """A built-in page more: `soort`."""
    return _add(bijeenkomst_id, stap_id, request.form.get("soort", ""))


@blueprint.post("/tekst")
@for_begeleider
def tekst(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """An own text more."""
    form = TekstbladForm()
    if not form.validate():
        return _page(bijeenkomst_id, stap_id, tekstblad=form), 400
    return _add(bijeenkomst_id, stap_id, "tekst", titel=form.titel.data or "", tekst=form.tekst.data or "")


@blueprint.post("/beeld")
@for_begeleider
def beeld(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """A picture more; what is no picture, or too large, stands at its field and the words stay."""
    form, name = BeeldbladForm(), g.dialoog.korte_naam
    tonen.get_tonen(db.session(), g.dialoog.id, bijeenkomst_id, stap_id)
    if not form.validate():
        return _page(bijeenkomst_id, stap_id, beeldblad=form), 400
    if not limiter.limiter.hit(FOTO_PER_BEGELEIDER, "foto", str(g.wie.id)):
        raise TooMany("U stuurt veel foto's achter elkaar. Wat u had, is veilig. Wacht een minuut.")
    db.session.rollback()  # the child takes a moment: no reading transaction stays open
    g.dialoog = get_dialoog(name)
    try:
        made = foto.keep_beeld(config(), form.foto.data.save)
    except BadInput as error:
        form.foto.errors = [error.tekst]
        return _page(bijeenkomst_id, stap_id, beeldblad=form), 400
    except WerkBusy as error:
        form.foto.errors = [str(error)]
        return _page(bijeenkomst_id, stap_id, beeldblad=form), 503
    words = {part.name: part.data or "" for part in (form.titel, form.tekst, form.naast)}
    return _add(bijeenkomst_id, stap_id, "beeld", beeld=made, **words)


@blueprint.post("/volgorde")
@for_begeleider
def volgorde(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """The pages in the order in which they were dragged."""
    tonen.order_bladen(g.dialoog.id, bijeenkomst_id, stap_id, read_numbers("rij"), g.wie.naam)
    return _back(bijeenkomst_id, stap_id)


@blueprint.post("/<int:blad_id>/<any(omhoog, omlaag):kant>")
@for_begeleider
def verplaats(bijeenkomst_id: int, stap_id: int, blad_id: int, kant: str) -> ResponseReturnValue:
    tonen.move_blad(g.dialoog.id, bijeenkomst_id, stap_id, blad_id, KANTEN[kant], g.wie.naam)
    return _back(bijeenkomst_id, stap_id)


@blueprint.post("/<int:blad_id>/weg")
@for_begeleider
def weg(bijeenkomst_id: int, stap_id: int, blad_id: int) -> ResponseReturnValue:
    """Take a page away, and its picture where no other page shows it."""
    left = tonen.remove_blad(g.dialoog.id, bijeenkomst_id, stap_id, blad_id, g.wie.naam)
    if left:
        foto.forget_beeld(config(), left)
    return _back(bijeenkomst_id, stap_id)


@blueprint.get("/<int:blad_id>")
@for_begeleider
def blad(bijeenkomst_id: int, stap_id: int, blad_id: int) -> ResponseReturnValue:
    """An own page, to change."""
    row = _own(bijeenkomst_id, stap_id, blad_id)
    form = BladForm(formdata=None, obj=row)
    return _blad(row, form)


@blueprint.post("/<int:blad_id>")
@for_begeleider
def bewaar(bijeenkomst_id: int, stap_id: int, blad_id: int) -> ResponseReturnValue:
    """Save an own page. Somebody was first: both texts."""
    row, form = _own(bijeenkomst_id, stap_id, blad_id), BladForm()
    if not form.validate():
        return _blad(row, form), 400
    typed = form.titel.data or "", form.tekst.data or "", g.wie.naam, (form.naast.data or "") if row.beeld else ""
    try:
        tonen.change_blad(g.dialoog.id, bijeenkomst_id, stap_id, blad_id, form.versie.data or 0, *typed)
    except Outdated as error:
        db.session.rollback()
        row = _own(bijeenkomst_id, stap_id, blad_id)
        form.versie.data, form.versie.raw_data = row.versie, None
        return _blad(row, form, error), error.status
    return _back(bijeenkomst_id, stap_id)


def _own(bijeenkomst_id: int, stap_id: int, blad_id: int) -> Toonblad:
    """Raises NotFound, also for a page that the opgave fills."""
    row = tonen.get_blad(tonen.get_tonen(db.session(), g.dialoog.id, bijeenkomst_id, stap_id), blad_id)
    if row.soort in tonen.INGEBOUWD:
        raise NotFound("Dit blad vult zich vanzelf. Verander het bij Voorbereiden.")
    return row


def _add(bijeenkomst_id: int, stap_id: int, soort: str, **velden: str) -> ResponseReturnValue:
    mark = str(request.form.get("kenmerk") or secrets.token_urlsafe(12))[:64]
    try:
        tonen.add_blad(g.dialoog.id, bijeenkomst_id, stap_id, soort, g.wie.naam, kenmerk=mark, **velden)
    except BadInput as error:
        db.session.rollback()
        return _page(bijeenkomst_id, stap_id, fout=error), error.status
    return _back(bijeenkomst_id, stap_id)


def _back(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    place = {"korte_naam": g.dialoog.korte_naam, "bijeenkomst_id": bijeenkomst_id, "stap_id": stap_id}
    return redirect(url_for("bladen.lijst", **place), 303)


def _page(
    bijeenkomst_id: int,
    stap_id: int,
    *,
    tekstblad: TekstbladForm | None = None,
    beeldblad: BeeldbladForm | None = None,
    fout: Refusal | None = None,
) -> str:
    stap = tonen.get_tonen(db.session(), g.dialoog.id, bijeenkomst_id, stap_id)
    return render_template(
        "voorbereiden/bladen.html",
        stap=stap,
        bijeenkomst=stap.bijeenkomst,
        naam=tonen.bladnaam,
        ingebouwd=tonen.INGEBOUWD,
        kenmerk=secrets.token_urlsafe(12),
        tekstblad=tekstblad or TekstbladForm(formdata=None),
        beeldblad=beeldblad or BeeldbladForm(formdata=None),
        fout=fout,
        **frame(),
    )


def _blad(row: Toonblad, form: BladForm, fout: Refusal | None = None) -> str:
    stap = db.session().get_one(Stap, row.stap_id)
    return render_template(
        "voorbereiden/blad.html", stap=stap, bijeenkomst=stap.bijeenkomst, blad=row, form=form, fout=fout, **frame()
    )
