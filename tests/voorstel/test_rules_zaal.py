"""What is counted of the hall, and what of it may be shown."""

from dialoog.voorstel.rules_zaal import Stem, feitzin, geteld, te_weinig_tellen, tel


def yes(*people: int) -> list[Stem]:
    return [Stem(person, True) for person in people]


def zelf(*people: int) -> dict[int, int | None]:
    return {person: person for person in people}


def test_with_five_answers_the_counts_are_shown_and_with_four_they_are_not():
    five = geteld([*yes(1, 2, 3, 4), Stem(5, False, "te duur")], zelf(1, 2, 3, 4, 5))
    found = tel(five, range(1, 8))
    assert (found.aanwezig, found.antwoorden, found.ja, found.nog_niet) == (7, 5, 4, 1)
    assert found.redenen == ("te duur",)
    four = geteld([*yes(1, 2, 3), Stem(4, False, "te duur")], zelf(1, 2, 3, 4))
    found = tel(four, range(1, 8))
    assert (found.antwoorden, found.ja, found.nog_niet) == (4, None, None)


def test_all_ja_is_shown_of_few_people_too():
    assert tel(geteld(yes(1, 2), zelf(1, 2)), (1, 2)).ja == 2


def test_who_went_home_after_answering_counts_in_both_numbers():
    found = tel(geteld(yes(1, 2, 3, 4, 5), zelf(1, 2, 3, 4, 5)), (2, 3, 4, 5, 6))
    assert (found.antwoorden, found.aanwezig) == (5, 6)


def test_of_people_who_are_one_the_answer_of_the_one_who_is_kept_counts_and_a_removed_one_never():
    stemmen = [Stem(1, False, "van de ander"), Stem(2, True), Stem(3, True)]
    assert geteld(stemmen, {1: 2, 2: 2, 3: None}) == {2: Stem(2, True)}
    assert geteld([Stem(1, False, "alleen van de ander")], {1: 2})[2].reden == "alleen van de ander"


def test_the_order_of_reasons_says_nothing_of_who_came_first():
    stemmen = [Stem(1, False, "zee"), Stem(2, False, "aap")]
    assert tel(geteld(stemmen, zelf(1, 2)), (1, 2)).redenen == ("aap", "zee")


def test_alle_aanwezigen_is_only_said_of_all_who_were_there():
    assert feitzin(19, 19, 19) == "Alle 19 aanwezigen kunnen zich vinden in dit voorstel."
    assert feitzin(19, 17, 17) == (
        "Alle 17 mensen die antwoord gaven, kunnen zich vinden in dit voorstel. "
        "2 van de 19 aanwezigen gaven geen antwoord."
    )
    assert feitzin(19, 18, 17) == (
        "17 van de 18 mensen die antwoord gaven, kunnen zich vinden in dit voorstel. 1 nog niet. "
        "1 van de 19 aanwezigen gaf geen antwoord."
    )
    assert feitzin(6, 4, None) == "4 van de 6 aanwezigen gaven antwoord."
    assert feitzin(6, 0, None) == "Niemand gaf antwoord."


def test_nothing_is_counted_when_more_than_half_of_the_answers_would_fall_away():
    assert [te_weinig_tellen(*one) for one in ((1, 6), (1, 3), (2, 5))] == [True] * 3
    assert [te_weinig_tellen(*one) for one in ((1, 2), (3, 6), (6, 6), (0, 6), (0, 0), (1, 1))] == [False] * 6
