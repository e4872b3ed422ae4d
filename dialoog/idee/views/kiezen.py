"""HTTP of *kiezen*: the choice of a phone, and the forms of the regie."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.bijeenkomst.groepen import groepsnaam
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, live_stap
from dialoog.database import db
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.errors import BadInput, NotFound, NotNow, Outdated, Refusal
from dialoog.idee import keuze, keuze_insturen, keuze_tellen
from dialoog.idee.beheer import live_of_kind
from dialoog.idee.errors import BovenQuotum
from dialoog.idee.forms import KiezenInstellingen
from dialoog.idee.keuze_insturen import Wens
from dialoog.idee.keuze_kiezers import Stand, stand_van, van_groep, van_persoon
from dialoog.idee.keuze_rules import GROEP, PERSOON, eenheid
from dialoog.idee.models import ZAAL
from dialoog.idee.queries import MAX_ID, ideeen
from dialoog.idee.rules import KLEUREN, korte_titel, quota
from dialoog.velden import read_number, read_numbers

telefoon = Blueprint("kiezen_telefoon", __name__, url_prefix="/d/<korte_naam>/keuze")
regie = Blueprint("kiezen_regie", __name__, url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>")
HOOGSTENS = 500
"""More ideas than this are in no choice."""


@telefoon.post("")
@for_deelnemer("deelnemer")
@command
def kies_op_telefoon() -> ResponseReturnValue:
    """`{stap, versie, gekozen: [ids], ingestuurd, boven}` → what lies: `{stap, kiezer, versie, ingestuurd, gekozen,
    gevallen: [nummers]}`. For the group whose pen this phone has, or for the person; 409 with that stand."""
    body = g.command
    chosen = body.get("gekozen")
    numbers = [body.get("stap"), body.get("versie"), *(chosen if isinstance(chosen, list) else [None])]
    flags = body.get("ingestuurd", False), body.get("boven", False)
    if len(numbers) > HOOGSTENS or any(type(n) is not int or not 0 <= n <= MAX_ID for n in numbers):
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en kies nog eens.")
    if any(type(flag) is not bool for flag in flags):
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en kies nog eens.")
    wens = Wens(body["versie"], frozenset(body["gekozen"]), *flags)
    return jsonify(keuze_insturen.choose_phone(g.dialoog.id, g.wie.id, body["stap"], wens))


# --- regie: the room ------------------------------------------------------------------------------------------


@regie.post("/stap/<int:stap_id>/keuze/<int:idee_id>")
@for_begeleider
def kies(bijeenkomst_id: int, stap_id: int, idee_id: int) -> ResponseReturnValue:
    """Form: gekozen (ja or nee), bevestigd (ja: one over the quota). Over it without that: the page asks."""
    try:
        keuze.choose(
            g.dialoog.id,
            bijeenkomst_id,
            stap_id,
            idee_id,
            gekozen=request.values.get("gekozen") == "ja",
            bevestigd=request.values.get("bevestigd") == "ja",
            wie=g.wie.naam,
        )
    except BovenQuotum:
        return _back(bijeenkomst_id, idee=str(idee_id), toch="ja")
    return _back(bijeenkomst_id, idee=str(idee_id))


@regie.post("/stap/<int:stap_id>/toon")
@for_begeleider
def toon(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    shown = request.values.get("getoond") == "ja"
    keuze.show_keuze(g.dialoog.id, bijeenkomst_id, stap_id, getoond=shown, wie=g.wie.naam)
    return _back(bijeenkomst_id)


@regie.post("/stap/<int:stap_id>/eenheid")
@for_begeleider
def wie_kiest(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Who chooses and how many per colour, as in the preparation; until somebody has chosen."""
    form = KiezenInstellingen(request.form, meta={"locales": ["nl"]})
    if not form.validate():
        raise BadInput("Vul bij elke kleur een getal in van 0 tot en met 100. Er is niets veranderd.")
    asked = form.data
    keuze_tellen.set_eenheid(g.dialoog.id, bijeenkomst_id, stap_id, asked["eenheid"], asked["quota"], g.wie.naam)
    return _back(bijeenkomst_id)


