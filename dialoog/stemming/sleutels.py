"""The key of a round: a file beside the data folder, never in it, so that a copy of the data takes none along.

What the key does stands in docs/geheim.md: ballot = HMAC-SHA256(key, deelnemer)."""

import hmac
import os
import re
import secrets
from pathlib import Path

from flask import current_app

from dialoog.schoon import off_hub

_NAAM = re.compile(r"[0-9a-f]{32}")
_BYTES = 32


def folder() -> Path:
    """The folder of keys of the running app."""
    where: Path = current_app.config["DIALOOG"].sleutels
    return where


def make_sleutel() -> str:
    """Make a key and sync it, file and folder, to disk; returns the random name of its file.

    Call it before the transaction that opens the round: a round is never open without its key on disk."""
    name = secrets.token_hex(16)
    off_hub(_write, folder(), name, secrets.token_bytes(_BYTES))
    return name


def _write(where: Path, name: str, key: bytes) -> None:
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    where.chmod(0o700)
    handle = os.open(where / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, key)
        os.fsync(handle)
    finally:
        os.close(handle)
    _sync_folder(where)


def _sync_folder(where: Path) -> None:
    if os.name == "nt":  # pragma: no cover - Windows has no sync of a folder
        return
    handle = os.open(where, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_sleutel(name: str | None) -> bytes | None:
    """The key of a round; None when it is not there (a restored copy) or is no key.

    Raises OSError when it could not be read just now (too many open files): that is no reason to close a round."""
    if name is None or _NAAM.fullmatch(name) is None:
        return None
    try:
        key = (folder() / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        return None
    return key if len(key) == _BYTES else None


def sleutel_er(name: str | None) -> bool:
    """Whether the key of a round is there; one look at the folder, fit for a transaction."""
    return name is not None and _NAAM.fullmatch(name) is not None and (folder() / name).is_file()


def remove_sleutel(name: str | None) -> None:
    """Wipe and remove a key that is no longer needed. Not there any more: nothing happens."""
    if sleutel_er(name):
        off_hub(_remove, folder(), str(name))


def _remove(where: Path, name: str) -> None:
    try:
        with (where / name).open("r+b") as file:
            file.write(bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        (where / name).unlink()
    except FileNotFoundError:
        return
    _sync_folder(where)


def ballot_van(key: bytes, deelnemer_id: int) -> bytes:
    """The name of a person's ballot in a round: 32 bytes that nobody can make without the key."""
    return hmac.digest(key, str(deelnemer_id).encode(), "sha256")


def masker(key: bytes, ballot: bytes, versie: int) -> bool:
    """A bit that only the key knows. `klaar` is stored xor this bit: beside the names that the regie shows, the bare
    bit would point at the ballot of the one person who is not ready yet."""
    return bool(hmac.digest(key, ballot + versie.to_bytes(8, "big"), "sha256")[0] & 1)


def verborgen_versie(key: bytes, ballot: bytes, versie: int) -> int:
    """How the version of a ballot is stored: beside what another screen hears of a person (a new pass opens one), the
    bare number would point at that person's ballot."""
    return versie + _verschuiving(key, ballot)


def echte_versie(key: bytes, ballot: bytes, bewaard: int) -> int:
    """The version of a ballot, from what is stored."""
    return bewaard - _verschuiving(key, ballot)


def _verschuiving(key: bytes, ballot: bytes) -> int:
    return int.from_bytes(hmac.digest(key, b"versie" + ballot, "sha256")[:4], "big") >> 2
