"""Folders of a test run bear the number of its process, so that the next run clears away what a killed one left."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def make_folder(soort: str, base: Path | None = None) -> Path:
    """A new folder of this process in `base` (else where temporary files go); whoever made it removes it."""
    return Path(tempfile.mkdtemp(prefix=f"{soort}-{os.getpid()}-", dir=base))


def clear_away(soort: str, base: Path | None = None, end: Callable[[Path], None] = lambda folder: None) -> list[Path]:
    """Remove the folders of this kind whose process is gone, after `end` (what still runs in it is stopped there)."""
    gone = []
    for folder in (base or Path(tempfile.gettempdir())).glob(f"{soort}-*"):
        owner = re.match(rf"{soort}-(\d+)-", folder.name)
        if owner and not is_alive(int(owner[1])):
            end(folder)
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(folder)
    return gone


def is_alive(pid: int) -> bool:
    """Whether there is such a process, whoever owns it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
