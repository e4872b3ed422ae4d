"""The linking program of docs/geheim.md: it gets everything that a begeleider and a keeper of back-ups can have of an
evening, and tries to say who put which stickers.

Each way of trying gives pairs (person, stickers). How many of the guessed stickers are right is compared with what
chance would give: over all ways to deal the same guesses out over the same people, mean and variance are exact."""

import hashlib
import hmac
import sqlite3
import struct
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

N = 5
Guess = list[tuple[int, Counter[int]]]
"""(person, ideas of the stickers that are guessed), each person once."""
Rij = tuple[object, ...]


@dataclass
class Buit:
    """What was got hold of: a copy of the data folder, texts (logs, exports), and what the regie showed by name:
    `volgorden` (people in the order in which their names moved) and `klaar` (who was ready at the end)."""

    map: Path
    ronde: int
    mensen: list[int]
    teksten: list[str] = field(default_factory=list)
    volgorden: dict[str, list[int]] = field(default_factory=dict)
    klaar: set[int] = field(default_factory=set)

    @property
    def db(self) -> Path:
        return self.map / "dialoog.sqlite"

    @property
    def wal(self) -> Path:
        return self.map / "dialoog.sqlite-wal"

    def orders(self) -> dict[str, list[int]]:
        return {"nummer": sorted(self.mensen), **self.volgorden}


def try_all(buit: Buit, vroeger: Buit | None = None) -> Iterator[tuple[str, Guess]]:
    """Every way of trying, by name. `vroeger`: an earlier copy of the same evening."""
    with _read(buit.db) as connection:
        lying = ballots(connection, buit.ronde)
        loose = _loose(connection, buit.ronde)
        rows = _row_order(connection, buit.ronde)
        ready = dict(connection.execute("SELECT ballot, klaar FROM stembriefje WHERE ronde = ?", (buit.ronde,)))
    if vroeger is not None:
        with _read(vroeger.db) as connection:
            lying = lying or ballots(connection, buit.ronde)
    data, log = buit.db.read_bytes(), buit.wal.read_bytes() if buit.wal.exists() else b""
    ballot_orders = {
        "rijvolgorde": rows,
        "plaats in het bestand": _by_place(lying, data),
        "plaats in het logboek": _by_place(lying, log),
    }
    for how, found in ballot_orders.items():
        for name, people in buit.orders().items():
            yield f"{how} naast {name}", _pair(people, [lying[b] for b in found])
            yield f"{how} terug naast {name}", _pair(people, [lying[b] for b in reversed(found)])
    yield "klaar naast klaar", _by_ready(buit, lying, ready)
    yield "sleutel geraden", _by_key(buit, lying, data)
    yield "samen geschreven", _by_commit(buit, lying)
    yield "in een tekst", _by_text(buit, lying)
    for how, chunks in loose.items():
        for name, people in buit.orders().items():
            yield f"{how} naast {name}", _pair(people, chunks)


def _read(db: Path) -> sqlite3.Connection:
    """Open a copy with its log, without touching the original."""
    return sqlite3.connect(f"file:{db}?mode=ro", uri=True)


def ballots(connection: sqlite3.Connection, ronde: int) -> dict[bytes, Counter[int]]:
    """The whole ballots that lie in a copy."""
    found: dict[bytes, Counter[int]] = defaultdict(Counter)
    for ballot, idee in connection.execute("SELECT ballot, idee FROM sticker WHERE ronde = ?", (ronde,)):
        found[bytes(ballot)][idee] += 1
    return dict(found)


def _row_order(connection: sqlite3.Connection, ronde: int) -> list[bytes]:
    """Ballots in the order of their hidden rowid, or as the table gives them when it has none."""
    try:
        rows = connection.execute("SELECT ballot FROM stembriefje WHERE ronde = ? ORDER BY rowid", (ronde,)).fetchall()
    except sqlite3.OperationalError:
        rows = connection.execute("SELECT ballot FROM stembriefje WHERE ronde = ?", (ronde,)).fetchall()
    known = ballots(connection, ronde)
    return [bytes(row[0]) for row in rows if bytes(row[0]) in known]


def _loose(connection: sqlite3.Connection, ronde: int) -> dict[str, list[Counter[int]]]:
    """Loose stickers, cut into heaps of five: in the order of the table, and of their place in the file."""
    rows = connection.execute("SELECT nummer, idee FROM losse_sticker WHERE ronde = ?", (ronde,)).fetchall()
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    data = Path(path).read_bytes()
    placed = sorted(rows, key=lambda row: data.find(bytes(row[0])))
    return {"losse stickers": _heaps(rows), "losse stickers in het bestand": _heaps(placed)}


def _heaps(rows: Sequence[Rij]) -> list[Counter[int]]:
    ideas = [int(str(row[1])) for row in rows]
    return [Counter(ideas[i : i + N]) for i in range(0, len(ideas), N)]


def _by_place(lying: dict[bytes, Counter[int]], data: bytes) -> list[bytes]:
    return sorted((b for b in lying if b in data), key=data.find)


def _pair(people: Sequence[int], found: Sequence[Counter[int]]) -> Guess:
    return list(zip(people, found, strict=False))


