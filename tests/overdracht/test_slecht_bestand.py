"""A bad file is refused whole, and says where it is wrong and what would be right."""

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.deelnemer.models import Deelnemer
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.errors import NietTeLezen, OnbekendeBegeleider, SlechtBestand
from dialoog.overdracht.lezen import lees
from dialoog.overdracht.service import import_bytes, import_file
from tests.overdracht.voorbeeld import als_bytes, voorbeeld

Stap = str | int


def changed(path: tuple[Stap, ...], value: Any) -> bytes:
    """The example with one value replaced or added."""
    plain: Any = voorbeeld()
    part = plain
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return als_bytes(plain)


def refusal(data: bytes) -> SlechtBestand:
    with pytest.raises(SlechtBestand) as caught:
        lees(data)
    return caught.value


WRONG: list[tuple[tuple[Stap, ...], Any, str]] = [
    (("dialoog",), "uitwisselbestand/2", "dialoog"),
    (("staat",), "klaar", "staat"),
    (("titel",), 7, "titel"),
    (("titel",), "x" * 501, "titel"),
    (("korte_naam",), "Met Spaties", "korte_naam"),
    (("korte_naam",), "../../etc", "korte_naam"),
    (("hoofdvraag",), "tekst", "hoofdvraag"),
    (("deelvragen", 0), {"kant": "zonder tekst"}, "deelvragen[0].tekst"),
    (("kaders", 1, "soort"), "juridisch", "kaders[1].soort"),
    (("kaders", 0, "geldt_voor"), "alles", "kaders[0].geldt_voor"),
    (("spelregels",), "Eén regel", "spelregels"),
    (("spelregels", 0), "", "spelregels[0]"),
    (("belangen", 1), "Natuur", "belangen[1]"),
    (("belangen", 1), {"zin": "zonder naam"}, "belangen[1].naam"),
    (("gemeenten",), ["Duindorp", "Duindorp"], "gemeenten[1]"),
    (("bijeenkomsten", 0, "datum"), "2026-02-30", "bijeenkomsten[0].datum"),
    (("bijeenkomsten", 0, "datum"), "2 maart", "bijeenkomsten[0].datum"),
    (("bijeenkomsten", 0, "belangenactie", 0, "belang"), "Werk", "bijeenkomsten[0].belangenactie[0].belang"),
    (("bijeenkomsten", 0, "draaiboek"), [{"soort": "dansen"}], "bijeenkomsten[0].draaiboek[0].soort"),
    (
        ("bijeenkomsten", 0, "draaiboek"),
        [{"soort": "kiezen", "ideeen": [99]}],
        "bijeenkomsten[0].draaiboek[0].ideeen[0]",
    ),
    (
        ("bijeenkomsten", 0, "draaiboek"),
        [{"soort": "kleuren", "kleuren": {"1": "paars"}}],
        "bijeenkomsten[0].draaiboek[0].kleuren.1",
    ),
    (("deelnemers", 0, "belangen"), ["Onbekend belang"], "deelnemers[0].belangen[0]"),
    (("deelnemers", 2, "gemeenten", 0), "Elders", "deelnemers[2].gemeenten[0]"),
    (("deelnemers", 0, "aanwezig"), [1, 4], "deelnemers[0].aanwezig[1]"),
    (("deelnemers", 0, "naam_in_boek"), "ja", "deelnemers[0].naam_in_boek"),
    (("deelnemers", 1), "Bo", "deelnemers[1]"),
    (("ideeen", 1, "nummer"), 1, "ideeen[1].nummer"),
    (("ideeen", 1, "nummer"), 0, "ideeen[1].nummer"),
    (("ideeen", 1, "nummer"), 2.5, "ideeen[1].nummer"),
    (("ideeen", 1, "nummer"), True, "ideeen[1].nummer"),
    (("ideeen", 1, "nummer"), "2", "ideeen[1].nummer"),
    (("ideeen", 1), {"tekst": "zonder nummer"}, "ideeen[1].nummer"),
    (("ideeen", 1, "tekst"), "  ", "ideeen[1].tekst"),
    (("ideeen", 1, "tekst"), ["lijst"], "ideeen[1].tekst"),
    (("ideeen", 1, "kleur"), "paars", "ideeen[1].kleur"),
    (("ideeen", 1, "deelvragen"), [3], "ideeen[1].deelvragen[0]"),
    (("ideeen", 1, "staat"), "weg", "ideeen[1].staat"),
    (("ideeen", 2, "samengevoegd_in"), 99, "ideeen[2].samengevoegd_in"),
    (("ideeen", 2, "samengevoegd_in"), 4, "ideeen[2].samengevoegd_in"),
    (("ideeen", 2, "samengevoegd_in"), None, "ideeen[2].samengevoegd_in"),
    (("stemrondes", 0, "stickers", "99"), 1, "stemrondes[0].stickers.99"),
    (("stemrondes", 0, "stickers", "een"), 1, "stemrondes[0].stickers.een"),
    (("stemrondes", 0, "stickers", "1"), -1, "stemrondes[0].stickers.1"),
    (("stemrondes", 0, "stickers", "1"), 6, "stemrondes[0].mensen.1"),
    (("stemrondes", 0, "briefjes"), 2, "stemrondes[0].stickers"),
    (("stemrondes", 0, "per_idee"), 3, "stemrondes[0].per_idee"),
    (("stemrondes", 0, "stickers_per_persoon"), 51, "stemrondes[0].stickers_per_persoon"),
    (("stemrondes", 0, "staat"), "klaar", "stemrondes[0].staat"),
    (("stemrondes", 0, "bijeenkomst"), 9, "stemrondes[0].bijeenkomst"),
    (("oplossingen", 1, "plaats"), 1, "oplossingen[1].plaats"),
    (("oplossingen", 0, "ideeen"), [1, 17], "oplossingen[0].ideeen[1]"),
    (("oplossingen", 0, "eigenaren"), ["Niemand"], "oplossingen[0].eigenaren[0]"),
    (("oplossingen", 0, "trekker"), "Niemand", "oplossingen[0].trekker"),
    (("oplossingen", 0, "eerdere_eigenaren", 0, "wie"), "Niemand", "oplossingen[0].eerdere_eigenaren[0].wie"),
    (("oplossingen", 0, "eerdere_eigenaren", 0, "van"), "gisteren", "oplossingen[0].eerdere_eigenaren[0].van"),
    (
        ("oplossingen", 0, "eerdere_eigenaren", 0, "tot"),
        "2026-03-24T19:00:00Z",
        "oplossingen[0].eerdere_eigenaren[0].tot",
    ),
    (("voorstellen", 1, "nummer"), 3, "voorstellen[1].nummer"),
    (("voorstellen", 0, "plaats"), 5, "voorstellen[0].plaats"),
    (("voorstellen", 0, "gemeenten", 0), "Nergens", "voorstellen[0].gemeenten[0]"),
    (("voorstellen", 0, "antwoorden", "voorstel"), 3, "voorstellen[0].antwoorden.voorstel"),
    (("voorstellen", 0, "kosten", "regels", 0, "bedrag"), 8000, "voorstellen[0].kosten.regels[0].bedrag"),
    (("voorstellen", 0, "kosten", "regels", 0, "bedrag"), "8000", "voorstellen[0].kosten.regels[0].bedrag"),
    (("voorstellen", 0, "kosten", "regels", 0, "btw"), "21%", "voorstellen[0].kosten.regels[0].btw"),
    (("voorstellen", 0, "deelvragen"), [3], "voorstellen[0].deelvragen[0]"),
    (("voorstellen", 0, "geen_deelvraag"), True, "voorstellen[0].geen_deelvraag"),
    (("voorstellen", 0, "resultaten", 0, "aantal"), "veel", "voorstellen[0].resultaten[0].aantal"),
    (("voorstellen", 0, "kadertoets", 0, "kader"), 9, "voorstellen[0].kadertoets[0].kader"),
    (("voorstellen", 0, "kadertoets", 0, "oordeel"), "misschien", "voorstellen[0].kadertoets[0].oordeel"),
    (("boek",), ["geen"], "boek"),
    (("ideeen", 0, "tekst"), "x" * 100_000, "ideeen[0].tekst"),
    (("ideeen", 0, "tekst"), "nul\x00teken", "ideeen[0].tekst"),
    (("ideeen", 0, "tekst"), "bel\x07", "ideeen[0].tekst"),
    (("ideeen", 0, "tekst"), "c1\x9b", "ideeen[0].tekst"),
    (("ideeen", 0, "onbekend"), {"diep": "esc\x1b"}, "ideeen[0].onbekend.diep"),
]


