"""Who chose, in the file: tables by their place, people as a number, and nothing of one person."""

import json
from typing import Any
from unittest import mock

import pytest
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Groep
from dialoog.database import transaction
from dialoog.idee.models import Idee, Keuze, Keuzetelling
from dialoog.idee.queries import shortlist
from dialoog.idee.samenvoegen import merge_ideeen, split_ideeen
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.service import export_bytes, import_bytes
from dialoog.themaboek.queries import boek
from tests import builders


@pytest.fixture
def bestand(app: object) -> bytes:
    """The file of an evening: tables 1 and 2 chose idea 1, table 2 idea 2, the room idea 3."""
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    ideas = builders.make_ideeen(dialoog, 4)
    quota = {"grijs": 0, "geel": 3, "blauw": 1, "rood": 3}
    stap = builders.make_stap(evening, "kiezen", "gedaan", eenheid="groep", quota=quota, getoond=True)
    person = builders.make_deelnemer(dialoog)
    with transaction() as session:
        groups = [Groep(bijeenkomst_id=evening, lichting=1, nummer=n) for n in (1, 2)]
        session.add_all(groups)
        session.flush()
        one, two = (f"groep:{groep.id}" for groep in groups)
        rows = ((one, 0), (two, 0), (two, 1), ("zaal", 2), (f"deelnemer:{person}", 3))
        session.add_all(Keuze(stap_id=stap, kiezer=kiezer, idee_id=ideas[at]) for kiezer, at in rows)
        session.add(Keuzetelling(stap_id=stap, idee_id=ideas[2], aantal=6))
    return export_bytes("wijk")


def stap(data: bytes) -> dict[str, Any]:
    (evening,) = json.loads(data)["bijeenkomsten"]
    (found,) = evening["draaiboek"]
    return dict(found)


def changed(data: bytes, **parts: Any) -> bytes:
    plain = json.loads(data)
    plain["bijeenkomsten"][0]["draaiboek"][0].update(parts)
    return json.dumps(plain).encode()


def test_tables_and_counts_travel_and_what_one_person_chose_does_not(bestand: bytes) -> None:
    found = stap(bestand)
    assert found["ideeen"] == [1, 2, 3]
    assert found["keuzen"] == {"1": [1, 2], "2": [2]}
    assert found["keuzetelling"] == {"3": 6}


def test_there_and_back_is_the_same_to_the_byte_and_the_book_names_the_tables(bestand: bytes, session: Session) -> None:
    made = import_bytes(bestand)
    once = export_bytes(made.korte_naam).replace(made.korte_naam.encode(), b"wijk", 1)
    assert stap(once) == stap(bestand)
    again = import_bytes(once)
    assert export_bytes(again.korte_naam).replace(again.korte_naam.encode(), b"wijk", 1) == once
    session.rollback()
    dialoog = session.query(Dialoog).filter_by(korte_naam=made.korte_naam).one()
    [result] = [r for r in boek(session, dialoog.id).resultaten if r.gekozen]
    assert [(i.nummer, i.door) for i in result.gekozen] == [(1, "tafel 1 en 2"), (2, "tafel 2"), (3, "6 keer")]


@pytest.mark.parametrize(
    "parts",
    [
        {"keuzen": {"99": [1]}},
        {"keuzen": {"1": [0]}},
        {"keuzen": {"1": 2}},
        {"keuzen": [1]},
        {"meegekomen": {"1": [-1]}},
        {"meegekomen": {"99": [0]}},
        {"keuzetelling": {"1": "veel"}},
        {"keuzetelling": {"1": -1}},
    ],
)
def test_what_is_no_choice_is_refused_with_its_place(bestand: bytes, parts: dict[str, Any]) -> None:
    with pytest.raises(SlechtBestand) as caught:
        import_bytes(changed(bestand, **parts))
    assert next(iter(parts)) in str(caught.value)


def test_a_table_that_is_not_there_leaves_the_choice_to_the_room(bestand: bytes) -> None:
    made = import_bytes(changed(bestand, keuzen={"1": [9]}))
    assert "keuzen" not in stap(export_bytes(made.korte_naam))
    assert stap(export_bytes(made.korte_naam))["ideeen"] == [1, 2, 3]


def test_a_choice_that_came_along_with_a_merge_goes_with_the_split_after_it_was_read_in(session: Session) -> None:
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    ideas = builders.make_ideeen(dialoog, 4)
    step = builders.make_stap(evening, "kiezen")
    builders.choose(step, [ideas[1]])
    with transaction() as writing:
        groep = Groep(bijeenkomst_id=evening, lichting=1, nummer=1)
        writing.add(groep)
        writing.flush()
        writing.add(Keuze(stap_id=step, kiezer=f"groep:{groep.id}", idee_id=ideas[3]))
    for kept, other in (ideas[:2], ideas[2:]):
        merge_ideeen(dialoog, kept, [other], gezien=None, wie="Marit", bijeenkomst_id=evening)
    first = export_bytes("wijk")
    assert stap(first)["meegekomen"] == {"1": [0], "3": [1]}
    made = import_bytes(first)
    assert stap(export_bytes(made.korte_naam)) == {**stap(first), "instellingen": mock.ANY}
    session.rollback()
    there = session.query(Dialoog).filter_by(korte_naam=made.korte_naam).one().id
    for kept in session.query(Idee.id).filter(Idee.dialoog_id == there, Idee.nummer.in_((1, 3))).all():
        split_ideeen(there, kept.id, None, wie="Marit", bijeenkomst_id=None)
    session.rollback()
    assert [idee.nummer for idee in shortlist(session, there)] == [2, 4]
