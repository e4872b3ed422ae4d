"""Everything of one dialogue taken away. Which rows are its own follows from the foreign keys, so a new table is
never forgotten."""

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Table, delete, or_, select, tuple_
from sqlalchemy.orm import Session

from dialoog.database import Base
from dialoog.opgave.models import Dialoog
from dialoog.stemming.models import Stemronde

VAN_NIEMAND = ("begeleider", "gebruikte_link")
"""Tables of the server itself: no row of theirs belongs to one dialogue."""


def throw_away(session: Session, dialoog_id: int) -> list[str]:
    """Delete the dialogue and all that hangs on it; gives the keys of its rounds, to be removed after the commit."""
    keys = session.scalars(
        select(Stemronde.sleutel).where(Stemronde.dialoog_id == dialoog_id, Stemronde.sleutel.is_not(None))
    ).all()
    session.flush()
    for table in reversed(Base.metadata.sorted_tables):
        own = van_dialoog(table, dialoog_id)
        if own is not None:
            session.execute(delete(table).where(own))
    session.expire_all()
    return [key for key in keys if key]


def van_dialoog(table: Table, dialoog_id: int) -> ColumnElement[bool] | None:
    """Which rows of a table are of this dialogue; None: none can be."""
    dialoog = Base.metadata.tables[Dialoog.__tablename__]
    if table is dialoog:
        return table.c.id == dialoog_id
    parts = [_via(key, dialoog_id) for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name))]
    known = [part for part in parts if part is not None]
    return or_(*known) if known else None


def _via(key: ForeignKeyConstraint, dialoog_id: int) -> ColumnElement[bool] | None:
    """Rows whose whole key points to a row of this dialogue; a part of a key alone may mean something else."""
    if key.referred_table is key.table:
        return None
    own = van_dialoog(key.referred_table, dialoog_id)
    if own is None:
        return None
    here, there = [part.parent for part in key.elements], [part.column for part in key.elements]
    return tuple_(*here).in_(select(*there).where(own)) if len(here) > 1 else here[0].in_(select(*there).where(own))
