"""HTTP of a round on paper: what is printed, and the form in which the count is typed."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import lijst as aanwezigen
from dialoog.bijeenkomst.views.regie import back
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.idee.rules import korte_titel
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.models import Stemronde
from dialoog.stemming.papier import Telling, lees_telling, te_weinig_zin
from dialoog.stemming.papier_uitslag import correct_papier, getypt, settle_on_paper, waarom_niet_verbeteren
from dialoog.stemming.queries import get_ronde
from dialoog.stemming.schermen import afspraak
from dialoog.stemming.schermen_open import afspraken
from dialoog.stemming.shortlist import lijst_van_ronde
from dialoog.tekst import parse_number

papier = Blueprint(
    "stemming_papier",
    __name__,
    url_prefix="/regie/<korte_naam>/avond/<int:bijeenkomst_id>/stemronde/<int:ronde_id>/papier",
)
MAX_BRIEFJES = 300
RESERVE = 2
VEEL = 24
"""From so many ideas on there are two ballots on a sheet, else four."""


@papier.get("/print")
@for_begeleider
def print_(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    """Ballots for everybody in the hall and two more (`?aantal=`), and the sheet for the wall: A4."""
    ronde = _ronde(bijeenkomst_id, ronde_id)
    session = db.session()
    stap = session.get_one(Stap, ronde.stap_id)
    n, per_idee = afspraak(stap, ronde)
    asked = parse_number(request.args.get("aantal"))
    people = asked or len(aanwezigen(session, bijeenkomst_id, "aanwezig")) + RESERVE
    ideeen = _ideeen(ronde)
    return render_template(
        "stemming/print.html",
        dialoog=g.dialoog,
        ronde=ronde,
        ideeen=ideeen,
        n=n,
        per_idee=per_idee,
        alleen=afspraken(stap, ronde)["alleen"],
        aantal=min(people, MAX_BRIEFJES),
        per_vel=2 if len(ideeen) > VEEL else 4,
    )


@papier.get("")
@for_begeleider
def telling(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    """The form: empty, or with the count that stands when it is to be mended."""
    ronde = _ronde(bijeenkomst_id, ronde_id)
    velden: dict[str, str] = {}
    if ronde.soort == "papier" and ronde.staat == "vastgesteld":
        stands = getypt(db.session(), ronde)
        velden = {"mensen": str(stands.mensen)} | {f"nr-{nr}": str(count) for nr, count in stands.stickers.items()}
    elif ronde.staat not in ("voorbereid", "open", "gesloten"):
        raise RondeNietKlaar(f"Deze ronde is al {ronde.staat}.")
    return _blad(bijeenkomst_id, ronde, velden)


@papier.post("")
@for_begeleider
def stel_vast(bijeenkomst_id: int, ronde_id: int) -> ResponseReturnValue:
    """What does not fit is said, with all that was typed; then one question; then it stands."""
    ronde = _ronde(bijeenkomst_id, ronde_id)
    velden = {key: value for key, value in request.form.items() if key in ("mensen", "reden") or key.startswith("nr-")}
    seen = parse_number(request.form.get("versie")) or 0
    mend = ronde.soort == "papier" and ronde.staat == "vastgesteld"
    n, per_idee = afspraak(db.session().get_one(Stap, ronde.stap_id), ronde)
    try:
        found = lees_telling(velden, [i["nummer"] for i in _ideeen(ronde)], n, per_idee)
        if mend:
            reden = velden.get("reden", "")
            correct_papier(g.dialoog.id, ronde.id, seen, found, reden, g.wie.naam)
        elif request.form.get("klopt") != found.kenmerk:
            return _blad(bijeenkomst_id, ronde, velden, vraag=found, n=n)
        else:
            settle_on_paper(g.dialoog.id, ronde.id, seen, found, g.wie.naam)
    except (BadInput, Outdated) as error:
        db.session.rollback()
        fresh = _ronde(bijeenkomst_id, ronde_id)
        fouten = error.velden if isinstance(error, BadInput) else {}
        return make_response(_blad(bijeenkomst_id, fresh, velden, fout=error.tekst, fouten=fouten), error.status)
    return back(bijeenkomst_id)


def _ronde(bijeenkomst_id: int, ronde_id: int) -> Stemronde:
    ronde = get_ronde(db.session(), g.dialoog.id, ronde_id)
    if ronde.bijeenkomst_id != bijeenkomst_id:
        raise NotFound("Deze stemronde hoort bij een andere bijeenkomst.")
    return ronde


def _ideeen(ronde: Stemronde) -> list[dict[str, Any]]:
    return [
        {"nummer": i.nummer, "titel": korte_titel(i), "tekst": i.tekst, "kleur": i.kleur}
        for i in lijst_van_ronde(db.session(), ronde)
    ]


def _blad(
    bijeenkomst_id: int,
    ronde: Stemronde,
    velden: Mapping[str, str],
    *,
    fout: str = "",
    fouten: Mapping[str, str] | None = None,
    vraag: Telling | None = None,
    n: int = 0,
) -> str:
    session = db.session()
    mend = ronde.soort == "papier" and ronde.staat == "vastgesteld"
    return render_template(
        "stemming/papier.html",
        dialoog=g.dialoog,
        ronde=ronde,
        ideeen=_ideeen(ronde),
        afspraak=afspraak(session.get_one(Stap, ronde.stap_id), ronde),
        velden=velden,
        fout=fout,
        fouten=fouten or {},
        vraag=vraag,
        te_weinig=te_weinig_zin(vraag, n) if vraag else "",
        verbeteren=mend,
        waarom_niet=waarom_niet_verbeteren(session, ronde) if mend else None,
        terug=f"/regie/{g.dialoog.korte_naam}/avond/{bijeenkomst_id}",
    )
