"""The ballot over HTTP: what a phone may rely on, and what nobody gets to see."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, text

from dialoog import klok
from dialoog.access import hash_token
from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.stemming import views
from dialoog.stemming.emmer import Emmer
from dialoog.verslag.queries import highest
from tests.stemming.conftest import Zaal

Telefoon = Callable[[int], FlaskClient]


def post(client: FlaskClient, zaal: Zaal, command: dict[str, Any]) -> Any:
    return client.post(f"/d/{zaal.korte_naam}/stembriefje", json=command, headers={"Accept": "application/json"})


def lies(table: str = "sticker") -> int:
    db.session.rollback()
    return int(db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_ballot_is_answered_with_its_version_and_number(zaal: Zaal, telefoon: Telefoon) -> None:
    ronde = zaal.open()
    answer = post(telefoon(zaal.mensen[0]), zaal, zaal.opdracht(2, 4))
    assert (answer.status_code, answer.json) == (200, {"ronde": ronde, "versie": 1, "aantal": 2})
    assert lies() == 2


def test_the_same_command_may_arrive_twice_and_counts_once(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    phone, command = telefoon(zaal.mensen[0]), zaal.opdracht(2, 4)
    first, second = post(phone, zaal, command), post(phone, zaal, command)
    assert first.json == second.json
    assert (second.status_code, lies(), lies("stembriefje")) == (200, 2, 1)


def test_equal_contents_with_an_older_version_are_no_way_to_guess(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    phone = telefoon(zaal.mensen[0])
    post(phone, zaal, zaal.opdracht(2, 4))
    same = post(phone, zaal, zaal.opdracht(2, 4))
    other = post(phone, zaal, zaal.opdracht(1))
    assert same.status_code == other.status_code == 409
    assert same.json == other.json
    assert set(same.json["stand"]) == {"ronde", "versie", "aantal"}


def test_an_older_version_changes_nothing_and_the_fresh_one_replaces_all(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    phone = telefoon(zaal.mensen[0])
    post(phone, zaal, zaal.opdracht(1, 2, 3))
    refused = post(phone, zaal, zaal.opdracht(4))
    assert refused.json["stand"]["versie"] == 1
    assert post(phone, zaal, zaal.opdracht(4, versie=1)).json["aantal"] == 1
    assert lies() == 1


def test_a_version_that_does_not_exist_yet_is_refused(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    assert post(telefoon(zaal.mensen[0]), zaal, zaal.opdracht(1, versie=7)).status_code == 409
    assert lies() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"stickers": [1, 2, 3, 4, 5, 6]},
        {"stickers": [1, 1]},
        {"stickers": [99]},
        {"stickers": ["=HYPERLINK(", 2]},
        {"stickers": None},
        {"stickers": "x" * 10_000},
        {"versie": None},
        {"versie": -1},
        {"versie": "0"},
        {"kenmerk": ""},
        {"klaar": "ja"},
        {"ronde": "1"},
        {"ronde": 10**30},
        {"stickers": [10**30]},
        {"versie": -(10**30)},
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_written(
    zaal: Zaal, telefoon: Telefoon, wrong: dict[str, Any]
) -> None:
    zaal.open()
    answer = post(telefoon(zaal.mensen[0]), zaal, zaal.opdracht(1) | wrong)
    assert answer.status_code == 400
    assert answer.json["fout"]["tekst"]
    assert (lies(), lies("stembriefje")) == (0, 0)


def test_another_screen_hears_version_and_number_and_never_the_contents(zaal: Zaal, telefoon: Telefoon) -> None:
    ronde = zaal.open()
    zaal.plak(zaal.mensen[0], 6, 7, 8)
    answer = telefoon(zaal.mensen[0]).get(f"/d/wijk/stembriefje?ronde={ronde}")
    assert answer.json == {"ronde": ronde, "versie": 1, "aantal": 3}
    mine = telefoon(zaal.mensen[0]).get("/d/wijk/mijn").json
    assert not {"stickers", "ideeen", "klaar"} & set(mine)
    assert "[6, 7, 8]" not in str(mine)
    assert mine["aantal"] == 3


def test_each_phone_has_an_order_of_its_own_that_stays(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    seeds = [telefoon(person).get("/d/wijk/mijn").json["zaad"] for person in zaal.mensen]
    assert len(set(seeds)) == len(seeds)
    assert seeds[0] == telefoon(zaal.mensen[0]).get("/d/wijk/mijn").json["zaad"]


def test_a_toehoorder_may_not_sticker(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    assert post(telefoon(zaal.toehoorder), zaal, zaal.opdracht(1)).status_code == 403


def test_nobody_and_another_dialogue_get_nowhere(zaal: Zaal, client: FlaskClient, telefoon: Telefoon) -> None:
    zaal.open()
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    assert post(client, zaal, zaal.opdracht(1)).status_code == 401
    phone = telefoon(zaal.mensen[0])
    assert post(phone, zaal, zaal.opdracht(1, ronde=99)).status_code == 404
    assert phone.get("/d/wijk/stembriefje?ronde=99").status_code == 404


def test_a_ballot_from_another_page_is_refused(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    phone = telefoon(zaal.mensen[0])
    phone.environ_base["HTTP_ORIGIN"] = "https://elders.example"
    assert post(phone, zaal, zaal.opdracht(1)).status_code == 403


@pytest.mark.parametrize("staat", ["weg", "afwezig", "uitgenodigd"])
def test_who_is_not_present_may_not_sticker_but_what_lies_stays(zaal: Zaal, telefoon: Telefoon, staat: str) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    with transaction() as session:
        session.get_one(Aanwezigheid, (zaal.bijeenkomst, zaal.mensen[0])).staat = staat
    assert post(telefoon(zaal.mensen[0]), zaal, zaal.opdracht(2, versie=1)).status_code == 403
    assert lies() == 1


def test_after_the_close_it_is_not_counted_and_the_regie_hears_of_one_phone(
    zaal: Zaal, telefoon: Telefoon, regie: FlaskClient
) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1, 2, 3)
    zaal.sluit()
    phone = telefoon(zaal.mensen[0])
    for _ in range(2):
        late = post(phone, zaal, zaal.opdracht(1, 2, 3, 4, 5, versie=1))
        assert late.status_code == 409
        assert late.json["stand"] | {"gesloten": True, "versie": 1, "aantal": 3} == late.json["stand"]
    assert (lies(), lies("te_laat")) == (3, 1)
    page = regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text
    assert "Eén telefoon had nog iets onderweg." in page


def test_a_command_that_had_arrived_before_the_close_is_still_answered_with_yes(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    command = zaal.opdracht(1, 2)
    post(telefoon(zaal.mensen[0]), zaal, command)
    zaal.sluit()
    assert post(telefoon(zaal.mensen[0]), zaal, command).status_code == 200
    assert lies("te_laat") == 0


def test_before_it_opens_and_after_it_is_over_the_phone_hears_why(zaal: Zaal, telefoon: Telefoon) -> None:
    phone, command = telefoon(zaal.mensen[0]), zaal.opdracht(1)
    assert "nog niet open" in post(phone, zaal, command).json["fout"]["tekst"]
    zaal.open()
    zaal.sluit()
    zaal.stel_vast()
    answer = post(phone, zaal, command)
    assert (answer.status_code, answer.json["stand"]["gesloten"]) == (409, True)


def test_a_ballot_leaves_no_fact_no_time_and_no_trace_on_the_person(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    tables = [name for name in inspect(db.engine).get_table_names() if name not in ("stembriefje", "sticker")]

    def contents() -> dict[str, list[Any]]:
        db.session.rollback()
        return {t: list(db.session.execute(text(f'SELECT * FROM "{t}"'))) for t in tables}

    before, facts = contents(), highest(db.session(), zaal.dialoog)
    post(telefoon(zaal.mensen[0]), zaal, zaal.opdracht(1, 2, klaar=True))
    assert contents() == before
    assert highest(db.session(), zaal.dialoog) == facts


def test_a_storm_of_one_phone_is_slowed_down_and_of_another_is_not(
    zaal: Zaal, telefoon: Telefoon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "_emmer", Emmer(3, 0.001))
    zaal.open()
    phone, command = telefoon(zaal.mensen[0]), zaal.opdracht(1)
    assert [post(phone, zaal, command).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert post(telefoon(zaal.mensen[1]), zaal, zaal.opdracht(1)).status_code == 200


def test_no_screen_feels_in_its_bucket_what_another_screen_of_that_person_does(
    zaal: Zaal, telefoon: Telefoon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the tallies of an open round that would tell where that person sticks; and nobody is slowed down by it."""
    monkeypatch.setattr(views, "_emmer", Emmer(3, 0.001))
    zaal.open()
    person = zaal.mensen[0]
    with transaction() as session:
        second = Toestel(deelnemer_id=person, token_hash=hash_token("tweede"), omschrijving="Tablet", sinds=klok.nu())
        session.add(second)
    phone, tablet = telefoon(person), telefoon(person)
    tablet.set_cookie(f"toestel_{zaal.dialoog}", "tweede")
    command = zaal.opdracht(1)
    assert [post(tablet, zaal, command).status_code for _ in range(4)][-1] == 429
    assert post(phone, zaal, command).status_code == 200


