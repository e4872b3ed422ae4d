"""The linking program of docs/geheim.md: it gets everything that a begeleider and a keeper of back-ups can have of a
round, and tries to say who put which stickers. The same on both databases; how they are read stands in
`koppelaar_sqlite` and `koppelaar_postgres`.

Each way of trying gives pairs (person, stickers). How many of the guessed stickers are right is compared with what
chance would give (`koppelaar_score`)."""

import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Guess = list[tuple[int, Counter[int]]]
"""(person, ideas of the stickers that are guessed), each person once."""
Rij = tuple[object, ...]
Briefje = Counter[int]

BRIEFJES = ("stembriefje", "sticker", "te_laat")
"""Where ballots lie."""
VAN = "van"
"""The transaction that wrote a row, where a database says it."""


@dataclass
class Buit:
    """What was got hold of of one round, at one moment.

    `tabellen`: all rows, as they lie; `bestanden`: name → bytes of the database, its log and copies; `momenten`: all
    rows after each commit, as far as a log tells; `teksten`: logs, exports, what the database says of itself;
    `woorden`: all that could be a key. `volgorden`: people in the order in which the regie saw their names move;
    `klaar`: who was ready at the end; `gezien`: (version, number of stickers) that another screen for a person hears.
    `n`: stickers per person."""

    ronde: int
    n: int
    mensen: list[int]
    tabellen: dict[str, list[dict[str, Any]]]
    bestanden: dict[str, bytes]
    momenten: list[dict[str, set[Rij]]] = field(default_factory=list)
    teksten: list[str] = field(default_factory=list)
    woorden: list[str] = field(default_factory=list)
    volgorden: dict[str, list[int]] = field(default_factory=dict)
    klaar: set[int] = field(default_factory=set)
    gezien: dict[int, tuple[int, int]] = field(default_factory=dict)
    kopieen: list[dict[str, list[dict[str, Any]]]] = field(default_factory=list)
    """The tables of copies that the app made itself."""

    def rijen(self, tabel: str) -> list[dict[str, Any]]:
        """The rows of this round in a table of ballots."""
        return [row for row in self.tabellen[tabel] if row["ronde"] == self.ronde]


def try_all(buit: Buit, vroeger: Buit | None = None) -> Iterator[tuple[str, Guess]]:
    """Every way of trying, by name. `vroeger`: what was got hold of earlier in the same round."""
    lying = ballots(buit) or (ballots(vroeger) if vroeger is not None else {})
    people = orders_of_people(buit)
    for how, found in orders_of_ballots(buit, lying).items():
        for name, order in people.items():
            yield f"{how} naast {name}", _pair(order, [lying[b] for b in found])
            yield f"{how} terug naast {name}", _pair(order, [lying[b] for b in reversed(found)])
    yield "klaar naast klaar", _by_ready(buit, lying)
    yield "versie naast versie", _by_version(buit, lying)
    yield "sleutel geraden", _by_key(buit, lying)
    yield "samen geschreven", _together(buit, lying)
    yield "in een tekst", _by_text(buit, lying)
    for how, chunks in _loose(buit).items():
        for name, order in people.items():
            yield f"{how} naast {name}", _pair(order, chunks)


def ballots(buit: Buit) -> dict[bytes, Briefje]:
    """The whole ballots that lie there, also in a copy that the app made itself."""
    found: dict[bytes, Briefje] = defaultdict(Counter)
    for tables in (buit.tabellen, *buit.kopieen):
        for row in tables["sticker"] if not found else ():
            if row["ronde"] == buit.ronde:
                found[bytes(row["ballot"])][row["idee"]] += 1
    return dict(found)


# --- orders ---------------------------------------------------------------------------------------------------


