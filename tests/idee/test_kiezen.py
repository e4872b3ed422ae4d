"""The room's shortlist by quota."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.database import transaction
from dialoog.idee.forms import KiezenInstellingen
from dialoog.idee.models import Idee, Keuze
from dialoog.idee.queries import keuzes, shortlist
from dialoog.verslag.models import Feit
from tests import builders
from tests.idee.conftest import TOKEN, Avond

KLEUREN = ("rood", "rood", "rood", "geel", "grijs", None)


@pytest.fixture
def ideeen(kiesavond: Avond) -> list[int]:
    """Three rood, one geel, one grijs, one without a colour; quota rood 2, geel 1, blauw 1, grijs 0."""
    ids = builders.make_ideeen(kiesavond.dialoog, len(KLEUREN))
    with transaction() as session:
        for number, kleur in zip(ids, KLEUREN, strict=True):
            session.get_one(Idee, number).kleur = kleur
    return ids


@pytest.fixture
def marit(as_begeleider: Callable[[int], FlaskClient], kiesavond: Avond) -> FlaskClient:
    return as_begeleider(kiesavond.begeleider)


def choose(marit: FlaskClient, avond: Avond, idee: int, gekozen: str = "ja", **form: str) -> str:
    answer = marit.post(f"{avond.actie}/keuze/{idee}", data={"gekozen": gekozen, **form})
    return answer.headers.get("Location", str(answer.status_code))


def chosen(session: Session, avond: Avond) -> list[int]:
    session.rollback()
    return [idee.id for idee in keuzes(session, avond.stap)]


def test_beside_the_green_button_stands_that_nothing_was_chosen_yet(
    marit: FlaskClient, kiesavond: Avond, ideeen: list[int]
) -> None:
    builders.make_stap(kiesavond.bijeenkomst, "stickeren")
    assert "Er is nog niets gekozen. Hierna:" in marit.get(kiesavond.regie).text
    choose(marit, kiesavond, ideeen[0])
    assert "Er is nog niets gekozen" not in marit.get(kiesavond.regie).text


def test_choosing_and_laying_back(marit: FlaskClient, kiesavond: Avond, ideeen: list[int], session: Session) -> None:
    for _ in range(2):
        choose(marit, kiesavond, ideeen[0])
    assert chosen(session, kiesavond) == [ideeen[0]]
    assert session.scalar(select(func.count()).select_from(Feit)) == 1
    for _ in range(2):
        choose(marit, kiesavond, ideeen[0], "nee")
    assert chosen(session, kiesavond) == []
    assert [feit.zin for feit in session.scalars(select(Feit))] == ["Nr. 1 gekozen", "Nr. 1 niet meer gekozen"]


def test_a_quota_asks_first_and_is_never_a_lock(
    marit: FlaskClient, kiesavond: Avond, ideeen: list[int], session: Session
) -> None:
    for number in ideeen[:2]:
        choose(marit, kiesavond, number)
    asked = choose(marit, kiesavond, ideeen[2])
    assert "toch=ja" in asked
    assert chosen(session, kiesavond) == ideeen[:2]
    assert "Er zijn al genoeg ideeën in rood" in marit.get(asked).text
    choose(marit, kiesavond, ideeen[2], bevestigd="ja")
    assert chosen(session, kiesavond) == ideeen[:3]
    assert "1 meer dan afgesproken" in marit.get(kiesavond.regie).text
    beamer = session.get_one(Bijeenkomst, kiesavond.bijeenkomst).beamer_token
    assert "1 meer dan afgesproken" in marit.get(f"/beamer/{beamer}").text
    assert session.scalars(select(Feit.zin)).all()[-1] == "Nr. 3 gekozen, meer dan afgesproken"


def test_an_idea_without_a_colour_can_be_chosen_and_grijs_asks_at_quota_zero(
    marit: FlaskClient, kiesavond: Avond, ideeen: list[int], session: Session
) -> None:
    choose(marit, kiesavond, ideeen[5])
    assert "toch=ja" in choose(marit, kiesavond, ideeen[4])
    assert chosen(session, kiesavond) == [ideeen[5]]
    beamer = session.get_one(Bijeenkomst, kiesavond.bijeenkomst).beamer_token
    assert "Zonder kleur: 6" in " ".join(marit.get(f"/beamer/{beamer}").text.split())


def test_the_screens_say_what_is_still_to_choose(
    marit: FlaskClient,
    kiesavond: Avond,
    ideeen: list[int],
    as_deelnemer: Callable[[int, str], FlaskClient],
    session: Session,
) -> None:
    choose(marit, kiesavond, ideeen[0])
    beamer = session.get_one(Bijeenkomst, kiesavond.bijeenkomst).beamer_token
    assert "Nog te kiezen: 1 rood" in marit.get(f"/beamer/{beamer}").text
    assert "Nog 3 ideeën te kiezen" in marit.get(f"/beamer/{beamer}").text
    phone = as_deelnemer(kiesavond.dialoog, TOKEN).get("/d/wijk/").text
    assert "1 rood" in phone
    assert "Idee 1 voor de wijk" in phone
    assert "Idee 2 voor de wijk" not in phone


def test_a_held_hidden_or_foreign_idea_is_not_chosen_and_a_held_one_stays_chosen(
    marit: FlaskClient, kiesavond: Avond, ideeen: list[int], session: Session
) -> None:
    choose(marit, kiesavond, ideeen[0])
    with transaction() as writing:
        writing.get_one(Idee, ideeen[0]).vergrendeld_door = "Stickeren, ronde 1"
        writing.get_one(Idee, ideeen[1]).staat = "ingetrokken"
    assert choose(marit, kiesavond, ideeen[0], "nee") == "409"
    assert choose(marit, kiesavond, ideeen[1]) == "409"
    assert choose(marit, kiesavond, builders.make_ideeen(builders.make_dialoog("elders"), 1)[0]) == "404"
    assert chosen(session, kiesavond) == [ideeen[0]]


def test_a_short_title_is_offered_and_can_be_changed(
    marit: FlaskClient, kiesavond: Avond, ideeen: list[int], session: Session
) -> None:
    assert 'value="Idee 1 voor de wijk"' in marit.get(f"{kiesavond.regie}?idee={ideeen[0]}").text
    url = f"{kiesavond.regie}/ideeen/{ideeen[0]}/titel"
    assert marit.post(url, data={"versie": 1, "titel": "  Koffie\non de  stoep "}).status_code == 303
    session.rollback()
    assert session.get_one(Idee, ideeen[0]).titel == "Koffie on de stoep"
    assert marit.post(url, data={"versie": 1, "titel": "Van een oud scherm"}).status_code == 409
    assert marit.post(url, data={"versie": 1, "titel": "Koffie on de stoep"}).status_code == 303
    for wrong in ("", "x" * 61, "\u202e"):
        answer = marit.post(url, data={"versie": 2, "titel": wrong})
        assert answer.status_code == 400
        assert wrong.strip("\u202e")[:20] in answer.text
    session.rollback()
    assert session.get_one(Idee, ideeen[0]).titel == "Koffie on de stoep"


def test_the_gekozen_ideeen_are_shown_when_the_begeleider_says_so(
    marit: FlaskClient,
    kiesavond: Avond,
    ideeen: list[int],
    as_deelnemer: Callable[[int, str], FlaskClient],
    session: Session,
) -> None:
    assert marit.post(f"{kiesavond.actie}/toon", data={"getoond": "ja"}).status_code == 409
    assert "Toon de gekozen ideeën" not in marit.get(kiesavond.regie).text
    for number in (ideeen[0], ideeen[3]):
        choose(marit, kiesavond, number)
    assert "Toon de gekozen ideeën" in marit.get(kiesavond.regie).text
    assert marit.post(f"{kiesavond.actie}/toon", data={"getoond": "ja"}).status_code == 303
    beamer = session.get_one(Bijeenkomst, kiesavond.bijeenkomst).beamer_token
    for page in (marit.get(f"/beamer/{beamer}").text, as_deelnemer(kiesavond.dialoog, TOKEN).get("/d/wijk/").text):
        assert "Met deze 2 ideeën gaan we verder" in page
    assert marit.post(f"{kiesavond.actie}/toon", data={"getoond": "nee"}).status_code == 303
    assert "gaan we verder" not in marit.get(f"/beamer/{beamer}").text


def test_the_shortlist_is_that_of_the_latest_step_with_choices_each_idea_once(
    kiesavond: Avond, ideeen: list[int], session: Session
) -> None:
    assert shortlist(session, kiesavond.dialoog) == []
    builders.choose(kiesavond.stap, ideeen[:2])
    later = builders.make_stap(builders.make_bijeenkomst(kiesavond.dialoog, "Later"), "kiezen")
    empty = builders.make_stap(builders.make_bijeenkomst(kiesavond.dialoog, "Nog later"), "kiezen")
    builders.choose(later, [ideeen[3], ideeen[2]])
    with transaction() as writing:
        writing.add(Keuze(stap_id=later, kiezer="groep:1", idee_id=ideeen[3]))
        writing.get_one(Idee, ideeen[2]).staat = "verborgen"
        assert writing.get_one(Stap, empty).soort == "kiezen"
    session.rollback()
    assert [idee.id for idee in shortlist(session, kiesavond.dialoog)] == [ideeen[3]]


def test_the_settings_form_gives_four_numbers_in_reading_order_and_refuses_what_is_none() -> None:
    typed = {"quota-grijs": "0", "quota-geel": "3", "quota-blauw": "1", "quota-rood": "3"}
    form = KiezenInstellingen(MultiDict(typed))
    assert form.validate()
    assert list(form.data["quota"].items()) == [("grijs", 0), ("geel", 3), ("blauw", 1), ("rood", 3)]
    for wrong in ("", "veel", "-1", "101"):
        assert not KiezenInstellingen(MultiDict({**typed, "quota-rood": wrong})).validate()


def test_with_another_unit_come_its_usual_numbers_also_in_the_preparation(
    marit: FlaskClient, kiesavond: Avond, session: Session
) -> None:
    stap = builders.make_stap(builders.make_bijeenkomst(kiesavond.dialoog, "Later"), "kiezen", eenheid="zaal")
    url = f"/regie/wijk/voorbereiden/bijeenkomst/{session.get_one(Stap, stap).bijeenkomst_id}/stap/{stap}"
    page = marit.get(url).text
    assert 'name="instelling-quota_voor"' in page
    assert 'value="zaal"' in page
    numbers = {"instelling-quota-grijs": "0", "instelling-quota-geel": "9"}
    form = {"versie": "1", "titel": "Kiezen", "instelling-eenheid": "groep", "instelling-quota_voor": "zaal", **numbers}
    more = {"instelling-quota-blauw": "3", "instelling-quota-rood": "9"}
    assert marit.post(url, data={**form, **more}).status_code == 303
    session.rollback()
    kept = session.get_one(Stap, stap).instellingen
    assert kept == {"eenheid": "groep", "quota": {"grijs": 0, "geel": 3, "blauw": 1, "rood": 3}}
    own = {**form, **more, "versie": "2", "instelling-eenheid": "persoon", "instelling-quota_voor": "groep"}
    assert marit.post(url, data={**own, "instelling-quota-rood": "4"}).status_code == 303
    session.rollback()
    assert session.get_one(Stap, stap).instellingen["quota"]["rood"] == 4
