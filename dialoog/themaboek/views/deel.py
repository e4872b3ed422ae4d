"""One part of the book: what is there, what is missing, its own text, and how it stands in the book."""

from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialoog.access import for_begeleider
from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.themaboek import deelstaat, overzicht, queries, service
from dialoog.themaboek.boek import CONCLUSIES, EIGEN_TEKST, Boek
from dialoog.themaboek.concepten import concept
from dialoog.themaboek.forms import BoekdeelForm, BoektekstForm
from dialoog.themaboek.stand import deeltitel
from dialoog.themaboek.views.pagina import blueprint, eerst, naam_van, render, wanneer


@blueprint.get("/deel/<sleutel>")
@for_begeleider
def deel(sleutel: str) -> ResponseReturnValue:
    """One part: what is there, what is missing, and its own text. `opzet=<deel>` fills an empty text to begin with."""
    return _deel_page(sleutel, opzet=request.args.get("opzet", ""))


@blueprint.post("/deel/<sleutel>/<eigen>")
@for_begeleider
def schrijf(sleutel: str, eigen: str) -> ResponseReturnValue:
    """Save the own text: `tekst`, `versie` (the one seen), `samen` puts both texts under each other without saving,
    `concept` takes the own text away, so that the draft comes back. The draft itself is never kept as own text.

    Too long, or somebody else was first: the page again with what was typed."""
    if eigen not in overzicht.eigen_delen(sleutel):
        raise NotFound("Dit deel van het boek bestaat niet.")
    number, form = g.dialoog.id, BoektekstForm()
    typed = request.form.get("tekst", "")
    if request.form.get("samen"):
        last = queries.latest_boektekst(db.session(), number, eigen)
        return _deel_page(sleutel, {eigen: {"tekst": overzicht.onder_elkaar(typed, last.tekst), "versie": last.versie}})
    try:
        if not form.validate():
            raise BadInput(str(next(iter(form.errors.values()))[0]))
        text = form.tekst.data or ""
        if request.form.get("concept") or text == concept(queries.boek(db.session(), number), eigen):
            text = ""
        service.save_boektekst(number, eigen, text, form.gezien, g.wie.naam)
    except BadInput as error:
        return _deel_page(sleutel, {eigen: {"tekst": typed, "versie": form.gezien, "fout": error.tekst}}), 400
    except Outdated as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        fresh = error.stand
        mine = {"tekst": typed, "versie": fresh["versie"], "bewaard": fresh["tekst"], "wie": fresh["wie"]}
        return _deel_page(sleutel, {eigen: mine}), 409
    return redirect(url_for(".deel", korte_naam=naam_van(), sleutel=sleutel, _anchor=f"eigen-{eigen}"), 303)


@blueprint.post("/deel/<sleutel>/in-boek/<in_boek>")
@for_begeleider
def zet_staat(sleutel: str, in_boek: str) -> ResponseReturnValue:
    """How a part (`in_boek`) stands in the book, said on the page of `sleutel`: `staat`, `versie` (the one seen).

    Somebody else was first: the page as it is now."""
    number, form = g.dialoog.id, BoekdeelForm()
    try:
        deelstaat.set_deelstaat(number, in_boek, form.staat.data or "", form.gezien, g.wie.naam)
    except Outdated as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        return _deel_page(sleutel, anders=str(error)), 409
    return redirect(url_for(".deel", korte_naam=naam_van(), sleutel=sleutel, _anchor="in-het-boek"), 303)


def _deel_page(
    sleutel: str, getypt: dict[str, dict[str, Any]] | None = None, *, opzet: str = "", anders: str = ""
) -> str:
    """The page of a part; `getypt`: own text → what was typed, instead of what lies there; `anders`: what somebody
    else changed."""
    session = db.session()
    book = queries.boek(session, g.dialoog.id)
    part = overzicht.deel_van(book, sleutel)
    if part is None:
        raise NotFound("Dit deel van het boek bestaat niet.")
    own = queries.boekteksten(session, g.dialoog.id)
    return render(
        "regie_deel",
        deel=part,
        bijlage=part.soort == "bijlage",
        mist=[eerst(line) if line.doel else {"kop": "", "tekst": f"{line.wat}. {line.voorstel_actie}."}
              for line in overzicht.mist(book, sleutel)],
        anders=anders,
        secties=_secties(session, sleutel),
        vormen=[_vorm(book, key, own, (getypt or {}).get(key), opzet) for key in overzicht.eigen_delen(sleutel)],
    )  # fmt: skip


def _secties(session: Session, sleutel: str) -> list[dict[str, Any]]:
    """The parts of which this page says how they stand in the book: itself, and of the results each evening too."""
    staten = deelstaat.deelstaten(session, g.dialoog.id)
    rows = [(sleutel, "Dit deel")]
    if sleutel == "resultaten":
        evenings = bijeenkomsten(session, g.dialoog.id)
        rows = [(sleutel, "Het hele hoofdstuk"), *((deelstaat.avond_sleutel(e.id), e.titel) for e in evenings)]
        rows.append(("conclusies", "Alle conclusies"))
        rows += [(key, deeltitel(key)) for key in CONCLUSIES]
    if sleutel == "werkwijze":
        rows.append(("vervolg", deeltitel("vervolg")))
    seen = [(key, titel, staten.get(key, deelstaat.Deelstaat())) for key, titel in rows]
    return [{"sleutel": key, "titel": titel, "staat": now.staat, "versie": now.versie} for key, titel, now in seen]


def _vorm(
    book: Boek, key: str, own: dict[str, queries.EigenVersie], typed: dict[str, Any] | None, opzet: str
) -> dict[str, Any]:
    """One form: what lies there, or what was typed, or a beginning that was asked for."""
    assert key in EIGEN_TEKST
    last = own.get(key, queries.EigenVersie())
    begin, draft = overzicht.opzet(book, key), concept(book, key)
    text = last.tekst or draft or (begin if key == opzet else "")
    bewaard = f"{last.wie}, {wanneer(last.moment)}" if last.versie and last.wie else wanneer(last.moment)
    base = {"sleutel": key, "titel": deeltitel(key), "tekst": text, "versie": last.versie, "laatst": bewaard}
    offer = bool(begin) and not text and not typed
    stand = {"concept": bool(draft) and not last.tekst, "terug": bool(draft) and bool(last.tekst), "opzet": offer}
    return {**base, "fout": None, "bewaard": None, "wie": "", **(typed or {}), **stand}
