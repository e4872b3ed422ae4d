"""Decisions about who takes notes; no Flask, no database."""

MAX_NAAM = 60


def in_verslag(naam: str) -> str:
    """How the record names who typed."""
    return f"{naam} (notulist)"
