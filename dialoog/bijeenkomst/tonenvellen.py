"""From the pages of a step *tonen* to the sheets on the beamer: what does not fit goes to the next one, never smaller.

Pure: plain data in and out. A sheet holds what the beamer shows at once; the phone shows the same. Figures are measured
on a screen of 1920 by 1080 and a little generous (stijl.md, Type: reading text 36 px or more).
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

MATEN = ((62, 9.2), (86, 12.4))
"""For large and for ordinary letters: characters on a line, and lines on a sheet."""
HALF = (38, 12.0)
"""The same for the text beside a picture, in ordinary letters."""
TUSSEN = 0.35
"""Room between two points, in lines."""
KORT, LANG = 90, 640
"""Characters of an own text up to which it stands huge, and of a deelvraag beyond which no card holds it."""
HOOG = 200
"""Characters of a deelvraag up to which two stand beside each other."""
BREED, VRIJ = 1776, 670
"""Pixels beside the margins, and those that hoofdvraag and deelvragen share on one sheet, below a line of the step."""
KOPMATEN = (("reus", 136), ("groot", 96), ("ruim", 80), ("gewoon", 66), ("lang", 52))
VRAAGMATEN = (("", 74), ("lang", 52), ("heel-lang", 40))
"""Letters of the heading and of the deelvragen, in pixels; the classes are those of beamer/doek.css and ideeen.css."""
LETTER, REGEL = 0.55, 1.14
"""Width of a bold letter and height of a line, in their size."""
KRAFT, TITEL = 96, 125
"""Pixels of a kraft card beside its text, and above and below it."""
STREEP = ("- ", "* ", "• ", "– ")
KADERNAMEN = {
    "inhoudelijk": "Inhoudelijke kaders",
    "proces": "Kaders voor het proces",
    "financieel": "Financiële kaders",
}


@dataclass(frozen=True)
class Punt:
    """A point of a list or a paragraph. `streep`: with a dash in front; `verder`: goes on from the sheet before."""

    tekst: str
    onderdelen: tuple[str, ...] = ()
    streep: bool = True
    verder: bool = False


@dataclass(frozen=True)
class Deelvraag:
    """`nummer` counts through over the sheets; `titel` is its kant, short."""

    nummer: int
    titel: str
    tekst: str


@dataclass(frozen=True)
class Blad:
    """A page as it was put in the step. For a picture `beeld` is its hash, `tekst` says what is to be seen, and `naast`
    stands beside it."""

    id: int
    soort: str
    titel: str = ""
    tekst: str = ""
    beeld: str = ""
    naast: str = ""


@dataclass(frozen=True)
class Opgave:
    """What the built-in pages show; kaders as (soort, tekst, onderdelen)."""

    hoofdvraag: str = ""
    deelvragen: tuple[Deelvraag, ...] = ()
    kaders: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    spelregels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vel:
    """One sheet: of page `blad`, number `deel` of `delen`. `maat`: huge 0, large 1, ordinary 2; `letters` are those
    of a hoofdvraag and its deelvragen. `beeld`: a picture, of which the point says what is to be seen; `naast` stands
    beside it. `leeg`: there is nothing to show yet, `kop` says what."""

    blad: int
    soort: str
    kop: str
    punten: tuple[Punt, ...] = ()
    deelvragen: tuple[Deelvraag, ...] = ()
    maat: int = 2
    letters: tuple[str, str] = ("", "")
    beeld: str = ""
    naast: tuple[Punt, ...] = ()
    leeg: str = ""
    deel: int = 1
    delen: int = 1

    @property
    def naam(self) -> str:
        """How the regie calls it."""
        return self.kop or (self.punten[0].tekst[:60] if self.punten else "")

    @property
    def groepen(self) -> list[tuple[bool, tuple[Punt, ...]]]:
        """Runs of points (True) and of paragraphs, so that a list is heard as one list; of a picture: what is beside
        it."""
        shown = self.naast if self.beeld else self.punten
        return [(dash, tuple(run)) for dash, run in groupby(shown, key=lambda punt: punt.streep)]


def vellen(bladen: Sequence[Blad], opgave: Opgave) -> list[Vel]:
    """All sheets of a step, in order; a page gives at least one."""
    return [vel for blad in bladen for vel in _counted(list(_MAKEN[blad.soort](blad, opgave)))]


def plaats(alle: Sequence[Vel], blad: int, deel: int) -> int:
    """Index of this sheet; of the last one that its page has when it became shorter, and 0 when the page is gone."""
    own = [at for at, vel in enumerate(alle) if vel.blad == blad]
    return own[min(max(deel, 1), len(own)) - 1] if own else 0


def _counted(made: list[Vel]) -> list[Vel]:
    return [replace(vel, deel=at, delen=len(made)) for at, vel in enumerate(made, 1)]


def _hoofdvraag(blad: Blad, opgave: Opgave) -> Iterator[Vel]:
    """The question with its deelvragen under it where they fit (the picture beamer-tonen)."""
    if not opgave.hoofdvraag:
        yield Vel(blad.id, blad.soort, "De hoofdvraag", leeg="Er is nog geen hoofdvraag.")
        return
    for shown in (opgave.deelvragen, ()):
        letters = _letters(opgave.hoofdvraag, shown)
        if letters is not None:
            yield Vel(blad.id, blad.soort, opgave.hoofdvraag, deelvragen=shown, maat=0, letters=letters)
            return
    yield from _sheets(blad, "De hoofdvraag", [Punt(opgave.hoofdvraag, streep=False)])


def _letters(hoofdvraag: str, deelvragen: Sequence[Deelvraag]) -> tuple[str, str] | None:
    """The largest letters in which all of it fits on one sheet; None: in none."""
    if len(deelvragen) > 3:
        return None
    card = (BREED - 24 * (len(deelvragen) - 1)) // max(len(deelvragen), 1) - KRAFT
    for kop, kop_px in KOPMATEN:
        for vraag, vraag_px in VRAAGMATEN:
            cards = max((_pixels(part.tekst, card, vraag_px) + TITEL for part in deelvragen), default=0)
            if _pixels(hoofdvraag, BREED, kop_px) + cards <= VRIJ:
                return kop, vraag
    return None


def _pixels(tekst: str, breed: int, letter: int) -> float:
    """How high a bold text is in letters of this size."""
    return len(_lines(tekst, int(breed / (LETTER * letter)))) * letter * REGEL


def _deelvragen(blad: Blad, opgave: Opgave) -> Iterator[Vel]:
    """Two on a sheet, one where they are long; a text beyond every card is cut into sheets."""
    if not opgave.deelvragen:
        yield Vel(blad.id, blad.soort, "De deelvragen", leeg="Er zijn nog geen deelvragen.")
    kop = "De deelvraag" if len(opgave.deelvragen) == 1 else "De deelvragen"
    row: list[Deelvraag] = []
    for part in opgave.deelvragen:
        if row and (len(row) == 2 or max(len(part.tekst), len(row[0].tekst)) > HOOG):
            yield Vel(blad.id, blad.soort, kop, deelvragen=tuple(row))
            row = []
        if len(part.tekst) > LANG:
            yield from _sheets(blad, f"Deelvraag {part.nummer}", [Punt(part.tekst, streep=False)])
        else:
            row.append(part)
    if row:
        yield Vel(blad.id, blad.soort, kop, deelvragen=tuple(row))


def _kaders(blad: Blad, opgave: Opgave) -> Iterator[Vel]:
    """Per kind, in the order of the domain; kinds without kaders are left out."""
    if not opgave.kaders:
        yield Vel(blad.id, blad.soort, "De kaders", leeg="Er zijn nog geen kaders.")
    for soort, kop in KADERNAMEN.items():
        own = [Punt(tekst, onderdelen) for kind, tekst, onderdelen in opgave.kaders if kind == soort]
        if own:
            yield from _sheets(blad, kop, own)


def _spelregels(blad: Blad, opgave: Opgave) -> Iterator[Vel]:
    if not opgave.spelregels:
        yield Vel(blad.id, blad.soort, "De spelregels", leeg="Er zijn nog geen spelregels.")
    else:
        yield from _sheets(blad, "De spelregels", [Punt(tekst) for tekst in opgave.spelregels])


def _tekst(blad: Blad, opgave: Opgave) -> Iterator[Vel]:
    """An own text: lines that begin with a dash are points. Short ones stand huge."""
    points = punten(blad.tekst)
    plain = all(not punt.streep for punt in points)
    if plain and len(blad.tekst) <= KORT and len(points) <= 2:
        yield Vel(blad.id, blad.soort, blad.titel, tuple(points), maat=0)
    else:
        yield from _sheets(blad, blad.titel, points)


def _beeld(blad: Blad, opgave: Opgave) -> Iterator[Vel]:
    """The picture, with the text beside it on as many sheets as that takes."""
    seen = (Punt(blad.tekst, streep=False),)
    pieces = [piece for punt in punten(blad.naast) for piece in _pieces(punt, HALF)]
    for row in _even(pieces, HALF) or [[]]:
        yield Vel(blad.id, blad.soort, blad.titel, seen, beeld=blad.beeld, naast=tuple(row))


_MAKEN: dict[str, Callable[[Blad, Opgave], Iterator[Vel]]] = {
    "hoofdvraag": _hoofdvraag,
    "deelvragen": _deelvragen,
    "kaders": _kaders,
    "spelregels": _spelregels,
    "tekst": _tekst,
    "beeld": _beeld,
}
SOORTEN = tuple(_MAKEN)


def punten(tekst: str) -> list[Punt]:
    """The lines of a text, those with a dash in front as points; empty lines are only space."""
    found = []
    for line in filter(None, (line.strip() for line in tekst.split("\n"))):
        dash = next((mark for mark in STREEP if line.startswith(mark)), "")
        found.append(Punt(line.removeprefix(dash), streep=bool(dash)))
    return found


def _sheets(blad: Blad, kop: str, points: list[Punt]) -> list[Vel]:
    """In large letters when all fits on one sheet, else in ordinary ones on as many as it takes."""
    if sum(_height(punt, MATEN[0]) for punt in points) <= MATEN[0][1]:
        return [Vel(blad.id, blad.soort, kop, tuple(points), maat=1)]
    rows = _even([piece for punt in points for piece in _pieces(punt, MATEN[1])], MATEN[1])
    return [Vel(blad.id, blad.soort, kop, tuple(row)) for row in rows] or [Vel(blad.id, blad.soort, kop)]


def _even(points: list[Punt], maat: tuple[int, float]) -> list[list[Punt]]:
    """On as few sheets as it takes, and about as full as each other: no sheet with one last point."""
    wide, high = maat
    rows = _packed(points, maat)
    while len(rows) > 1 and high > 3:
        high -= 0.5
        fuller = _packed(points, (wide, high))
        if len(fuller) > len(rows) or any(sum(_height(p, maat) for p in row) > maat[1] for row in fuller):
            break
        rows = fuller
    return rows


def _packed(points: list[Punt], maat: tuple[int, float]) -> list[list[Punt]]:
    rows: list[list[Punt]] = []
    left = 0.0
    for punt in points:
        high = _height(punt, maat)
        if not rows or high > left:
            rows.append([])
            left = maat[1]
        rows[-1].append(punt)
        left -= high
    return rows


def _height(punt: Punt, maat: tuple[int, float]) -> float:
    """How many lines a point takes, with its sub-points."""
    return len(_lines(punt.tekst, maat[0])) + sum(len(_lines(part, maat[0] - 6)) for part in punt.onderdelen) + TUSSEN


def _lines(tekst: str, breed: int) -> list[str]:
    return [row for line in tekst.split("\n") for row in textwrap.wrap(line, breed)] or [""]


def _pieces(punt: Punt, maat: tuple[int, float]) -> list[Punt]:
    """A point that is higher than a sheet, in parts that fit: first its text, then its sub-points."""
    breed, hoog = maat
    if _height(punt, maat) <= hoog:
        return [punt]
    rows = _lines(punt.tekst, breed)
    step = int(hoog) - 1
    parts = [" ".join(rows[at : at + step]) for at in range(0, len(rows), step)]
    made = [Punt(part, streep=punt.streep, verder=at > 0) for at, part in enumerate(parts)]
    subs = [piece for part in punt.onderdelen for piece in _pieces(Punt(part), (breed - 6, hoog))]
    return made + [replace(piece, verder=False) for piece in subs]
