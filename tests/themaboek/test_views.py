"""The themaboek in the regie: what one sees, takes along and writes there, and who may."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from dialoog import werk
from dialoog.database import db
from dialoog.themaboek import service
from dialoog.themaboek.concepten import concept
from dialoog.themaboek.models import Boektekst
from dialoog.themaboek.queries import boek
from dialoog.verslag.models import Feit
from tests import builders
from tests.themaboek.conftest import Klein

BOEK = "/regie/wijk/themaboek"


@pytest.fixture
def marit(klein: Klein, as_begeleider: Callable[[int], FlaskClient]) -> FlaskClient:
    """The begeleider of the small dialogue."""
    return as_begeleider(klein.begeleider)


def latest(klein: Klein, deel: str) -> str:
    db.session.rollback()
    row = db.session.query(Boektekst).filter_by(hoofdstuk=deel).order_by(Boektekst.versie.desc()).first()
    return row.tekst if row else ""


def test_the_page_says_what_is_there_and_what_to_do_first(marit: FlaskClient) -> None:
    page = marit.get(BOEK).text
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "5 van 7 delen zijn klaar" in words
    assert "nog niemand schreef een feit op" in words
    first = words[words.index("Eerst dit") :]
    assert first.index("Voorstel 1, De bank:") < first.index("De feiten:")
    assert "Vraag Amina Bouzid en Woonbond om een antwoord" in first
    assert 'href="/regie/wijk/erbij/feit"' in page
    assert 'href="/regie/wijk/voorstellen/1"' in page
    assert "Bijgewerkt om" in words


def test_every_link_of_the_page_leads_somewhere(marit: FlaskClient) -> None:
    links = {link.split("#")[0] for link in re.findall(r'href="(/regie/wijk/[^"]+)"', marit.get(BOEK).text)}
    made = (".docx", ".odt", ".pdf", ".html", ".xlsx", "/lees")
    answers = {link: marit.get(link).status_code for link in links if not link.endswith(made)}
    assert f"{BOEK}/bijlagen" in answers
    assert {link: status for link, status in answers.items() if status not in (200, 302, 303)} == {}


def test_what_is_done_about_a_belang_is_recorded_where_eerst_dit_leads(klein: Klein, marit: FlaskClient) -> None:
    lijst = f"/regie/wijk/deelnemers/{klein.kickoff}"
    assert f'href="{lijst}#wat-we-doen"' in marit.get(f"{BOEK}/deel/resultaten").text
    people = marit.get(lijst).text
    assert 'id="wat-we-doen"' in people
    wonen, *others = dict.fromkeys(re.findall(rf'href="(/regie/wijk/avond/{klein.kickoff}/belang/\d+)"', people))
    assert "Wij bellen de woningbouw." in marit.get(wonen).text
    for form in others:
        data = {"tekst": "We bellen rond.", "versie": "0", "naar": "deelnemers"}
        assert marit.post(form, data=data).status_code == 303
    assert f'href="{lijst}#wat-we-doen"' not in marit.get(f"{BOEK}/deel/resultaten").text


def test_the_page_leads_to_oplossingen_and_voorstellen_also_when_there_are_none(
    marit: FlaskClient, as_begeleider: Callable[[int], FlaskClient]
) -> None:
    other = as_begeleider(builders.make_begeleider(builders.make_dialoog("leeg"), email="x@y.example"))
    for client, naam in ((marit, "wijk"), (other, "leeg")):
        assert f'href="/regie/{naam}/voorstellen"' in client.get(f"/regie/{naam}/themaboek").text
        assert client.get(f"/regie/{naam}/voorstellen").status_code == 200


@pytest.mark.parametrize(
    ("adres", "naam", "begin"),
    [
        ("boek.docx", "themaboek-wijk.docx", b"PK"),
        ("boek.pdf", "themaboek-wijk.pdf", b"%PDF"),
        ("boek.html", "themaboek-wijk.html", b"<!DOCTYPE html>"),
        ("boek.xlsx", "themaboek-wijk.xlsx", b"PK"),
        ("boek.odt", "themaboek-wijk.odt", b"PK"),
        ("voorstel/1.pdf", "wijk-voorstel-1.pdf", b"%PDF"),
    ],
)
def test_the_book_and_a_card_come_as_a_file(marit: FlaskClient, adres: str, naam: str, begin: bytes) -> None:
    answer = marit.get(f"{BOEK}/{adres}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert answer.data.startswith(begin)


@pytest.mark.parametrize("adres", ["voorstel/9.docx", "boek.exe", "deel/omslag", "deel/conclusies"])
def test_what_is_not_there_is_not_found(marit: FlaskClient, adres: str) -> None:
    assert marit.get(f"{BOEK}/{adres}").status_code == 404


def test_the_page_to_read_needs_nothing_that_the_policy_forbids(marit: FlaskClient) -> None:
    answer = marit.get(f"{BOEK}/lees")
    assert answer.content_type == "text/html; charset=utf-8"
    assert "Content-Disposition" not in answer.headers
    for forbidden in ("<style", " style=", "<script", "http://", "https://"):
        assert forbidden not in answer.text, forbidden
    assert f'href="{BOEK}"' in answer.text
    sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', answer.text)
    assert sheet is not None
    assert marit.get(sheet.group(1)).status_code == 200


def test_when_it_is_busy_a_page_says_what_to_do(marit: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "WACHT_S", 0.05)
    for _ in range(werk.TEGELIJK):
        werk._plaatsen.acquire()
    try:
        answer = marit.get(f"{BOEK}/boek.pdf")
    finally:
        for _ in range(werk.TEGELIJK):
            werk._plaatsen.release()
    assert answer.status_code == 503
    assert "Even wachten" in answer.text
    assert "Er is niets kwijt" in answer.text


def test_who_is_not_a_begeleider_of_this_dialogue_gets_nothing(
    klein: Klein, client: FlaskClient, as_begeleider: Callable[[int], FlaskClient]
) -> None:
    other = builders.make_begeleider(builders.make_dialoog("elders"), email="olga@elders.example")
    for adres in ("", "/lees", "/boek.docx", "/deel/feiten", "/bijlagen", "/voorstel/1.pdf"):
        assert "/inloggen?verder=/regie/wijk/themaboek" in client.get(BOEK + adres).headers["Location"], adres
        assert as_begeleider(other).get(BOEK + adres).status_code == 404, adres
    typed = {"tekst": "Van een ander", "versie": "0"}
    assert as_begeleider(other).post(f"{BOEK}/deel/feiten/feiten", data=typed).status_code == 404
    assert latest(klein, "feiten") == ""


def test_looking_and_taking_along_write_nothing(klein: Klein, marit: FlaskClient) -> None:
    before = db.session.query(Feit).count()
    for adres in ("", "/lees", "/bijlagen", "/deel/feiten?opzet=feiten", "/deel/resultaten", "/boek.html"):
        assert marit.get(BOEK + adres).status_code == 200, adres
    db.session.rollback()
    assert (db.session.query(Feit).count(), db.session.query(Boektekst).count()) == (before, 0)


# --- own text -------------------------------------------------------------------------------------------------


def test_own_text_is_saved_and_stands_in_the_book(klein: Klein, marit: FlaskClient) -> None:
    answer = marit.post(f"{BOEK}/deel/resultaten/conclusies", data={"tekst": "Wij zijn het <eens>.", "versie": "0"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{BOEK}/deel/resultaten#eigen-conclusies")
    assert "Wij zijn het &lt;eens&gt;." in marit.get(answer.headers["Location"]).text
    assert "<p>Wij zijn het &lt;eens&gt;.</p>" in marit.get(f"{BOEK}/lees").text


def test_a_text_that_is_too_long_stays_in_its_field_with_the_reason(klein: Klein, marit: FlaskClient) -> None:
    typed = "Begin van een heel lang stuk " + "a" * 40_000
    answer = marit.post(f"{BOEK}/deel/feiten/feiten", data={"tekst": typed, "versie": "0"})
    assert answer.status_code == 400
    assert typed in answer.text
    assert "Dit is te lang" in answer.text
    assert latest(klein, "feiten") == ""


def test_two_at_once_both_see_both_texts_and_nothing_is_overwritten(klein: Klein, marit: FlaskClient) -> None:
    service.save_boektekst(klein.dialoog, "feiten", "De tekst van Joke", 0, "Joke")
    answer = marit.post(f"{BOEK}/deel/feiten/feiten", data={"tekst": "Mijn tekst", "versie": "0"})
    assert answer.status_code == 409
    assert "De tekst van Joke" in answer.text
    assert "Mijn tekst" in answer.text
    assert "Iemand was u voor" in answer.text
    assert latest(klein, "feiten") == "De tekst van Joke"
    seen = re.search(r'name="versie" value="(\d+)"', answer.text)
    assert seen is not None
    assert marit.post(f"{BOEK}/deel/feiten/feiten", data={"tekst": "Samen", "versie": seen.group(1)}).status_code == 303
    assert latest(klein, "feiten") == "Samen"


def test_both_texts_can_be_put_under_each_other_before_saving(klein: Klein, marit: FlaskClient) -> None:
    service.save_boektekst(klein.dialoog, "feiten", "Van Joke", 0, "Joke")
    page = marit.post(f"{BOEK}/deel/feiten/feiten", data={"tekst": "Van mij", "versie": "0", "samen": "ja"}).text
    assert "Van Joke\nVan mij" in page
    assert 'name="versie" value="1"' in page
    assert latest(klein, "feiten") == "Van Joke"


def test_a_beginning_is_offered_where_a_person_must_write_and_is_not_saved(klein: Klein, marit: FlaskClient) -> None:
    assert "Begin met een opzet" in marit.get(f"{BOEK}/deel/feiten").text
    page = marit.get(f"{BOEK}/deel/feiten?opzet=feiten").text
    assert "Wat weten we over deelvraag 1" in page
    assert latest(klein, "feiten") == ""
    assert "Begin met een opzet" not in marit.get(f"{BOEK}/deel/spelregels").text


def test_a_draft_stands_in_the_form_and_is_only_kept_once_somebody_changes_it(klein: Klein, marit: FlaskClient) -> None:
    place = f"{BOEK}/deel/werkwijze"
    draft = concept(boek(db.session(), klein.dialoog), "vervolg")
    assert draft in marit.get(place).text
    marit.post(f"{place}/vervolg", data={"tekst": draft, "versie": "0"})
    assert latest(klein, "vervolg") == ""
    marit.post(f"{place}/vervolg", data={"tekst": "De raden zijn aan zet.", "versie": "0"})
    page = marit.get(place).text
    assert "De raden zijn aan zet." in page
    assert draft not in page
    marit.post(f"{place}/vervolg", data={"tekst": "De raden zijn aan zet.", "versie": "1", "concept": "ja"})
    assert latest(klein, "vervolg") == ""
    assert draft in marit.get(place).text


def test_text_of_one_part_is_not_taken_for_another(klein: Klein, marit: FlaskClient) -> None:
    answer = marit.post(f"{BOEK}/deel/feiten/conclusies", data={"tekst": "Verkeerd", "versie": "0"})
    assert answer.status_code == 404
    assert latest(klein, "conclusies") == ""
