"""Belangen aan tafel: who and how many, live, and what is done about the belang with nobody."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.aanwezig import find_belangactie, set_aanwezigheid
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aan_tafel
from dialoog.bijeenkomst.schermen import regios
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.opgave.models import Belang
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_stap

As = Callable[[int], FlaskClient]
Evening = tuple[int, Bijeenkomst, FlaskClient]


@pytest.fixture
def evening(session: Session, as_begeleider: As) -> Evening:
    """(dialoog, bijeenkomst with *belangen* live, the begeleider's browser); two people, one with two belangen."""
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    make_stap(number, "belangen", "live")
    make_deelnemer(dialoog, "Amina", bijeenkomst=number, belangen=(1, 2), token="t" * 22)
    make_deelnemer(dialoog, "Bilal", bijeenkomst=number, belangen=(1,), anders="jongeren")
    return dialoog, session.get_one(Bijeenkomst, number), as_begeleider(make_begeleider(dialoog))


def belang(session: Session, naam: str) -> int:
    return session.scalars(select(Belang.id).where(Belang.naam == naam)).one()


def test_each_belang_counts_and_nobody_stands_out(evening: Evening, session: Session) -> None:
    tafel = aan_tafel(session, evening[1])
    assert [(b.naam, b.aantal) for b in tafel.belangen][:2] == [("Zelf ouder worden", 2), ("Mantelzorg", 1)]
    assert [b.naam for b in tafel.niemand] == ["Wonen", "Zorg", "Jonge buren"]
    assert (tafel.mensen, tafel.meer_belangen) == (2, 1)


def test_who_went_home_stays_on_the_record_and_who_never_came_does_not_count(
    evening: Evening, session: Session
) -> None:
    dialoog, bijeenkomst, _ = evening
    make_deelnemer(dialoog, "Corrie", belangen=(3,))
    amina = session.scalars(select(Deelnemer.id).where(Deelnemer.naam == "Amina")).one()
    set_aanwezigheid(dialoog, bijeenkomst.id, amina, "weg", "Marit")
    tafel = aan_tafel(session, session.get_one(Bijeenkomst, bijeenkomst.id))
    assert (tafel.mensen, tafel.verwacht, tafel.weg) == (2, 3, 1)
    assert "Wonen" in [b.naam for b in tafel.niemand]


def test_beamer_shows_the_qr_while_the_door_is_open_and_asks_who_can_speak_for_whom(
    evening: Evening, client: FlaskClient
) -> None:
    _, bijeenkomst, regie = evening
    page = client.get(f"/beamer/{bijeenkomst.beamer_token}").text
    assert "QR-code om mee te doen" in page
    assert "Wie kan vanavond opkomen voor" in page
    assert "Amina" not in page
    regie.post(f"/regie/wijk/avond/{bijeenkomst.id}/deur", data={"open": "nee"})
    page = client.get(f"/beamer/{bijeenkomst.beamer_token}").text
    assert "QR-code om mee te doen" not in page
    assert "Wie kan vanavond opkomen voor" in page


def test_the_phone_is_in_and_has_nothing_to_do(
    evening: Evening, as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    page = as_deelnemer(evening[0], "t" * 22).get("/d/wijk/").text
    assert "U bent binnen" in page
    assert "Hoe noemen we u in het themaboek?" in page


def test_the_regie_names_people_and_has_room_for_each_belang_with_nobody(evening: Evening) -> None:
    _, bijeenkomst, regie = evening
    page = regie.get(f"/regie/wijk/avond/{bijeenkomst.id}").text
    assert "Amina, Bilal" in page
    assert page.count("Wat doen we eraan?") == 3


def test_what_is_done_is_recorded_once_and_the_panel_follows(evening: Evening, session: Session) -> None:
    _, bijeenkomst, regie = evening
    wonen, url = belang(session, "Wonen"), f"/regie/wijk/avond/{bijeenkomst.id}/belang/"
    before = key(session, bijeenkomst.id)
    for _ in range(2):
        answer = regie.post(f"{url}{wonen}", data={"tekst": "Marit belt de corporatie", "versie": "0"})
        assert answer.status_code == 303
    session.rollback()
    row = find_belangactie(session, bijeenkomst.id, wonen)
    assert row is not None
    assert (row.tekst, row.versie) == ("Marit belt de corporatie", 1)
    assert key(session, bijeenkomst.id) != before


def test_the_regie_at_the_door_shows_who_sat_down_a_moment_ago(session: Session) -> None:
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    before = key(session, number)
    make_deelnemer(dialoog, "Amina", bijeenkomst=number, belangen=(1,))
    assert key(session, number) != before, "the same key: the panel would go on saying nobody is there"


def key(session: Session, number: int) -> str | None:
    session.rollback()
    panels = [r for r in regios(session, session.get_one(Bijeenkomst, number), "regie") if r.naam == "werkvorm"]
    return panels[0].sleutel


def test_two_at_once_see_both_texts_and_can_join_them(evening: Evening, session: Session) -> None:
    _, bijeenkomst, regie = evening
    url = f"/regie/wijk/avond/{bijeenkomst.id}/belang/{belang(session, 'Wonen')}"
    regie.post(url, data={"tekst": "De eerste tekst", "versie": "0"})
    page = regie.post(url, data={"tekst": "De tweede tekst", "versie": "0"})
    assert page.status_code == 409
    assert "De eerste tekst" in page.text
    assert "De tweede tekst" in page.text
    assert regie.post(url, data={"tekst": "Samen één tekst", "versie": "1"}).status_code == 303


def test_too_long_a_text_stays_on_the_screen(evening: Evening, session: Session) -> None:
    _, bijeenkomst, regie = evening
    url = f"/regie/wijk/avond/{bijeenkomst.id}/belang/{belang(session, 'Wonen')}"
    page = regie.post(url, data={"tekst": "w" * 10_000, "versie": "0"})
    assert page.status_code == 400
    assert "w" * 10_000 in page.text


@pytest.mark.parametrize("wanneer", ["ervoor", "erna"])
def test_before_and_after_the_evening_it_is_recorded_from_the_list_of_people(
    evening: Evening, session: Session, wanneer: str
) -> None:
    dialoog, _, regie = evening
    number = make_bijeenkomst(dialoog, "Slotavond", deur_open=False)
    if wanneer == "erna":
        with transaction() as writing:
            writing.get_one(Bijeenkomst, number).afgelopen = klok.nu()
    wonen = belang(session, "Wonen")
    url = f"/regie/wijk/avond/{number}/belang/{wonen}"
    assert f'href="{url}"' in regie.get(f"/regie/wijk/deelnemers/{number}").text
    page = regie.get(url)
    assert page.status_code == 200
    assert "Wat doen we eraan?" in page.text
    for _ in range(2):
        answer = regie.post(url, data={"tekst": "Marit belt de corporatie", "versie": "0", "naar": "deelnemers"})
        assert answer.location.endswith(f"/deelnemers/{number}#wat-we-doen")
    session.rollback()
    row = find_belangactie(session, number, wonen)
    assert row is not None
    assert (row.tekst, row.versie) == ("Marit belt de corporatie", 1)
    assert "Marit belt de corporatie" in regie.get(f"/regie/wijk/deelnemers/{number}").text
    late = regie.post(url, data={"tekst": "Een ander plan", "versie": "0", "naar": "deelnemers"})
    assert late.status_code == 409
    assert "Marit belt de corporatie" in late.text
    assert "Een ander plan" in late.text
    assert 'name="naar" value="deelnemers"' in late.text


def test_a_belang_with_somebody_is_not_on_that_list(evening: Evening, session: Session) -> None:
    _, bijeenkomst, regie = evening
    page = regie.get(f"/regie/wijk/deelnemers/{bijeenkomst.id}").text
    assert f"/belang/{belang(session, 'Wonen')}" in page
    assert f"/belang/{belang(session, 'Mantelzorg')}" not in page


def test_an_unknown_belang_is_not_found(evening: Evening) -> None:
    _, bijeenkomst, regie = evening
    answer = regie.post(f"/regie/wijk/avond/{bijeenkomst.id}/belang/999", data={"tekst": "x", "versie": "0"})
    assert answer.status_code == 404
    assert regie.get(f"/regie/wijk/avond/{bijeenkomst.id}/belang/999").status_code == 404


def test_own_words_are_filed_under_a_belang_once(evening: Evening, session: Session) -> None:
    _, bijeenkomst, regie = evening
    bilal = session.scalars(select(Deelnemer.id).where(Deelnemer.naam == "Bilal")).one()
    url = f"/regie/wijk/deelnemers/{bijeenkomst.id}/{bilal}/anders"
    data = {"belang": belang(session, "Jonge buren"), "gezien": "jongeren", "naar": "avond"}
    for _ in range(2):
        assert regie.post(url, data=data).location.endswith(f"/avond/{bijeenkomst.id}")
    session.rollback()
    person = session.get_one(Deelnemer, bilal)
    assert person.anders == ""
    assert [b.naam for b in person.belangen] == ["Zelf ouder worden", "Jonge buren"]


def test_own_words_can_become_a_belang_and_other_words_than_seen_are_not_filed(
    evening: Evening, session: Session
) -> None:
    _, bijeenkomst, regie = evening
    bilal = session.scalars(select(Deelnemer.id).where(Deelnemer.naam == "Bilal")).one()
    url = f"/regie/wijk/deelnemers/{bijeenkomst.id}/{bilal}/anders"
    assert regie.post(url, data={"belang": "nieuw", "gezien": "iets anders"}).status_code == 409
    assert regie.post(url, data={"belang": "nieuw", "gezien": "jongeren"}).status_code == 303
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Belang)) == 6
    assert session.get_one(Deelnemer, bilal).belangen[-1].naam == "jongeren"


def test_a_stranger_and_a_deelnemer_get_nothing(
    evening: Evening, session: Session, client: FlaskClient, as_begeleider: As
) -> None:
    number = evening[1].id
    wonen = belang(session, "Wonen")
    url = f"/regie/wijk/avond/{number}/belang/{wonen}"
    other = as_begeleider(make_begeleider(make_dialoog("ander"), email="ver@weg.example"))
    assert other.post(url, data={"tekst": "x", "versie": "0"}).status_code == 404
    assert client.post(url, data={"tekst": "x", "versie": "0"}).status_code == 302
    assert (other.get(url).status_code, client.get(url).status_code) == (404, 302)
    session.rollback()
    assert find_belangactie(session, number, wonen) is None
