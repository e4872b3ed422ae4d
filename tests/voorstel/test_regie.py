"""The regie's pages of oplossingen and voorstellen, through HTTP."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from dialoog.database import transaction
from dialoog.stemming.models import Stemronde
from dialoog.voorstel import antwoorden, eigenaren, kaarten, oplossingen, queries
from tests import builders
from tests.voorstel.conftest import MARIT, TOKEN, Top


def text(answer) -> str:
    return answer.get_data(as_text=True)


def rows(top: Top, session) -> list[queries.OplossingRij]:
    session.rollback()
    return queries.oplossingen(session, top.dialoog)


def test_the_regie_sees_the_tie_framed_and_one_green_button(top, marit):
    page = text(marit.get(top.regie))
    assert "Samen op plaats 5. Er is één plaats over." in page
    assert "Begin de herstemming" in page
    assert "Maak oplossingen van wat vaststaat" in page
    assert "Hoe kiest de groep?" in page
    assert "Wat kiest de groep?" not in page
    assert marit.post(f"{top.regie}/gelijk/{top.stap}/weg?weg=keuze").status_code == 303
    page = text(marit.get(top.regie))
    assert "Wat kiest de groep?" in page
    assert 'form="gelijk-formulier"' in page


def test_top_five_from_press_to_oplossingen(top, marit, session):
    assert marit.post("/regie/wijk/oplossingen/vul", data={"avond": top.bijeenkomst}).status_code == 303
    refused = marit.post(
        "/regie/wijk/oplossingen/gelijk",
        data={"avond": top.bijeenkomst, "ronde": top.ronde, "ideeen": top.ideeen[5], "reden": " "},
    )
    assert refused.status_code == 400
    assert "Schrijf kort waarom" in text(refused)
    assert f'value="{top.ideeen[5]}" checked' in text(refused)
    done = marit.post(
        "/regie/wijk/oplossingen/gelijk",
        data={"avond": top.bijeenkomst, "ronde": top.ronde, "ideeen": top.ideeen[5], "reden": "Na de zomer al."},
    )
    assert done.headers["Location"].endswith(top.regie)
    assert [[i.nummer for i in row.ideeen] for row in rows(top, session)] == [[1], [2], [3], [4], [6]]
    page = text(marit.get(top.regie))
    assert "Na de zomer al." in page
    assert "Wat kiest de groep?" not in page


def test_another_order_asks_why_first(top, marit, session):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    last = rows(top, session)[3].id
    query = f"?van=4&naar=3&avond={top.bijeenkomst}"
    asked = marit.post(f"/regie/wijk/oplossingen/{last}/plaats{query}")
    assert asked.status_code == 303
    assert "/plaats?van=4" in asked.headers["Location"]
    assert "Waarom kiest de groep dit?" in text(marit.get(asked.headers["Location"]))
    empty = marit.post(f"/regie/wijk/oplossingen/{last}/plaats", data={"van": 4, "naar": 3, "reden": ""})
    assert empty.status_code == 400
    good = {"van": 4, "naar": 3, "reden": "Kan meteen.", "avond": top.bijeenkomst}
    for _ in range(2):
        assert marit.post(f"/regie/wijk/oplossingen/{last}/plaats", data=good).status_code == 303
    assert rows(top, session)[2].reden == "Kan meteen."


@pytest.mark.parametrize(
    "titel", ["", "x" * 10_000, "<script>alert(1)</script>", "\U0001f600", "مرحبا", "a\u0000b", '=HYPERLINK("x")']
)
def test_bad_titles_are_refused_or_kept_as_text(top, marit, titel):
    data = {"titel": titel, "ideeen": top.ideeen[0], "avond": top.bijeenkomst}
    answer = marit.post("/regie/wijk/oplossingen/nieuw", data=data)
    assert answer.status_code in (303, 400)
    assert "<script>alert" not in text(answer) + text(marit.get(top.regie))


def test_an_old_form_shows_what_is_there_and_what_was_typed(top, marit, session):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = rows(top, session)[0]
    data = {"titel": "Belcirkel", "ideeen": top.ideeen[0], "versie": row.versie}
    assert marit.post(f"/regie/wijk/oplossingen/{row.id}", data=data).status_code == 303
    late = marit.post(f"/regie/wijk/oplossingen/{row.id}", data={**data, "titel": "Belkring"})
    assert late.status_code == 409
    assert "Belcirkel" in text(late)
    assert 'value="Belkring"' in text(late)


def test_taking_out_and_back_again(top, marit, session):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = rows(top, session)[0].id
    marit.post(f"/regie/wijk/oplossingen/{row}/weg")
    assert len(rows(top, session)) == 3
    assert "Zet terug" in text(marit.get(top.regie))
    marit.post(f"/regie/wijk/oplossingen/{row}/terug")
    assert len(rows(top, session)) == 4


def test_keeping_after_a_new_round_asks_for_what_is_missing(top, marit, session):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = rows(top, session)[0].id
    with transaction() as writing:
        writing.execute(update(Stemronde).values(staat="vervallen", reden="Te weinig mensen"))
    assert marit.post(f"/regie/wijk/oplossingen/{row}/houd").status_code == 409
    assert "Uit een eerdere ronde." in text(marit.get("/regie/wijk/voorstellen"))


def test_eigenaren_are_named_from_the_list(top, marit, session):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = rows(top, session)[0].id
    url = f"/regie/wijk/oplossingen/{row}/eigenaren"
    assert "Bram Vos" in text(marit.get(url))
    data = {"gezien": "", "eigenaren": [top.amina, top.bram], "trekker": top.bram}
    assert marit.post(url, data=data).status_code == 303
    assert marit.post(url, data={**data, "trekker": top.amina}).status_code == 409
    assert [e.naam for e in rows(top, session)[0].eigenaren] == ["Bram Vos", "Amina Bouzid"]
    assert marit.post(url, data={**data, "eigenaren": [9999]}).status_code in (400, 409)


@pytest.fixture
def kaart(top: Top, session) -> int:
    """Voorstel 1, owned by Amina."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = rows(top, session)[0].id
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, None, row, "", [top.amina], top.amina, MARIT)
    return 1


