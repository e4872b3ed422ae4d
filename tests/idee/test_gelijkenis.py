"""Which ideas look alike: by the words they share, a rare one weighing more."""

import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.idee.gelijkenis import HOOGSTENS, paren, stam
from dialoog.idee.lijkt_op import HIER, suggest
from dialoog.idee.models import Idee
from dialoog.idee.queries import ideeen
from dialoog.verslag.models import Feit
from dialoog.werk import WerkFailed
from tests import builders
from tests.idee.conftest import Avond

WIJK = (
    "Een bank bij de bushalte",
    "Bankjes bij elke bushalte in de wijk",
    "Samen koken in het buurthuis",
    "Elke week samen eten met de buurt",
    "Een telefoonnummer waar altijd een mens opneemt",
    "Een klusbus voor ouderen",
    "Klus bus met chauffeur",
    "Meer groen in de straat",
)


def found(teksten: tuple[str, ...], niet: set[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    return [(pair.een, pair.ander) for pair in paren(list(enumerate(teksten, 1)), niet or set())]


def test_the_same_thing_in_other_words_is_found_and_different_things_are_not() -> None:
    assert found(WIJK) == [(1, 2), (6, 7)]


def test_the_shared_words_are_named_as_they_were_written() -> None:
    assert sorted(paren(list(enumerate(WIJK, 1)), set())[0].woorden) == ["bank", "bushalte"]


def test_what_was_said_to_be_no_double_is_not_offered_again() -> None:
    assert found(WIJK, {(1, 2)}) == [(6, 7)]


def test_words_that_half_the_hall_wrote_make_no_pair() -> None:
    many = tuple(f"Werkgevers en {word}" for word in (
        "fietsen", "koffie", "trappen", "ramen", "brieven", "sleutels", "planten", "boeken", "lampen", "deuren",
        "stoelen", "borden", "kaarten", "muziek", "verven", "zand", "wol", "hout",
    ))  # fmt: skip
    assert found(many) == []


@pytest.mark.parametrize(
    ("een", "ander"),
    [("bedrijven", "bedrijf"), ("scholen", "school"), ("bankjes", "bank"), ("huizen", "huis"), ("zetten", "zet")],
)
def test_forms_of_one_word_have_one_stem(een: str, ander: str) -> None:
    assert stam(een)[:4] == stam(ander)[:4]
    assert found((f"Mooie {een} erbij", f"Een {ander} extra")) == [(1, 2)]


def test_a_spelling_mistake_is_seen_through() -> None:
    assert found(("Vacaturemarkt op zaterdag", "Iedere maand een vacaturemakrt")) == [(1, 2)]


def test_empty_and_wordless_texts_are_no_trouble() -> None:
    assert found(("", "...", "de het een", "😀")) == []


def test_at_most_ten_pairs_are_offered_and_six_hundred_ideas_take_no_second() -> None:
    words = [f"{begin}{end}" for begin in ("fiets", "school", "buurt", "werk", "zorg") for end in map(str, range(60))]
    ideas = [(n, " ".join(words[(n * step) % len(words)] for step in (1, 3, 7, 11, 13, 17))) for n in range(600)]
    began = time.process_time()
    pairs = paren(ideas, set())
    assert len(pairs) <= HOOGSTENS
    assert time.process_time() - began < 5  # a quarter of a second on an idle machine


def two_benches(avond: Avond) -> tuple[int, int]:
    """Two ideas that look alike."""
    one, two = builders.make_ideeen(avond.dialoog, 2)
    with transaction() as session:
        session.get_one(Idee, one).tekst, session.get_one(Idee, two).tekst = WIJK[:2]
    return one, two


def test_only_ideas_that_are_los_are_compared(avond: Avond, session: Session) -> None:
    _, two = two_benches(avond)
    assert [(pair.een.nummer, pair.ander.nummer) for pair in suggest(session, avond.dialoog) or ()] == [(1, 2)]
    with transaction() as writing:
        writing.get_one(Idee, two).staat = "verborgen"
    assert suggest(session, avond.dialoog) == []


def test_many_ideas_are_compared_in_a_child_process_with_the_same_outcome(avond: Avond, session: Session) -> None:
    builders.make_ideeen(avond.dialoog, HIER + 1)
    with transaction() as writing:
        rows = ideeen(writing, avond.dialoog)
        for n, idee in enumerate(rows):
            idee.tekst = f"{'abcdefghij'[n % 10] * 4}{'klmnopqrst'[n // 10 % 10] * 4}"
        rows[3].tekst, rows[HIER].tekst = WIJK[:2]
    pairs = suggest(session, avond.dialoog)
    assert pairs is not None
    assert [(pair.een.nummer, pair.ander.nummer) for pair in pairs][:1] == [(4, HIER + 1)]


def test_when_comparing_fails_the_page_still_lets_one_choose(
    marit: FlaskClient, avond: Avond, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> bytes:
        raise WerkFailed("Dit duurde te lang.")

    monkeypatch.setattr("dialoog.idee.lijkt_op.run_werk", broken)
    builders.make_ideeen(avond.dialoog, HIER + 1)
    page = marit.get(f"{avond.regie}/samenvoegen?nummers=1,2")
    assert page.status_code == 200
    assert "Het vergelijken lukte nu niet" in page.text
    assert "Ja, voeg samen in nummer 1" in page.text


def test_no_double_is_remembered_and_can_be_undone(marit: FlaskClient, avond: Avond, session: Session) -> None:
    one, two = two_benches(avond)
    assert "Samen: bank, bushalte" in marit.get(f"{avond.regie}/samenvoegen").text
    for _ in range(2):
        form = {"een": two, "ander": one}
        assert marit.post(f"{avond.regie}/samenvoegen/geen-dubbele", data=form).status_code == 303
    assert "Geen ideeën die op elkaar lijken" in marit.get(f"{avond.regie}/samenvoegen").text
    session.rollback()
    feit = session.scalars(select(Feit)).one()
    assert feit.zin == "Nr. 1 en 2 zijn geen dubbele"
    marit.post(f"{avond.regie}/ongedaan/{feit.id}")
    assert "Samen: bank, bushalte" in marit.get(f"{avond.regie}/samenvoegen").text
