"""A part of the file at its place: reads a key as what it should be, or says what is wrong and what is right."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from dialoog.overdracht.errors import SlechtBestand
from dialoog.tekst import clean_line, clean_text

MAX_REGEL = 500
MAX_LIJST = 5_000
MAX_NUMMER = 99_999
GEEN_GRENS = 10**9


def schone_regel(text: str) -> str:
    """One line as it is kept."""
    return _tot_rust(clean_line, text)


def schone_tekst(text: str) -> str:
    """Lines of text as they are kept."""
    return _tot_rust(clean_text, text)


def _tot_rust(clean: Callable[[str, int], str], text: str) -> str:
    """Cleaned until nothing changes: what the first time takes away can join what stood around it."""
    once = clean(text, GEEN_GRENS)
    return once if once == text else clean(once, GEEN_GRENS)


class Vak:
    """An object of the file. Keys that nobody asks for are unknown: `klaar()` notes them in `vreemd`."""

    def __init__(self, data: dict[str, Any], plek: str, vreemd: Counter[str]) -> None:
        self.data, self.plek, self.vreemd = data, plek, vreemd
        self._asked: set[str] = set()

    def op(self, key: str) -> str:
        """The place of a key."""
        return f"{self.plek}.{key}" if self.plek else key

    def heeft(self, key: str) -> bool:
        """Whether the key is there (also with null)."""
        return key in self.data

    def pak(self, key: str) -> Any:
        """The raw value, None when it is not there; the key counts as known."""
        self._asked.add(key)
        return self.data.get(key)

    def fout(self, key: str, wat: str, goed: str = "") -> SlechtBestand:
        return SlechtBestand(self.op(key), wat, goed)

    def regel(self, key: str, *, moet: bool = False) -> str:
        """One line of text; "" when absent or null. `moet`: it may not be empty."""
        text = self._text(key)
        line = schone_regel(text)
        if len(line) > MAX_REGEL:
            raise self.fout(key, f"Deze regel is te lang: {len(line)} tekens.", f"Er passen er hoogstens {MAX_REGEL}.")
        if moet and not line:
            raise self.fout(key, "Hier ontbreekt tekst.", "Vul een tekst in.")
        return line

    def tekst(self, key: str, *, moet: bool = False) -> str:
        """Lines of text; "" when absent or null."""
        text = schone_tekst(self._text(key))
        if moet and not text:
            raise self.fout(key, "Hier ontbreekt tekst.", "Vul een tekst in.")
        return text

    def _text(self, key: str) -> str:
        value = self.pak(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.fout(key, f"{toon(value)} is geen tekst.", 'Gebruik tekst tussen aanhalingstekens: "…".')
        return value

    def keuze(self, key: str, mogelijk: Collection[str], anders: str) -> str:
        """One of `mogelijk`; `anders` when absent or null."""
        value = self.pak(key)
        if value is None:
            return anders
        if not isinstance(value, str) or value not in mogelijk:
            raise self.fout(key, f"{toon(value)} kennen we hier niet.", f"Kies uit: {', '.join(mogelijk)}.")
        return value

    def getal(self, key: str, laagst: int, hoogst: int) -> int | None:
        """A whole number; None when absent or null."""
        value = self.pak(key)
        return None if value is None else heel(value, self.op(key), laagst, hoogst)

    def ja(self, key: str) -> bool:
        """true or false; False when absent or null."""
        value = self.pak(key)
        if value is not None and not isinstance(value, bool):
            raise self.fout(key, f"{toon(value)} kennen we hier niet.", "Kies true of false.")
        return bool(value)

    def datum(self, key: str) -> date | None:
        """An ISO date; None when absent, null or empty."""
        text = self._text(key)
        if not text:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            raise self.fout(key, f"{toon(text)} is geen datum.", "Schrijf een datum zo: 2026-03-21.") from None

    def bedrag(self, key: str) -> str | None:
        """An amount as text with two decimals; None when absent or null."""
        value = self.pak(key)
        if value is None:
            return None
        if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,12}\.\d{2}", value):
            raise self.fout(key, f"{toon(value)} is geen bedrag.", 'Schrijf een bedrag als tekst: "45200.00".')
        return value

    def lijst(self, key: str) -> list[tuple[Any, str]]:
        """Values of a list with their places; empty when absent or null."""
        value = self.pak(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fout(key, f"{toon(value)} is geen lijst.", "Gebruik een lijst tussen [ en ].")
        if len(value) > MAX_LIJST:
            raise self.fout(key, f"Deze lijst is te lang: {len(value)}.", f"Er passen er hoogstens {MAX_LIJST}.")
        return [(part, f"{self.op(key)}[{number}]") for number, part in enumerate(value)]

    def regels(self, key: str) -> tuple[str, ...]:
        """A list of lines, none of them empty, none twice."""
        found: list[str] = []
        for part, place in self.lijst(key):
            line = lijstregel(part, place)
            if line in found:
                raise SlechtBestand(place, f"{toon(line)} staat er twee keer.", "Laat er één staan.")
            found.append(line)
        return tuple(found)

    def teksten(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        return tuple(lijsttekst(part, place) for part, place in self.lijst(key))

    def getallen(self, key: str, laagst: int, hoogst: int) -> tuple[int, ...]:
        """A list of whole numbers, none twice."""
        found: list[int] = []
        for part, place in self.lijst(key):
            number = heel(part, place, laagst, hoogst)
            if number in found:
                raise SlechtBestand(place, f"{number} staat er twee keer.", "Laat er één staan.")
            found.append(number)
        return tuple(found)

    def vakken(self, key: str) -> list["Vak"]:
        """A list of objects."""
        return [self.maak(part, place) for part, place in self.lijst(key)]

    def vak(self, key: str) -> "Vak":
        """An object; an empty one when absent or null."""
        value = self.pak(key)
        return self.maak({} if value is None else value, self.op(key))

    def maak(self, value: Any, plek: str) -> "Vak":
        """A part at its place. Raises SlechtBestand when it is no object."""
        if not isinstance(value, dict):
            raise SlechtBestand(plek, f"{toon(value)} past hier niet.", "Gebruik een stuk tussen { en }.")
        return Vak(value, plek, self.vreemd)

    def klaar(self) -> None:
        """Note the keys that nobody asked for."""
        for key in self.data:
            if key not in self._asked:
                self.vreemd[re.sub(r"\[\d+\]", "[]", self.op(key))] += 1


def bekend(vak: Vak, key: str, known: Collection[str], wat: str) -> tuple[str, ...]:
    """A list of names that the dialogue has. `wat`: "belang", "gemeente". Raises SlechtBestand."""
    names = vak.regels(key)
    for number, name in enumerate(names):
        if name not in known:
            raise SlechtBestand(
                f"{vak.op(key)}[{number}]",
                f"{toon(name)} is geen {wat} van deze dialoog.",
                f"Kies uit: {', '.join(known) or 'niets, want die lijst is leeg'}.",
            )
    return names


def lijstregel(part: Any, plek: str) -> str:
    """One line out of a list, not empty. Raises SlechtBestand."""
    line = schone_regel(part) if isinstance(part, str) else ""
    if not line or len(line) > MAX_REGEL:
        raise SlechtBestand(plek, f"{toon(part)} is hier geen tekst.", f"Gebruik tekst van 1 tot {MAX_REGEL} tekens.")
    return line


def lijsttekst(part: Any, plek: str) -> str:
    """A text out of a list, not empty. Raises SlechtBestand."""
    text = schone_tekst(part) if isinstance(part, str) else ""
    if not text:
        raise SlechtBestand(plek, f"{toon(part)} is hier geen tekst.", 'Gebruik tekst tussen aanhalingstekens: "…".')
    return text


def heel(value: Any, plek: str, laagst: int, hoogst: int) -> int:
    """A whole number between two bounds. Raises SlechtBestand."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise SlechtBestand(plek, f"{toon(value)} is geen heel getal.", f"Gebruik een getal van {laagst} tot {hoogst}.")
    if not laagst <= value <= hoogst:
        raise SlechtBestand(plek, f"{value} past hier niet.", f"Gebruik een getal van {laagst} tot {hoogst}.")
    return value


def toon(value: Any) -> str:
    """A value as it can be shown in a sentence."""
    if isinstance(value, str):
        line = schone_regel(value)
        return f"“{line[:40]}…”" if len(line) > 40 else f"“{line}”"
    if isinstance(value, dict):
        return "Een stuk tussen { en }"
    if isinstance(value, list):
        return "Een lijst"
    return json.dumps(value)[:20]