def orders_of_ballots(buit: Buit, lying: Mapping[bytes, Briefje]) -> dict[str, list[bytes]]:
    """Every order in which ballots can be read: their rows, each thing that is written beside them, their place in
    every file."""
    rows = [row for row in buit.rijen("stembriefje") if bytes(row["ballot"]) in lying]
    found = {"rijvolgorde": [bytes(row["ballot"]) for row in rows]}
    for column in rows[0] if rows else ():
        if column not in ("ronde", "ballot"):
            ordered = sorted(rows, key=lambda row: (str(type(row[column])), row[column], bytes(row["ballot"])))
            found[f"kolom {column}"] = [bytes(row["ballot"]) for row in ordered]
    for name, data in buit.bestanden.items():
        found[f"plaats in {name}"] = by_place(lying, data)
    return found


def orders_of_people(buit: Buit) -> dict[str, list[int]]:
    """Every order in which people can be read: what the regie saw, their numbers, and every table that names them:
    in the order of its rows, and in that of the transactions that wrote them."""
    found = {"nummer": sorted(buit.mensen), **buit.volgorden}
    known = set(buit.mensen)
    for table, rows in buit.tabellen.items():
        if table in BRIEFJES:
            continue
        named = [(row.get(VAN), person) for row in rows if (person := _person(table, row)) in known]
        found[table] = list(dict.fromkeys(person for _, person in named))
        if any(van for van, _ in named):
            found[f"{table}, van"] = list(dict.fromkeys(p for _, p in sorted(named, key=lambda item: str(item[0]))))
    return {name: order for name, order in _distinct(found) if len(order) > 1}


def _person(table: str, row: Mapping[str, Any]) -> Any:
    """Whom a row is about."""
    if table == "deelnemer":
        return row["id"]
    about = str(row.get("kiezer") or row.get("waarop") or "")
    return row.get("deelnemer_id") or (int(about.split(":")[1]) if about.startswith("deelnemer:") else None)


def _distinct(orders: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, list[int]]]:
    """Without what is in the same order as one before it."""
    seen: set[tuple[int, ...]] = set()
    for name, order in orders.items():
        if tuple(order) not in seen:
            seen.add(tuple(order))
            yield name, list(order)


def by_place(lying: Iterable[bytes], data: bytes) -> list[bytes]:
    """The ballots whose name stands in these bytes, in order of their place."""
    place = {ballot: data.find(ballot) for ballot in lying}
    return sorted((ballot for ballot in place if place[ballot] >= 0), key=lambda ballot: place[ballot])


def _pair(people: Sequence[int], found: Sequence[Briefje]) -> Guess:
    return list(zip(people, found, strict=False))


# --- other ways -----------------------------------------------------------------------------------------------


def _loose(buit: Buit) -> dict[str, list[Briefje]]:
    """Loose stickers, cut into heaps of a ballot: in the order of the table, of their place in each file, and as they
    lie in a copy."""
    rows = buit.rijen("losse_sticker")
    if not rows:
        return {}
    found = {"losse stickers": rows}
    for name, data in buit.bestanden.items():
        place = {bytes(row["nummer"]): data.find(bytes(row["nummer"])) for row in rows}
        here = [row for row in rows if place[bytes(row["nummer"])] >= 0]
        found[f"losse stickers in {name}"] = sorted(here, key=lambda row: place[bytes(row["nummer"])])
    return {name: heaps([row["idee"] for row in ordered], buit.n) for name, ordered in found.items() if ordered}


def heaps(ideas: Sequence[int], n: int) -> list[Briefje]:
    """Stickers in this order, `n` at a time."""
    return [Counter(ideas[i : i + n]) for i in range(0, len(ideas), n)]


def _by_ready(buit: Buit, lying: Mapping[bytes, Briefje]) -> Guess:
    """Who the regie showed as ready, beside the ballots that say so; the others beside the others."""
    ready = {bytes(row["ballot"]): bool(row["klaar"]) for row in buit.rijen("stembriefje")}
    pairs: Guess = []
    for state in (True, False):
        people = [p for p in sorted(buit.mensen) if (p in buit.klaar) == state]
        pairs += _pair(people, [lying[b] for b in sorted(lying) if b in ready and ready[b] == state])
    return pairs


