"""The files of the database are clean: of rows that were deleted no byte is left, and the log tells no order."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey
from psycopg.errors import LockNotAvailable
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from dialoog.database import db, sqlite_module

_TRIES_NOW = 5
_PAUSE_S = 0.02
_PAUSE_LATER_S = 0.5
_WAIT_MS = 100
"""So long PostgreSQL waits for a reader of a table, and everybody who comes after it waits with it."""
_trying: dict[tuple[str, tuple[str, ...]], int] = {}
"""(database, tables) that are cleaned in the background → how often that was asked for meanwhile."""
_lock = threading.Lock()
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
    the files. On PostgreSQL these tables are written anew as a whole: a plain VACUUM leaves the bytes of what was
    deleted. A reader in between (also a back-up that is being made) makes it fail: it goes on in the background until
    it succeeds, and nobody waits for it.

    Call it after the commit, outside every transaction. Returns whether it is clean now."""
    db.session.rollback()  # our own snapshot would be in the way
    engine, names = db.engine, tuple(tabellen)
    for _ in range(_TRIES_NOW):
        if _clean(engine, names):
            return True
        time.sleep(_PAUSE_S)
    what = (engine.url.render_as_string(), names)
    with _lock:
        busy = what in _trying
        _trying[what] = _trying.get(what, 0) + 1
    if not busy:
        threading.Thread(target=_keep_trying, args=(engine, what), daemon=True).start()
    return False


def _clean(engine: Engine, tabellen: tuple[str, ...]) -> bool:
    return _write_anew(engine, tabellen) if engine.dialect.name == "postgresql" else truncate_log(engine)


def _write_anew(engine: Engine, tabellen: tuple[str, ...]) -> bool:
    """Without a limit it would wait for who reads a table for as long as that takes, before all who come later."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = {_WAIT_MS}")
        try:
            for name in tabellen:
                connection.exec_driver_sql(f"VACUUM (FULL) {name}")
        except DBAPIError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
            return False
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
    return True


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


def _keep_trying(engine: Engine, what: tuple[str, tuple[str, ...]]) -> None:
    """Until a try that began after it was last asked for succeeds."""
    done = 0
    try:
        while not _is_over(what, done):
            time.sleep(_PAUSE_LATER_S)
            asked = _trying[what]
            done = asked if _clean(engine, what[1]) else 0
    except BaseException:
        _trying.pop(what, None)
        raise


def _is_over(what: tuple[str, tuple[str, ...]], done: int) -> bool:
    with _lock:
        if _trying[what] != done:
            return False
        del _trying[what]
        return True
