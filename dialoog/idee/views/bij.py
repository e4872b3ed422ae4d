"""What stands beside ideas: merging, a question to the author, one idea large."""

from flask import Flask

from dialoog.idee.terug_samen import register_inverses
from dialoog.idee.views import groot, muur, samenvoegen, vraag


def register(app: Flask) -> None:
    """Hang these pages in the app and say how their steps are undone."""
    app.register_blueprint(samenvoegen.blueprint)
    groot.register(app)
    vraag.register(app)
    muur.register(app)
    register_inverses()
