"""How migrations run.

With foreign_keys=ON a batch change of a table silently deletes the rows of children with ON DELETE CASCADE, and the
pragma does nothing inside a transaction: it goes off before it, and foreign_key_check comes before the commit.
"""

import importlib
import importlib.util

from alembic import context
from flask import current_app
from sqlalchemy import make_url

from dialoog import ROOMS
from dialoog.database import Base, db

for room in (*ROOMS, "verslag"):
    if importlib.util.find_spec(f"dialoog.{room}.models") is not None:
        importlib.import_module(f"dialoog.{room}.models")

SETTINGS = {"target_metadata": Base.metadata, "render_as_batch": True, "compare_type": True}


def run_offline() -> None:
    """Render SQL for another database (`dialect` in the x-arguments: `-x dialect=postgresql`)."""
    dialect = context.get_x_argument(as_dictionary=True).get("dialect", "sqlite")
    url = make_url("postgresql+psycopg://" if dialect == "postgresql" else "sqlite://")
    context.configure(dialect_name=url.get_backend_name(), literal_binds=True, **SETTINGS)
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    """Migrate the app's own database."""
    engine = db.engines[current_app.config.get("MIGRATE_BIND")] if "MIGRATE_BIND" in current_app.config else db.engine
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        if sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            context.configure(connection=connection, **SETTINGS)
            with context.begin_transaction():
                context.run_migrations()
                if sqlite:
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise RuntimeError(f"a migration broke references: {broken[:5]}")
        finally:
            if sqlite and raw is not None:
                raw.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    run_offline()
else:
    run_online()
