"""Two registrations that are one person: what follows, what is counted once, and that a split gives all of it back."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Aanwezigheid, Groep, Groepslid
from dialoog.bijeenkomst.queries import aan_tafel, aantal_aanwezig, aanwezigheid, get_bijeenkomst, verwacht
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang, Pas, Toestel
from dialoog.deelnemer.rules import Aanmelding
from dialoog.deelnemer.samenvoegen import dubbelen, gezien_van, merge_deelnemers, split_deelnemers
from dialoog.deelnemer.service import add_deelnemer, remove_deelnemer
from dialoog.errors import NotFound, NotNow, Outdated
from dialoog.idee.models import Idee
from dialoog.idee.queries import own_ideas
from dialoog.overdracht.weggooien import throw_away
from dialoog.voorstel.models import Eigenaar, Oplossing, Vrijwilliger
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_ideeen, make_stap

As = Callable[[int, str], FlaskClient]
WIE = "Bea"


@pytest.fixture
def avond(session: Session) -> tuple[int, int]:
    """(dialoog, bijeenkomst)"""
    dialoog = make_dialoog()
    return dialoog, make_bijeenkomst(dialoog)


def merge(session: Session, dialoog: int, kept: int, gone: int) -> None:
    session.rollback()
    seen = gezien_van(session.get_one(Deelnemer, kept), session.get_one(Deelnemer, gone))
    session.rollback()
    merge_deelnemers(dialoog, kept, gone, seen, WIE)


def foto(session: Session) -> dict[str, Any]:
    """All that merging may touch, to compare before and after."""
    session.rollback()
    people = session.scalars(select(Deelnemer).order_by(Deelnemer.id))
    return {
        "mensen": [
            (p.id, p.staat, p.samengevoegd_in, p.anders, p.herkomst, p.zonder_telefoon, p.helper, p.op_telefoon_van)
            for p in people
        ],
        "belangen": sorted(
            session.execute(select(DeelnemerBelang.deelnemer_id, DeelnemerBelang.volgorde, DeelnemerBelang.belang_id))
        ),
        "aanwezig": sorted(session.execute(select(Aanwezigheid.deelnemer_id, Aanwezigheid.staat))),
        "plaatsen": sorted(session.execute(select(Groepslid.deelnemer_id, Groepslid.groep_id))),
        "pennen": sorted(session.execute(select(Groep.id, Groep.pen))),
        "toestellen": sorted(session.execute(select(Toestel.id, Toestel.deelnemer_id))),
        "passen": sorted(session.execute(select(Pas.id, Pas.deelnemer_id))),
        "ideeen": sorted(session.execute(select(Idee.id, Idee.indiener))),
        "eigenaren": sorted(session.execute(select(Eigenaar.id, Eigenaar.deelnemer_id, Eigenaar.trekker))),
        "aanbod": sorted(session.execute(select(Vrijwilliger.oplossing_id, Vrijwilliger.deelnemer_id))),
    }


def test_both_phones_are_the_one_who_is_kept_and_nobody_counts_twice(
    session: Session, as_deelnemer: As, avond: tuple[int, int]
) -> None:
    dialoog, evening = avond
    kept = make_deelnemer(dialoog, "Corrie", belangen=(2,), token="c" * 22)
    gone = make_deelnemer(dialoog, "C. de Boer", belangen=(1, 2), bijeenkomst=evening, token="d" * 22)
    make_ideeen(dialoog, 1, indiener=gone)
    merge(session, dialoog, kept, gone)

    answer = as_deelnemer(dialoog, "d" * 22).get("/d/wijk/mijn")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["naam"] == "Corrie"
    session.rollback()
    assert len(own_ideas(session, dialoog, kept)) == 1
    assert aanwezigheid(session, evening, kept) == "aanwezig"
    assert aantal_aanwezig(session, evening) == 1
    assert verwacht(session, get_bijeenkomst(session, dialoog, evening)) == 1
    table = aan_tafel(session, get_bijeenkomst(session, dialoog, evening))
    assert [row.aantal for row in table.belangen][:2] == [1, 1]
    person = session.get_one(Deelnemer, kept)
    assert [belang.naam for belang in person.belangen] == ["Mantelzorg", "Zelf ouder worden"]


def test_a_group_gives_its_place_and_an_oplossing_its_trekker(session: Session, avond: tuple[int, int]) -> None:
    dialoog, evening = avond
    kept = make_deelnemer(dialoog, "Corrie", bijeenkomst=evening)
    gone = make_deelnemer(dialoog, "C. de Boer", bijeenkomst=evening)
    with transaction() as writing:
        groep = Groep(bijeenkomst_id=evening, lichting=1, nummer=1, pen=gone)
        place = Oplossing(dialoog_id=dialoog, plaats=1, titel="Banken")
        writing.add_all([groep, place])
        writing.flush()
        writing.add(Groepslid(bijeenkomst_id=evening, lichting=1, deelnemer_id=gone, groep_id=groep.id))
        for person, trekker in ((kept, False), (gone, True)):
            writing.add(Eigenaar(oplossing_id=place.id, deelnemer_id=person, trekker=trekker, van=klok.nu()))
        writing.add(Vrijwilliger(oplossing_id=place.id, deelnemer_id=gone, trekker=True, staat="open"))
    before = foto(session)
    merge(session, dialoog, kept, gone)
    after = foto(session)
    assert (kept, after["pennen"][0][0]) in after["plaatsen"]
    assert after["pennen"][0][1] == kept
    assert next(row for row in after["eigenaren"] if row[1] == kept)[2] is True
    assert after["aanbod"][0][1] == kept
    split_deelnemers(dialoog, gone, WIE)
    assert foto(session) == before


def test_merging_twice_is_once_and_an_old_page_is_told(session: Session, avond: tuple[int, int]) -> None:
    dialoog, _ = avond
    kept, gone = make_deelnemer(dialoog, "Corrie"), make_deelnemer(dialoog, "C. de Boer")
    looker = make_deelnemer(dialoog, "Kijker", soort="toehoorder")
    with pytest.raises(Outdated):
        merge_deelnemers(dialoog, kept, gone, "1-1.2-9", WIE)
    with pytest.raises(NotNow):
        merge(session, dialoog, kept, looker)
    with pytest.raises(NotNow):
        merge(session, dialoog, kept, kept)
    merge(session, dialoog, kept, gone)
    state = foto(session)
    merge(session, dialoog, kept, gone)
    assert foto(session) == state
    with pytest.raises(NotFound):
        merge(session, dialoog, gone, kept)
    split_deelnemers(dialoog, gone, WIE)
    split_deelnemers(dialoog, gone, WIE)
    assert session.get_one(Deelnemer, gone).staat == "actief"


def test_who_was_kept_and_removed_is_put_back_before_the_split(session: Session, avond: tuple[int, int]) -> None:
    dialoog, evening = avond
    kept, gone = make_deelnemer(dialoog, "Corrie"), make_deelnemer(dialoog, "C. de Boer")
    merge(session, dialoog, kept, gone)
    remove_deelnemer(dialoog, kept, evening, WIE)
    session.rollback()
    assert "Zet die persoon eerst terug" in (dubbelen(session, dialoog)[0].waarom_niet or "")
    with pytest.raises(NotNow):
        split_deelnemers(dialoog, gone, WIE)


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=9
)


@pytest.mark.lang
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
@example(actions=[("merge", 0, 1), ("merge", 0, 3), ("split", 0, 1)])
@example(actions=[("merge", 0, 1), ("merge", 2, 0), ("merge", 2, 3), ("split", 2, 0)])
def test_whatever_is_merged_and_split_all_of_it_comes_back(
    session: Session, avond: tuple[int, int], actions: list[tuple[str, int, int]]
) -> None:
    dialoog, evening = avond
    with transaction() as writing:
        for person in writing.scalars(select(Deelnemer).where(Deelnemer.dialoog_id == dialoog)):
            person.soort = "toehoorder"  # those of the example before
    belangen = ((1,), (2, 1), (3, 2), ())
    people = [
        make_deelnemer(
            dialoog,
            f"Mens {n}",
            belangen=belangen[n],
            bijeenkomst=evening if n in (1, 3) else None,
            token=f"{evening}-{n}-{klok.nu().timestamp()}" if n != 2 else None,
            anders="iets" if n == 2 else "",
        )
        for n in range(4)
    ]
    for person in people:
        make_ideeen(dialoog, 1, indiener=person)
    before = foto(session)
    merged: list[tuple[int, int]] = []
    for word, a, b in actions:
        kept, gone = people[a], people[b]
        try:
            if word == "merge":
                merge(session, dialoog, kept, gone)
                if (kept, gone) not in merged:
                    merged.append((kept, gone))
            else:
                split_deelnemers(dialoog, gone, WIE)
                merged = [pair for pair in merged if pair[1] != gone]
        except (NotFound, NotNow):
            pass
        state = foto(session)
        on_list = {row[0] for row in state["mensen"] if row[1] == "actief"} & set(people)
        assert len(on_list) == 4 - len(merged)
        assert {owner for _, owner in state["ideeen"]} & set(people) <= on_list
    while merged:
        for kept, gone in list(merged):
            try:
                split_deelnemers(dialoog, gone, WIE)
                merged.remove((kept, gone))
            except NotNow:
                continue
    assert foto(session) == before


def test_the_regie_says_what_happens_merges_and_splits(
    session: Session, as_begeleider: Callable[[int], FlaskClient], avond: tuple[int, int]
) -> None:
    dialoog, evening = avond
    kept, gone = make_deelnemer(dialoog, "Corrie"), make_deelnemer(dialoog, "C. de Boer")
    regie = as_begeleider(make_begeleider(dialoog))
    page = f"/regie/wijk/deelnemers/{evening}/{gone}/samenvoegen"
    assert "Wie is dezelfde persoon als C. de Boer?" in regie.get(page).text
    words = regie.get(f"{page}?ander={kept}").text
    assert "Niemand krijgt de stickers te zien" in words
    seen = gezien_van(session.get_one(Deelnemer, kept), session.get_one(Deelnemer, gone))
    assert regie.post(page, data={"ander": kept, "gezien": seen}).status_code == 400
    for _ in range(2):
        assert regie.post(page, data={"ander": kept, "blijft": kept, "gezien": seen}).status_code == 303
    assert "is samen met Corrie" in regie.get(f"/regie/wijk/deelnemers/{evening}").text
    assert "Splits" in regie.get(f"/regie/wijk/deelnemers/{evening}/{gone}").text
    assert regie.post(f"/regie/wijk/deelnemers/{evening}/{gone}/splits").status_code == 303
    session.rollback()
    assert session.get_one(Deelnemer, gone).staat == "actief"


def test_colours_and_choices_of_one_person_count_once(session: Session, avond: tuple[int, int]) -> None:
    from dialoog.bijeenkomst.models import Stap
    from dialoog.idee.keuze_kiezers import personen
    from dialoog.idee.keuze_tellen import _chosen
    from dialoog.idee.kleuren_stand import mensenstand, mensentelling
    from dialoog.idee.models import Keuze, Kleur

    dialoog, evening = avond
    kept, gone = (make_deelnemer(dialoog, naam, bijeenkomst=evening) for naam in ("Corrie", "C. de Boer"))
    idee = make_ideeen(dialoog, 1)[0]
    stap = make_stap(evening, "kleuren", "live", manier="iedereen")
    with transaction() as writing:
        writing.add(Kleur(stap_id=stap, idee_id=idee, kiezer=f"deelnemer:{gone}", kleur="rood"))
        writing.add(Keuze(stap_id=stap, idee_id=idee, kiezer=f"deelnemer:{gone}"))
    merge(session, dialoog, kept, gone)
    session.rollback()
    step = session.get_one(Stap, stap)
    assert mensentelling(session, step) == [(idee, "rood", 1)]
    assert (mensenstand(session, step, 1).klaar, mensenstand(session, step, 1).van) == (1, 1)
    assert _chosen(session, step)[1] == 1
    assert [(p.id, p.aantal) for p in personen(session, step)] == [(kept, 1)]
    with transaction() as writing:
        writing.add(Kleur(stap_id=stap, idee_id=idee, kiezer=f"deelnemer:{kept}", kleur="blauw"))
        writing.add(Keuze(stap_id=stap, idee_id=idee, kiezer=f"deelnemer:{kept}"))
    step = session.get_one(Stap, stap)
    assert mensentelling(session, step) == [(idee, "blauw", 1)]
    assert _chosen(session, step)[1] == 1


def test_a_form_that_is_sent_again_after_a_merge_gets_the_one_who_is_kept(
    session: Session, avond: tuple[int, int]
) -> None:
    dialoog, _ = avond
    form = Aanmelding("r" * 32, "C. de Boer")
    with transaction() as writing:
        gone = add_deelnemer(writing, dialoog, form).id
    kept = make_deelnemer(dialoog, "Corrie")
    merge(session, dialoog, kept, gone)
    with transaction() as writing:
        assert add_deelnemer(writing, dialoog, form).id == kept


def test_a_rehearsal_with_merged_people_can_be_thrown_away(session: Session, avond: tuple[int, int]) -> None:
    dialoog, _ = avond
    kept, gone = make_deelnemer(dialoog, "Corrie"), make_deelnemer(dialoog, "C. de Boer")
    merge(session, dialoog, kept, gone)
    with transaction() as writing:
        throw_away(writing, dialoog)
    assert session.scalar(select(Deelnemer.id).where(Deelnemer.dialoog_id == dialoog)) is None
