"""Merging and splitting: nothing is lost, everything comes back as it was."""

import json
from contextlib import suppress
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import db, transaction
from dialoog.errors import BadInput, NotNow
from dialoog.idee.errors import IdeeVast
from dialoog.idee.keuze import choose
from dialoog.idee.kleuren import set_kleur
from dialoog.idee.models import Idee, Keuze
from dialoog.idee.queries import ideeen, keuzes
from dialoog.idee.samenvoegen import merge_ideeen, split_ideeen
from dialoog.overdracht.service import export_bytes, import_bytes
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from tests import builders
from tests.idee.conftest import Avond, make_avond


def merge(avond: Avond, houd: int, *erbij: int) -> None:
    merge_ideeen(avond.dialoog, houd, erbij, gezien=None, wie="Marit", bijeenkomst_id=avond.bijeenkomst)


def split(avond: Avond, houd: int, *eruit: int) -> None:
    split_ideeen(avond.dialoog, houd, eruit or None, wie="Marit", bijeenkomst_id=avond.bijeenkomst)


def colour(idee: int, kleur: str | None) -> None:
    with transaction() as session:
        session.get_one(Idee, idee).kleur = kleur


def stand(dialoog: int) -> list[tuple[object, ...]]:
    """All of the ideas that a merge may touch, without their versions, and every choice as it is seen."""
    db.session.rollback()
    rows = [(i.nummer, i.tekst, i.staat, i.samengevoegd_in, i.kleur) for i in ideeen(db.session(), dialoog, staten=())]
    los = {i.id for i in ideeen(db.session(), dialoog)}
    chosen = db.session.execute(select(Keuze.stap_id, Keuze.kiezer, Keuze.idee_id))
    return [*rows, *sorted(row for row in chosen if row[2] in los)]


def last_feit(session: Session) -> Feit:
    session.rollback()
    return session.scalars(select(Feit).order_by(Feit.id.desc()).limit(1)).one()


def test_all_texts_stay_under_the_one_that_is_kept_with_their_numbers(avond: Avond, session: Session) -> None:
    one, two, three = builders.make_ideeen(avond.dialoog, 3)
    merge(avond, one, three, two)
    (kept,) = ideeen(session, avond.dialoog)
    assert kept.voluit == "Idee 1 voor de wijk\nNr. 2: Idee 2 voor de wijk\nNr. 3: Idee 3 voor de wijk"
    assert last_feit(session).zin == "Nr. 2 en 3 samengevoegd met nr. 1"
    assert session.get_one(Idee, two).houder.nummer == 1


def test_merging_twice_is_merging_once_and_so_is_splitting(avond: Avond, session: Session) -> None:
    one, two = builders.make_ideeen(avond.dialoog, 2)
    merge(avond, one, two)
    merge(avond, one, two)
    split(avond, one)
    split(avond, one)
    session.rollback()
    assert [feit.wat for feit in session.scalars(select(Feit).order_by(Feit.id))] == [
        "IdeeenSamengevoegd",
        "IdeeenGesplitst",
    ]


def test_what_an_idea_holds_comes_along_and_is_still_in_it_after_a_split(avond: Avond, session: Session) -> None:
    one, two, three = builders.make_ideeen(avond.dialoog, 3)
    merge(avond, two, three)
    merge(avond, one, two)
    assert [i.nummer for i in session.get_one(Idee, one).erbij] == [2, 3]
    split(avond, one)
    session.rollback()
    assert [(i.nummer, [b.nummer for b in i.erbij]) for i in ideeen(session, avond.dialoog)] == [(1, []), (2, [3])]


def test_the_kept_idea_keeps_its_colour_or_takes_the_one_on_which_the_others_agree(
    avond: Avond, session: Session
) -> None:
    one, two, three, four = builders.make_ideeen(avond.dialoog, 4)
    for idee, kleur in ((two, "rood"), (four, "geel")):
        colour(idee, kleur)
    merge(avond, one, two, three)
    merge(avond, one, four)
    session.rollback()
    assert session.get_one(Idee, one).kleur == "rood"
    split(avond, one, two)
    session.rollback()
    assert session.get_one(Idee, one).kleur is None
    colour(one, "rood")
    split(avond, one)
    session.rollback()
    assert session.get_one(Idee, one).kleur == "rood"  # given by the room since


