"""HTTP of *kleuren*: colours of phones, and the regie that leads it and enters them for others."""

from flask import Blueprint, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.bijeenkomst.groepen import groepsnaam
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.errors import BadInput
from dialoog.idee import kleuren, kleuren_geven, kleuren_sluiten
from dialoog.idee.errors import KleurenDicht
from dialoog.idee.kleuren_rules import ALLE
from dialoog.idee.kleuren_stand import afspraak, eigen, kiezer_groep, kiezer_mens
from dialoog.idee.models import KLEUREN
from dialoog.idee.schermen_kleuren import invulrijen
from dialoog.tekst import parse_number
from dialoog.velden import read_number

telefoon = Blueprint("kleuren", __name__, url_prefix="/d/<korte_naam>/kleuren/<int:stap_id>")
regie = Blueprint(
    "kleuren_regie", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/stap/<int:stap_id>"
)
NIET_GELEZEN = "We konden dit niet lezen. Laad de bladzijde opnieuw. Uw andere kleuren staan er nog."
WEET_NIET = "weet_niet"


# --- phones ---------------------------------------------------------------------------------------------------


@telefoon.post("")
@for_deelnemer("deelnemer")
@command
def geef(stap_id: int) -> ResponseReturnValue:
    """`{idee, kleur, versie}` → the same as it lies now; kleur null: "weet ik niet". 409 with that as stand when it was
    changed elsewhere, or with `gesloten`."""
    idee, kleur, versie = (g.command.get(key) for key in ("idee", "kleur", "versie"))
    if type(idee) is not int or type(versie) is not int or not (kleur is None or isinstance(kleur, str)):
        raise BadInput(NIET_GELEZEN)
    return jsonify(kleuren_geven.give_kleur(g.dialoog.id, g.wie.id, stap_id, idee, kleur, versie))


@telefoon.post("/klaar")
@for_deelnemer("deelnemer")
@command
def klaar(stap_id: int) -> ResponseReturnValue:
    """`{klaar}` → the same: done with colouring, or going on after all."""
    wanted = g.command.get("klaar")
    if type(wanted) is not bool:
        raise BadInput(NIET_GELEZEN)
    kleuren_geven.say_klaar(g.dialoog.id, g.wie.id, stap_id, klaar=wanted)
    return jsonify({"klaar": wanted})


# --- regie: one idea at a time --------------------------------------------------------------------------------


@regie.post("/kleur/<int:idee_id>")
@for_begeleider
def kleur(bijeenkomst_id: int, stap_id: int, idee_id: int) -> ResponseReturnValue:
    """Form: kleur (empty: none), versie."""
    chosen, seen = request.values.get("kleur") or None, read_number("versie") or None
    kleuren.set_kleur(g.dialoog.id, bijeenkomst_id, stap_id, idee_id, chosen, seen, g.wie.naam)
    return back(bijeenkomst_id)


