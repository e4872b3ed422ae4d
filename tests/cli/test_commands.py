"""The `dialoog` command: what it makes, lists, refuses, and how it says so."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dialoog import create_app
from dialoog.begeleider import rules
from dialoog.begeleider.links import read
from dialoog.commands import main
from dialoog.commands.basis import MERK
from dialoog.commands.demo import MAPPEN, prepare
from dialoog.commands.server import addresses
from dialoog.config import DATABASE_FILE, Config
from dialoog.lock import DataLock
from dialoog.upgrade import is_current
from tests.builders import make_begeleider, make_dialoog


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "var"


def run(data: Path, *args: str) -> Result:
    """Run a command on a data folder, as somebody types it."""
    return CliRunner().invoke(main, [args[0], "--data", str(data), *args[1:]])


def config(data: Path) -> Config:
    return Config(data=data, sleutels=data.with_name("var-sleutels"), testing=True)


def filled(data: Path, migrated: Path) -> None:
    """A database with three dialogues and an account."""
    data.mkdir()
    shutil.copy(migrated, data / DATABASE_FILE)
    with create_app(config(data)).app_context():
        make_begeleider(make_dialoog("wijk", titel="In de wijk"))
        make_dialoog("werk", titel="Aan het werk", staat="afgerond")
        make_dialoog("wonen", titel="Wonen", staat="bezig")


def test_a_database_is_made_where_there_is_none_and_it_says_so(data: Path) -> None:
    first, second = run(data, "lijst", "--json"), run(data, "lijst", "--json")
    assert json.loads(first.stdout) == {"dialogen": []}
    assert "Nieuwe database gemaakt" in first.stderr
    assert second.stderr == ""
    assert is_current(create_app(config(data)))


def test_only_who_makes_the_data_folder_can_look_into_it(data: Path) -> None:
    run(data, "lijst")
    assert data.stat().st_mode & 0o777 == 0o700


def test_ones_own_dialogues_never_lie_in_the_folder_of_the_demo(data: Path) -> None:
    data.mkdir()
    (data / MERK).write_text("klaar")
    refused = run(data, "start")
    assert refused.exit_code == 1
    assert "staat de demo" in refused.stderr
    assert [file.name for file in data.iterdir()] == [MERK]


def test_the_list_has_the_finished_ones_first(data: Path, migrated: Path) -> None:
    filled(data, migrated)
    rows = json.loads(run(data, "lijst", "--json").stdout)["dialogen"]
    assert rows == [
        {"korte_naam": "werk", "titel": "Aan het werk", "staat": "afgerond"},
        {"korte_naam": "wonen", "titel": "Wonen", "staat": "bezig"},
        {"korte_naam": "wijk", "titel": "In de wijk", "staat": "voorbereiding"},
    ]
    assert run(data, "lijst").stdout.splitlines()[0].split() == ["werk", "afgerond", "Aan", "het", "werk"]


def test_a_link_writes_nothing_and_works_while_the_server_runs(data: Path, migrated: Path) -> None:
    filled(data, migrated)
    with DataLock(data) as lock:
        lock.note("http://192.168.1.5:8123")
        result = run(data, "begeleider-link", "Samir@streek.example", "--dialoog", "wijk")
    url = result.stdout.strip()
    assert url.startswith("http://192.168.1.5:8123/account/")
    link = read(config(data).secret_key, url.rsplit("/", 1)[1])
    assert (link.doel, link.email) == (rules.ACCOUNT, "samir@streek.example")
    with sqlite3.connect(data / DATABASE_FILE) as kept:
        assert kept.execute("SELECT count(*) FROM gebruikte_link").fetchone() == (0,)
        assert kept.execute("SELECT id FROM dialoog WHERE korte_naam = 'wijk'").fetchone() == (link.dialoog,)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("begeleider-link", "samir"), "geen e-mailadres"),
        (("begeleider-link", "a@b.example", "--dialoog", "niets"), "geen dialoog met de korte naam niets"),
        (("exporteer", "niets", "-o", "uit.json"), "niets"),
        (("importeer", "bestaat-niet.json"), "bestaat-niet.json"),
    ],
)
def test_what_a_user_can_mend_is_one_sentence_without_a_traceback(
    data: Path, migrated: Path, args: tuple[str, ...], said: str
) -> None:
    filled(data, migrated)
    result = run(data, *args)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["lijst", "--bestaat-niet"], "De optie --bestaat-niet bestaat hier niet."),
        (["exporteer"], "Er mist iets: KORTE_NAAM."),
        (["start", "--port", "hoog"], "Dit past niet bij --port."),
        (["bestaat-niet"], "Deze opdracht kennen we zo niet."),
    ],
)
def test_a_mistyped_command_is_explained_in_dutch(args: list[str], said: str) -> None:
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)


def test_a_command_that_writes_refuses_while_the_server_runs(data: Path, migrated: Path, tmp_path: Path) -> None:
    filled(data, migrated)
    file = tmp_path / "in.json"
    file.write_text(json.dumps({"dialoog": "uitwisselbestand/1", "titel": "Nieuw"}))
    with DataLock(data):
        held = run(data, "importeer", str(file))
        assert run(data, "lijst").exit_code == 0
    assert held.exit_code == 1
    assert "Stop de server" in held.stderr
    assert run(data, "importeer", str(file)).exit_code == 0
    assert len(json.loads(run(data, "lijst", "--json").stdout)["dialogen"]) == 4


def test_an_older_database_is_copied_and_migrated_and_every_row_is_kept(data: Path) -> None:
    from flask_migrate import upgrade

    data.mkdir()
    app = create_app(config(data))
    with app.app_context():
        upgrade(revision="0003_deelnemer")
    with sqlite3.connect(data / DATABASE_FILE) as old:
        old.execute(
            "INSERT INTO begeleider (naam, email, wachtwoord, sleutelversie, gemaakt) "
            "VALUES ('M', 'm@s', '-', 1, '2026-01-01')"
        )
    result = run(data, "lijst")
    assert result.exit_code == 0, result.stderr
    assert "bijgewerkt" in result.stderr
    [copy] = data.glob(f"{DATABASE_FILE}.voor-*")
    assert str(copy) in result.stderr
    for file in (copy, data / DATABASE_FILE):
        with sqlite3.connect(file) as kept:
            assert kept.execute("SELECT naam FROM begeleider").fetchall() == [("M",)]
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003_deelnemer",)]


def test_a_database_of_something_else_or_of_a_newer_edition_is_left_alone(data: Path, migrated: Path) -> None:
    data.mkdir()
    with sqlite3.connect(data / DATABASE_FILE) as other:
        other.execute("CREATE TABLE recept (naam TEXT)")
    result = run(data, "lijst")
    assert (result.exit_code, "niet van Dialoog" in result.stderr) == (1, True)
    shutil.copy(migrated, data / DATABASE_FILE)
    with sqlite3.connect(data / DATABASE_FILE) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999_later'")
    result = run(data, "lijst")
    assert (result.exit_code, "nieuwere versie" in result.stderr) == (1, True)
    assert list(data.glob("*.voor-*")) == []


def test_a_demo_refuses_a_folder_with_something_else(data: Path, migrated: Path) -> None:
    filled(data, migrated)
    result = run(data, "demo", "--opnieuw")
    assert result.exit_code == 1
    assert "iets anders dan een demo" in result.stderr
    assert len(json.loads(run(data, "lijst", "--json").stdout)["dialogen"]) == 3


def test_a_demo_knows_the_folders_that_are_left_in_it_and_empties_them(data: Path) -> None:
    config = Config(data, data.with_name("sleutels"))
    for name in MAPPEN:
        (data / name).mkdir(parents=True)
        (data / name / "iets").write_bytes(b"x")
    (data / MERK).write_text("klaar")
    prepare(config, opnieuw=False)
    assert (data / "uitgaven" / "iets").exists()
    prepare(config, opnieuw=True)
    assert not any((data / name).exists() for name in MAPPEN)


def test_a_demo_refuses_a_folder_with_a_strange_file(data: Path) -> None:
    data.mkdir()
    (data / "vakantie.jpg").write_bytes(b"x")
    result = run(data, "demo")
    assert (result.exit_code, "vakantie.jpg" in result.stderr) == (1, True)
    assert (data / "vakantie.jpg").exists()


def test_an_address_for_phones_is_never_empty() -> None:
    assert addresses("127.0.0.1", 8123) == ["http://127.0.0.1:8123"]
    assert addresses("::1", 8123) == ["http://[::1]:8123"]
    assert all(url.endswith(":8123") and "0.0.0.0" not in url for url in addresses("0.0.0.0", 8123))
