"""Groups colour with one phone each: their share or all ideas, the pen, and groups that are made anew."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Groep, Stap
from dialoog.database import transaction
from dialoog.idee.werkvormen_kleuren import Kleuren
from tests.idee.kleurzaal import Kleurzaal, make_groepen, make_kleurzaal


@pytest.fixture
def zaal(as_deelnemer: Callable[[int, str], FlaskClient], as_begeleider: Callable[[int], FlaskClient]) -> Kleurzaal:
    return make_kleurzaal(as_deelnemer, as_begeleider, manier="groepen", verdeeld=True)


@pytest.fixture
def twee(zaal: Kleurzaal) -> list[int]:
    """Tafel 1 (ideas 1 and 3): Amina with the pen, and Sjoerd. Tafel 2 (ideas 2 and 4): Joke."""
    return make_groepen(zaal, ("amina", "sjoerd"), ("joke",))


def beamer(zaal: Kleurzaal, session: Session) -> str:
    token = session.get_one(Bijeenkomst, zaal.bijeenkomst).beamer_token
    session.rollback()
    return zaal.marit.get(f"/beamer/{token}").text


def test_without_groups_the_step_says_so_and_offers_what_to_do(zaal: Kleurzaal, session: Session) -> None:
    page = zaal.marit.get(zaal.regie).text
    assert "Er zijn nog geen groepen" in page
    assert "Maak groepen" in page
    assert "We maken eerst groepen" in zaal.phones["amina"].get("/d/wijk/").text
    assert "We maken eerst groepen" in beamer(zaal, session)
    assert zaal.geef("amina", 1, "rood").status_code == 409
    assert zaal.doe("manier", manier="zaal") == 303
    assert "Er zijn nog geen groepen" not in zaal.marit.get(zaal.regie).text


def test_a_group_colours_its_own_share_with_the_phone_that_holds_the_pen(
    zaal: Kleurzaal, twee: list[int], session: Session
) -> None:
    assert zaal.geef("amina", 1, "rood").status_code == 200
    assert zaal.geef("amina", 1, "rood").status_code == 200
    other = zaal.geef("amina", 2, "rood")
    assert (other.status_code, other.get_json()["fout"]["tekst"]) == (409, "Nummer 2 is nu van tafel 2.")
    without = zaal.geef("sjoerd", 3, "rood")
    assert (without.status_code, without.get_json()["fout"]["kop"]) == (409, "U hebt de pen nu niet")
    assert zaal.geef("joke", 2, "geel").status_code == 200
    assert zaal.rijen(session) == 2
    assert zaal.mijn("amina")["volgorde"] == [zaal.ideeen[0], zaal.ideeen[2]]


def test_who_takes_the_pen_over_goes_on_with_what_the_group_chose(zaal: Kleurzaal, twee: list[int]) -> None:
    zaal.geef("amina", 1, "rood")
    with transaction() as writing:
        writing.get_one(Groep, twee[0]).pen = zaal.mensen["sjoerd"]
    assert zaal.geef("amina", 3, "rood").status_code == 409
    assert zaal.mijn("sjoerd")["kleuren"] == {str(zaal.ideeen[0]): ["rood", 1]}
    assert zaal.geef("sjoerd", 1, "geel", 1).status_code == 200


def test_progress_per_group_stands_on_beamer_and_regie(zaal: Kleurzaal, twee: list[int], session: Session) -> None:
    zaal.geef("amina", 1, "rood")
    for page in (beamer(zaal, session), zaal.marit.get(zaal.regie).text):
        assert "Tafel 1" in page
        assert "1 van 2" in page
        assert "0 van 2" in page
    zaal.geef("amina", 3, None)
    assert "1 van 2</b> groepen is klaar" in zaal.marit.get(zaal.regie).text
    zaal.klaar("joke")
    assert "2 van 2</b> groepen zijn klaar" in zaal.marit.get(zaal.regie).text


def test_the_begeleider_colours_for_a_group_and_sees_what_it_chose(zaal: Kleurzaal, session: Session) -> None:
    (tafel, _) = make_groepen(zaal, ("ria",), ("amina",))
    assert "geen telefoon: u kleurt" in zaal.marit.get(zaal.regie).text
    address = f"{zaal.regie}/stap/{zaal.stap}/kleuren-voor-groep/{tafel}"
    page = zaal.marit.get(address).text
    assert page.count("<fieldset") == 2
    assert zaal.marit.post(address, data={f"kleur-{zaal.ideeen[0]}": "rood"}).status_code == 303
    assert zaal.marit.get(address).text.count(" checked") == 1
    assert zaal.marit.post(address, data={f"kleur-{zaal.ideeen[1]}": "rood"}).status_code == 409
    assert zaal.marit.get(f"{address}999").status_code == 404


def test_of_divided_ideas_one_groups_colour_is_the_proposal(zaal: Kleurzaal, twee: list[int], session: Session) -> None:
    zaal.geef("amina", 1, "rood")
    zaal.geef("joke", 2, "geel")
    zaal.doe("kleuren-sluiten", gesloten="ja")
    zaal.doe("kleuren-overnemen")
    assert [zaal.kleur(session, n) for n in (1, 2, 3)] == ["rood", "geel", None]
    assert zaal.verder() == 303
    assert zaal.feiten(session, "KleurenGeteld")[0].zin == "2 groepen kleurden 2 ideeën"


def test_the_green_button_first_takes_over_what_the_groups_chose(
    zaal: Kleurzaal, twee: list[int], session: Session
) -> None:
    zaal.geef("amina", 1, "rood")
    zaal.geef("joke", 2, "geel")
    zaal.doe("kleuren-sluiten", gesloten="ja")
    stap = session.get_one(Stap, zaal.stap)
    button = Kleuren().knop(session, stap)
    assert button is not None
    assert button.tekst == "Neem 2 voorstellen over"
    assert button.uitleg.endswith("2 ideeën bespreekt u zelf.")
    session.rollback()
    assert zaal.marit.post(button.url).status_code == 303
    assert Kleuren().knop(session, session.get_one(Stap, zaal.stap)) is None


def test_an_idea_that_got_its_colour_is_not_said_to_have_none(zaal: Kleurzaal, twee: list[int]) -> None:
    zaal.geef("amina", 1, "rood")
    zaal.doe("kleuren-sluiten", gesloten="ja")
    zaal.doe("in-beeld", idee=zaal.ideeen[2])
    assert "Nog niemand gaf een kleur." in zaal.marit.get(zaal.regie).text
    assert zaal.doe(f"kleur/{zaal.ideeen[2]}", kleur="rood", versie=1) == 303
    zaal.doe("in-beeld", idee=zaal.ideeen[2])
    page = zaal.marit.get(zaal.regie).text
    assert 'aria-pressed="true"' in page
    assert "Nog niemand gaf een kleur." not in page


def test_colours_of_groups_are_still_there_when_one_comes_back(
    zaal: Kleurzaal, twee: list[int], session: Session
) -> None:
    zaal.geef("amina", 1, "rood")
    zaal.doe("kleuren-sluiten", gesloten="ja")
    assert "vraag" not in zaal.marit.get(f"{zaal.regie}?vraag=terug").text.split("<main")[0]
    zaal.verder()
    fact = zaal.feiten(session, "StapBegonnen")[-1]
    assert zaal.marit.post(f"{zaal.regie}/ongedaan/{fact.id}").status_code == 303
    assert zaal.doe("kleuren-sluiten", gesloten="nee") == 303
    assert zaal.geef("amina", 1, "geel", 1).status_code == 200


def test_where_every_group_colours_all_two_groups_that_differ_dispute_it(zaal: Kleurzaal, session: Session) -> None:
    zaal.doe("manier", manier="groepen", verdeeld="nee")
    make_groepen(zaal, ("amina", "sjoerd"), ("joke",))
    for idee, kleuren in ((1, ("rood", "rood")), (2, ("rood", "grijs")), (3, ("geel",))):
        for wie, kleur in zip(("amina", "joke"), kleuren, strict=False):
            assert zaal.geef(wie, idee, kleur).status_code == 200
    zaal.doe("kleuren-sluiten", gesloten="ja")
    assert zaal.instelling(session, "idee") == zaal.ideeen[1]
    assert "2 groepen kozen:" in beamer(zaal, session)
    zaal.doe("kleuren-overnemen")
    assert [zaal.kleur(session, n) for n in (1, 2, 3)] == ["rood", None, None]


def test_groups_that_are_made_anew_lose_no_colour(zaal: Kleurzaal, twee: list[int], session: Session) -> None:
    zaal.geef("amina", 1, "rood")
    zaal.geef("joke", 2, "geel")
    make_groepen(zaal, ("joke",), ("amina", "sjoerd"))
    assert zaal.geef("joke", 1, "grijs").status_code == 200
    zaal.doe("kleuren-sluiten", gesloten="ja")
    zaal.doe("kleuren-overnemen")
    assert [zaal.kleur(session, n) for n in (1, 2)] == ["grijs", "geel"]


def test_somebody_without_a_group_is_told_so(zaal: Kleurzaal) -> None:
    make_groepen(zaal, ("joke",))
    assert zaal.mijn("amina")["mag"] is False
    assert zaal.geef("amina", 1, "rood").status_code == 409
