"""The rules of the quota: what may be relied on whatever is chosen."""

from hypothesis import given
from hypothesis import strategies as st

from dialoog.idee.keuze_rules import (
    EENHEDEN,
    boven,
    extra_boven,
    in_woorden,
    namen_samen,
    passend_quotum,
    samen_nog,
    standaard_quota,
    tel_uit,
)
from dialoog.idee.rules import KLEUREN, nog_te_kiezen, quota

aantallen = st.fixed_dictionaries({kleur: st.integers(0, 6) for kleur in KLEUREN})
keuzes = st.dictionaries(st.integers(1, 40), st.sampled_from((*KLEUREN, None)), max_size=40)


@given(keuzes, st.dictionaries(st.integers(1, 40), st.integers(0, 5)), aantallen)
def test_counting_takes_the_most_chosen_and_never_cuts_a_tie(kleuren, keren, doel) -> None:  # type: ignore[no-untyped-def]
    outcome = tel_uit(kleuren, keren, doel)
    for kleur in KLEUREN:
        chosen = [i for i, k in kleuren.items() if k == kleur and keren.get(i, 0) > 0]
        sure = [i for i in outcome.zeker if kleuren[i] == kleur]
        ties = [tie for tie in outcome.gelijk if tie.kleur == kleur]
        assert len(sure) + sum(tie.plekken for tie in ties) == min(len(chosen), doel[kleur])
        open_ideas = {i for tie in ties for i in tie.ideeen}
        for tie in ties:
            assert 0 < tie.plekken < len(tie.ideeen)
            assert {keren[i] for i in tie.ideeen} == {tie.keer}
        left = [i for i in chosen if i not in sure and i not in open_ideas]
        if sure and left and doel[kleur]:
            assert min(keren[i] for i in sure) > max(keren[i] for i in left)
    assert all(kleuren[i] is not None and keren[i] > 0 for i in outcome.zeker)


@given(aantallen, aantallen, aantallen)
def test_only_going_further_over_a_quota_asks_and_laying_back_never(doel, voor, na) -> None:  # type: ignore[no-untyped-def]
    asks = extra_boven(doel, voor, na)
    assert all(na[k] > doel[k] and na[k] > voor[k] for k in asks)
    less = {k: min(voor[k], na[k]) for k in KLEUREN}
    assert extra_boven(doel, voor, less) == []
    assert set(boven(doel, na)) == {k for k in KLEUREN if na[k] > doel[k]}
    assert not set(boven(doel, na)) & set(nog_te_kiezen(doel, na))


@given(aantallen, st.lists(aantallen, max_size=8))
def test_what_is_left_for_all_groups_is_the_sum_of_what_each_lacks(doel, groepen) -> None:  # type: ignore[no-untyped-def]
    left = samen_nog(doel, groepen)
    assert all(n > 0 for n in left.values())
    for kleur in KLEUREN:
        assert left.get(kleur, 0) == sum(max(doel[kleur] - groep[kleur], 0) for groep in groepen)


def test_a_tie_at_the_edge_names_its_ideas_and_its_places() -> None:
    kleuren = {1: "rood", 2: "rood", 3: "rood", 4: "rood", 5: None}
    outcome = tel_uit(kleuren, {1: 5, 2: 3, 3: 3, 4: 3, 5: 9}, {"grijs": 0, "geel": 0, "blauw": 0, "rood": 3})
    assert outcome.zeker == (1,)
    [tie] = outcome.gelijk
    assert (tie.kleur, tie.plekken, tie.ideeen, tie.keer) == ("rood", 2, (2, 3, 4), 3)


def test_the_usual_numbers_follow_the_unit_and_what_was_typed_stays() -> None:
    room, group = standaard_quota("zaal"), standaard_quota("groep")
    assert list(room.values()) == [0, 9, 3, 9]
    assert list(group.values()) == [0, 3, 1, 3]
    assert standaard_quota("persoon") == room
    assert passend_quotum("groep", "zaal", room) == group
    assert passend_quotum("zaal", "groep", group) == room
    typed = {"grijs": 0, "geel": 4, "blauw": 1, "rood": 4}
    assert all(passend_quotum(unit, "zaal", typed) == typed for unit in EENHEDEN)
    assert passend_quotum("zaal", "zaal", group) == group
    assert quota({"eenheid": "groep"}) == group
    assert quota({}) == room


def test_names_and_numbers_are_said_as_people_say_them() -> None:
    assert namen_samen(["tafel 1", "tafel 3"]) == "tafel 1 en 3"
    assert namen_samen(["tafel 1", "tafel 2", "tafel 3"]) == "tafel 1, 2 en 3"
    assert namen_samen(["De Brug", "tafel 3"]) == "De Brug en tafel 3"
    assert namen_samen(["tafel 2"]) == "tafel 2"
    assert in_woorden({"geel": 1, "rood": 2, "grijs": 0}) == "1 geel en 2 rood"
    assert in_woorden({}) == ""
