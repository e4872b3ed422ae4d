"""Copies of the database that this app makes itself, before a migration. One that was made while a round ran holds
whole ballots: when that round is over they go from the copy too, as they go from the database."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dialoog.database import db, sqlite_module
from dialoog.schoon import off_hub
from dialoog.stemming.models import Stembriefje, Stemronde, Sticker, TeLaat

_TABELLEN = (Sticker.__tablename__, Stembriefje.__tablename__, TeLaat.__tablename__)


def clean_copies() -> None:
    """Delete the ballots of rounds that do not run any more from every copy beside the database. A copy that cannot
    be written to is left for the next start."""
    if db.engine.dialect.name != "sqlite":
        return
    running = list(db.session.scalars(select(Stemronde.id).where(Stemronde.staat.in_(("open", "gesloten")))))
    db.session.rollback()
    file = Path(str(db.engine.url.database))
    for copy in sorted(file.parent.glob(f"{file.name}.voor-*")):
        if not copy.name.endswith(("-wal", "-shm", "-journal")):
            off_hub(_clean, copy, running)


def _clean(copy: Path, running: Sequence[int]) -> None:
    connection = sqlite_module.connect(str(copy), isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        for table in _known(connection):
            connection.execute(f"DELETE FROM {table} WHERE ronde NOT IN ({','.join(map(str, running)) or '-1'})")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite_module.DatabaseError:
        return
    finally:
        connection.close()


def _known(connection: Any) -> list[str]:
    """The tables of ballots that this copy has and in which something lies."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    known = [table for table in _TABELLEN if table in there]
    return [table for table in known if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