def test_others_that_disagree_lend_no_colour(avond: Avond, session: Session) -> None:
    one, two, three = builders.make_ideeen(avond.dialoog, 3)
    colour(two, "rood")
    colour(three, "geel")
    merge(avond, one, two, three)
    assert session.get_one(Idee, one).kleur is None


def test_choices_move_to_the_kept_one_once_and_go_back_with_a_split(app: Flask, session: Session) -> None:
    avond = make_avond("kiezen")
    one, two, three = builders.make_ideeen(avond.dialoog, 3)
    with transaction() as writing:
        writing.add_all(
            Keuze(stap_id=avond.stap, kiezer=kiezer, idee_id=idee)
            for kiezer, idee in (("groep:1", one), ("groep:1", two), ("groep:2", two), ("groep:2", three))
        )
    before = stand(avond.dialoog)
    merge(avond, one, two, three)
    assert [idee.nummer for idee in keuzes(session, avond.stap)] == [1]
    kiezers = session.scalars(select(Keuze.kiezer).where(Keuze.idee_id == one).order_by(Keuze.kiezer)).all()
    assert kiezers == ["groep:1", "groep:2"]
    split(avond, one, two)
    session.rollback()
    assert session.get(Keuze, (avond.stap, "groep:2", one)) is not None  # number 3 brought it too
    split(avond, one)
    assert stand(avond.dialoog) == before


@pytest.mark.parametrize("held", [0, 1])
def test_an_idea_that_a_round_holds_is_not_merged_nor_split(avond: Avond, session: Session, held: int) -> None:
    ids = builders.make_ideeen(avond.dialoog, 2)
    with transaction() as writing:
        writing.get_one(Idee, ids[held]).vergrendeld_door = "Stickeren, ronde 1"
    with pytest.raises(IdeeVast, match="Stickeren, ronde 1"):
        merge(avond, ids[0], ids[1])
    with transaction() as writing:
        writing.get_one(Idee, ids[held]).vergrendeld_door = None
    merge(avond, *ids)
    with transaction() as writing:
        writing.get_one(Idee, ids[0]).vergrendeld_door = "Stickeren, ronde 1"
    with pytest.raises(IdeeVast):
        split(avond, ids[0])


def test_a_merge_and_a_split_are_undone_from_the_last_steps(avond: Avond, session: Session) -> None:
    one, two, three = builders.make_ideeen(avond.dialoog, 3)
    before = stand(avond.dialoog)
    merge(avond, one, two, three)
    together = stand(avond.dialoog)
    split(avond, one)
    undo_feit(avond.dialoog, last_feit(session).id, "Marit")
    assert stand(avond.dialoog) == together
    first = session.scalars(select(Feit.id).order_by(Feit.id)).first()
    undo_feit(avond.dialoog, first, "Marit")
    assert stand(avond.dialoog) == before


def test_a_colour_over_a_lent_one_is_taken_back_to_the_lent_one_which_goes_with_the_split(app: Flask) -> None:
    avond = make_avond("kleuren")
    one, two = builders.make_ideeen(avond.dialoog, 2)
    colour(two, "geel")
    before = stand(avond.dialoog)
    merge(avond, one, two)
    together, merged = stand(avond.dialoog), last_feit(db.session()).id
    set_kleur(avond.dialoog, avond.bijeenkomst, avond.stap, one, "rood", None, "Marit")
    undo_feit(avond.dialoog, last_feit(db.session()).id, "Marit")
    assert stand(avond.dialoog) == together
    undo_feit(avond.dialoog, merged, "Marit")
    assert stand(avond.dialoog) == before


