"""Own looks of the Word book: a reference.docx of the dialogue, or one for the whole server, in the data folder."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dialoog.config import Config
from dialoog.database import transaction
from dialoog.errors import BadInput
from dialoog.themaboek.facts import HuisstijlGekozen
from dialoog.verslag.service import announce
from dialoog.werk import WerkBusy, WerkFailed, run_werk

MAP = "huisstijl"
VOOR_ALLEN = "reference.docx"
WACHT_S = 15.0


def eigen_pad(settings: Config, dialoog_id: int) -> Path:
    """Where the looks of one dialogue lie, or would."""
    return settings.data / MAP / f"dialoog-{dialoog_id}.docx"


def find_huisstijl(settings: Config, dialoog_id: int) -> Path | None:
    """The looks that count: of the dialogue, else of the whole server, else None (ours)."""
    for path in (eigen_pad(settings, dialoog_id), settings.data / MAP / VOOR_ALLEN):
        if path.is_file():
            return path
    return None


def pad_voor_werk(settings: Config, dialoog_id: int) -> str | None:
    """The same for the child that makes the file: a whole path as text."""
    path = find_huisstijl(settings, dialoog_id)
    return None if path is None else str(path.resolve())


def keep_huisstijl(settings: Config, dialoog_id: int, save: Callable[[str], Any], wie: str) -> None:
    """Look at an upload and keep it for this dialogue (use case); `save(path)` writes what was uploaded.

    Raises BadInput (what is wrong with the file), WerkBusy, WerkFailed; then nothing has changed."""
    path = eigen_pad(settings, dialoog_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(prefix=".half-", dir=path.parent)
    os.close(handle)
    try:
        save(half)
        _look(half)
        os.replace(half, path)
    finally:
        Path(half).unlink(missing_ok=True)
    _say(dialoog_id, wie, eigen=True)


def drop_huisstijl(settings: Config, dialoog_id: int, wie: str) -> None:
    """Back to the looks of the server or of the app (use case); a second time changes nothing."""
    if eigen_pad(settings, dialoog_id).is_file():
        forget_huisstijl(settings, dialoog_id)
        _say(dialoog_id, wie, eigen=False)


def forget_huisstijl(settings: Config, dialoog_id: int) -> None:
    """Take the file of a dialogue away, without a word."""
    eigen_pad(settings, dialoog_id).unlink(missing_ok=True)


def _say(dialoog_id: int, wie: str, *, eigen: bool) -> None:
    with transaction() as session:
        announce(session, HuisstijlGekozen(dialoog=dialoog_id, wie=wie, waarop="boek:huisstijl", eigen=eigen))


def _look(path: str) -> None:
    """In the child process, where a bad file harms nobody."""
    try:
        run_werk({"soort": "huisstijl", "pad": path}, timeout_s=20, memory_mb=400, wait_s=WACHT_S)
    except WerkBusy:
        raise
    except WerkFailed as error:
        if error.detail:
            raise
        raise BadInput(str(error)) from error