@regie.post("/stap/<int:stap_id>/tel")
@for_begeleider
def tel(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Count what everybody chose for himself."""
    keuze_tellen.count_keuzes(g.dialoog.id, bijeenkomst_id, stap_id, g.wie.naam)
    return _back(bijeenkomst_id)


# --- regie: choosing for a group, or for somebody without a phone ---------------------------------------------


@dataclass(frozen=True)
class Voor:
    """For whom the begeleider chooses. `begin`: what the sheet starts with; a person's starts empty, always."""

    stap: Stap
    groep: int | None
    deelnemer: int | None
    naam: str
    stand: Stand
    begin: frozenset[int]
    helper: str = ""


@regie.get("/stap/<int:stap_id>/keuze-van/<int:groep_id>")
@for_begeleider
def keuze_van(bijeenkomst_id: int, stap_id: int, groep_id: int) -> ResponseReturnValue:
    """The choice of a group, to change or to send in; 0: what the room had chosen before."""
    return _blad(bijeenkomst_id, _van_groep(bijeenkomst_id, stap_id, groep_id))


@regie.post("/stap/<int:stap_id>/keuze-van/<int:groep_id>")
@for_begeleider
def kies_voor_groep(bijeenkomst_id: int, stap_id: int, groep_id: int) -> ResponseReturnValue:
    """Form: versie, idee (ids), doe (bewaar, instuur, terug), boven (ja). What cannot be: the sheet again as filled."""
    act = request.values.get("doe")
    voor = _van_groep(bijeenkomst_id, stap_id, groep_id)
    chosen = voor.begin if act == "terug" else frozenset(read_numbers("idee"))
    version = voor.stand.versie if act == "terug" else read_number("versie")
    wens = Wens(version, chosen, act == "instuur", request.values.get("boven") == "ja")
    try:
        keuze_insturen.choose_groep(g.dialoog.id, bijeenkomst_id, stap_id, groep_id or None, wens, g.wie.naam)
    except (BovenQuotum, Outdated) as error:
        voor = _van_groep(bijeenkomst_id, stap_id, groep_id)
        return make_response(_blad(bijeenkomst_id, voor, wens, error), error.status)
    return _back(bijeenkomst_id)


@regie.get("/kiezen-voor/<int:deelnemer_id>")
@for_begeleider
def kiezen_voor(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """For somebody without a phone: it starts empty, whatever lies; the helper keeps the paper."""
    return _blad(bijeenkomst_id, _van_persoon(bijeenkomst_id, deelnemer_id))


@regie.post("/kiezen-voor/<int:deelnemer_id>")
@for_begeleider
def kies_voor(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """Form: idee (ids), boven (ja). It replaces all, and is sent in at once."""
    voor = _van_persoon(bijeenkomst_id, deelnemer_id)
    wens = Wens(None, frozenset(read_numbers("idee")), True, request.values.get("boven") == "ja")
    try:
        keuze_insturen.choose_voor(g.dialoog.id, bijeenkomst_id, voor.stap.id, deelnemer_id, wens)
    except BovenQuotum as error:
        return make_response(_blad(bijeenkomst_id, voor, wens, error), error.status)
    return _back(bijeenkomst_id)


def _van_groep(bijeenkomst_id: int, stap_id: int, groep_id: int) -> Voor:
    session = db.session()
    stap = live_of_kind(session, g.dialoog.id, bijeenkomst_id, stap_id, "kiezen")
    if eenheid(stap.instellingen) != GROEP:
        raise NotNow("In deze stap kiezen de groepen niet apart. Kijk in de avond wie er kiest.")
    if not groep_id:
        lies = stand_van(session, stap.id, ZAAL)
        return Voor(stap, 0, None, "de zaal", lies, frozenset(i.id for i in lies.gekozen))
    groep = keuze_insturen.get_groep(session, stap, groep_id)
    lies = stand_van(session, stap.id, van_groep(groep.id))
    return Voor(stap, groep.id, None, groepsnaam(groep), lies, frozenset(i.id for i in lies.gekozen))


def _van_persoon(bijeenkomst_id: int, deelnemer_id: int) -> Voor:
    session = db.session()
    get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id)
    person = get_deelnemer(session, g.dialoog.id, deelnemer_id)
    stap = live_stap(session, bijeenkomst_id)
    if not person.zonder_telefoon or person.staat != "actief":
        raise NotFound("U kiest alleen voor wie zonder telefoon binnen is.")
    if stap is None or stap.soort != "kiezen" or eenheid(stap.instellingen) != PERSOON:
        raise NotNow("Nu kiest niet iedereen voor zich.")
    lies = stand_van(session, stap.id, van_persoon(person.id))
    return Voor(stap, None, person.id, person.roepnaam, lies, frozenset(), person.helper)


def _blad(bijeenkomst_id: int, voor: Voor, wens: Wens | None = None, fout: Refusal | None = None) -> str:
    """The sheet on which the begeleider chooses. After a refusal it is as filled in; `fout` says what to do."""
    chosen = voor.begin if wens is None else wens.gekozen
    los = ideeen(db.session(), g.dialoog.id)
    rows: dict[Any, list[dict[str, Any]]] = {
        kleur: [
            {"id": i.id, "nummer": i.nummer, "titel": i.titel or i.tekst, "kort": korte_titel(i), "aan": i.id in chosen}
            for i in los
            if i.kleur == kleur
        ]
        for kleur in (*KLEUREN, None)
    }
    return render_template(
        "idee/kiezen_voor.html",
        dialoog=g.dialoog,
        voor=voor,
        doel=quota(voor.stap.instellingen),
        rijen=rows,
        fout=fout,
        boven=isinstance(fout, BovenQuotum),
        instuur=wens is None or wens.ingestuurd,
        terug=url_for("regie.avond", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id),
    )


def _back(bijeenkomst_id: int, **chosen: str) -> ResponseReturnValue:
    """To the page of the evening, with what was chosen on it."""
    place = url_for("regie.avond", korte_naam=g.dialoog.korte_naam, bijeenkomst_id=bijeenkomst_id)
    return redirect(f"{place}?{urlencode(chosen)}" if chosen else place, 303)
