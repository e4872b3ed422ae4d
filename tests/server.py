"""The server under test: a child process on a free port, as people start it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType

from tests.prefork import Started

START_S = 30.0


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`with Server(folder) as server:` runs `dialoog start`; `kill()` is the power going off, `start()` again after."""

    def __init__(
        self, folder: Path, *, port: int | None = None, host: str = "127.0.0.1", database_url: str = ""
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = port or free_port()
        self.host = host
        self.adres = f"http://{host}:{self.port}"
        self.log = folder / "server.log"
        self.env = {"DIALOOG_RUST_S": "0", **os.environ, "DATABASE_URL": database_url}  # a script presses at once
        self.process: Started | None = None

    def start(self) -> "Server":
        """Start and wait until it answers. Raises RuntimeError with its log."""
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--adres", self.adres]
        self.process = Started(["start", *self.folders(), *where], self.env, self.log)
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()}")

    def folders(self) -> list[str]:
        return ["--data", str(self.data), "--sleutels", str(self.folder / "sleutels")]

    def first_link(self) -> str:
        """The one-time link that the first start prints."""
        found = re.search(r"https?://\S+/account/\S+", self.log.read_text())
        assert found, self.log.read_text()
        return found.group(0)

    def kill(self) -> None:
        """No goodbye."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> int:
        """SIGTERM; gives the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(25)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def command(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run another `dialoog` command on the same folder."""
        name, *rest = args
        out, err = (self.folder / f"{name}-{time.monotonic_ns()}.{kind}" for kind in ("out", "err"))
        code = Started([name, *self.folders(), *rest], self.env, out, err).wait(120)
        return subprocess.CompletedProcess(list(args), code, out.read_text(), err.read_text())

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def dialoog() -> list[str]:
    """The command, by the interpreter that runs the tests."""
    return [sys.executable, "-m", "dialoog.cli"]
