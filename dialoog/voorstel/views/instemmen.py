"""*Kunt u zich vinden in dit voorstel?*: the command of a phone, and what the begeleider does: ask, answer for somebody
without a phone, close, and write the conclusion. Forms that work without a script."""

from typing import Any

from flask import Blueprint, g, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import command, for_begeleider, for_deelnemer
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import get_deelnemer, open_toestellen
from dialoog.errors import BadInput, NotAllowed, NotFound, NotNow, Refusal, TooMany
from dialoog.limits import allow
from dialoog.velden import read_number
from dialoog.voorstel import instemming, queries
from dialoog.voorstel.instemming_lezen import InstemmingRij, instemmingen, open_in
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.models_zaal import Instemming
from dialoog.voorstel.rules_zaal import GENOEG, MAX_REDEN, VRAAG
from dialoog.voorstel.views.oplossingen import avond

PER_MINUUT = 60
"""Answers of one screen: every one of them makes the regie and the beamer look again."""

telefoon = Blueprint("instemmen", __name__, url_prefix="/d/<korte_naam>/instemming")
regie = Blueprint("instemmen_regie", __name__, url_prefix="/regie/<korte_naam>")


@telefoon.post("/<int:instemming_id>")
@for_deelnemer("deelnemer")
@command
def antwoord(instemming_id: int) -> ResponseReturnValue:
    """`{ja, reden}`, the whole answer → `{instemming: {instemming, ja, reden}}`."""
    ja, reden = g.command.get("ja"), g.command.get("reden", "")
    if not isinstance(ja, bool) or not isinstance(reden, str):
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en kies nog eens.")
    if not allow("instemming", f"{g.wie.toestel}:{g.wie.id}", PER_MINUUT):
        raise TooMany("Dat ging te snel. Wacht een minuut en kies nog eens. Wat er al lag, ligt er nog.")
    return jsonify({"instemming": instemming.answer(g.dialoog.id, g.wie.id, instemming_id, ja=ja, reden=reden)})


# --- in the room ------------------------------------------------------------------------------------------------


