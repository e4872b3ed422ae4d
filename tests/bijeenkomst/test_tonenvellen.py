"""From pages to sheets: everything is shown, in order, and no sheet holds more than fits."""

from hypothesis import given
from hypothesis import strategies as st

from dialoog.bijeenkomst.tonenvellen import (
    HALF,
    MATEN,
    SOORTEN,
    VRIJ,
    Blad,
    Deelvraag,
    Opgave,
    Vel,
    _height,
    _letters,
    _pixels,
    plaats,
    punten,
    vellen,
)

OPGAVE = Opgave(
    hoofdvraag="Hoe wonen wij later fijn in de wijk?",
    deelvragen=(Deelvraag(1, "wonen", "Hoe wonen we later fijn?"), Deelvraag(2, "samen leven", "Wat is er nodig?")),
    kaders=(
        ("financieel", "Het past in de begroting.", ()),
        ("inhoudelijk", "Het helpt wie weinig heeft.", ("nu", "en straks")),
    ),
    spelregels=("Wij laten elkaar uitpraten.",),
)
WORDS = st.lists(st.sampled_from(["wij", "wonen", "straks", "samen", "onder", "één", "dak", "x" * 120]), max_size=220)
TEKST = WORDS.map(" ".join)


def words_of(vel: Vel) -> list[str]:
    """All words of a sheet's points, in order."""
    return [word for punt in vel.punten for text in (punt.tekst, *punt.onderdelen) for word in text.split()]


def test_the_question_stands_with_its_deelvragen_on_one_sheet() -> None:
    (vel,) = vellen([Blad(1, "hoofdvraag")], OPGAVE)
    assert vel.kop == OPGAVE.hoofdvraag
    assert vel.deelvragen == OPGAVE.deelvragen
    assert vel.letters[0] == "reus"


def test_long_deelvragen_make_the_letters_smaller_before_they_leave_the_sheet() -> None:
    long = tuple(Deelvraag(n, "kant", "Wat kunnen buren en winkels samen doen in de wijk? " * 4) for n in (1, 2))
    (vel,) = vellen([Blad(1, "hoofdvraag")], Opgave(hoofdvraag=OPGAVE.hoofdvraag, deelvragen=long))
    assert vel.deelvragen == long
    assert vel.letters != ("reus", "")
    endless = tuple(Deelvraag(n, "kant", "Wat kunnen buren samen doen? " * 30) for n in (1, 2))
    (alone,) = vellen([Blad(1, "hoofdvraag")], Opgave(hoofdvraag=OPGAVE.hoofdvraag, deelvragen=endless))
    assert alone.deelvragen == ()


def test_kaders_stand_per_kind_in_the_order_of_the_domain() -> None:
    sheets = vellen([Blad(1, "kaders")], OPGAVE)
    assert [vel.kop for vel in sheets] == ["Inhoudelijke kaders", "Financiële kaders"]
    assert [(vel.deel, vel.delen) for vel in sheets] == [(1, 2), (2, 2)]
    assert sheets[0].punten[0].onderdelen == ("nu", "en straks")


def test_an_empty_opgave_gives_a_sheet_that_says_what_is_missing() -> None:
    for soort in ("hoofdvraag", "deelvragen", "kaders", "spelregels"):
        (vel,) = vellen([Blad(1, soort)], Opgave())
        assert vel.leeg.startswith("Er ")


def test_lines_with_a_dash_are_points_and_short_words_stand_huge() -> None:
    assert [(p.tekst, p.streep) for p in punten("Welkom\n\n- koffie\n– thee")] == [
        ("Welkom", False),
        ("koffie", True),
        ("thee", True),
    ]
    (vel,) = vellen([Blad(1, "tekst", "", "Fijn dat u er bent")], OPGAVE)
    assert vel.maat == 0


def test_a_picture_is_one_sheet_with_its_words() -> None:
    (vel,) = vellen([Blad(4, "beeld", "Het plein", "Een plein met bankjes", "a" * 64)], OPGAVE)
    assert (vel.beeld, vel.kop, vel.punten[0].tekst) == ("a" * 64, "Het plein", "Een plein met bankjes")


@given(st.lists(TEKST, min_size=1, max_size=12))
def test_no_word_of_the_spelregels_is_lost_and_no_sheet_is_too_full(regels: list[str]) -> None:
    sheets = vellen([Blad(1, "spelregels")], Opgave(spelregels=tuple(regels)))
    said = [word for vel in sheets for word in words_of(vel)]
    assert "".join(said) == "".join("".join(regel.split()) for regel in regels)  # an endless word is cut over lines
    for vel in sheets:
        maat = MATEN[0] if vel.maat == 1 else MATEN[1]
        assert sum(_height(punt, maat) for punt in vel.punten) <= maat[1] + 0.01


@given(st.lists(st.tuples(TEKST, st.lists(TEKST, max_size=4).map(tuple)), min_size=1, max_size=6))
def test_no_word_of_the_kaders_is_lost(kaders: list[tuple[str, tuple[str, ...]]]) -> None:
    opgave = Opgave(kaders=tuple(("proces", tekst, parts) for tekst, parts in kaders))
    said = "".join(word for vel in vellen([Blad(1, "kaders")], opgave) for word in words_of(vel))
    assert said == "".join("".join(text.split()) for tekst, parts in kaders for text in (tekst, *parts))


@given(TEKST, st.lists(TEKST, max_size=4))
def test_the_letters_of_the_question_always_fit(vraag: str, deelvragen: list[str]) -> None:
    parts = [Deelvraag(n, "", tekst) for n, tekst in enumerate(deelvragen, 1)]
    letters = _letters(vraag, parts)
    sizes = {"reus": 136, "groot": 96, "ruim": 80, "gewoon": 66, "lang": 52}
    if letters is not None:
        assert _pixels(vraag, 1776, sizes[letters[0]]) <= VRIJ


def test_the_place_on_the_screen_survives_pages_that_come_and_go() -> None:
    pages = [Blad(1, "hoofdvraag"), Blad(2, "kaders"), Blad(3, "spelregels")]
    sheets = vellen(pages, OPGAVE)
    assert plaats(sheets, 2, 2) == 2
    assert plaats(sheets, 2, 9) == 2  # the page became shorter
    assert plaats(sheets, 99, 1) == 0  # the page is gone
    assert plaats([], 1, 1) == 0


def test_every_kind_of_page_gives_at_least_one_sheet() -> None:
    for soort in SOORTEN:
        assert vellen([Blad(1, soort, "Titel", "Tekst", "b" * 64)], OPGAVE)


@given(TEKST)
def test_the_text_beside_a_picture_is_shown_whole_in_order_and_with_the_picture_on_every_sheet(tekst: str) -> None:
    made = vellen([Blad(7, "beeld", "Het plein", "Een plein met banken", "0a" * 32, tekst)], OPGAVE)
    shown = "".join(punt.tekst for vel in made for punt in vel.naast)
    assert "".join(shown.split()) == "".join(tekst.split())  # a word wider than its half is cut
    for vel in made:
        assert vel.beeld == "0a" * 32
        assert vel.punten[0].tekst == "Een plein met banken"
        assert sum(_height(punt, HALF) for punt in vel.naast) <= HALF[1]
