"""Editions of the book: frozen once, made beside the evening, given as the same bytes for ever, and taken back."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dialoog import werk
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.errors import BadInput, NotNow
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.oefenen import make_oefening
from dialoog.themaboek import uitgavemaker, uitgaven
from dialoog.themaboek.models_uitgave import Uitgave
from dialoog.themaboek.queries_uitgave import get_bestand, get_uitgave
from dialoog.themaboek.service import frozen_boek
from dialoog.themaboek.uitgavemaker import make_next
from dialoog.themaboek.uitgavemap import bestand_pad
from dialoog.themaboek.uitgaven import Keuze, freeze_uitgave, retry_uitgave, withdraw_uitgave
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from dialoog.voorstel.antwoorden import Blad, add_antwoord
from dialoog.voorstel.models import Antwoord
from dialoog.werk import WerkFailed
from tests import builders
from tests.themaboek.conftest import MARIT, Klein

ADRES = "/regie/wijk/themaboek/uitgaven"
VORM = {"soorten": ["openbaar", "volledig"], "formaten": ["html", "json"]}
ALLES = Keuze(("volledig", "openbaar"), ("html", "json"))


@pytest.fixture
def marit(klein: Klein, as_begeleider: Callable[[int], FlaskClient]) -> FlaskClient:
    """The begeleider of the small dialogue."""
    return as_begeleider(klein.begeleider)


@pytest.fixture
def kort(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The child process is not started: what it was asked, and a text instead of its file."""
    asked: list[dict[str, Any]] = []

    def run(payload: dict[str, Any], **_: Any) -> bytes:
        asked.append(payload)
        return f"{payload['formaat']} {payload['boek']['openbaar']} {payload['boek']['titelblad']['uitgave']}".encode()

    monkeypatch.setattr(uitgavemaker, "run_werk", run)
    return asked


def row_of(klein: Klein, nummer: int = 1) -> Uitgave:
    db.session.rollback()
    return get_uitgave(db.session(), klein.dialoog, nummer)


def file_of(klein: Klein, config: Config, soort: str = "volledig", formaat: str = "html", nummer: int = 1) -> bytes:
    db.session.rollback()
    return get_bestand(db.session(), config, klein.dialoog, nummer, soort, formaat)


def test_an_edition_has_the_real_files_and_their_sha256_in_the_record(klein: Klein, config: Config) -> None:
    assert freeze_uitgave(klein.dialoog, "a", ALLES, MARIT) == 1
    assert row_of(klein).staat == "wacht"
    assert make_next()
    assert not make_next()
    row = row_of(klein)
    assert row.staat == "klaar"
    page = file_of(klein, config)
    assert b"Uitgave 1 (volledig)" in page
    assert b"Uitgave 1 (openbaar)" in file_of(klein, config, "openbaar")
    assert file_of(klein, config, formaat="json").startswith(b"{")
    sha = {(f.soort, f.formaat): (f.sha256, f.grootte) for f in row.bestanden}
    assert sha["volledig", "html"] == (hashlib.sha256(page).hexdigest(), len(page))
    said = db.session.query(Feit).filter_by(wat="UitgaveKlaar").one()
    assert all(code in said.zin for code, _ in sha.values())


def test_a_frozen_file_stays_the_same_while_the_book_goes_on(
    klein: Klein, config: Config, kort: list[dict[str, Any]]
) -> None:
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    with transaction() as session:
        session.get_one(Dialoog, klein.dialoog).titel = "Een heel andere titel"
        add_antwoord(session, klein.voorstel, "voorstel", "<p>Na de uitgave</p>", MARIT)
    make_next()
    assert "Een heel andere titel" not in str(kort)
    assert "Na de uitgave" not in str(kort)
    before, asked = file_of(klein, config), len(kort)
    assert [file_of(klein, config) for _ in range(3)] == [before] * 3
    assert len(kort) == asked


def test_what_the_edition_saw_of_an_answer_stays_a_revision(klein: Klein, kort: list[dict[str, Any]]) -> None:
    with transaction() as session:
        add_antwoord(session, klein.voorstel, "planning", "<p>Loopt nog</p>", MARIT, blad=Blad("blad", 1))
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    db.session.rollback()
    assert db.session.query(Antwoord).filter(Antwoord.loopt_sinds.is_not(None)).count() == 0


