"""Preparing evenings and their draaiboek, also while an evening runs."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import draaiboek, queries, rules, service
from dialoog.bijeenkomst.errors import StapVerplaatst
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.werkvorm import werkvormen
from dialoog.errors import NotNow, Outdated
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_ideeen, make_stap

AsBegeleider = Callable[[int], FlaskClient]
WIE = "Marit"


@pytest.fixture
def avond(app: Any) -> tuple[int, int, list[int]]:
    """(dialoog, bijeenkomst, three steps that are to come)."""
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog, deur_open=False)
    return dialoog, evening, [make_stap(evening, soort) for soort in ("ideeen", "kleuren", "kiezen")]


def order(session: Session, evening: int) -> list[int]:
    session.rollback()
    return [stap.id for stap in queries.stappen(session, evening)]


def staten(session: Session, evening: int) -> list[str]:
    session.rollback()
    return [stap.staat for stap in queries.stappen(session, evening)]


def test_a_new_evening_has_codes_of_its_own_and_the_default_draaiboek(app: Any, session: Session) -> None:
    dialoog = make_dialoog()
    first, second = (
        draaiboek.add_bijeenkomst(dialoog, f"Avond {n}", None, "", WIE, kenmerk=f"k{n}", met_draaiboek=True)
        for n in (1, 2)
    )
    made = [session.get_one(Bijeenkomst, number) for number in (first, second)]
    assert len({b.code for b in made} | {b.uitnodiging for b in made} | {b.beamer_token for b in made}) == 6
    offered = {form.soort for form in werkvormen()}
    assert [stap.soort for stap in made[0].stappen] == [soort for soort in rules.DRAAIBOEK if soort in offered]
    assert [b.volgorde for b in made] == [1, 2]


def test_quota_for_the_room_are_those_of_three_groups(app: Any, session: Session) -> None:
    number = draaiboek.add_bijeenkomst(make_dialoog(), "Avond", None, "", WIE, kenmerk="k", met_draaiboek=True)
    kiezen = next(stap for stap in queries.stappen(session, number) if stap.soort == "kiezen")
    assert kiezen.instellingen["quota"] == {"grijs": 0, "blauw": 3, "rood": 9, "geel": 9}


def test_an_evening_sent_twice_is_there_once(app: Any, session: Session) -> None:
    dialoog = make_dialoog()
    made = [
        draaiboek.add_bijeenkomst(dialoog, "Avond", None, "", WIE, kenmerk="k", met_draaiboek=False) for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len(queries.bijeenkomsten(session, dialoog)) == 1


def test_an_older_version_of_an_evening_is_refused_with_what_lies_there(avond: Any, session: Session) -> None:
    dialoog, evening, _ = avond
    draaiboek.change_bijeenkomst(dialoog, evening, 1, "Ideeën", None, "De Stip", WIE)
    with pytest.raises(Outdated) as refused:
        draaiboek.change_bijeenkomst(dialoog, evening, 1, "Kleuren", None, "", WIE)
    assert refused.value.stand["titel"] == "Ideeën"
    draaiboek.change_bijeenkomst(dialoog, evening, 1, "Ideeën", None, "De Stip", WIE)


def test_an_evening_without_data_can_go_and_twice_is_fine(avond: Any, session: Session) -> None:
    dialoog, evening, steps = avond
    draaiboek.move_stap(dialoog, evening, steps[1], -1, WIE)
    for _ in range(2):
        draaiboek.remove_bijeenkomst(dialoog, evening, WIE)
    assert queries.bijeenkomsten(session, dialoog) == []


def test_an_evening_where_somebody_was_stays(app: Any, session: Session) -> None:
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog, deur_open=False)
    make_deelnemer(dialoog, bijeenkomst=evening)
    with pytest.raises(NotNow, match="al begonnen"):
        draaiboek.remove_bijeenkomst(dialoog, evening, WIE)
    session.rollback()
    assert len(queries.bijeenkomsten(session, dialoog)) == 1


def test_evenings_change_places(app: Any, session: Session) -> None:
    dialoog = make_dialoog()
    first, second = make_bijeenkomst(dialoog, "Een"), make_bijeenkomst(dialoog, "Twee")
    draaiboek.move_bijeenkomst(dialoog, second, -1, WIE)
    draaiboek.move_bijeenkomst(dialoog, second, -1, WIE)
    session.rollback()
    assert [b.id for b in queries.bijeenkomsten(session, dialoog)] == [second, first]


def test_steps_move_by_one_and_stop_at_the_edge(avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, c) = avond
    draaiboek.move_stap(dialoog, evening, c, -1, WIE)
    draaiboek.move_stap(dialoog, evening, a, -1, WIE)
    assert order(session, evening) == [a, c, b]


def test_dragging_gives_the_order_and_twice_is_the_same(avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, c) = avond
    for _ in range(2):
        draaiboek.order_stappen(dialoog, evening, [c, a, b, 999], WIE)
    assert order(session, evening) == [c, a, b]


def test_while_the_evening_runs_only_what_is_to_come_moves(avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, c) = avond
    service.next_step(dialoog, evening, None, WIE)
    draaiboek.move_stap(dialoog, evening, b, -1, WIE)
    assert order(session, evening) == [a, b, c]
    with pytest.raises(StapVerplaatst, match="houdt zijn plek"):
        draaiboek.move_stap(dialoog, evening, a, 1, WIE)
    draaiboek.order_stappen(dialoog, evening, [c, b, a], WIE)
    assert order(session, evening) == [a, c, b]


def test_a_step_is_added_behind_the_live_one_and_never_before_it(avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, c) = avond
    service.next_step(dialoog, evening, None, WIE)
    service.next_step(dialoog, evening, a, WIE)
    new = [draaiboek.add_stap(dialoog, evening, "kleuren", b, WIE, kenmerk="k") for _ in range(2)]
    assert new[1] is None
    assert order(session, evening) == [a, b, new[0], c]
    with pytest.raises(StapVerplaatst, match="voorbij die plek"):
        draaiboek.add_stap(dialoog, evening, "kleuren", a, WIE, kenmerk="k2")


def test_a_step_is_skipped_and_taken_back_in(avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, _c) = avond
    for _ in range(2):
        draaiboek.skip_stap(dialoog, evening, a, overslaan=True, wie=WIE)
    assert service.next_step(dialoog, evening, None, WIE) == b
    with pytest.raises(StapVerplaatst, match="al begonnen"):
        draaiboek.skip_stap(dialoog, evening, b, overslaan=True, wie=WIE)
    draaiboek.skip_stap(dialoog, evening, a, overslaan=False, wie=WIE)
    assert staten(session, evening) == ["gepland", "live", "gepland"]


def test_a_step_that_holds_nothing_goes_and_twice_is_fine(avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, c) = avond
    for _ in range(2):
        draaiboek.remove_stap(dialoog, evening, b, WIE)
    assert order(session, evening) == [a, c]


def test_a_step_with_ideas_or_that_began_stays(avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, c) = avond
    make_ideeen(dialoog, 1, stap=c)
    with pytest.raises(StapVerplaatst, match="al iets verzameld"):
        draaiboek.remove_stap(dialoog, evening, c, WIE)
    service.next_step(dialoog, evening, None, WIE)
    with pytest.raises(StapVerplaatst, match="al begonnen"):
        draaiboek.remove_stap(dialoog, evening, a, WIE)
    assert order(session, evening) == [a, b, c]


def test_settings_are_fixed_once_a_step_began_and_its_title_is_not(avond: Any, session: Session) -> None:
    dialoog, evening, (a, _b, _c) = avond
    service.next_step(dialoog, evening, None, WIE)
    session.rollback()
    versie = session.get_one(Stap, a).versie
    with pytest.raises(NotNow, match="instellingen niet"):
        draaiboek.change_stap(dialoog, evening, a, versie, "Ideeën", {"muur": "anders"}, WIE)
    draaiboek.change_stap(dialoog, evening, a, versie, "Nieuwe titel", {}, WIE)
    session.rollback()
    assert session.get_one(Stap, a).titel == "Nieuwe titel"


def test_settings_of_a_step_are_typed_in_a_form(as_begeleider: AsBegeleider, avond: Any, session: Session) -> None:
    dialoog, evening, (_a, _b, c) = avond
    marit = as_begeleider(make_begeleider(dialoog))
    url = f"/regie/wijk/voorbereiden/bijeenkomst/{evening}/stap/{c}"
    assert marit.get(url).status_code == 200
    quota = {f"instelling-quota-{kleur}": n for kleur, n in (("grijs", 0), ("geel", 4), ("blauw", 2), ("rood", 6))}
    assert marit.post(url, data={"titel": "Kiezen", "versie": 1, **quota}).status_code == 303
    session.rollback()
    assert session.get_one(Stap, c).instellingen["quota"] == {"grijs": 0, "geel": 4, "blauw": 2, "rood": 6}
    bad = marit.post(url, data={"titel": "Kies", "versie": 2, **quota, "instelling-quota-rood": "veel"})
    assert bad.status_code == 400
    assert 'value="Kies"' in bad.text
    old = marit.post(url, data={"titel": "Anders", "versie": 1, **quota})
    assert old.status_code == 409
    assert 'value="Anders"' in old.text


def test_the_pages_do_what_their_buttons_say(as_begeleider: AsBegeleider, avond: Any, session: Session) -> None:
    dialoog, evening, (a, b, c) = avond
    marit = as_begeleider(make_begeleider(dialoog))
    base = f"/regie/wijk/voorbereiden/bijeenkomst/{evening}"
    assert marit.get("/regie/wijk/voorbereiden/bijeenkomsten").status_code == 200
    assert marit.get(base).status_code == 200
    assert marit.post(f"{base}/stap/{a}/omlaag").status_code == 303
    assert marit.post(f"{base}/volgorde", data={"rij": [c, a, b]}).status_code == 303
    assert marit.post(f"{base}/stap/{a}/overslaan", data={"overslaan": "ja"}).status_code == 303
    assert marit.post(f"{base}/stap/{b}/weg").status_code == 303
    added = marit.post(f"{base}/stap", data={"soort": "ideeen", "na": 0, "kenmerk": "k"})
    assert added.status_code == 303
    assert f'id="{added.location.partition("#")[2]}"' in marit.get(base).text  # back at the step itself
    assert "#stap-" in added.location
    assert order(session, evening)[:2] == [c, a]
    assert staten(session, evening) == ["gepland", "overgeslagen", "gepland"]
    refused = marit.post(f"{base}/stap", data={"soort": "bestaat-niet", "na": 0, "kenmerk": "k"})
    assert refused.status_code == 400
    make_ideeen(dialoog, 1, stap=c)
    held = marit.post(f"{base}/stap/{c}/weg")
    assert held.status_code == 409
    assert "al iets verzameld" in held.text


def test_an_evening_that_does_not_fit_is_refused_with_what_was_typed(as_begeleider: AsBegeleider, avond: Any) -> None:
    dialoog, evening, _ = avond
    marit = as_begeleider(make_begeleider(dialoog))
    url = f"/regie/wijk/voorbereiden/bijeenkomst/{evening}"
    bad = marit.post(url, data={"titel": "Avond", "datum": "morgen", "plaats": "De Stip", "versie": 1})
    assert bad.status_code == 400
    assert "Deze datum kennen we niet" in bad.text
    assert 'value="De Stip"' in bad.text
    assert marit.post(url, data={"titel": "Avond", "datum": "2026-12-08", "plaats": "", "versie": 1}).status_code == 303
    old = marit.post(url, data={"titel": "Iets anders", "datum": "", "plaats": "", "versie": 1})
    assert old.status_code == 409
    assert 'value="Iets anders"' in old.text
    assert "dinsdag 8 december 2026" in old.text
    assert marit.post("/regie/wijk/voorbereiden/bijeenkomsten", data={"titel": " "}).status_code == 400


@pytest.mark.parametrize(
    "path", ["", "/weg", "/omhoog", "/stap", "/volgorde", "/stap/1", "/stap/1/weg", "/stap/1/overslaan"]
)
def test_nobody_and_another_begeleider_cannot_touch_an_evening(
    client: FlaskClient, as_begeleider: AsBegeleider, avond: Any, session: Session, path: str
) -> None:
    _, evening, steps = avond
    stranger = as_begeleider(make_begeleider())
    url = f"/regie/wijk/voorbereiden/bijeenkomst/{evening}{path.replace('/1', f'/{steps[0]}')}"
    assert stranger.post(url).status_code == 404
    assert client.post(url).status_code == 302
    assert order(session, evening) == steps


def test_an_evening_of_another_dialogue_is_not_found(as_begeleider: AsBegeleider, avond: Any) -> None:
    _, evening, steps = avond
    other = as_begeleider(make_begeleider(make_dialoog("ander")))
    for path in ("", f"/stap/{steps[0]}"):
        assert other.get(f"/regie/ander/voorbereiden/bijeenkomst/{evening}{path}").status_code == 404
    assert other.post(f"/regie/ander/voorbereiden/bijeenkomst/{evening}/stap/{steps[0]}/omlaag").status_code == 404