@pytest.mark.parametrize(("path", "value", "plek"), WRONG, ids=[f"{place}-{n}" for n, (*_, place) in enumerate(WRONG)])
def test_the_place_of_what_is_wrong_is_named_with_what_would_be_right(
    path: tuple[Stap, ...], value: Any, plek: str
) -> None:
    error = refusal(changed(path, value))
    assert error.plek == plek
    assert error.tekst.startswith(f"{plek}: ")
    assert error.wat
    assert error.goed


@pytest.mark.parametrize(
    ("data", "plek", "woord"),
    [
        (b"", "regel 1, teken 1", "JSON"),
        (b"PK\x03\x04 een zip", "regel 1, teken 1", "JSON"),
        (b"\xff\xfe{", "", "UTF-8"),
        (b'{"dialoog": "uitwisselbestand/1",}', "regel 1, teken 34", "JSON"),
        (b"[]", "", "uitwisselbestand"),
        (b'{"titel": "iets anders"}', "", "uitwisselbestand"),
        (b'{"dialoog": "uitwisselbestand/1", "top": NaN}', "top", "NaN"),
        (b'{"dialoog": "uitwisselbestand/1", "x": [1, -Infinity]}', "x[1]", "-Infinity"),
        (b'{"dialoog": "uitwisselbestand/1", "x": 1e999}', "x", "te groot"),
        (b'{"dialoog": "uitwisselbestand/1", "top": ' + b"9" * 5000 + b"}", "top", "te groot"),
        (b'{"dialoog": "uitwisselbestand/1", "titel": "a", "titel": "b"}', "titel", "twee keer"),
        (b'{"dialoog": "uitwisselbestand/1", "hoofdvraag": {"kort": "a", "kort": "b"}}', "hoofdvraag.kort", "twee"),
        (b'{"dialoog": "uitwisselbestand/1", "titel": "\\ud800"}', "titel", "stuurteken"),
        (b'{"dialoog": "uitwisselbestand/1", "a\\u0000b": 1}', "het begin", "stuurteken"),
    ],
)
def test_what_is_no_honest_json_is_refused(data: bytes, plek: str, woord: str) -> None:
    error = refusal(data)
    assert error.plek == plek
    assert woord in error.wat


