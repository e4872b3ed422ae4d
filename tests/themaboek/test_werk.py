"""Heavy work is done by a child process that is bounded and fails in plain Dutch."""

import json
import subprocess
import sys
import threading

import pytest

from dialoog import werk
from dialoog.themaboek.boek import boek_to_dict
from dialoog.werk import WerkFailed, run_werk
from tests.themaboek.voorbeeld import maak_voorbeeld

BOEK = boek_to_dict(maak_voorbeeld())
VRAAG = {"soort": "boek", "formaat": "html", "boek": BOEK}


def test_the_child_gives_the_file() -> None:
    assert run_werk(VRAAG).startswith(b"<!DOCTYPE html>")


@pytest.mark.boek
@pytest.mark.parametrize(
    ("soort", "formaat", "begin"), [("boek", "docx", b"PK"), ("boek", "pdf", b"%PDF"), ("formulier", "", b"PK")]
)
def test_the_child_makes_word_and_pdf(soort: str, formaat: str, begin: bytes) -> None:
    assert run_werk({"soort": soort, "formaat": formaat, "boek": BOEK, "voorstel": 2}).startswith(begin)


def test_what_is_not_in_the_book_is_said() -> None:
    with pytest.raises(WerkFailed, match=r"^Voorstel 9 staat niet in dit boek\.$"):
        run_werk({**VRAAG, "voorstel": 9})


def test_a_broken_question_fails_in_dutch_with_the_cause_for_the_log() -> None:
    with pytest.raises(WerkFailed, match="Er is niets kwijt") as gevangen:
        run_werk({**VRAAG, "boek": {"titelblad": 3}})
    assert "boek.titelblad" in gevangen.value.detail


def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(WerkFailed, match="duurde te lang"):
        run_werk(VRAAG, timeout_s=0.01)


@pytest.mark.boek
def test_work_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(WerkFailed, match="kon niet worden gemaakt"):
        run_werk({**VRAAG, "formaat": "pdf"}, memory_mb=40)


def test_at_most_two_children_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    bezig, hoogste, slot = 0, 0, threading.Lock()
    klaar = threading.Event()

    def doe(*_: object) -> bytes:
        nonlocal bezig, hoogste
        with slot:
            bezig += 1
            hoogste = max(hoogste, bezig)
        klaar.wait(0.1)
        with slot:
            bezig -= 1
        return b"x"

    monkeypatch.setattr(werk, "_run_child", doe)
    draden = [threading.Thread(target=run_werk, args=(VRAAG,)) for _ in range(6)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert hoogste == 2


def test_the_child_knows_no_flask_no_database_and_no_secret() -> None:
    script = (
        "import sys, io, json; sys.stdin = io.TextIOWrapper(io.BytesIO(sys.stdin.buffer.read()));"
        "from dialoog.werk import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
        "main(['boek']); sys.stderr.write(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(VRAAG).encode(), capture_output=True, check=True
    )
    geladen = {naam.split(".")[0] for naam in json.loads(done.stderr)}
    assert "jinja2" in geladen
    assert geladen & {"flask", "sqlalchemy", "gevent", "socketio"} == set()


def test_the_child_gets_no_secrets_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://geheim")
    assert "DATABASE_URL" not in werk._environment()
