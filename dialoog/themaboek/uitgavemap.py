"""The files of frozen editions in the data folder, each under the SHA-256 of what is in it. None is written twice."""

import hashlib
import os
import tempfile
from pathlib import Path

import gevent
from gevent import monkey

from dialoog.config import Config

MAP = "uitgaven"


def keep_bestand(settings: Config, data: bytes) -> str:
    """Keep these bytes, whole or not at all and on the disk itself; returns their SHA-256 (hexadecimal)."""
    sha = hashlib.sha256(data).hexdigest()
    path = bestand_pad(settings, sha)
    if read_bestand(settings, sha) is None:
        if monkey.is_module_patched("threading"):  # a slow disk stops nobody
            gevent.get_hub().threadpool.apply(_write, (path, data))
        else:
            _write(path, data)
    return sha


def read_bestand(settings: Config, sha: str) -> bytes | None:
    """The bytes with this SHA-256; None where they do not lie here, or are no longer the same."""
    try:
        data = bestand_pad(settings, sha).read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha else None


def bestand_pad(settings: Config, sha: str) -> Path:
    """Where a file lies, or would."""
    return settings.data / MAP / sha


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, half = tempfile.mkstemp(prefix=".half-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(half, path)
    finally:
        Path(half).unlink(missing_ok=True)
