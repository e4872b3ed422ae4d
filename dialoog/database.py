"""The database: `db`, `Base` and `transaction()`, the one way to write.

Why it is built like this stands in `docs/besluiten/`; each trap below was met in a trial.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import gevent
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from gevent import monkey
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator, event, func, select
from sqlalchemy.orm import DeclarativeBase, Session, registry

try:  # Debian 12's SQLite has the WAL-reset bug that 3.51.3 mended
    import pysqlite3.dbapi2 as _sqlite
except ImportError:  # pragma: no cover - no wheel for this platform
    import sqlite3 as _sqlite

sqlite_module: Any = _sqlite

MIN_SQLITE = (3, 51, 3)
WRITES = "dialoog_writes"
FACTS = "dialoog_facts"


class Moment(TypeDecorator[datetime]):
    """A moment: UTC, and aware of it on both sides (SQLite itself keeps no zone)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None else None


class Base(DeclarativeBase):
    """Base of all tables; named constraints, so that migrations can name what they change."""

    registry = registry(
        type_annotation_map={datetime: Moment},
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_N_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
    )


db = SQLAlchemy(model_class=Base)


class NestedTransaction(RuntimeError):
    """A use case called another use case: call a plain function of the room instead."""


class WriteLane:
    """One writer at a time, handed to the longest waiter (gevent's Semaphore is not fair)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiters: deque[threading.Event] = deque()
        self._busy = False

    def acquire(self) -> None:
        with self._lock:
            if not self._busy:
                self._busy = True
                return
            turn = threading.Event()
            self._waiters.append(turn)
        try:
            turn.wait()
        except BaseException:
            self._give_up(turn)
            raise

    def release(self) -> None:
        with self._lock:
            if self._waiters:
                self._waiters.popleft().set()
            else:
                self._busy = False

    def _give_up(self, turn: threading.Event) -> None:
        with self._lock:
            if turn in self._waiters:
                self._waiters.remove(turn)
                return
        self.release()  # the lane had already been handed to us


_lane = WriteLane()
POSTGRES_LANE = select(func.pg_advisory_xact_lock(0x0D1A1006))
"""The same lane between processes: held until the transaction ends."""
_here = threading.local()
_receivers: list[Callable[[list[Any]], None]] = []


def on_facts(receiver: Callable[[list[Any]], None]) -> None:
    """Register a receiver of committed facts; it is called after commit, fenced from the others."""
    if receiver not in _receivers:
        _receivers.append(receiver)


@contextmanager
def transaction() -> Iterator[Session]:
    """One use case, one transaction: waits for the lane, begins as a writer, commits, delivers the facts.

    Writers go one by one, on PostgreSQL over all processes that use the database: what a use case checked stays
    true until its commit. On SQLite nothing inside may yield: no network, no sleep, no file. Raises NestedTransaction.
    """
    if getattr(_here, "inside", False):
        raise NestedTransaction
    db.session.rollback()  # a read snapshot cannot be upgraded to a writing one
    session: Session = db.session()
    _lane.acquire()
    try:
        _here.inside = True
        session.info[FACTS] = []
        try:
            connection = session.connection(execution_options={WRITES: True})
            if connection.dialect.name == "postgresql":
                connection.execute(POSTGRES_LANE)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            _here.inside = False
    finally:
        _lane.release()
    deliver(session.info.pop(FACTS, []))


def remember_fact(session: Session, fact: Any) -> None:
    """Keep a fact for delivery after the commit of the running transaction. Raises outside one."""
    facts = session.info.get(FACTS)
    if facts is None or not getattr(_here, "inside", False):
        raise RuntimeError("a fact is announced inside transaction() only")
    facts.append(fact)


def deliver(facts: list[Any]) -> None:
    """Hand committed facts to every receiver; one that fails stops nobody and undoes nothing."""
    if not facts:
        return
    for receiver in _receivers:
        try:
            receiver(facts)
        except Exception:
            current_app.logger.exception("a receiver of facts failed")


def init_app(app: Flask) -> None:
    """Bind `db` to the app and set the rules of SQLite on each connection."""
    options = app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {})
    options["hide_parameters"] = True  # an error's message goes to the log, and a ballot may be in it (geheim.md)
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        require_sqlite()
        options["module"] = sqlite_module
        options.setdefault("connect_args", {}).update(check_same_thread=False, timeout=15, isolation_level=None)
        options.update(pool_size=20, max_overflow=60)
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            arrange_sqlite(db.engine)


def require_sqlite() -> None:
    """Refuse an SQLite with the WAL-reset bug. Raises RuntimeError with what to do."""
    if sqlite_module.sqlite_version_info < MIN_SQLITE:
        raise RuntimeError(
            f"SQLite {sqlite_module.sqlite_version} kan gegevens verliezen. "
            "Installeer het pakket pysqlite3, of een Python met SQLite 3.51.3 of nieuwer."
        )


def arrange_sqlite(engine: Engine) -> None:
    """Pragmas, an honest BEGIN, and a commit whose fsync does not stop the hub."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "busy_timeout=15000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    plain_commit = engine.dialect.do_commit

    def commit(connection: Any) -> None:
        if monkey.is_module_patched("threading") and getattr(_here, "inside", False):
            gevent.get_hub().threadpool.apply(plain_commit, (connection,))
        else:
            plain_commit(connection)

    engine.dialect.do_commit = commit  # type: ignore[method-assign, assignment]
