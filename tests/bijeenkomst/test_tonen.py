"""Tonen through HTTP: the pages of a step, and the sheet that the hall sees."""

import html
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.draaiboek import add_stap
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.tonen import add_blad, bladnaam
from dialoog.opgave.models import Dialoog
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog

As = Callable[[int], FlaskClient]


@dataclass
class Toon:
    """A step tonen that is live, and who looks."""

    session: Session
    regie: FlaskClient
    avond: str
    bladen: str
    beamer: str
    stap: int
    dialoog: int
    bijeenkomst: int

    @property
    def row(self) -> Stap:
        self.session.rollback()
        return self.session.get_one(Stap, self.stap)

    @property
    def namen(self) -> list[str]:
        return [bladnaam(row) for row in self.row.bladen]

    def scherm(self) -> str:
        return html.unescape(self.regie.get(self.beamer).get_data(as_text=True))

    def toon(self, blad: int, deel: int = 1) -> int:
        data = {"blad": blad, "deel": deel}
        return self.regie.post(f"{self.avond}/stap/{self.stap}/blad", data=data).status_code


@pytest.fixture
def toon(session: Session, as_begeleider: As) -> Toon:
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    stap = add_stap(dialoog, number, "tonen", None, "Marit", kenmerk="een")
    assert stap is not None
    client = as_begeleider(make_begeleider(dialoog))
    client.post(f"/regie/wijk/avond/{number}/verder", data={"gezien": ""})
    token = session.get_one(Bijeenkomst, number).beamer_token
    bladen = f"/regie/wijk/voorbereiden/bijeenkomst/{number}/stap/{stap}/bladen"
    return Toon(session, client, f"/regie/wijk/avond/{number}", bladen, f"/beamer/{token}", stap, dialoog, number)


def test_a_new_step_shows_the_question_the_kaders_and_the_spelregels(toon: Toon) -> None:
    assert toon.namen == ["De hoofdvraag", "De kaders", "De spelregels"]
    assert "De hoofdvraag" in toon.scherm()


def test_the_sheet_of_the_regie_stands_on_the_beamer_and_on_the_phone(toon: Toon, as_deelnemer: Callable) -> None:  # type: ignore[type-arg]
    make_deelnemer(toon.dialoog, bijeenkomst=toon.bijeenkomst, token="t")
    phone = as_deelnemer(toon.dialoog, "t")
    assert (
        toon.regie.post(f"{toon.bladen}/tekst", data={"titel": "Vanavond", "tekst": "Welkom\n- koffie"}).status_code
        == 303
    )
    assert toon.toon(toon.row.bladen[-1].id) == 303
    assert "koffie" in toon.scherm()
    assert "koffie" in phone.get("/d/wijk/").get_data(as_text=True)
    assert toon.toon(toon.row.bladen[-1].id) == 303  # sent twice: the same sheet
    assert "koffie" in toon.scherm()


def test_the_green_button_turns_the_sheets_and_then_goes_to_the_next_step(toon: Toon) -> None:
    page = toon.regie.get(toon.avond).get_data(as_text=True)
    assert "Volgend blad" in page
    assert "data-toets-rechts" in page
    assert "data-toets-links" not in page
    toon.toon(toon.row.bladen[-1].id)
    page = toon.regie.get(toon.avond).get_data(as_text=True)
    assert "Sluit de avond af" in page
    assert "data-toets-links" in page


def test_a_page_of_another_step_is_not_shown(toon: Toon) -> None:
    other = add_stap(toon.dialoog, toon.bijeenkomst, "tonen", None, "Marit", kenmerk="twee")
    elsewhere = toon.session.get_one(Stap, other).bladen[0].id
    assert toon.toon(elsewhere) == 404
    assert toon.regie.post(f"{toon.avond}/stap/{other}/blad", data={"blad": elsewhere}).status_code == 409


def test_a_step_of_another_kind_has_no_pages(toon: Toon) -> None:
    other = add_stap(toon.dialoog, toon.bijeenkomst, "gesprek", None, "Marit", kenmerk="twee")
    assert toon.regie.get(toon.bladen.replace(f"/{toon.stap}/", f"/{other}/")).status_code == 404


def test_pages_are_added_once_moved_by_buttons_and_by_dragging_and_removed(toon: Toon) -> None:
    for _ in range(2):
        assert toon.regie.post(toon.bladen, data={"soort": "deelvragen", "kenmerk": "k1"}).status_code == 303
    assert toon.namen == ["De hoofdvraag", "De kaders", "De spelregels", "De deelvragen"]
    last = toon.row.bladen[-1].id
    toon.regie.post(f"{toon.bladen}/{last}/omhoog")
    assert toon.namen[2] == "De deelvragen"
    toon.regie.post(f"{toon.bladen}/volgorde", data={"rij": [row.id for row in reversed(toon.row.bladen)]})
    assert toon.namen == ["De spelregels", "De deelvragen", "De kaders", "De hoofdvraag"]
    for _ in range(2):
        assert toon.regie.post(f"{toon.bladen}/{last}/weg").status_code == 303
    assert toon.namen == ["De spelregels", "De kaders", "De hoofdvraag"]


