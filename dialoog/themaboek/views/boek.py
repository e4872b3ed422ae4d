"""The book as a whole: what is klaar, reading it, and keeping it as a file."""

from typing import Any

from flask import Response, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.assets import static_url
from dialoog.database import db
from dialoog.themaboek import overzicht, queries, service
from dialoog.themaboek.queries_uitgave import find_geldige
from dialoog.themaboek.views.pagina import blueprint, eerst, naam_van, render
from dialoog.werk import WerkBusy, WerkFailed


@blueprint.get("")
@for_begeleider
def overzichtsblad() -> ResponseReturnValue:
    """What is klaar and what is missing, with the downloads."""
    session = db.session()
    book, laatste = queries.boek(session, g.dialoog.id), find_geldige(session, g.dialoog.id)
    rows = overzicht.rijen(book)
    return render(
        "regie",
        boek=book,
        laatste=laatste.nummer if laatste else None,
        delen=[_rij(row) for row in rows],
        klaar=sum(row.staat == "klaar" for row in rows),
        eerst=[eerst(line) for line in overzicht.eerst_dit(book)],
    )


@blueprint.get("/bijlagen")
@for_begeleider
def bijlagen() -> ResponseReturnValue:
    """The bijlagen one by one."""
    rows = overzicht.bijlagenrijen(queries.boek(db.session(), g.dialoog.id))
    return render("regie_bijlagen", delen=[_rij(row) for row in rows])


@blueprint.get("/lees")
@for_begeleider
def lees() -> ResponseReturnValue:
    """The book as a page of its own; `naast`: beside the data, so without a link back."""
    back = None if "naast" in request.args else url_for(".overzichtsblad", korte_naam=naam_van())
    return _made("html", None, terug=back, toon=True)


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


def _made(formaat: str, voorstel: int | None, terug: str | None = None, *, toon: bool = False) -> ResponseReturnValue:
    """The made file (`soort=openbaar`: of the public edition), or a page that says why not; `toon`: it is shown instead
    of kept, with a link back (`terug`)."""
    css = static_url("css/boek.css") if toon else None
    try:
        openbaar = request.args.get("soort") == "openbaar"
        made = service.make(g.dialoog.id, formaat, voorstel, css_href=css, terug=terug, openbaar=openbaar)
    except WerkFailed as error:
        if error.detail:
            current_app.logger.error("no book: %s", error.detail)
        kop = "Even wachten" if isinstance(error, WerkBusy) else "Het boek is nu niet gemaakt"
        return render_template("fout.html", kop=kop, tekst=str(error), status=503), 503, {"Retry-After": "30"}
    answer = Response(made.data, content_type=made.soort)
    if not toon:
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.naam}"'
    return answer


def _rij(row: overzicht.Rij) -> dict[str, Any]:
    if row.sleutel == overzicht.BIJLAGENRIJ:
        href = url_for(".bijlagen", korte_naam=naam_van())
    else:
        href = url_for(".deel", korte_naam=naam_van(), sleutel=row.sleutel)
    return {"nr": row.nr, "titel": row.titel, "bij": row.bij, "staat": row.staat, "woord": row.woord, "href": href}
