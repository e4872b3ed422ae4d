"""The house keeps its two floors: each import contract refuses what it was written against."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
ROOMS = ["verslag", "opgave", "begeleider", "deelnemer", "bijeenkomst"]
ROOMS += ["idee", "stemming", "voorstel", "themaboek"]
FILES = ("models", "rules", "facts", "errors", "queries", "service", "forms", "views", "werkvormen")
Plant = Callable[[str, str], subprocess.CompletedProcess[str]]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """An empty house of the same shape; one line is planted before the contracts are read over it."""
    house = tmp_path / "dialoog"
    for room in (*ROOMS, "live", "overdracht", "demo", "simulatie"):
        (house / room).mkdir(parents=True)
        for name in ("__init__", *FILES):
            (house / room / f"{name}.py").write_text("")
    for name in ("__init__", "database", "errors", "klok", "config", "access", "web", "cli"):
        (house / f"{name}.py").write_text("")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    def run(file: str, line: str) -> subprocess.CompletedProcess[str]:
        (house / file).write_text(line + "\n")
        return subprocess.run(LINT, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("stemming/service.py", "from dialoog.idee import queries"),
        ("stemming/views.py", "from dialoog.voorstel import queries"),
        ("idee/werkvormen.py", "from dialoog.stemming import service"),
        ("opgave/service.py", "from dialoog.begeleider import queries"),
        ("idee/views.py", "from dialoog import access"),
        ("idee/service.py", "from dialoog.idee import rules, models"),
        ("idee/views.py", "from dialoog import csrf"),
        ("stemming/rules.py", "from dialoog.idee import rules, facts"),
        ("stemming/errors.py", "from dialoog.errors import x"),
        ("idee/facts.py", "import dataclasses"),
        ("__init__.py", "from dialoog.live import channel"),
        ("simulatie/service.py", "from dialoog.voorstel import views"),
    ],
)
def test_an_import_that_goes_down_the_street_is_welcome(plant: Plant, file: str, line: str) -> None:
    result = plant(file, line)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("idee/service.py", "from dialoog.stemming import service", "one-way street"),
        ("opgave/models.py", "from dialoog.deelnemer import models", "one-way street"),
        ("verslag/service.py", "from dialoog.opgave import queries", "one-way street"),
        ("deelnemer/aanmelding.py", "from dialoog.bijeenkomst import models", "one-way street"),
        ("idee/service.py", "from dialoog.idee import views", "looks up"),
        ("stemming/queries.py", "from dialoog.idee import forms", "looks up"),
        ("stemming/service.py", "from dialoog.stemming import werkvormen", "looks up"),
        ("verslag/service.py", "from dialoog import access", "looks up"),
        ("stemming/ronde.py", "from dialoog.overdracht import service", "looks up"),
        ("database.py", "from dialoog.live import rules", "looks up"),
        ("stemming/views.py", "from dialoog.live import service", "except create_app"),
        ("stemming/views.py", "from dialoog import live", "except create_app"),
        ("idee/rules.py", "import flask", "are pure"),
        ("idee/facts.py", "from sqlalchemy.orm import Session", "are pure"),
        ("idee/errors.py", "from dialoog import klok", "are pure"),
        ("idee/rules.py", "from dialoog.idee import models", "are pure"),
        ("errors.py", "from dialoog import database", "are pure"),
    ],
)
def test_an_import_against_the_street_is_refused(plant: Plant, file: str, line: str, contract: str) -> None:
    result = plant(file, line)
    assert result.returncode == 1, result.stdout
    broken = [row for row in result.stdout.splitlines() if row.rstrip().endswith("BROKEN")]
    assert any(contract in row for row in broken), result.stdout
