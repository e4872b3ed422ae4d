"""Adding people and ideas from a file to a dialogue that is there already."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotFound
from dialoog.idee.queries import ideeen, shortlist
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.service import import_bytes
from dialoog.voorstel.models import Voorstel
from tests.builders import make_dialoog, make_ideeen
from tests.overdracht.voorbeeld import als_bytes, read_in, voorbeeld


def test_in_adds_people_and_ideas_and_nothing_else(session: Session) -> None:
    dialoog = read_in(session)
    extra = {
        "dialoog": "uitwisselbestand/1",
        "titel": "Anders",
        "deelnemers": [{"organisatie": "Nieuw", "belangen": ["Wonen"], "gemeenten": ["Zandwijk"]}],
        "ideeen": [
            {"nummer": 1, "tekst": "Een trap", "kleur": "geel", "deelvragen": [2], "samengevoegd_in": 9},
            {"nummer": 9, "tekst": "Een lift", "gekozen": True},
        ],
        "voorstellen": [{"nummer": 1, "titel": "Nee"}],
    }
    made = import_bytes(als_bytes(extra), in_="duin")
    session.rollback()
    assert (made.korte_naam, made.titel) == ("duin", "Wonen bij het duin")
    rows = {idee.nummer: idee for idee in ideeen(session, dialoog.id, staten=())}
    assert sorted(rows) == [1, 2, 4, 5, 6, 7, 8]
    assert (rows[7].tekst, rows[7].kleur, rows[7].samengevoegd_in) == ("Een trap", "geel", rows[8].id)
    assert rows[1].tekst == "Kleine huizen\nop poten"
    assert [idee.nummer for idee in shortlist(session, dialoog.id)] == [1, 2]
    assert session.scalar(select(func.count()).select_from(Voorstel)) == 2
    assert any("1 → 7, 9 → 8" in line for line in made.meldingen)
    assert any("voorstellen, gekozen" in line for line in made.meldingen)
    new = session.scalars(select(Deelnemer).where(Deelnemer.organisatie == "Nieuw")).one()
    states = session.scalars(select(Aanwezigheid.staat).where(Aanwezigheid.deelnemer_id == new.id)).all()
    assert states == ["uitgenodigd"]


def test_in_refuses_a_belang_that_the_dialogue_does_not_have(session: Session) -> None:
    dialoog = make_dialoog("wijk")
    make_ideeen(dialoog, 2)
    file = voorbeeld()
    with pytest.raises(SlechtBestand) as caught:
        import_bytes(als_bytes(file), in_="wijk")
    assert caught.value.plek == "deelnemers[0].belangen[0]"
    session.rollback()
    assert len(ideeen(session, dialoog)) == 2


def test_in_refuses_a_dialogue_that_is_not_there(session: Session) -> None:
    with pytest.raises(NotFound, match="nergens"):
        import_bytes(als_bytes(voorbeeld()), in_="nergens")
