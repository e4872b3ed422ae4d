"""Decisions about colours that many give: who is asked, what is proposed, what is disputed. No Flask, no database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from dialoog.idee.rules import KLEUREN, IdeeLike

Manier = Literal["zaal", "groepen", "iedereen"]
ZAAL: Manier = "zaal"
GROEPEN: Manier = "groepen"
IEDEREEN: Manier = "iedereen"
MANIEREN: Mapping[Manier, str] = {
    ZAAL: "Met de zaal. De begeleider tikt de kleur aan",
    GROEPEN: "In groepen. Per groep kleurt één telefoon",
    IEDEREEN: "Iedereen op de eigen telefoon",
}

HAALBAAR = ("blauw", "rood", "geel", "grijs")
"""At a tie the more feasible is proposed (domein.md, Colours by everyone)."""
GENOEG = 3
"""*Te weinig*: fewer than 3 coloured it (domein.md)."""

ALLE = "alle"
ZEVEN = (ALLE, "zonder", "betwist", "te_weinig", *KLEUREN)


@dataclass(frozen=True)
class Voorstel:
    """What the colours of many come to for one idea. `telling` has all four, in reading order; `kleur` None: nobody."""

    kleur: str | None
    telling: Mapping[str, int]
    kiezers: int
    betwist: bool
    te_weinig: bool

    @property
    def eens(self) -> bool:
        """A proposal that needs no talking: it may be taken over with all others."""
        return self.kleur is not None and not self.betwist and not self.te_weinig


def manier(instellingen: Mapping[str, Any]) -> Manier:
    """How a step is coloured; a step of before there was a choice: with the room."""
    chosen = instellingen.get("manier", ZAAL)
    return chosen if chosen in MANIEREN else ZAAL


def voorstel(telling: Mapping[str, int], minstens: int = GENOEG) -> Voorstel:
    """*Betwist*: no colour has more than half of those who coloured it. *Te weinig*: fewer than `minstens` did."""
    counts = {kleur: telling.get(kleur, 0) for kleur in KLEUREN}
    total = sum(counts.values())
    most = max(counts.values())
    return Voorstel(
        kleur=next((kleur for kleur in HAALBAAR if counts[kleur] == most), None) if total else None,
        telling=counts,
        kiezers=total,
        betwist=total > 0 and 2 * most <= total,
        te_weinig=total < minstens,
    )


def genoeg(manier_: Manier, verdeeld: bool, groepen: int) -> int:
    """From how many on an idea is coloured enough. People: 3. Groups count as kiezers: where the ideas are divided
    the one whose idea it is, else 3, or all when there are fewer."""
    if manier_ != GROEPEN:
        return GENOEG
    return 1 if verdeeld else max(1, min(GENOEG, groepen))


def groep_van_nummer(nummer: int, groepen: Sequence[int]) -> int | None:
    """Which of these groups an idea falls to when they divide them: by its number for life, so that an idea that is
    hidden or comes in moves no other one. None: there are no groups."""
    return groepen[(nummer - 1) % len(groepen)] if groepen else None


def zaad(stap: int, kiezer: str, idee: int) -> int:
    """From which a kiezer's own order is made: always the same, and nobody's first idea is everybody's first."""
    return int.from_bytes(sha256(f"{stap}:{kiezer}:{idee}".encode()).digest()[:4], "big")


def eigen_volgorde(
    ideeen: Sequence[IdeeLike], stap: int, kiezer: str, gezien: Mapping[int, object], aantallen: Mapping[int, int]
) -> list[int]:
    """Ids in the order of one kiezer: first those seen already (one goes back to them), then those that few have
    coloured (fewer than 3: fewest first), then the rest; all in the kiezer's own order."""
    return [
        idee.id
        for idee in sorted(
            ideeen,
            key=lambda i: (
                i.id not in gezien,
                0 if i.id in gezien else min(aantallen.get(i.id, 0), GENOEG),
                zaad(stap, kiezer, i.id),
            ),
        )
    ]


def bespreekvolgorde(ideeen: Sequence[IdeeLike], voorstellen: Mapping[int, Voorstel]) -> list[int]:
    """Ids as they are talked about: disputed first, then those that too few coloured, then the rest; by number."""

    def rang(idee: IdeeLike) -> int:
        own = voorstellen.get(idee.id)
        return 2 if own is None else 0 if own.betwist else 1 if own.te_weinig else 2

    return [idee.id for idee in sorted(ideeen, key=lambda i: (rang(i), i.nummer))]


def volgend(orde: Sequence[int], hier: int | None, richting: int, mag: Callable[[int], bool]) -> int | None:
    """The id beside `hier` (1 next, -1 previous) in this order and round its end, of those that may; None: there is
    none but `hier` itself."""
    place = orde.index(hier) if hier in orde else (-1 if richting > 0 else 0)
    for step in range(1, len(orde) + 1):
        found = orde[(place + richting * step) % len(orde)]
        if found != hier and mag(found):
            return found
    return None


def is_zeef(zeef: str) -> bool:
    """Whether this names a kind of ideas: one of ZEVEN, or `v` with the number of a deelvraag (v0: of none)."""
    return zeef in ZEVEN or (zeef[:1] == "v" and zeef[1:].isascii() and zeef[1:].isdigit() and len(zeef) < 12)


def in_zeef(zeef: str, kleur: str | None, voorstel_: Voorstel | None, zonder: bool, deelvragen: Sequence[int]) -> bool:
    """Whether an idea is of this kind. `zonder`: its colour is still to be fixed; only then it can be disputed."""
    if zeef in KLEUREN:
        return kleur == zeef
    if zeef == "zonder":
        return zonder
    if zeef == "betwist":
        return zonder and voorstel_ is not None and voorstel_.betwist
    if zeef == "te_weinig":
        return zonder and voorstel_ is not None and voorstel_.te_weinig
    if zeef.startswith("v"):
        return int(zeef[1:]) in (deelvragen or [0])
    return True
