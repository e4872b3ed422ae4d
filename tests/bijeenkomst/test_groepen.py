"""Groups of an evening: made, remade and taken back, by choice and by hand, latecomers, and de pen."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.aanwezig import add_persoon, let_in, set_aanwezigheid
from dialoog.bijeenkomst.groepen import groep_van, groepen, groepsnaam, heeft_pen, leden
from dialoog.bijeenkomst.groepen_maken import make_groepen
from dialoog.bijeenkomst.models import Groep, Groepslid, Stap
from dialoog.bijeenkomst.service import next_step
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.rules import Aanmelding
from dialoog.deelnemer.service import correct_aanmelding, remove_deelnemer
from dialoog.idee.models import Idee, Keuze
from dialoog.verslag.models import Feit
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_ideeen, make_stap

WIE = "Marit de Boer"


class Avond:
    """Nine people of three belangen are in, each with a phone; the step *tafels* is live, another comes after it."""

    def __init__(self, client: Callable[[int], FlaskClient], phone: Callable[[int, str], FlaskClient]) -> None:
        self.dialoog = make_dialoog()
        self.id = make_bijeenkomst(self.dialoog)
        self.stap = make_stap(self.id, "groepen", "live", hoe="loten", aantal=0)
        self.volgende = make_stap(self.id, "kleuren")
        self.mensen = [
            make_deelnemer(self.dialoog, f"Mens {n}", bijeenkomst=self.id, belangen=(1 + n % 3,), token=f"t{n}")
            for n in range(9)
        ]
        self.marit, self._phone = client(make_begeleider(self.dialoog)), phone
        self.url = f"/regie/wijk/avond/{self.id}/groepen"

    def phone(self, n: int) -> FlaskClient:
        return self._phone(self.dialoog, f"t{n}")

    def make(self, hoe: str = "loten", aantal: int = 3, gezien: int = 0) -> None:
        answer = self.marit.post(f"{self.url}/maak", data={"aantal": aantal, "hoe": hoe, "gezien": gezien})
        assert answer.status_code == 303

    def kies(self, n: int, groep: int) -> Any:
        return self.phone(n).post("/d/wijk/groep/kies", json={"groep": groep})

    def pen(self, n: int, groep: int, versie: int) -> Any:
        return self.phone(n).post("/d/wijk/groep/pen", json={"groep": groep, "versie": versie})


@pytest.fixture
def avond(as_begeleider: Callable[[int], FlaskClient], as_deelnemer: Callable[[int, str], FlaskClient]) -> Avond:
    return Avond(as_begeleider, as_deelnemer)


def sizes(session: Session, avond: Avond) -> list[int]:
    session.rollback()
    return [len(leden(session, groep.id)) for groep in groepen(session, avond.id)]


def facts(session: Session, wat: str) -> list[Feit]:
    session.rollback()
    return list(session.scalars(select(Feit).where(Feit.wat == wat).order_by(Feit.id)))


# --- making -------------------------------------------------------------------------------------------------------


def test_by_lot_everybody_has_a_table_and_each_belang_is_at_each_table(avond: Avond, session: Session) -> None:
    avond.make()
    groups = groepen(session, avond.id)
    assert [groepsnaam(groep) for groep in groups] == ["tafel 1", "tafel 2", "tafel 3"]
    for groep in groups:
        assert sorted(person.belangen[0].volgorde for person in leden(session, groep.id)) == [1, 2, 3]


def test_the_record_tells_how_many_tables_and_never_who_sits_where(avond: Avond, session: Session) -> None:
    avond.make()
    (fact,) = facts(session, "GroepenGemaakt")
    assert fact.zin == "3 tafels gemaakt: tafel 1 (3), tafel 2 (3), tafel 3 (3)"
    assert "Mens" not in str(fact.data)


def test_a_making_that_is_sent_twice_is_one_making(avond: Avond, session: Session) -> None:
    avond.make()
    before = [groep.id for groep in groepen(session, avond.id)]
    avond.make()
    session.rollback()
    assert [groep.id for groep in groepen(session, avond.id)] == before
    assert len(facts(session, "GroepenGemaakt")) == 1


def test_made_anew_the_old_tables_are_kept_with_their_people(avond: Avond, session: Session) -> None:
    avond.make()
    old = {groep.id: len(leden(session, groep.id)) for groep in groepen(session, avond.id)}
    avond.make(aantal=2, gezien=1)
    session.rollback()
    assert sorted(sizes(session, avond)) == [4, 5]
    for number, people in old.items():
        assert session.get_one(Groep, number).opgeheven
        assert len(session.scalars(select(Groepslid).where(Groepslid.groep_id == number)).all()) == people


def test_a_making_is_taken_back_and_the_former_tables_are_there_again(avond: Avond, session: Session) -> None:
    avond.make()
    old = [groep.id for groep in groepen(session, avond.id)]
    avond.make(aantal=2, gezien=1)
    made = facts(session, "GroepenGemaakt")[-1]
    for _ in range(2):  # sent twice
        assert avond.marit.post(f"/regie/wijk/avond/{avond.id}/ongedaan/{made.id}").status_code == 303
    session.rollback()
    assert [groep.id for groep in groepen(session, avond.id)] == old
    assert sizes(session, avond) == [3, 3, 3]
    first = facts(session, "GroepenGemaakt")[0]
    assert avond.marit.post(f"/regie/wijk/avond/{avond.id}/ongedaan/{first.id}").status_code == 303
    session.rollback()
    assert groepen(session, avond.id) == []


def test_only_the_tables_that_are_there_can_be_taken_back(avond: Avond, session: Session) -> None:
    avond.make()
    first = facts(session, "GroepenGemaakt")[0]
    avond.make(aantal=2, gezien=1)
    assert avond.marit.post(f"/regie/wijk/avond/{avond.id}/ongedaan/{first.id}").status_code == 409


def test_tables_whose_choice_lies_in_an_opened_round_cannot_be_taken_back(avond: Avond, session: Session) -> None:
    avond.make()
    (made,) = facts(session, "GroepenGemaakt")
    ideas = make_ideeen(avond.dialoog, 2)
    with transaction() as writing:
        one = groepen(writing, avond.id)[0].id
        writing.add(Keuze(stap_id=avond.volgende, kiezer=f"groep:{one}", idee_id=ideas[0]))
        writing.get_one(Idee, ideas[0]).vergrendeld_door = "Stickeren, ronde 1"
    answer = avond.marit.post(f"/regie/wijk/avond/{avond.id}/ongedaan/{made.id}")
    assert answer.status_code == 409
    assert "wat de tafels kozen, ligt in Stickeren, ronde 1" in answer.text
    assert sizes(session, avond) == [3, 3, 3]


@pytest.mark.parametrize("wrong", [{"aantal": 0}, {"aantal": 61}, {"aantal": 3, "hoe": "wens"}])
def test_a_number_or_way_that_cannot_be_makes_nothing(avond: Avond, session: Session, wrong: dict[str, Any]) -> None:
    answer = avond.marit.post(f"{avond.url}/maak", data={"hoe": "loten", "gezien": 0, **wrong})
    assert answer.status_code == 400
    assert groepen(session, avond.id) == []


def test_toehoorders_people_at_home_and_people_who_left_sit_at_no_table(avond: Avond, session: Session) -> None:
    looks_on = make_deelnemer(avond.dialoog, "Kijker", bijeenkomst=avond.id, soort="toehoorder")
    at_home = make_deelnemer(avond.dialoog, "Thuis")
    set_aanwezigheid(avond.dialoog, avond.id, avond.mensen[0], "weg", WIE)
    avond.make()
    session.rollback()
    for person in (looks_on, at_home, avond.mensen[0]):
        assert groep_van(session, avond.id, person) is None


def test_who_has_no_phone_sits_at_a_table_too_and_without_phones_the_begeleider_has_the_pen(
    avond: Avond, session: Session
) -> None:
    for person in avond.mensen[1:]:
        let_in(avond.dialoog, avond.id, person, WIE, helper="Joke")
    avond.make()
    session.rollback()
    assert sizes(session, avond) == [3, 3, 3]
    holders = [groep.pen for groep in groepen(session, avond.id)]
    assert sorted(holders, key=lambda pen: pen is None) == [avond.mensen[0], None, None]
    page = avond.marit.get(avond.url).text
    assert page.count("Niemand heeft hier een telefoon: u hebt de pen.") == 2


# --- late and gone ------------------------------------------------------------------------------------------------


def test_a_latecomer_gets_a_place_in_the_smallest_group(avond: Avond, session: Session) -> None:
    avond.make()
    smallest = groepen(session, avond.id)[1]
    gone = leden(session, smallest.id)[0]
    set_aanwezigheid(avond.dialoog, avond.id, gone.id, "weg", WIE)
    form = Aanmelding(registratie="r" * 20, naam="Laatkomer", belangen=(1,))
    late = add_persoon(avond.dialoog, avond.id, form, is_er=True, wie=WIE)
    session.rollback()
    found = groep_van(session, avond.id, late)
    assert found is not None
    assert found.id == smallest.id
    assert sizes(session, avond) == [3, 3, 3]


def test_who_looked_on_and_takes_part_after_all_gets_a_place_as_a_latecomer_does(
    avond: Avond, session: Session
) -> None:
    looks_on = make_deelnemer(avond.dialoog, "Kijker", bijeenkomst=avond.id, soort="toehoorder", belangen=())
    avond.make()
    set_aanwezigheid(avond.dialoog, avond.id, avond.mensen[4], "weg", WIE)
    form = Aanmelding(registratie="r" * 20, naam="Kijker", belangen=(1,))
    session.rollback()
    correct_aanmelding(avond.dialoog, looks_on, form, session.get_one(Deelnemer, looks_on).versie, WIE)
    assert sizes(session, avond) == [3, 3, 3]
    assert groep_van(session, avond.id, looks_on) == groep_van(session, avond.id, avond.mensen[4])


def test_who_went_home_is_out_of_the_count_and_comes_back_to_the_same_table(avond: Avond, session: Session) -> None:
    avond.make()
    person = avond.mensen[4]
    before = groep_van(session, avond.id, person)
    assert before is not None
    set_aanwezigheid(avond.dialoog, avond.id, person, "weg", WIE)
    assert sorted(sizes(session, avond)) == [2, 3, 3]
    set_aanwezigheid(avond.dialoog, avond.id, person, "aanwezig", WIE)
    session.rollback()
    after = groep_van(session, avond.id, person)
    assert after is not None
    assert after.id == before.id


def test_who_is_taken_off_the_list_is_out_of_the_count_and_out_of_the_pen(avond: Avond, session: Session) -> None:
    avond.make()
    groep = groepen(session, avond.id)[0]
    holder = groep.pen
    assert holder is not None
    assert heeft_pen(session, groep.id, holder)
    remove_deelnemer(avond.dialoog, holder, avond.id, WIE)
    session.rollback()
    assert len(leden(session, groep.id)) == 2
    assert not heeft_pen(session, groep.id, holder)
    assert sum(heeft_pen(session, groep.id, person.id) for person in leden(session, groep.id)) == 1


# --- by choice ----------------------------------------------------------------------------------------------------


def test_people_choose_a_table_may_change_and_may_press_twice(avond: Avond, session: Session) -> None:
    avond.make("kiezen")
    one, two, _ = (groep.id for groep in groepen(session, avond.id))
    assert avond.kies(0, one).json == {"groep": one, "naam": "tafel 1"}
    assert avond.kies(0, one).status_code == 200
    assert avond.kies(0, two).status_code == 200
    assert sizes(session, avond) == [0, 1, 0]
    assert heeft_pen(session, two, avond.mensen[0])
    assert session.get_one(Groep, one).pen is None


def test_a_full_table_takes_nobody_more_so_that_tables_stay_even(avond: Avond, session: Session) -> None:
    avond.make("kiezen")
    one = groepen(session, avond.id)[0].id
    assert [avond.kies(n, one).status_code for n in range(4)] == [200, 200, 200, 409]
    assert sizes(session, avond) == [3, 0, 0]


def test_when_choosing_ends_who_did_not_choose_gets_a_place_and_the_tables_are_even(
    avond: Avond, session: Session
) -> None:
    avond.make("kiezen")
    one = groepen(session, avond.id)[0].id
    for n in range(3):
        avond.kies(n, one)
    for _ in range(2):  # sent twice
        assert avond.marit.post(f"{avond.url}/sluit").status_code == 303
    assert sizes(session, avond) == [3, 3, 3]
    assert [fact.zin for fact in facts(session, "TafelsVast")] == [
        "Iedereen heeft een tafel: tafel 1 (3), tafel 2 (3), tafel 3 (3)"
    ]
    assert avond.kies(3, one).status_code == 409


def test_the_next_step_ends_choosing_too(avond: Avond, session: Session) -> None:
    avond.make("kiezen")
    next_step(avond.dialoog, avond.id, avond.stap, WIE)
    assert sizes(session, avond) == [3, 3, 3]
    assert not session.get_one(Stap, avond.stap).instellingen["kiezen_open"]


def test_who_comes_in_while_people_choose_chooses_too(avond: Avond, session: Session) -> None:
    avond.make("kiezen")
    late = make_deelnemer(avond.dialoog, "Laat", token="tl")
    let_in(avond.dialoog, avond.id, late, WIE)
    session.rollback()
    assert groep_van(session, avond.id, late) is None


def test_choosing_on_the_phone_is_for_its_own_step_only(avond: Avond, session: Session) -> None:
    next_step(avond.dialoog, avond.id, avond.stap, WIE)
    data = {"aantal": 3, "hoe": "kiezen", "gezien": 0}
    assert avond.marit.post(f"{avond.url}/maak", data=data).status_code == 409
    avond.make("hand")
    one = groepen(session, avond.id)[0].id
    assert avond.kies(0, one).status_code == 409
    assert sizes(session, avond) == [0, 0, 0]


def test_a_toehoorder_chooses_no_table_and_nobody_one_of_another_evening(avond: Avond, session: Session) -> None:
    make_deelnemer(avond.dialoog, "Kijker", bijeenkomst=avond.id, soort="toehoorder", token="t99")
    avond.make("kiezen")
    one = groepen(session, avond.id)[0].id
    assert avond.kies(99, one).status_code == 403
    other = make_bijeenkomst(make_dialoog("elders"))
    with transaction() as writing:
        writing.add(strange := Groep(bijeenkomst_id=other, lichting=1, nummer=1))
        writing.flush()
        number = strange.id
    assert avond.kies(0, number).status_code == 404
    assert avond.kies(0, 2**31).status_code == 400


# --- by hand ------------------------------------------------------------------------------------------------------


def test_the_begeleider_seats_anybody_anywhere_also_at_a_full_table(avond: Avond, session: Session) -> None:
    avond.make()
    one = groepen(session, avond.id)[0].id
    for person in avond.mensen:
        for _ in range(2):  # sent twice
            assert avond.marit.post(f"{avond.url}/zet", data={"deelnemer": person, "groep": one}).status_code == 303
    assert sizes(session, avond) == [9, 0, 0]
    avond.marit.post(f"{avond.url}/zet", data={"deelnemer": avond.mensen[0], "groep": 0})
    assert sizes(session, avond) == [8, 0, 0]
    assert "Nog zonder tafel" in avond.marit.get(avond.url).text


def test_somebody_cannot_be_seated_at_a_table_that_was_made_anew_since(avond: Avond, session: Session) -> None:
    avond.make()
    old = groepen(session, avond.id)[0].id
    avond.make(gezien=1)
    answer = avond.marit.post(f"{avond.url}/zet", data={"deelnemer": avond.mensen[0], "groep": old})
    assert answer.status_code == 409
    assert sizes(session, avond) == [3, 3, 3]


def test_a_person_can_be_moved_with_a_button_beside_dragging(avond: Avond, session: Session) -> None:
    avond.make()
    person = avond.mensen[0]
    page = avond.marit.get(f"{avond.url}/zet/{person}").text
    assert "Waar gaat Mens 0 zitten?" in page
    assert page.count('name="groep"') == 3  # two tables more, and none
    assert f"{avond.url}/zet/{person}" in avond.marit.get(avond.url).text


def test_tables_get_names_that_phones_and_record_use(avond: Avond, session: Session) -> None:
    avond.make()
    one, two, three = (groep.id for groep in groepen(session, avond.id))
    form = {f"naam-{one}": "De  Linde", f"gezien-{one}": "", f"naam-{two}": "", f"naam-{three}": ""}
    for _ in range(2):
        assert avond.marit.post(f"{avond.url}/namen", data=form).status_code == 303
    session.rollback()
    assert [groepsnaam(groep) for groep in groepen(session, avond.id)] == ["De Linde", "tafel 2", "tafel 3"]
    assert [fact.zin for fact in facts(session, "TafelGenoemd")] == ["Tafel 1 heet nu De Linde"]
    member = avond.mensen.index(leden(session, one)[0].id)
    assert avond.phone(member).get("/d/wijk/mijn").json["groep"]["naam"] == "De Linde"


def test_two_tables_cannot_have_one_name_and_what_was_typed_stays(avond: Avond, session: Session) -> None:
    avond.make()
    one, two, _ = (groep.id for groep in groepen(session, avond.id))
    for clash in ({f"naam-{one}": "Linde", f"naam-{two}": "linde"}, {f"naam-{one}": "Tafel 2", f"naam-{two}": ""}):
        answer = avond.marit.post(f"{avond.url}/namen", data=clash)
        assert answer.status_code == 400
        assert f'value="{clash[f"naam-{one}"]}"' in answer.text
    session.rollback()
    assert [groep.naam for groep in groepen(session, avond.id)] == ["", "", ""]


def test_a_name_that_another_gave_meanwhile_is_shown_and_nothing_is_lost(avond: Avond, session: Session) -> None:
    avond.make()
    one = groepen(session, avond.id)[0].id
    assert (
        avond.marit.post(f"{avond.url}/namen", data={f"naam-{one}": "De Linde", f"gezien-{one}": ""}).status_code == 303
    )
    answer = avond.marit.post(f"{avond.url}/namen", data={f"naam-{one}": "De Eik", f"gezien-{one}": ""})
    assert answer.status_code == 409
    assert 'value="De Eik"' in answer.text
    assert "De Linde" in answer.text


# --- de pen -------------------------------------------------------------------------------------------------------


def test_another_member_takes_the_pen_over_with_one_tap_and_may_tap_twice(avond: Avond, session: Session) -> None:
    avond.make()
    groep = groepen(session, avond.id)[0]
    first, second, _ = (avond.mensen.index(person.id) for person in leden(session, groep.id))
    assert groep.pen == avond.mensen[first] or groep.pen in avond.mensen
    taken = avond.pen(second, groep.id, groep.versie).json
    again = avond.pen(second, groep.id, groep.versie).json
    assert taken == again
    assert taken["mijn"] is True
    session.rollback()
    assert heeft_pen(session, groep.id, avond.mensen[second])
    assert not heeft_pen(session, groep.id, avond.mensen[first]) or first == second


def test_a_tap_on_an_old_screen_takes_no_pen_and_says_who_has_it(avond: Avond, session: Session) -> None:
    avond.make()
    groep = groepen(session, avond.id)[0]
    holder = groep.pen
    others = [avond.mensen.index(person.id) for person in leden(session, groep.id) if person.id != holder]
    seen = groep.versie
    assert avond.pen(others[0], groep.id, seen).status_code == 200
    answer = avond.pen(others[1], groep.id, seen)
    assert answer.status_code == 409
    assert f"Mens {others[0]}" in answer.text
    assert avond.pen(others[1], groep.id, seen + 1).status_code == 200


def test_only_who_sits_at_a_table_takes_its_pen(avond: Avond, session: Session) -> None:
    avond.make()
    one, two, _ = groepen(session, avond.id)
    stranger = avond.mensen.index(leden(session, two.id)[0].id)
    assert avond.pen(stranger, one.id, one.versie).status_code == 404
    make_deelnemer(avond.dialoog, "Kijker", bijeenkomst=avond.id, soort="toehoorder", token="t99")
    assert avond.pen(99, one.id, one.versie).status_code == 403


def test_the_pen_of_a_table_of_before_writes_nothing_any_more(avond: Avond, session: Session) -> None:
    avond.make()
    groep = groepen(session, avond.id)[0]
    number, versie, holder = groep.id, groep.versie, groep.pen
    assert holder is not None
    avond.make(gezien=1)
    session.rollback()
    assert not heeft_pen(session, number, holder)
    assert avond.pen(avond.mensen.index(holder), number, versie).status_code == 409


def test_taking_the_pen_is_no_fact_in_the_record(avond: Avond, session: Session) -> None:
    avond.make()
    groep = groepen(session, avond.id)[0]
    before = len(session.scalars(select(Feit)).all())
    member = next(avond.mensen.index(p.id) for p in leden(session, groep.id) if p.id != groep.pen)
    avond.pen(member, groep.id, groep.versie)
    session.rollback()
    assert len(session.scalars(select(Feit)).all()) == before


# --- screens ------------------------------------------------------------------------------------------------------


def test_two_tabs_of_one_person_show_the_same_table_and_a_phone_shows_names_as_given(
    avond: Avond, session: Session
) -> None:
    avond.make("kiezen", aantal=2)
    one = groepen(session, avond.id)[0].id
    avond.kies(0, one)
    nameless = make_deelnemer(avond.dialoog, bijeenkomst=avond.id, token="t9")
    with transaction() as writing:
        from dialoog.deelnemer.models import Deelnemer

        writing.get_one(Deelnemer, nameless).naam = None
    avond.kies(9, one)
    pages = [avond.phone(0).get("/d/wijk/").text for _ in range(2)]
    assert pages[0] == pages[1]
    assert "Aan deze tafel: Mens 0 en 1 mens." in pages[0]
    assert "U zit aan <b>tafel 1</b>" in pages[0]


def test_the_tables_stay_at_hand_in_the_regie_when_another_step_is_live(avond: Avond, session: Session) -> None:
    avond.make()
    next_step(avond.dialoog, avond.id, avond.stap, WIE)
    evening = avond.marit.get(f"/regie/wijk/avond/{avond.id}").text
    assert f'href="{avond.url}"' in evening
    page = avond.marit.get(avond.url).text
    assert all(f"Tafel {n}" in page for n in (1, 2, 3))
    avond.make(aantal=4, gezien=1)
    assert sorted(sizes(session, avond)) == [2, 2, 2, 3]


def test_the_beamer_shows_tables_and_numbers_and_nobody_by_name(avond: Avond, session: Session, app: Flask) -> None:
    from dialoog.bijeenkomst.models import Bijeenkomst

    token = session.get_one(Bijeenkomst, avond.id).beamer_token
    assert "We maken zo tafels" in app.test_client().get(f"/beamer/{token}").text
    make_groepen(avond.dialoog, avond.id, 3, "loten", 0, WIE)
    page = app.test_client().get(f"/beamer/{token}").text
    assert all(f"Tafel {n}" in page for n in (1, 2, 3))
    assert "Mens" not in page
