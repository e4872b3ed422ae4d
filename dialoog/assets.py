"""Static files: an address with the hash of the whole folder, kept by browsers for ever; style sheets joined, text
compressed once per start. A phone with one bar of signal fetches few and small files."""

import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory
from flask.typing import ResponseReturnValue

_IMPORT = re.compile(r'^@import url\("([\w/.-]+)"\);\n', re.MULTILINE)
TEXT = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=4)
def house_folder(name: str) -> Path:
    """`templates`, `static` or `migrations`: beside the package, or inside it (an installed wheel)."""
    package = Path(__file__).resolve().parent
    beside = package.parent / name
    return beside if beside.is_dir() and (package.parent / "pyproject.toml").exists() else package / name


@lru_cache(maxsize=4)
def static_hash(folder: Path) -> str:
    """A short hash over the whole static folder: the address changes when a file does."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def static_url(path: str) -> str:
    """Address of a static file, fit to be cached for ever."""
    return f"/static/{static_hash(house_folder('static'))}/{path}"


def joined(file: Path) -> str:
    """A style sheet with its imports in their place (files of the folder `css`, whose addresses stay valid)."""
    return _IMPORT.sub(lambda found: joined(file.parent / found.group(1)), file.read_text())


@lru_cache(maxsize=256)
def packed(file: Path, _version: str) -> bytes:
    """A text file as it goes over the line. `_version` is the hash of the folder."""
    text = joined(file) if file.name.endswith("-alles.css") else file.read_text()
    return gzip.compress(text.encode(), 9, mtime=0)


def serve(versie: str, bestand: str) -> ResponseReturnValue:
    """A static file; compressed for who takes that (all browsers)."""
    folder = house_folder("static")
    if "\0" in bestand:
        abort(404)
    file = (folder / bestand).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        abort(404)
    if file.suffix in TEXT and "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = Response(packed(file, static_hash(folder)), content_type=f"{TEXT[file.suffix]}; charset=utf-8")
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Vary"] = "Accept-Encoding"
    else:
        answer = send_from_directory(folder, bestand)
    answer.headers["Cache-Control"] = FOR_EVER if versie == static_hash(folder) else "no-cache"
    return answer


def init_app(app: Flask) -> None:
    """Serve the static folder."""
    app.add_url_rule("/static/<versie>/<path:bestand>", "static_bestand", serve)
    app.jinja_env.globals["static_url"] = static_url
