"""Decisions about ideas, colours and choices; no Flask, no database."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dialoog.opgave import rules as opgave

KLEUREN = ("grijs", "geel", "blauw", "rood")
"""Reading order of the four fields; keys 1 to 4."""

WOORDEN = {"grijs": "(nog) niet", "geel": "HOW", "blauw": "NOW", "rood": "WOW"}
"""The word of each colour (domein.md, Now / How / Wow)."""

QUOTA: Mapping[str, int] = {"grijs": 0, "geel": 9, "blauw": 3, "rood": 9}
"""Of the whole room: three groups' worth (domein.md, Settled questions)."""

QUOTA_GROEP: Mapping[str, int] = {"grijs": 0, "geel": 3, "blauw": 1, "rood": 3}
"""Of one group (domein.md, Now / How / Wow)."""

TEKST_MAX = 600
TITEL_MAX = 60
TITEL_STREEF = 35
STREEF = 3
"""At least 3 ideas each: encouragement, never a wall (domein.md, step 4)."""

MUUR_METEEN = "meteen"
MUUR_NA_SLUITEN = "na sluiten"


class IdeeLike(Protocol):
    """What these rules need of an idea."""

    @property
    def id(self) -> int: ...
    @property
    def nummer(self) -> int: ...
    @property
    def kleur(self) -> str | None: ...


class TekstLike(Protocol):
    """An idea with its words."""

    @property
    def tekst(self) -> str: ...
    @property
    def titel(self) -> str: ...


def titel_voorstel(tekst: str, hoogstens: int = TITEL_STREEF) -> str:
    """The first words of an idea as a short title: the first sentence if it fits, else whole words up to `hoogstens`
    characters. Never empty for a text with something in it."""
    line = " ".join(tekst.split())
    for end in ".!?:;":
        head = line.split(end, 1)[0].strip()
        if head and len(head) <= hoogstens:
            line = head
    if len(line) <= hoogstens:
        return line.rstrip(" ,;:.-")
    cut = line[: hoogstens + 1].rsplit(" ", 1)[0]
    return cut[:hoogstens].rstrip(" ,;:.-") or line[:hoogstens]


def korte_titel(idee: TekstLike) -> str:
    """The title under which an idea is shown: its own, else its first words (with " …" where more follows)."""
    if idee.titel:
        return idee.titel
    words = titel_voorstel(idee.tekst)
    return words if words == idee.tekst.strip(" ,;:.-") else f"{words} …"


TEGELMATEN = {"gewoon": (9, 77), "klein": (12, 58), "mini": (16, 37)}
"""Number tiles on the beamer: how many stand in a row, and how high a row is in design pixels (see the styles)."""


def tegelmaat(lengte: int, aantallen: Mapping[str, int]) -> str | None:
    """The largest size of number tiles with which the four fields fit on the beamer under an idea of `lengte`
    characters. None: the fields show only their count, because the idea that is talked about is never shortened
    (stijl.md, Layout). In design pixels of a screen of 1080 high there are 820 for idea and fields."""
    line, width = (63, 66) if lengte <= 130 else (54, 78)
    free = 820 - 48 - 110 - line * -(-max(lengte, 1) // width)
    for maat, (per_row, high) in TEGELMATEN.items():
        fields = sum(
            75 + high * -(-max(aantallen.get(left, 0), aantallen.get(right, 0)) // per_row)
            for left, right in (("grijs", "geel"), ("blauw", "rood"))
        )
        if fields <= free:
            return maat
    return None


def kant_kort(kant: str, plaats: int) -> str:
    """A deelvraag in a word or two: what stands after the colon of its kant, else the kant, else its place."""
    return opgave.kant_kort(kant) or f"deelvraag {plaats}"


def quota(instellingen: Mapping[str, Any]) -> dict[str, int]:
    """The quota of a step per colour, in reading order; what was not set is the default of its unit: a group has its
    own, the whole room and everyone (of whom the most chosen count) that of the room."""
    own = instellingen.get("quota") or {}
    usual = QUOTA_GROEP if instellingen.get("eenheid") == "groep" else QUOTA
    return {kleur: int(own.get(kleur, usual[kleur])) for kleur in KLEUREN}


def nog_te_kiezen(doel: Mapping[str, int], gekozen: Mapping[str, int]) -> dict[str, int]:
    """Per colour how many are still to choose; a colour that is full or over is left out."""
    return {k: doel[k] - gekozen.get(k, 0) for k in KLEUREN if doel[k] > gekozen.get(k, 0)}


def is_vol(doel: Mapping[str, int], gekozen: Mapping[str, int], kleur: str | None) -> bool:
    """Whether one more of this colour goes over the quota. Ideas without a colour have none, so never."""
    return kleur is not None and gekozen.get(kleur, 0) >= doel[kleur]


def opsomming(delen: Sequence[str]) -> str:
    """ "a, b en c"."""
    return " en ".join(filter(None, (", ".join(delen[:-1]), *delen[-1:])))
