"""The database at hand: made where there is none, migrated (after a copy) where it is older than the app."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import inspect

from dialoog.config import DATABASE_FILE, Config
from dialoog.database import db

Say = Callable[[str], None]


class WrongDatabase(RuntimeError):
    """The database is not one of this app, or of a newer edition of it."""


def is_current(app: Flask) -> bool:
    """Whether the database is there and as new as the app. Writes nothing."""
    with app.app_context():
        return _revision() == _head()


def bring_up_to_date(app: Flask, say: Say) -> None:
    """Make or migrate the database; `say` hears in Dutch what was done. Raises WrongDatabase.

    The caller holds the DataLock."""
    with app.app_context():
        revision, head = _revision(), _head()
        if revision == head:
            return
        if revision is None:
            _refuse_foreign_tables()
            say("Nieuwe database gemaakt.")
        else:
            _refuse_newer(revision)
            copy = _copy_first(app.config["DIALOOG"], head)
            say("De database is bijgewerkt voor deze versie.")
            say(f"De oude staat in {copy}." if copy else "Op PostgreSQL maakt u zelf een reservekopie.")
        db.session.remove()
        flask_migrate.upgrade()


def _revision() -> str | None:
    if db.engine.dialect.name == "sqlite" and not Path(str(db.engine.url.database)).exists():
        return None
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def _head() -> str:
    return str(_scripts().get_current_head())


def _refuse_foreign_tables() -> None:
    if inspect(db.engine).get_table_names():
        raise WrongDatabase(
            "In deze map ligt een database die niet van Dialoog is. Kies een andere map met --data. "
            "Er is niets veranderd."
        )


def _refuse_newer(revision: str) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision not in known:
        raise WrongDatabase(
            f"Deze database is van een nieuwere versie van Dialoog ({revision}). Installeer die versie. "
            "Er is niets veranderd."
        )


def _copy_first(config: Config, head: str) -> Path | None:
    """A copy beside the database, by SQLite's own backup (a plain copy would miss what stands in the WAL)."""
    if db.engine.dialect.name != "sqlite":
        return None
    source = Path(str(db.engine.url.database or config.data / DATABASE_FILE))
    target = _free_name(source.with_name(f"{source.name}.voor-{head.split('_')[0]}"))
    sqlite: Any = db.engine.dialect.dbapi
    old, new = sqlite.connect(str(source)), sqlite.connect(str(target))
    try:
        old.backup(new)
    finally:
        new.close()
        old.close()
    return target


def _free_name(wanted: Path) -> Path:
    number = 2
    name = wanted
    while name.exists():
        name = wanted.with_name(f"{wanted.name}-{number}")
        number += 1
    return name
