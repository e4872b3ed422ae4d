"""Rules of what the hall does with a card. Pure: no database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MAX_AANVULLING = 2_000
MAX_REDEN = 500
MAX_CONCLUSIE = 1_000
"""Characters."""
HOOGSTENS_OPEN = 10
"""Additions of one person to one answer that wait at once."""
GENOEG = 5
"""With fewer answers than this the counts of ja and nog niet would say who (geheim.md; as for draagvlak)."""
VRAAG = "Kunt u zich vinden in dit voorstel?"


@dataclass(frozen=True)
class Stem:
    """The answer of one person; `reden` is empty for a ja."""

    deelnemer: int
    ja: bool
    reden: str = ""


@dataclass(frozen=True)
class Telling:
    """What may be shown. `ja`, `nog_niet`: None with too few answers. `redenen`: sorted by their text."""

    aanwezig: int
    antwoorden: int
    ja: int | None
    nog_niet: int | None
    redenen: tuple[str, ...]


def geteld(stemmen: Iterable[Stem], houder: Mapping[int, int | None]) -> dict[int, Stem]:
    """Whose answer counts, by person. `houder`: for whom somebody's answer counts (himself, who he was merged into, or
    None when removed). Of people who are one, that of the one who is kept, else of the first who went along."""
    found: dict[int, Stem] = {}
    for stem in sorted(stemmen, key=lambda one: (houder.get(one.deelnemer) != one.deelnemer, one.deelnemer)):
        keeper = houder.get(stem.deelnemer)
        if keeper is not None:
            found.setdefault(keeper, stem)
    return found


def tel(stemmen: Mapping[int, Stem], aanwezigen: Iterable[int]) -> Telling:
    """`stemmen`: as `geteld` gives them; `aanwezigen`: who is present now. Who went home after answering counts along
    in both numbers. All ja is never hidden: it says no more of few people than of many."""
    yes = sum(stem.ja for stem in stemmen.values())
    shown = len(stemmen) >= GENOEG or (yes == len(stemmen) > 0)
    return Telling(
        aanwezig=len({*aanwezigen, *stemmen}),
        antwoorden=len(stemmen),
        ja=yes if shown else None,
        nog_niet=len(stemmen) - yes if shown else None,
        redenen=tuple(sorted(stem.reden for stem in stemmen.values() if not stem.ja)),
    )


def te_weinig_tellen(geteld: int, gelegd: int) -> bool:
    """Whether so few of the answers that lie would count that the counts would show who said what (as for stickers):
    who takes everybody but one off the list, and then closes, would read that one's answer."""
    return 0 < 2 * geteld < gelegd


def feitzin(aanwezig: int, antwoorden: int, ja: int | None) -> str:
    """What the counts say, in a sentence; also the draft of the conclusion. "Alle N aanwezigen" only where it was all
    of those present (domein.md, The themaboek)."""
    silent = aanwezig - antwoorden
    rest = f" {silent} van de {aanwezig} aanwezigen {_gaf(silent)} geen antwoord." if silent else ""
    if antwoorden == 0:
        return "Niemand gaf antwoord." if aanwezig else "Er was niemand die antwoord kon geven."
    if ja is None:
        return f"{antwoorden} van de {aanwezig} aanwezigen {_gaf(antwoorden)} antwoord."
    if ja == antwoorden == aanwezig:
        who = f"Alle {aanwezig} aanwezigen kunnen" if aanwezig > 1 else "De enige aanwezige kan"
        return f"{who} zich vinden in dit voorstel."
    if ja == antwoorden:
        who = f"Alle {antwoorden} mensen die antwoord gaven, kunnen" if antwoorden > 1 else "Wie antwoord gaf, kan"
        return f"{who} zich vinden in dit voorstel.{rest}"
    kan = "kan" if ja == 1 else "kunnen"
    first = f"{ja} van de {antwoorden} mensen die antwoord gaven, {kan} zich vinden in dit voorstel."
    return f"{first} {antwoorden - ja} nog niet.{rest}"


def _gaf(n: int) -> str:
    return "gaf" if n == 1 else "gaven"
