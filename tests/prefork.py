"""The `dialoog` command without waiting for its imports: one process has imported everything and forks for each start.

Tests start some sixty servers and commands; importing the house again for each took a third of their time. What runs
is the same command with the same arguments; tests/cli starts it the plain way."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any


class Prefork:
    """The process that forks, as its tests see it; started when first asked, ended with the test run."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, **question: Any) -> dict[str, Any]:
        """Send one question, get its answer."""
        with self._lock:
            if self._process is None:
                command = [sys.executable, "-m", "tests.prefork"]
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
            answer: dict[str, Any] = json.loads(self._process.stdout.readline())
            return answer


_prefork = Prefork()


class Started:
    """A `dialoog` command that was started; as a Popen, as far as tests need it."""

    def __init__(self, args: list[str], env: dict[str, str], out: Path, err: Path | None = None) -> None:
        asked = {"args": args, "env": env, "cwd": os.getcwd(), "out": str(out), "err": str(err or out)}
        self.pid: int = _prefork.ask(**asked)["pid"]
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = _prefork.ask(poll=self.pid)["code"]
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Its exit code; negative: ended by that signal. Raises subprocess.TimeoutExpired."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            code = self.poll()
            if code is not None:
                return code
            time.sleep(0.02)
        raise subprocess.TimeoutExpired("dialoog", timeout)

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


# --- the process that forks -----------------------------------------------------------------------------------


def serve() -> None:
    """Answer questions from stdin until it ends: start a command, or say whether one ended."""
    from gevent import monkey

    monkey.patch_all()
    import importlib
    import importlib.util

    from dialoog import ROOMS
    from dialoog.commands import main
    from tests.sjablonen import share_compiled

    share_compiled()

    for room in ROOMS:
        for part in ("views", "werkvormen"):
            if importlib.util.find_spec(f"dialoog.{room}.{part}") is not None:
                importlib.import_module(f"dialoog.{room}.{part}")
    ended: dict[int, int] = {}
    started: list[int] = []
    for line in iter(sys.stdin.readline, ""):
        question = json.loads(line)
        if "poll" in question:
            print(json.dumps({"code": ended_code(question["poll"], ended)}), flush=True)
        else:
            started.append(fork(main, question))
            print(json.dumps({"pid": started[-1]}), flush=True)
    for pid in started:  # the tests ended, or were cut off
        if ended_code(pid, ended) is None:
            os.kill(pid, signal.SIGKILL)


def _plain(name: str) -> Any:
    """The function of `os` as it was: gevent's own would begin its loop here, and every child would inherit it."""
    from gevent import monkey

    return monkey.get_original("os", name)


def ended_code(pid: int, ended: dict[int, int]) -> int | None:
    """The exit code of a child, None while it runs."""
    if pid not in ended:
        found, status = _plain("waitpid")(pid, os.WNOHANG)
        if not found:
            return None
        ended[pid] = os.waitstatus_to_exitcode(status)
    return ended[pid]


def fork(main: Any, question: dict[str, Any]) -> int:
    """Run the command in a child with its own environment, folder and output; gives its pid."""
    pid = _plain("fork")()
    if pid:
        return pid
    code = 1
    try:
        os.environ.clear()
        os.environ.update(question["env"])
        os.chdir(question["cwd"])
        for stream, name in ((1, "out"), (2, "err")):
            file = os.open(question[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(file, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        main(question["args"], prog_name="dialoog")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return 0


if __name__ == "__main__":
    serve()
