"""Pages of the evening: the door, the phone, the beamer, the regie."""

from flask import Flask

from dialoog.bijeenkomst import (
    aantekeningen,
    aanwezig,
    facts,
    groepen_facts,
    groepen_maken,
    groepen_plaats,
    samenvoegen_mee,
    service,
)
from dialoog.bijeenkomst.views import (
    aantekening,
    beamer,
    belang,
    deelnemers,
    deur,
    groep,
    groepen,
    meedragen,
    meeluisteren,
    persoon,
    regie,
    samenvoegen,
    stap,
    telefoon,
    voorbereiden,
)
from dialoog.bijeenkomst.views import tonen as tonen_views
from dialoog.bijeenkomst.views import zaal as zaal_views
from dialoog.deelnemer.samenvoegen import register_volger
from dialoog.deelnemer.service import register_rolvolger
from dialoog.verslag.service import Inverse, register_inverse


def register(app: Flask) -> None:
    """Hang the pages in the app and say how steps of the evening are undone."""
    for part in (deur, telefoon, groep, groepen, beamer, regie, deelnemers, persoon, belang, voorbereiden, stap):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(regie.deur_naar_avond)
    app.register_blueprint(aantekening.blueprint)
    aantekeningen.register_inverses()
    meedragen.register(app)
    meeluisteren.register(app)
    app.register_blueprint(samenvoegen.blueprint)
    register_volger("bijeenkomst", samenvoegen_mee.VOLGER)
    register_rolvolger("bijeenkomst", groepen_plaats.seat_new_role)
    tonen_views.register(app)
    zaal_views.register(app)
    register_inverse(facts.StapBegonnen, Inverse(service.undo_step, service.why_not_undo_step))
    for kind in (facts.DeurGeopend, facts.DeurGesloten):
        register_inverse(kind, Inverse(service.undo_deur, service.why_not_undo_deur))
    register_inverse(
        facts.AanwezigheidVeranderd, Inverse(aanwezig.undo_aanwezigheid, aanwezig.why_not_undo_aanwezigheid)
    )
    register_inverse(
        groepen_facts.GroepenGemaakt, Inverse(groepen_maken.undo_groepen, groepen_maken.why_not_undo_groepen)
    )