def test_an_unknown_page_and_an_empty_text_are_refused_in_words(toon: Toon) -> None:
    assert toon.regie.post(toon.bladen, data={"soort": "filmpje"}).status_code == 400
    answer = toon.regie.post(f"{toon.bladen}/tekst", data={"titel": "", "tekst": "  "})
    assert answer.status_code == 400
    assert "Dit blad is leeg" in answer.get_data(as_text=True)
    long = toon.regie.post(f"{toon.bladen}/tekst", data={"titel": "T", "tekst": "woord " * 2000})
    assert long.status_code == 400
    assert "woord woord" in long.get_data(as_text=True)
    assert len(toon.namen) == 3


def test_two_begeleiders_on_one_page_both_see_both_texts(toon: Toon) -> None:
    toon.regie.post(f"{toon.bladen}/tekst", data={"titel": "Vanavond", "tekst": "Eerst"})
    blad = f"{toon.bladen}/{toon.row.bladen[-1].id}"
    assert toon.regie.post(blad, data={"titel": "Vanavond", "tekst": "Van de een", "versie": 1}).status_code == 303
    answer = toon.regie.post(blad, data={"titel": "Vanavond", "tekst": "Van de ander", "versie": 1})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Van de een" in page
    assert "Van de ander" in page
    assert toon.regie.post(blad, data={"titel": "Vanavond", "tekst": "Samen", "versie": 2}).status_code == 303
    assert toon.row.bladen[-1].tekst == "Samen"


def test_markup_in_a_text_is_shown_as_text(toon: Toon) -> None:
    toon.regie.post(f"{toon.bladen}/tekst", data={"titel": "<script>x</script>", "tekst": "- <img src=x onerror=y>"})
    toon.toon(toon.row.bladen[-1].id)
    raw = toon.regie.get(toon.beamer).get_data(as_text=True)
    assert "<script>x" not in raw
    assert "<img src=x" not in raw
    assert "&lt;img src=x onerror=y&gt;" in raw


def test_a_step_with_pages_can_be_removed(toon: Toon) -> None:
    other = add_stap(toon.dialoog, toon.bijeenkomst, "tonen", None, "Marit", kenmerk="twee")
    path = f"/regie/wijk/voorbereiden/bijeenkomst/{toon.bijeenkomst}/stap/{other}/weg"
    assert toon.regie.post(path).status_code == 303
    toon.session.rollback()
    assert toon.session.get(Stap, other) is None


def test_without_any_page_the_screens_say_so(toon: Toon) -> None:
    for row in toon.row.bladen:
        toon.regie.post(f"{toon.bladen}/{row.id}/weg")
    assert "nog niets om te tonen" in toon.scherm()
    assert "Er staat nog geen blad klaar" in toon.regie.get(toon.avond).get_data(as_text=True)


def test_a_page_that_nobody_filled_in_is_not_shown_and_the_regie_says_where_to_fill_it(toon: Toon) -> None:
    dialoog = toon.session.get_one(Dialoog, toon.dialoog)
    dialoog.kaders = []
    toon.session.commit()
    page = toon.regie.get(toon.avond).get_data(as_text=True)
    assert "Blad 1 van 2" in page
    assert "De kaders: nog niets ingevuld." in page
    assert "/regie/wijk/voorbereiden/kaders" in page
    _, empty, last = toon.row.bladen
    assert f"blad={last.id}&amp;" in page
    assert toon.toon(empty.id) == 409
    assert "kaders" not in toon.scherm()
    dialoog = toon.session.get_one(Dialoog, toon.dialoog)
    dialoog.hoofdvraag = dialoog.hoofdvraag_kort = ""
    dialoog.spelregels = []
    toon.session.commit()
    assert "nog niets om te tonen" in toon.scherm()
    page = toon.regie.get(toon.avond).get_data(as_text=True)
    assert page.count("Vul dit nu in") == 3
    assert "Sluit de avond af" in page


def test_a_text_beside_a_photo_stands_on_beamer_and_phone_and_two_who_change_it_see_both(
    toon: Toon,
    as_deelnemer: Callable,  # type: ignore[type-arg]
) -> None:
    make_deelnemer(toon.dialoog, bijeenkomst=toon.bijeenkomst, token="t")
    blad = add_blad(
        toon.dialoog, toon.bijeenkomst, toon.stap, "beeld", "Marit",
        kenmerk="foto", titel="Het plein", tekst="Een plein", beeld="0a" * 32, naast="- Geen schaduw",
    )  # fmt: skip
    assert toon.toon(blad or 0) == 303
    assert "Geen schaduw" in toon.scherm()
    phone = as_deelnemer(toon.dialoog, "t").get("/d/wijk/").get_data(as_text=True)
    assert "Geen schaduw" in phone
    page = f"{toon.bladen}/{blad}"
    assert "Tekst naast de foto" in toon.regie.get(page).text
    words = {"titel": "Het plein", "tekst": "Een plein", "versie": 1}
    assert toon.regie.post(page, data={**words, "naast": "- Wel een boom"}).status_code == 303
    assert "Wel een boom" in toon.scherm()
    answer = toon.regie.post(page, data={**words, "naast": "- Iets anders"})
    assert answer.status_code == 409
    assert "Wel een boom" in answer.text
    assert "Iets anders" in answer.text