def test_the_begeleider_writes_changes_and_locks_a_card(top, marit, session, kaart):
    saved = marit.post("/regie/wijk/voorstellen/1/6", data={"versie": 0, "tekst": "- een\n- twee"})
    assert saved.headers["Location"].endswith("/voorstellen/1/6")
    page = text(marit.get("/regie/wijk/voorstellen/1"))
    assert "<ul><li>een</li><li>twee</li></ul>" in page
    late = marit.post("/regie/wijk/voorstellen/1/6", data={"versie": 0, "tekst": "Iets anders"})
    assert late.status_code == 409
    assert "Iets anders" in text(late)
    assert "<li>een</li>" in text(late)
    assert marit.post("/regie/wijk/voorstellen/1", data={"versie": 1, "titel": ""}).status_code == 400
    assert marit.post("/regie/wijk/voorstellen/1", data={"versie": 1, "titel": "Belcirkel"}).status_code == 303
    marit.post("/regie/wijk/voorstellen/1/slot", data={"op_slot": "ja"})
    session.rollback()
    card = queries.find_voorstel(session, top.dialoog, 1)
    assert (card.nummer, card.titel, card.op_slot) == (1, "Belcirkel", True)


def test_pages_that_are_not_there(top, marit, kaart):
    for url in ("/regie/wijk/voorstellen/9", "/regie/wijk/voorstellen/1/11", "/regie/wijk/oplossingen/999"):
        assert marit.get(url).status_code == 404
    assert marit.post("/regie/wijk/oplossingen/vul", data={"avond": 999}).status_code == 404


def test_a_loose_voorstel_has_its_own_number(top, marit, kaart):
    made = marit.post("/regie/wijk/voorstellen/los", data={"titel": "Iets los"})
    assert made.headers["Location"].endswith("/voorstellen/5")
    assert marit.post("/regie/wijk/voorstellen/los", data={"titel": " "}).status_code == 400
    assert "los voorstel" in text(marit.get("/regie/wijk/voorstellen"))


@pytest.mark.boek
def test_the_empty_form_holds_the_ten_questions(top, marit, kaart):
    answer = marit.get("/regie/wijk/voorstellen/1/formulier.docx")
    assert answer.status_code == 200
    document = ZipFile(BytesIO(answer.data)).read("word/document.xml").decode()
    assert "Hoe maken we het samen betaalbaar?" in document


