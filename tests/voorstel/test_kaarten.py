"""Who owns a card, who may write on it, and two people writing at once."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Gemeente
from dialoog.verslag.models import Feit
from dialoog.verslag.service import inverse_of, undo_feit
from dialoog.voorstel import antwoorden, eigenaren, kaarten, oplossingen, queries, rules, slot
from dialoog.voorstel.errors import AntwoordBotst, KaartOpSlot, OplossingVeranderd
from dialoog.voorstel.kaartkop import change_voorstel
from dialoog.voorstel.models import Antwoord
from dialoog.voorstel.queries_eigenaar import eigen_voorstellen, eigenaar_geschiedenis
from dialoog.voorstel.terug import register_inverses
from tests import builders
from tests.voorstel.conftest import MARIT, Top

BEGELEIDER = antwoorden.Schrijver("begeleider", MARIT)


@pytest.fixture
def eerste(top: Top, session: Session) -> int:
    """The first oplossing, owned by Amina (trekker)."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = queries.oplossingen(session, top.dialoog)[0].id
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, row, "", [top.amina], top.amina, MARIT)
    return row


def amina(top: Top) -> antwoorden.Schrijver:
    return antwoorden.Schrijver("deelnemer", "Amina Bouzid", top.amina)


def bram(top: Top) -> antwoorden.Schrijver:
    return antwoorden.Schrijver("deelnemer", "Bram Vos", top.bram)


def facts(session: Session, wat: str) -> int:
    session.rollback()
    return session.scalar(select(func.count()).where(Feit.wat == wat)) or 0


def test_naming_an_eigenaar_makes_the_cards_in_the_order_of_the_top(top, session, eerste):
    cards = queries.voorstellen(session, top.dialoog)
    assert [(card.nummer, card.oplossing.plaats) for card in cards] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    own = eigen_voorstellen(session, top.amina)
    assert [(card.nummer, card.trekker) for card in own] == [(1, True)]


def test_somebody_who_is_not_present_may_be_named(top, session, eerste):
    stand = eigenaren.stand_van(session, eerste)
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, eerste, stand, [top.amina, top.bram], top.bram, MARIT)
    people = queries.oplossingen(session, top.dialoog)[0].eigenaren
    assert [(person.naam, person.trekker) for person in people] == [("Bram Vos", True), ("Amina Bouzid", False)]


def test_a_trekker_may_change_and_the_history_is_kept(top, session, eerste):
    register_inverses()
    stand = eigenaren.stand_van(session, eerste)
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, eerste, stand, [], top.bram, MARIT)
    history = eigenaar_geschiedenis(session, eerste)
    assert [(was.naam, was.trekker, was.door, was.tot_door) for was in history] == [
        ("Amina Bouzid", True, MARIT, MARIT),
        ("Bram Vos", True, MARIT, ""),
    ]
    feit = session.scalars(select(Feit.id).where(Feit.wat == "EigenarenBenoemd").order_by(Feit.id.desc())).first()
    session.rollback()
    undo_feit(top.dialoog, feit, MARIT)
    assert [e.naam for e in queries.oplossingen(session, top.dialoog)[0].eigenaren] == ["Amina Bouzid"]
    assert len(eigenaar_geschiedenis(session, eerste)) == 3


def test_the_same_eigenaren_twice_are_written_once(top, session, eerste):
    eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, eerste, "", [top.amina], top.amina, MARIT)
    assert facts(session, "EigenarenBenoemd") == 1


def test_two_begeleiders_naming_at_once_do_not_undo_each_other(top, session, eerste):
    with pytest.raises(OplossingVeranderd):
        eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, eerste, "", [top.bram], None, "Joke")
    session.rollback()
    assert [e.naam for e in queries.oplossingen(session, top.dialoog)[0].eigenaren] == ["Amina Bouzid"]


def test_only_deelnemers_of_this_dialogue_can_be_named(top, session, eerste):
    stranger = builders.make_deelnemer(builders.make_dialoog("elders"))
    kijker = builders.make_deelnemer(top.dialoog, "Kees", soort="toehoorder", belangen=())
    stand = eigenaren.stand_van(session, eerste)
    session.rollback()
    for person in (stranger, kijker, 9999):
        with pytest.raises(BadInput):
            eigenaren.set_eigenaren(top.dialoog, None, eerste, stand, [person], None, MARIT)


