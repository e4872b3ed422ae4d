"""A loose card finds its oplossing, by hand or by its title, and can be loosened again. Through HTTP."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.errors import NotNow
from dialoog.overdracht import uitvoer_uitkomst as uitvoer
from dialoog.themaboek.queries import boek
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import eigenaren, kaarten, oplossingen, queries
from tests import builders
from tests.voorstel.conftest import MARIT, TOKEN, Top

URL = "/regie/wijk/voorstellen"


def text(answer) -> str:
    return answer.get_data(as_text=True)


@pytest.fixture
def vijf(top: Top, session: Session) -> list[int]:
    """Five oplossingen (their ids, in order) without cards, and the loose cards 2, 3 and 5 of an earlier file."""
    oplossingen.fill_top(top.dialoog, None, MARIT)
    oplossingen.settle_rand(top.dialoog, None, top.ronde, [top.ideeen[4]], "Na de zomer.", MARIT)
    with transaction() as writing:
        for nummer in (2, 3, 5):
            kaarten.add_voorstel(writing, top.dialoog, f"Kaart uit het bestand {nummer}", nummer=nummer)
    ids = [row.id for row in queries.oplossingen(session, top.dialoog)]
    session.rollback()
    return ids


def kaart(session: Session, top: Top, nummer: int) -> queries.VoorstelRij:
    session.rollback()
    found = queries.find_voorstel(session, top.dialoog, nummer)
    session.rollback()
    return found


def plaatsen(session: Session, top: Top) -> dict[int, int | None]:
    """Number of a card → place of its oplossing."""
    session.rollback()
    found = {row.nummer: row.oplossing.plaats if row.oplossing else None for row in
             queries.voorstellen(session, top.dialoog)}  # fmt: skip
    session.rollback()
    return found


def facts(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).where(Feit.wat == "VoorstelGekoppeld")) or 0


def koppel(client: FlaskClient, nummer: int, oplossing: int, versie: int):
    return client.post(f"{URL}/{nummer}/oplossing", data={"oplossing": oplossing, "versie": versie})


def test_a_loose_card_is_linked_once_and_keeps_number_and_title(top, marit, session, vijf):
    page = text(marit.get(f"{URL}/2"))
    assert "Bij welke oplossing hoort dit voorstel?" in page
    for _ in range(2):
        assert koppel(marit, 2, vijf[1], 1).status_code == 303
    card = kaart(session, top, 2)
    assert (card.nummer, card.titel, card.oplossing.id) == (2, "Kaart uit het bestand 2", vijf[1])
    assert facts(session) == 1
    assert "Uit de oplossing op plaats 2" in text(marit.get(f"{URL}/2"))


def test_an_oplossing_that_has_a_card_is_not_offered_nor_taken(top, marit, session, vijf):
    koppel(marit, 2, vijf[1], 1)
    page = text(marit.get(f"{URL}/3"))
    assert f'<option value="{vijf[1]}"' not in page
    assert f'<option value="{vijf[2]}"' in page
    refused = koppel(marit, 3, vijf[1], 1)
    assert refused.status_code == 409
    assert "Bij plaats 2 hoort al een kaart: Voorstel 2." in text(refused)
    assert plaatsen(session, top)[3] is None


def test_the_second_of_two_begeleiders_sees_what_happened_and_keeps_the_choice(top, marit, session, vijf):
    koppel(marit, 2, vijf[1], 1)
    late = koppel(marit, 2, vijf[3], 1)
    assert late.status_code == 409
    page = text(late)
    assert "Het hoort nu bij:" in page
    assert f'<option value="{vijf[3]}" selected>' in page
    assert 'value="Kaart uit het bestand 2"' in page
    assert plaatsen(session, top)[2] == 2
    assert koppel(marit, 2, vijf[3], 2).status_code == 303
    assert plaatsen(session, top)[2] == 4


def test_a_card_is_loosened_again_and_both_steps_can_be_taken_back(top, marit, session, vijf):
    koppel(marit, 2, vijf[1], 1)
    assert koppel(marit, 2, 0, 2).status_code == 303
    assert plaatsen(session, top)[2] is None
    made, loosened = session.scalars(select(Feit.id).where(Feit.wat == "VoorstelGekoppeld").order_by(Feit.id)).all()
    session.rollback()
    undo_feit(top.dialoog, loosened, MARIT)
    assert plaatsen(session, top)[2] == 2
    undo_feit(top.dialoog, made, MARIT)
    assert plaatsen(session, top)[2] is None


def test_it_is_not_taken_back_when_the_oplossing_of_before_got_another_card(top, marit, session, vijf):
    koppel(marit, 2, vijf[1], 1)
    koppel(marit, 2, vijf[3], 2)
    koppel(marit, 3, vijf[1], 1)
    moved = session.scalars(select(Feit.id).where(Feit.wat == "VoorstelGekoppeld").order_by(Feit.id)).all()[1]
    session.rollback()
    with pytest.raises(NotNow, match="een andere kaart"):
        undo_feit(top.dialoog, moved, MARIT)
    assert plaatsen(session, top)[2] == 4


def test_an_oplossing_that_is_not_there_or_was_taken_out_is_refused(top, marit, session, vijf):
    oplossingen.remove_oplossing(top.dialoog, None, vijf[1], MARIT)
    for oplossing in (vijf[1], 999_999):
        answer = koppel(marit, 2, oplossing, 1)
        assert answer.status_code == 400
        assert "Deze oplossing staat er niet meer." in text(answer)
    assert plaatsen(session, top)[2] is None
    assert koppel(marit, 77, vijf[0], 1).status_code == 404


def test_of_another_dialogue_neither_card_nor_oplossing_is_reached(top, marit, session, vijf, as_begeleider):
    stranger = as_begeleider(builders.make_begeleider(builders.make_dialoog("elders"), email="x@y.example"))
    assert koppel(stranger, 2, vijf[1], 1).status_code == 404
    other = stranger.post("/regie/elders/voorstellen/los", data={"titel": "Iets los"})
    number = int(other.headers["Location"].rsplit("/", 1)[1])
    data = {"oplossing": vijf[1], "versie": 1}
    assert stranger.post(f"/regie/elders/voorstellen/{number}/oplossing", data=data).status_code == 400
    assert plaatsen(session, top)[2] is None


def test_a_deelnemer_or_stranger_links_nothing(
    top, app, session, vijf, marit, as_deelnemer: Callable[[int, str], FlaskClient]
):
    for client in (app.test_client(), as_deelnemer(top.dialoog, TOKEN)):
        answer = koppel(client, 2, vijf[1], 1)
        assert answer.status_code == 302
        assert "/inloggen" in answer.headers["Location"]
    assert plaatsen(session, top)[2] is None


def test_who_owns_the_oplossing_may_write_on_the_linked_card_and_not_after_loosening(
    top, marit, session, vijf, as_deelnemer
):
    eigenaren.set_eigenaren(top.dialoog, None, vijf[1], "", [top.amina], top.amina, MARIT)
    made = next(nummer for nummer, plaats in plaatsen(session, top).items() if plaats == 2)
    koppel(marit, made, 0, 1)
    koppel(marit, 2, vijf[1], 1)
    phone = as_deelnemer(top.dialoog, TOKEN)
    assert phone.post("/d/wijk/voorstel/2/1", data={"tekst": "Een belcirkel", "versie": 0}).status_code == 303
    assert phone.get(f"/d/wijk/voorstel/{made}/1").status_code == 404
    told = session.scalars(select(Feit.data).where(Feit.wat == "EigenaarGenoemd").order_by(Feit.id.desc())).first()
    session.rollback()
    assert told is not None
    assert told["nummer"] == 2
    koppel(marit, 2, 0, 2)
    assert phone.post("/d/wijk/voorstel/2/1", data={"tekst": "Te laat", "versie": 1}).status_code == 404


def test_three_cards_of_a_file_and_two_new_ones_with_numbers_never_used(top, marit, session, vijf):
    for nummer in (2, 3, 5):
        koppel(marit, nummer, vijf[nummer - 1], 1)
    assert marit.post(f"{URL}/maak").status_code == 303
    assert plaatsen(session, top) == {2: 2, 3: 3, 5: 5, 6: 1, 7: 4}
    book = boek(session, top.dialoog)
    assert {card.nummer: card.plaats for card in book.voorstellen} == {2: 2, 3: 3, 5: 5, 6: 1, 7: 4}
    rows = uitvoer.oplossingen(session, top.dialoog)
    out = uitvoer.voorstellen(session, top.dialoog, uitvoer.plaatsen(rows))
    assert {card.nummer: card.plaats for card in out} == {2: 2, 3: 3, 5: 5, 6: 1, 7: 4}


def test_a_loose_card_of_the_same_title_is_linked_where_a_second_would_be_made(top, marit, session, vijf):
    title = queries.oplossingen(session, top.dialoog)[3].titel
    session.rollback()
    data = {"titel": title.upper(), "versie": 1}
    assert marit.post(f"{URL}/5", data=data).status_code == 303
    marit.post(f"{URL}/maak")
    found = plaatsen(session, top)
    assert found[5] == 4
    assert sorted(plaats for plaats in found.values() if plaats) == [1, 2, 3, 4, 5]
    assert kaart(session, top, 5).titel == title.upper()


def test_naming_an_eigenaar_links_the_card_of_the_same_title_and_gives_the_right(
    top, marit, session, vijf, as_deelnemer
):
    title = queries.oplossingen(session, top.dialoog)[0].titel
    session.rollback()
    marit.post(f"{URL}/3", data={"titel": title, "versie": 1})
    data = {"gezien": "", "eigenaren": [top.amina], "trekker": top.amina}
    assert marit.post(f"/regie/wijk/oplossingen/{vijf[0]}/eigenaren", data=data).status_code == 303
    assert plaatsen(session, top)[3] == 1
    phone = as_deelnemer(top.dialoog, TOKEN)
    assert phone.get("/d/wijk/voorstel/3/1").status_code == 200
