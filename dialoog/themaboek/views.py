"""The themaboek in the regie: what is there, what is missing, own texts, reading and downloading.

GET changes nothing."""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.access import config, for_begeleider
from dialoog.assets import static_url
from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.themaboek import deelstaat, overzicht, queries, service
from dialoog.themaboek import huisstijl as eigen
from dialoog.themaboek.boek import EIGEN_TEKST, Boek
from dialoog.themaboek.forms import BoekdeelForm, BoektekstForm, HuisstijlForm
from dialoog.themaboek.maken.pandoc import MIDDELEN
from dialoog.themaboek.stand import Ontbreekt, deeltitel
from dialoog.werk import WerkBusy, WerkFailed

blueprint = Blueprint("themaboek", __name__, url_prefix="/regie/<korte_naam>/themaboek")


def register(app: Flask) -> None:
    """Hang the pages in the app."""
    app.register_blueprint(blueprint)
    deelstaat.register_inverses()


@blueprint.get("")
@for_begeleider
def overzichtsblad() -> ResponseReturnValue:
    """What is klaar and what is missing, with the downloads."""
    book = queries.boek(db.session(), g.dialoog.id)
    rows = overzicht.rijen(book)
    return _render(
        "regie",
        boek=book,
        delen=[_rij(row) for row in rows],
        klaar=sum(row.staat == "klaar" for row in rows),
        eerst=[_eerst(line) for line in overzicht.eerst_dit(book)],
    )


@blueprint.get("/bijlagen")
@for_begeleider
def bijlagen() -> ResponseReturnValue:
    """The bijlagen one by one."""
    rows = overzicht.bijlagenrijen(queries.boek(db.session(), g.dialoog.id))
    return _render("regie_bijlagen", delen=[_rij(row) for row in rows])


@blueprint.get("/deel/<sleutel>")
@for_begeleider
def deel(sleutel: str) -> ResponseReturnValue:
    """One part: what is there, what is missing, and its own text. `opzet=<deel>` fills an empty text to begin with."""
    return _deel_page(sleutel, opzet=request.args.get("opzet", ""))