@pytest.mark.parametrize(
    ("rol", "eigenaar", "op_slot", "mag"),
    [
        ("deelnemer", True, False, True),
        ("deelnemer", True, True, False),
        ("deelnemer", False, False, False),
        ("toehoorder", True, False, False),
        ("begeleider", False, False, True),
        ("begeleider", False, True, True),
        ("beamer", True, False, False),
    ],
)
def test_who_may_write(rol, eigenaar, op_slot, mag):
    assert rules.mag_schrijven(rol, eigenaar=eigenaar, op_slot=op_slot) is mag


def test_an_answer_is_kept_with_its_lists_and_only_the_first_version_is_a_fact(top, session, eerste):
    one = antwoorden.save_antwoord(top.dialoog, 1, "uitvoering", 0, "Zo:\n- eerst\n- dan", amina(top))
    two = antwoorden.save_antwoord(top.dialoog, 1, "uitvoering", 1, "1. eerst\n2. dan", BEGELEIDER)
    assert (one.versie, one.html) == (1, "<p>Zo:</p><ul><li>eerst</li><li>dan</li></ul>")
    assert (two.versie, two.html, two.wie) == (2, "<ol><li>eerst</li><li>dan</li></ol>", MARIT)
    assert facts(session, "AntwoordGeschreven") == 1
    card = queries.find_voorstel(session, top.dialoog, 1)
    versions = queries.antwoord_versies(session, card.id, "uitvoering")
    assert [row.html for row in versions] == [one.html, two.html]
    assert card.gevuld == ["uitvoering"]


def test_the_same_answer_twice_is_one_version(top, session, eerste):
    for _ in range(2):
        saved = antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Een belcirkel.", amina(top))
        assert saved.versie == 1
    assert session.scalar(select(func.count()).select_from(Antwoord)) == 1


def test_two_at_once_lose_nothing_and_overwrite_nothing(top, session, eerste):
    antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Van Amina.", amina(top))
    with pytest.raises(AntwoordBotst) as refusal:
        antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Van Marit.", BEGELEIDER)
    assert refusal.value.stand["tekst"] == "Van Amina."
    assert refusal.value.stand["versie"] == 1
    antwoorden.save_antwoord(top.dialoog, 1, "planning", 0, "Een ander antwoord botst niet.", BEGELEIDER)
    card = queries.find_voorstel(session, top.dialoog, 1)
    assert card.antwoorden["voorstel"].html == "<p>Van Amina.</p>"


def test_joining_texts_keeps_both_once():
    assert rules.join_texts("<p>b</p>", "<p>a</p>") == "<p>a</p><p>b</p>"
    assert rules.join_texts("<p>a</p>", "<p>a</p><p>b</p>") == "<p>a</p><p>b</p>"
    assert rules.join_texts("<p>a</p><p>b</p>", "<p>a</p>") == "<p>a</p><p>b</p>"


def test_a_card_of_somebody_else_does_not_exist(top, eerste):
    with pytest.raises(NotFound):
        antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Niet van mij.", bram(top))
    with pytest.raises(NotFound):
        antwoorden.save_antwoord(top.dialoog, 2, "voorstel", 0, "Ook niet.", amina(top))
    with pytest.raises(NotFound):
        antwoorden.save_antwoord(builders.make_dialoog("elders"), 1, "voorstel", 0, "Elders.", BEGELEIDER)


def test_who_is_no_longer_eigenaar_no_longer_writes(top, session, eerste):
    stand = eigenaren.stand_van(session, eerste)
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, None, eerste, stand, [], None, MARIT)
    with pytest.raises(NotFound):
        antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Te laat.", amina(top))


def test_a_locked_card_is_for_the_begeleider_alone(top, session, eerste):
    register_inverses()
    slot.set_slot(top.dialoog, None, 1, op_slot=True, wie=MARIT)
    slot.set_slot(top.dialoog, None, 1, op_slot=True, wie=MARIT)
    assert facts(session, "VoorstelOpSlot") == 1
    with pytest.raises(KaartOpSlot):
        antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Nog iets.", amina(top))
    antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Door de begeleider.", BEGELEIDER)
    feit = session.scalars(select(Feit.id).where(Feit.wat == "VoorstelOpSlot")).one()
    session.rollback()
    undo_feit(top.dialoog, feit, MARIT)
    antwoorden.save_antwoord(top.dialoog, 1, "doelgroep", 0, "Iedereen.", amina(top))