def _by_ready(buit: Buit, lying: dict[bytes, Counter[int]], ready: dict[bytes, int]) -> Guess:
    """Who the regie showed as ready, beside the ballots that say so; the others beside the others."""
    pairs: Guess = []
    for state in (True, False):
        people = [p for p in sorted(buit.mensen) if (p in buit.klaar) == state]
        found = [lying[b] for b in sorted(lying) if bool(ready.get(b)) == state and b in ready]
        pairs += _pair(people, found)
    return pairs


def _by_key(buit: Buit, lying: dict[bytes, Counter[int]], data: bytes) -> Guess:
    """Names of ballots made from everything in the copy that could be a key."""
    with _read(buit.db) as connection:
        words = [row[0] or "" for row in connection.execute("SELECT sleutel FROM stemronde")]
        words += [row[0] for row in connection.execute("SELECT beamer_token FROM bijeenkomst")]
    for file in buit.map.rglob("*"):
        if file.is_file() and file.stat().st_size < 4096:
            words.append(file.read_text(errors="ignore").strip())
    keys = [b"", *(word.encode() for word in words)]
    keys += [bytes.fromhex(word) for word in words if len(word) % 2 == 0 and set(word) <= set("0123456789abcdef")]
    pairs: Guess = []
    for person in buit.mensen:
        name = str(person).encode()
        tried = {hashlib.sha256(name).digest(), *(hmac.digest(key, name, "sha256") for key in keys)}
        pairs += [(person, lying[b]) for b in tried if b in lying][:1]
    return pairs


def _by_text(buit: Buit, lying: dict[bytes, Counter[int]]) -> Guess:
    """A line of a log or export that names a person and a ballot."""
    text = "\n".join(buit.teksten)
    named = [line for line in text.splitlines() for b in lying if b.hex() in line]
    return [(p, lying[b]) for line in named for p in buit.mensen for b in lying if b.hex() in line and str(p) in line]


def _by_commit(buit: Buit, lying: dict[bytes, Counter[int]]) -> Guess:
    """What was written in one transaction: the database is rebuilt as it was after each commit in the log, and a
    ballot that changed is put beside the person of whom something changed with it."""
    links: dict[int, Counter[bytes]] = defaultdict(Counter)
    for before, after in pairwise(_snapshots(buit)):
        changed = {table: after[table] - before.get(table, set()) for table in after}
        moved = {bytes(v) for row in changed.get("stembriefje", ()) for v in row if isinstance(v, bytes)} & set(lying)
        others = [row for table, rows in changed.items() if table not in ("stembriefje", "sticker") for row in rows]
        named = {p for row in others for v in row for p in buit.mensen if v == p or str(v) == f"deelnemer:{p}"}
        for person in named:
            links[person].update(moved)
    taken: set[bytes] = set()
    pairs: Guess = []
    for person, found in links.items():
        best = next((b for b, _ in found.most_common() if b not in taken), None)
        if best is not None:
            taken.add(best)
            pairs.append((person, lying[best]))
    return pairs


def _snapshots(buit: Buit) -> Iterator[dict[str, set[Rij]]]:
    """All rows of all tables, at the last checkpoint and after each commit in the log."""
    log = buit.wal.read_bytes() if buit.wal.exists() else b""
    image = bytearray(buit.db.read_bytes())
    if len(log) < 32:
        return
    size = struct.unpack(">I", log[8:12])[0]
    salt = log[16:24]
    yield _rows(image)
    for at in range(32, len(log) - 23, 24 + size):
        number, commit = struct.unpack(">II", log[at : at + 8])
        if log[at + 8 : at + 16] != salt:
            return
        page = log[at + 24 : at + 24 + size]
        image.extend(bytes(max(0, number * size - len(image))))
        image[(number - 1) * size : number * size] = page
        if commit:
            yield _rows(image)


def _rows(image: bytearray) -> dict[str, set[Rij]]:
    connection = sqlite3.connect(":memory:")
    plain = bytearray(image)
    plain[18:20] = b"\x01\x01"  # read it without its log
    connection.deserialize(bytes(plain))
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: set(connection.execute(f'SELECT * FROM "{name}"')) for name in tables}
    connection.close()
    return found


# --- how good is a guess --------------------------------------------------------------------------------------


@dataclass
class Score:
    """Right stickers beside what chance gives, summed over evenings."""

    goed: float = 0
    kans: float = 0
    variantie: float = 0

    def add(self, guess: Guess, waarheid: dict[int, Counter[int]]) -> None:
        """One evening: overlap of each guess with the truth, against all ways to deal the guesses out."""
        pairs = [(person, found) for person, found in guess if person in waarheid]
        if len(pairs) < 2:
            self.goed += sum((found & waarheid[person]).total() for person, found in pairs)
            return
        grid = [[(found & waarheid[person]).total() for person, _ in pairs] for _, found in pairs]
        k = len(pairs)
        rows = [sum(row) / k for row in grid]
        columns = [sum(row[j] for row in grid) / k for j in range(k)]
        mean = sum(rows) / k
        spread = sum((grid[i][j] - rows[i] - columns[j] + mean) ** 2 for i in range(k) for j in range(k))
        self.goed += sum(grid[i][i] for i in range(k))
        self.kans += sum(rows)
        self.variantie += spread / (k - 1)

    @property
    def afstand(self) -> float:
        """How many standard deviations above chance."""
        above = self.goed - self.kans
        return above / self.variantie**0.5 if self.variantie else (99.0 if above > 0 else 0.0)
