"""What a keeper of back-ups of SQLite has: the folder of data (the keys lie elsewhere), with its log, from which the
database can be rebuilt as it was after each commit."""

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dialoog.config import DATABASE_FILE
from tests.stemming.koppelaar import Buit, Rij

Tabellen = dict[str, list[dict[str, Any]]]


def plunder(data: Path, ronde: int, n: int, mensen: list[int]) -> Buit:
    """Read everything in the folder as it lies now."""
    files = {file.name: file.read_bytes() for file in sorted(data.rglob("*")) if file.is_file()}
    base, log = files.get(DATABASE_FILE, b""), files.get(f"{DATABASE_FILE}-wal", b"")
    images = list(_images(base, log))
    tables = _tabellen(images[-1])
    copies = [_tabellen(files[name]) for name in files if ".voor-" in name]
    read = {name: body for name, body in files.items() if not name.endswith("-shm")}
    moments = [_rows(image, tables) for image in images] if len(images) > 1 else []
    words = [body.decode(errors="ignore").strip() for body in files.values() if 0 < len(body) < 4096]
    words += [str(row["sleutel"]) for row in tables["stemronde"]]
    words += [row["beamer_token"] for row in tables["bijeenkomst"]]
    return Buit(ronde, n, list(mensen), tables, read, moments, woorden=words, kopieen=copies)


def _images(base: bytes, log: bytes) -> Iterator[bytes]:
    """The database at the last checkpoint, and after each commit in the log."""
    image = bytearray(base)
    yield bytes(image)
    if len(log) < 32:
        return
    size = struct.unpack(">I", log[8:12])[0]
    salt = log[16:24]
    for at in range(32, len(log) - 23, 24 + size):
        number, commit = struct.unpack(">II", log[at : at + 8])
        if log[at + 8 : at + 16] != salt:
            return
        image.extend(bytes(max(0, number * size - len(image))))
        image[(number - 1) * size : number * size] = log[at + 24 : at + 24 + size]
        if commit:
            yield bytes(image)


def _open(image: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(image[:18] + b"\x01\x01" + image[20:])  # read it without its log
    return connection


def _names(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _tabellen(image: bytes) -> Tabellen:
    """All rows in the order of their hidden rowid, or as the table gives them when it has none."""
    connection = _open(image)
    found: Tabellen = {}
    for name in _names(connection):
        try:
            rows = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        except sqlite3.OperationalError:
            rows = connection.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in rows.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    connection.close()
    return found


def _rows(image: bytes, names: Iterable[str]) -> dict[str, set[Rij]]:
    connection = _open(image)
    found = {name: set(connection.execute(f'SELECT * FROM "{name}"')) for name in names}
    connection.close()
    return found
