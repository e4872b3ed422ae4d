"""Decisions about the opgave; no Flask, no database."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

MAX_TITEL = 120
MAX_THEMA = 200
MAX_VRAAG = 1000
MAX_KORT = 200
MAX_KANT = 150
MAX_KADER = 1000
MAX_ONDERDELEN = 4000
MAX_SPELREGEL = 500
MAX_BELANG = 100
MAX_ZIN = 150
MAX_GEMEENTE = 80
MAX_RIJEN = 60
"""Rows of one part: more than anybody has, few enough for one page."""

STANDAARD_BELANGEN = (
    ("Vacatures ingevuld krijgen", "Bedrijven die personeel zoeken"),
    ("Aan het werk helpen", "Mensen aan werk helpen"),
    ("Opleiden", "Opleiden"),
    ("Werkzoekende", "Mensen die werk zoeken"),
    ("Overschot personeel", "Bedrijven met te veel personeel"),
)
"""The five of Amersfoort with their sentence for the door (domein.md, Words on screen)."""

KADERSOORTEN = {
    "inhoudelijk": ("Inhoudelijk", "waar het over gaat"),
    "proces": ("Proces", "hoe we het doen"),
    "financieel": ("Financieel", "wat het mag kosten"),
}


def korte_naam(titel: str) -> str:
    """A short name from a title: `Inclusieve arbeidsmarkt` → `inclusieve-arbeidsmarkt`; never empty, 40 at most."""
    plain = unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return slug or "dialoog"


def free_name(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with `-2`, `-3`, ... when it is in use."""
    number, name = 2, wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def kant_kort(kant: str) -> str:
    """A deelvraag in a word or two: what stands after the colon of its kant, else the kant; "" without one."""
    return kant.split(":", 1)[-1].strip() or kant.strip(" :")


def moved(keys: Sequence[str], key: str, step: int) -> list[str]:
    """The keys with one moved `step` places (-1 up, 1 down); at the edge nothing changes."""
    order = list(keys)
    if key not in order:
        return order
    here = order.index(key)
    there = here + step
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order


# --- several tabs on one list --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rij:
    """A row as it was typed. `sleutel` is its number as text, or `n…` for a new one; `gezien` the mark of the row
    as it was shown (empty for a new one)."""

    sleutel: str
    velden: dict[str, Any]
    gezien: str = ""

    @property
    def nieuw(self) -> bool:
        return not self.sleutel.isdigit()


@dataclass
class Plan:
    """What to write: `veranderd` number → fields, `nieuw` key → fields, `volgorde` keys in order; `botsing` holds
    per key what somebody else made of that row since (None: removed)."""

    veranderd: dict[int, dict[str, Any]] = field(default_factory=dict)
    nieuw: dict[str, dict[str, Any]] = field(default_factory=dict)
    volgorde: list[str] = field(default_factory=list)
    botsing: dict[str, dict[str, Any] | None] = field(default_factory=dict)


def mark(velden: dict[str, Any]) -> str:
    """A short mark of a row's contents, to see later whether somebody changed it."""
    text = json.dumps(velden, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plan(stored: dict[int, dict[str, Any]], typed: Sequence[Rij]) -> Plan:
    """Lay what was typed over what is stored. A row that nobody typed in keeps what another tab made of it; only a
    row that two people changed differently is a collision. Rows that the page did not have stay, behind it."""
    result = Plan()
    known = {rij.sleutel for rij in typed}
    unseen = {str(number): velden for number, velden in stored.items() if str(number) not in known}
    for rij in typed:
        if rij.nieuw:
            _plan_new(result, rij, unseen)
        else:
            _plan_known(result, rij, stored.get(int(rij.sleutel)))
    result.volgorde += [key for key in unseen if key not in result.volgorde]
    return result


def _plan_new(result: Plan, rij: Rij, unseen: dict[str, dict[str, Any]]) -> None:
    """The same form sent twice finds its own row there already: it is not added again."""
    twin = next((key for key, velden in unseen.items() if velden == rij.velden and key not in result.volgorde), None)
    result.volgorde.append(twin or rij.sleutel)
    if twin is None:
        result.nieuw[rij.sleutel] = rij.velden


def _plan_known(result: Plan, rij: Rij, now: dict[str, Any] | None) -> None:
    untouched = mark(rij.velden) == rij.gezien
    if now is None:
        if not untouched:
            result.botsing[rij.sleutel] = None
        return
    result.volgorde.append(rij.sleutel)
    if untouched or now == rij.velden:
        return
    if mark(now) != rij.gezien:
        result.botsing[rij.sleutel] = now
        return
    result.veranderd[int(rij.sleutel)] = rij.velden
