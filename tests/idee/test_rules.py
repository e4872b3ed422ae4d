"""What one may rely on in the decisions about ideas."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialoog.idee import rules


@dataclass(frozen=True)
class Kaartje:
    id: int
    nummer: int
    kleur: str | None = None


@given(st.text(max_size=700))
def test_a_suggested_title_fits_and_is_made_of_the_idea_itself(tekst: str) -> None:
    title = rules.titel_voorstel(tekst)
    assert len(title) <= rules.TITEL_STREEF
    assert title in " ".join(tekst.split())


@pytest.mark.parametrize(
    ("tekst", "titel"),
    [
        ("Koffie op straat, elke zaterdag. Tafel buiten en kijken wie er komt.", "Koffie op straat, elke zaterdag"),
        (
            "Iedereen die een groot huis verlaat krijgt voorrang in het eigen dorp",
            "Iedereen die een groot huis verlaat",
        ),
        ("Hottentottententententoonstellingscommissie", "Hottentottententententoonstellingsc"),
        ("Samen zingen", "Samen zingen"),
    ],
)
def test_a_suggested_title_is_a_sentence_or_whole_words(tekst: str, titel: str) -> None:
    assert rules.titel_voorstel(tekst) == titel


def test_the_quota_of_a_step_is_the_rooms_default_in_reading_order_until_it_is_set() -> None:
    assert list(rules.quota({}).items()) == [("grijs", 0), ("geel", 9), ("blauw", 3), ("rood", 9)]
    assert rules.quota({"quota": {"rood": 2}})["rood"] == 2


kleuren = st.sampled_from(rules.KLEUREN)
aantallen = st.dictionaries(kleuren, st.integers(0, 30))


@given(aantallen, aantallen)
def test_what_is_still_to_choose_and_what_is_full_never_contradict(
    doel: dict[str, int], gekozen: dict[str, int]
) -> None:
    full = {kleur: doel.get(kleur, 0) for kleur in rules.KLEUREN}
    left = rules.nog_te_kiezen(full, gekozen)
    for kleur in rules.KLEUREN:
        assert (kleur in left) != rules.is_vol(full, gekozen, kleur)
        assert left.get(kleur, 0) == max(full[kleur] - gekozen.get(kleur, 0), 0)


def test_an_idea_without_a_colour_is_never_over_a_quota() -> None:
    assert not rules.is_vol(rules.quota({}), {}, None)


@pytest.mark.parametrize(
    ("kant", "woorden"),
    [
        ("vraagkant: tekort aan personeel", "tekort aan personeel"),
        ("wonen", "wonen"),
        ("", "deelvraag 2"),
        (": ", "deelvraag 2"),
    ],
)
def test_a_deelvraag_is_called_by_its_kant_or_else_its_place(kant: str, woorden: str) -> None:
    assert rules.kant_kort(kant, 2) == woorden


@pytest.mark.parametrize(
    ("lengte", "aantallen", "maat"),
    [
        (40, {"grijs": 9, "geel": 9, "blauw": 9, "rood": 9}, "gewoon"),
        (31, {"grijs": 19, "geel": 18, "blauw": 9, "rood": 22}, "klein"),
        (60, {"grijs": 70, "geel": 70, "blauw": 80, "rood": 80}, "mini"),
        (600, {"grijs": 70, "geel": 70, "blauw": 80, "rood": 80}, None),
    ],
)
def test_number_tiles_are_as_large_as_fits_beside_the_whole_idea(
    lengte: int, aantallen: dict[str, int], maat: str | None
) -> None:
    assert rules.tegelmaat(lengte, aantallen) == maat
