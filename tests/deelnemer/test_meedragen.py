"""A phone for more people: only for whom the begeleider said, until it ends, and never a pass of somebody else."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.access import hash_token
from dialoog.deelnemer.meedragen import start_meedragen, stop_meedragen
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import gezien_van, merge_deelnemers, split_deelnemers
from dialoog.deelnemer.service import remove_deelnemer, undo_removal_of
from dialoog.deelnemer.toegang import new_pas, open_pas
from dialoog.errors import NotNow
from dialoog.idee.models import Idee
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_stap

As = Callable[[int, str], FlaskClient]
WIE, JAN = "Bea", "j" * 22
IDEE = {"kenmerk": "a" * 32, "tekst": "Een bank bij de bushalte", "deelvragen": []}


@pytest.fixture
def buren(session: Session) -> tuple[int, int, int, int]:
    """(dialoog, bijeenkomst, Jan with a phone, Corrie without), in a live step *ideeën*."""
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog)
    make_stap(evening, "ideeen", "live")
    jan = make_deelnemer(dialoog, "Jan", bijeenkomst=evening, token=JAN)
    corrie = make_deelnemer(dialoog, "Corrie", bijeenkomst=evening, zonder_telefoon=True)
    return dialoog, evening, jan, corrie


def strip(phone: FlaskClient, query: str = "") -> str:
    """The switch at the top as the phone fetches it."""
    answer = phone.get(f"/d/wijk/voor{query}").json
    assert answer is not None
    return str(answer["html"]).strip()


def indieners(session: Session) -> list[int | None]:
    session.rollback()
    return list(session.scalars(select(Idee.indiener).order_by(Idee.id)))


def test_everything_below_the_switch_is_of_the_chosen_person(
    session: Session, as_deelnemer: As, buren: tuple[int, int, int, int]
) -> None:
    dialoog, _, jan, corrie = buren
    start_meedragen(dialoog, corrie, jan, WIE)
    phone = as_deelnemer(dialoog, JAN)
    own = phone.get("/d/wijk/").text
    assert "voor Corrie" in own
    assert f'data-wie="{jan}"' in own
    page = phone.get(f"/d/wijk~{corrie}/").text
    assert f'data-wie="{corrie}"' in page
    assert f'data-naam="wijk~{corrie}"' in page
    for _ in range(2):
        assert phone.post(f"/d/wijk~{corrie}/ideeen", json=IDEE).status_code == 200
    assert phone.post("/d/wijk/ideeen", json={**IDEE, "kenmerk": "b" * 32}).status_code == 200
    assert indieners(session) == [corrie, jan]
    words = {"vermelding": "Een buurvrouw", "naam_in_boek": False}
    assert phone.post(f"/d/wijk~{corrie}/vermelding", json=words).status_code == 200
    session.rollback()
    assert session.get_one(Deelnemer, corrie).vermelding == "Een buurvrouw"
    assert session.get_one(Deelnemer, jan).vermelding == ""
    assert session.scalar(select(Feit.wie).where(Feit.wat == "VermeldingGekozen")) == "Jan"


@pytest.mark.parametrize("who", ["another", "nobody", "12x", "", "jan"])
def test_nobody_acts_for_whom_the_begeleider_did_not_say(
    session: Session, as_deelnemer: As, buren: tuple[int, int, int, int], who: str
) -> None:
    dialoog, evening, jan, corrie = buren
    start_meedragen(dialoog, corrie, jan, WIE)
    other = make_deelnemer(dialoog, "Anna", bijeenkomst=evening, token="a" * 22)
    named = {"another": str(other), "nobody": "99999", "jan": str(jan)}.get(who, who)
    phone = as_deelnemer(dialoog, JAN)
    expected = 200 if who == "" else 403
    assert phone.get(f"/d/wijk~{named}/mijn").status_code == expected
    assert as_deelnemer(dialoog, "a" * 22).post(f"/d/wijk~{corrie}/ideeen", json=IDEE).status_code == 403
    assert as_deelnemer(dialoog, "x" * 22).get(f"/d/wijk~{corrie}/mijn").status_code == 401
    assert phone.get(f"/d/dorp~{corrie}/mijn").status_code == 404
    assert indieners(session) == []


def test_a_pass_of_somebody_else_is_never_made_on_a_neighbours_phone(
    as_deelnemer: As, buren: tuple[int, int, int, int]
) -> None:
    dialoog, _, jan, corrie = buren
    start_meedragen(dialoog, corrie, jan, WIE)
    phone = as_deelnemer(dialoog, JAN)
    assert phone.get(f"/d/wijk~{corrie}/pas").status_code == 403
    assert phone.post(f"/d/wijk~{corrie}/pas/nieuw", json={"pas": "p" * 22}).status_code == 403
    assert phone.get(f"/d/wijk~{corrie}/gegevens").status_code == 403
    assert phone.get("/d/wijk/pas").status_code == 200


def test_when_it_ends_in_the_middle_the_phone_says_so_and_jan_goes_on(
    session: Session, as_deelnemer: As, buren: tuple[int, int, int, int]
) -> None:
    dialoog, _, jan, corrie = buren
    start_meedragen(dialoog, corrie, jan, WIE)
    phone = as_deelnemer(dialoog, JAN)
    stop_meedragen(dialoog, corrie, WIE)
    stop_meedragen(dialoog, corrie, WIE)
    late = phone.post(f"/d/wijk~{corrie}/ideeen", json=IDEE)
    assert late.status_code == 403
    assert late.json is not None
    assert "blijft op deze telefoon staan" in late.json["fout"]["tekst"]
    page = phone.get(f"/d/wijk~{corrie}/")
    assert page.status_code == 403
    assert 'href="/d/wijk/"' in page.text
    assert "Verder als uzelf" in strip(phone, f"?nu={corrie}")
    assert strip(phone) == ""
    assert phone.post("/d/wijk/ideeen", json=IDEE).status_code == 200
    assert indieners(session) == [jan]


def test_a_phone_of_ones_own_ends_it_and_the_neighbour_hears(
    session: Session, as_deelnemer: As, buren: tuple[int, int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialoog, _, jan, corrie = buren
    start_meedragen(dialoog, corrie, jan, WIE)
    heard: list[object] = []
    monkeypatch.setattr("dialoog.database._receivers", [heard.extend])
    new_pas(dialoog, corrie, hash_token("p" * 22), WIE)
    open_pas(hash_token("p" * 22), hash_token("c" * 22), "Telefoon")
    session.rollback()
    person = session.get_one(Deelnemer, corrie)
    assert (person.op_telefoon_van, person.zonder_telefoon) == (None, False)
    told = [fact.zin() for fact in heard if getattr(fact, "voor_deelnemer", None) == jan]  # type: ignore[attr-defined]
    assert any("Corrie heeft nu een eigen telefoon" in words for words in told)
    assert as_deelnemer(dialoog, JAN).get(f"/d/wijk~{corrie}/mijn").status_code == 403
    with pytest.raises(NotNow, match="eigen telefoon"):
        start_meedragen(dialoog, corrie, jan, WIE)


def test_begin_and_end_are_undone_from_the_record(session: Session, buren: tuple[int, int, int, int]) -> None:
    dialoog, _, jan, corrie = buren
    start_meedragen(dialoog, corrie, jan, WIE)
    stop_meedragen(dialoog, corrie, WIE)
    session.rollback()
    last = session.scalar(select(Feit.id).where(Feit.wat == "MeedragenGestopt"))
    assert last is not None
    session.rollback()
    undo_feit(dialoog, last, WIE)
    session.rollback()
    assert session.get_one(Deelnemer, corrie).op_telefoon_van == jan
    again = session.scalar(select(Feit.id).where(Feit.wat == "MeedragenBegonnen").order_by(Feit.id.desc()))
    assert again is not None
    session.rollback()
    undo_feit(dialoog, again, WIE)
    session.rollback()
    assert session.get_one(Deelnemer, corrie).op_telefoon_van is None


def test_it_follows_the_neighbour_who_is_merged_and_stops_while_that_one_is_off_the_list(
    session: Session, as_deelnemer: As, buren: tuple[int, int, int, int]
) -> None:
    dialoog, evening, jan, corrie = buren
    start_meedragen(dialoog, corrie, jan, WIE)
    double = make_deelnemer(dialoog, "J. de Vries", bijeenkomst=evening)
    seen = gezien_van(session.get_one(Deelnemer, jan), session.get_one(Deelnemer, double))
    session.rollback()
    merge_deelnemers(dialoog, double, jan, seen, WIE)
    phone = as_deelnemer(dialoog, JAN)
    assert phone.get(f"/d/wijk~{corrie}/mijn").status_code == 200
    remove_deelnemer(dialoog, double, evening, WIE)
    assert phone.get(f"/d/wijk~{corrie}/mijn").status_code == 401
    undo_removal_of(dialoog, double, WIE)
    split_deelnemers(dialoog, jan, WIE)
    session.rollback()
    assert session.get_one(Deelnemer, corrie).op_telefoon_van == jan


def test_the_regie_binds_and_ends(
    session: Session, as_begeleider: Callable[[int], FlaskClient], buren: tuple[int, int, int, int]
) -> None:
    dialoog, evening, jan, corrie = buren
    regie = as_begeleider(make_begeleider(dialoog))
    page = f"/regie/wijk/deelnemers/{evening}/{corrie}"
    assert "Wiens telefoon?" in regie.get(page).text
    assert regie.post(f"{page}/op-telefoon", data={"drager": ""}).status_code == 400
    assert regie.post(f"{page}/op-telefoon", data={"drager": corrie}).status_code == 409
    for _ in range(2):
        assert regie.post(f"{page}/op-telefoon", data={"drager": jan}).status_code == 303
    assert "doet mee op de telefoon van <b>Jan</b>" in regie.get(page).text
    session.rollback()
    assert session.get_one(Deelnemer, corrie).helper == "Jan"
    assert regie.post(f"{page}/op-telefoon/einde").status_code == 303
    session.rollback()
    assert session.get_one(Deelnemer, corrie).op_telefoon_van is None
