"""Amounts and numbers as people in the Netherlands type them, and adding up in cents. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

MAX_CENTEN = 10**14 - 1
"""Twelve digits before the comma: what a file and the database hold."""
MAX_AANTAL = 10**9

_RAND = re.compile(r"[\s\u00a0\u202f]+")
_MUNT = re.compile(r"€|euro's|euro|eur", re.IGNORECASE)
_STREEPJE = re.compile(r"[,.](?:-{1,2}|[\u2013\u2014=])$")
_DUITS = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?", re.ASCII)
_PUNT = re.compile(r"(\d+)\.(\d{1,2})", re.ASCII)
_TWIJFEL = re.compile(r"(\d{1,3})((?:,\d{3})+)(?:\.(\d{1,2}))?", re.ASCII)


class Onleesbaar(ValueError):
    """What was typed is no amount or number. The message is Dutch, for the person who typed."""


def lees_bedrag(getypt: str) -> int | None:
    """Cents; None where nothing was typed. `1.250,50`, `€ 1.250`, `1250.5`, `1 250,-` and `-500` are read.

    Raises Onleesbaar, also where one can read it in two ways (`1,250`)."""
    cents = _honderdsten(_MUNT.sub("", getypt), getypt, "bedrag", "1.250,50")
    if cents is not None and abs(cents) > MAX_CENTEN:
        raise Onleesbaar("Dit bedrag is te groot. Kijk of er een nul te veel staat.")
    return cents


def lees_aantal(getypt: str) -> str:
    """A number as plain text with a point (`20`, `2.5`), "" where nothing was typed. Raises Onleesbaar."""
    parts = _honderdsten(getypt, getypt, "getal", "20 of 2,5")
    if parts is None:
        return ""
    if abs(parts) > MAX_AANTAL * 100:
        raise Onleesbaar("Dit getal is te groot. Kijk of er een nul te veel staat.")
    return gewoon_getal(Decimal(parts) / 100)


def gewoon_getal(getal: Decimal) -> str:
    """`2.5`, `20`: without zeros at the end, without an exponent."""
    text = f"{getal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _honderdsten(tekst: str, getypt: str, wat: str, zo: str) -> int | None:
    bare = _RAND.sub(" ", tekst).strip()
    if not bare and not getypt.strip():
        return None
    sign = -1 if bare[:1] in ("-", "\u2212") else 1
    bare = (bare[1:] if sign < 0 else bare).strip()
    bare = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "" if "." not in bare else " ", _STREEPJE.sub("", bare).strip())
    found = _DUITS.fullmatch(bare) or _PUNT.fullmatch(bare)
    if found:
        return sign * (int(found[1].replace(".", "")) * 100 + int((found[2] or "0").ljust(2, "0")))
    double = _TWIJFEL.fullmatch(bare)
    if double:
        goed = double[1] + double[2].replace(",", ".") + (f",{double[3]}" if double[3] else "")
        raise Onleesbaar(f"Bedoelt u {goed}? Schrijf een punt voor duizend en een komma voor de rest: {zo}.")
    raise Onleesbaar(f"We lezen hier geen {wat}. Schrijf het zo: {zo}. Of laat het leeg en zet het in woorden ernaast.")


def centen_tekst(centen: int | None) -> str | None:
    """`45200.00`, as files and the book have it."""
    if centen is None:
        return None
    return f"{'-' if centen < 0 else ''}{abs(centen) // 100}.{abs(centen) % 100:02d}"


def tekst_centen(tekst: str | None) -> int | None:
    """The inverse of `centen_tekst`, of text that was checked (`-?digits.dd`)."""
    return None if tekst is None else int(Decimal(tekst) * 100)


def nederlands(centen: int | None) -> str:
    """As it stands in a field and on screen: `1.250,50`; "" where there is none."""
    if centen is None:
        return ""
    return f"{'-' if centen < 0 else ''}{abs(centen) // 100:,}".replace(",", ".") + f",{abs(centen) % 100:02d}"


def euro(centen: int) -> str:
    """As it is read: `€ 1.250,50`, with a space that does not break."""
    return f"€\N{NO-BREAK SPACE}{nederlands(centen)}"


def nederlands_aantal(aantal: str) -> str:
    """`1250.5` → `1.250,5`."""
    whole, _, rest = aantal.partition(".")
    return (f"{int(whole):,}".replace(",", ".") if whole.lstrip("-") else whole) + (f",{rest}" if rest else "")


@dataclass(frozen=True)
class Post:
    """A line of costs, as far as it counts. `btw`: ex, incl or empty."""

    centen: int | None
    jaar: int | None
    btw: str


@dataclass(frozen=True)
class Optelling:
    """What the lines come to, in cents. `som` None: no line has an amount. `per_jaar`: by year, None last (lines
    without a year), empty where no line names one. `btw`: the same by ex and incl, where both are there. `verschil`:
    the stated total minus the sum, None where one of them is absent: shown, never mended (domein.md, question 8)."""

    som: int | None = None
    totaal: int | None = None
    zonder_bedrag: int = 0
    per_jaar: Mapping[int | None, int] = field(default_factory=dict)
    per_btw: Mapping[str, int] = field(default_factory=dict)

    @property
    def verschil(self) -> int | None:
        return None if self.som is None or self.totaal is None else self.totaal - self.som


def tel_op(posten: Iterable[Post], totaal: int | None = None) -> Optelling:
    """Add up, beside the total that the group states."""
    rows = list(posten)
    known = [(row, row.centen) for row in rows if row.centen is not None]
    years: dict[int | None, int] = {}
    kinds: dict[str, int] = {}
    for row, cents in known:
        years[row.jaar] = years.get(row.jaar, 0) + cents
        kinds[row.btw] = kinds.get(row.btw, 0) + cents
    order = sorted(years, key=lambda year: (year is None, year or 0))
    return Optelling(
        som=sum(cents for _, cents in known) if known else None,
        totaal=totaal,
        zonder_bedrag=len(rows) - len(known),
        per_jaar={year: years[year] for year in order} if set(years) != {None} else {},
        per_btw={kind: kinds[kind] for kind in ("ex", "incl", "") if kind in kinds} if len(kinds) > 1 else {},
    )
