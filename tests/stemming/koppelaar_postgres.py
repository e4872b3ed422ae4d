"""The linking program on PostgreSQL: what a keeper of back-ups can read there besides rows, and ways of trying it.

Every row carries the transaction that wrote it (xmin) and its place (ctid), and the files keep what was deleted until
they are written anew. Its log (WAL) is not promised: docs/geheim.md."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from tests.stemming.koppelaar import Guess, _by_place, _heaps, _pair

BRIEFJES = ("stembriefje", "sticker", "te_laat")


@dataclass
class Buit:
    """Everything in the database with xmin and ctid, and the files of the tables of ballots as they lie on disk."""

    ronde: int
    mensen: list[int]
    rijen: dict[str, list[dict[str, Any]]]
    bestanden: dict[str, bytes]
    volgorden: dict[str, list[int]] = field(default_factory=dict)


def plunder(
    connection: Connection, data: Path, ronde: int, mensen: Sequence[int], volgorden: dict[str, list[int]]
) -> Buit:
    """Read all tables as they lie (in order of ctid), and the files."""
    connection.exec_driver_sql("CHECKPOINT")
    names = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    rows = {
        name: [
            dict(row)
            for row in connection.execute(
                text(f'SELECT xmin::text AS "van", t.* FROM "{name}" t ORDER BY t.ctid')
            ).mappings()
        ]
        for name in names
    }
    places = {name: connection.scalar(text(f"SELECT pg_relation_filepath('{name}')")) for name in BRIEFJES}
    files = {name: (data / str(place)).read_bytes() for name, place in places.items()}
    return Buit(ronde, list(mensen), rows, files, {"nummer": sorted(mensen), **volgorden})


def try_all(buit: Buit, vroeger: Buit | None = None) -> Iterator[tuple[str, Guess]]:
    """Every way of trying, by name; `vroeger`: what was read earlier in the same evening."""
    lying = ballots(buit) or (ballots(vroeger) if vroeger else {})
    here = [bytes(row["ballot"]) for row in buit.rijen["stembriefje"] if bytes(row["ballot"]) in lying]
    written = {bytes(row["ballot"]): int(row["van"]) for row in buit.rijen["stembriefje"]}
    orders = {
        "rijvolgorde": here,
        "moment van schrijven": sorted(here, key=lambda ballot: (written[ballot], ballot)),
        **{f"plaats in het bestand van {name}": _by_place(lying, data) for name, data in buit.bestanden.items()},
    }
    for how, found in orders.items():
        for name, people in buit.volgorden.items():
            yield f"{how} naast {name}", _pair(people, [lying[ballot] for ballot in found])
            yield f"{how} terug naast {name}", _pair(people, [lying[ballot] for ballot in reversed(found)])
    yield "samen geschreven", _together(buit, lying)
    loose = [(row["nummer"], row["idee"]) for row in buit.rijen["losse_sticker"] if row["ronde"] == buit.ronde]
    for name, people in buit.volgorden.items():
        yield f"losse stickers naast {name}", _pair(people, _heaps(loose))


def ballots(buit: Buit) -> dict[bytes, Counter[int]]:
    """The whole ballots that lie there."""
    found: dict[bytes, Counter[int]] = defaultdict(Counter)
    for row in buit.rijen["sticker"]:
        if row["ronde"] == buit.ronde:
            found[bytes(row["ballot"])][row["idee"]] += 1
    return dict(found)


def _together(buit: Buit, lying: dict[bytes, Counter[int]]) -> Guess:
    """A ballot beside the person of whom something was written in the same transaction."""
    moved = defaultdict(list)
    for row in buit.rijen["stembriefje"]:
        moved[row["van"]].append(bytes(row["ballot"]))
    pairs: dict[int, bytes] = {}
    for name, rows in buit.rijen.items():
        for row in rows if name not in BRIEFJES else ():
            named = {p for value in row.values() for p in buit.mensen if value == p or value == f"deelnemer:{p}"}
            for ballot in moved.get(row["van"], ()):
                pairs.update(dict.fromkeys(named, ballot))
    return [(person, lying[ballot]) for person, ballot in pairs.items() if ballot in lying]
