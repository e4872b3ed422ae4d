"""The words of the templates: `_()` for pages and pushed regions.

Flask-Babel asks anew at each word in which language the page speaks. A list of 300 ideas has thousands of words, and
the house speaks one language, that of BABEL_DEFAULT_LOCALE: so each sentence is looked up once."""

from functools import lru_cache
from typing import Any

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup


def init_app(app: Flask) -> None:
    """Put `_` in the templates, in place of the one of the i18n extension."""
    _zin.cache_clear()
    _vast.cache_clear()
    app.jinja_env.globals["_"] = woorden


def woorden(zin: str, **waarden: Any) -> Markup:
    """A sentence in the language of the house, as markup; what is filled in is escaped. `%` is written `%%`."""
    return _zin(zin) % waarden if waarden else _vast(zin)


@lru_cache(maxsize=4096)
def _zin(zin: str) -> Markup:
    return Markup(gettext(zin))


@lru_cache(maxsize=4096)
def _vast(zin: str) -> Markup:
    return _zin(zin) % {}


def met_punt(zin: str) -> str:
    """With a full stop, where it does not end already."""
    return zin if zin.endswith((".", "?", "!")) else f"{zin}."
