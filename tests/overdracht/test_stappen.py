"""The draaiboek of an imported evening: from the file, or what belongs to an evening of its kind."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import bijeenkomsten, stappen
from dialoog.idee.models import Idee, Keuze, Kleur
from dialoog.idee.queries import shortlist
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.afleiden import verdeling
from tests.overdracht.voorbeeld import ZONDER, read_in, voorbeeld


@pytest.mark.parametrize(
    ("titels", "ideeen_op", "stickeren_op"),
    [
        (["Kick-off", "Oplossingen genereren", "Verdiepen", "Afronden"], 1, 2),
        (["Kick-off", "Ideeënavond", "Slot"], 1, 2),
        (["Kick-off", "Ideeënavond"], 1, 1),
        (["Eén", "Twee"], 1, 1),
        (["Alles"], 0, 0),
    ],
)
def test_each_evening_gets_the_steps_that_belong_to_it(titels: list[str], ideeen_op: int, stickeren_op: int) -> None:
    shares = verdeling(titels)
    assert all(share[0] == "belangen" for share in shares)
    assert [at for at, share in enumerate(shares) if "ideeen" in share] == [ideeen_op]
    assert [at for at, share in enumerate(shares) if "stickeren" in share] == [stickeren_op]
    assert "voorstelkaarten" in shares[-1]
    assert sorted(soort for share in shares for soort in share if soort != "belangen") == sorted(
        ["ideeen", "groepen", "kleuren", "kiezen", "stickeren", "uitslag", "voorstelkaarten"]
    )


def test_ideas_colours_and_choices_hang_on_the_step_that_they_came_from(session: Session) -> None:
    dialoog = read_in(session)
    evening = bijeenkomsten(session, dialoog.id)[1]
    steps = {stap.soort: stap for stap in stappen(session, evening.id)}
    assert {stap.staat for stap in steps.values() if stap.soort != "belangen"} == {"gedaan"}
    rows = session.scalars(select(Idee).order_by(Idee.nummer)).all()
    assert {idee.stap_id for idee in rows} == {steps["ideeen"].id}
    assert {row.stap_id for row in session.scalars(select(Kleur))} == {steps["kleuren"].id}
    assert {row.stap_id for row in session.scalars(select(Keuze))} == {steps["kiezen"].id}
    assert [idee.nummer for idee in shortlist(session, dialoog.id)] == [1, 2]
    assert [idee.staat for idee in rows] == ["los", "los", "samengevoegd", "verborgen", "ingetrokken"]
    assert rows[2].samengevoegd_in == rows[0].id
    assert [deel.volgorde for deel in rows[1].deelvragen] == [1, 2]
    assert {idee.indiener for idee in rows} == {None}


def test_steps_without_data_are_still_to_come(session: Session) -> None:
    read_in(session, stemrondes=[], oplossingen=[], voorstellen=[])
    states = {row[0]: row[1] for row in session.execute(select(Stap.soort, Stap.staat).where(Stap.soort != "belangen"))}
    assert {states[soort] for soort in ("stickeren", "uitslag", "voorstelkaarten")} == {"gepland"}
    assert {states[soort] for soort in ("ideeen", "kleuren", "kiezen")} == {"gedaan"}


def test_choices_and_rounds_without_an_evening_get_one(session: Session) -> None:
    read_in(session, bijeenkomsten=[], deelnemers=[], oplossingen=[], voorstellen=[])
    evening = session.scalars(select(Bijeenkomst)).one()
    assert {stap.soort for stap in stappen(session, evening.id)} >= {"kiezen", "stickeren"}
    assert session.scalar(select(func.count()).select_from(Keuze)) == 2


def test_a_live_step_comes_in_as_still_to_come(session: Session) -> None:
    steps = [{"soort": "ideeen", "staat": "gedaan"}, {"soort": "kleuren", "staat": "live", "titel": "Onze kleuren"}]
    read_in(
        session,
        bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}],
        deelnemers=[],
        stemrondes=[],
        oplossingen=[],
        voorstellen=[],
    )
    rows = session.execute(select(Stap.titel, Stap.staat).order_by(Stap.volgorde)).all()
    assert ("Onze kleuren", "gepland") in rows
    assert rows[0][1] == "gedaan"


def test_what_the_ideas_say_goes_before_what_the_steps_say(session: Session) -> None:
    steps = [{"soort": "kiezen", "ideeen": [1]}, {"soort": "kiezen", "ideeen": [4]}]
    chosen = voorbeeld()["ideeen"]
    read_in(session, bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}], ideeen=chosen, **ZONDER)
    none = read_in(
        session,
        bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}],
        ideeen=[{**idee, "gekozen": False} for idee in chosen],
        **ZONDER,
    )
    first = session.scalars(select(Dialoog).where(Dialoog.korte_naam == "duin")).one()
    assert [idee.nummer for idee in shortlist(session, first.id)] == [1, 2]
    assert shortlist(session, none.id) == []


def test_settings_of_a_step_come_in_only_in_their_own_shape(session: Session) -> None:
    quota = {"grijs": 1, "geel": 2, "blauw": 3, "rood": 4}
    steps = [
        {"soort": "kiezen", "instellingen": {"quota": quota, "vreemd": 1}},
        {"soort": "kiezen", "instellingen": {"quota": {"rood": "veel"}, "getoond": "ja"}},
    ]
    read_in(
        session,
        bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}],
        deelnemers=[],
        stemrondes=[],
        oplossingen=[],
        voorstellen=[],
    )
    first, second = session.scalars(select(Stap).where(Stap.soort == "kiezen").order_by(Stap.volgorde)).all()
    assert first.instellingen["quota"] == quota
    assert "vreemd" not in first.instellingen
    assert second.instellingen["quota"]["rood"] == 9
    assert second.instellingen["getoond"] is False
