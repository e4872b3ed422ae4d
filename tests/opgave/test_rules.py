"""Several tabs on one list: nothing typed is lost, nothing is doubled."""

from typing import Any

import pytest

from dialoog.opgave import rules
from dialoog.opgave.rules import Rij, mark, plan

A, B, C = {"tekst": "a"}, {"tekst": "b"}, {"tekst": "c"}


def rij(number: int, typed: dict[str, Any], shown: dict[str, Any]) -> Rij:
    return Rij(str(number), typed, mark(shown))


@pytest.mark.parametrize(
    ("titel", "naam"),
    [
        ("Inclusieve arbeidsmarkt", "inclusieve-arbeidsmarkt"),
        ("  Eén  café! ", "een-cafe"),
        ("日本", "dialoog"),
        ("x" * 80, "x" * 40),
        ("../../etc", "etc"),
    ],
)
def test_a_short_name_can_be_typed_on_a_command_line(titel: str, naam: str) -> None:
    assert rules.korte_naam(titel) == naam


def test_a_short_name_in_use_gets_a_number() -> None:
    assert rules.free_name("wijk", {"wijk", "wijk-2"}) == "wijk-3"


def test_a_changed_row_is_written() -> None:
    assert plan({1: A}, [rij(1, B, A)]).veranderd == {1: B}


def test_two_people_on_different_rows_do_not_collide() -> None:
    result = plan({1: A, 2: C}, [rij(1, B, A), rij(2, B, B)])
    assert (result.veranderd, result.botsing) == ({1: B}, {})


def test_two_people_on_one_row_collide_and_both_texts_are_there() -> None:
    result = plan({1: C}, [rij(1, B, A)])
    assert (result.veranderd, result.botsing) == ({}, {"1": C})


def test_two_people_who_typed_the_same_agree() -> None:
    assert plan({1: B}, [rij(1, B, A)]).botsing == {}


def test_a_row_removed_meanwhile_collides_only_when_it_was_typed_in() -> None:
    assert plan({}, [rij(1, A, A)]).botsing == {}
    assert plan({}, [rij(1, B, A)]).botsing == {"1": None}


def test_a_row_of_another_tab_stays_behind_those_of_this_one() -> None:
    assert plan({1: A, 9: C}, [rij(1, A, A), Rij("nx", B)]).volgorde == ["1", "nx", "9"]


def test_a_new_row_sent_twice_is_there_once() -> None:
    assert plan({1: A}, [Rij("nx", A)]).nieuw == {}
    assert plan({1: A}, [Rij("nx", A), Rij("ny", A)]).nieuw == {"ny": A}


def test_moving_stops_at_the_edge() -> None:
    assert rules.moved(["a", "b", "c"], "c", -1) == ["a", "c", "b"]
    assert rules.moved(["a", "b"], "a", -1) == ["a", "b"]
    assert rules.moved(["a", "b"], "x", 1) == ["a", "b"]
