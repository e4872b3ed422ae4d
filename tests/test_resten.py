"""What a killed test run leaves behind does not stay, and a test that stands still does not stop the others."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KERN, ON_BOTH
from tests.postgres import end_abandoned
from tests.resten import clear_away, is_alive, make_folder

ROOT = Path(__file__).parent.parent
STAAT_STIL = """
import threading
import pytest

@pytest.mark.parametrize("n", range(3))
def test_iets(n):
    if n == 1:
        threading.Event().wait()
"""


def child(code: str) -> str:
    """What a process says that then goes without any goodbye."""
    ends = "import os, sys; sys.stdout.flush(); os._exit(0)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ends}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_folders_of_a_run_that_is_gone_are_cleared_away_and_those_of_others_stay(tmp_path: Path) -> None:
    made = "from pathlib import Path; from tests.resten import make_folder; print(make_folder('soort', Path({!r})))"
    left = Path(child(made.format(str(tmp_path))))
    mine, other = make_folder("soort", tmp_path), tmp_path / "soort-zonder-nummer"
    other.mkdir()
    assert left.is_dir()
    assert clear_away("soort", tmp_path) == [left]
    assert sorted(tmp_path.iterdir()) == sorted([mine, other])


@pytest.mark.postgres
def test_a_postgresql_that_a_killed_run_left_is_stopped_and_its_files_go() -> None:
    said = child("from tests.postgres import Cluster; c = Cluster().__enter__(); print(c.folder)")
    left = Path(said)
    pid = int((left / "data" / "postmaster.pid").read_text().split("\n")[0])
    assert is_alive(pid)
    assert left in end_abandoned()
    assert not is_alive(pid)
    assert not left.exists()


@pytest.mark.lang  # it waits, in a process of its own
def test_a_test_that_stands_still_is_ended_and_named_and_the_others_run(tmp_path: Path) -> None:
    (tmp_path / "test_stil.py").write_text(STAAT_STIL)
    limit = ["-o", "faulthandler_exit_on_timeout=true", "-o", "faulthandler_timeout=1"]
    command = [sys.executable, "-m", "pytest", "-n", "1", "-c", "/dev/null", "--rootdir", str(tmp_path), *limit]
    done = subprocess.run(
        [*command, str(tmp_path)], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "crashed while running 'test_stil.py::test_iets[1]'" in done.stdout
    assert "1 failed, 2 passed" in done.stdout
    assert "wait" in done.stderr  # where it stood


def test_no_target_of_make_gives_a_test_for_ever() -> None:
    for line in (ROOT / "Makefile").read_text().splitlines():
        assert "$(PYTEST)" not in line or "$(LIMIT)=" in line


def test_what_make_test_tries_on_postgresql_too_is_there_and_runs_there_in_make_test_postgres() -> None:
    for name in KERN:
        assert (ROOT / "tests" / name).is_file(), name
        assert name.split("/")[0] in ON_BOTH
