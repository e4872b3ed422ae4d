"""HTTP of oplossingen and voorstelkaarten."""

from typing import Any

from flask import Flask, g, has_request_context

from dialoog.database import db
from dialoog.deelnemer.samenvoegen import register_volger
from dialoog.voorstel import bedragen, samenvoegen_mee, terug_zaal
from dialoog.voorstel.queries_eigenaar import eigen_voorstellen
from dialoog.voorstel.rijen import EigenVoorstel
from dialoog.voorstel.tekst import koppen
from dialoog.voorstel.terug import register_inverses
from dialoog.voorstel.views import (
    aanvullen,
    delen,
    eigenaren,
    herstemmen,
    instemmen,
    kaart_schrijven,
    kaarten,
    lezen,
    oplossingen,
    telefoon,
    termijn,
    thuis,
    vrijwilligers,
)


def register(app: Flask) -> None:
    """Hang the pages in the app and say how steps of this room are undone."""
    for blueprint in (telefoon.blueprint, oplossingen.blueprint, kaarten.blueprint, herstemmen.blueprint):
        app.register_blueprint(blueprint)
    for blueprint in (kaart_schrijven.blueprint, eigenaren.blueprint, termijn.blueprint, thuis.blueprint):
        app.register_blueprint(blueprint)
    app.register_blueprint(vrijwilligers.telefoon)
    app.register_blueprint(vrijwilligers.regie)
    app.register_blueprint(delen.telefoon)
    app.register_blueprint(delen.regie)
    for part in (aanvullen.telefoon, aanvullen.regie, instemmen.telefoon, instemmen.regie, lezen.blueprint):
        app.register_blueprint(part)
    app.jinja_env.filters.update(euro=bedragen.euro, aantal=bedragen.nederlands_aantal)
    app.jinja_env.globals.update(mijn_voorstellen=mijn_voorstellen)
    app.jinja_env.filters["koppen"] = koppen
    register_inverses()
    terug_zaal.register_inverses()
    register_volger("voorstel", samenvoegen_mee.VOLGER)


def mijn_voorstellen() -> list[EigenVoorstel]:
    """The cards of the deelnemer who asks for a page; none in a region that is pushed."""
    wie: Any = g.get("wie") if has_request_context() else None
    if wie is None or wie.rol != "deelnemer":
        return []
    return eigen_voorstellen(db.session(), wie.id)
