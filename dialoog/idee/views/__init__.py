"""HTTP of ideas: JSON commands of phones, forms of the regie."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, g, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.bijeenkomst.views.regie import avond
from dialoog.deelnemer.samenvoegen import register_volger
from dialoog.errors import BadInput
from dialoog.idee import beheer, keuze, samenvoegen_mensen, service
from dialoog.idee import muur as bladeren
from dialoog.idee.forms import IdeeForm, PapierForm, StaatForm, WijzigForm, from_json
from dialoog.idee.kleuren_terug import register_inverses as register_inverses_kleuren
from dialoog.idee.terug import register_inverses
from dialoog.idee.views import bij, kiezen, kleuren
from dialoog.velden import read_number, read_numbers
from dialoog.web import csrf

telefoon = Blueprint("idee_telefoon", __name__, url_prefix="/d/<korte_naam>/ideeen")
regie = Blueprint("idee_regie", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>")


def register(app: Flask) -> None:
    """Hang the pages in the app and say how steps of this room are undone."""
    csrf.exempt(telefoon)  # JSON commands: guarded by the Origin instead
    app.register_blueprint(telefoon)
    app.register_blueprint(regie)
    csrf.exempt(kleuren.telefoon)
    for part in (kiezen.telefoon, kiezen.regie, kleuren.telefoon, kleuren.regie):
        app.register_blueprint(part)
    register_inverses()
    register_inverses_kleuren()
    bij.register(app)
    register_volger("idee", samenvoegen_mensen.VOLGER)


# --- phones ---------------------------------------------------------------------------------------------------


@telefoon.post("")
@for_deelnemer("deelnemer")
@command
def geef() -> ResponseReturnValue:
    """`{kenmerk, tekst, deelvragen: [ids]}` → `{idee}` with its number; the same kenmerk gets the first answer."""
    form = from_json(IdeeForm, g.command)
    return jsonify(
        {"idee": service.add_idee(g.dialoog.id, g.wie.id, form.kenmerk.data, form.tekst.data or "", _ids(form))}
    )


@telefoon.post("/<int:idee_id>")
@for_deelnemer("deelnemer")
@command
def wijzig(idee_id: int) -> ResponseReturnValue:
    """`{versie, tekst, deelvragen}` → `{idee}`; 409 with `stand` when it was changed elsewhere."""
    form = from_json(WijzigForm, g.command)
    idee = service.change_idee(g.dialoog.id, g.wie.id, idee_id, form.versie.data, form.tekst.data or "", _ids(form))
    return jsonify({"idee": idee})


@telefoon.post("/<int:idee_id>/staat")
@for_deelnemer("deelnemer")
@command
def staat(idee_id: int) -> ResponseReturnValue:
    """`{versie, staat: los | ingetrokken}` → `{idee}`."""
    form = from_json(StaatForm, g.command)
    idee = service.withdraw_idee(
        g.dialoog.id, g.wie.id, idee_id, form.versie.data, ingetrokken=form.staat.data == "ingetrokken"
    )
    return jsonify({"idee": idee})


# --- regie ----------------------------------------------------------------------------------------------------


@regie.post("/stap/<int:stap_id>/papier")
@for_begeleider
def papier(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """An idea from paper. An error shows the page again, with what was typed."""
    form = PapierForm(request.form)
    try:
        if not form.validate():
            raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en probeer het nog eens.")
        beheer.add_papier(
            g.dialoog.id,
            bijeenkomst_id,
            stap_id,
            form.kenmerk.data or "",
            form.tekst.data or "",
            _ids(form),
            form.namens.data or None,
            g.wie.naam,
        )
    except BadInput as error:
        return _again(bijeenkomst_id, "papier", error)
    return back(bijeenkomst_id, **_selection())


@regie.post("/ideeen/<int:idee_id>/verborgen")
@for_begeleider
def verborgen(bijeenkomst_id: int, idee_id: int) -> ResponseReturnValue:
    hidden = request.values.get("verborgen") == "ja"
    beheer.set_verborgen(g.dialoog.id, idee_id, verborgen=hidden, wie=g.wie.naam, bijeenkomst_id=bijeenkomst_id)
    return back(bijeenkomst_id, **_selection(idee_id))


@regie.post("/ideeen/<int:idee_id>/tekst")
@for_begeleider
def tekst(bijeenkomst_id: int, idee_id: int) -> ResponseReturnValue:
    try:
        beheer.correct_idee(
            g.dialoog.id,
            idee_id,
            read_number("versie"),
            request.values.get("tekst", ""),
            wie=g.wie.naam,
            bijeenkomst_id=bijeenkomst_id,
        )
    except BadInput as error:
        return _again(bijeenkomst_id, "tekst", error, idee_id)
    return back(bijeenkomst_id, **_selection(idee_id))


@regie.post("/ideeen/<int:idee_id>/deelvragen")
@for_begeleider
def deelvragen(bijeenkomst_id: int, idee_id: int) -> ResponseReturnValue:
    beheer.move_idee(g.dialoog.id, idee_id, read_numbers("deelvragen"), wie=g.wie.naam, bijeenkomst_id=bijeenkomst_id)
    return back(bijeenkomst_id, **_selection(idee_id))


@regie.post("/ideeen/<int:idee_id>/titel")
@for_begeleider
def titel(bijeenkomst_id: int, idee_id: int) -> ResponseReturnValue:
    try:
        keuze.set_titel(
            g.dialoog.id,
            idee_id,
            read_number("versie"),
            request.values.get("titel", ""),
            wie=g.wie.naam,
            bijeenkomst_id=bijeenkomst_id,
        )
    except BadInput as error:
        return _again(bijeenkomst_id, "titel", error, idee_id)
    return back(bijeenkomst_id, **_selection(idee_id))


@regie.post("/stap/<int:stap_id>/sluiten")
@for_begeleider
def sluiten(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    closed = request.values.get("gesloten") == "ja"
    beheer.close_ideeen(g.dialoog.id, bijeenkomst_id, stap_id, gesloten=closed, wie=g.wie.naam)
    return back(bijeenkomst_id, **_selection())


@regie.post("/stap/<int:stap_id>/muur")
@for_begeleider
def muur(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    vast = request.values.get("vast") == "ja"
    bladeren.hold_muur(g.dialoog.id, bijeenkomst_id, stap_id, vast=vast, wie=g.wie.naam)
    return back(bijeenkomst_id, **_selection())


def back(bijeenkomst_id: int, **chosen: str) -> ResponseReturnValue:
    """To the page of the evening, with what was chosen on it."""
    place = url_for("regie.avond", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id)
    return redirect(f"{place}?{urlencode(chosen)}" if chosen else place, 303)


def _ids(form: Any) -> list[int]:
    return list(form.deelvragen.data or [])


def _selection(idee_id: int | None = None) -> dict[str, str]:
    """What stays chosen on the page: the idea in hand and the filter."""
    kept = {"idee": str(idee_id) if idee_id else request.values.get("bij", ""), "zeef": request.values.get("zeef", "")}
    return {key: value for key, value in kept.items() if value.isascii() and value.isalnum()}


def _again(bijeenkomst_id: int, formulier: str, error: BadInput, idee_id: int | None = None) -> ResponseReturnValue:
    """The page of the evening with an error at the field; what was typed stays."""
    g.idee_fout = {"formulier": formulier, "velden": error.velden, "tekst": error.tekst, "kop": error.kop}
    g.idee_in_hand = idee_id
    page: Any = avond
    return make_response(page(korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id), 400)
