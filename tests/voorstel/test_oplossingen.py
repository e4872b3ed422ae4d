"""What the group makes of the result: nothing is cut silently, and every departure says why."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.errors import BadInput, NotFound, NotNow
from dialoog.idee.models import Idee
from dialoog.stemming.models import Stemronde
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import oplossingen as use
from dialoog.voorstel import rules
from dialoog.voorstel.errors import OplossingVeranderd, RedenNodig
from dialoog.voorstel.models import Oplossing
from dialoog.voorstel.queries import OplossingRij, oplossingen
from dialoog.voorstel.terug import register_inverses
from tests import builders
from tests.voorstel.conftest import MARIT, Top, make_ronde


@pytest.fixture
def rows(top: Top, session: Session) -> Callable[[], list[OplossingRij]]:
    """Reads the oplossingen afresh."""

    def read() -> list[OplossingRij]:
        session.rollback()
        return oplossingen(session, top.dialoog)

    return read


@pytest.fixture
def vijf(top: Top) -> None:
    """Five oplossingen: the four of the top and number 5 out of the tie."""
    use.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    use.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[4]], "Kan na de zomer al.", MARIT)


def numbers(rows: list[OplossingRij]) -> list[list[int]]:
    return [[idee.nummer for idee in row.ideeen] for row in rows]


def last_fact(session: Session, wat: str) -> int:
    session.rollback()
    return session.scalars(select(Feit.id).where(Feit.wat == wat).order_by(Feit.id.desc())).first() or 0


def test_one_press_makes_what_is_not_in_doubt_and_leaves_the_tie(top, rows):
    assert use.fill_top(top.dialoog, top.bijeenkomst, MARIT) == 4
    assert numbers(rows()) == [[1], [2], [3], [4]]
    assert use.fill_top(top.dialoog, top.bijeenkomst, MARIT) == 0
    assert len(rows()) == 4


def test_a_place_that_joining_sets_free_does_not_open_a_settled_tie_again():
    rand = {5, 6}
    assert rules.vrij_op_rand(1, 5, [{1}, {2}, {3}, {4}], rand) == 1
    assert rules.vrij_op_rand(1, 5, [{1}, {2}, {3}, {4}, {5}], rand) == 0
    assert rules.vrij_op_rand(1, 5, [{1, 4}, {2}, {3}, {5}], rand) == 0
    assert rules.vrij_op_rand(1, 5, [{1, 5}, {2}, {3}, {4}], rand) == 1, "nobody chose 5 from the tie: it was joined"


def test_without_a_result_there_is_nothing_to_fill(app):
    dialoog = builders.make_dialoog()
    with pytest.raises(NotNow):
        use.fill_top(dialoog, None, MARIT)


def test_the_choice_in_a_tie_carries_its_reason_and_who_recorded_it(top, rows, vijf):
    last = rows()[-1]
    assert (last.plaats, last.reden, last.vastgelegd_door) == (5, "Kan na de zomer al.", MARIT)
    assert last.afwijking == "rand"


@pytest.mark.parametrize("reden", ["", "   ", "\u202e\u0000"])
def test_a_choice_in_a_tie_without_reason_is_refused(top, rows, reden):
    with pytest.raises(RedenNodig):
        use.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[4]], reden, MARIT)
    assert rows() == []


def test_no_more_is_chosen_in_a_tie_than_there_are_places(top, rows):
    with pytest.raises(BadInput):
        use.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, top.ideeen[4:6], "Allebei goed.", MARIT)
    with pytest.raises(BadInput):
        use.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[0]], "Niet gelijk.", MARIT)
    assert rows() == []


def test_the_same_choice_sent_twice_counts_once(top, rows, vijf):
    use.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[4]], "Kan na de zomer al.", MARIT)
    assert len(rows()) == 5


def test_a_tie_settled_first_still_ends_below_the_top(top, rows):
    use.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[5]], "De zaal koos nr. 6.", MARIT)
    use.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    assert numbers(rows()) == [[1], [2], [3], [4], [6]]


def test_ideas_are_joined_and_keep_their_numbers(top, rows):
    made = use.make_oplossing(
        top.dialoog, top.bijeenkomst, "Samen op pad", "", [top.ideeen[0], top.ideeen[6]], "", MARIT
    )
    assert numbers(rows()) == [[1, 7]]
    again = use.make_oplossing(
        top.dialoog, top.bijeenkomst, "Samen op pad", "", [top.ideeen[6], top.ideeen[0]], "", MARIT
    )
    assert again == made
    with pytest.raises(BadInput, match=r"Nr\. 7 zit al"):
        use.make_oplossing(top.dialoog, top.bijeenkomst, "Nog eens", "", [top.ideeen[6]], "Omdat.", MARIT)


def test_a_new_text_of_no_idea_needs_its_reason(top, rows):
    with pytest.raises(RedenNodig):
        use.make_oplossing(top.dialoog, top.bijeenkomst, "Iets anders", "Tekst", [], "", MARIT)
    use.make_oplossing(top.dialoog, top.bijeenkomst, "Iets anders", "Tekst", [], "Kwam in het gesprek op.", MARIT)
    assert [(row.afwijking, row.ideeen) for row in rows()] == [("nieuw", ())]


def test_an_idea_from_below_the_top_needs_its_reason(top, rows):
    with pytest.raises(RedenNodig):
        use.make_oplossing(top.dialoog, top.bijeenkomst, "Nummer zeven", "", [top.ideeen[6]], "", MARIT)
    use.make_oplossing(top.dialoog, top.bijeenkomst, "Nummer zeven", "", [top.ideeen[6]], "Kost niets.", MARIT)
    assert rows()[0].afwijking == "buiten"


def test_another_order_needs_a_reason_which_goes_when_the_order_is_back(top, rows, vijf):
    third = rows()[3]
    with pytest.raises(RedenNodig):
        use.move_oplossing(top.dialoog, top.bijeenkomst, third.id, 4, 3, "", MARIT)
    assert numbers(rows()) == [[1], [2], [3], [4], [5]]
    use.move_oplossing(top.dialoog, top.bijeenkomst, third.id, 4, 3, "Kan volgens de experts meteen.", MARIT)
    found = rows()
    assert numbers(found) == [[1], [2], [4], [3], [5]]
    assert [row.afwijking for row in found] == ["", "", "hoger", "lager", "rand"]
    assert (found[2].reden, found[2].vastgelegd_door) == ("Kan volgens de experts meteen.", MARIT)
    use.move_oplossing(top.dialoog, top.bijeenkomst, third.id, 3, 4, "", MARIT)
    found = rows()
    assert [row.reden for row in found] == ["", "", "", "", "Kan na de zomer al."]


def test_a_move_from_an_old_screen_is_refused_and_twice_the_same_is_one(top, rows, vijf):
    first, second = rows()[:2]
    use.move_oplossing(top.dialoog, top.bijeenkomst, second.id, 2, 1, "Eerst dit.", MARIT)
    use.move_oplossing(top.dialoog, top.bijeenkomst, second.id, 2, 1, "Eerst dit.", MARIT)
    assert numbers(rows())[:2] == [[2], [1]]
    with pytest.raises(OplossingVeranderd):
        use.move_oplossing(top.dialoog, top.bijeenkomst, first.id, 1, 3, "Toch.", MARIT)


def test_two_begeleiders_changing_one_oplossing_lose_nothing(top, rows, vijf):
    row = rows()[0]
    args = (top.dialoog, top.bijeenkomst, row.id, row.versie)
    use.change_oplossing(*args, "Belcirkel", "", [top.ideeen[0]], "", MARIT)
    with pytest.raises(OplossingVeranderd) as refusal:
        use.change_oplossing(*args, "Belkring", "", [top.ideeen[0]], "", "Joke")
    assert refusal.value.stand["titel"] == "Belcirkel"
    assert rows()[0].titel == "Belcirkel"
    use.change_oplossing(*args, "Belcirkel", "", [top.ideeen[0]], "", MARIT)
    assert rows()[0].versie == row.versie + 1


@pytest.mark.parametrize("titel", ["", "  ", "x" * 10_000])
def test_a_title_that_cannot_be_is_refused_at_its_field(top, titel):
    with pytest.raises(BadInput) as refusal:
        use.make_oplossing(top.dialoog, top.bijeenkomst, titel, "", [top.ideeen[0]], "", MARIT)
    assert "titel" in refusal.value.velden


def test_hidden_ideas_and_ideas_of_another_dialogue_are_refused(top):
    other = builders.make_dialoog("elders")
    stranger = builders.make_ideeen(other, 1)[0]
    hidden = builders.make_ideeen(top.dialoog, 1, staat="verborgen")[0]
    for idee in (stranger, hidden):
        with pytest.raises(BadInput):
            use.make_oplossing(top.dialoog, top.bijeenkomst, "Niet zo", "", [idee], "Omdat.", MARIT)


def test_what_was_taken_out_comes_back_on_its_place(top, rows, vijf):
    second = rows()[1]
    use.remove_oplossing(top.dialoog, top.bijeenkomst, second.id, MARIT)
    use.remove_oplossing(top.dialoog, top.bijeenkomst, second.id, MARIT)
    assert [row.plaats for row in rows()] == [1, 2, 3, 4]
    use.restore_oplossing(top.dialoog, top.bijeenkomst, second.id, MARIT)
    assert numbers(rows()) == [[1], [2], [3], [4], [5]]


def test_steps_are_undone_one_by_one(top, rows, vijf, session):
    register_inverses()
    moved = rows()[3]
    use.move_oplossing(top.dialoog, top.bijeenkomst, moved.id, 4, 1, "Meteen.", MARIT)
    undo_feit(top.dialoog, last_fact(session, "OplossingVerplaatst"), MARIT)
    assert numbers(rows()) == [[1], [2], [3], [4], [5]]
    assert rows()[3].reden == ""
    use.change_oplossing(
        top.dialoog, top.bijeenkomst, moved.id, rows()[3].versie, "Anders", "", [top.ideeen[3]], "", MARIT
    )
    undo_feit(top.dialoog, last_fact(session, "OplossingVeranderd"), MARIT)
    assert rows()[3].titel == moved.titel
    made = last_fact(session, "OplossingGemaakt")
    undo_feit(top.dialoog, made, MARIT)
    undo_feit(top.dialoog, made, MARIT)
    assert numbers(rows()) == [[1], [2], [3], [4]]


def test_oplossingen_of_another_dialogue_do_not_exist(top, rows, vijf):
    other = builders.make_dialoog("elders")
    with pytest.raises(NotFound):
        use.remove_oplossing(other, None, rows()[0].id, MARIT)


def test_after_a_new_round_all_stay_marked_until_each_is_judged(top, rows, vijf, session):
    with transaction() as writing:
        writing.execute(update(Stemronde).values(staat="vervallen", reden="Te weinig werkgevers"))
    assert all(row.uit_eerdere_ronde for row in rows())
    first = rows()[0]
    with pytest.raises(NotNow):
        use.keep_oplossing(top.dialoog, top.bijeenkomst, first.id, "", MARIT)
    stap = builders.make_stap(top.bijeenkomst, "stickeren", "gedaan")
    make_ronde(top.dialoog, top.bijeenkomst, stap, top.ideeen, (14, 12, 10, 2, 9, 8, 7))
    assert all(row.uit_eerdere_ronde for row in rows())
    use.keep_oplossing(top.dialoog, top.bijeenkomst, first.id, "", MARIT)
    use.keep_oplossing(top.dialoog, top.bijeenkomst, first.id, "", MARIT)
    fourth = rows()[3]
    with pytest.raises(RedenNodig):
        use.keep_oplossing(top.dialoog, top.bijeenkomst, fourth.id, "", MARIT)
    use.keep_oplossing(top.dialoog, top.bijeenkomst, fourth.id, "De trekker staat klaar.", MARIT)
    assert [row.uit_eerdere_ronde for row in rows()] == [False, True, True, False, True]
    assert session.scalar(select(func.count()).select_from(Oplossing)) == 5


def test_an_oplossing_of_an_idea_without_a_short_title_has_its_whole_text_when_that_fits(top, rows):
    fits = "Een vaste bank op elke hoek van de wijk, zodat wie slecht loopt toch elke dag naar de winkel kan"
    long = fits + " en ook terug, met een kop koffie onderweg bij de buren"
    with transaction() as writing:
        for number, words in zip(top.ideeen[:2], (fits, long), strict=True):
            idee = writing.get_one(Idee, number)
            idee.titel, idee.tekst = "", words
    use.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    whole, cut = (row.titel for row in rows()[:2])
    assert whole == fits
    assert len(cut) <= 120
    assert cut.endswith(" …")
    assert long.startswith(cut.removesuffix(" …") + " ")


@pytest.mark.parametrize(
    ("tekst", "titel"),
    [
        ("w" * 120, "w" * 120),
        ("w" * 121, "w" * 118 + " …"),
        ("w" * 118 + " ja", "w" * 118 + " …"),
        ("twee\nregels", "twee regels"),
        ("Een busje naar de club.", "Een busje naar de club"),
        ("Een busje ...", "Een busje ..."),
        ("woord, " * 30, "woord, " * 16 + "woord …"),
    ],
)
def test_a_text_becomes_a_title_that_fits(tekst, titel):
    assert rules.eerste_titel("", tekst) == titel
    assert rules.eerste_titel("Belcirkel", tekst) == "Belcirkel"