@regie.post("/in-beeld")
@for_begeleider
def in_beeld(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Form: idee (an id), or richting (1 next, -1 previous), or zonder (ja: the next without a colour)."""
    kleuren.hold_idee(
        g.dialoog.id,
        bijeenkomst_id,
        stap_id,
        naar=read_number("idee") or None,
        richting=-1 if request.values.get("richting") == "-1" else 1,
        wie=g.wie.naam,
        zonder=request.values.get("zonder") == "ja",
    )
    return back(bijeenkomst_id)


@regie.post("/zeef")
@for_begeleider
def zeef(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Walk through ideas of one kind only (see `kleuren.set_filter`)."""
    kleuren.set_filter(g.dialoog.id, bijeenkomst_id, stap_id, request.values.get("zeef", ALLE))
    return back(bijeenkomst_id)


# --- regie: colours of many -----------------------------------------------------------------------------------


@regie.post("/manier")
@for_begeleider
def manier(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Form: manier, verdeeld (ja or nee)."""
    chosen, share = request.values.get("manier", ""), request.values.get("verdeeld") != "nee"
    kleuren_sluiten.set_manier(g.dialoog.id, bijeenkomst_id, stap_id, chosen, verdeeld=share, wie=g.wie.naam)
    return back(bijeenkomst_id)


@regie.post("/kleuren-sluiten")
@for_begeleider
def sluiten(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    closed = request.values.get("gesloten") == "ja"
    kleuren_sluiten.close_kleuren(g.dialoog.id, bijeenkomst_id, stap_id, gesloten=closed, wie=g.wie.naam)
    return back(bijeenkomst_id)


@regie.post("/kleuren-overnemen")
@for_begeleider
def overnemen(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    kleuren_sluiten.take_over(g.dialoog.id, bijeenkomst_id, stap_id, g.wie.naam)
    return back(bijeenkomst_id)


@regie.post("/kleuren-opnieuw")
@for_begeleider
def opnieuw(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    kleuren_sluiten.begin_again(g.dialoog.id, bijeenkomst_id, stap_id, g.wie.naam)
    return back(bijeenkomst_id)


# --- regie: for others ----------------------------------------------------------------------------------------


@regie.get("/kleuren-voor/<int:deelnemer_id>")
@for_begeleider
def voor_mens(bijeenkomst_id: int, stap_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """The form starts empty, whatever was entered: the helper keeps the paper."""
    return _blad(bijeenkomst_id, stap_id, mens=deelnemer_id)


@regie.post("/kleuren-voor/<int:deelnemer_id>")
@for_begeleider
def kleur_voor_mens(bijeenkomst_id: int, stap_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """`kleur-17=rood` for the idea with id 17; what is left open stays as it was."""
    kleuren_geven.give_voor(g.dialoog.id, bijeenkomst_id, stap_id, kiezer_mens(deelnemer_id), _ingevuld())
    return back(bijeenkomst_id)


@regie.get("/kleuren-voor-groep/<int:groep_id>")
@for_begeleider
def voor_groep(bijeenkomst_id: int, stap_id: int, groep_id: int) -> ResponseReturnValue:
    """A group's colours are no secret of its table: the form shows what it gave."""
    return _blad(bijeenkomst_id, stap_id, groep=groep_id)


@regie.post("/kleuren-voor-groep/<int:groep_id>")
@for_begeleider
def kleur_voor_groep(bijeenkomst_id: int, stap_id: int, groep_id: int) -> ResponseReturnValue:
    kleuren_geven.give_voor(g.dialoog.id, bijeenkomst_id, stap_id, kiezer_groep(groep_id), _ingevuld())
    return back(bijeenkomst_id)


def _blad(bijeenkomst_id: int, stap_id: int, *, mens: int | None = None, groep: int | None = None) -> str:
    session = db.session()
    stap = get_stap(session, get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id).id, stap_id)
    how = afspraak(stap)
    if stap.soort != "kleuren" or stap.staat != "live" or not how.open:
        raise KleurenDicht("Er wordt nu niet gekleurd. Er is niets veranderd.")
    if groep is not None:
        naam, helper = groepsnaam(kleuren_geven.find_groep(session, stap, groep)), ""
        given = {idee: kleur or WEET_NIET for idee, (kleur, _) in eigen(session, stap.id, kiezer_groep(groep)).items()}
    else:
        person = kleuren_geven.check_namens(session, stap, mens or 0)
        naam, helper, given = person.roepnaam, person.helper, {}
    return render_template(
        "idee/kleuren_voor.html",
        dialoog=g.dialoog,
        naam=naam,
        helper=helper,
        groep=groep is not None,
        rijen=invulrijen(session, stap, groep, given),
        terug=f"/regie/{g.dialoog.korte_naam}/avond/{bijeenkomst_id}",
    )


def _ingevuld() -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    for field, value in request.form.items():
        number = parse_number(field.removeprefix("kleur-"))
        if field.startswith("kleur-") and number and value in (*KLEUREN, WEET_NIET):
            found[number] = None if value == WEET_NIET else value
    return found