def test_the_next_edition_says_what_changed_since_the_last_that_counts(
    klein: Klein, kort: list[dict[str, Any]]
) -> None:
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    make_next()
    with transaction() as session:
        add_antwoord(session, klein.voorstel, "voorstel", "<p>Beter gezegd</p>", MARIT)
    freeze_uitgave(klein.dialoog, "b", ALLES, MARIT)
    kort.clear()
    make_next()
    book = kort[0]["boek"]
    assert book["vorige_uitgave"] == 1
    assert {"deel": "Voorstel 1: De bank", "zinnen": ["Het antwoord op vraag 1 is veranderd."]} in book["veranderd"]
    withdraw_uitgave(klein.dialoog, 2, "Een fout bedrag", MARIT)
    freeze_uitgave(klein.dialoog, "c", ALLES, MARIT)
    assert db.session.query(Uitgave).filter_by(nummer=3).one().inhoud["volledig"]["vorige_uitgave"] == 1


def test_a_file_that_lies_there_otherwise_is_not_given(
    klein: Klein, config: Config, kort: list[dict[str, Any]]
) -> None:
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    make_next()
    path = bestand_pad(config, hashlib.sha256(file_of(klein, config)).hexdigest())
    path.write_bytes(b"veranderd")
    with pytest.raises(NotNow, match="ligt niet meer op de server"):
        file_of(klein, config)


