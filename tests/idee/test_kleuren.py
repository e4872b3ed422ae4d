"""Colouring for the room."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.service import next_step
from dialoog.database import transaction
from dialoog.idee.models import Idee, Kleur
from dialoog.idee.queries import tellingen
from dialoog.verslag.models import Feit
from tests import builders
from tests.idee.conftest import TOKEN, Avond


@pytest.fixture
def ideeen(kleuravond: Avond) -> list[int]:
    return builders.make_ideeen(kleuravond.dialoog, 4)


@pytest.fixture
def marit(as_begeleider: Callable[[int], FlaskClient], kleuravond: Avond) -> FlaskClient:
    return as_begeleider(kleuravond.begeleider)


def hand(session: Session, avond: Avond) -> int | None:
    session.rollback()
    return session.get_one(Stap, avond.stap).instellingen.get("idee")


def colour(marit: FlaskClient, avond: Avond, idee: int, kleur: str, versie: int = 1) -> int:
    return marit.post(f"{avond.actie}/kleur/{idee}?kleur={kleur}&versie={versie}").status_code


def look(marit: FlaskClient, avond: Avond, **form: object) -> int:
    return marit.post(f"{avond.actie}/in-beeld", data=form).status_code


def test_the_step_begins_with_the_first_idea_without_a_colour(app: object, session: Session) -> None:
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    stap = builders.make_stap(evening, "kleuren")
    first, second = builders.make_ideeen(dialoog, 2)
    with transaction() as writing:
        writing.get_one(Idee, first).kleur = "rood"
    next_step(dialoog, evening, None, "Marit")
    session.rollback()
    assert session.get_one(Stap, stap).instellingen["idee"] == second


def test_beside_the_green_button_stands_that_no_idea_has_a_colour_yet(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int]
) -> None:
    builders.make_stap(kleuravond.bijeenkomst, "kiezen")
    assert "Nog geen idee heeft een kleur. Hierna:" in marit.get(kleuravond.regie).text
    colour(marit, kleuravond, ideeen[0], "rood")
    assert "Nog geen idee heeft een kleur" not in marit.get(kleuravond.regie).text


def test_a_colour_is_a_row_of_the_room_and_the_next_idea_comes_in_hand(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int], session: Session
) -> None:
    look(marit, kleuravond, idee=ideeen[0])
    assert colour(marit, kleuravond, ideeen[0], "rood") == 303
    assert hand(session, kleuravond) == ideeen[1]
    row = session.scalars(select(Kleur)).one()
    assert (row.stap_id, row.kiezer, row.idee_id, row.kleur) == (kleuravond.stap, "zaal", ideeen[0], "rood")
    assert session.get_one(Idee, ideeen[0]).kleur == "rood"


def test_the_same_key_twice_is_one_colour_and_another_key_on_an_old_page_is_refused(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int], session: Session
) -> None:
    assert colour(marit, kleuravond, ideeen[0], "rood") == 303
    assert colour(marit, kleuravond, ideeen[0], "rood") == 303
    assert colour(marit, kleuravond, ideeen[0], "geel") == 409
    session.rollback()
    assert session.get_one(Idee, ideeen[0]).kleur == "rood"
    assert session.scalar(select(func.count()).select_from(Feit).where(Feit.wat == "KleurGezet")) == 1


def test_another_colour_replaces_and_none_takes_away(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int], session: Session
) -> None:
    colour(marit, kleuravond, ideeen[0], "rood")
    colour(marit, kleuravond, ideeen[0], "geel", versie=2)
    session.rollback()
    assert session.scalars(select(Kleur.kleur)).all() == ["geel"]
    colour(marit, kleuravond, ideeen[0], "", versie=3)
    session.rollback()
    assert session.scalars(select(Kleur)).all() == []
    assert session.get_one(Idee, ideeen[0]).kleur is None


@pytest.mark.parametrize("kleur", ["paars", "ROOD", "1", "<script>"])
def test_a_colour_that_does_not_exist_is_refused(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int], session: Session, kleur: str
) -> None:
    assert colour(marit, kleuravond, ideeen[0], kleur) == 400
    assert session.get_one(Idee, ideeen[0]).kleur is None


def test_hidden_held_and_unknown_ideas_get_no_colour(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int], session: Session
) -> None:
    with transaction() as writing:
        writing.get_one(Idee, ideeen[0]).staat = "verborgen"
        writing.get_one(Idee, ideeen[1]).vergrendeld_door = "Stickeren, ronde 1"
    assert colour(marit, kleuravond, ideeen[0], "rood") == 409
    assert colour(marit, kleuravond, ideeen[1], "rood") == 409
    assert colour(marit, kleuravond, 2**40, "rood") == 404
    assert look(marit, kleuravond, idee=ideeen[0]) == 409
    assert session.scalars(select(Kleur)).all() == []


def test_outside_its_step_nothing_is_coloured(marit: FlaskClient, kleuravond: Avond, ideeen: list[int]) -> None:
    with transaction() as writing:
        writing.get_one(Stap, kleuravond.stap).staat = "gedaan"
    assert colour(marit, kleuravond, ideeen[0], "rood") == 409
    assert look(marit, kleuravond, richting=1) == 409


def test_next_and_previous_walk_round_and_the_sieve_leaves_out_what_has_a_colour(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int], session: Session
) -> None:
    look(marit, kleuravond, idee=ideeen[0])
    look(marit, kleuravond, richting=-1)
    assert hand(session, kleuravond) == ideeen[3]
    look(marit, kleuravond, richting=1)
    assert hand(session, kleuravond) == ideeen[0]
    colour(marit, kleuravond, ideeen[1], "rood")
    marit.post(f"{kleuravond.actie}/zeef", data={"zeef": "zonder"})
    look(marit, kleuravond, richting=1)
    assert hand(session, kleuravond) == ideeen[2]


def test_the_step_can_stay_with_its_idea_after_a_colour(
    marit: FlaskClient, kleuravond: Avond, ideeen: list[int], session: Session
) -> None:
    with transaction() as writing:
        stap = writing.get_one(Stap, kleuravond.stap)
        stap.instellingen = {**stap.instellingen, "verder": False, "idee": ideeen[0]}
    colour(marit, kleuravond, ideeen[0], "blauw")
    assert hand(session, kleuravond) == ideeen[0]


def test_all_screens_show_the_idea_that_is_talked_about(
    marit: FlaskClient,
    kleuravond: Avond,
    ideeen: list[int],
    as_deelnemer: Callable[[int, str], FlaskClient],
    session: Session,
) -> None:
    look(marit, kleuravond, idee=ideeen[2])
    beamer = session.get_one(Bijeenkomst, kleuravond.bijeenkomst).beamer_token
    phone = as_deelnemer(kleuravond.dialoog, TOKEN)
    for page in (marit.get(kleuravond.regie).text, marit.get(f"/beamer/{beamer}").text, phone.get("/d/wijk/").text):
        assert "Idee 3 voor de wijk" in page
    assert "De zaal kiest de kleur" in phone.get("/d/wijk/").text
    assert "<button" not in phone.get("/d/wijk/").text.split("<main")[1].split("</main>")[0]


def test_counts_per_colour_are_in_reading_order_and_count_only_what_is_on_the_wall(
    kleuravond: Avond, ideeen: list[int], session: Session
) -> None:
    with transaction() as writing:
        for number, kleur in zip(ideeen, ("rood", "rood", "geel", None), strict=True):
            writing.get_one(Idee, number).kleur = kleur
        writing.get_one(Idee, ideeen[1]).staat = "verborgen"
    counts = tellingen(session, kleuravond.dialoog)
    assert list(counts.per_kleur.items()) == [("grijs", 0), ("geel", 1), ("blauw", 0), ("rood", 1)]
    assert (counts.totaal, counts.zonder_kleur, counts.verborgen) == (3, 1, 1)
