"""The rows of a list as they stand on the page: stored, typed, moved, refused; always with what was typed."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from dialoog.opgave import rules
from dialoog.opgave.forms import RIJFORMS, RijForm
from dialoog.opgave.rules import Rij
from dialoog.tekst import parse_number

_SLEUTEL = re.compile(r"[0-9]{1,9}|n[\w-]{1,40}")
Stored = dict[int, dict[str, Any]]


@dataclass
class Regel:
    """One row on the page. `anders` is what somebody else made of it; `weg_anders`: somebody else removed it."""

    sleutel: str
    form: Any
    anders: dict[str, Any] | None = None
    weg_anders: bool = False
    nieuw: bool = False

    @property
    def fout(self) -> str | None:
        """The first thing wrong in this row."""
        return next((field.errors[0] for field in self.form if field.errors), None)


@dataclass
class Blad:
    """The rows of a part, and what the pressed button asks: remove `weg`, or a new row in group `erbij`."""

    deel: str
    regels: list[Regel] = field(default_factory=list)
    weg: int | None = None
    erbij: str | None = None

    def groep(self, soort: str) -> list[Regel]:
        """The rows of one kind of kader."""
        return [regel for regel in self.regels if regel.form.velden()["soort"] == soort]

    def keys(self) -> list[str]:
        return [regel.sleutel for regel in self.regels]

    def validate(self) -> bool:
        """Check every row (the one to be removed aside); all errors at once."""
        results = [regel.form.validate() for regel in self.regels if regel.sleutel != str(self.weg)]
        return all(results) and not self._double()

    def typed(self) -> list[Rij]:
        """The rows for the service."""
        return [Rij(regel.sleutel, regel.form.velden(), regel.form.gezien.data or "") for regel in self.regels]

    def add_empty(self, soort: str) -> None:
        """An empty row at the end; for kaders of this kind."""
        form = RIJFORMS[self.deel](prefix=(key := f"n{secrets.token_urlsafe(6)}") + "-")
        if "soort" in form and soort in rules.KADERSOORTEN:
            form["soort"].data = soort
        self.regels.append(Regel(key, form, nieuw=True))

    def collide(self, rijen: dict[str, dict[str, Any] | None]) -> None:
        """Show beside the typed rows what somebody else made of them; saving again then replaces that."""
        for regel in self.regels:
            if regel.sleutel not in rijen:
                continue
            regel.anders = rijen[regel.sleutel]
            if regel.anders is not None:
                regel.form.gezien.data = rules.mark(regel.anders)
            else:
                self._as_new(regel)

    def refuse_removal(self, tekst: str) -> None:
        """The row that could not be removed says why."""
        for regel in self.regels:
            if regel.sleutel == str(self.weg):
                next(iter(_visible(regel.form))).errors = [tekst]

    def _as_new(self, regel: Regel) -> None:
        form = RIJFORMS[self.deel](prefix=(key := f"n{secrets.token_urlsafe(6)}") + "-")
        form.laad(regel.form.velden())
        form.gezien.data = ""
        regel.sleutel, regel.form, regel.weg_anders, regel.nieuw = key, form, True, True

    def _double(self) -> bool:
        """Whether a name stands in the list twice (belangen, gemeenten); says so at the second."""
        if self.deel not in ("belangen", "gemeenten"):
            return False
        seen: set[str] = set()
        double = False
        for regel in self.regels:
            naam = (regel.form["naam"].data or "").lower()
            if naam in seen and regel.sleutel != str(self.weg):
                regel.form["naam"].errors = ["Deze naam staat er al. Kies een andere, of haal er één weg."]
                double = True
            seen.add(naam)
        return double


def stored_blad(deel: str, stored: Stored) -> Blad:
    """The page as it is stored."""
    return Blad(deel, [Regel(str(number), _loaded(deel, number, velden)) for number, velden in stored.items()])


def read_blad(deel: str, data: MultiDict[str, str], stored: Callable[[], Stored]) -> Blad:
    """The page as it was posted, with the pressed button carried out on its rows: order, removal of a new row,
    taking over what somebody else wrote."""
    keys = [key for key in dict.fromkeys(data.getlist("rij")) if _SLEUTEL.fullmatch(key)][: rules.MAX_RIJEN + 20]
    blad = Blad(deel, [Regel(key, RIJFORMS[deel](data, prefix=f"{key}-"), nieuw=not key.isdigit()) for key in keys])
    blad.erbij = data.get("erbij")
    _remove(blad, data.get("weg", ""))
    _move(blad, data.get("omhoog", ""), -1)
    _move(blad, data.get("omlaag", ""), 1)
    if (neem := parse_number(data.get("neem"))) is not None and (velden := stored().get(neem)) is not None:
        for regel in blad.regels:
            if regel.sleutel == str(neem):
                regel.form = _loaded(deel, neem, velden)
    return blad


def _loaded(deel: str, number: int, velden: dict[str, Any]) -> RijForm:
    form = RIJFORMS[deel](prefix=f"{number}-")
    form.laad(velden)
    return form


def _remove(blad: Blad, key: str) -> None:
    """A new row just goes; a stored one is for the service."""
    blad.weg = parse_number(key)
    if blad.weg is None:
        blad.regels = [regel for regel in blad.regels if regel.sleutel != key]


def _move(blad: Blad, key: str, step: int) -> None:
    """Move within its group (the kind of kader), else within the list."""
    here = next((regel for regel in blad.regels if regel.sleutel == key), None)
    if here is None:
        return
    group = blad.groep(here.form.velden()["soort"]) if blad.deel == "kaders" else blad.regels
    order = rules.moved([regel.sleutel for regel in group], key, step)
    places = [place for place, regel in enumerate(blad.regels) if regel in group]
    rows = {regel.sleutel: regel for regel in group}
    for place, sleutel in zip(places, order, strict=True):
        blad.regels[place] = rows[sleutel]


def _visible(form: RijForm) -> list[Any]:
    return [field for field in form if field.type != "HiddenField"]