@pytest.mark.parametrize(
    ("tekst", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("Hallo \U0001f600", "<p>Hallo \U0001f600</p>"),
        ("مرحبا", "<p>مرحبا</p>"),
        ("a\u0000b\u202ec", "<p>abc</p>"),
        ('=HYPERLINK("x")', '<p>=HYPERLINK("x")</p>'),
        ("x" * 10_000, "<p>" + "x" * 10_000 + "</p>"),
    ],
)
def test_bad_input_is_text_and_nothing_else(top, eerste, tekst, html):
    assert antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, tekst, amina(top)).html == html


def test_a_text_that_is_too_long_is_refused_with_what_to_do(top, session, eerste):
    with pytest.raises(BadInput, match="niets weggegooid"):
        antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "x" * 20_001, amina(top))
    assert antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, " \n ", amina(top)).versie == 0


def test_a_number_is_never_used_again(top, session, eerste):
    gone = queries.oplossingen(session, top.dialoog)[3].id
    session.rollback()
    oplossingen.remove_oplossing(top.dialoog, None, gone, MARIT)
    assert kaarten.make_loose(top.dialoog, None, "Zonder oplossing", MARIT) == 5
    assert kaarten.make_loose(top.dialoog, None, "Zonder oplossing", MARIT) == 5
    assert [card.nummer for card in queries.voorstellen(session, top.dialoog)] == [1, 2, 3, 5]


def test_a_card_keeps_its_number_with_another_title(top, session, eerste):
    card = queries.find_voorstel(session, top.dialoog, 1)
    chosen = [session.scalars(select(Gemeente.id).where(Gemeente.naam == "Oeverbeek")).one()]
    session.rollback()
    change_voorstel(top.dialoog, None, 1, card.versie, "Belcirkel", chosen, BEGELEIDER)
    change_voorstel(top.dialoog, None, 1, card.versie, "Belcirkel", chosen, BEGELEIDER)
    with pytest.raises(Outdated):
        change_voorstel(top.dialoog, None, 1, card.versie, "Belkring", chosen, antwoorden.Schrijver("notulist", "Joke"))
    session.rollback()
    card = queries.find_voorstel(session, top.dialoog, 1)
    assert (card.titel, card.gemeenten) == ("Belcirkel", ("Oeverbeek",))


def test_the_ten_questions_may_have_other_words():
    assert rules.vraag_tekst({}, "betaalbaar") == "Hoe maken we het samen betaalbaar?"
    assert rules.vraag_tekst({"betaalbaar": "Wie betaalt?"}, "betaalbaar") == "Wie betaalt?"
    assert len(rules.VRAGEN) == len(rules.KORT) == 10
    assert rules.splits(rules.VRAGEN["uitvoering"]) == (
        "Hoe moet dit idee uitgevoerd worden?",
        "Benoem zo concreet mogelijk de stappen die hiervoor gezet moeten worden.",
    )
    assert rules.splits(rules.VRAGEN["opbrengst"])[1] == ""


def test_another_title_and_gemeenten_are_taken_back_until_something_else_was_changed(top, session, eerste):
    register_inverses()
    card = queries.find_voorstel(session, top.dialoog, 1)
    before = (card.titel, card.gemeenten)
    chosen = list(session.scalars(select(Gemeente.id).where(Gemeente.dialoog_id == top.dialoog)))
    session.rollback()
    change_voorstel(top.dialoog, None, 1, card.versie, "Belcirkel", chosen, BEGELEIDER)
    feit = session.scalars(select(Feit).where(Feit.wat == "VoorstelVeranderd")).one()
    number = feit.id
    session.rollback()
    undo_feit(top.dialoog, number, MARIT)
    session.rollback()
    card = queries.find_voorstel(session, top.dialoog, 1)
    assert (card.titel, card.gemeenten) == before
    session.rollback()
    change_voorstel(top.dialoog, None, 1, card.versie, "Belkring", [], BEGELEIDER)
    late = session.scalars(select(Feit).where(Feit.wat == "VoorstelVeranderd").order_by(Feit.id)).all()[1]
    assert inverse_of(late).waarom_niet(session, late) == "het voorstel is daarna nog veranderd"
