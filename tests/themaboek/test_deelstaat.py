"""Parts of the book that are not available or left out: said by the begeleider, taken back, and in the file."""

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.schrijven import schrijf
from dialoog.overdracht.uitvoer import bestand_van
from dialoog.themaboek.deelstaat import avond_sleutel, deelstaten, set_deelstaat
from dialoog.themaboek.maken.html import render_html
from dialoog.themaboek.overzicht import rijen
from dialoog.themaboek.queries import boek
from dialoog.themaboek.stand import delen, ontbreekt
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from tests import builders
from tests.themaboek.conftest import MARIT, Klein

BOEK = "/regie/wijk/themaboek"


def zet(klein: Klein, sleutel: str, staat: str, versie: int = 0) -> int:
    return set_deelstaat(klein.dialoog, sleutel, staat, versie, MARIT)


@pytest.fixture
def marit(klein: Klein, as_begeleider: Callable[[int], FlaskClient]) -> FlaskClient:
    return as_begeleider(klein.begeleider)


def page(klein: Klein) -> str:
    db.session.rollback()
    return render_html(boek(db.session(), klein.dialoog))


def test_what_is_left_out_is_not_in_the_contents_and_the_numbers_close_up(klein: Klein) -> None:
    zet(klein, "feiten", "weggelaten")
    text = page(klein)
    assert "De feiten" not in text
    assert "4 De stappen" in text
    book = boek(db.session(), klein.dialoog)
    assert [part.aanduiding for part in delen(book)][:5] == ["1", "2", "3", "4", "5"]
    (row,) = [row for row in rijen(book) if row.sleutel == "feiten"]
    assert (row.nr, row.woord) == ("–", "weggelaten")


def test_what_is_not_available_is_printed_so_and_misses_nothing(klein: Klein) -> None:
    assert [line.deel for line in ontbreekt(boek(db.session(), klein.dialoog))].count("feiten") == 1
    zet(klein, "feiten", "niet_beschikbaar")
    chapter = page(klein).partition("4 De feiten</h2>")[2].partition("<h2>")[0]
    assert "<p>Niet beschikbaar.</p>" in chapter
    assert "feiten" not in [line.deel for line in ontbreekt(boek(db.session(), klein.dialoog))]


def test_one_evening_can_be_left_out_or_not_available(klein: Klein) -> None:
    assert "Ideeënavond" in page(klein).partition("De resultaten</h2>")[2]
    zet(klein, avond_sleutel(klein.avond), "niet_beschikbaar")
    results = page(klein).partition("De resultaten</h2>")[2]
    assert results.count("Ideeënavond") == 1
    assert "Niet beschikbaar." in results
    assert "Alle stickers" not in results
    zet(klein, avond_sleutel(klein.avond), "weggelaten", 1)
    assert "Ideeënavond" not in page(klein).partition("De resultaten</h2>")[2]


def test_conclusies_can_be_left_out_with_their_line_in_the_contents(klein: Klein) -> None:
    zet(klein, "conclusies", "weggelaten")
    assert "Conclusies" not in page(klein)
    assert all(line.doel != "eigen:conclusies" for line in ontbreekt(boek(db.session(), klein.dialoog)))


def test_it_is_a_step_that_can_be_taken_back_once_and_not_after_another(klein: Klein) -> None:
    zet(klein, "feiten", "niet_beschikbaar")
    zet(klein, "feiten", "weggelaten", 1)
    newest, older = laatste_stappen(db.session(), klein.dialoog)[:2]
    assert newest.zin == "Themaboek: De feiten is weggelaten"
    assert older.waarom_niet == "dit deel van het boek is daarna nog veranderd"
    db.session.rollback()
    undo_feit(klein.dialoog, newest.id, MARIT)
    undo_feit(klein.dialoog, newest.id, MARIT)
    assert deelstaten(db.session(), klein.dialoog)["feiten"].staat == "niet_beschikbaar"


def test_the_same_again_writes_nothing_and_an_older_version_is_refused(klein: Klein) -> None:
    assert zet(klein, "feiten", "weggelaten") == 1
    assert zet(klein, "feiten", "weggelaten") == 1
    assert db.session.query(Feit).filter_by(wat="BoekdeelGezet").count() == 1
    db.session.rollback()
    with pytest.raises(Outdated) as refused:
        zet(klein, "feiten", "")
    assert refused.value.stand == {"staat": "weggelaten", "versie": 1}


@pytest.mark.parametrize("sleutel", ["voorwoord", "avond:", "avond:99", "avond:²", "avond:" + "9" * 30])
def test_a_part_that_does_not_exist_has_no_state(klein: Klein, sleutel: str) -> None:
    with pytest.raises(NotFound):
        zet(klein, sleutel, "weggelaten")


def test_an_evening_of_another_dialogue_is_no_part_of_this_book(klein: Klein) -> None:
    other = builders.make_bijeenkomst(builders.make_dialoog("ander"), "Elders")
    with pytest.raises(NotFound):
        zet(klein, avond_sleutel(other), "weggelaten")
    with pytest.raises(BadInput):
        zet(klein, "feiten", "kwijt")


def test_the_page_of_a_part_says_it_and_a_part_left_out_still_has_its_page(klein: Klein, marit: FlaskClient) -> None:
    answer = marit.post(f"{BOEK}/deel/feiten/in-boek/feiten", data={"staat": "weggelaten", "versie": "0"})
    assert answer.headers["Location"].endswith("/themaboek/deel/feiten#in-het-boek")
    text = marit.get(f"{BOEK}/deel/feiten").text
    assert "weggelaten" in text
    assert "Wat u hier schrijft, blijft bewaard." in text
    assert "weggelaten" in marit.get(BOEK).text
    refused = marit.post(f"{BOEK}/deel/feiten/in-boek/feiten", data={"staat": "", "versie": "0"})
    assert (refused.status_code, "Iemand was u voor" in refused.text) == (409, True)


def test_the_page_of_the_results_offers_every_evening(klein: Klein, marit: FlaskClient) -> None:
    text = marit.get(f"{BOEK}/deel/resultaten").text
    for sleutel in ("resultaten", "conclusies", avond_sleutel(klein.kickoff), avond_sleutel(klein.avond)):
        assert f'/deel/resultaten/in-boek/{sleutel}"' in text


def test_the_file_keeps_it_for_parts_and_evenings(klein: Klein) -> None:
    zet(klein, "groslijst", "niet_beschikbaar")
    zet(klein, avond_sleutel(klein.kickoff), "weggelaten")
    session = db.session()
    plain = json.loads(schrijf(bestand_van(session, session.get_one(Dialoog, klein.dialoog))))
    assert plain["boekdelen"] == {"groslijst": "niet_beschikbaar"}
    assert [evening.get("in_boek") for evening in plain["bijeenkomsten"]] == ["weggelaten", None]
