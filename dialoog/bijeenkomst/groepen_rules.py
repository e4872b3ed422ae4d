"""Decisions about groups; no Flask, no database."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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


def verdeel(
    mensen: Mapping[int, int | None], tafels: int, toeval: Random, telefoons: Collection[int] = ()
) -> list[list[int]]:
    """Everybody over so many tables at random: sizes differ by one at most, and so do those of each belang. Where that
    leaves a choice, who has a phone (`telefoons`) is spread too: a table writes with one.

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
    while (swap := betere_ruil(tables, mensen, telefoons)) is not None:
        (here, mine), (there, yours) = swap
        tables[here][tables[here].index(mine)], tables[there][tables[there].index(yours)] = yours, mine
    return tables


Zit = tuple[int, int]
"""(table, person)."""


def betere_ruil(
    tafels: Sequence[Sequence[int]], mensen: Mapping[int, int | None], telefoons: Collection[int]
) -> tuple[Zit, Zit] | None:
    """Two people of whom the one with a phone sits better at the table of the other, with each belang spread as it was;
    None: there are none."""
    phones = [sum(person in telefoons for person in table) for table in tafels]
    belangen = [Counter(mensen[person] for person in table) for table in tafels]
    rich = sorted(range(len(tafels)), key=lambda at: -phones[at])
    for here, there in ((here, there) for here in rich for there in reversed(rich)):
        if phones[here] - phones[there] < 2:
            continue
        for mine in (person for person in tafels[here] if person in telefoons):
            for yours in (person for person in tafels[there] if person not in telefoons):
                one, other = mensen[mine], mensen[yours]
                if one == other or (
                    belangen[here][one] > belangen[there][one] and belangen[there][other] > belangen[here][other]
                ):
                    return (here, mine), (there, yours)
    return None


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
