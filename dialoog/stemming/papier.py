"""Uitslag op papier: what was typed in per number, and whether it can be true. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dialoog.errors import BadInput

MAX_MENSEN = 2_000
MAX_GETAL = 99_999


@dataclass(frozen=True)
class Telling:
    """A count on paper: people who handed in a ballot, and stickers per number of an idea."""

    mensen: int
    stickers: Mapping[int, int]

    @property
    def totaal(self) -> int:
        return sum(self.stickers.values())

    @property
    def kenmerk(self) -> str:
        """Stands for these numbers: a yes to other numbers is no yes to these."""
        return f"{self.mensen}:" + ",".join(f"{number}={self.stickers[number]}" for number in sorted(self.stickers))


def lees_telling(velden: Mapping[str, str], nummers: Collection[int], n: int, per_idee: int) -> Telling:
    """The count as it was typed: `mensen`, and `nr-17` per number (empty is none).

    Raises BadInput: `velden` says per field what does not fit; the whole form is checked at once."""
    wrong: dict[str, str] = {}
    people = _getal(velden.get("mensen", ""))
    if people is None or not 0 < people <= MAX_MENSEN:
        wrong["mensen"] = "Vul in van hoeveel mensen u een briefje telde."
    counts: dict[int, int] = {}
    for number in nummers:
        field = f"nr-{number}"
        count = _getal(velden.get(field, "")) if velden.get(field, "").strip() else 0
        if count is None:
            wrong[field] = "Vul een heel getal in. Leeg is nul."
            continue
        counts[number] = count
        if people and "mensen" not in wrong and count > people * per_idee:
            wrong[field] = f"{count} kan niet: {_van(people)} passen er hoogstens {people * per_idee} op één idee."
    found = Telling(people or 0, counts)
    if not wrong and found.totaal > found.mensen * n:
        wrong["totaal"] = (
            f"Samen zijn dit {found.totaal} stickers. {_van(found.mensen).capitalize()} kunnen het er hoogstens "
            f"{found.mensen * n} zijn. Tel nog eens na."
        )
    if not wrong and found.totaal == 0:
        wrong["totaal"] = "Er staat nergens een sticker. Vul de telling in."
    if wrong:
        raise BadInput("Deze telling kan niet kloppen. Alles wat u typte, staat er nog.", velden=wrong)
    return found


def _van(people: int) -> str:
    return "van 1 mens" if people == 1 else f"van {people} mensen"


def _getal(value: str) -> int | None:
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 and int(value) <= MAX_GETAL else None


def te_weinig_zin(telling: Telling, n: int) -> str:
    """What is asked when fewer stickers were counted than people had; empty when all of them were."""
    left = telling.mensen * n - telling.totaal
    if left <= 0:
        return ""
    rest = "Dan is er 1 sticker niet geplakt." if left == 1 else f"Dan zijn er {left} stickers niet geplakt."
    return f"U telde {telling.totaal} van {telling.mensen * n} stickers. {rest}"