@blueprint.post("/deel/<sleutel>/<eigen>")
@for_begeleider
def schrijf(sleutel: str, eigen: str) -> ResponseReturnValue:
    """Save the own text: `tekst`, `versie` (the one seen), `samen` puts both texts under each other without saving.

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
        service.save_boektekst(number, eigen, form.tekst.data or "", form.gezien, g.wie.naam)
    except BadInput as error:
        return _deel_page(sleutel, {eigen: {"tekst": typed, "versie": form.gezien, "fout": error.tekst}}), 400
    except Outdated as error:
        db.session.rollback()
        g.dialoog = db.session.get_one(Dialoog, number)
        fresh = error.stand
        mine = {"tekst": typed, "versie": fresh["versie"], "bewaard": fresh["tekst"], "wie": fresh["wie"]}
        return _deel_page(sleutel, {eigen: mine}), 409
    return redirect(url_for(".deel", korte_naam=_naam(), sleutel=sleutel, _anchor=f"eigen-{eigen}"), 303)


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
    return redirect(url_for(".deel", korte_naam=_naam(), sleutel=sleutel, _anchor="in-het-boek"), 303)


@blueprint.get("/lees")
@for_begeleider
def lees() -> ResponseReturnValue:
    """The book as a page of its own."""
    return _made("html", None, terug=url_for(".overzichtsblad", korte_naam=_naam()))


@blueprint.get("/boek.<any(docx, odt, pdf, xlsx, html):formaat>")
@for_begeleider
def download(formaat: str) -> ResponseReturnValue:
    """The whole book as a file."""
    return _made(formaat, None)


@blueprint.get("/voorstel/<int:nummer>.<any(docx, odt, pdf, html):formaat>")
@for_begeleider
def download_kaart(nummer: int, formaat: str) -> ResponseReturnValue:
    """The card of one voorstel as a file."""
    return _made(formaat, nummer)


# --- looks of the Word book -----------------------------------------------------------------------------------


@blueprint.get("/huisstijl")
@for_begeleider
def huisstijl() -> ResponseReturnValue:
    """Which looks the Word book has, and how to give it others."""
    return _huisstijl_page(HuisstijlForm(formdata=None))


@blueprint.post("/huisstijl")
@for_begeleider
def bewaar_huisstijl() -> ResponseReturnValue:
    """Use the looks of this file: `bestand`. What is wrong with it stands at its field."""
    form, naam, number, wie = HuisstijlForm(), _naam(), g.dialoog.id, g.wie.naam
    if not form.validate() or not form.bestand.data:
        form.bestand.errors = ["Kies eerst een bestand. Er is niets veranderd."]
        return _huisstijl_page(form), 400
    db.session.rollback()  # the child takes a moment: no reading transaction stays open
    try:
        eigen.keep_huisstijl(config(), number, form.bestand.data.save, wie)
    except (BadInput, WerkFailed) as error:
        g.dialoog = db.session.get_one(Dialoog, number)
        form.bestand.errors = [error.tekst if isinstance(error, BadInput) else str(error)]
        return _huisstijl_page(form), 400 if isinstance(error, BadInput) else 503
    return redirect(url_for(".huisstijl", korte_naam=naam), 303)


@blueprint.post("/huisstijl/weg")
@for_begeleider
def gewone_huisstijl() -> ResponseReturnValue:
    """Back to the looks that every dialogue has here."""
    eigen.drop_huisstijl(config(), g.dialoog.id, g.wie.naam)
    return redirect(url_for(".huisstijl", korte_naam=_naam()), 303)


@blueprint.get("/huisstijl/voorbeeld.docx")
@for_begeleider
def voorbeeld() -> ResponseReturnValue:
    """The looks that the app has by itself, to change in Word."""
    answer = Response((MIDDELEN / "reference.docx").read_bytes(), content_type=service.SOORTEN["docx"])
    answer.headers["Content-Disposition"] = 'attachment; filename="huisstijl-voorbeeld.docx"'
    return answer


def _huisstijl_page(form: HuisstijlForm) -> str:
    own = eigen.eigen_pad(config(), g.dialoog.id).is_file()
    hier = eigen.find_huisstijl(config(), g.dialoog.id) is not None
    return _render("regie_huisstijl", form=form, stand="eigen" if own else "server" if hier else "gewoon")


# --- answers --------------------------------------------------------------------------------------------------


def _naam() -> str:
    return str(g.dialoog.korte_naam)


def _made(formaat: str, voorstel: int | None, terug: str | None = None) -> ResponseReturnValue:
    """The made file, or a page that says why not; with a link back (`terug`) it is shown instead of kept."""
    css = static_url("css/boek.css") if terug else None
    try:
        made = service.make(g.dialoog.id, formaat, voorstel, css_href=css, terug=terug)
    except WerkFailed as error:
        if error.detail:
            current_app.logger.error("no book: %s", error.detail)
        kop = "Even wachten" if isinstance(error, WerkBusy) else "Het boek is nu niet gemaakt"
        return render_template("fout.html", kop=kop, tekst=str(error), status=503), 503, {"Retry-After": "30"}
    answer = Response(made.data, content_type=made.soort)
    if terug is None:
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.naam}"'
    return answer


def _render(naam: str, **context: Any) -> str:
    session = db.session()
    moment = queries.bijgewerkt(session, g.dialoog.id)
    return render_template(
        f"themaboek/{naam}.html", dialoog=g.dialoog, basis=f"/regie/{_naam()}", bijgewerkt=_wanneer(moment), **context
    )


def _wanneer(moment: Any) -> str:
    """`om 21:52` when it was today, else `op 24 november 2026`."""
    if moment is None:
        return ""
    day = klok.lokaal(moment).date()
    return f"om {klok.klokslag(moment)}" if day == klok.vandaag() else f"op {klok.datum_kort(day)}"


def _rij(row: overzicht.Rij) -> dict[str, Any]:
    if row.sleutel == overzicht.BIJLAGENRIJ:
        href = url_for(".bijlagen", korte_naam=_naam())
    else:
        href = url_for(".deel", korte_naam=_naam(), sleutel=row.sleutel)
    return {"nr": row.nr, "titel": row.titel, "bij": row.bij, "staat": row.staat, "woord": row.woord, "href": href}


def _eerst(line: Ontbreekt) -> dict[str, str]:
    """A row of *Eerst dit*: what, and the act beside it."""
    if line.doel.startswith("voorstel:"):
        kop, _, tekst = line.wat.rpartition(": ")
        button = f"Open voorstel {line.doel.removeprefix('voorstel:')}"
        return {"kop": f"{kop}:", "tekst": f"{tekst}. {line.voorstel_actie}.", "actie": button, "href": _adres(line)}
    kop = f"{deeltitel(line.deel)}:"
    return {"kop": kop, "tekst": f"{line.wat}.", "actie": line.voorstel_actie, "href": _adres(line)}


def _adres(line: Ontbreekt) -> str:
    """Where the act is done."""
    what, _, which = line.doel.partition(":")
    base = f"/regie/{_naam()}"
    if what == "eigen":
        page = "resultaten" if which == "conclusies" else which
        return url_for(".deel", korte_naam=_naam(), sleutel=page, _anchor=f"eigen-{which}")
    if what == "voorstel":
        return f"{base}/voorstellen/{which}"
    if what == "deelnemers":
        return f"{base}/deelnemers/{which}#wat-we-doen" if which else f"{base}/deelnemers"
    return f"{base}/{what}" if what in ("avond", "voorstellen") else f"{base}/voorbereiden/{what}"


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
    return _render(
        "regie_deel",
        deel=part,
        bijlage=part.soort == "bijlage",
        mist=[_eerst(line) if line.doel else {"kop": "", "tekst": f"{line.wat}. {line.voorstel_actie}."}
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
        rows.append(("conclusies", "Conclusies"))
    seen = [(key, titel, staten.get(key, deelstaat.Deelstaat())) for key, titel in rows]
    return [{"sleutel": key, "titel": titel, "staat": now.staat, "versie": now.versie} for key, titel, now in seen]


def _vorm(
    book: Boek, key: str, own: dict[str, queries.EigenVersie], typed: dict[str, Any] | None, opzet: str
) -> dict[str, Any]:
    """One form: what lies there, or what was typed, or a beginning that was asked for."""
    assert key in EIGEN_TEKST
    last = own.get(key, queries.EigenVersie())
    begin = overzicht.opzet(book, key)
    text = begin if key == opzet and not last.tekst else last.tekst
    bewaard = f"{last.wie}, {_wanneer(last.moment)}" if last.versie and last.wie else _wanneer(last.moment)
    base = {"sleutel": key, "titel": deeltitel(key), "tekst": text, "versie": last.versie, "laatst": bewaard}
    offer = bool(begin) and not last.tekst and key != opzet and not typed
    return {**base, "fout": None, "bewaard": None, "wie": "", **(typed or {}), "opzet": offer}
