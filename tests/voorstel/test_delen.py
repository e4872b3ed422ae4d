"""The structured parts of a card: saved whole, two people at once, undo, and the ten boxes."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.errors import BadInput, NotFound
from dialoog.opgave.errors import InGebruik
from dialoog.opgave.models import Deelvraag, Kader
from dialoog.opgave.queries import rijen
from dialoog.opgave.rules import Rij
from dialoog.opgave.service import save_rijen
from dialoog.verslag.models import Feit
from dialoog.verslag.service import inverse_of, undo_feit
from dialoog.voorstel import eigenaren, oplossingen, queries, rules, slot
from dialoog.voorstel.antwoorden import Schrijver, save_antwoord
from dialoog.voorstel.delen import delen_van
from dialoog.voorstel.delen_schrijven import save_deel
from dialoog.voorstel.errors import DeelBotst, KaartOpSlot
from dialoog.voorstel.inhoud import (
    Deelvragen,
    Inhoud,
    Kaders,
    Kosten,
    Kostenregel,
    Resultaat,
    Resultaten,
    Toets,
    from_plain,
    to_plain,
)
from dialoog.voorstel.terug import register_inverses
from tests import builders
from tests.voorstel.conftest import MARIT, Top

BEGELEIDER = Schrijver("begeleider", MARIT)
JOKE = Schrijver("notulist", "Joke")
KOSTEN = Kosten((Kostenregel("Hout", "3 x € 400", 120_000, 2027, "ex"), Kostenregel("Inzet")), 150_000)
RESULTATEN = Resultaten((Resultaat("Banken", "20", "banken", "eind 2027"),))


@pytest.fixture
def kaart(top: Top, session: Session) -> int:
    """Voorstel 1, owned by Amina. Gives the id of the card."""
    register_inverses()
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = queries.oplossingen(session, top.dialoog)[0].id
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, top.bijeenkomst, row, "", [top.amina], top.amina, MARIT)
    number = queries.find_voorstel(session, top.dialoog, 1).id
    session.rollback()
    return number


def ids(session: Session, kind: type[Deelvraag] | type[Kader], dialoog: int) -> list[int]:
    found = list(session.scalars(select(kind.id).where(kind.dialoog_id == dialoog).order_by(kind.volgorde)))
    session.rollback()
    return found


def delen(session: Session, kaart: int):
    session.rollback()
    return delen_van(session, [kaart])[kaart]


def feiten(session: Session) -> list[Feit]:
    session.rollback()
    return list(session.scalars(select(Feit).where(Feit.wat == "DeelVeranderd").order_by(Feit.id)))


def vakje(session: Session, top: Top, plek: int) -> str:
    session.rollback()
    return queries.find_voorstel(session, top.dialoog, 1).vakjes[plek - 1]


@pytest.mark.parametrize("inhoud", [KOSTEN, RESULTATEN, Deelvragen((3, 1)), Kaders((Toets(2, "past_niet", "Nee."),))])
def test_what_the_record_keeps_is_what_was_there(inhoud: Inhoud) -> None:
    assert from_plain(inhoud.soort, to_plain(inhoud)) == inhoud


def test_a_part_is_kept_whole_and_in_its_order(top, session, kaart):
    first, second = ids(session, Deelvraag, top.dialoog)
    one, two, _ = ids(session, Kader, top.dialoog)
    save_deel(top.dialoog, 1, 0, KOSTEN, BEGELEIDER)
    save_deel(top.dialoog, 1, 0, RESULTATEN, BEGELEIDER)
    save_deel(top.dialoog, 1, 0, Deelvragen((second, first)), BEGELEIDER)
    save_deel(top.dialoog, 1, 0, Kaders((Toets(two, "onbekend"), Toets(one, "past_niet", "Te duur."))), BEGELEIDER)
    found = delen(session, kaart)
    assert found.kosten.inhoud == KOSTEN
    assert found.resultaten.inhoud == RESULTATEN
    assert found.deelvragen.inhoud == Deelvragen((first, second))
    assert found.kaders.inhoud == Kaders((Toets(one, "past_niet", "Te duur."), Toets(two, "onbekend")))
    assert (found.kosten.versie, found.kosten.wie) == (1, MARIT)
    shorter = Kosten((KOSTEN.regels[1], KOSTEN.regels[0]))
    assert save_deel(top.dialoog, 1, 1, shorter, BEGELEIDER).inhoud == shorter


def test_the_same_twice_is_saved_once(top, session, kaart):
    for _ in range(2):
        assert save_deel(top.dialoog, 1, 0, KOSTEN, BEGELEIDER).versie == 1
    assert len(feiten(session)) == 1


def test_who_was_second_sees_what_lies_there_and_overwrites_nothing(top, session, kaart):
    save_deel(top.dialoog, 1, 0, KOSTEN, BEGELEIDER)
    with pytest.raises(DeelBotst) as refusal:
        save_deel(top.dialoog, 1, 0, Kosten((), 5), JOKE)
    assert refusal.value.stand["versie"] == 1
    assert refusal.value.stand["wie"] == MARIT
    assert from_plain("kosten", refusal.value.stand["inhoud"]) == KOSTEN
    save_deel(top.dialoog, 1, 0, RESULTATEN, JOKE)
    assert delen(session, kaart).kosten.inhoud == KOSTEN


def test_an_open_page_does_not_collide_with_its_own_saving_whose_answer_was_lost(top, session, kaart):
    save_deel(top.dialoog, 1, 0, KOSTEN, JOKE, "blad-1")
    assert save_deel(top.dialoog, 1, 0, Kosten((), 5), JOKE, "blad-1").versie == 2
    with pytest.raises(DeelBotst):
        save_deel(top.dialoog, 1, 0, Kosten((), 6), JOKE, "blad-2")


def test_what_one_person_fills_in_within_ten_minutes_is_one_step_and_goes_back_to_what_was_before(
    top, session, kaart, monkeypatch
):
    save_deel(top.dialoog, 1, 0, KOSTEN, BEGELEIDER)
    save_deel(top.dialoog, 1, 1, Kosten((), 5), JOKE)
    save_deel(top.dialoog, 1, 2, Kosten((), 6), JOKE)
    assert [feit.wie for feit in feiten(session)] == [MARIT, "Joke"]
    undo_feit(top.dialoog, feiten(session)[-1].id, MARIT)
    assert delen(session, kaart).kosten.inhoud == KOSTEN
    assert delen(session, kaart).kosten.versie == 4
    later = klok.nu() + timedelta(minutes=11)
    save_deel(top.dialoog, 1, 4, Kosten((), 7), JOKE)
    monkeypatch.setattr(klok, "nu", lambda: later)
    save_deel(top.dialoog, 1, 5, Kosten((), 8), JOKE)
    assert len(feiten(session)) == 5


def test_what_was_changed_since_is_not_taken_back(top, session, kaart):
    save_deel(top.dialoog, 1, 0, KOSTEN, BEGELEIDER)
    save_deel(top.dialoog, 1, 1, Kosten((), 5), JOKE)
    first, second = feiten(session)
    assert inverse_of(first).waarom_niet(session, first) == "dat is daarna nog veranderd"
    assert inverse_of(second).waarom_niet(session, second) is None


def test_only_who_may_write_may_fill_in(top, session, kaart):
    amina = Schrijver("deelnemer", "Amina", top.amina)
    with pytest.raises(NotFound):
        save_deel(top.dialoog, 1, 0, KOSTEN, Schrijver("deelnemer", "Bram", top.bram))
    save_deel(top.dialoog, 1, 0, KOSTEN, amina)
    slot.set_slot(top.dialoog, None, 1, op_slot=True, wie=MARIT)
    with pytest.raises(KaartOpSlot):
        save_deel(top.dialoog, 1, 1, Kosten(), amina)


def test_a_deelvraag_or_kader_of_another_dialogue_is_refused(top, session, kaart):
    other = builders.make_dialoog("elders")
    with pytest.raises(BadInput):
        save_deel(top.dialoog, 1, 0, Deelvragen((ids(session, Deelvraag, other)[0],)), BEGELEIDER)
    with pytest.raises(BadInput):
        save_deel(top.dialoog, 1, 0, Kaders((Toets(ids(session, Kader, other)[0], "past"),)), BEGELEIDER)


def test_a_kader_that_is_judged_is_not_removed_under_the_voorstel(top, session, kaart):
    one = ids(session, Kader, top.dialoog)[0]
    save_deel(top.dialoog, 1, 0, Kaders((Toets(one, "past"),)), BEGELEIDER)
    rows = [Rij(str(number), row, "") for number, row in rijen(session, top.dialoog, "kaders").items()]
    session.rollback()
    with pytest.raises(InGebruik, match="past binnen dit kader"):
        save_rijen(top.dialoog, "kaders", rows, one, MARIT)


def test_a_kader_that_is_asked_of_the_plan_now_keeps_its_judgement(top, session, kaart):
    one, two, three = ids(session, Kader, top.dialoog)
    save_deel(top.dialoog, 1, 0, Kaders((Toets(one, "past"), Toets(two, "past"))), BEGELEIDER)
    session.get_one(Kader, one).geldt_voor = "plan"
    session.commit()
    save_deel(top.dialoog, 1, 1, Kaders((Toets(three, "nvt"),)), BEGELEIDER)
    assert delen(session, kaart).kaders.inhoud == Kaders((Toets(one, "past"), Toets(three, "nvt")))


def test_an_empty_card_has_ten_empty_boxes_and_a_text_fills_the_six_plain_ones(top, session, kaart):
    assert [vakje(session, top, plek) for plek in range(1, 11)] == ["leeg"] * 10
    for key in rules.SLEUTELS:
        save_antwoord(top.dialoog, 1, key, 0, "Een antwoord.", BEGELEIDER)
    found = [vakje(session, top, plek) for plek in range(1, 11)]
    assert found == ["vol", "half", "vol", "vol", "vol", "vol", "vol", "vol", "vol", "half"]


def test_question_2_is_full_once_a_deelvraag_was_chosen_or_none_on_purpose(top, session, kaart):
    first = ids(session, Deelvraag, top.dialoog)[0]
    for versie, choice in enumerate((Deelvragen((first,)), Deelvragen(geen=True))):
        save_deel(top.dialoog, 1, versie, choice, BEGELEIDER)
        assert vakje(session, top, 2) == "vol"
    save_deel(top.dialoog, 1, 2, Deelvragen(), BEGELEIDER)
    assert vakje(session, top, 2) == "leeg"


def test_question_4_asks_words_and_a_number_with_each_result(top, session, kaart):
    save_deel(top.dialoog, 1, 0, RESULTATEN, BEGELEIDER)
    assert vakje(session, top, 4) == "half"
    save_antwoord(top.dialoog, 1, "opbrengst", 0, "Veel.", BEGELEIDER)
    assert vakje(session, top, 4) == "vol"
    save_deel(top.dialoog, 1, 1, Resultaten((Resultaat("Banken"),)), BEGELEIDER)
    assert vakje(session, top, 4) == "half"


@pytest.mark.parametrize("kosten", [Kosten((Kostenregel("Inzet"),)), Kosten((), 100), KOSTEN])
def test_question_8_is_full_without_amounts_and_with_only_a_total_too(top, session, kaart, kosten):
    save_deel(top.dialoog, 1, 0, kosten, BEGELEIDER)
    assert vakje(session, top, 8) == "vol"


def test_question_10_stays_open_while_something_is_unknown_or_an_argument_is_missing(top, session, kaart):
    one, two, three = ids(session, Kader, top.dialoog)
    rest = (Toets(two, "past"), Toets(three, "nvt"))
    for versie, (first, box) in enumerate([("onbekend", "half"), ("past_niet", "half"), ("past", "vol")]):
        save_deel(top.dialoog, 1, versie, Kaders((Toets(one, first), *rest)), BEGELEIDER)
        assert vakje(session, top, 10) == box
    save_deel(top.dialoog, 1, 3, Kaders((Toets(one, "past_niet", "Daarom."), *rest)), BEGELEIDER)
    assert vakje(session, top, 10) == "vol"
