"""`make faults`: plant each bug in a copy of the project and name the test that finds it.

The first lines of a patch say which promise it breaks, and the files whose tests (those of `make test`) keep it:

    Wat: somebody with five stickers puts a sixth
    Tests: tests/stemming/test_rules.py

A name on the command line plants only that one; a part of a name, those that have it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PARTS = ("dialoog", "templates", "static", "migrations", "tests", "pyproject.toml")
"""What the tests of a bug may need. Compiled files go along: they are as old as their source, and save seconds."""
MINUTES = 10


class Onbruikbaar(Exception):
    """A patch that cannot be planted, or tests that cannot say anything about it."""


@dataclass(frozen=True)
class Fout:
    """A planted bug: `wat` it breaks, and the `tests` (files) that must find it."""

    naam: str
    wat: str
    tests: tuple[str, ...]
    patch: Path


def fouten(woord: str = "") -> list[Fout]:
    """All of them whose name has this word, by name. Raises Onbruikbaar for one without its two lines."""
    return [read(path) for path in sorted(HERE.glob("*.patch")) if woord in path.stem]


def read(path: Path) -> Fout:
    """One patch. Raises Onbruikbaar."""
    head = dict(re.findall(r"^(Wat|Tests): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    if set(head) != {"Wat", "Tests"}:
        raise Onbruikbaar(f"{path.name}: the lines 'Wat:' and 'Tests:' come first")
    return Fout(path.stem, head["Wat"], tuple(head["Tests"].split()), path)


def apply(patch: Path, folder: Path, *how: str) -> None:
    """`git apply` in a folder. Raises Onbruikbaar when it does not fit.

    Whatever repository lies around is put out of sight: below the top of one, git leaves out files unsaid."""
    done = subprocess.run(
        ["git", "apply", *how, str(patch)],
        cwd=folder,
        env={**os.environ, "GIT_DIR": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Onbruikbaar(f"{patch.name} does not fit the code of today:\n{done.stderr.strip()}")


@contextmanager
def copy_of_project() -> Iterator[Path]:
    """A copy to spoil."""
    with TemporaryDirectory(prefix="dialoog-fout-") as name:
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, Path(name) / part)
            else:
                shutil.copy2(ROOT / part, Path(name) / part)
        yield Path(name)


def first_failure(folder: Path, tests: Iterable[str]) -> str | None:
    """The first test that fails in this copy; None: all pass. Raises Onbruikbaar when they did not run."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--tb=line", "-m", "not lang"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={folder / 'tmp'}", *tests],
        cwd=folder,
        env=plain,  # a worker of pytest-xdist would share what it made with its copies
        capture_output=True,
        text=True,
        timeout=MINUTES * 60,
        check=False,
    )
    found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.MULTILINE)
    if done.returncode not in (0, 1) or (done.returncode == 1) != bool(found):
        raise Onbruikbaar(f"the tests did not run:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return found.group(1) if found else None


def find(fout: Fout) -> str | None:
    """The first test that fails with the bug in it; None: nothing noticed. Raises Onbruikbaar."""
    with copy_of_project() as folder:
        apply(fout.patch, folder)
        return first_failure(folder, fout.tests)


def check_sound(chosen: Iterable[Fout]) -> None:
    """Without a bug all these tests pass: else a failure says nothing. Raises Onbruikbaar."""
    with copy_of_project() as folder:
        failed = first_failure(folder, dict.fromkeys(test for fout in chosen for test in fout.tests))
    if failed:
        raise Onbruikbaar(f"{failed} fails without any bug planted")


def report(fout: Fout) -> bool:
    """Print what came of it; whether it was found."""
    try:
        test = find(fout)
        print(f"{fout.naam}: {fout.wat}\n    {f'found by {test}' if test else 'NOT FOUND'}", flush=True)
    except Onbruikbaar as error:
        print(f"{fout.naam}: {error}", flush=True)
        return False
    return test is not None


def main() -> int:
    """0 when every bug was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fouten", description=__doc__)
    parser.add_argument("woord", nargs="?", default="", help="only bugs with this in their name")
    chosen = fouten(parser.parse_args().woord)
    if not chosen:
        parser.error("no planted bug has this in its name")
    try:
        check_sound(chosen)
    except Onbruikbaar as error:
        print(error)
        return 1
    found = [report(fout) for fout in chosen]
    print(f"{sum(found)} of {len(found)} planted bugs found")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
