"""Regie: *Wat er verder bij hoort*, what somebody types that the app does not keep by itself. Plain forms."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider, get_dialoog
from dialoog.bijeenkomst import aantekening_rules as rules
from dialoog.bijeenkomst import aantekeningen
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.models_aantekening import Aantekening
from dialoog.bijeenkomst.queries import bijeenkomsten, get_bijeenkomst
from dialoog.bijeenkomst.rules import new_token
from dialoog.database import db
from dialoog.errors import NotFound, Outdated, Refusal
from dialoog.velden import read_number

blueprint = Blueprint("aantekening", __name__, url_prefix="/regie/<korte_naam>/erbij")


@blueprint.get("")
@for_begeleider
def overzicht() -> ResponseReturnValue:
    """Every kind with how many there are: of the dialogue, and of each evening."""
    session = db.session()
    rows = aantekeningen.aantekeningen(session, g.dialoog.id)
    places: list[dict[str, Any]] = [{"titel": "De hele dialoog", "soorten": _tel(rules.VAN_DIALOOG, rows, None)}]
    for evening in bijeenkomsten(session, g.dialoog.id):
        places.append({"titel": evening.titel, "soorten": _tel(rules.VAN_AVOND, rows, evening.id)})
    return render_template("erbij/overzicht.html", dialoog=g.dialoog, plekken=places)


@blueprint.get("/<aantekeningsoort>")
@for_begeleider
def lijst(aantekeningsoort: str) -> ResponseReturnValue:
    """All of one kind at one place (`bijeenkomst`, or the dialogue), with a form for one more; `nummer` opens one to
    change, `weg` can come back."""
    chosen = read_number("nummer")
    row = aantekeningen.get_aantekening(db.session(), g.dialoog.id, chosen) if chosen else None
    return page(aantekeningsoort, row, dict(row.inhoud) if row else {}, row.versie if row else 0)


@blueprint.post("/<aantekeningsoort>")
@for_begeleider
def bewaar(aantekeningsoort: str) -> ResponseReturnValue:
    """One more, or with `nummer` other words: the fields of the kind, `kenmerk`, `versie` (the one seen).

    What does not fit, or somebody else was first: the page again with what was typed."""
    kind, number, name, wie = aantekeningen.get_soort(aantekeningsoort), g.dialoog.id, g.dialoog.korte_naam, g.wie.naam
    typed = {naam: request.form.get(naam, "") for naam in kind.namen}
    chosen, versie, kenmerk = read_number("nummer"), read_number("versie"), request.form.get("kenmerk", "")[:64]
    try:
        if chosen:
            aantekeningen.change_aantekening(number, chosen, typed, versie, wie)
        else:
            aantekeningen.save_aantekening(
                number, aantekeningsoort, typed, wie, kenmerk=kenmerk, bijeenkomst_id=_plek(), stap_id=_stap()
            )
    except NotFound:
        raise
    except Refusal as error:
        db.session.rollback()
        g.dialoog = get_dialoog(name)
        row = aantekeningen.get_aantekening(db.session(), number, chosen) if chosen else None
        seen = row.versie if row and isinstance(error, Outdated) else versie
        return page(aantekeningsoort, row, typed, seen, fout=error), error.status
    return redirect(_adres(aantekeningsoort, _plek()), 303)


@blueprint.post("/<aantekeningsoort>/weg")
@for_begeleider
def weg(aantekeningsoort: str) -> ResponseReturnValue:
    """Take one away: `nummer`, `versie`. The page then offers to put it back."""
    number = read_number("nummer")
    aantekeningen.remove_aantekening(g.dialoog.id, number, read_number("versie"), g.wie.naam)
    return redirect(_adres(aantekeningsoort, _plek(), weg=number), 303)


@blueprint.post("/<aantekeningsoort>/terug")
@for_begeleider
def terug(aantekeningsoort: str) -> ResponseReturnValue:
    """Put back what was taken away: `nummer`, `versie`."""
    row = aantekeningen.get_aantekening(db.session(), g.dialoog.id, read_number("nummer"))
    inhoud, dialoog, wie = dict(row.inhoud), g.dialoog.id, g.wie.naam
    aantekeningen.change_aantekening(dialoog, row.id, inhoud, read_number("versie"), wie)
    return redirect(_adres(aantekeningsoort, _plek()), 303)


def _plek() -> int | None:
    """The evening that the page is about (`bijeenkomst`); None: the dialogue."""
    return read_number("bijeenkomst") or None


def _stap() -> int | None:
    """The conversation in which it was written down (`stap`); None: in none."""
    return read_number("stap") or None


def _tel(soorten: tuple[rules.Soort, ...], rows: list[Aantekening], bijeenkomst_id: int | None) -> list[dict[str, Any]]:
    here = [row.soort for row in rows if row.bijeenkomst_id == bijeenkomst_id]
    return [
        {"kop": s.kop, "uitleg": s.uitleg, "aantal": here.count(s.sleutel), "href": _adres(s.sleutel, bijeenkomst_id)}
        for s in soorten
    ]


def _adres(soort: str, bijeenkomst_id: int | None, **meer: Any) -> str:
    return url_for(
        "aantekening.lijst", korte_naam=g.dialoog.korte_naam, aantekeningsoort=soort, bijeenkomst=bijeenkomst_id, **meer
    )


def page(
    soort: str,
    row: Aantekening | None,
    typed: dict[str, str],
    versie: int,
    *,
    fout: Refusal | None = None,
    plek: tuple[int | None, int | None] | None = None,
) -> str:
    """The list and the form. `plek`: evening and conversation, where the address does not say them. Raises NotFound
    for a kind that does not belong at this place."""
    session, kind = db.session(), aantekeningen.get_soort(soort)
    bijeenkomst_id, stap_id = plek or (_plek(), _stap())
    if kind.avond != (bijeenkomst_id is not None) or (row is not None and row.soort != soort):
        raise NotFound("Dit hoort niet op deze plek.")
    evening: Bijeenkomst | None = get_bijeenkomst(session, g.dialoog.id, bijeenkomst_id) if bijeenkomst_id else None
    rows = aantekeningen.hier(session, g.dialoog.id, soort, bijeenkomst_id)
    gone = read_number("weg")
    return render_template(
        "erbij/soort.html",
        dialoog=g.dialoog,
        bijeenkomst_titel=evening.titel if evening else "",
        soort=kind,
        rijen=[{"nummer": r.id, "versie": r.versie, "regel": rules.regel(soort, r.inhoud), **r.inhoud} for r in rows],
        adres=url_for("aantekening.lijst", korte_naam=g.dialoog.korte_naam, aantekeningsoort=soort),
        plek_id=bijeenkomst_id or "",
        stap_id=stap_id or "",
        gekozen=row,
        getypt=typed,
        versie=versie,
        kenmerk=request.form.get("kenmerk", "")[:64] or new_token(),
        fout=fout,
        velden=getattr(fout, "velden", {}),
        ander=fout.stand.get("inhoud") if isinstance(fout, Outdated) else None,
        weg=aantekeningen.get_aantekening(session, g.dialoog.id, gone) if gone and not fout else None,
    )
