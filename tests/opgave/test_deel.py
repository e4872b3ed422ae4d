"""The parts of the opgave as a begeleider fills them in: plain forms, nothing typed lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.opgave import queries
from dialoog.opgave.models import Belang, Dialoog
from tests.builders import make_begeleider, make_deelnemer, make_dialoog, make_ideeen

AsBegeleider = Callable[[int], FlaskClient]
BASIS = "/regie/wijk/voorbereiden"


@pytest.fixture
def marit(as_begeleider: AsBegeleider) -> FlaskClient:
    """The begeleider of dialogue *wijk*."""
    return as_begeleider(make_begeleider(make_dialoog()))


def fields(page: str) -> dict[str, Any]:
    """What the form of a part would post as it stands: rows, marks and texts."""
    form = re.search(r'<form[^>]*class="rijenblad".*?</form>', page, re.S)
    assert form
    found: dict[str, Any] = {"rij": re.findall(r'name="rij" value="([^"]+)"', form[0])}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "rij":
            found[name[1]] = value[1] if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form[0], re.S):
        found[name] = text
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.S):
        chosen = re.search(r'selected[^>]*value="([^"]+)"', options)
        found[name] = chosen[1] if chosen else "voorstel"
    return found


def texts(session: Session, deel: str = "spelregels") -> list[str]:
    session.rollback()
    dialoog = session.scalars(select(Dialoog)).first()
    assert dialoog
    name = "naam" if deel in ("belangen", "gemeenten") else "tekst"
    return [row[name] for row in queries.rijen(session, dialoog.id, deel).values()]


@pytest.mark.parametrize("deel", ["thema", "deelvragen", "kaders", "spelregels", "belangen", "gemeenten"])
def test_every_part_has_its_page_filled_and_empty(marit: FlaskClient, as_begeleider: AsBegeleider, deel: str) -> None:
    assert marit.get(f"{BASIS}/{deel}").status_code == 200
    empty = as_begeleider(make_begeleider(email="nieuw@streek.example"))
    naam = empty.post("/regie/nieuw", data={"titel": "Nog leeg", "kenmerk": "k1"}).location.split("/")[2]
    assert empty.get(f"/regie/{naam}/voorbereiden/{deel}").status_code == 200


def test_the_list_of_parts_leads_to_the_cards_and_does_not_count_them(marit: FlaskClient) -> None:
    page = marit.get(f"{BASIS}/spelregels").text
    assert 'href="/regie/wijk/voorstellen"' in page
    assert re.search(r"\d van 8 delen (is|zijn) ingevuld", page)
    assert marit.get("/regie/wijk/voorstellen").status_code == 200


def test_saving_a_page_as_it_stands_changes_nothing(marit: FlaskClient, session: Session) -> None:
    for deel in ("deelvragen", "kaders", "spelregels", "belangen", "gemeenten"):
        before = texts(session, deel)
        answer = marit.post(f"{BASIS}/{deel}", data=fields(marit.get(f"{BASIS}/{deel}").text))
        assert answer.status_code == 303
        assert texts(session, deel) == before


def test_a_row_is_added_once_even_when_sent_twice(marit: FlaskClient, session: Session) -> None:
    data = fields(marit.get(f"{BASIS}/spelregels?erbij=spelregels").text)
    data[f"{data['rij'][-1]}-tekst"] = "  Telefoon   weg. "
    goal = [marit.post(f"{BASIS}/spelregels", data={**data, "naar": "belangen"}).location for _ in range(2)]
    assert goal == [f"{BASIS}/belangen"] * 2
    assert texts(session) == ["Laat uitpraten.", "Vraag door.", "Telefoon weg."]


def test_an_empty_row_is_refused_and_the_others_keep_what_was_typed(marit: FlaskClient, session: Session) -> None:
    data = fields(marit.get(f"{BASIS}/spelregels?erbij=spelregels").text)
    data[f"{data['rij'][0]}-tekst"] = "Laat iedereen uitpraten."
    answer = marit.post(f"{BASIS}/spelregels", data=data)
    assert answer.status_code == 400
    assert "Deze spelregel is leeg" in answer.text
    assert "Laat iedereen uitpraten." in answer.text
    assert texts(session)[0] == "Laat uitpraten."


def test_order_and_removal_save_what_was_typed_as_well(marit: FlaskClient, session: Session) -> None:
    data = fields(marit.get(f"{BASIS}/spelregels").text)
    first, second = data["rij"]
    data[f"{second}-tekst"] = "Vraag altijd door."
    assert marit.post(f"{BASIS}/spelregels", data={**data, "omhoog": second}).status_code == 303
    assert texts(session) == ["Vraag altijd door.", "Laat uitpraten."]
    data = fields(marit.get(f"{BASIS}/spelregels").text)
    assert [marit.post(f"{BASIS}/spelregels", data={**data, "weg": first}).status_code for _ in range(2)] == [303, 303]
    assert texts(session) == ["Vraag altijd door."]


def test_kaders_move_within_their_kind(marit: FlaskClient, session: Session) -> None:
    data = fields(marit.get(f"{BASIS}/kaders?erbij=proces").text)
    new = next(key for key in data["rij"] if key.startswith("n"))
    data[f"{new}-tekst"], data[f"{new}-onderdelen"] = "Tweede kader over proces", "een\n\n twee "
    assert marit.post(f"{BASIS}/kaders", data={**data, "omhoog": new}).status_code == 303
    assert texts(session, "kaders") == [
        "Kader over inhoudelijk",
        "Tweede kader over proces",
        "Kader over proces",
        "Kader over financieel",
    ]
    made = session.scalars(select(Dialoog)).one().kaders[1]
    assert (made.soort, made.onderdelen, made.geldt_voor) == ("proces", ["een", "twee"], "voorstel")


@pytest.mark.parametrize("naam", ["Zorg", "zorg", " ZORG "])
def test_a_name_cannot_stand_in_the_list_twice(marit: FlaskClient, naam: str) -> None:
    data = fields(marit.get(f"{BASIS}/belangen?erbij=belangen").text)
    data[f"{data['rij'][-1]}-naam"] = naam
    answer = marit.post(f"{BASIS}/belangen", data=data)
    assert answer.status_code == 400
    assert "Deze naam staat er al" in answer.text


def test_what_is_in_use_stays_and_says_what_to_do(as_begeleider: AsBegeleider, session: Session) -> None:
    dialoog = make_dialoog()
    marit = as_begeleider(make_begeleider(dialoog))
    belang = session.scalars(select(Belang).order_by(Belang.volgorde)).first()
    assert belang
    number = str(belang.id)
    make_deelnemer(dialoog, belangen=[belang.id])
    data = fields(marit.get(f"{BASIS}/belangen").text)
    data[f"{data['rij'][1]}-naam"] = "Mantelzorgers"
    answer = marit.post(f"{BASIS}/belangen", data={**data, "weg": number})
    assert answer.status_code == 409
    assert "gekozen door deelnemers" in answer.text
    assert "Mantelzorgers" in answer.text
    assert len(texts(session, "belangen")) == 5


def test_a_deelvraag_with_ideas_stays(as_begeleider: AsBegeleider, session: Session) -> None:
    dialoog = make_dialoog()
    marit = as_begeleider(make_begeleider(dialoog))
    first = session.scalars(select(Dialoog)).one().deelvragen[0]
    [idee] = make_ideeen(dialoog, 1)
    from dialoog.database import transaction
    from dialoog.idee.models import IdeeDeelvraag

    number = first.id
    with transaction() as writing:
        writing.add(IdeeDeelvraag(idee_id=idee, deelvraag_id=number))
    answer = marit.post(
        f"{BASIS}/deelvragen", data={**fields(marit.get(f"{BASIS}/deelvragen").text), "weg": str(number)}
    )
    assert answer.status_code == 409
    assert "Er horen ideeën of voorstellen bij deze deelvraag" in answer.text


def test_two_tabs_on_one_row_show_both_texts_and_lose_nothing(marit: FlaskClient, session: Session) -> None:
    one, two = (fields(marit.get(f"{BASIS}/spelregels").text) for _ in range(2))
    key = f"{one['rij'][0]}-tekst"
    marit.post(f"{BASIS}/spelregels", data={**one, key: "Van de eerste"})
    clash = marit.post(f"{BASIS}/spelregels", data={**two, key: "Van de tweede"})
    assert clash.status_code == 409
    assert "Van de eerste" in clash.text
    assert "Van de tweede" in clash.text
    assert texts(session)[0] == "Van de eerste"
    again = fields(clash.text)
    assert marit.post(f"{BASIS}/spelregels", data={**again, "neem": one["rij"][0]}).status_code == 303
    assert texts(session)[0] == "Van de eerste"
    assert marit.post(f"{BASIS}/spelregels", data=again).status_code == 303
    assert texts(session)[0] == "Van de tweede"


def test_two_tabs_on_different_rows_keep_both(marit: FlaskClient, session: Session) -> None:
    one, two = (fields(marit.get(f"{BASIS}/spelregels").text) for _ in range(2))
    first, second = one["rij"]
    assert marit.post(f"{BASIS}/spelregels", data={**one, f"{first}-tekst": "Een"}).status_code == 303
    assert marit.post(f"{BASIS}/spelregels", data={**two, f"{second}-tekst": "Twee"}).status_code == 303
    assert texts(session) == ["Een", "Twee"]


def test_a_row_that_another_tab_removed_can_be_put_back(marit: FlaskClient, session: Session) -> None:
    one, two = (fields(marit.get(f"{BASIS}/spelregels").text) for _ in range(2))
    first = one["rij"][0]
    marit.post(f"{BASIS}/spelregels", data={**one, "weg": first})
    clash = marit.post(f"{BASIS}/spelregels", data={**two, f"{first}-tekst": "Toch bewaren"})
    assert clash.status_code == 409
    assert "haalde deze regel weg" in clash.text
    assert marit.post(f"{BASIS}/spelregels", data=fields(clash.text)).status_code == 303
    assert sorted(texts(session)) == ["Toch bewaren", "Vraag door."]


def test_the_theme_is_saved_and_two_tabs_show_both(marit: FlaskClient, session: Session) -> None:
    one = fields(marit.get(f"{BASIS}/thema").text)
    answer = marit.post(f"{BASIS}/thema", data={**one, "regio": "De Vallei", "naar": "deelvragen"})
    assert answer.location == f"{BASIS}/deelvragen"
    clash = marit.post(f"{BASIS}/thema", data={**one, "regio": "De Kop"})
    assert clash.status_code == 409
    assert "De Vallei" in clash.text
    assert "De Kop" in clash.text
    assert marit.post(f"{BASIS}/thema", data=fields(clash.text)).status_code == 303
    session.rollback()
    assert session.scalars(select(Dialoog.regio)).one() == "De Kop"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("titel", "", "De titel is leeg"),
        ("titel", "x" * 200, "Er passen er 120"),
        ("hoofdvraag", "y" * 10_000, "10000"),
    ],
)
def test_a_theme_that_does_not_fit_is_refused_with_what_was_typed(
    marit: FlaskClient, field: str, typed: str, said: str
) -> None:
    answer = marit.post(f"{BASIS}/thema", data={**fields(marit.get(f"{BASIS}/thema").text), field: typed})
    assert answer.status_code == 400
    assert said in answer.text
    assert typed in answer.text


def test_odd_text_is_kept_as_text(marit: FlaskClient, session: Session) -> None:
    odd = "<script>alert(1)</script> =HYPERLINK(1) \u05e9\u05dc\u05d5\u05dd \U0001f33b"
    data = fields(marit.get(f"{BASIS}/spelregels").text)
    marit.post(f"{BASIS}/spelregels", data={**data, f"{data['rij'][0]}-tekst": odd + "\u202e\x07"})
    assert texts(session)[0] == odd
    assert "<script>alert" not in marit.get(f"{BASIS}/spelregels").text


def test_the_five_of_amersfoort_come_once(as_begeleider: AsBegeleider, session: Session) -> None:
    marit = as_begeleider(make_begeleider())
    naam = marit.post("/regie/nieuw", data={"titel": "Werk", "kenmerk": "k"}).location.split("/")[2]
    for _ in range(2):
        assert marit.post(f"/regie/{naam}/voorbereiden/belangen/standaard").status_code == 303
    assert texts(session, "belangen") == [
        "Vacatures ingevuld krijgen",
        "Aan het werk helpen",
        "Opleiden",
        "Werkzoekende",
        "Overschot personeel",
    ]


def test_the_begeleider_says_when_it_is_finished(marit: FlaskClient, session: Session) -> None:
    assert [marit.post(f"{BASIS}/staat", data={"staat": "afgerond"}).status_code for _ in range(2)] == [303, 303]
    session.rollback()
    assert session.scalars(select(Dialoog.staat)).one() == "afgerond"
    assert marit.post(f"{BASIS}/staat", data={"staat": "weg"}).status_code == 400


def test_a_new_dialogue_sent_twice_is_there_once_and_the_same_title_is_another(
    as_begeleider: AsBegeleider, session: Session
) -> None:
    marit = as_begeleider(make_begeleider())
    goal = [marit.post("/regie/nieuw", data={"titel": "Op de fiets", "kenmerk": "k1"}).location for _ in range(2)]
    assert goal == ["/regie/op-de-fiets/voorbereiden/thema"] * 2
    other = marit.post("/regie/nieuw", data={"titel": "Op de fiets", "kenmerk": "k2"}).location
    assert other == "/regie/op-de-fiets-2/voorbereiden/thema"
    refused = marit.post("/regie/nieuw", data={"titel": "  ", "kenmerk": "k3"})
    assert refused.status_code == 400


@pytest.mark.parametrize("deel", ["thema", "deelvragen", "kaders", "spelregels", "belangen", "gemeenten", "staat"])
def test_nobody_and_another_begeleider_cannot_prepare(
    client: FlaskClient, as_begeleider: AsBegeleider, deel: str
) -> None:
    make_dialoog()
    stranger = as_begeleider(make_begeleider())
    assert stranger.post(f"{BASIS}/{deel}", data={"rij": []}).status_code == 404
    assert client.post(f"{BASIS}/{deel}", data={"rij": []}).status_code == 302