def test_a_split_that_is_taken_back_lends_no_colour_that_was_not_lent_before_it(app: Flask) -> None:
    avond = make_avond("kleuren")
    one, two, three = builders.make_ideeen(avond.dialoog, 3)
    colour(two, "rood")
    colour(three, "geel")
    merge(avond, one, two, three)
    before = stand(avond.dialoog)
    split(avond, one, two)
    undo_feit(avond.dialoog, last_feit(db.session()).id, "Marit")
    assert stand(avond.dialoog) == before


def test_a_choice_that_came_along_and_was_laid_back_comes_along_again_and_goes_with_the_split(app: Flask) -> None:
    avond = make_avond("kiezen")
    one, two = builders.make_ideeen(avond.dialoog, 2)
    builders.choose(avond.stap, [two])
    before = stand(avond.dialoog)
    merge(avond, one, two)
    merged = last_feit(db.session()).id
    choose(avond.dialoog, avond.bijeenkomst, avond.stap, one, gekozen=False, bevestigd=True, wie="Marit")
    laid_back, without = last_feit(db.session()).id, stand(avond.dialoog)
    split(avond, one)
    undo_feit(avond.dialoog, last_feit(db.session()).id, "Marit")
    assert stand(avond.dialoog) == without
    undo_feit(avond.dialoog, laid_back, "Marit")
    undo_feit(avond.dialoog, merged, "Marit")
    assert stand(avond.dialoog) == before


def test_a_choice_that_came_along_does_not_come_back_without_the_idea_that_brought_it(app: Flask) -> None:
    avond = make_avond("kiezen")
    one, two = builders.make_ideeen(avond.dialoog, 2)
    builders.choose(avond.stap, [two])
    merge(avond, one, two)
    choose(avond.dialoog, avond.bijeenkomst, avond.stap, one, gekozen=False, bevestigd=True, wie="Marit")
    laid_back = last_feit(db.session()).id
    split(avond, one)
    with pytest.raises(NotNow, match="meebracht"):
        undo_feit(avond.dialoog, laid_back, "Marit")


@pytest.mark.lang
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.sets(st.integers(0, 5), max_size=3)), max_size=12))
def test_any_row_of_merges_and_splits_gives_all_back(app: Flask, acts: list[tuple[bool, int, set[int]]]) -> None:
    """No circle, every text once, numbers for life; undone from the last to the first it is as it was."""
    dialoog = builders.make_dialoog(f"d{uuid4().hex}")
    evening = builders.make_bijeenkomst(dialoog)
    avond = Avond(dialoog, evening, builders.make_stap(evening, "kiezen"), 0, 0, (0, 0))
    ids = builders.make_ideeen(dialoog, 6)
    for idee, kleur in zip(ids, ("rood", None, "geel", None, "rood", None), strict=True):
        colour(idee, kleur)
    builders.choose(avond.stap, ids[1:3])
    states = [stand(dialoog)]
    for samen, houd, others in acts:
        erbij = [ids[n] for n in others]
        with suppress(NotNow, BadInput):
            if samen:
                merge(avond, ids[houd], *erbij)
            else:
                split(avond, ids[houd], *erbij)
        now = ideeen(db.session(), dialoog)
        under = [idee.nummer for kept in now for idee in (kept, *kept.erbij)]
        assert sorted(under) == [1, 2, 3, 4, 5, 6]
        if stand(dialoog) != states[-1]:
            states.append(stand(dialoog))
    feiten = list(db.session.scalars(select(Feit.id).where(Feit.dialoog_id == dialoog).order_by(Feit.id.desc())))
    for feit, before in zip(feiten, reversed(states[:-1]), strict=True):
        undo_feit(dialoog, feit, "Marit")
        assert stand(dialoog) == before
    assert stand(dialoog) == states[0]


# --- through the regie ----------------------------------------------------------------------------------------