@regie.post("/avond/<int:bijeenkomst_id>/stap/<int:stap_id>/instemming")
@for_begeleider
def vraag(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Ask the hall about card `voorstel`."""
    instemming.ask(g.dialoog.id, bijeenkomst_id, stap_id, read_number("voorstel"), g.wie.naam)
    return back(bijeenkomst_id)


@regie.post("/avond/<int:bijeenkomst_id>/instemming/<int:instemming_id>/sluiten")
@for_begeleider
def sluit(bijeenkomst_id: int, instemming_id: int) -> ResponseReturnValue:
    instemming.close(g.dialoog.id, bijeenkomst_id, instemming_id, g.wie.naam)
    return back(bijeenkomst_id)


@regie.get("/avond/<int:bijeenkomst_id>/instemming-voor/<int:deelnemer_id>")
@for_begeleider
def voor(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """The form starts empty, whatever lies."""
    person, row = _namens(bijeenkomst_id, deelnemer_id)
    return _voor_page(bijeenkomst_id, person, row, None)


@regie.post("/avond/<int:bijeenkomst_id>/instemming-voor/<int:deelnemer_id>")
@for_begeleider
def antwoord_voor(bijeenkomst_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """What is filled in replaces what lay. An error shows the form again."""
    person, row = _namens(bijeenkomst_id, deelnemer_id)
    chosen = request.form.get("ja", "")
    try:
        if read_number("instemming") != row.id:
            raise NotNow("Dit formulier hoort bij een eerdere vraag. Er is niets veranderd. Kies nog eens.")
        if chosen not in ("ja", "nee"):
            raise BadInput("Kies ja of nog niet.", velden={"ja": "Kies ja of nog niet."})
        reason = request.form.get("reden", "")
        instemming.answer(g.dialoog.id, person.id, row.id, ja=chosen == "ja", reden=reason)
    except Refusal as error:
        db.session.rollback()
        return _voor_page(bijeenkomst_id, person, row, error)
    return back(bijeenkomst_id)


def _namens(bijeenkomst_id: int, deelnemer_id: int) -> tuple[Deelnemer, Instemming]:
    """The person without a phone and the question. Raises NotFound, NotNow, NotAllowed."""
    session = db.session()
    get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id)
    person = get_deelnemer(session, g.dialoog.id, deelnemer_id)
    row = open_in(session, g.dialoog.id)
    if not person.zonder_telefoon or person.staat != "actief":
        raise NotFound("U geeft alleen antwoord voor wie zonder telefoon binnen is.")
    if row is None:
        raise NotNow("Er is nu geen vraag aan de zaal open.")
    if open_toestellen(session, person.id, None):
        raise NotAllowed("Deze persoon heeft een eigen telefoon en geeft zelf antwoord.")
    return person, row


def _voor_page(bijeenkomst_id: int, person: Deelnemer, row: Instemming, fout: Refusal | None) -> ResponseReturnValue:
    card = db.session.get_one(Voorstel, row.voorstel_id)
    page = render_template(
        "voorstel/instemming_voor.html",
        dialoog=g.dialoog,
        persoon=person.roepnaam,
        helper=person.helper,
        kaart=card,
        instemming=row.id,
        vraag=VRAAG,
        hoogstens=MAX_REDEN,
        fout=fout,
        velden=getattr(fout, "velden", {}),
        gekozen=request.form.get("ja", ""),
        reden=request.form.get("reden", ""),
        terug=f"/regie/{g.dialoog.korte_naam}/avond/{bijeenkomst_id}",
    )
    return make_response(page, fout.status if fout else 200)


# --- the conclusion ---------------------------------------------------------------------------------------------


@regie.get("/voorstellen/<int:nummer>/instemming")
@for_begeleider
def stand(nummer: int) -> ResponseReturnValue:
    """What the hall said of this card, each time it was asked, and the conclusion."""
    return _stand_page(nummer, None)


@regie.post("/voorstellen/<int:nummer>/instemming")
@for_begeleider
def conclusie(nummer: int) -> ResponseReturnValue:
    """Save the conclusion: `instemming`, `versie` (the one seen), `conclusie`."""
    rows = _rows(nummer)
    here = read_number("instemming")
    if not rows or rows[-1].id != here:
        raise NotFound("Deze vraag is er niet (meer). Kijk naar de laatste keer dat het gevraagd is.")
    text, evening = request.form.get("conclusie", ""), rows[-1].bijeenkomst
    try:
        instemming.save_conclusie(g.dialoog.id, evening, here, read_number("versie"), text, g.wie.naam)
    except Refusal as error:
        db.session.rollback()
        return _stand_page(nummer, error)
    return redirect(f"/regie/{g.dialoog.korte_naam}/voorstellen/{nummer}/instemming", 303)


def _rows(nummer: int) -> list[InstemmingRij]:
    session = db.session()
    card = queries.get_voorstel(session, g.dialoog.id, nummer)
    return instemmingen(session, g.dialoog.id).get(card.id, [])


def _stand_page(nummer: int, fout: Refusal | None) -> ResponseReturnValue:
    rows = _rows(nummer)
    last = rows[-1] if rows else None
    context: dict[str, Any] = {
        "dialoog": g.dialoog,
        "avond": avond(),
        "adres": f"/regie/{g.dialoog.korte_naam}/voorstellen",
        "kaart": queries.find_voorstel(db.session(), g.dialoog.id, nummer),
        "keren": rows,
        "laatste": last,
        "vraag": VRAAG,
        "genoeg": GENOEG,
        "fout": fout,
        "tekst": request.form.get("conclusie", "") if fout else (last.conclusie or last.feit) if last else "",
    }
    return make_response(render_template("voorstel/instemming.html", **context), fout.status if fout else 200)
