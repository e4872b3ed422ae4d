"""Decisions about groups; no Flask, no database."""

from collections.abc import Mapping, Sequence
from random import Random

PER_TAFEL = 6.5
"""Six or seven people hear each other and all get a turn."""
MIN_VOOR_TWEE = 6
"""From so many people on there are two tables at least: three is the least to weigh with."""
MAX_GROEPEN = 60
MAX_GENOEMD = 8
"""More tables than this are not named one by one in the record."""

LOTEN, KIEZEN, HAND = "loten", "kiezen", "hand"
WIJZEN = (LOTEN, KIEZEN, HAND)
"""How groups are made: at random, by choice on the phone, by hand in the regie."""


def aantal_tafels(mensen: int) -> int:
    """How many tables suit so many people; at least one."""
    return max(2 if mensen >= MIN_VOOR_TWEE else 1, round(mensen / PER_TAFEL))


def verdeel(mensen: Mapping[int, int | None], tafels: int, toeval: Random) -> list[list[int]]:
    """Everybody over so many tables at random: sizes differ by one at most, and so do those of each belang.

    `mensen`: person → the belang that counts (the first named; None: none). People of one belang are dealt after each
    other, as cards are, so no table gets a second one before all have one."""
    stapels: dict[int | None, list[int]] = {}
    for person in sorted(mensen):
        stapels.setdefault(mensen[person], []).append(person)
    order = list(stapels.values())
    toeval.shuffle(order)
    for pile in order:
        toeval.shuffle(pile)
    places = list(range(tafels))
    toeval.shuffle(places)
    tables: list[list[int]] = [[] for _ in range(tafels)]
    for turn, person in enumerate(person for pile in order for person in pile):
        tables[places[turn % tafels]].append(person)
    return tables


def kleinste(hier: Mapping[int, int]) -> int:
    """The group with the fewest people (group → how many are here, by number): the first of them."""
    return min(hier, key=lambda groep: hier[groep])


def plaatsen(mensen: int, tafels: int) -> int:
    """How many may choose one table themselves, so that tables stay even; the begeleider may seat more."""
    return -(-mensen // tafels) if tafels else 0


def tel_in_woorden(rijen: Sequence[tuple[str, int]]) -> str:
    """`[("tafel 1", 6), ("De Linde", 7)]` → "tafel 1 (6), De Linde (7)"; of more than eight only the sizes."""
    if len(rijen) > MAX_GENOEMD:
        least, most = min(aantal for _, aantal in rijen), max(aantal for _, aantal in rijen)
        return (
            ("1 mens per tafel" if least == 1 else f"{least} mensen per tafel")
            if least == most
            else f"{least} tot {most} mensen per tafel"
        )
    return ", ".join(f"{naam} ({aantal})" for naam, aantal in rijen)
