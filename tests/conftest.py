"""Fixtures: an app on a fresh SQLite file made by the migrations (copied from one that was migrated once)."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

from dialoog import create_app
from dialoog.config import DATABASE_FILE, Config
from dialoog.database import db

if TYPE_CHECKING:
    from tests.wereld import Gevuld

ORIGIN = "http://localhost"

settings.register_profile("dialoog", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("dialoog")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file."""
    folder = tmp_path_factory.mktemp("migrated")
    app = create_app(Config(data=folder, sleutels=folder.with_name("migrated-sleutels"), testing=True))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    return folder / DATABASE_FILE


@pytest.fixture(scope="session")
def gevuld(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> "Gevuld":
    """A filled house with a dialogue per state of an evening; take a copy of it, it is shared."""
    from tests.wereld import fill

    return fill(tmp_path_factory.mktemp("gevuld"), migrated)


@pytest.fixture
def config(tmp_path: Path, migrated: Path) -> Config:
    """Settings of a fresh folder with an empty, migrated database."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(migrated, data / DATABASE_FILE)
    return Config(data=data, sleutels=tmp_path / "data-sleutels", adres=ORIGIN, testing=True)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once per worker instead of once per app."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(config: Config, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The app, with an app context for builders and queries."""
    app = create_app(config)
    app.jinja_env.bytecode_cache = compiled
    app.config["RATELIMIT_ENABLED"] = False
    # The context below outlives a request, and with it who was logged in: each request asks anew.
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: g.pop("_login_user", None) and None)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The session of the app context; call `session.rollback()` to see what a request wrote."""
    return db.session()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies. JSON commands need the Origin: `client.post(..., headers={"Origin": ORIGIN})`."""
    return app.test_client()


@pytest.fixture
def as_deelnemer(app: Flask) -> Callable[[int, str], FlaskClient]:
    """(dialoog, device token) → a client with that device's cookie and the right Origin."""

    def make(dialoog: int, token: str) -> FlaskClient:
        client = app.test_client()
        client.set_cookie(f"toestel_{dialoog}", token)
        client.environ_base["HTTP_ORIGIN"] = ORIGIN
        return client

    return make


@pytest.fixture
def as_begeleider(app: Flask) -> Callable[[int], FlaskClient]:
    """begeleider id → a logged-in client whose forms need no token."""
    app.config["WTF_CSRF_ENABLED"] = False

    def make(begeleider: int) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as stored:
            stored["_user_id"] = f"{begeleider}.1"
            stored["_fresh"] = True
        return client

    return make