@pytest.mark.parametrize("layers", [13, 900, 100_000])
def test_a_file_that_is_too_deep_is_refused(layers: int) -> None:
    data = b'{"dialoog": "uitwisselbestand/1", "x": ' + b"[" * layers + b"]" * layers + b"}"
    assert "diep" in refusal(data).wat


def test_a_cycle_of_merges_is_shown() -> None:
    ideas = [{"nummer": n, "tekst": f"Idee {n}", "samengevoegd_in": n % 3 + 1} for n in (1, 2, 3)]
    error = refusal(als_bytes({"dialoog": "uitwisselbestand/1", "ideeen": ideas}))
    assert error.plek == "ideeen[0].samengevoegd_in"
    assert "1 → 2 → 3 → 1" in error.wat


def test_fifty_megabytes_are_refused_at_once_and_unread(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "groot.json"
    with file.open("wb") as out:
        out.truncate(50 * 1024 * 1024)
    start = time.monotonic()
    with pytest.raises(SlechtBestand, match="50 MB"):
        import_file(file)
    assert time.monotonic() - start < 0.5


def test_a_file_that_is_not_there_is_said_in_plain_words(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(NietTeLezen, match="niets ingelezen"):
        import_file(tmp_path / "weg.json")
    with pytest.raises(NietTeLezen):
        import_file(tmp_path)


@pytest.mark.parametrize("path", [("voorstellen", 0, "titel"), ("ideeen", 4, "staat"), ("boek", "inleiding")])
def test_nothing_is_imported_of_a_file_with_one_fault(session: Session, path: tuple[Stap, ...]) -> None:
    with pytest.raises(SlechtBestand):
        import_bytes(changed(path, 17))
    assert session.scalar(select(func.count()).select_from(Dialoog)) == 0
    assert session.scalar(select(func.count()).select_from(Deelnemer)) == 0


def test_an_unknown_begeleider_stops_the_import(session: Session) -> None:
    with pytest.raises(OnbekendeBegeleider, match=r"wie@ergens\.example"):
        import_bytes(als_bytes(voorbeeld()), voor="wie@ergens.example")
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Dialoog)) == 0


def test_a_long_or_strange_place_is_shown_short_and_printable() -> None:
    plain = {"dialoog": "uitwisselbestand/1", "k" * 190: {"j\u202e" * 90: "\x07"}}
    error = refusal(json.dumps(plain).encode())
    assert len(error.plek) < 130
    assert error.plek.isprintable()


VREEMD = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.text(max_size=5),
        st.sampled_from(["1", "rood", "Natuur", "uitwisselbestand/1", "=HYPERLINK(1)", "2026-01-01"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=4,
)


def every_place(plain: Any) -> list[tuple[Stap, ...]]:
    """The path of every value in the example."""
    parts = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [(key, *rest) for key, part in parts for rest in ((), *every_place(part))]


PLACES = every_place(voorbeeld())


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(PLACES), value=VREEMD)
def test_whatever_stands_anywhere_is_read_or_refused_with_its_place(
    app: Flask, path: tuple[Stap, ...], value: Any
) -> None:
    with suppress(SlechtBestand):  # anything else that is raised fails the test
        import_bytes(changed(path, value))
