"""Colours by everyone in the linking program: whatever is left in the files of a row that says which person gave which
colour, once the step is over."""

import re
from collections import Counter, defaultdict

from dialoog.idee.models import KLEUREN
from tests.stemming.koppelaar import Buit, Guess


def by_rows(buit: Buit) -> Guess:
    """Colours (as their numbers) beside the person named in a row, now or after any commit that the log still tells."""
    found: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    rows = [tuple(row.values()) for row in buit.tabellen["kleur"]]
    for row in [*rows, *(row for moment in buit.momenten for row in moment["kleur"])]:
        for person in buit.mensen:
            if f"deelnemer:{person}" in row:
                found[person].add(row)
    return [(person, _colours([str(v) for row in rows for v in row])) for person, rows in found.items()]


def by_bytes(buit: Buit) -> Guess:
    """The same from the bytes of the files: a name, a few bytes, a colour."""
    data = b"\n".join(buit.bestanden.values())
    found = []
    for person in buit.mensen:
        near = re.findall(rb"deelnemer:%d[^0-9].{0,8}?(grijs|geel|blauw|rood)" % person, data, re.DOTALL)
        if near:
            found.append((person, _colours([colour.decode() for colour in near])))
    return found


def _colours(words: list[str]) -> Counter[int]:
    return Counter(KLEUREN.index(word) for word in words if word in KLEUREN)
