"""Altijd bij de hand through HTTP: pauze, black, test picture, code and a message over any werkvorm."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import limits
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.schermen import regios
from dialoog.bijeenkomst.views import koppelen
from dialoog.bijeenkomst.werkvorm import Regio
from dialoog.bijeenkomst.zaal_schermen import _BEDEKKERS, IDEE_GROOT, register_bedekking
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_stap

As = Callable[[int], FlaskClient]
AVOND = "/regie/wijk/avond"


@pytest.fixture
def evening(session: Session) -> tuple[int, int]:
    """(dialoog, bijeenkomst): two steps, the first is live."""
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    make_stap(number, "stilte", "live")
    make_stap(number, "stilte")
    return dialoog, number


@pytest.fixture
def client(evening: tuple[int, int], as_begeleider: As) -> FlaskClient:
    return as_begeleider(make_begeleider(evening[0]))


def row(session: Session, number: int) -> Bijeenkomst:
    session.rollback()
    return session.get_one(Bijeenkomst, number)


def facts(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Feit)) or 0


def beamer(session: Session, number: int) -> str:
    return regios(session, row(session, number), "beamer")[0].template.rsplit("/", 1)[1]


def test_a_pauze_lies_over_beamer_and_phones_and_says_until_when(
    evening: tuple[int, int], client: FlaskClient, session: Session, as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    dialoog, number = evening
    make_deelnemer(dialoog, bijeenkomst=number, token="telefoon")
    assert client.post(f"{AVOND}/{number}/pauze", data={"minuten": 10, "daarna": "Stickeren"}).status_code == 303
    until = row(session, number).pauze_tot
    assert until
    assert beamer(session, number) == "beamer_pauze.html"
    phone = as_deelnemer(dialoog, "telefoon").get("/d/wijk/").text
    assert "We gaan verder om" in phone
    assert "Stickeren" in phone
    assert 'data-paneel="paneel"' in phone
    assert session.scalar(select(Stap.staat).where(Stap.bijeenkomst_id == number).order_by(Stap.volgorde)) == "live"


def test_a_pauze_sent_twice_is_one_pauze_and_another_time_changes_it(
    evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    _, number = evening
    client.post(f"{AVOND}/{number}/pauze", data={"daarna": "Kiezen"})
    since, before = row(session, number).pauze_sinds, facts(session)
    client.post(f"{AVOND}/{number}/pauze", data={"daarna": "Kiezen"})
    assert facts(session) == before
    client.post(f"{AVOND}/{number}/pauze", data={"minuten": 20, "daarna": "Kiezen"})
    assert row(session, number).pauze_tot
    assert row(session, number).pauze_sinds == since


def test_a_wrong_time_begins_no_pauze_and_stays_in_the_field(
    evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    _, number = evening
    answer = client.post(f"{AVOND}/{number}/pauze", data={"tot": "kwart over", "daarna": "Onze eigen woorden"})
    assert answer.status_code == 400
    assert 'value="kwart over"' in answer.text
    assert 'value="Onze eigen woorden"' in answer.text
    assert "zoals 20:25" in answer.text
    assert row(session, number).pauze_sinds is None


def test_the_pauze_goes_by_its_button_by_undo_and_by_the_next_step(
    evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    dialoog, number = evening
    live = session.scalar(select(Stap.id).where(Stap.staat == "live"))
    for _ in range(2):
        client.post(f"{AVOND}/{number}/pauze", data={})
        client.post(f"{AVOND}/{number}/pauze-voorbij")
        assert row(session, number).pauze_sinds is None
    client.post(f"{AVOND}/{number}/pauze", data={"minuten": 15})
    assert "De pauze is dan voorbij." in client.get(f"{AVOND}/{number}").text
    begun = laatste_stappen(session, dialoog)[0]
    assert begun.kan_terug
    client.post(f"{AVOND}/{number}/ongedaan/{begun.id}")
    assert row(session, number).pauze_sinds is None
    client.post(f"{AVOND}/{number}/pauze", data={"minuten": 15})
    client.post(f"{AVOND}/{number}/verder", data={"gezien": live})
    assert row(session, number).pauze_sinds is None


def test_a_pauze_that_was_ended_by_mistake_comes_back_with_its_time(
    evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    dialoog, number = evening
    client.post(f"{AVOND}/{number}/pauze", data={"minuten": 20, "daarna": "Kiezen"})
    until = row(session, number).pauze_tot
    client.post(f"{AVOND}/{number}/pauze-voorbij")
    ended = next(s for s in laatste_stappen(session, dialoog) if s.zin == "Pauze voorbij")
    client.post(f"{AVOND}/{number}/ongedaan/{ended.id}")
    assert row(session, number).pauze_tot == until
    assert row(session, number).pauze_daarna == "Kiezen"
    session.rollback()
    assert not next(s for s in laatste_stappen(session, dialoog) if s.zin.startswith("Pauze tot")).ongedaan


def test_undoing_another_time_gives_the_former_time(
    evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    dialoog, number = evening
    client.post(f"{AVOND}/{number}/pauze", data={"minuten": 10})
    until = row(session, number).pauze_tot
    client.post(f"{AVOND}/{number}/pauze", data={"minuten": 20})
    session.rollback()
    changed, begun = laatste_stappen(session, dialoog)[:2]
    assert begun.waarom_niet == "de pauze is daarna veranderd"
    client.post(f"{AVOND}/{number}/ongedaan/{changed.id}")
    assert row(session, number).pauze_tot == until


@pytest.mark.parametrize(
    ("wat", "template", "words"),
    [
        ("zwart", "beamer_zwart.html", "De beamer is zwart."),
        ("proefbeeld", "beamer_proefbeeld.html", "Op de beamer staat het proefbeeld."),
        ("code", "beamer_code.html", "Code en QR staan groot op de beamer."),
    ],
)
def test_the_beamer_is_covered_and_the_regie_says_so_with_a_way_back(
    wat: str, template: str, words: str, evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    _, number = evening
    stil = beamer(session, number)
    for _ in range(2):
        assert client.post(f"{AVOND}/{number}/bedekking/{wat}?aan=ja").status_code == 303
    assert facts(session) == 1
    assert beamer(session, number) == template
    assert words in client.get(f"{AVOND}/{number}").text
    client.post(f"{AVOND}/{number}/bedekking/{wat}?aan=nee")
    assert beamer(session, number) == stil
    assert words not in client.get(f"{AVOND}/{number}").text


def test_what_lies_on_top_black_then_test_picture_pauze_code_and_then_the_rooms_above(
    evening: tuple[int, int], client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, number = evening
    monkeypatch.setitem(_BEDEKKERS, IDEE_GROOT, None)
    register_bedekking(IDEE_GROOT, lambda *_: Regio("scherm", "beamer", "x/idee_groot.html"))
    order = ["beamer_zwart.html", "beamer_proefbeeld.html", "beamer_pauze.html", "beamer_code.html", "idee_groot.html"]
    for wat in ("zwart", "proefbeeld", "code"):
        client.post(f"{AVOND}/{number}/bedekking/{wat}?aan=ja")
    client.post(f"{AVOND}/{number}/pauze", data={})
    seen = [beamer(session, number)]
    for path in ("bedekking/zwart?aan=nee", "bedekking/proefbeeld?aan=nee", "pauze-voorbij", "bedekking/code?aan=nee"):
        client.post(f"{AVOND}/{number}/{path}")
        seen.append(beamer(session, number))
    assert seen == order


def test_nothing_else_can_be_laid_over_the_beamer(evening: tuple[int, int], client: FlaskClient) -> None:
    assert client.post(f"{AVOND}/{evening[1]}/bedekking/deur_open?aan=ja").status_code == 404


def test_a_message_stands_on_all_phones_also_of_who_comes_later_and_of_a_toehoorder(
    evening: tuple[int, int], client: FlaskClient, session: Session, as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    dialoog, number = evening
    for _ in range(2):
        client.post(f"{AVOND}/{number}/bericht", data={"tekst": " Nog 2\nminuten "})
    assert facts(session) == 1
    make_deelnemer(dialoog, bijeenkomst=number, token="laat")
    make_deelnemer(dialoog, "Kees", belangen=(), bijeenkomst=number, soort="toehoorder", token="kijker")
    for token in ("laat", "kijker"):
        assert "Nog 2 minuten" in as_deelnemer(dialoog, token).get("/d/wijk/").text
    client.post(f"{AVOND}/{number}/bericht", data={"klaar": "Kijk even naar het grote scherm.", "tekst": "anders"})
    assert row(session, number).bericht == "Kijk even naar het grote scherm."
    client.post(f"{AVOND}/{number}/bericht")
    assert row(session, number).bericht == ""
    assert "band-bericht" not in as_deelnemer(dialoog, "laat").get("/d/wijk/").text


@pytest.mark.parametrize(("typed", "says"), [("   ", "Typ eerst een bericht"), ("a" * 161, "Dit is te lang: 161")])
def test_a_message_that_does_not_fit_stays_in_its_field(
    typed: str, says: str, evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    _, number = evening
    answer = client.post(f"{AVOND}/{number}/bericht", data={"tekst": typed})
    assert answer.status_code == 400
    assert says in answer.text
    assert f'value="{typed}"' in answer.text
    assert row(session, number).bericht == ""


def test_the_end_of_the_evening_takes_everything_off_the_screens(
    evening: tuple[int, int], client: FlaskClient, session: Session
) -> None:
    _, number = evening
    live = session.scalar(select(Stap.id).where(Stap.staat == "live"))
    client.post(f"{AVOND}/{number}/bedekking/zwart?aan=ja")
    client.post(f"{AVOND}/{number}/bericht", data={"tekst": "Nog even"})
    client.post(f"{AVOND}/{number}/pauze", data={})
    client.post(f"{AVOND}/{number}/afsluiten", data={"gezien": live})
    found = row(session, number)
    assert found.afgelopen
    assert (found.zwart, found.bericht, found.pauze_sinds) == (False, "", None)


@pytest.mark.parametrize("path", ["pauze", "pauze-voorbij", "bedekking/zwart", "bericht", "koppel"])
def test_a_begeleider_of_another_dialogue_lays_nothing_over_these_screens(
    path: str, evening: tuple[int, int], as_begeleider: As, session: Session
) -> None:
    stranger = as_begeleider(make_begeleider(make_dialoog("ander"), email="ver@weg.example"))
    answer = stranger.post(f"{AVOND}/{evening[1]}/{path}", data={"aan": "ja", "tekst": "Kom maar"})
    assert answer.status_code == 404
    assert facts(session) == 0


def test_somebody_is_found_by_a_few_letters_and_the_card_says_where_that_person_is(
    evening: tuple[int, int], client: FlaskClient
) -> None:
    dialoog, number = evening
    make_deelnemer(dialoog, "Jolanda Spits", bijeenkomst=number)
    for n in range(20):
        make_deelnemer(dialoog, f"Kees van Dam {n:02}")
    found = client.get(f"{AVOND}/{number}?hand=wie&q=spits").text
    assert "Jolanda Spits</b>" in found
    assert "is er</span>" in found
    many = client.get(f"{AVOND}/{number}?hand=wie&q=dam").text
    assert many.count("Kees van Dam") == 12
    assert "En nog 8." in many
    assert "Niemand gevonden" in client.get(f"{AVOND}/{number}?hand=wie&q=xyz").text


# --- a beamer on another computer --------------------------------------------------------------------------------


def koppelscherm(client: FlaskClient) -> tuple[str, str]:
    """(address of a waiting screen, its number)."""
    address = client.post("/beamer").headers["Location"]
    page = client.get(address).text
    return address, page.split("koppel-nummer")[1].split(">")[1].split("<")[0].replace("\u00a0", "")


def test_a_screen_goes_on_to_the_beamer_once_its_number_was_typed_in_the_regie(
    evening: tuple[int, int], client: FlaskClient, session: Session, app: Flask
) -> None:
    _, number = evening
    other = app.test_client()
    address, nummer = koppelscherm(other)
    assert other.get(f"{address}/stand").json == {"naar": None}
    typed = f"{nummer[:3]} {nummer[3:]}"
    for _ in range(2):
        assert client.post(f"{AVOND}/{number}/koppel", data={"nummer": typed}).status_code == 303
    token = row(session, number).beamer_token
    assert other.get(f"{address}/stand").json == {"naar": f"/beamer/{token}"}
    assert other.get(address).headers["Location"] == f"/beamer/{token}"


def test_a_wrong_number_says_so_and_ten_a_minute_is_enough(
    evening: tuple[int, int], client: FlaskClient, app: Flask
) -> None:
    _, number = evening
    address, nummer = koppelscherm(app.test_client())
    wrong = f"{(int(nummer) + 1) % 1_000_000:06d}"
    answers = [client.post(f"{AVOND}/{number}/koppel", data={"nummer": wrong}).status_code for _ in range(12)]
    assert answers == [400] * 10 + [429] * 2
    assert client.post(f"{AVOND}/{number}/koppel", data={"nummer": nummer}).status_code == 429
    assert client.get(f"{address}/stand").json == {"naar": None}


def test_one_phone_that_asks_for_numbers_keeps_no_beamer_waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    slept: list[float] = []
    monkeypatch.setattr(limits.time, "sleep", slept.append)
    monkeypatch.setattr(koppelen, "TRAAG_BOVEN", koppelen.NIEUW_PER_MINUUT)  # as when more browsers asked
    naughty, beamer = app.test_client(), app.test_client()
    for client in (naughty, beamer):
        client.get("/beamer")
    assert [naughty.post("/beamer").status_code for _ in range(12)] == [303] * 10 + [429] * 2
    assert slept == []
    assert beamer.post("/beamer").status_code == 303
    assert slept == [limits.TRAAG_S]


def test_a_guessed_secret_shows_nothing(client: FlaskClient) -> None:
    assert client.get("/beamer/wacht/geraden").headers["Location"] == "/beamer"
    assert client.get("/beamer/wacht/geraden/stand").json == {"naar": "/beamer"}


@pytest.mark.parametrize("page", ["lezen", "pas", "gegevens", "vermelding"])
def test_a_message_and_a_pauze_stand_on_the_pages_beside_the_evening_too(
    evening: tuple[int, int], client: FlaskClient, as_deelnemer: Callable[[int, str], FlaskClient], page: str
) -> None:
    dialoog, number = evening
    make_deelnemer(dialoog, bijeenkomst=number, token="telefoon")
    client.post(f"{AVOND}/{number}/bericht", data={"tekst": "Nog twee minuten"})
    client.post(f"{AVOND}/{number}/pauze", data={"minuten": 10})
    html = as_deelnemer(dialoog, "telefoon").get(f"/d/wijk/{page}").text
    assert "Nog twee minuten" in html
    assert "We gaan verder om" in html
    assert "meeluisteren.js" in html


def test_who_reads_at_home_listens_to_no_evening(
    evening: tuple[int, int], session: Session, as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    dialoog, number = evening
    make_deelnemer(dialoog, bijeenkomst=number, token="telefoon")
    row(session, number).deur_open = False
    for stap in session.scalars(select(Stap)):
        stap.staat = "gepland"
    session.commit()
    assert "meeluisteren.js" not in as_deelnemer(dialoog, "telefoon").get("/d/wijk/lezen").text


def test_a_refused_form_that_is_loaded_anew_leads_back_to_its_page(
    evening: tuple[int, int], client: FlaskClient, as_deelnemer: Callable[[int, str], FlaskClient]
) -> None:
    dialoog, number = evening
    assert client.post(f"{AVOND}/{number}/bericht", data={"tekst": ""}).status_code == 400
    again = client.get(f"{AVOND}/{number}/bericht")
    assert (again.status_code, again.location) == (303, f"{AVOND}/{number}")
    make_deelnemer(dialoog, bijeenkomst=number, token="telefoon")
    phone = as_deelnemer(dialoog, "telefoon")
    assert phone.get("/d/wijk/ik-ben-er").location == "/d/wijk"
    assert phone.get("/d/wijk/ik-ben-er", headers={"Accept": "application/json"}).status_code == 405
    assert phone.put("/d/wijk/lezen").status_code == 405
