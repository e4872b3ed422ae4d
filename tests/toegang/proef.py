"""Trying the table on an app: every check gives complaints as sentences; none means that it holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from dialoog.config import DATABASE_FILE
from dialoog.database import db, sqlite_module
from tests.bladzijde import is_exempt
from tests.toegang.rij import LOGIN, Rij, Uitkomst
from tests.toegang.rollen import ROLLEN, Bezoek
from tests.wereld import Wereld

REFUSED = (401, 403, 404, LOGIN)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Proef:
    """An app on a copy of the filled house, which is laid back after every request that wrote."""

    def __init__(self, app: Flask, wereld: Wereld, tabel: dict[str, Rij]) -> None:
        self.app, self.wereld, self.tabel = app, wereld, tabel
        self.file = app.config["DIALOOG"].data / DATABASE_FILE
        self._watch = sqlite_module.connect(str(self.file), isolation_level=None)
        self._before = sqlite_module.connect(":memory:")
        self._watch.backup(self._before)
        self._keys = keys_in(app.config["DIALOOG"].sleutels)

    def close(self) -> None:
        self._watch.close()
        self._before.close()
        with self.app.app_context():
            db.engine.dispose()

    def version(self) -> int:
        """Goes up whenever anybody else commits a change to the database."""
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """(method, route) for everything that the app answers."""
        for rule in self.app.url_map.iter_rules():
            for method in METHODS:
                if method in (rule.methods or ()):
                    yield method, rule

    def bezoek(self, toestand: str) -> Bezoek:
        return Bezoek(self.app, self.wereld, self.wereld.plekken[toestand])

    def is_command(self, rule: Rule) -> bool:
        """Whether a route is a JSON command of a phone, guarded by the Origin instead of a token."""
        return is_exempt(self.app, rule.endpoint)

    def send(self, client: FlaskClient, method: str, rule: Rule, path: str, row: Rij, **extra: Any) -> TestResponse:
        """One request as our own pages send it: a command as JSON, the rest as a form."""
        data = row.velden(self.wereld.plekken[row.toestand].waarden)
        command = self.is_command(rule) and not row.leest
        kind = "query_string" if method == "GET" else "json" if command else "data"
        extra[kind] = data
        return client.open(path, method=method, **extra)

    def restore(self) -> None:
        """Lay the house back as it was."""
        with self.app.app_context():
            db.session.remove()
        self._before.backup(self._watch)
        folder = self.app.config["DIALOOG"].sleutels
        for name in keys_in(folder).keys() - self._keys.keys():
            (folder / name).unlink()
        for name, data in self._keys.items():
            (folder / name).write_bytes(data)

    # --- the checks -----------------------------------------------------------------------------------------------

    def missing(self) -> list[str]:
        """Routes without a row, rows without a route, names in addresses that nobody knows."""
        found = {f"{method} {rule.endpoint}": rule for method, rule in self.rules()}
        said = [
            f'no row for {key} ({rule.rule}): add "{key}": regie(303), or telefoon/deelnemer/iedereen(…), to '
            "tests/toegang/tabel.py"
            for key, rule in found.items()
            if key not in self.tabel
        ]
        return said + [f"row {key} has no route (any more)" for key in self.tabel if key not in found]

    def each_role(self) -> list[str]:
        """Every route, every role: the status of the table; who is refused, and every GET, changed nothing."""
        said = []
        for method, rule in self.rules():
            row = self.tabel.get(f"{method} {rule.endpoint}")
            if row is None or row.toestand not in self.wereld.plekken:
                continue
            bezoek = self.bezoek(row.toestand)
            for rol in ROLLEN:
                said += self._one(bezoek, rol, method, rule, row)
        return said

    def _one(self, bezoek: Bezoek, rol: str, method: str, rule: Rule, row: Rij) -> list[str]:
        what = f"{method} {rule.rule} ({rule.endpoint}) as {rol}"
        try:
            path = bezoek.adres(rule, rol, **row.nummers(bezoek.plek.waarden))
        except KeyError as error:
            return [f"{what}: no value for {error} in tests/plek.py"]
        before, said = self.version(), []
        answer = self.send(bezoek.client(rol), method, rule, path, row)
        got = uitkomst(answer)
        if got != row.status[rol]:
            said.append(f"{what}: {got}, the table says {row.status[rol]}")
        if self.version() != before:
            if method == "GET" or got in REFUSED or row.leest:
                said.append(f"{what}: changed {self.changed()}")
            self.restore()
        return said

    def changed(self) -> str:
        """Which tables differ from how they were."""
        now, then = tables_of(self._watch), tables_of(self._before)
        return ", ".join(name for name in now if now[name] != then.get(name)) or "nothing that stays"

    def forms_without_token(self) -> list[str]:
        """Every form POST without its token: refused with the page that says so, nothing written."""
        return self._refusals(command=False, status=400, words="Deze bladzijde was te oud", origin="http://localhost")

    def commands_from_elsewhere(self) -> list[str]:
        """Every JSON command without an Origin, or with that of another site: refused, nothing written."""
        words = "kwam niet van onze eigen bladzijde"
        return [
            line
            for origin in (None, "http://localhost.elders.example", "null")
            for line in self._refusals(command=True, status=403, words=words, origin=origin)
        ]

    def _refusals(self, *, command: bool, status: int, words: str, origin: str | None) -> list[str]:
        said, tried = [], 0
        for method, rule in self.rules():
            row = self.tabel.get(f"{method} {rule.endpoint}")
            if method != "POST" or self.is_command(rule) is not command or row is None or row.leest:
                continue
            if row.toestand not in self.wereld.plekken:
                continue
            tried += 1
            bezoek = self.bezoek(row.toestand)
            rol = max(ROLLEN, key=lambda one: (row.status[one] not in REFUSED, one == "eigenaar"))
            client, before = bezoek.client(rol), self.version()
            client.environ_base.pop("HTTP_ORIGIN", None)
            headers = {"Origin": origin} if origin else {}
            answer = self.send(
                client, method, rule, bezoek.adres(rule, rol, **row.nummers(bezoek.plek.waarden)), row, headers=headers
            )
            if answer.status_code != status or words not in answer.get_data(as_text=True):
                said.append(f"{rule.rule} ({rule.endpoint}) as {rol}, Origin {origin}: {answer.status_code}")
            if self.version() != before:
                said.append(f"{rule.rule} ({rule.endpoint}) wrote {self.changed()}")
                self.restore()
        return said if tried else ["nothing was tried"]

    def huge_numbers(self) -> list[str]:
        """A number that no database can hold, in an address or in what is sent: not found, or read as wrong."""
        said = []
        for method, rule in self.rules():
            row = self.tabel.get(f"{method} {rule.endpoint}")
            if row is None or row.toestand not in self.wereld.plekken or row.maakt:
                continue
            bezoek = self.bezoek(row.toestand)
            rol = max(ROLLEN, key=lambda one: (row.status[one] not in REFUSED, one == "eigenaar"))
            waarden = bezoek.plek.waarden
            huge = Rij(row.status, row.toestand, dict.fromkeys((*row.data, "versie", "gezien", "deelvragen"), 2**70))
            path = bezoek.adres(rule, rol, **row.nummers(waarden))
            tries = [(path, huge)]
            numbers = [naam for naam in rule.arguments if naam.endswith("_id")]
            tries += [(path.replace(f"/{waarden[naam]}", f"/{2**70}"), row) for naam in numbers]
            before = self.version()
            for where, what in tries:
                status = self.send(bezoek.client(rol), method, rule, where, what).status_code
                if status >= 500:
                    said.append(f"{method} {where}: {status}")
            if self.version() != before:
                self.restore()
        return said

    def wrong_methods(self) -> list[str]:
        """A method that an address does not offer is refused; reading one that takes forms leads to the page above."""
        bezoek, said = self.bezoek("belangen"), []
        client = bezoek.client("begeleider")
        offered: dict[str, set[str]] = {}
        for _, rule in self.rules():
            row = next(
                (self.tabel[f"{m} {rule.endpoint}"] for m in METHODS if f"{m} {rule.endpoint}" in self.tabel), None
            )
            if row is None or row.toestand not in self.wereld.plekken:
                continue
            path = self.bezoek(row.toestand).adres(rule, "begeleider", token="x")
            offered.setdefault(path, set()).update(rule.methods or ())
        for path, methods in offered.items():
            for method in METHODS:
                if method in methods:
                    continue
                status = client.open(path, method=method).status_code
                if status not in (308, 405) and (method, status) != ("GET", 303):  # 308: to the same with a slash
                    said.append(f"{method} {path}: {status}")
        return said

    def strange_numbers(self) -> list[str]:
        """In one's own dialogue, each number in turn that of another dialogue: nothing to read, nothing written."""
        said = []
        for method, rule in self.rules():
            row = self.tabel.get(f"{method} {rule.endpoint}")
            if row is None or "korte_naam" not in rule.arguments or row.toestand not in self.wereld.plekken:
                continue
            bezoek = self.bezoek(row.toestand)
            rol = "begeleider" if rule.rule.startswith("/regie") else "eigenaar"
            strange = self.wereld.ander.waarden
            for naam in rule.arguments - {"korte_naam"}:
                if not naam.endswith("_id") or strange.get(naam) is None:
                    continue
                before = self.version()
                path = bezoek.adres(rule, rol, **row.nummers(bezoek.plek.waarden) | {naam: strange[naam]})
                answer = self.send(bezoek.client(rol), method, rule, path, row)
                if answer.status_code not in (403, 404) and (method == "GET" or answer.status_code == 200):
                    said.append(f"{method} {rule.rule} with a {naam} of another dialogue: {answer.status_code}")
                if self.version() != before:
                    said.append(f"{method} {rule.rule} with a {naam} of another dialogue wrote {self.changed()}")
                    self.restore()
        return said


def uitkomst(answer: TestResponse) -> Uitkomst:
    """The status, or LOGIN for a way to the login page."""
    to_login = answer.status_code == 302 and answer.location.startswith("/inloggen")
    return LOGIN if to_login else answer.status_code


def keys_in(folder: Path) -> dict[str, bytes]:
    """The key files by name."""
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.is_dir() else {}


def tables_of(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
