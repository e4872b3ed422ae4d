"""A phone for more people: the regie says for whom, the phone shows a switch at the top."""

from typing import Any

from flask import Blueprint, Flask, g, has_request_context, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider, for_deelnemer
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.views.deelnemers import to_persoon
from dialoog.database import db
from dialoog.deelnemer.meedragen import VOOR, dragers, gedragen, heeft_telefoon, start_meedragen, stop_meedragen
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import BadInput, NotAllowed
from dialoog.velden import read_number

regie = Blueprint("meedragen", __name__, url_prefix="/regie/<korte_naam>/deelnemers/<int:bijeenkomst_id>")
telefoon = Blueprint("voor", __name__, url_prefix="/d/<korte_naam>/voor")
EIGEN = ("deelnemer",)
"""Pages that are one's own: pass, devices, registration. Nobody opens them for somebody else."""


def register(app: Flask) -> None:
    """Hang the pages in the app, and let addresses keep for whom somebody acts."""
    app.register_blueprint(regie)
    app.register_blueprint(telefoon)
    app.jinja_env.globals.update(schakelaar=schakelaar, telefoon_naam=telefoon_naam)
    app.jinja_env.globals.update(andermans_telefoon=van_een_ander, draagt_voor=draagt_voor)
    app.url_defaults(_keep_voor)


def _keep_voor(endpoint: str, values: dict[str, Any]) -> None:
    """`url_for` of a page of a phone stays with the person for whom it acts."""
    asked = _asked() if has_request_context() else ""
    if asked.partition(VOOR)[0] == values.get("korte_naam") and VOOR in asked:
        values["korte_naam"] = asked


def _asked() -> str:
    """The name of the dialogue as it stands in the address that is asked."""
    return str((request.view_args or {}).get("korte_naam", ""))


def telefoon_naam() -> str:
    """How this phone's own addresses name the dialogue: `wijk`, or `wijk~12` while it acts for person 12."""
    return _asked() or str(g.dialoog.korte_naam)


def door_wie() -> str | None:
    """Who acts on this phone for the person whose page it is, for the record; None: that person."""
    return db.session.get_one(Deelnemer, g.wie.drager).roepnaam if g.wie.drager else None


def schakelaar(nu: int | None = None) -> dict[str, Any] | None:
    """What the switch at the top shows: `{naam, zelf, nu, weg, mensen}`; None: this phone acts for one person.

    `nu`: the id of the person for whom the page acts (None: the owner); `weg`: that ended."""
    wie: Any = g.get("wie") if has_request_context() and g.get("dialoog") else None
    if wie is None or wie.rol not in ("deelnemer", "toehoorder"):
        return None
    session = db.session()
    owner = session.get_one(Deelnemer, wie.drager or wie.id)
    people = gedragen(session, owner.id)
    now = wie.id if wie.drager else nu
    gone = now is not None and now not in {person.id for person in people}
    if not people and not gone:
        return None
    return {
        "naam": g.dialoog.korte_naam,
        "zelf": owner.naam or "uzelf",
        "nu": now,
        "weg": gone,
        "mensen": [(person.id, person.roepnaam) for person in people],
    }


@telefoon.get("")
@for_deelnemer("deelnemer", "toehoorder")
def strook() -> ResponseReturnValue:
    """`{html}`: the switch as it is now; `?nu=` for whom the asking page acts. Empty: for its owner only."""
    shown = schakelaar(read_number("nu") or None)
    return jsonify({"html": render_template("telefoon/_voor.html", voor=shown)})


@telefoon.before_app_request
def refuse_own_pages() -> None:
    """What is somebody's own stays so: a pass on a neighbour's phone would let that neighbour in for good."""
    if VOOR in _asked() and request.blueprint in EIGEN:
        raise NotAllowed(
            "Een pas en eigen gegevens zijn van de persoon zelf. Vraag de begeleider om hulp, of ga verder als uzelf."
        )


# --- regie ----------------------------------------------------------------------------------------------------


def van_een_ander(person: Deelnemer) -> dict[str, Any] | None:
    """What the page of a person shows: `{drager, keuzes}`; None: this person has a phone."""
    session = db.session()
    if person.soort != "deelnemer" or heeft_telefoon(session, person.id):
        return None
    drager = session.get(Deelnemer, person.op_telefoon_van) if person.op_telefoon_van is not None else None
    keuzes = [(one.id, one.roepnaam) for one in dragers(session, person.dialoog_id, person.id)]
    return {"drager": drager.roepnaam if drager else "", "keuzes": keuzes}


def draagt_voor(person: Deelnemer) -> list[Deelnemer]:
    """For whom the phone of this person acts too."""
    return gedragen(db.session(), person.id)


@regie.post("/<int:deelnemer_id>/op-telefoon")
@for_begeleider
def begin(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Let somebody take part on the phone of `drager`."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    drager = read_number("drager")
    if not drager:
        raise BadInput("Kies eerst wiens telefoon het is.")
    start_meedragen(g.dialoog.id, deelnemer_id, drager, g.wie.naam, evening.id)
    return to_persoon(bijeenkomst_id, deelnemer_id)


@regie.post("/<int:deelnemer_id>/op-telefoon/einde")
@for_begeleider
def einde(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """End it."""
    evening = get_bijeenkomst(db.session(), g.dialoog.id, bijeenkomst_id)
    stop_meedragen(g.dialoog.id, deelnemer_id, g.wie.naam, evening.id)
    return to_persoon(bijeenkomst_id, deelnemer_id)
