"""The record: a fact is written with what it tells, read back in order, and taken back once."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.service import set_deur
from dialoog.database import transaction
from dialoog.errors import NotFound, NotNow
from dialoog.verslag import service
from dialoog.verslag.facts import Fact, kind_of
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import feiten_van, highest, laatste_stappen
from dialoog.verslag.service import Inverse, announce, register_inverse, undo_feit
from tests.builders import make_bijeenkomst, make_dialoog


@dataclass(frozen=True, kw_only=True)
class ProefGezet(Fact):
    """A fact of this test: a lamp is put on or off."""

    lamp: str
    aan: bool = True

    def zin(self) -> str:
        return f"{self.wie} zet {self.lamp} {'aan' if self.aan else 'uit'}."


@dataclass(frozen=True, kw_only=True)
class ProefStil(ProefGezet):
    """As the other, but not for the list of steps."""

    in_stappen: ClassVar[bool] = False


@pytest.fixture
def lampen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """How the fact is undone; `reden` says why it cannot be."""
    monkeypatch.setattr(service, "_INVERSES", dict(service._INVERSES))
    kept: dict[str, Any] = {"reden": None, "terug": 0}

    def undo(session: Session, feit: Feit, wie: str) -> int:
        kept["terug"] += 1
        return announce(session, ProefGezet(dialoog=feit.dialoog_id, wie=wie, lamp=feit.data["lamp"], aan=False))

    register_inverse(ProefGezet, Inverse(undo, lambda _session, _feit: kept["reden"]))
    return kept


def put(dialoog: int, lamp: str = "de lamp", kind: type[ProefGezet] = ProefGezet) -> int:
    with transaction() as session:
        return announce(session, kind(dialoog=dialoog, wie="Marit", lamp=lamp))


def put_halfway(dialoog: int) -> None:
    """Announce, and fail."""
    with transaction() as session:
        announce(session, ProefGezet(dialoog=dialoog, wie="Marit", lamp="de lamp"))
        raise RuntimeError("toch niet")


def test_a_fact_is_kept_with_its_sentence_and_its_own_fields(session: Session) -> None:
    dialoog = make_dialoog()
    feit = session.get_one(Feit, put(dialoog))
    assert (feit.wat, feit.wie, feit.zin) == ("ProefGezet", "Marit", "Marit zet de lamp aan.")
    assert feit.data == {"lamp": "de lamp", "aan": True}
    assert kind_of(feit.wat) is ProefGezet
    assert feit.moment.tzinfo is not None


def test_a_use_case_that_fails_leaves_no_fact(session: Session) -> None:
    dialoog = make_dialoog()
    with pytest.raises(RuntimeError, match="toch niet"):
        put_halfway(dialoog)
    session.rollback()
    assert feiten_van(session, dialoog) == []


def test_the_number_only_rises_also_after_a_rollback(session: Session) -> None:
    dialoog = make_dialoog()
    first = put(dialoog)
    with pytest.raises(RuntimeError, match="toch niet"):
        put_halfway(dialoog)
    second = put(dialoog)
    session.rollback()
    assert second > first
    assert highest(session, dialoog) == second
    assert highest(session, make_dialoog("ander")) == 0


def test_the_list_of_steps_is_short_newest_first_and_of_one_dialogue(session: Session) -> None:
    dialoog, other = make_dialoog(), make_dialoog("ander")
    numbers = [put(dialoog, f"lamp {n}") for n in range(12)]
    put(dialoog, kind=ProefStil)
    put(other)
    session.rollback()
    assert [stap.id for stap in laatste_stappen(session, dialoog)] == numbers[::-1][:10]


def test_a_step_is_undone_once_however_often_it_is_asked(session: Session, lampen: dict[str, Any]) -> None:
    dialoog = make_dialoog()
    number = put(dialoog)
    session.rollback()
    assert laatste_stappen(session, dialoog)[0].kan_terug
    for _ in range(3):
        undo_feit(dialoog, number, "Olga")
    session.rollback()
    assert lampen["terug"] == 1
    assert [feit.zin for feit in feiten_van(session, dialoog)] == ["Marit zet de lamp aan.", "Olga zet de lamp uit."]
    (only,) = laatste_stappen(session, dialoog)
    assert (only.id, only.ongedaan, only.kan_terug) == (number, True, False)


def test_a_step_that_cannot_be_undone_says_why_and_stays(session: Session, lampen: dict[str, Any]) -> None:
    dialoog = make_dialoog()
    number = put(dialoog)
    lampen["reden"] = "er is al geplakt"
    session.rollback()
    stap = laatste_stappen(session, dialoog)[0]
    assert (stap.kan_terug, stap.waarom_niet) == (False, "er is al geplakt")
    with pytest.raises(NotNow, match="er is al geplakt"):
        undo_feit(dialoog, number, "Olga")
    assert lampen["terug"] == 0


def test_a_kind_without_an_inverse_is_not_undone(session: Session) -> None:
    dialoog = make_dialoog()
    number = put(dialoog, kind=ProefStil)
    with pytest.raises(NotNow):
        undo_feit(dialoog, number, "Olga")


def test_a_step_of_another_dialogue_is_not_there(session: Session, lampen: dict[str, Any]) -> None:
    number = put(make_dialoog())
    with pytest.raises(NotFound):
        undo_feit(make_dialoog("ander"), number, "Olga")
    assert lampen["terug"] == 0


def test_an_undoing_that_fails_halfway_leaves_the_step_as_it_was(
    session: Session, lampen: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialoog = make_dialoog()
    number = put(dialoog)

    def breaks(session: Session, feit: Feit, wie: str) -> int:
        announce(session, ProefGezet(dialoog=feit.dialoog_id, wie=wie, lamp="half", aan=False))
        raise RuntimeError("de lamp knapte")

    register_inverse(ProefGezet, Inverse(breaks, lambda _session, _feit: None))
    with pytest.raises(RuntimeError, match="knapte"):
        undo_feit(dialoog, number, "Olga")
    session.rollback()
    (only,) = feiten_van(session, dialoog)
    assert only.ongedaan_door is None


def test_wanted_state_that_is_there_already_writes_no_second_fact(session: Session) -> None:
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog, deur_open=False)
    for _ in range(3):
        set_deur(dialoog, evening, open_=True, wie="Marit")
    session.rollback()
    assert len(feiten_van(session, dialoog)) == 1