def test_the_page_says_what_will_happen_before_it_does(marit: FlaskClient, avond: Avond, session: Session) -> None:
    one, two = builders.make_ideeen(avond.dialoog, 2)
    colour(two, "rood")
    page = marit.get(f"{avond.regie}/samenvoegen?nummers=1,2").text
    assert "Nummer 1 blijft, met zijn eigen tekst bovenaan." in page
    assert "Nummer 1 had nog geen kleur en wordt rood." in page
    form = {"houd": one, "erbij": [two], "gezien": 2}
    assert marit.post(f"{avond.regie}/samenvoegen", data=form).status_code == 303
    assert "Haal weer uit elkaar" in marit.get(f"{avond.regie}/samenvoegen").text
    assert marit.post(f"{avond.regie}/samenvoegen", data=form).status_code == 303
    assert marit.post(f"{avond.regie}/samenvoegen/los", data={"houd": one}).status_code == 303
    assert [i.nummer for i in ideeen(session, avond.dialoog)] == [1, 2]


def test_who_saw_an_older_text_is_asked_to_look_again(marit: FlaskClient, avond: Avond, session: Session) -> None:
    one, two = builders.make_ideeen(avond.dialoog, 2)
    answer = marit.post(f"{avond.regie}/samenvoegen", data={"houd": one, "erbij": [two], "gezien": 1})
    assert answer.status_code == 409
    assert len(ideeen(session, avond.dialoog)) == 2


@pytest.mark.parametrize(
    ("nummers", "melding"), [("1, 99", "Nummer 99 bestaat niet."), ("1, 3", "Nummer 3 zit al in nummer 2.")]
)
def test_a_number_that_cannot_is_named_and_what_was_typed_stays(
    marit: FlaskClient, avond: Avond, nummers: str, melding: str
) -> None:
    _, two, three = builders.make_ideeen(avond.dialoog, 3)
    merge(avond, two, three)
    page = marit.get(f"{avond.regie}/samenvoegen", query_string={"nummers": nummers}).text
    assert melding in page
    assert f'value="{nummers}"' in page


def test_an_idea_of_another_dialogue_is_not_found(marit: FlaskClient, avond: Avond) -> None:
    (one,) = builders.make_ideeen(avond.dialoog, 1)
    (strange,) = builders.make_ideeen(builders.make_dialoog("ander"), 1)
    assert marit.post(f"{avond.regie}/samenvoegen", data={"houd": one, "erbij": [strange]}).status_code == 404


def test_the_author_of_an_idea_that_went_into_another_cannot_withdraw_it_unseen(
    phone: FlaskClient, avond: Avond
) -> None:
    mine = phone.post("/d/wijk/ideeen", json={"kenmerk": "a" * 16, "tekst": "Een bank", "deelvragen": []}).json["idee"]
    (other,) = builders.make_ideeen(avond.dialoog, 1)
    merge(avond, other, mine["id"])
    own = phone.get("/d/wijk/mijn").json["ideeen"][0]
    assert (own["staat"], own["in"], own["erbij"]) == ("samengevoegd", 2, [])
    answer = phone.post(f"/d/wijk/ideeen/{mine['id']}/staat", json={"versie": own["versie"], "staat": "ingetrokken"})
    assert answer.status_code == 409
    assert "nummer 2" in answer.json["fout"]["tekst"]
    split(avond, other)
    merge(avond, mine["id"], other)
    own = phone.get("/d/wijk/mijn").json["ideeen"][0]
    assert (own["in"], own["erbij"]) == (None, [2])
    answer = phone.post(f"/d/wijk/ideeen/{mine['id']}/staat", json={"versie": own["versie"], "staat": "ingetrokken"})
    assert answer.status_code == 409
    assert "nummer 2" in answer.json["fout"]["tekst"]


def test_a_merge_of_merges_goes_into_a_file_and_comes_back_as_it_was(app: Flask, session: Session) -> None:
    avond = make_avond("kiezen")
    one, two, three = builders.make_ideeen(avond.dialoog, 3)
    builders.choose(avond.stap, [three])
    merge(avond, two, three)
    merge(avond, one, two)
    first = json.loads(export_bytes("wijk"))["ideeen"]
    back = json.loads(export_bytes(import_bytes(export_bytes("wijk")).korte_naam))["ideeen"]
    assert back == first
    assert [(idee["nummer"], idee["samengevoegd_in"], idee["gekozen"]) for idee in back][1:] == [
        (2, 1, True),
        (3, 2, True),
    ]
