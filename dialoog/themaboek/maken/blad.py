"""A sheet of the workbook as plain data: columns, and rows of typed cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Euro:
    """An amount in euros."""

    bedrag: Decimal


@dataclass(frozen=True, slots=True)
class Datum:
    """A day."""

    dag: date


@dataclass(frozen=True, slots=True)
class Getal:
    """A number that need not be whole."""

    waarde: Decimal


Cel = str | int | Euro | Datum | Getal | None
"""None and "" are an empty cell."""
Regels = tuple[tuple[Cel, ...], ...]


@dataclass(frozen=True, slots=True)
class Kolom:
    """`breedte`: in characters."""

    kop: str
    breedte: int


@dataclass(frozen=True, slots=True)
class Blad:
    """`uitleg`: what the Leeswijzer says about it. Each row has a cell for each column."""

    naam: str
    uitleg: str
    kolommen: tuple[Kolom, ...]
    rijen: Regels


def dag(iso: str) -> Cel:
    """ISO text as a date; other text stays text."""
    try:
        return Datum(date.fromisoformat(iso))
    except ValueError:
        return iso
