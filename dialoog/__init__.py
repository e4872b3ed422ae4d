"""Dialoog: live dialogue evenings that end in a themaboek.

Nothing of the web or the database is imported at this level: `dialoog.cli` has to patch gevent first, and Python
reads this file before it. What was imported earlier would keep unpatched locks (`threading.local` above all).
"""

import importlib
import importlib.util
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from dialoog.config import Config

ROOMS = (
    "begeleider", "opgave", "deelnemer", "bijeenkomst", "idee", "stemming", "voorstel", "themaboek",
    "overdracht", "simulatie", "notulist",
)  # fmt: skip
"""Every room of the house, from the ground up, and what looks down into all of them. A room hangs itself in the app
through `views.register(app)` and offers its werkvormen through `werkvormen.register(app)`."""


def create_app(config: "Config | None" = None) -> "Flask":
    """The web app; the one place that knows every room of the house."""
    from flask import Flask
    from flask_babel import Babel
    from flask_login import LoginManager
    from flask_migrate import Migrate

    from dialoog import assets, database, limits, web
    from dialoog.begeleider.inlog import load_begeleider
    from dialoog.config import from_environment

    config = config or from_environment()
    app = Flask(
        "dialoog",
        template_folder=str(assets.house_folder("templates")),
        static_folder=None,
        root_path=str(assets.house_folder("templates").parent),
    )
    app.config.update(
        DIALOOG=config,
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.url,
        TESTING=config.testing,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=4 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_NAME="__Host-dialoog" if config.https else "dialoog",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_SAMESITE="Lax",
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        **config.extra,
    )
    database.init_app(app)
    Migrate(app, database.db, directory=str(assets.house_folder("migrations")))
    web.csrf.init_app(app)
    limits.init_app(app)
    Babel(app)
    login = LoginManager(app)
    login.user_loader(load_begeleider)
    web.init_app(app)
    for room in ROOMS:
        for part in ("views", "werkvormen"):
            if importlib.util.find_spec(f"dialoog.{room}.{part}") is not None:
                importlib.import_module(f"dialoog.{room}.{part}").register(app)
    from dialoog.live import channel

    channel.init_app(app)
    return app
