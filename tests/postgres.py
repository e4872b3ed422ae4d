"""A PostgreSQL of its own for the tests: a temporary cluster on a Unix socket, gone afterwards."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql
from sqlalchemy import Engine, MetaData

from tests.resten import clear_away, is_alive, make_folder

SOORT = "dialoog-pg"
MEMORY = Path("/dev/shm")
BASE = MEMORY if os.access(MEMORY, os.W_OK) else None
OPTIONS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
START_S = 30
END_S = 5


def find_bin() -> Path | None:
    """Where `initdb` and `pg_ctl` are: the newest of Debian's, else on the PATH; None without a PostgreSQL server."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    on_path = shutil.which("initdb")
    found = debian[-1] if debian else Path(on_path) if on_path else None
    return found.parent if found and (found.parent / "pg_ctl").exists() else None


def _runuser() -> str:
    """A PATH may leave out where the programs of root are."""
    places = (os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin")
    return shutil.which("runuser", path=os.pathsep.join(places)) or "runuser"


class Cluster:
    """`with Cluster() as cluster: cluster.url("naam")` is an SQLAlchemy URL of a new, empty database."""

    def __init__(self, options: Iterable[str] = OPTIONS) -> None:
        found = find_bin()
        if found is None:
            raise RuntimeError("no PostgreSQL server: make test-postgres installs one")
        self._bin = found
        self._options = tuple(options)
        self.folder = make_folder(SOORT, BASE)
        self.data = self.folder / "data"
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")

    def __enter__(self) -> "Cluster":
        self._run("initdb", "-D", self.data, "-U", "dialoog", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        chosen = " ".join(f"-c {option}" for option in self._options)
        log = self.folder / "log"
        self._run(
            "pg_ctl", "-D", self.data, "-l", log, "-w", "-t", START_S, "-o", f"-k {self.folder} {chosen}", "start"
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str, template: str = "template0") -> str:
        """Make a database, empty or a copy of another, and give its URL."""
        with psycopg.connect(host=str(self.folder), user="dialoog", dbname="postgres", autocommit=True) as connection:
            names = [sql.Identifier(name), sql.Identifier(template)]
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql+psycopg://dialoog@/{name}?host={self.folder}"

    def _run(self, program: str, *args: object) -> None:
        """Run as who may: as root through `runuser`. Raises RuntimeError with what it said."""
        command = [str(self._bin / program), *map(str, args)]
        if os.geteuid() == 0:
            command = [_runuser(), "-u", "postgres", "--", *command]
        # Into a file: the server that pg_ctl starts keeps the stream open.
        said = self.folder / "said"
        with said.open("w") as out:
            done = subprocess.run(command, stdout=out, stderr=out, cwd=self.folder, timeout=120, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {said.read_text()}")


def end_abandoned() -> list[Path]:
    """Stop the clusters of test runs that were killed, and remove what they wrote; gives their folders."""
    return clear_away(SOORT, BASE, _stop)


def _stop(folder: Path) -> None:
    """End the server of this folder, if it is still one."""
    try:
        pid = int((folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        if str(folder).encode() not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return
        os.kill(pid, signal.SIGQUIT)
    except (OSError, ValueError):
        return
    deadline = time.monotonic() + END_S
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)


def empty(engine: Engine, metadata: MetaData) -> None:
    """Take all rows away and let numbers begin anew; much quicker than TRUNCATE or a new database."""
    tables = "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica; {tables}")
        connection.exec_driver_sql(
            "SELECT setval(seqrelid, 1, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL"
        )