def test_a_failure_is_said_at_the_edition_and_tried_again_of_the_same_content(
    klein: Klein, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> bytes:
        raise WerkFailed("Het maken duurde te lang en is gestopt.", "detail")

    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    before = row_of(klein).inhoud
    monkeypatch.setattr(uitgavemaker, "run_werk", broken)
    assert make_next()
    assert (row_of(klein).staat, row_of(klein).fout) == ("mislukt", "Het maken duurde te lang en is gestopt.")
    assert not make_next()
    with pytest.raises(NotNow, match="nog niet af"):
        freeze_uitgave(klein.dialoog, "b", ALLES, MARIT)
    monkeypatch.setattr(uitgavemaker, "run_werk", lambda *_, **__: b"goed")
    retry_uitgave(klein.dialoog, 1)
    retry_uitgave(klein.dialoog, 1)
    make_next()
    assert (row_of(klein).staat, row_of(klein).fout, row_of(klein).inhoud) == ("klaar", "", before)
    assert file_of(klein, config) == b"goed"


def test_a_restart_goes_on_with_the_files_that_are_not_there_yet(
    klein: Klein, config: Config, kort: list[dict[str, Any]]
) -> None:
    freeze_uitgave(klein.dialoog, "a", Keuze(("volledig",), ("docx", "html")), MARIT)
    row = row_of(klein)
    uitgaven.begin_werk(row.id)
    uitgaven.put_bestand(row.id, "volledig", "docx", "0" * 64, 4)
    make_next()
    assert [payload["formaat"] for payload in kort] == ["html"]
    assert row_of(klein).staat == "klaar"


def test_the_server_makes_what_waits_when_it_starts_and_nothing_happens_by_itself_elsewhere(
    klein: Klein, app: Flask, kort: list[dict[str, Any]]
) -> None:
    maker = uitgavemaker.Uitgavemaker(app)
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    maker.wake()
    assert row_of(klein).staat == "wacht"
    db.session.remove()
    maker.start()
    maker.join()
    assert row_of(klein).staat == "klaar"


def test_one_that_is_taken_back_is_not_given_and_can_be_put_back_from_the_last_steps(
    klein: Klein, config: Config, kort: list[dict[str, Any]]
) -> None:
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    make_next()
    with pytest.raises(BadInput, match="waarom"):
        withdraw_uitgave(klein.dialoog, 1, "  ", MARIT)
    for _ in range(2):
        withdraw_uitgave(klein.dialoog, 1, "Een fout bedrag", MARIT)
    with pytest.raises(NotNow, match="ingetrokken"):
        file_of(klein, config)
    steps = laatste_stappen(db.session(), klein.dialoog)
    assert [(step.zin, step.waarom_niet) for step in steps[:2]] == [
        ("Themaboek: uitgave 1 ingetrokken", None),
        ("Themaboek: uitgave 1 vastgelegd", "een uitgave trekt u in bij Themaboek"),
    ]
    undo_feit(klein.dialoog, steps[0].id, MARIT)
    assert row_of(klein).staat == "klaar"
    assert file_of(klein, config)


def test_one_that_is_taken_back_while_it_is_made_is_not_made_further(
    klein: Klein, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: Any, **__: Any) -> bytes:
        withdraw_uitgave(klein.dialoog, 1, "Toch niet", MARIT)
        return b"klaar"

    monkeypatch.setattr(uitgavemaker, "run_werk", slow)
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    assert make_next()
    assert not make_next()
    assert row_of(klein).staat == "ingetrokken"
    assert {f.sha256 for f in row_of(klein).bestanden} == {""}


def test_a_rehearsal_gets_no_edition(klein: Klein) -> None:
    make_oefening(klein.dialoog)
    rehearsal = db.session.query(Dialoog).filter_by(oefening_van=klein.dialoog).one().id
    with pytest.raises(NotNow, match="oefening"):
        freeze_uitgave(rehearsal, "a", ALLES, MARIT)


# --- in the regie ---------------------------------------------------------------------------------------------


def kenmerk(page: str) -> str:
    found = re.search(r'name="kenmerk"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


def test_pressed_twice_is_one_edition_and_its_files_can_be_taken_along(
    klein: Klein, marit: FlaskClient, kort: list[dict[str, Any]]
) -> None:
    page = marit.get(ADRES).text
    assert "Er is nog geen uitgave" in page
    data = {**VORM, "kenmerk": kenmerk(page)}
    assert [marit.post(ADRES, data=data).status_code for _ in range(2)] == [303, 303]
    page = marit.get(ADRES).text
    assert "wacht op haar beurt" in page
    assert "0 van 4 bestanden klaar" in page
    assert marit.get("/regie/wijk/themaboek/uitgave-1-volledig.html").status_code == 409
    make_next()
    page = marit.get(ADRES).text
    files = re.findall(r'href="(/regie/wijk/themaboek/uitgave-1-[^"]+)"', page)
    assert len(files) == 4
    answer = marit.get(files[0])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="themaboek-wijk-uitgave-1-volledig.html"'
    assert hashlib.sha256(answer.data).hexdigest() in page
    assert marit.get("/regie/wijk/themaboek/uitgave-1-volledig.pdf").status_code == 404
    assert "Sinds uitgave 1 is er niets veranderd" in page


def test_a_choice_of_nothing_is_refused_at_its_field_and_an_unfinished_edition_is_said(
    klein: Klein, marit: FlaskClient
) -> None:
    mark = kenmerk(marit.get(ADRES).text)
    answer = marit.post(ADRES, data={"soorten": ["openbaar"], "kenmerk": mark})
    assert answer.status_code == 400
    assert "Kies er minstens één." in answer.text
    assert marit.post(ADRES, data={**VORM, "formaten": ["exe"], "kenmerk": mark}).status_code == 400
    assert marit.post(ADRES, data={**VORM, "kenmerk": mark}).status_code == 303
    again = marit.post(ADRES, data={**VORM, "kenmerk": "ander"})
    assert again.status_code == 409
    assert "Uitgave 1 is nog niet af" in again.text


def test_one_is_taken_back_with_a_reason_and_failure_says_what_to_do(
    klein: Klein, marit: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    marit.post(ADRES, data={**VORM, "kenmerk": "a"})
    monkeypatch.setattr(uitgavemaker, "run_werk", lambda *_, **__: 1 / 0)
    make_next()
    page = marit.get(ADRES).text
    assert uitgavemaker.ANDERS in page
    assert "Maak uitgave 1 opnieuw" in page
    assert marit.post(f"{ADRES}/1/opnieuw").status_code == 303
    assert "wacht op haar beurt" in marit.get(ADRES).text
    assert marit.post(f"{ADRES}/1/intrekken", data={"reden": ""}).status_code == 400
    assert marit.get(f"{ADRES}/1/intrekken").status_code == 200
    assert [marit.post(f"{ADRES}/1/intrekken", data={"reden": "Te vroeg"}).status_code for _ in range(2)] == [303, 303]
    page = marit.get(ADRES).text
    assert "Te vroeg" in page
    assert "Maak uitgave 2 definitief" in page
    assert marit.post(f"{ADRES}/1/opnieuw").status_code == 409
    assert marit.post(f"{ADRES}/7/opnieuw").status_code == 404


def test_the_edition_of_another_dialogue_is_not_there(
    klein: Klein, marit: FlaskClient, as_begeleider: Callable[[int], FlaskClient], kort: list[dict[str, Any]]
) -> None:
    marit.post(ADRES, data={**VORM, "kenmerk": "a"})
    make_next()
    other = as_begeleider(builders.make_begeleider(builders.make_dialoog("ander"), email="x@y.example"))
    assert other.get("/regie/ander/themaboek/uitgave-1-volledig.html").status_code == 404
    assert other.get("/regie/wijk/themaboek/uitgave-1-volledig.html").status_code == 404


def test_the_command_line_gives_the_frozen_bytes(klein: Klein, config: Config, kort: list[dict[str, Any]]) -> None:
    freeze_uitgave(klein.dialoog, "a", ALLES, MARIT)
    make_next()
    assert frozen_boek("wijk", 1, "openbaar", "html") == file_of(klein, config, "openbaar")


def test_a_child_leaves_no_files_behind_also_when_it_is_stopped(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with pytest.raises(WerkFailed):
        werk.run_werk({"soort": "boek", "formaat": "docx", "boek": {}}, timeout_s=0.05)
    assert list(tmp_path.iterdir()) == []
