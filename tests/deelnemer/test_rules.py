"""How people are named in book and export."""

from dialoog.deelnemer.rules import Persoon, vermeldingen


def test_the_name_stands_in_the_book_only_with_a_yes() -> None:
    people = [Persoon(1, "Amina", "inwoner", "", naam_in_boek=True), Persoon(2, "Bilal", "inwoner", "")]
    assert vermeldingen(people) == {1: "Amina", 2: "inwoner"}


def test_without_a_wish_the_organisation_names_somebody_and_doubles_get_a_number() -> None:
    people = [Persoon(n, "Naam", "", "De Hoek") for n in (1, 2)] + [Persoon(3, None, "", "")]
    assert vermeldingen(people) == {1: "De Hoek", 2: "De Hoek 2", 3: "Deelnemer"}


def test_a_yes_without_a_name_falls_back() -> None:
    assert vermeldingen([Persoon(1, None, "", "De Hoek", naam_in_boek=True)]) == {1: "De Hoek"}
