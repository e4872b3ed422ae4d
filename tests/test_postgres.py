"""PostgreSQL: every migration, a server on DATABASE_URL, and what happens when it is cut off."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import Connection, MetaData, insert, select

from dialoog import create_app
from dialoog.config import Config
from dialoog.database import POSTGRES_LANE, Base, db, transaction
from dialoog.opgave.models import Dialoog
from dialoog.stemming.queries import uitslag
from tests import builders
from tests.conftest import migrate_postgres
from tests.postgres import Cluster
from tests.server import Server
from tests.stemming.conftest import Zaal, make_zaal
from tests.test_migrations import FILL, alembic_config, columns, content, revisions, value_for

pytestmark = pytest.mark.postgres


@pytest.fixture
def leeg(tmp_path: Path, postgres: Cluster) -> Iterator[Flask]:
    """An app on an empty PostgreSQL database."""
    app = create_app(Config(tmp_path / "data", tmp_path / "sleutels", postgres.url(f"t{uuid4().hex}"), testing=True))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def fill(connection: Connection) -> None:
    """Rows in every table that is there; the checks of a table are those of its model."""
    found = MetaData()
    found.reflect(connection)
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    for name, table in found.tables.items():
        if name == "alembic_version" or connection.execute(select(table).limit(1)).first():
            continue
        model = Base.metadata.tables[name]
        for n in range(1, FILL + 1):
            row = {c.name: value_for(model if c.name in model.c else table, c.name, n) for c in table.columns}
            if name == "stap" and n > 1:
                row["staat"] = "gedaan"
            for column in table.columns:
                if row[column.name] is None and not column.nullable:
                    row[column.name] = "2026-11-24T20:00:00"
            connection.execute(insert(table).values({k: v for k, v in row.items() if v is not None}))


def test_every_row_survives_from_an_older_revision_to_the_newest(leeg: Flask) -> None:
    config = alembic_config(leeg)
    for revision in revisions(leeg)[::12]:  # SQLite walks them all
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        command.upgrade(config, revision)
        with db.engine.begin() as connection:
            fill(connection)
            kept = columns(connection)
            before = content(connection, kept)
        command.upgrade(config, "head")
        with db.engine.connect() as connection:
            after = content(connection, kept)
        for name, rows in before.items():
            assert after[name] == rows, f"{name} after {revision}"


def test_models_and_migrations_say_the_same(leeg: Flask) -> None:
    command.upgrade(alembic_config(leeg), "head")
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_writers_of_two_processes_go_one_by_one(leeg: Flask, tmp_path: Path) -> None:
    """A check in a use case stays true until its commit, also against a server on another machine."""
    command.upgrade(alembic_config(leeg), "head")
    number = builders.make_dialoog()
    url, began, done = db.engine.url, threading.Event(), threading.Event()

    def other() -> None:
        with create_app(Config(tmp_path / "b", tmp_path / "s", str(url.render_as_string(False)))).app_context():
            began.set()
            with db.engine.begin() as connection:
                connection.execute(POSTGRES_LANE)
                done.set()

    with transaction() as session:
        session.get_one(Dialoog, number).titel = "Eerst"
        thread = threading.Thread(target=other)
        thread.start()
        assert began.wait(10)
        assert not done.wait(0.3)
    thread.join(10)
    assert done.is_set()


def send(server: Server, zaal: Zaal, person: int, body: dict[str, Any]) -> httpx.Response:
    cookies = {f"toestel_{zaal.dialoog}": zaal.tokens[person]}
    headers = {"Origin": server.adres, "Accept": "application/json"}
    return httpx.post(f"{server.adres}/d/wijk/stembriefje", json=body, cookies=cookies, headers=headers, timeout=20)


def test_a_server_on_database_url_loses_no_ballot_when_it_is_cut_off(tmp_path: Path, postgres: Cluster) -> None:
    url = migrate_postgres(postgres, f"t{uuid4().hex}")
    plain = url.replace("postgresql+psycopg", "postgresql")  # as people write it
    app = create_app(Config(tmp_path / "data", tmp_path / "sleutels", url, testing=True))
    with app.app_context():
        zaal = make_zaal(aantal=12)
        ronde = zaal.open()
        db.session.remove()
    bodies = {
        person: {"ronde": ronde, "versie": 0, "kenmerk": uuid4().hex, "stickers": [1, 2, 3], "klaar": True}
        for person in zaal.mensen
    }
    with Server(tmp_path, database_url=plain) as server, ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda p: send(server, zaal, p, bodies[p]).status_code, bodies))
        assert set(answers) == {200}
        server.kill()
        server.start()
        again = [send(server, zaal, person, body).json()["versie"] for person, body in bodies.items()]
        assert set(again) == {1}
        assert server.stop() == 0
        assert "Traceback" not in server.log.read_text()
    assert not (tmp_path / "data" / "dialoog.sqlite").exists()
    with app.app_context():
        zaal.sluit()
        zaal.stel_vast()
        result = uitslag(db.session(), zaal.dialoog)
        assert result is not None
        assert {rij.nummer: rij.stickers for rij in result.rijen if rij.stickers} == dict.fromkeys(
            (1, 2, 3), len(bodies)
        )
        db.session.remove()
        db.engine.dispose()
