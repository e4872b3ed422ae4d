"""Editions of the book: making one definitief, how far its files are, taking them along, and taking one back."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.access import config, for_begeleider
from dialoog.database import db
from dialoog.errors import BadInput, NotNow
from dialoog.opgave.models import Dialoog
from dialoog.themaboek import queries, queries_uitgave, uitgaven
from dialoog.themaboek.boek import Verandering
from dialoog.themaboek.forms import IntrekForm, UitgaveForm
from dialoog.themaboek.models_uitgave import ONDERWEG, Uitgave
from dialoog.themaboek.service import SOORTEN as TYPES
from dialoog.themaboek.stand import ontbreekt
from dialoog.themaboek.verschil import verschil
from dialoog.themaboek.views.pagina import blueprint, naam_van, render

WOORD = {
    "wacht": ("dicht", "wacht op haar beurt"),
    "bezig": ("deels", "wordt gemaakt"),
    "klaar": ("klaar", "klaar"),
    "mislukt": ("fout", "niet gelukt"),
    "ingetrokken": ("dicht", "ingetrokken"),
}
"""State → sign and words."""
VORMNAAM = {
    "docx": "Word",
    "odt": "ODT",
    "pdf": "Pdf",
    "xlsx": "Excel",
    "html": "Webpagina",
    "json": "Uitwisselbestand",
}


@blueprint.get("/uitgaven")
@for_begeleider
def alle_uitgaven() -> ResponseReturnValue:
    """The editions, the newest first, and the form for the next."""
    return _page(_new_form())


@blueprint.post("/uitgaven")
@for_begeleider
def maak_definitief() -> ResponseReturnValue:
    """Freeze the book: `soorten`, `formaten`, `kenmerk` of the form. Sent twice: once."""
    form, number, wie = UitgaveForm(), g.dialoog.id, g.wie.naam
    try:
        keuze = uitgaven.Keuze(form.soorten.data or (), form.formaten.data or ())
        uitgaven.freeze_uitgave(number, form.kenmerk.data or "", keuze, wie)
    except BadInput as error:
        for name, words in (error.velden or {}).items():
            form[name].errors = [words]
        return _page(form), 400
    except NotNow as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        return _page(_new_form(), melding=error.tekst), 409
    _wake()
    return _terug()


@blueprint.post("/uitgaven/<int:nummer>/opnieuw")
@for_begeleider
def probeer_opnieuw(nummer: int) -> ResponseReturnValue:
    """Try again what failed."""
    uitgaven.retry_uitgave(g.dialoog.id, nummer)
    _wake()
    return _terug()


@blueprint.get("/uitgaven/<int:nummer>/intrekken")
@for_begeleider
def vraag_intrekken(nummer: int) -> ResponseReturnValue:
    """Asks why."""
    return _intrek_page(nummer, IntrekForm(formdata=None))


@blueprint.post("/uitgaven/<int:nummer>/intrekken")
@for_begeleider
def trek_in(nummer: int) -> ResponseReturnValue:
    """Take the edition back, with its `reden`."""
    form, number = IntrekForm(), g.dialoog.id
    try:
        uitgaven.withdraw_uitgave(number, nummer, form.reden.data or "", g.wie.naam)
    except BadInput as error:
        form.reden.errors = [(error.velden or {}).get("reden", error.tekst)]
        return _intrek_page(nummer, form), 400
    return _terug()


@blueprint.get("/uitgave-<int:nummer>-<any(volledig, openbaar):soort>.<any(docx, odt, pdf, xlsx, html, json):formaat>")
@for_begeleider
def uitgavebestand(nummer: int, soort: str, formaat: str) -> ResponseReturnValue:
    """The frozen file, always the same bytes."""
    data = queries_uitgave.get_bestand(db.session(), config(), g.dialoog.id, nummer, soort, formaat)
    answer = Response(data, content_type=TYPES[formaat])
    name = f"themaboek-{naam_van()}-uitgave-{nummer}-{soort}.{formaat}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# --- the pages ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Blok:
    """An edition as the page shows it."""

    nummer: int
    staat: str
    teken: str
    woord: str
    wanneer: str
    wie: str
    fout: str
    reden: str
    gemaakt: int
    bestanden: list[dict[str, Any]]


def _blok(row: Uitgave) -> Blok:
    files = [
        {
            "naam": VORMNAAM[file.formaat],
            "soort": file.soort,
            "sha": file.sha256,
            "grootte": _grootte(file.grootte),
            "href": f"/regie/{naam_van()}/themaboek/uitgave-{row.nummer}-{file.soort}.{file.formaat}",
        }
        for file in row.bestanden
    ]
    teken, woord = WOORD[row.staat]
    when = f"{klok.datum_kort(klok.lokaal(row.moment).date())} om {klok.klokslag(row.moment)}"
    made = sum(bool(file.sha256) for file in row.bestanden)
    return Blok(row.nummer, row.staat, teken, woord, when, row.wie, row.fout, row.reden, made, files)


def _grootte(count: int | None) -> str:
    """Bytes as people read them: `412 kB`, `1,3 MB`."""
    if count is None:
        return ""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def _page(form: UitgaveForm, melding: str = "") -> str:
    session, number = db.session(), g.dialoog.id
    rows = queries_uitgave.uitgaven(session, number)
    onaf = any(row.staat in (*ONDERWEG, "mislukt") for row in rows)
    mist, vorige, veranderd = (0, None, ()) if onaf else _volgende(session, number)
    return render(
        "regie_uitgaven",
        form=form,
        melding=melding,
        uitgaven=[_blok(row) for row in rows],
        onderweg=any(row.staat in ONDERWEG for row in rows),
        onaf=onaf,
        volgende=queries_uitgave.laatste_nummer(session, number) + 1,
        oefening=g.dialoog.oefening_van is not None,
        mist=mist,
        vorige=vorige,
        veranderd=veranderd,
    )


def _volgende(session: Session, dialoog: int) -> tuple[int, int | None, tuple[Verandering, ...]]:
    """Of the edition that could be made now: how much it lacks, the one before it, and what changed since. Not read
    while one is being made: the page is asked for every two seconds then."""
    book, vorige = queries.boek(session, dialoog), queries_uitgave.find_vorige(session, dialoog)
    lacks = len(ontbreekt(book))
    return (lacks, vorige[0], verschil(vorige[1], book)) if vorige else (lacks, None, ())


def _new_form() -> UitgaveForm:
    form = UitgaveForm(formdata=None)
    form.kenmerk.data = secrets.token_urlsafe(12)
    return form


def _intrek_page(nummer: int, form: IntrekForm) -> str:
    row = queries_uitgave.get_uitgave(db.session(), g.dialoog.id, nummer)
    return render("regie_intrekken", form=form, uitgave=_blok(row))


def _terug() -> ResponseReturnValue:
    return redirect(url_for(".alle_uitgaven", korte_naam=request.view_args["korte_naam"]), 303)  # type: ignore[index]


def _wake() -> None:
    current_app.extensions["dialoog_uitgaven"].wake()
