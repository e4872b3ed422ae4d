"""After a round: no key and no old bytes of ballots are left behind."""

import threading
import time

from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import Engine

from dialoog.database import db, sqlite_module
from dialoog.stemming.models import Stemronde
from dialoog.stemming.sleutels import off_hub, remove_sleutel

_TRIES_NOW = 20
_PAUSE_S = 0.05
_PAUSE_LATER_S = 1.0


def clean_files() -> bool:
    """Write the log of SQLite into the database and empty it: with `secure_delete` no byte of a deleted ballot is
    left in the files. A reader in between makes it fail: it goes on in the background until it succeeds.

    Call it after the commit, outside every transaction. Returns whether it is clean now."""
    db.session.rollback()  # our own snapshot would be in the way
    engine = db.engine
    for _ in range(_TRIES_NOW):
        if truncate_log(engine):
            return True
        time.sleep(_PAUSE_S)
    threading.Thread(target=_keep_trying, args=(engine,), daemon=True).start()
    return False


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


def _keep_trying(engine: Engine) -> None:
    while not truncate_log(engine):
        time.sleep(_PAUSE_LATER_S)


def clean_up_at_start(app: Flask) -> None:
    """At the start of the server: remove keys of rounds that are over (or not open any more), and clean the files."""
    with app.app_context():
        over = select(Stemronde.sleutel).where(
            Stemronde.staat.not_in(("open", "gesloten")), Stemronde.sleutel.is_not(None)
        )
        for name in db.session.scalars(over).all():
            remove_sleutel(name)
        clean_files()
