"""Which ideas look alike: pure words and numbers, no Flask, no database.

Two ideas are compared by the words they share, a rare word weighing more than one that half the hall wrote. Words count
as shared when they have the same stem, are nearly spelled the same, or begin with the same seven letters. The weights
and the edge were tuned on the 68 ideas of the source."""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz, process

HOOGSTENS = 10
"""Pairs offered at once, best first."""
RAND = 0.33
"""Below this the two only happen to share a word."""
SPELLING = 85.0
"""rapidfuzz's ratio from which two words are taken for one."""
BEGIN = 7
"""Letters that make two longer words kin ("vacature", "vacaturemarkt")."""
KORT = 8.0
"""Weight that the shorter idea counts for at least: two words alike in an idea of two words are not yet a double."""
VAAK = 0.15
"""A word in more than this part of the ideas (and in more than twelve) says nothing about any two of them."""
WEINIG = 40
"""Among fewer ideas a word is weighed as if there were so many: else nothing is rare."""

_WOORD = re.compile(r"[^\W_]+")
_LEEG = """
    aan alle als ander andere beter bij dat de deze die dit doen door dus een en er gaan geen goed goede haar
    had heb heeft heel hen het hier hoe hun iedereen iets ik in is je kan komen kunnen laten maak maar maken
    meer men mensen met mij moet moeten mogen naar niet nieuw nieuwe nog nu of om ons onze ook op over per samen
    te tot uit van veel via voor waar wat we wel werd wie wij willen worden wordt ze zelf zich zij zijn zo zodat
    zorg zorgen zou zullen
"""

_ZEGT_NIETS = frozenset(_LEEG.split())


@dataclass(frozen=True)
class Paar:
    """Two ideas that look alike, by id; `woorden` is what they share, as the first one spells it."""

    een: int
    ander: int
    score: float
    woorden: tuple[str, ...]


def woorden(tekst: str) -> list[str]:
    """The words of a text that say something, as written but in small letters."""
    return [word for word in _WOORD.findall(tekst.casefold()) if len(word) > 2 and word not in _ZEGT_NIETS]


def stam(woord: str) -> str:
    """A rough Dutch stem: "bedrijven" and "bedrijf", "scholen" and "school" come close."""
    for end, least in (("heden", 8), ("jes", 7), ("je", 6), ("en", 5), ("s", 5), ("e", 5)):
        if woord.endswith(end) and len(woord) >= least:
            woord = woord[: -len(end)]
            break
    if len(woord) > 3 and woord[-1] == woord[-2]:
        woord = woord[:-1]
    return woord[:-1] + {"v": "f", "z": "s"}.get(woord[-1], woord[-1]) if woord else woord


def paren(teksten: Sequence[tuple[int, str]], niet: Collection[tuple[int, int]]) -> list[Paar]:
    """The pairs that look most alike, best first, at most ten; `niet` were said to be no doubles (lower id first)."""
    per_idee = {number: _stammen(tekst) for number, tekst in teksten}
    _join_compounds(teksten, per_idee)
    vaak = Counter(stem for stems in per_idee.values() for stem in stems)
    grens = max(12, VAAK * len(teksten))
    vaak = Counter({stem: times for stem, times in vaak.items() if times <= grens})
    kin = _verwant(vaak)
    size = max(len(teksten), WEINIG) + 1
    weight = {w: math.log(size / sum(vaak[v] for v in kin[w])) + 0.1 for w in vaak}
    total = {i: sum(max(weight.get(w, 0), 0) for w in stems) for i, stems in per_idee.items()}
    found = []
    for (one, other), (left, right) in _gedeeld(per_idee, kin, weight).items():
        shared = min(sum(left.values()), sum(right.values()))
        score = 0.8 * shared / (total[one] + total[other]) + 0.6 * shared / max(min(total[one], total[other]), KORT)
        if score >= RAND and (min(one, other), max(one, other)) not in niet:
            found.append(Paar(one, other, score, tuple(per_idee[one][stem] for stem in left)))
    return sorted(found, key=lambda pair: (-pair.score, pair.een, pair.ander))[:HOOGSTENS]


def werk_paren(payload: Mapping[str, Any]) -> bytes:
    """`paren` as work of a child process (dialoog/werk.py): `{teksten: [[id, text]], niet: [[id, id]]}` → JSON rows."""
    found = paren([(row[0], row[1]) for row in payload["teksten"]], {(row[0], row[1]) for row in payload["niet"]})
    return json.dumps([[pair.een, pair.ander, pair.score, list(pair.woorden)] for pair in found]).encode()


def _stammen(tekst: str) -> dict[str, str]:
    """stem → the word as written first."""
    found: dict[str, str] = {}
    for word in woorden(tekst):
        found.setdefault(stam(word), word)
    return found


def _join_compounds(teksten: Iterable[tuple[int, str]], per_idee: Mapping[int, dict[str, str]]) -> None:
    """ "open hiring" is the one word "openhiring", when somebody wrote it so."""
    known = {stem for stems in per_idee.values() for stem in stems}
    for number, tekst in teksten:
        written = woorden(tekst)
        for first, second in pairwise(written):
            if (joined := stam(first + second)) in known:
                per_idee[number].pop(stam(first), None)
                per_idee[number].pop(stam(second), None)
                per_idee[number].setdefault(joined, f"{first} {second}")


def _verwant(stammen: Iterable[str]) -> dict[str, dict[str, float]]:
    """stem → the stems taken for the same, with how nearly (1 is equal). Only those with the same two first letters
    are compared: who misspells a word begins it right."""
    per_begin: dict[str, list[str]] = defaultdict(list)
    for stem in stammen:
        per_begin[stem[:2]].append(stem)
    kin: dict[str, dict[str, float]] = {}
    for stems in per_begin.values():
        for stem in stems:
            near = process.extract(stem, stems, scorer=fuzz.ratio, score_cutoff=SPELLING, limit=None)
            kin[stem] = {other: score / 100 for other, score, _ in near}
            if len(stem) >= BEGIN:
                for other in stems:
                    if other[:BEGIN] == stem[:BEGIN]:
                        kin[stem].setdefault(other, 0.8)
    return kin


def _gedeeld(
    per_idee: Mapping[int, Mapping[str, str]],
    kin: Mapping[str, Mapping[str, float]],
    weight: Mapping[str, float],
) -> dict[tuple[int, int], tuple[dict[str, float], dict[str, float]]]:
    """(one, other) → what is shared, by the stems of each: a word that two words answer counts once."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, stems in per_idee.items():
        for stem in stems:
            if stem in kin:
                where[stem].append(number)
    shared: dict[tuple[int, int], tuple[dict[str, float], dict[str, float]]] = {}
    for stem, near in kin.items():
        for other, likeness in near.items():
            worth = likeness * max(min(weight[stem], weight[other]), 0)
            for one in where[stem]:
                for two in where[other]:
                    if one < two:
                        left, right = shared.setdefault((one, two), ({}, {}))
                        left[stem] = max(left.get(stem, 0), worth)
                        right[other] = max(right.get(other, 0), worth)
    return shared
