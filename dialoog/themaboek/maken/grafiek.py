"""A chart as SVG: one bar or one row of stickers per line, with words and the number beside it.

Colour is never the only sign: a line has its words, and of an idea's colour the shape. Everything is an attribute of
the drawing, no style sheet, so that the same text may stand in a page with a strict policy.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from dialoog.themaboek.maken.stijlen import GRIJS, GROEN, INKT, KLEUREN

BREED, LABEL, TEKENS = 640, 236, 33
"""Width of the drawing, of the words before the bars, and how many characters go in a line of those."""
RUIM = BREED - LABEL - 74
"""Width of the longest bar; the number stands after it."""
REGEL, MARGE, RIJ = 17, 9, 22
LETTER = "'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', Verdana, sans-serif"
MEESTE_STIPPEN = 20
"""Stickers on a line that can be drawn one by one; with more a line is a bar."""
MEESTE_REGELS = 3
STIP, LEEG, GEEL = "0B8153", "66756C", "F6BE1A"
VORMEN = {
    "grijs": "M-7 -3H7V3H-7Z",
    "geel": "M0 -6.5L7 6H-7Z",
    "blauw": "M-6 -6H6V6H-6Z",
    "rood": "M0 -7.5L1.8 -2.4H7.1L2.8 0.9L4.4 6L0 2.9L-4.4 6L-2.8 0.9L-7.1 -2.4H-1.8Z",
}
"""The shape of each colour around its middle: a lying bar, a triangle, a square, a star."""


@dataclass(frozen=True, slots=True)
class Balk:
    """One line. `kleur`: of ideas (the bar has it, and its shape stands beside the words); "geen": without one yet."""

    tekst: str
    getal: int
    kleur: Literal["grijs", "geel", "blauw", "rood", "geen"] | None = None


@dataclass(frozen=True, slots=True)
class Grafiek:
    """`alt`: what somebody should know who does not see it; the numbers themselves stand in the table below it."""

    titel: str
    alt: str
    balken: tuple[Balk, ...]
    soort: Literal["balken", "stickers"] = "balken"
    geen: str = "geen"


def svg(grafiek: Grafiek, nummer: int = 1) -> Markup:
    """The drawing with its title and description; `nummer` makes their ids unique in a page."""
    hoog, rijen = 4, Markup("")
    hoogste = max((balk.getal for balk in grafiek.balken), default=0)
    for balk in grafiek.balken:
        regels = _regels(balk.tekst)
        vak = max(RIJ, REGEL * len(regels))
        rijen += _woorden(regels, hoog + (vak - REGEL * len(regels)) / 2, 34 if balk.kleur else 12)
        rijen += _vorm(balk, hoog + vak / 2)
        rijen += _waarde(grafiek, balk, hoogste, hoog + vak / 2)
        hoog += vak + MARGE
    namen = f"g{nummer}-t g{nummer}-d"
    return Markup(
        '<svg class="grafiek" role="img" aria-labelledby="{}" viewBox="0 0 {} {}" '
        'width="{}" height="{}" font-family="{}" font-size="14" fill="#{}"><title id="g{}-t">{}</title>'
        '<desc id="g{}-d">{}</desc>{}</svg>'
    ).format(namen, BREED, hoog, BREED, hoog, LETTER, INKT, nummer, grafiek.titel, nummer, grafiek.alt, rijen)


def _regels(tekst: str) -> list[str]:
    """The words in lines of the column; what does not fit ends in dots (the table has all of it)."""
    found = textwrap.wrap(" ".join(tekst.split()), TEKENS, max_lines=MEESTE_REGELS, placeholder=" …")
    return found or [""]


def _vorm(balk: Balk, midden: float) -> Markup:
    if balk.kleur is None or balk.kleur == "geen":
        return Markup("")
    vul, rand = _kleuren(balk)
    return Markup('<path transform="translate({} {:g})" d="{}" fill="#{}" stroke="#{}"/>').format(
        LABEL - 18, midden, VORMEN[balk.kleur], vul, rand
    )


def _kleuren(balk: Balk) -> tuple[str, str]:
    """Inside and edge of a bar; yellow is too light without an edge (stijl.md)."""
    if balk.kleur is None:
        return GROEN, GROEN
    if balk.kleur == "geen":
        return "FFFFFF", LEEG
    rand = KLEUREN[balk.kleur][0]
    return (GEEL if balk.kleur == "geel" else rand), rand


def _woorden(regels: list[str], boven: float, wit: int) -> Markup:
    """`wit`: room between the words and the bar."""
    return Markup("").join(
        Markup('<text x="{}" y="{:g}" text-anchor="end">{}</text>').format(LABEL - wit, boven + 13 + REGEL * n, regel)
        for n, regel in enumerate(regels)
    )


def _waarde(grafiek: Grafiek, balk: Balk, hoogste: int, midden: float) -> Markup:
    """The bar or the stickers, and the number behind it; nothing is an open, dashed place."""
    if not balk.getal:
        plek = Markup(
            '<rect x="{}" y="{:g}" width="18" height="18" rx="4" fill="none" stroke="#{}" stroke-dasharray="4 3"/>'
        ).format(LABEL, midden - 9, LEEG)
        return plek + _getal(grafiek.geen, LABEL + 26, midden, GRIJS)
    if grafiek.soort == "stickers" and hoogste <= MEESTE_STIPPEN:
        stap = min(18.0, RUIM / hoogste)
        stippen = Markup("").join(
            Markup('<circle cx="{:g}" cy="{:g}" r="{:g}" fill="#{}"/>').format(
                LABEL + stap * (n + 0.5), midden, stap / 2 - 1.5, STIP
            )
            for n in range(balk.getal)
        )
        return stippen + _getal(str(balk.getal), LABEL + stap * balk.getal + 8, midden)
    breed = max(3.0, RUIM * balk.getal / hoogste)
    return _balk(balk, breed, midden) + _getal(str(balk.getal), LABEL + breed + 8, midden)


def _balk(balk: Balk, breed: float, midden: float) -> Markup:
    vul, rand = _kleuren(balk)
    return Markup(
        '<rect x="{}" y="{:g}" width="{:.1f}" height="18" rx="2" fill="#{}" stroke="#{}" stroke-width="1.5"/>'
    ).format(LABEL, midden - 9, breed, vul, rand)


def _getal(tekst: str, x: float, midden: float, kleur: str = INKT) -> Markup:
    return Markup('<text x="{:g}" y="{:g}" font-weight="700" fill="#{}">{}</text>').format(x, midden + 5, kleur, tekst)
