"""What is written down beside the rest: kept once, taken back, and never with the name of who did not agree."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import aantekening_rules as rules
from dialoog.bijeenkomst import aantekeningen as a
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.themaboek.concepten import concept
from dialoog.themaboek.maken.html import render_html
from dialoog.themaboek.queries import boek
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from tests import builders

MARIT = "Marit"


@pytest.fixture
def avond(app: object) -> tuple[int, int]:
    """A dialogue and an evening."""
    dialoog = builders.make_dialoog()
    return dialoog, builders.make_bijeenkomst(dialoog, "Kick-off")


def save(avond: tuple[int, int], soort: str, kenmerk: str = "", **velden: str) -> int:
    place = avond[1] if rules.SOORTEN[soort].avond else None
    return a.save_aantekening(avond[0], soort, velden, MARIT, kenmerk=kenmerk, bijeenkomst_id=place)


def texts(session: Session, dialoog: int) -> list[str]:
    session.rollback()
    return [rules.regel(row.soort, row.inhoud) for row in a.aantekeningen(session, dialoog)]


def test_what_is_sent_twice_is_kept_once(avond: tuple[int, int], session: Session) -> None:
    assert save(avond, "kans", "a" * 8, tekst="Meer bussen") == save(avond, "kans", "a" * 8, tekst="Meer bussen")
    assert texts(session, avond[0]) == ["Meer bussen"]


def test_an_old_version_changes_nothing_and_the_other_text_comes_along(
    avond: tuple[int, int], session: Session
) -> None:
    number = save(avond, "quote", tekst="Dat kan beter", wie="Een inwoner")
    assert a.change_aantekening(avond[0], number, {"tekst": "Dat moet beter"}, 1, MARIT) == 2
    with pytest.raises(Outdated) as error:
        a.change_aantekening(avond[0], number, {"tekst": "Iets anders"}, 1, "Joke")
    assert error.value.stand == {"versie": 2, "inhoud": {"tekst": "Dat moet beter"}}
    assert a.change_aantekening(avond[0], number, {"tekst": "Dat moet beter"}, 1, "Joke") == 2
    assert texts(session, avond[0]) == ["Dat moet beter"]


def test_every_step_can_be_taken_back_until_a_later_one(avond: tuple[int, int], session: Session) -> None:
    number = save(avond, "kans", tekst="Een")
    a.change_aantekening(avond[0], number, {"tekst": "Twee"}, 1, MARIT)
    a.remove_aantekening(avond[0], number, 2, MARIT)
    assert texts(session, avond[0]) == []
    gone, changed, came = laatste_stappen(session, avond[0])[:3]
    assert (gone.kan_terug, changed.kan_terug, came.kan_terug) == (True, False, False)
    undo_feit(avond[0], gone.id, MARIT)
    assert texts(session, avond[0]) == ["Twee"]


def test_what_does_not_fit_is_refused_with_the_field(avond: tuple[int, int], session: Session) -> None:
    for soort, velden, field in (
        ("kans", {"tekst": "  "}, "tekst"),
        ("stand", {"ja": "veel", "nee": "0"}, "ja"),
        ("mijlpaal", {"tekst": "De raden", "datum": "1 juli"}, "datum"),
    ):
        with pytest.raises(BadInput) as error:
            save(avond, soort, **velden)
        assert list(error.value.velden) == [field]
    save(avond, "stand", ja="18", nee="2")
    with pytest.raises(NotNow):
        save(avond, "stand", ja="1", nee="0")
    with pytest.raises(NotFound):
        a.save_aantekening(avond[0], "kans", {"tekst": "Los"}, MARIT, kenmerk="", bijeenkomst_id=None)
    assert texts(session, avond[0]) == ["18 staan erachter, 2 nog niet"]


def test_everything_stands_once_in_the_book_at_its_place(avond: tuple[int, int], session: Session) -> None:
    dialoog, _ = avond
    save(avond, "programma", tekst="de agenda Samen Verder")
    save(avond, "mijlpaal", tekst="De raden kijken", datum="2026-07-01")
    save(avond, "feit", tekst="Er rijden 4 bussen.", bron="Vervoerder, 2025")
    save(avond, "feitvraag", tekst="Hoeveel mensen reizen er?", wie="de gemeente")
    save(avond, "stand", ja="18", nee="2")
    save(avond, "reden", tekst="Te weinig bedrijven", gevolg="Wij bellen er drie")
    save(avond, "visie", kop="Straks", tekst="Iedereen komt er")
    save(avond, "afspraak", tekst="De zaal huren", wie="Buurthuis", wanneer="voor mei")
    page = render_html(boek(session, dialoog))
    for words in (
        "Er rijden 4 bussen.", "Bron: Vervoerder, 2025", "Hoeveel mensen reizen er?", "De raden kijken",
        "Te weinig bedrijven", "Iedereen komt er", "De zaal huren", "voor mei", "de agenda Samen Verder",
        "18 mensen stonden achter",
    ):  # fmt: skip
        assert page.count(words) == 1, words
    assert "1 vraag is nog geen antwoord" in concept(boek(session, dialoog), "feiten")


def test_who_did_not_agree_to_be_named_is_not_named(avond: tuple[int, int], session: Session) -> None:
    dialoog, evening = avond
    builders.make_deelnemer(dialoog, "Bram Zwijger", bijeenkomst=evening, organisatie="Woonbond")
    builders.make_deelnemer(dialoog, "Amina Ja", bijeenkomst=evening, naam_in_boek=True)
    save(avond, "afspraak", tekst="Bram Zwijger belt met Amina Ja", wie="Bram Zwijger")
    page = render_html(boek(session, dialoog))
    assert "Bram" not in page
    assert "Woonbond belt met Amina Ja" in page


def test_the_page_keeps_what_was_typed_and_offers_to_put_back(
    avond: tuple[int, int], as_begeleider: Callable[[int], FlaskClient]
) -> None:
    marit = as_begeleider(builders.make_begeleider(avond[0], naam=MARIT))
    place = f"/regie/wijk/erbij/afspraak?bijeenkomst={avond[1]}"
    answer = marit.post(place, data={"tekst": "", "wie": "Buurthuis", "kenmerk": "k"})
    assert answer.status_code == 400
    assert "Buurthuis" in answer.text
    assert "Dit is nog leeg" in answer.text
    assert marit.post(place, data={"tekst": "De zaal huren", "kenmerk": "k"}).status_code == 303
    assert "De zaal huren" in marit.get(place).text
    assert "<b>1</b>" in marit.get("/regie/wijk/erbij").text
    number = a.aantekeningen(db.session(), avond[0])[0].id
    away = marit.post("/regie/wijk/erbij/afspraak/weg", data={"bijeenkomst": avond[1], "nummer": number, "versie": 1})
    assert "Zet het terug" in marit.get(away.headers["Location"]).text
    back = marit.post("/regie/wijk/erbij/afspraak/terug", data={"bijeenkomst": avond[1], "nummer": number, "versie": 2})
    assert back.status_code == 303
    assert "De zaal huren" in marit.get(place).text


@pytest.mark.parametrize("soort", list(rules.SOORTEN))
def test_every_kind_says_where_it_stands_and_has_one_line(soort: str) -> None:
    assert rules.SOORTEN[soort].uitleg.endswith(".")
    assert rules.regel(soort, {"tekst": "x" * 500, "ja": "3", "nee": "4"})


def test_agreements_are_typed_in_the_conversation_and_stand_there_with_undo(
    avond: tuple[int, int], as_begeleider: Callable[[int], FlaskClient], session: Session
) -> None:
    dialoog, evening = avond
    stap = builders.make_stap(evening, "gesprek", "live")
    marit = as_begeleider(builders.make_begeleider(dialoog, naam=MARIT))
    place = f"/regie/wijk/avond/{evening}"
    sent = {"tekst": "De zaal huren", "wie": "Buurthuis", "wanneer": "voor mei", "kenmerk": f"gesprek:{stap}:0"}
    for _ in range(2):
        assert marit.post(f"{place}/gesprek/{stap}/afspraak", data=sent).status_code == 303
    assert marit.post(f"{place}/gesprek/{stap}/afspraak", data={**sent, "tekst": "Iets anders"}).status_code == 303
    page = marit.get(place).text
    table = page[page.index('<table class="afspraken">') :]
    assert table[: table.index("</table>")].count("De zaal huren</th>") == 1
    assert "Iets anders" in page
    assert "Afspraak: De zaal huren" in page
    refused = marit.post(f"{place}/gesprek/{stap}/afspraak", data={"tekst": "", "wie": "Iemand", "kenmerk": "x"})
    assert refused.status_code == 400
    assert 'value="Iemand"' in refused.text
    assert f'name="stap" value="{stap}"' in refused.text
    assert len(texts(session, dialoog)) == 2


@pytest.mark.parametrize("typed", ["Jan de Vries", "jan de vries", "JAN DE  VRIES", "Jan de\nVries", " jan de Vries "])
def test_a_name_typed_fast_is_not_printed_either(typed: str) -> None:
    names = {"Jan de Vries": "Inwoner (groep \\1)", "Mo": "Deelnemer", "Jan de Vries-Bos": "School"}
    assert rules.zonder_naam(typed, names) == "Inwoner (groep \\1)"
    assert rules.zonder_naam(f"Dat zei {typed.strip()}s buurman.", names) == "Dat zei Inwoner (groep \\1)s buurman."
    assert rules.zonder_naam("jan de vries-bos", names) == "School"
    assert (rules.zonder_naam("mo", names), rules.zonder_naam("Morgen", names)) == ("Deelnemer", "Morgen")
