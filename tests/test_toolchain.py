"""A bare machine is told what it needs, an install is exact, and a second run of make installs nothing."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")


def run_tool(name: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One of .ci/, with nothing on the PATH but `folder`."""
    return subprocess.run(
        ["/bin/sh", str(ROOT / ".ci" / name)],
        env={"PATH": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def put_program(folder: Path, name: str, script: str = "exit 0") -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def pins(lock: str) -> dict[str, str]:
    """Package → the version that a lock pins."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / lock).read_text(), re.MULTILINE))


def test_a_bare_machine_is_told_exactly_what_to_install(tmp_path: Path) -> None:
    result = run_tool("python", tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "apt install git make python3-venv\n"


def test_a_python_that_is_too_old_or_lacks_venv_is_not_used(tmp_path: Path) -> None:
    put_program(tmp_path, "git")
    put_program(tmp_path, "python3", "exit 1")
    assert run_tool("python", tmp_path).returncode == 1
    put_program(tmp_path, "python3.12")
    assert run_tool("python", tmp_path).stdout == "python3.12\n"


def test_a_machine_without_git_is_told_so(tmp_path: Path) -> None:
    put_program(tmp_path, "python3")
    assert "git" in run_tool("python", tmp_path).stderr


def test_the_chromium_that_was_asked_for_goes_first(tmp_path: Path) -> None:
    put_program(tmp_path, "chromium")
    put_program(tmp_path, "eigen")
    assert run_tool("chromium", tmp_path, CHROMIUM="eigen").stdout.strip() == str(tmp_path / "eigen")
    assert run_tool("chromium", tmp_path).stdout.strip() == str(tmp_path / "chromium")


def test_without_a_chromium_one_line_says_what_to_install_and_the_run_fails(tmp_path: Path) -> None:
    put_program(tmp_path, "id", "echo 1000")
    result = run_tool("chromium", tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert re.fullmatch(r".*apt install chromium.*\n", result.stderr)


def test_root_gets_a_chromium_from_apt(tmp_path: Path) -> None:
    put_program(tmp_path, "id", "echo 0")
    write = f"printf '#!/bin/sh\\n' > {tmp_path}/chromium; /bin/chmod 755 {tmp_path}/chromium"
    put_program(tmp_path, "apt-get", f'case "$*" in *install*chromium*) {write} ;; esac')
    result = run_tool("chromium", tmp_path)
    assert (result.returncode, result.stdout.strip()) == (0, str(tmp_path / "chromium"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_with_hashes_and_names_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text()
    blocks = re.split(r"\n(?=\S)", text)
    packages = [block for block in blocks if not block.startswith("#")]
    assert len(packages) > 20
    for block in packages:
        assert re.match(r"[a-z0-9-]+==\S+", block), block[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:80]
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|--trusted", text)


def test_the_two_locks_agree_and_hold_what_the_project_asks_for() -> None:
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: run[name] for name in run.keys() & dev.keys()} == {
        name: dev[name] for name in run.keys() & dev.keys()
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    names = {re.split(r"[^A-Za-z0-9-]", line)[0].lower() for line in asked}
    assert names <= run.keys()
    assert "gevent-websocket" not in run.keys() | dev.keys()


@pytest.mark.skipif(not shutil.which("make"), reason="make is how this is run")
def test_a_second_run_of_make_installs_nothing(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements-dev.in", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)

    def plan() -> str:
        command = ["make", "--no-print-directory", "-n", "lint", "demo"]
        environment = {"PATH": os.environ["PATH"]}
        return subprocess.check_output(command, cwd=tmp_path, env=environment, text=True)

    first = plan()
    assert "--require-hashes -r requirements.txt" in first
    assert "--require-hashes -r requirements-dev.txt" in first
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    for stamp in re.findall(r"touch (\.venv/\S+)", first):
        (tmp_path / stamp).touch()
    assert "install" not in plan()
    with (tmp_path / "requirements.txt").open("a") as lock:
        lock.write("# another lock\n")
    assert "--require-hashes -r requirements.txt" in plan()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return next(folder.glob("dialoog-*.whl"))


def test_the_wheel_carries_templates_static_and_migrations_inside_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(next(name for name in names if name.endswith("METADATA"))).decode()
    for folder in ("templates", "static", "migrations"):
        present = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert present, folder
        assert {f"dialoog/{name}" for name in present} <= names
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2
    assert "dialoog" in tops
    assert "License-Expression: EUPL-1.2" in metadata
    assert any(name.endswith("licenses/static/vendor/lucide/LICENSE") for name in names)


def test_an_installed_wheel_finds_its_folders_inside_the_package(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    ask = "from dialoog.assets import house_folder as f; print(f('templates'), f('static'), f('migrations'))"
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    found = subprocess.check_output([sys.executable, "-c", ask], cwd=tmp_path, env=environment, text=True)
    assert found.split() == [str(tmp_path / "dialoog" / name) for name in ("templates", "static", "migrations")]


def test_an_editable_install_is_the_work_tree_itself() -> None:
    import dialoog

    assert Path(dialoog.__path__[0]) == ROOT / "dialoog"
    for folder in ("templates", "static", "migrations"):
        assert not (ROOT / "dialoog" / folder).exists()
