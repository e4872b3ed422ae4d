"""Bytes to plain data, strictly: everything that no honest file holds is refused here, with its place."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from dialoog.overdracht.errors import SlechtBestand

MAX_BYTES = 20 * 1024 * 1024
MAX_DIEP = 12
MAX_TEKST = 20_000
MAX_HTML = 60_000
MAX_CIJFERS = 15
_STUURTEKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and line end, and half surrogates."""


class _Onleesbaar:
    """Stands where JSON held something that we refuse, until the place is known."""

    def __init__(self, wat: str, goed: str) -> None:
        self.wat, self.goed = wat, goed


class _Dubbel(dict[str, Any]):
    """An object that names a key twice."""

    sleutel = ""


def check_size(size: int) -> None:
    """Refuse a file that is too large before it is read. Raises SlechtBestand."""
    if size > MAX_BYTES:
        raise SlechtBestand(
            "", f"Het bestand is te groot: {size // 1024 // 1024} MB.", f"Het mag {MAX_BYTES // 1024 // 1024} MB zijn."
        )


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object in a file: UTF-8, keys once, no NaN, no control characters, nothing too long, deep or large.

    Raises SlechtBestand with the place."""
    check_size(len(data))
    try:
        plain = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_constant=lambda name: _Onleesbaar(f"{name} is geen waarde.", "Gebruik een getal, of null."),
            parse_int=_whole,
            parse_float=_number,
        )
    except UnicodeDecodeError as error:
        raise SlechtBestand("", "Dit is geen tekst in UTF-8.", "Bewaar het bestand als UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"regel {error.lineno}, teken {error.colno}"
        raise SlechtBestand(
            place, "Dit is geen JSON.", "Kies een bestand dat met *dialoog exporteer* is gemaakt."
        ) from error
    except RecursionError as error:
        raise SlechtBestand("", *_too_deep()) from error
    for place, value, depth in walk(plain):
        _check(place, value, depth)
    if not isinstance(plain, dict):
        raise SlechtBestand("", "Dit is geen uitwisselbestand.", 'Het bestand begint met {"dialoog": …}.')
    return plain


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    double = _Dubbel(found)
    double.sleutel = next(key for key in found if sum(key == other for other, _ in pairs) > 1)
    return double


def _whole(digits: str) -> Any:
    if len(digits) > MAX_CIJFERS:
        return _Onleesbaar("Dit getal is te groot.", f"Een getal heeft hoogstens {MAX_CIJFERS} cijfers.")
    return int(digits)


def _number(digits: str) -> Any:
    value = float(digits)
    return value if math.isfinite(value) else _Onleesbaar("Dit getal is te groot.", "Gebruik een kleiner getal.")


def walk(plain: Any) -> Iterator[tuple[str, Any, int]]:
    """Every value with its place and depth, in order, without recursion."""
    waiting: list[tuple[str, Any, int]] = [("", plain, 0)]
    while waiting:
        place, value, depth = waiting.pop()
        yield place, value, depth
        if isinstance(value, dict):
            parts = [(f"{place}.{key}" if place else str(key), part, depth + 1) for key, part in value.items()]
        elif isinstance(value, list):
            parts = [(f"{place}[{number}]", part, depth + 1) for number, part in enumerate(value)]
        else:
            continue
        waiting.extend(reversed(parts))


def _check(place: str, value: Any, depth: int) -> None:
    if depth > MAX_DIEP:
        raise SlechtBestand(_short(place), *_too_deep())
    if isinstance(value, _Onleesbaar):
        raise SlechtBestand(_short(place), value.wat, value.goed)
    if isinstance(value, _Dubbel):
        raise SlechtBestand(
            _short(f"{place}.{value.sleutel}" if place else value.sleutel),
            "Deze sleutel staat hier twee keer.",
            "Laat er één staan.",
        )
    if isinstance(value, dict):
        for key in value:
            _check_text(_short(place) or "het begin", key, 200)
    if isinstance(value, str):
        _check_text(place, value, MAX_HTML if place.endswith("_html") else MAX_TEKST)


def _check_text(place: str, text: str, most: int) -> None:
    if len(text) > most:
        raise SlechtBestand(
            _short(place), f"Deze tekst is te lang: {len(text)} tekens.", f"Er passen er hoogstens {most}."
        )
    found = _STUURTEKEN.search(text)
    if found:
        raise SlechtBestand(
            _short(place),
            f"Teken {found.start() + 1} is een stuurteken (U+{ord(found[0]):04X}).",
            "In tekst staan alleen zichtbare tekens, tabs en regeleinden.",
        )


def _too_deep() -> tuple[str, str]:
    return "Het bestand zit te diep in elkaar.", f"Er passen hoogstens {MAX_DIEP} lagen in elkaar."


def _short(place: str) -> str:
    """A place fit to be shown, whatever its keys are."""
    visible = re.sub(r"[^\w.\[\] -]", "?", place)
    return visible if len(visible) <= 120 else visible[:60] + "…" + visible[-50:]
