"""HTTP of stickers: the ballot of a phone, and the forms of the regie."""

import secrets
import time

from flask import Blueprint, Flask, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.bijeenkomst.queries import get_bijeenkomst, live_stap
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import get_deelnemer, open_toestellen
from dialoog.deelnemer.samenvoegen import register_volger
from dialoog.errors import BadInput, NotFound, TooMany
from dialoog.idee.rules import korte_titel
from dialoog.stemming import daarna, mensen, service
from dialoog.stemming.briefje import EIGEN_TELEFOON, put_briefje, put_voor, wat_een_scherm_weet
from dialoog.stemming.emmer import Emmer
from dialoog.stemming.errors import MagNietPlakken, RondeNietKlaar
from dialoog.stemming.models import Stemronde
from dialoog.stemming.open_namen import show_namen
from dialoog.stemming.queries import get_ronde, lijst_van, ronde_van_stap
from dialoog.stemming.stand import fase
from dialoog.stemming.vaststellen import establish_stemronde
from dialoog.tekst import parse_number
from dialoog.velden import read_number
from dialoog.web import csrf

telefoon = Blueprint("stemming", __name__, url_prefix="/d/<korte_naam>/stembriefje")
regie = Blueprint("stemming_regie", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>")
RONDE = "/stemronde/<int:ronde_id>"
_emmer = Emmer(inhoud=60, per_seconde=5)


def register(app: Flask) -> None:
    """Hang the pages in the app."""
    from dialoog.stemming.views.op_papier import papier

    csrf.exempt(telefoon)  # JSON commands: guarded by the Origin instead
    app.register_blueprint(telefoon)
    app.register_blueprint(regie)
    app.register_blueprint(papier)
    register_volger("stemming", mensen.VOLGER)


# --- phones ---------------------------------------------------------------------------------------------------


@telefoon.post("")
@for_deelnemer("deelnemer")
@command
def leg() -> ResponseReturnValue:
    """`{ronde, versie, kenmerk, stickers: [nummer, …], klaar}` → `{ronde, versie, aantal}`.

    409 with a stand that holds version and number, never contents: another screen was first, or it is closed."""
    # Per screen: in a bucket shared by all screens of a person, one could feel when another put a ballot.
    if not _emmer.take((g.wie.toestel, g.wie.id), time.monotonic()):
        raise TooMany("Dat ging te snel. Uw stickers blijven op uw telefoon en gaan straks vanzelf mee.")
    return jsonify(put_briefje(g.dialoog.id, g.wie.id, g.command).json())


@telefoon.get("")
@for_deelnemer("deelnemer")
def ligt() -> ResponseReturnValue:
    """`?ronde=3` → `{ronde, versie, aantal}`: never what lies there; of an open round only `{ronde}`."""
    ronde = get_ronde(db.session(), g.dialoog.id, read_number("ronde"))
    return jsonify(wat_een_scherm_weet(g.dialoog.id, g.wie.id, ronde.id, zichtbaar=ronde.zichtbaar))


# --- regie ----------------------------------------------------------------------------------------------------


def _ronde(bijeenkomst_id: int, ronde_id: int) -> int:
    """The round, when it belongs to this evening. Raises NotFound."""
    ronde = get_ronde(db.session(), g.dialoog.id, ronde_id)
    if ronde.bijeenkomst_id != bijeenkomst_id:
        raise NotFound("Deze stemronde hoort bij een andere bijeenkomst.")
    return ronde.id


@regie.post("/stap/<int:stap_id>/stemronde")
@for_begeleider
def begin(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    service.begin_stemronde(g.dialoog.id, bijeenkomst_id, stap_id)
    return back(bijeenkomst_id)


@regie.post(RONDE + "/open")
@for_begeleider
def open_(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    service.open_stemronde(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id), g.wie.naam)
    return back(bijeenkomst_id)


@regie.post(RONDE + "/sluit")
@for_begeleider
def sluit(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    service.close_stemronde(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id), g.wie.naam)
    return back(bijeenkomst_id)


@regie.post(RONDE + "/heropen")
@for_begeleider
def heropen(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    service.reopen_stemronde(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id), g.wie.naam)
    return back(bijeenkomst_id)


@regie.post(RONDE + "/terugzetten")
@for_begeleider
def terugzetten(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    service.reset_stemronde(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id), g.wie.naam)
    return back(bijeenkomst_id)


@regie.post(RONDE + "/vaststellen")
@for_begeleider
def vaststellen(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    establish_stemronde(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id), g.wie.naam)
    return back(bijeenkomst_id)


@regie.post(RONDE + "/onthul")
@for_begeleider
def onthul(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    seen = parse_number(request.values.get("gezien"))
    everything = request.values.get("alles") == "ja"
    daarna.reveal(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id), seen, g.wie.naam, alles=everything)
    return back(bijeenkomst_id)


@regie.post(RONDE + "/namen")
@for_begeleider
def namen(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    show_namen(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id))
    return back(bijeenkomst_id)


@regie.post(RONDE + "/vervallen")
@for_begeleider
def vervallen(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    """With `opnieuw=ja` a new round on the same list follows at once."""
    again = request.values.get("opnieuw") == "ja"
    reden = request.values.get("reden", "")
    daarna.cancel_stemronde(g.dialoog.id, _ronde(bijeenkomst_id, ronde_id), reden, g.wie.naam, opnieuw=again)
    return back(bijeenkomst_id)


# --- acting for somebody without a phone ----------------------------------------------------------------------


@regie.get("/stemmen-voor/<int:deelnemer_id>")
@for_begeleider
def stemmen_voor(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """The form starts empty, whatever lies: the helper keeps the paper."""
    person, ronde = _namens(bijeenkomst_id, deelnemer_id)
    return _formulier(bijeenkomst_id, person, ronde, [])


@regie.post("/stemmen-voor/<int:deelnemer_id>")
@for_begeleider
def stem_voor(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """What is entered replaces all. An error shows the form again, as it was filled in."""
    person, ronde = _namens(bijeenkomst_id, deelnemer_id)
    stickers = _ingevuld(ronde)
    sent = request.form.get("ronde", "")
    try:
        if sent != str(ronde.id):
            raise RondeNietKlaar("Dit formulier hoort bij een eerdere ronde. Er is niets veranderd.")
        put_voor(
            g.dialoog.id,
            person.id,
            {"ronde": ronde.id, "kenmerk": request.form.get("kenmerk"), "stickers": stickers},
        )
    except BadInput as error:
        return make_response(_formulier(bijeenkomst_id, person, ronde, stickers, error.tekst), 400)
    return back(bijeenkomst_id)


def _namens(bijeenkomst_id: int, deelnemer_id: int) -> tuple[Deelnemer, Stemronde]:
    """The person without a phone and the open round. Raises NotFound, RondeNietKlaar, MagNietPlakken."""
    session = db.session()
    get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id)
    person = get_deelnemer(session, g.dialoog.id, deelnemer_id)
    stap = live_stap(session, bijeenkomst_id)
    ronde = ronde_van_stap(session, stap.id) if stap is not None else None
    if not person.zonder_telefoon or person.staat != "actief":
        raise NotFound("U plakt alleen voor wie zonder telefoon binnen is.")
    if ronde is None or fase(ronde) != "open":
        raise RondeNietKlaar("Er is nu geen ronde open.")
    if open_toestellen(session, person.id, None):
        raise MagNietPlakken(EIGEN_TELEFOON)
    return person, ronde


def _ingevuld(ronde: Stemronde) -> list[int]:
    """Numbers as they were entered: `idee-17=2` is two stickers on number 17; more than fits is refused later."""
    stickers: list[int] = []
    for field, value in request.form.items():
        number, count = parse_number(field.removeprefix("idee-")), parse_number(value)
        if field.startswith("idee-") and number and count:
            stickers += [number] * min(count, ronde.n + 1)
    return stickers


def _formulier(bijeenkomst_id: int, person: Deelnemer, ronde: Stemronde, stickers: list[int], fout: str = "") -> str:
    lijst = [
        {
            "nummer": i.nummer,
            "titel": korte_titel(i),
            "tekst": i.voluit,
            "kleur": i.kleur,
            "hier": stickers.count(i.nummer),
        }
        for i in lijst_van(db.session(), ronde.id).values()
    ]
    return render_template(
        "stemming/stemmen_voor.html",
        dialoog=g.dialoog,
        persoon=person.roepnaam,
        helper=person.helper,
        ronde=ronde,
        ideeen=lijst,
        fout=fout,
        kenmerk=request.form.get("kenmerk") or secrets.token_hex(16),
        terug=f"/regie/{g.dialoog.korte_naam}/avond/{bijeenkomst_id}",
    )
