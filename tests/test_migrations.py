"""Migrations: what a filled database may rely on when it is migrated."""

import io
import json
import re
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, MetaData, Table, insert, select, text

from dialoog import create_app
from dialoog.config import Config
from dialoog.database import Base, db
from tests.conftest import UITVOERIG

FILL = 3
VERHUISD = {("voorstel", "kosten")}
"""Columns whose contents went to rows of a table: another test looks what became of them."""


def alembic_config(app: Flask, **x: str) -> object:
    x_args = [f"{key}={value}" for key, value in x.items()]
    return app.extensions["migrate"].migrate.get_config(x_arg=x_args)


@pytest.fixture
def empty(tmp_path: Path) -> Flask:
    """An app on a folder without a database."""
    return create_app(Config(data=tmp_path / "data", sleutels=tmp_path / "sleutels", testing=True))


def revisions(app: Flask) -> list[str]:
    script = ScriptDirectory.from_config(alembic_config(app))
    return [revision.revision for revision in reversed(list(script.walk_revisions()))]


def value_for(table: Table, name: str, n: int) -> object:
    """A value that satisfies the checks of this schema."""
    column = table.c[name]
    kind = str(column.type).upper()
    if "BLOB" in kind or "BINARY" in kind:
        return bytes([n]) * 8
    if name in ("n", "per_idee", "slot", "laag"):
        return 1
    if column.foreign_keys:
        return n
    checks = " ".join(str(c.sqltext) for c in table.constraints if hasattr(c, "sqltext"))
    allowed = re.search(rf"\b{name} IN \('(\w*)'", checks)
    if allowed:
        return allowed.group(1)
    if "CHAR" in kind or "TEXT" in kind:
        return f"{name} {n}"
    if "INT" in kind:
        return n
    if "BOOL" in kind:
        return False
    if "JSON" in kind:
        return {"n": n}
    return None


def fill(connection: Connection) -> None:
    """Three rows in every table that is there."""
    found = MetaData()
    found.reflect(connection)
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    for table in found.tables.values():
        if table.name == "alembic_version" or connection.execute(select(table).limit(1)).first():
            continue
        for n in range(1, FILL + 1):
            row = {c.name: value_for(table, c.name, n) for c in table.columns}
            if table.name == "stap" and n > 1:
                row["staat"] = "gedaan"
            for column in table.columns:
                if row[column.name] is None and not column.nullable:
                    row[column.name] = datetime(2026, 11, 24, 20)
            connection.execute(insert(table).values(row))


def columns(connection: Connection) -> dict[str, list[str]]:
    """The columns per table that are there and stay."""
    found = MetaData()
    found.reflect(connection)
    return {
        name: [column.name for column in table.columns if (name, column.name) not in VERHUISD]
        for name, table in found.tables.items()
        if name != "alembic_version"
    }


def content(connection: Connection, kept: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    rows = {
        name: connection.execute(text(f'SELECT {", ".join(fields)} FROM "{name}"')) for name, fields in kept.items()
    }
    return {name: sorted((tuple(row) for row in found), key=repr) for name, found in rows.items()}


def test_every_row_survives_from_older_revisions_to_the_newest(empty: Flask) -> None:
    with empty.app_context():
        config = alembic_config(empty)
        first, *rest = revisions(empty)
        for revision in (first, *(rest if UITVOERIG else rest[1::9])):
            command.upgrade(config, revision)
            with db.engine.begin() as connection:
                fill(connection)
                kept = columns(connection)
                before = content(connection, kept)
            assert before
            command.upgrade(config, "head")
            with db.engine.connect() as connection:
                after = content(connection, kept)
            for name, rows in before.items():
                assert after[name] == rows, f"{name} after {revision}"
            db.engine.dispose()
            for file in empty.config["DIALOOG"].data.glob("dialoog.sqlite*"):
                file.unlink()


def test_costs_that_files_brought_become_rows_and_go_back(empty: Flask) -> None:
    line = {"post": "Hout", "berekening": "10 x 800", "bedrag": "8000.05", "jaar": 2027, "btw": "ex"}
    kept = {"regels": [line, {**line, "bedrag": None, "jaar": None, "btw": None}], "opgegeven_totaal": "-8100.00"}
    with empty.app_context():
        config = alembic_config(empty)
        command.upgrade(config, "0023_revisies")
        with db.engine.begin() as connection:
            fill(connection)
            connection.execute(text("UPDATE voorstel SET kosten = :k WHERE id = 2"), {"k": json.dumps(kept)})
        command.upgrade(config, "0020_delen")
        with db.engine.connect() as connection:
            heads = connection.execute(text("SELECT voorstel_id, soort, versie, totaal FROM voorsteldeel")).all()
            rows = connection.execute(text("SELECT volgorde, post, centen, jaar, btw FROM kostenregel")).all()
        assert heads == [(2, "kosten", 1, -810000)]
        assert rows == [(1, "Hout", 800005, 2027, "ex"), (2, "Hout", None, None, "")]
        command.downgrade(config, "0023_revisies")
        with db.engine.connect() as connection:
            back = connection.execute(text("SELECT kosten FROM voorstel WHERE id = 2")).scalar_one()
    assert json.loads(back) == kept


def test_models_and_migrations_say_the_same(empty: Flask) -> None:
    with empty.app_context():
        command.upgrade(alembic_config(empty), "head")
        with db.engine.connect() as connection:
            difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert difference == []


def test_tables_of_ballots_have_no_hidden_row_number(empty: Flask) -> None:
    with empty.app_context():
        command.upgrade(alembic_config(empty), "head")
        with db.engine.connect() as connection:
            for name in ("stembriefje", "sticker", "te_laat", "losse_sticker"):
                made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).scalar()
                assert str(made).rstrip().endswith("WITHOUT ROWID")


def test_all_migrations_render_for_postgresql(empty: Flask) -> None:
    out = io.StringIO()
    with empty.app_context(), redirect_stdout(out):
        config = alembic_config(empty, dialect="postgresql")
        config.output_buffer = out  # type: ignore[attr-defined]
        command.upgrade(config, "head", sql=True)
    rendered = out.getvalue()
    for table in Base.metadata.tables:
        assert f"CREATE TABLE {table} " in rendered
    assert "WITHOUT ROWID" not in rendered
    assert "AUTOINCREMENT" not in rendered


def test_a_migration_that_breaks_a_reference_is_refused(empty: Flask, tmp_path: Path) -> None:
    with empty.app_context():
        config = alembic_config(empty)
        command.upgrade(config, revisions(empty)[-2])
        with db.engine.connect() as connection:
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute("INSERT INTO belang (dialoog_id, volgorde, naam, zin) VALUES (99, 1, 'x', 'x')")
        with pytest.raises(RuntimeError, match="broke references"):
            command.upgrade(config, "head")
