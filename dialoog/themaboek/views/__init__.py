"""The themaboek in the regie: what is there, what is missing, own texts, reading and downloading.

GET changes nothing."""

from flask import Flask

from dialoog.themaboek import deelstaat
from dialoog.themaboek import uitgaven as vastleggen
from dialoog.themaboek.uitgavemaker import Uitgavemaker
from dialoog.themaboek.views import boek, deel, huisstijl, uitgaven, verslag
from dialoog.themaboek.views.pagina import blueprint

# Each of these hangs its routes on the blueprint.
__all__ = ["boek", "deel", "huisstijl", "register", "uitgaven", "verslag"]


def register(app: Flask) -> None:
    """Hang the pages in the app."""
    app.register_blueprint(blueprint)
    deelstaat.register_inverses()
    vastleggen.register_inverses()
    app.extensions["dialoog_uitgaven"] = Uitgavemaker(app)
