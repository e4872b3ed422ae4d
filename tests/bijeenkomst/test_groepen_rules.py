"""What the division over tables promises, whatever the people and the chance."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dialoog.bijeenkomst import groepen_rules as rules

mensen = st.dictionaries(st.integers(1, 10_000), st.one_of(st.none(), st.integers(1, 6)), max_size=160)
tafels = st.integers(1, 30)
toeval = st.integers(0, 2**32).map(Random)


@given(mensen, tafels, toeval)
def test_everybody_has_one_place_and_tables_differ_by_one_at_most(
    people: dict[int, int | None], many: int, chance: Random
) -> None:
    tables = rules.verdeel(people, many, chance, met_telefoon(people))
    assert len(tables) == many
    assert sorted(person for table in tables for person in table) == sorted(people)
    sizes = [len(table) for table in tables]
    assert max(sizes) - min(sizes) <= 1


@given(mensen, tafels, toeval)
def test_the_people_of_each_belang_are_spread_as_evenly_as_can_be(
    people: dict[int, int | None], many: int, chance: Random
) -> None:
    tables = rules.verdeel(people, many, chance, met_telefoon(people))
    for belang in set(people.values()):
        counts = [sum(people[person] == belang for person in table) for table in tables]
        assert max(counts) - min(counts) <= 1


@given(st.sets(st.integers(1, 10_000), max_size=160), tafels, toeval)
def test_within_one_belang_the_phones_of_any_two_tables_differ_by_one_at_most(
    people: set[int], many: int, chance: Random
) -> None:
    phones = met_telefoon(people)
    tables = rules.verdeel(dict.fromkeys(people, 1), many, chance, phones)
    counts = [len(phones.intersection(table)) for table in tables]
    assert max(counts) - min(counts) <= 1


@given(mensen, tafels, toeval)
def test_no_two_people_could_change_places_so_that_phones_are_spread_better_and_belangen_as_well_as_now(
    people: dict[int, int | None], many: int, chance: Random
) -> None:
    phones = met_telefoon(people)
    tables = rules.verdeel(people, many, chance, phones)
    counts = [len(phones.intersection(table)) for table in tables]
    if not people or max(counts) - min(counts) <= 1:
        return
    here, there = counts.index(max(counts)), counts.index(min(counts))
    for mine in phones.intersection(tables[here]):
        for yours in set(tables[there]) - phones:
            changed = [[{mine: yours, yours: mine}.get(person, person) for person in table] for table in tables]
            worst = max(
                max(row) - min(row)
                for belang in (people[mine], people[yours])
                for row in [[sum(people[person] == belang for person in table) for table in changed]]
            )
            assert worst > 1, (mine, yours)


def test_with_a_phone_for_a_third_of_a_hall_of_five_belangen_every_table_gets_its_share() -> None:
    people: dict[int, int | None] = {number: number % 5 for number in range(1, 21)}
    for seed in range(40):
        phones = set(Random(seed).sample(sorted(people), 7))
        tables = rules.verdeel(people, 3, Random(seed), phones)
        assert sorted(len(phones.intersection(table)) for table in tables) == [2, 2, 3]


def met_telefoon(people: Iterable[int]) -> set[int]:
    """About a third of them."""
    return {person for person in people if person % 3 == 0}


def test_chance_decides_who_sits_with_whom() -> None:
    people = {number: 1 + number % 3 for number in range(1, 13)}
    seen = Counter(
        next(tuple(sorted(table)) for table in rules.verdeel(people, 3, Random(seed)) if 1 in table)
        for seed in range(200)
    )
    assert len(seen) > 30
    first = Counter(
        at for seed in range(300) for at, table in enumerate(rules.verdeel(people, 3, Random(seed))) if 1 in table
    )
    assert min(first[at] for at in range(3)) > 60  # nobody has a table of his own


def test_six_or_seven_people_sit_at_a_table_and_from_six_on_there_are_two() -> None:
    assert [rules.aantal_tafels(n) for n in (0, 1, 5, 6, 12, 13, 19, 20, 60, 100, 150)] == [
        1, 1, 1, 2, 2, 2, 3, 3, 9, 15, 23
    ]  # fmt: skip


@given(st.integers(12, 400))
def test_the_number_that_is_offered_gives_tables_of_five_to_eight(people: int) -> None:
    many = rules.aantal_tafels(people)
    assert people // many >= 5
    assert rules.plaatsen(people, many) <= 8


@given(st.integers(0, 400), tafels)
def test_there_is_always_a_table_with_room_for_who_still_has_to_choose(people: int, many: int) -> None:
    most = rules.plaatsen(people, many)
    assert most * many >= people
    assert most <= people // many + 1


def test_the_smallest_group_is_the_first_of_the_smallest() -> None:
    assert rules.kleinste({4: 3, 5: 2, 6: 2}) == 5


def test_the_record_counts_tables_by_name() -> None:
    assert rules.tel_in_woorden([("tafel 1", 6), ("De Linde", 7)]) == "tafel 1 (6), De Linde (7)"
    many = [(f"tafel {n}", 6 + n % 2) for n in range(1, 24)]
    assert rules.tel_in_woorden(many) == "6 tot 7 mensen per tafel"
