"""Text fit for print: cleaned HTML, Dutch dates and amounts, the colours in words and shapes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from dialoog import klok
from dialoog.voorstel.tekst import clean_html, koppen

KLEURNAAM = {
    "grijs": ("▬", "(nog) niet", "grijs", "Gewoon idee. Dit kan nog niet."),
    "geel": ("▲", "HOW", "geel", "Nieuw idee. Iets voor later."),
    "blauw": ("■", "NOW", "blauw", "Gewoon idee. Dit kan nu al."),
    "rood": ("★", "WOW", "rood", "Nieuw idee. Dit kan echt."),
}
"""Per colour: shape, word, name, and the sentence that explains it (stijl: colour is never the only sign)."""

OORDEELTEKEN = {"past": "✓", "past_niet": "✗", "onbekend": "?", "nvt": "–"}
"""The sign beside the word of a verdict about a kader."""

# What XML cannot hold, and the marks that turn the direction of all text after them.
ONDRUKBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def drukbaar(plain: Any) -> Any:
    """The same plain data without characters that no document can hold."""
    if isinstance(plain, str):
        return ONDRUKBAAR.sub("", plain.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(plain, dict):
        return {key: drukbaar(value) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [drukbaar(value) for value in plain]
    return plain


def schoon(html: str, niveau: int = 4) -> Markup:
    """What an answer may hold, cleaned once more: the plain data of a book may come from anywhere.

    Its headings begin at `niveau`, below the heading that they stand under; no level is skipped."""
    return Markup(koppen(clean_html(html), niveau).replace("<th>", '<th scope="col">'))


def regels(tekst: str) -> Markup:
    """Plain text with its line ends kept."""
    return Markup("<br>").join(escape(regel.strip()) for regel in tekst.strip().split("\n") if regel.strip())


def zonder_punt(tekst: str) -> str:
    """The text without its full stop, to stand inside a sentence that has one."""
    return tekst.strip().removesuffix(".")


def datum(iso: str) -> str:
    """ "2026-03-12" → "12 maart 2026"; other text stays as it is."""
    try:
        return klok.datum_kort(date.fromisoformat(iso))
    except ValueError:
        return iso


def bedrag(text: str | Decimal) -> str:
    """ "45200.00" → "€ 45.200,00", with a space that does not break."""
    euros = f"{Decimal(text):,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"€\N{NO-BREAK SPACE}{euros}"
