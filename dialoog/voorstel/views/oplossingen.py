"""Oplossingen in the regie: pages of their own, so that typing is not disturbed by what happens in the hall."""

from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.database import db
from dialoog.errors import Refusal
from dialoog.idee.queries import ideeen
from dialoog.idee.rules import korte_titel
from dialoog.stemming.queries import uitslag
from dialoog.velden import read_number, read_numbers
from dialoog.voorstel import oplossingen, queries
from dialoog.voorstel.errors import RedenNodig
from dialoog.voorstel.inbeeld import reveal_uitslag
from dialoog.voorstel.rand import open_rand
from dialoog.voorstel.schermen_rand import stand_rij
from dialoog.voorstel.toets import snapshot

blueprint = Blueprint("oplossingen", __name__, url_prefix="/regie/<korte_naam>/oplossingen")


def avond() -> int | None:
    """The evening from which the page was opened (`?avond=`). Raises NotFound when it is not of this dialogue."""
    asked = read_number("avond")
    return get_bijeenkomst(db.session(), g.dialoog.id, asked).id if asked else None


def terug() -> str:
    """Back to that evening, else to the list of voorstellen."""
    evening = avond()
    return f"/regie/{g.dialoog.korte_naam}/" + (f"avond/{evening}" if evening else "voorstellen")


def back() -> ResponseReturnValue:
    return redirect(terug(), 303)


def page(template: str, status: int = 200, **context: Any) -> ResponseReturnValue:
    base = {"dialoog": g.dialoog, "plek": "avond", "avond": avond(), "terug": terug()}
    adres = f"/regie/{g.dialoog.korte_naam}/oplossingen"
    return make_response(render_template(template, **base, adres=adres, **context), status)


@blueprint.post("/onthul")
@for_begeleider
def onthul() -> ResponseReturnValue:
    """Show the whole result in the hall."""
    reveal_uitslag(db.session(), g.dialoog.id, read_number("ronde"), g.wie.naam)
    return back()


@blueprint.post("/vul")
@for_begeleider
def vul() -> ResponseReturnValue:
    """Oplossingen of the top; the tie at its edge is left to the group."""
    oplossingen.fill_top(g.dialoog.id, avond(), g.wie.naam)
    return back()


@blueprint.post("/gelijk")
@for_begeleider
def gelijk() -> ResponseReturnValue:
    """What the group chose in the tie, with its reason; an error shows the form again on a page of its own."""
    reden = request.form.get("reden", "")
    try:
        oplossingen.settle_rand(g.dialoog.id, avond(), read_number("ronde"), read_numbers("ideeen"), reden, g.wie.naam)
    except Refusal as error:
        db.session.rollback()
        result = uitslag(db.session(), g.dialoog.id)
        free, rand = open_rand(result, queries.oplossingen(db.session(), g.dialoog.id))
        rows = [stand_rij(result, rij) for rij in rand] if result else []
        return page(
            "voorstel/gelijk.html",
            error.status,
            werk={"rand": rows, "vrij": free, "uitslag": result},
            fout=error,
            gekozen=read_numbers("ideeen"),
            reden=reden,
        )
    return back()


@blueprint.get("/nieuw")
@for_begeleider
def nieuw() -> ResponseReturnValue:
    """An empty form."""
    return _form(None, {"titel": "", "tekst": "", "reden": "", "ideeen": []})


@blueprint.post("/nieuw")
@for_begeleider
def maak() -> ResponseReturnValue:
    typed = _typed()
    try:
        oplossingen.make_oplossing(
            g.dialoog.id, avond(), typed["titel"], typed["tekst"], typed["ideeen"], typed["reden"], g.wie.naam
        )
    except Refusal as error:
        db.session.rollback()
        return _form(None, typed, error)
    return back()


@blueprint.get("/<int:oplossing_id>")
@for_begeleider
def oplossing(oplossing_id: int) -> ResponseReturnValue:
    """One oplossing, to change."""
    row = queries.get_oplossing(db.session(), g.dialoog.id, oplossing_id)
    return _form(row, snapshot(row))