def _by_version(buit: Buit, lying: Mapping[bytes, Briefje]) -> Guess:
    """What another screen for a person hears (a new pass opens one), beside what stands on the ballots: the rarest
    first."""
    rows = {bytes(row["ballot"]): row["versie"] for row in buit.rijen("stembriefje")}
    there = {b: (rows[b], found.total()) for b, found in lying.items() if b in rows}
    alike = Counter(there.values())
    pairs: Guess = []
    free = dict(sorted(there.items()))
    for person, seen in sorted(buit.gezien.items(), key=lambda item: (alike[item[1]], item[0])):
        match = next((b for b, stands in free.items() if stands == seen), None)
        if match is not None:
            del free[match]
            pairs.append((person, lying[match]))
    return pairs


def _by_key(buit: Buit, lying: Mapping[bytes, Briefje]) -> Guess:
    """Names of ballots made from everything that could be a key."""
    keys = [b"", *(word.encode() for word in buit.woorden)]
    keys += [bytes.fromhex(word) for word in buit.woorden if len(word) % 2 == 0 and not word.strip("0123456789abcdef")]
    pairs: Guess = []
    for person in buit.mensen:
        name = str(person).encode()
        tried = {hashlib.sha256(name).digest(), *(hmac.digest(key, name, "sha256") for key in keys)}
        pairs += [(person, lying[b]) for b in tried if b in lying][:1]
    return pairs


def _by_text(buit: Buit, lying: Mapping[bytes, Briefje]) -> Guess:
    """A line of a log or export that names a ballot and a person."""
    names = {b.hex(): found for b, found in lying.items()}
    named = [
        (line, found) for text in buit.teksten for line in text.splitlines() for b, found in names.items() if b in line
    ]
    return [
        (person, found)
        for line, found in named
        for person in buit.mensen
        if str(person) in line.replace(":", " ").split()
    ]


def _together(buit: Buit, lying: Mapping[bytes, Briefje]) -> Guess:
    """What was written in one transaction: a ballot beside the person of whom something was written with it."""
    links: dict[int, Counter[bytes]] = defaultdict(Counter)
    for moved, people in (*_commits(buit), *_transactions(buit)):
        for person in people & set(buit.mensen):
            links[person].update(moved & set(lying))
    taken: set[bytes] = set()
    pairs: Guess = []
    for person, found in links.items():
        best = next((b for b, _ in found.most_common() if b not in taken), None)
        if best is not None:
            taken.add(best)
            pairs.append((person, lying[best]))
    return pairs


def _commits(buit: Buit) -> Iterator[tuple[set[bytes], set[int]]]:
    """(ballots, people of whom something stands in other rows) that changed between two commits in a log."""
    for before, after in pairwise(buit.momenten):
        changed = {table: after[table] - before.get(table, set()) for table in after}
        moved = {bytes(v) for row in changed.get("stembriefje", ()) for v in row if isinstance(v, bytes)}
        others = [row for table, rows in changed.items() if table not in BRIEFJES for row in rows]
        values = {value for row in others for value in row if isinstance(value, int | str)}
        yield moved, {p for p in buit.mensen if p in values or f"deelnemer:{p}" in values}


def _transactions(buit: Buit) -> Iterator[tuple[set[bytes], set[int]]]:
    """The same by the number of the transaction that stands on each row."""
    moved: dict[object, set[bytes]] = defaultdict(set)
    people: dict[object, set[int]] = defaultdict(set)
    for table, rows in buit.tabellen.items():
        for row in rows if VAN in next(iter(rows), ()) else ():
            if table == "stembriefje":
                moved[row[VAN]].add(bytes(row["ballot"]))
            elif table not in BRIEFJES and (person := _person(table, row)) is not None:
                people[row[VAN]].add(person)
    yield from ((found, people[van]) for van, found in moved.items())
