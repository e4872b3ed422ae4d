"""Where evenings are played for the linking program: chance that is the same in every run, a clock for the lists of an
open round, and whatever the app and its server say."""

import logging
import random
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import event

from dialoog.config import DATABASE_FILE, Config
from dialoog.database import db
from dialoog.overdracht.service import export_bytes
from dialoog.upgrade import _copy_first
from tests.postgres import Cluster, empty
from tests.stemming import koppelaar_postgres, koppelaar_sqlite
from tests.stemming.avond import Avond, make_avond
from tests.stemming.koppelaar import Buit

UITVOER = 3
"""So many exchange files are made of an evening: before, in and after the hidden round."""


class Lot:
    """In the place of `secrets`, also for keys and loose stickers: three standard deviations are then no matter of
    luck."""

    def __init__(self, bron: random.Random) -> None:
        self._bron = bron

    def token_bytes(self, n: int) -> bytes:
        return self._bron.randbytes(n)

    def token_hex(self, n: int) -> str:
        return self._bron.randbytes(n).hex()

    def SystemRandom(self) -> random.Random:  # noqa: N802 - as in `secrets`
        return self._bron


class Gezegd(logging.Handler):
    """Keeps every line that is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.regels: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.regels.append(record.getMessage())


class Tafel:
    """Makes evenings, and plunders them."""

    def __init__(self, config: Config, lot: random.Random, migrated: Path, cluster: Cluster | None) -> None:
        self._config = config
        self._migrated = migrated
        self._lot = lot
        self._cluster = cluster
        self.gezegd = Gezegd()
        self._uitvoer: list[str] = []
        if cluster is None:  # what is written is the same without waiting for the disk
            db.session.remove()
            db.engine.dispose()
            event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))

    def avond(self, korte_naam: str, **how: Any) -> Avond:
        """A new hall."""
        self._naam = korte_naam
        return make_avond(korte_naam, self._lot, self.buit, **how)

    def leeg(self) -> None:
        """Begin anew with an empty database: what earlier evenings left makes a long play slow."""
        db.session.remove()
        self.gezegd.regels.clear()
        self._uitvoer.clear()
        if self._cluster is not None:
            empty(db.engine, db.metadata)
            return
        db.engine.dispose()
        for file in self._config.data.glob(f"{DATABASE_FILE}*"):
            file.unlink()
        shutil.copy(self._migrated, self._config.data / DATABASE_FILE)

    def kopie(self) -> None:
        """A copy as the app makes one before a new version: of SQLite, beside the database."""
        _copy_first(self._config, "0000")

    def buit(self, ronde: int, n: int, mensen: list[int]) -> Buit:
        if self._cluster is None:
            found = koppelaar_sqlite.plunder(self._config.data, ronde, n, mensen)
        else:
            with db.engine.connect() as connection:
                data = self._config.data
                found = koppelaar_postgres.plunder(connection, self._cluster.folder, data, ronde, n, mensen)
        if len(self._uitvoer) < UITVOER:
            self._uitvoer.append(export_bytes(self._naam).decode())
            db.session.rollback()
        found.teksten += [*self._uitvoer, *self.gezegd.regels]
        return found