@blueprint.post("/<int:oplossing_id>")
@for_begeleider
def wijzig(oplossing_id: int) -> ResponseReturnValue:
    typed = _typed()
    try:
        oplossingen.change_oplossing(
            g.dialoog.id,
            avond(),
            oplossing_id,
            read_number("versie"),
            typed["titel"],
            typed["tekst"],
            typed["ideeen"],
            typed["reden"],
            g.wie.naam,
        )
    except Refusal as error:
        db.session.rollback()  # a 404 comes again from the reading below
        return _form(queries.get_oplossing(db.session(), g.dialoog.id, oplossing_id), typed, error)
    return back()


def _typed() -> dict[str, Any]:
    return {
        **{name: request.form.get(name, "") for name in ("titel", "tekst", "reden")},
        "ideeen": read_numbers("ideeen"),
    }


def _form(row: Any, typed: dict[str, Any], fout: Refusal | None = None) -> ResponseReturnValue:
    """The form of an oplossing: the ideas of the top first, then the others."""
    session = db.session()
    result = uitslag(session, g.dialoog.id)
    place = {rij.idee: rij.plaats for rij in result.rijen} if result else {}
    used = {i.id for other in queries.live_oplossingen(session, g.dialoog.id) for i in other.ideeen}
    own = {idee.id for idee in row.ideeen} if row else set()
    free = [idee for idee in ideeen(session, g.dialoog.id) if idee.id not in used - own]
    free.sort(key=lambda idee: (place.get(idee.id, 10_000), idee.nummer))
    choices = [(idee.id, f"Nr. {idee.nummer} {korte_titel(idee)}") for idee in free]
    known = sum(1 for idee in free if idee.id in place)
    return page(
        "voorstel/oplossing.html",
        fout.status if fout else 200,
        rij=row,
        typed=typed,
        keuzes=choices[:known],
        andere=choices[known:],
        fout=fout,
    )


@blueprint.get("/<int:oplossing_id>/plaats")
@for_begeleider
def vraag_plaats(oplossing_id: int) -> ResponseReturnValue:
    """Why another order? The form that asks for the reason."""
    return _plaats_page(oplossing_id, None)


@blueprint.post("/<int:oplossing_id>/plaats")
@for_begeleider
def plaats(oplossing_id: int) -> ResponseReturnValue:
    """Another place; when that departs from the stickers, the page asks why first."""
    reden = request.values.get("reden")
    try:
        oplossingen.move_oplossing(
            g.dialoog.id, avond(), oplossing_id, read_number("van"), read_number("naar"), reden or "", g.wie.naam
        )
    except RedenNodig as error:
        if reden is None:
            query = f"van={read_number('van')}&naar={read_number('naar')}&avond={avond() or ''}"
            return redirect(f"/regie/{g.dialoog.korte_naam}/oplossingen/{oplossing_id}/plaats?{query}", 303)
        return _plaats_page(oplossing_id, error)
    return back()


def _plaats_page(oplossing_id: int, fout: Refusal | None) -> ResponseReturnValue:
    db.session.rollback()
    row = queries.get_oplossing(db.session(), g.dialoog.id, oplossing_id)
    status = fout.status if fout else 200
    reden = request.form.get("reden", "")  # not the reason of an earlier choice: it would be kept unread for this one
    return page(
        "voorstel/plaats.html",
        status,
        rij=row,
        van=read_number("van"),
        naar=read_number("naar"),
        fout=fout,
        reden=reden,
    )


@blueprint.post("/<int:oplossing_id>/weg")
@for_begeleider
def weg(oplossing_id: int) -> ResponseReturnValue:
    oplossingen.remove_oplossing(g.dialoog.id, avond(), oplossing_id, g.wie.naam)
    return back()


@blueprint.post("/<int:oplossing_id>/terug")
@for_begeleider
def zet_terug(oplossing_id: int) -> ResponseReturnValue:
    oplossingen.restore_oplossing(g.dialoog.id, avond(), oplossing_id, g.wie.naam)
    return back()


@blueprint.post("/<int:oplossing_id>/houd")
@for_begeleider
def houd(oplossing_id: int) -> ResponseReturnValue:
    """Keep it after a new round; where a reason is missing, its form asks for it."""
    try:
        oplossingen.keep_oplossing(g.dialoog.id, avond(), oplossing_id, request.values.get("reden", ""), g.wie.naam)
    except RedenNodig as error:
        db.session.rollback()
        row = queries.get_oplossing(db.session(), g.dialoog.id, oplossing_id)
        return _form(row, snapshot(row), error)
    return back()
