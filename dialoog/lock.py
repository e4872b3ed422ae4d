"""One process writes in a data folder. The lock is the operating system's: it is gone with the process."""

import os
from pathlib import Path
from types import TracebackType
from typing import IO

LOCK_FILE = "server.slot"


class DataInUse(RuntimeError):
    """Another process (the server) holds this data folder."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"De map {data} is in gebruik: de server draait. "
            "Stop de server (Ctrl+C in zijn venster) en geef deze opdracht opnieuw. Er is niets veranderd."
        )


def noted(data: Path) -> str:
    """What the holder of the lock noted (the server: its address); empty without one. Writes nothing."""
    try:
        return (data / LOCK_FILE).read_text().strip()
    except OSError:
        return ""


class DataLock:
    """Held from `with` to its end. Raises DataInUse at once when somebody else holds it."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._file: IO[str] | None = None

    def __enter__(self) -> "DataLock":
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = open(self._data / LOCK_FILE, "a")
        try:
            _take(file)
        except OSError as taken:
            file.close()
            raise DataInUse(self._data) from taken
        self._file = file
        return self

    def note(self, text: str) -> None:
        """Leave a line for other processes; it goes with the lock."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.write(text)
            self._file.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None


if os.name == "nt":  # pragma: no cover - Windows knows no flock

    def _take(file: IO[str]) -> None:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]

else:

    def _take(file: IO[str]) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
