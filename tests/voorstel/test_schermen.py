"""On the beamer a card is never cut in half: what does not fit goes to the next page."""

from dialoog.voorstel.schermen import bladen


def card(plaats: int, reden: str = "") -> dict[str, object]:
    why = {"kop": "Waarom hoger:", "tekst": reden, "door": "De groep koos dit."} if reden else None
    return {"plaats": plaats, "titel": "Een korte titel", "ideeen": [], "reden": why}


def test_five_plain_cards_stand_on_one_page():
    assert [len(page) for page in bladen([card(n) for n in range(1, 6)])] == [5]


def test_five_cards_of_which_one_says_in_a_line_why_stand_on_one_page():
    assert [len(page) for page in bladen([*(card(n) for n in range(1, 5)), card(5, "Dit kan snel beginnen.")])] == [5]


def test_long_reasons_move_cards_to_a_next_page_in_order():
    pages = bladen([card(n, "woord " * 60) for n in range(1, 6)])
    assert len(pages) > 1
    assert [row["plaats"] for page in pages for row in page] == [1, 2, 3, 4, 5]


def test_a_card_that_fills_a_page_alone_has_its_own():
    assert [len(page) for page in bladen([card(1), card(2, "woord " * 400), card(3)])] == [1, 1, 1]


def test_without_oplossingen_there_is_no_page():
    assert bladen([]) == []
