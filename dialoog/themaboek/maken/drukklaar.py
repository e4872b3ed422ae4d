"""What every format does first: a book of text that any file can hold, made on a fixed moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dialoog.themaboek.boek import Boek, boek_from_dict, boek_to_dict
from dialoog.themaboek.maken.tekst import datum, drukbaar


def printable(boek: Boek) -> Boek:
    """The same book without characters that no document can hold."""
    return boek_from_dict(drukbaar(boek_to_dict(boek)))


def moment_van(boek: Boek) -> datetime:
    """Midnight (UTC) of the day on the title page: the same book gives the same bytes."""
    try:
        dag = date.fromisoformat(boek.titelblad.datum)
    except ValueError:
        dag = date(1980, 1, 1)
    return datetime.combine(dag, time.min, UTC)


def epoch_van(boek: Boek) -> int:
    """`moment_van` in seconds since 1970."""
    return int(moment_van(boek).timestamp())


def standregel(boek: Boek) -> str:
    """Which book this is: a concept with its date and time, or an edition with its number; and for whom."""
    blad = boek.titelblad
    dag = datum(blad.datum)
    if blad.uitgave is not None:
        return f"Uitgave {blad.uitgave} ({'openbaar' if boek.openbaar else 'volledig'}), {dag}"
    wat = "Concept van de openbare uitgave" if boek.openbaar else "Concept"
    return f"{wat}, stand van {dag}" + (f" om {blad.tijd}" if blad.tijd else "")


def kopregel(boek: Boek) -> str:
    """The same, short enough for the head of each page."""
    blad = boek.titelblad
    wat = "Concept" if blad.uitgave is None else f"Uitgave {blad.uitgave}"
    return f"{wat}, {datum(blad.datum)}"
