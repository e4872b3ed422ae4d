"""Typed text and numbers, before anything is kept: one form (NFC), no invisible characters that turn text around."""

import re
import unicodedata
from collections.abc import Iterable

MAX_NAAM = 120
MAX_REGEL = 300
MAX_TEKST = 20_000

_ENTERS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_JOINERS = "\u200c\u200d"
"""Format characters that words and emoji need: all others go (bidi overrides, zero-width space, byte order mark)."""


class TekstTeLang(ValueError):
    """More characters than fit. The message is Dutch, for the person who typed."""

    def __init__(self, lang: int, hoogstens: int) -> None:
        super().__init__(
            f"Dit is te lang: {lang} tekens. Er passen er {hoogstens}. Maak de tekst korter; er is niets weggegooid."
        )


def clean_line(typed: str | None, hoogstens: int = MAX_REGEL) -> str:
    """One line: NFC, without control characters and bidi overrides, single spaces, trimmed.

    Raises TekstTeLang (a ValueError) above `hoogstens` characters, counted after cleaning.
    """
    line = _SPACES.sub(" ", " ".join(_visible(typed or "").split())).strip()
    return _fitting(line, hoogstens)


def clean_text(typed: str | None, hoogstens: int = MAX_TEKST) -> str:
    """Several lines: as `clean_line`, but newlines (as `\\n`) and tabs stay, and at most one empty line in a row.

    Raises TekstTeLang (a ValueError).
    """
    lines = [line.rstrip() for line in _visible(typed or "").split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").rstrip()
    return _fitting(text, hoogstens)


def parse_number(typed: str | None) -> int | None:
    """A whole number of at most nine digits, as forms and addresses write it (`17`); None for anything else.

    Signs, spaces, digits of other scripts and numbers that no table holds are no numbers here.
    """
    return int(typed) if typed and len(typed) < 10 and typed.isascii() and typed.isdigit() else None


def parse_numbers(typed: Iterable[str]) -> list[int]:
    """The numbers among what was ticked or dragged, in that order."""
    return [number for one in typed if (number := parse_number(one)) is not None]


def _fitting(text: str, hoogstens: int) -> str:
    if len(text) > hoogstens:
        raise TekstTeLang(len(text), hoogstens)
    return text


def _visible(typed: str) -> str:
    """Without control, format, surrogate and private characters; newlines and tabs stay."""
    text = unicodedata.normalize("NFC", _ENTERS.sub("\n", typed))
    return "".join(char for char in text if _shown(char))


def _shown(char: str) -> bool:
    if char in "\n\t" or char in _JOINERS:
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
