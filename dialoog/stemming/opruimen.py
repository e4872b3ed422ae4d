"""During a round no order of voting, and after it no key and no old bytes of ballots, are left in the files."""

import threading
import time

from flask import Flask, current_app
from sqlalchemy import Table, delete, insert, select

from dialoog import schoon
from dialoog.database import db, transaction
from dialoog.stemming.kopieen import clean_copies
from dialoog.stemming.models import Stembriefje, Stemronde, Sticker, TeLaat
from dialoog.stemming.sleutels import remove_sleutel

SWEEP_S = 2.0
"""So long may the order in which ballots came in be seen in the files."""


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
    """Clean the files of what was deleted of ballots. Call it after the commit, outside every transaction; returns
    whether it is clean now."""
    return schoon.clean_files([table.name for table in _tables()])


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
