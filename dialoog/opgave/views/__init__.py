"""Pages of preparing: a new dialogue, and the parts of its opgave."""

from flask import Flask

from dialoog.opgave.views import deel, nieuw


def register(app: Flask) -> None:
    """Hang the pages in the app."""
    app.register_blueprint(nieuw.blueprint)
    app.register_blueprint(deel.blueprint)