def test_only_the_begeleider_of_this_dialogue_comes_here(
    top, app, session, as_begeleider: Callable[[int], FlaskClient], as_deelnemer: Callable[[int, str], FlaskClient]
):
    stranger = as_begeleider(builders.make_begeleider(builders.make_dialoog("elders"), email="x@y.example"))
    assert stranger.get("/regie/wijk/voorstellen").status_code == 404
    assert stranger.post("/regie/wijk/oplossingen/vul").status_code == 404
    for client in (app.test_client(), as_deelnemer(top.dialoog, TOKEN)):
        assert "/inloggen" in client.post("/regie/wijk/oplossingen/vul").headers["Location"]
    assert rows(top, session) == []


def test_the_card_in_view_is_kept_with_the_step(kaarten_avond, as_begeleider, session):
    top = kaarten_avond
    marit = as_begeleider(top.begeleider)
    url = f"{top.regie}/stap/{top.stap}/kaart"
    assert marit.post(f"{url}?voorstel=2&vraag=4").status_code == 303
    page = text(marit.get(f"/beamer/{top.token()}"))
    assert "Voorstel 2 van 4" in page
    assert "Wat gaat het opleveren" in page
    assert marit.post(f"{url}?voorstel=77&vraag=4").status_code == 404
    wie = antwoorden.Schrijver("begeleider", MARIT)
    antwoorden.save_antwoord(top.dialoog, 2, "opbrengst", 0, "- Veertig ritten", wie)
    assert "<li>Veertig ritten</li>" in text(marit.get(f"/beamer/{top.token()}"))


@pytest.fixture
def kaarten_avond(request: pytest.FixtureRequest) -> Top:
    """*Voorstelkaarten* is live, with four cards."""
    top: Top = request.getfixturevalue("kaarten")
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    kaarten.make_cards(top.dialoog, top.bijeenkomst, MARIT)
    return top


def test_after_the_oplossingen_the_green_button_asks_for_owners_one_oplossing_at_a_time(top, marit, session):
    """Then come the cards, also where the draaiboek ends here, and only then the end of the evening."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    oplossingen.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[5]], "Kan al.", MARIT)
    for row in rows(top, session):
        page = text(marit.get(top.regie))
        assert "Kies eigenaren en trekker" in page
        assert f"Van plaats {row.plaats}: {row.titel}." in page
        assert "Verder zonder eigenaren" in page
        eigenaren.set_eigenaren(top.dialoog, None, row.id, "", [top.bram], top.amina, MARIT)
    page = text(marit.get(top.regie))
    assert "Kies eigenaren" not in page
    assert "Ga naar Voorstelkaarten" in page
    assert "Sluit de avond af" in page
    for _ in range(2):  # sent twice: one step
        answer = marit.post(f"{top.regie}/voorstelkaarten", data={"gezien": top.stap})
        assert answer.headers["Location"].endswith(top.regie)
    page = text(marit.get(top.regie))
    assert page.count("Stap Voorstelkaarten erbij") == 1
    assert "Op het scherm: Voorstel 1, vraag 1" in page
    assert "Sluit de avond af" in page
    assert "Ga naar Voorstelkaarten" not in page


def test_an_oplossing_without_a_trekker_is_asked_for_after_those_that_nobody_owns(top, marit, session):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    oplossingen.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[5]], "Kan al.", MARIT)
    first, *rest = rows(top, session)
    eigenaren.set_eigenaren(top.dialoog, None, first.id, "", [top.bram], None, MARIT)
    assert f"Van plaats 2: {rest[0].titel}. Daarna nog 4." in text(marit.get(top.regie))
    for row in rest:
        eigenaren.set_eigenaren(top.dialoog, None, row.id, "", [top.bram], top.bram, MARIT)
    page = text(marit.get(top.regie))
    assert "Kies een trekker" in page
    assert f"Van plaats 1: {first.titel}." in page
    assert "Verder zonder trekker" in page


def test_who_goes_on_without_owners_still_gets_the_cards(top, marit, session):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    page = text(marit.get(f"{top.regie}?vraag=einde"))
    assert "4 oplossingen hebben nog geen trekker." in page
    assert marit.post(f"{top.regie}/afsluiten", data={"gezien": top.stap}).status_code == 303
    session.rollback()
    assert [card.titel for card in queries.voorstellen(session, top.dialoog)] == [r.titel for r in rows(top, session)]
