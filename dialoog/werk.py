"""Heavy work in a child process: plain data on stdin, a file's bytes on stdout (`python -m dialoog.werk boek`).

typst in a greenlet stopped everybody for more than a second; here only the child is busy. The child imports neither
Flask nor the database. Whoever asks calls `run_werk`; under gevent its waiting lets others go on, since subprocess is
patched.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dialoog.errors import Refusal

TEGELIJK = 2
_plaatsen = threading.BoundedSemaphore(TEGELIJK)
WERK = {
    "boek": "dialoog.themaboek.maken:werk_boek",
    "formulier": "dialoog.themaboek.maken:werk_formulier",
    "huisstijl": "dialoog.themaboek.maken.eigen_stijl:werk_stijl",
    "beeld": "dialoog.bijeenkomst.foto:werk_beeld",
    "lijkt_op": "dialoog.idee.gelijkenis:werk_paren",
}
"""soort → module:function that takes the payload and gives the file's bytes. A room with heavy work adds its line."""

ACHTERAAN = 10
"""Niceness of a child (19 is the most): with two of them on two processors the beat of an evening waited for them."""
WEIGERING, MISLUKT = 3, 1
"""Exit codes: what was asked is not there (its sentence is on stderr), or something broke."""


class WerkFailed(Exception):
    """The file was not made. `str()` is a Dutch sentence for the person who asked; `detail` is for the log."""

    def __init__(self, tekst: str, detail: str = "") -> None:
        super().__init__(tekst)
        self.detail = detail


class WerkBusy(WerkFailed):
    """It was not its turn in time; nothing was tried."""


def run_werk(
    payload: Mapping[str, Any], timeout_s: float = 60, memory_mb: int = 1500, wait_s: float | None = None
) -> bytes:
    """The file that `payload` asks for: {"soort": "boek", "formaat": "docx", "boek": {...}, "voorstel": 2 or None}.

    At most two children run at once, a third waits at most `wait_s` (None: `timeout_s`) for its turn. `memory_mb`
    bounds each process. Raises WerkBusy, WerkFailed (too slow, too large, or refused by the work itself).
    """
    if not _plaatsen.acquire(timeout=timeout_s if wait_s is None else wait_s):
        raise WerkBusy("Er worden al twee bestanden gemaakt. Er is niets kwijt. Probeer het over een minuut opnieuw.")
    try:
        return _run_child(payload, timeout_s, memory_mb)
    finally:
        _plaatsen.release()


def _run_child(payload: Mapping[str, Any], timeout_s: float, memory_mb: int) -> bytes:
    command = [
        sys.executable,
        "-m",
        "dialoog.werk",
        str(payload.get("soort", "")),
        str(memory_mb),
        str(int(timeout_s) + 1),
    ]
    with tempfile.TemporaryDirectory(prefix="dialoog-werk-", ignore_cleanup_errors=True) as folder:
        return _communicate(command, payload, timeout_s, folder)


def _communicate(command: list[str], payload: Mapping[str, Any], timeout_s: float, folder: str) -> bytes:
    """`folder`: where the child puts what it needs for a moment; it goes with it, however the child ends."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**_environment(), "TMPDIR": folder, "TEMP": folder, "TMP": folder}, start_new_session=True,
    )  # fmt: skip
    try:
        out, err = process.communicate(json.dumps(payload).encode(), timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        raise WerkFailed("Het maken duurde te lang en is gestopt. Er is niets kwijt. Probeer het opnieuw.") from error
    finally:
        _end(process)
    message = err.decode(errors="replace").strip()
    if process.returncode == WEIGERING:
        raise WerkFailed(message.splitlines()[-1] if message else "Dit staat niet in het boek.")
    if process.returncode or not out:
        detail = f"exit {process.returncode}: {message[-4000:]}"
        raise WerkFailed("Het bestand kon niet worden gemaakt. Er is niets kwijt. Probeer het opnieuw.", detail)
    return out


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the child with pandoc below it, if it still runs; its own group, so nobody else is met."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _environment() -> dict[str, str]:
    """Only what Python and pandoc need: no secret key, no DATABASE_URL."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONHOME")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    paths = [str(Path(__file__).resolve().parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**env, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(paths)}


def _limit(memory_mb: int, cpu_s: int) -> None:
    """Memory and processor time of this process and of those it starts. Where the system has no such limits (Windows)
    the time-out of the parent is what remains."""
    try:
        import resource
    except ImportError:
        return
    for what, value in (
        (resource.RLIMIT_DATA, memory_mb * 1024 * 1024),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (limit, limit))


def _stand_back() -> None:
    """The server goes first: what an evening needs is small and soon done, a file may take a moment longer."""
    if hasattr(os, "nice"):
        os.nice(ACHTERAAN)


def main(args: list[str]) -> int:
    """`soort [memory_mb [cpu_s]]`; the payload is JSON on stdin."""
    soort = args[0] if args else ""
    if soort not in WERK:
        sys.stderr.write(f"onbekend werk: {soort}\n")
        return MISLUKT
    _stand_back()
    _limit(int(args[1]) if len(args) > 1 else 1500, int(args[2]) if len(args) > 2 else 120)
    payload = json.load(sys.stdin.buffer)
    module, function = WERK[soort].split(":")
    try:
        data: bytes = getattr(importlib.import_module(module), function)(payload)
    except Refusal as error:
        sys.stderr.write(f"{error.tekst}\n")
        return WEIGERING
    sys.stdout.buffer.write(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
