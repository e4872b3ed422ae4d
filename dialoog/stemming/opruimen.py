"""During a round no order of voting, and after it no key and no old bytes of ballots, are left in the files."""

import threading
import time

from flask import Flask, current_app
from sqlalchemy import Table, delete, insert, select
from sqlalchemy.engine import Engine

from dialoog.database import db, sqlite_module, transaction
from dialoog.stemming.kopieen import clean_copies
from dialoog.stemming.models import Stembriefje, Stemronde, Sticker, TeLaat
from dialoog.stemming.sleutels import off_hub, remove_sleutel

_TRIES_NOW = 5
_PAUSE_S = 0.02
_PAUSE_LATER_S = 0.5
SWEEP_S = 2.0
"""So long may the order in which ballots came in be seen in the files."""


_trying: set[str] = set()
"""Databases whose log is being emptied in the background."""


def sweep_soon() -> None:
    """Sweep two seconds after a ballot; more ballots in that time wait for the same sweep. Tests sweep by hand."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if app.config["DIALOOG"].testing or app.extensions.get("dialoog_sweeping"):
        return
    app.extensions["dialoog_sweeping"] = True
    threading.Thread(target=_sweep_later, args=(app,), daemon=True).start()


def _sweep_later(app: Flask) -> None:
    time.sleep(SWEEP_S)
    app.extensions["dialoog_sweeping"] = False  # a ballot from here on gets a sweep of its own
    with app.app_context():
        try:
            sweep()
        finally:
            db.session.remove()


def sweep() -> None:
    """Write the ballots anew in order of their names, and empty the log.

    Where a row lies in its page, and the log, tell in which order ballots came in. Beside the names that the regie
    shows one by one, that order would name every ballot in a copy made while the round ran."""
    tables = _tables()
    with transaction() as session:
        rows = [list(session.execute(select(t).order_by(*t.primary_key)).mappings()) for t in tables]
        for table in reversed(tables):
            session.execute(delete(table))
        for table, lying in zip(tables, rows, strict=True):
            if lying:
                session.execute(insert(table), [dict(row) for row in lying])
    clean_files()


def _tables() -> list[Table]:
    """Where ballots lie, in the order in which they can be filled."""
    return [t.__table__ for t in (Stembriefje, Sticker, TeLaat)]  # type: ignore[misc]


def clean_files() -> bool:
    """Write the log of SQLite into the database and empty it: with `secure_delete` no byte of a deleted ballot is
    left in the files. A reader in between makes it fail: it goes on in the background until it succeeds. On
    PostgreSQL the tables are written anew as a whole: a plain VACUUM leaves the bytes of what was deleted.

    Call it after the commit, outside every transaction. Returns whether it is clean now."""
    db.session.rollback()  # our own snapshot would be in the way
    engine = db.engine
    if engine.dialect.name == "postgresql":
        _write_anew(engine)
        return True
    for _ in range(_TRIES_NOW):
        if truncate_log(engine):
            return True
        time.sleep(_PAUSE_S)
    path = str(engine.url.database)
    if path not in _trying:
        _trying.add(path)
        threading.Thread(target=_keep_trying, args=(engine, path), daemon=True).start()
    return False


def _write_anew(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in _tables():
            connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")


def truncate_log(engine: Engine) -> bool:
    """One truncating checkpoint on a connection of its own that waits for nobody; whether it did everything."""
    if engine.dialect.name != "sqlite":
        return True
    return off_hub(_checkpoint, str(engine.url.database))


def _checkpoint(path: str) -> bool:
    connection = sqlite_module.connect(path, isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA busy_timeout=0")
        busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite_module.OperationalError:
        return False
    finally:
        connection.close()
    return busy == 0


def _keep_trying(engine: Engine, path: str) -> None:
    try:
        while not truncate_log(engine):
            time.sleep(_PAUSE_LATER_S)
    finally:
        _trying.discard(path)


def forget_ronde(sleutel: str | None) -> None:
    """After the commit that ended a round: its key goes, and what is left of its ballots in the files and in copies
    that this app made."""
    remove_sleutel(sleutel)
    clean_files()
    clean_copies()


def clean_up_at_start(app: Flask) -> None:
    """At the start of the server: remove keys of rounds that are over (or not open any more), and clean the files.

    A server that was cut off had no time to sweep: the order of its last ballots still stood in the files."""
    with app.app_context():
        over = select(Stemronde.sleutel).where(
            Stemronde.staat.not_in(("open", "gesloten")), Stemronde.sleutel.is_not(None)
        )
        for name in db.session.scalars(over).all():
            remove_sleutel(name)
        sweep()
        clean_copies()
