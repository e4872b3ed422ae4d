"""What changed between two texts, in words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Soort = Literal["gelijk", "weg", "bij"]
VEEL = 100_000
"""Pairs of words: more takes longer than a page may."""
_WOORD = re.compile(r"\S+|\n|[^\S\n]+")
_ZIN = re.compile(r"(?:[^.!?\n]+[.!?]*|[.!?]+)[^\S\n]*\n?|\n")


@dataclass(frozen=True)
class Stuk:
    """Words that stayed, went or came. A line that ends is a newline in `tekst`."""

    soort: Soort
    tekst: str


def verschil(was: str, wordt: str) -> tuple[Stuk, ...]:
    """The pieces of both texts in order; line by line first, so that 20,000 characters take milliseconds."""
    pieces: list[Stuk] = []
    for soort, tekst in _regels(was.split("\n"), wordt.split("\n")):
        if tekst and pieces and pieces[-1].soort == soort:
            pieces[-1] = Stuk(soort, pieces[-1].tekst + tekst)
        elif tekst:
            pieces.append(Stuk(soort, tekst))
    return tuple(pieces)


def _regels(was: list[str], wordt: list[str]) -> Iterator[tuple[Soort, str]]:
    for what, a, b, c, d in SequenceMatcher(None, was, wordt, autojunk=False).get_opcodes():
        old, new = "".join(f"{line}\n" for line in was[a:b]), "".join(f"{line}\n" for line in wordt[c:d])
        if what == "equal":
            yield "gelijk", old
        else:
            yield from _woorden(old, new)


def _woorden(was: str, wordt: str) -> Iterator[tuple[Soort, str]]:
    """Mostly somebody changed a few words: what is the same before and after them is not compared. Two long texts
    that have nothing in common are compared by sentences."""
    old, new = _WOORD.findall(was), _WOORD.findall(wordt)
    head = _zelfde(old, new)
    tail = _zelfde(old[head:][::-1], new[head:][::-1])
    yield "gelijk", "".join(old[:head])
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) > VEEL:
        left, right = _ZIN.findall("".join(left)), _ZIN.findall("".join(right))
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            yield "gelijk", "".join(left[a:b])
        else:
            yield "weg", "".join(left[a:b])
            yield "bij", "".join(right[c:d])
    yield "gelijk", "".join(old[len(old) - tail :])


def _zelfde(een: list[str], ander: list[str]) -> int:
    """How many words from the begin are the same."""
    return next((at for at, (x, y) in enumerate(zip(een, ander, strict=False)) if x != y), min(len(een), len(ander)))


def kort(pieces: tuple[Stuk, ...], rond: int = 60) -> tuple[Stuk, ...]:
    """The same with only the words around each change; what is left out shows as …"""
    last = len(pieces) - 1
    return tuple(
        piece if piece.soort != "gelijk" else Stuk("gelijk", _ingekort(piece.tekst, rond, at > 0, at < last))
        for at, piece in enumerate(pieces)
    )


def _ingekort(tekst: str, rond: int, begin: bool, einde: bool) -> str:
    """The begin is kept when a change goes before it, the end when one follows."""
    if len(tekst) <= rond * (begin + einde) + 20:
        return tekst
    head = tekst[:rond].rsplit(" ", 1)[0] if begin else ""
    tail = tekst[-rond:].split(" ", 1)[-1] if einde else ""
    return f"{head} … {tail}"
