"""The files of the database are clean: of rows that were deleted no byte is left, and the log tells no order."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey
from sqlalchemy.engine import Engine

from dialoog.database import db, sqlite_module

_TRIES_NOW = 5
_PAUSE_S = 0.02
_PAUSE_LATER_S = 0.5
_trying: set[str] = set()
"""Databases whose log is being emptied in the background."""
P = ParamSpec("P")
R = TypeVar("R")


def off_hub(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Do slow file work in gevent's thread pool, so that a sync to disk stops nobody (directly without gevent)."""
    if monkey.is_module_patched("threading"):
        done: R = gevent.get_hub().threadpool.apply(work, args, kwargs)
        return done
    return work(*args, **kwargs)


def clean_files(tabellen: Iterable[str]) -> bool:
    """Write the log of SQLite into the database and empty it: with `secure_delete` no byte of a deleted row is left in
    the files. A reader in between makes it fail: it goes on in the background until it succeeds. On PostgreSQL these
    tables are written anew as a whole: a plain VACUUM leaves the bytes of what was deleted.

    Call it after the commit, outside every transaction. Returns whether it is clean now."""
    db.session.rollback()  # our own snapshot would be in the way
    engine = db.engine
    if engine.dialect.name == "postgresql":
        _write_anew(engine, tabellen)
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


def _write_anew(engine: Engine, tabellen: Iterable[str]) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in tabellen:
            connection.exec_driver_sql(f"VACUUM (FULL) {name}")


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
