"""What all pages of the themaboek share: the blueprint, the frame, and a line of what is missing."""

from typing import Any

from flask import Blueprint, g, render_template, url_for

from dialoog import klok
from dialoog.database import db
from dialoog.themaboek import queries
from dialoog.themaboek.stand import Ontbreekt, deeltitel

blueprint = Blueprint("themaboek", __name__, url_prefix="/regie/<korte_naam>/themaboek")


def naam_van() -> str:
    """The korte naam of the dialogue that is asked for."""
    return str(g.dialoog.korte_naam)


def render(naam: str, **context: Any) -> str:
    """A page of the themaboek; says when the book last changed."""
    session = db.session()
    moment = queries.bijgewerkt(session, g.dialoog.id)
    return render_template(
        f"themaboek/{naam}.html", dialoog=g.dialoog, basis=f"/regie/{naam_van()}", bijgewerkt=wanneer(moment), **context
    )


def wanneer(moment: Any) -> str:
    """`om 21:52` when it was today, else `op 24 november 2026`."""
    if moment is None:
        return ""
    day = klok.lokaal(moment).date()
    return f"om {klok.klokslag(moment)}" if day == klok.vandaag() else f"op {klok.datum_kort(day)}"


def eerst(line: Ontbreekt) -> dict[str, str]:
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
    base = f"/regie/{naam_van()}"
    if what == "eigen":
        page = "resultaten" if which == "conclusies" else which
        return url_for(".deel", korte_naam=naam_van(), sleutel=page, _anchor=f"eigen-{which}")
    if what == "voorstel":
        return f"{base}/voorstellen/{which}"
    if what == "erbij":
        return f"{base}/erbij/{which}"
    if what == "deelnemers":
        return f"{base}/deelnemers/{which}#wat-we-doen" if which else f"{base}/deelnemers"
    return f"{base}/{what}" if what in ("avond", "voorstellen") else f"{base}/voorbereiden/{what}"