def test_the_bucket_fills_again() -> None:
    emmer = Emmer(2, 1)
    assert [emmer.take(1, 0), emmer.take(1, 0), emmer.take(1, 0), emmer.take(1, 1.5)] == [True, True, False, True]


# --- acting for somebody --------------------------------------------------------------------------------------


def test_the_begeleider_sticks_for_who_has_no_phone_and_the_form_starts_empty(zaal: Zaal, regie: FlaskClient) -> None:
    ronde = zaal.open()
    url = f"/regie/wijk/avond/{zaal.bijeenkomst}/stemmen-voor/{zaal.zonder_telefoon}"
    form = {"ronde": ronde, "kenmerk": "a" * 16, "idee-2": "1", "idee-5": "1"}
    assert regie.post(url, data=form).status_code == 303
    assert lies() == 2
    assert "checked" not in regie.get(url).text
    assert regie.post(url, data={"ronde": ronde, "kenmerk": "b" * 16, "idee-1": "1"}).status_code == 303
    assert lies() == 1


def test_too_many_for_somebody_gives_the_form_back_as_it_was_filled_in(zaal: Zaal, regie: FlaskClient) -> None:
    ronde = zaal.open()
    form = {"ronde": ronde, "kenmerk": "a" * 16, **{f"idee-{n}": "1" for n in range(1, 7)}}
    answer = regie.post(f"/regie/wijk/avond/{zaal.bijeenkomst}/stemmen-voor/{zaal.zonder_telefoon}", data=form)
    assert (answer.status_code, answer.text.count("checked")) == (400, 6)
    assert "U hebt 5 stickers" in answer.text
    assert lies() == 0


def test_nobody_sticks_for_somebody_with_a_phone(zaal: Zaal, regie: FlaskClient) -> None:
    ronde = zaal.open()
    url = f"/regie/wijk/avond/{zaal.bijeenkomst}/stemmen-voor/{zaal.mensen[0]}"
    form = {"ronde": ronde, "kenmerk": "a" * 16, "idee-2": "1"}
    assert (regie.get(url).status_code, regie.post(url, data=form).status_code) == (404, 404)
    assert lies() == 0


def test_a_removed_person_cannot_sticker(zaal: Zaal, telefoon: Telefoon) -> None:
    zaal.open()
    with transaction() as session:
        session.get_one(Deelnemer, zaal.mensen[0]).staat = "verwijderd"
    assert post(telefoon(zaal.mensen[0]), zaal, zaal.opdracht(2)).status_code == 401
