"""Regie: two registrations that are one person are merged, and split again."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.views.deelnemers import frame, to_lijst, to_persoon
from dialoog.database import db
from dialoog.deelnemer.queries import deelnemers, get_deelnemer
from dialoog.deelnemer.samenvoegen import gezien_van, merge_deelnemers, split_deelnemers
from dialoog.errors import BadInput, NotFound
from dialoog.velden import read_number

blueprint = Blueprint(
    "samenvoegen_mensen",
    __name__,
    url_prefix="/regie/<korte_naam>/deelnemers/<int:bijeenkomst_id>/<int:deelnemer_id>",
)


@blueprint.get("/samenvoegen")
@for_begeleider
def kies(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Choose the other registration; with `?ander=` what will happen, in words, and which one is kept."""
    session = db.session()
    evening = get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id)
    person = get_deelnemer(session, g.dialoog.id, deelnemer_id)
    if person.staat != "actief":
        raise NotFound("Deze persoon staat niet op de lijst. Zet de persoon eerst terug.")
    others = [one for one in deelnemers(session, g.dialoog.id, soort=person.soort) if one.id != person.id]
    chosen = read_number("ander")
    other = next((one for one in others if one.id == chosen), None)
    return render_template(
        "deelnemers/samenvoegen.html",
        **frame(evening),
        persoon=person,
        anderen=sorted(others, key=lambda one: (one.roepnaam.casefold(), one.id)),
        ander=other,
        gezien=gezien_van(person, other) if other is not None else "",
    )


@blueprint.post("/samenvoegen")
@for_begeleider
def voeg_samen(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Merge this person and `ander`; `blijft` is the one who is kept, `gezien` what the page showed."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    other, kept = read_number("ander"), read_number("blijft")
    if not other or kept not in (deelnemer_id, other):
        raise BadInput("Kies welke aanmelding blijft. Er is niets veranderd.")
    gone = other if kept == deelnemer_id else deelnemer_id
    merge_deelnemers(g.dialoog.id, kept, gone, request.form.get("gezien", ""), g.wie.naam, evening.id)
    return to_persoon(bijeenkomst_id, kept)


@blueprint.post("/splits")
@for_begeleider
def splits(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """They are two people after all."""
    split_deelnemers(g.dialoog.id, deelnemer_id, g.wie.naam)
    return to_lijst(bijeenkomst_id)
