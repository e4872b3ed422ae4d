"""Fixtures: an app on a fresh SQLite file made by the migrations (copied from one that was migrated once)."""

import gc
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from filelock import FileLock
from flask import Flask, g
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from dialoog import create_app
from dialoog.begeleider import wachtwoord
from dialoog.config import DATABASE_FILE, SECRET_FILE, Config
from dialoog.database import db
from dialoog.limits import limiter
from dialoog.live.channel import Channel
from tests.postgres import Cluster, empty, end_abandoned
from tests.resten import clear_away, make_folder
from tests.sjablonen import FOLDER, SOORT, share_compiled

if TYPE_CHECKING:
    from tests.wereld import Gevuld

ORIGIN = "http://localhost"
HERE = Path(__file__).parent
UITVOERIG = "UITVOERIG" in os.environ
"""`make test-lang`: everything at its full length."""

os.environ.setdefault("DIALOOG_RUST_S", "0")  # tests press the green button at once; one test asks for its rest
gc.set_threshold(50_000, 20, 100)  # a test run keeps much and leaks little: collecting took a twentieth of it
settings.register_profile(
    "dialoog", deadline=None, max_examples=100 if UITVOERIG else 40
)  # a busy machine is no fault of what is tested
settings.load_profile("dialoog")


ON_BOTH = ("bijeenkomst", "deelnemer", "idee", "stemming", "verslag", "test_database.py")
"""Rooms of which everything that asks an app runs on PostgreSQL too, by `make test-postgres`."""
KERN = (
    "deelnemer/test_samenvoegen.py",
    "idee/test_ideemachine.py",
    "idee/test_kiezen_groep.py",
    "idee/test_kleuren_groepen.py",
    "idee/test_samenvoegen.py",
    "idee/test_tafelmachine.py",
    "idee/test_terug.py",
    "stemming/test_briefje.py",
    "stemming/test_gelijktijdig.py",
    "stemming/test_mensen.py",
    "stemming/test_ronde.py",
    "stemming/test_sleutels.py",
    "stemming/test_stickermachine.py",
    "test_database.py",
)
"""Of these what depends on the database most: use cases (the state machines do nearly all), races, secrecy. With the
migrations of `test_postgres.py` it runs on PostgreSQL inside `make test`."""
ABOUT_POSTGRES = ("test_postgres.py", "test_resten.py")
"""Files outside those rooms with tests about PostgreSQL alone."""


STERK = wachtwoord._hasher
"""As the house hashes; servers of tests do so too."""
wachtwoord._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # a test asks for no strength


def pytest_configure(config: pytest.Config) -> None:
    """One folder of compiled templates for the workers and the servers of a run."""
    if FOLDER not in os.environ:
        clear_away(SOORT)
        end_abandoned()
        folder = make_folder(SOORT)
        os.environ[FOLDER] = str(folder)
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    share_compiled()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on a temporary PostgreSQL instead of SQLite")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """On PostgreSQL most files have nothing to try: reading them takes longer than a good many tests."""
    if not config.getoption("postgres") or not collection_path.is_relative_to(HERE) or collection_path == HERE:
        return None
    return collection_path.relative_to(HERE).parts[0] not in (*ON_BOTH, *ABOUT_POSTGRES) or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what runs on both databases, and leave out what is about the other one."""
    other = "sqlite" if config.getoption("postgres") else "postgres"
    out = [item for item in items if item.get_closest_marker(other)]
    items[:] = [item for item in items if not item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=out)
    for item in [*items, *out]:
        place = item.path.relative_to(HERE)
        if place.parts[0] in ON_BOTH and "app" in getattr(item, "fixturenames", ()):
            item.add_marker("db" if place.as_posix() in KERN else "breed")
        elif item.get_closest_marker("postgres") and place.parts[0] not in (*ON_BOTH, *ABOUT_POSTGRES):
            raise pytest.UsageError(f"{item.nodeid} would never run: ABOUT_POSTGRES names its file")


@pytest.fixture(scope="session")
def samen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "samen"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def migrated(samen: Path) -> Path:
    """A migrated, empty database file; the first worker that asks makes it."""
    folder = samen / "migrated"
    with FileLock(samen / "migrated.slot"):
        if not folder.exists():
            _migrate(folder)
    return folder / DATABASE_FILE


def _migrate(folder: Path) -> None:
    app = create_app(Config(data=folder, sleutels=folder.with_name("migrated-sleutels"), testing=True))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def gevuld(samen: Path, migrated: Path) -> "Gevuld":
    """A filled house with a dialogue per state of an evening; take a copy of it, it is shared."""
    from tests.wereld import fill

    kept = samen / "gevuld.pickle"
    with FileLock(samen / "gevuld.slot"):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(fill(samen / "gevuld", migrated)))
    made: Gevuld = pickle.loads(kept.read_bytes())
    return made


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A temporary PostgreSQL, started by the first test that asks."""
    with Cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest) -> str:
    """Where the tests write: SQLite in the data folder, or with `--postgres` a migrated database there."""
    if not request.config.getoption("postgres"):
        return ""
    return migrate_postgres(request.getfixturevalue("postgres"), "huis")


def migrate_postgres(cluster: Cluster, name: str) -> str:
    """A new database with all tables; gives its URL."""
    url = cluster.url(name)
    with TemporaryDirectory() as folder:
        app = create_app(Config(Path(folder) / "data", Path(folder) / "sleutels", url, testing=True))
        with app.app_context():
            upgrade()
            db.session.remove()
            db.engine.dispose()
    return url


@pytest.fixture(scope="session")
def huis(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Flask:
    """The app that all tests of a worker share (making one costs more than most tests); `app` empties it for each."""
    folder = tmp_path_factory.mktemp("huis")
    app = create_app(Config(folder / "data", folder / "data-sleutels", database_url, ORIGIN, testing=True))
    app.config["RATELIMIT_ENABLED"] = False
    # The context of `app` outlives a request, and with it who was logged in: each request asks anew.
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: g.pop("_login_user", None) and None)
    if not database_url:
        event.listen(engine_of(app), "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return app


def engine_of(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@pytest.fixture
def config(huis: Flask, migrated: Path) -> Config:
    """Settings of a folder with an empty, migrated database."""
    config: Config = huis.config["DIALOOG"]
    shutil.rmtree(config.sleutels, ignore_errors=True)
    for left in config.data.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != SECRET_FILE:
            left.unlink()
    if config.database_url:
        empty(engine_of(huis), db.metadata)
    else:
        shutil.copy(migrated, config.data / DATABASE_FILE)
    return config


@pytest.fixture
def app(huis: Flask, config: Config) -> Iterator[Flask]:
    """The app on an empty database, with an app context for builders and queries."""
    settings_before = dict(huis.config)
    huis.extensions["dialoog_live"] = Channel(huis)
    limiter.reset()
    with huis.app_context():
        yield huis
        db.session.remove()
        if not config.database_url:  # the next test gets another file
            db.engine.dispose()
    huis.config.clear()
    huis.config.update(settings_before)


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
