"""The pictures that steps show: for who may see the dialogue, and for the beamer of one of its evenings."""

from flask import Blueprint, Response, g, request, send_file
from flask.typing import ResponseReturnValue

from dialoog.access import NIEMAND, config, for_beamer, for_begeleider, for_deelnemer, get_dialoog
from dialoog.bijeenkomst import foto
from dialoog.bijeenkomst.tonen import heeft_beeld
from dialoog.bijeenkomst.views import beamer
from dialoog.database import db
from dialoog.errors import NotFound
from dialoog.notulist.toegang import notulist_op_toestel

blueprint = Blueprint("foto", __name__)
HOUDBAAR = "private, max-age=604800, immutable"
"""The name is a hash, so what it names never changes."""


@blueprint.get("/regie/<korte_naam>/beeld/<beeld>")
@for_begeleider
def regie(beeld: str) -> ResponseReturnValue:
    return _send(g.dialoog.id, beeld, klein="klein" in request.args)


@blueprint.get("/d/<korte_naam>/beeld/<beeld>")
def telefoon(korte_naam: str, beeld: str) -> ResponseReturnValue:
    """For phones, and for a notulist, who reads along what they show."""
    dialoog_id = get_dialoog(korte_naam).id
    if notulist_op_toestel(db.session(), dialoog_id)[0] is not NIEMAND:
        return _send(dialoog_id, beeld, klein=True)
    return _op_telefoon(korte_naam=korte_naam, beeld=beeld)  # type: ignore[call-arg]


@for_deelnemer("deelnemer", "toehoorder")
def _op_telefoon(beeld: str) -> ResponseReturnValue:
    return _send(g.dialoog.id, beeld, klein=True)


@beamer.blueprint.get("/beamer/<token>/beeld/<beeld>")
@for_beamer
def op_beamer(beeld: str) -> ResponseReturnValue:
    return _send(g.bijeenkomst.dialoog_id, beeld, klein=False)


def _send(dialoog_id: int, beeld: str, *, klein: bool) -> Response:
    """Raises NotFound where no page of this dialogue shows it, or it is not here."""
    if not foto.is_er(config(), beeld) or not heeft_beeld(db.session(), dialoog_id, beeld):
        raise NotFound("Deze foto is er niet meer.")
    answer = send_file(foto.beeld_pad(config(), beeld, klein=klein).resolve(), mimetype="image/jpeg")
    answer.headers["Cache-Control"] = HOUDBAAR
    return answer
