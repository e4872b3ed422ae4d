"""Pictures of the begeleider: looked at, made anew, and kept under the hash of what was made.

What somebody uploads never reaches a screen. A child process (`werk.py`) reads the header first, decodes only what is a
jpg, png or webp of a sensible size, and writes a new jpg: metadata, other frames and anything behind the pixels stay
behind. Two sizes, since a hall full of phones does not need that of the beamer.
"""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dialoog.config import Config
from dialoog.errors import BadInput
from dialoog.werk import WerkBusy, WerkFailed, run_werk

MAX_BYTES = 15 * 1024 * 1024
"""Bytes of an upload: more than any phone's picture."""
MAX_PIXELS = 80_000_000
MAX_ZIJDE = 20_000
FORMATEN = ("JPEG", "PNG", "WEBP")
GROOT, KLEIN = (1920, 1080), (900, 1200)
"""Pixels of the picture on the beamer and on a phone, at most."""
NAAM = re.compile(r"[0-9a-f]{64}")
MAP = "beelden"
GEHEUGEN_MB, TIJD_S, WACHT_S = 900, 25.0, 20.0
GEEN_FOTO = "Dit bestand is geen foto die we kunnen lezen. Kies een jpg, png of webp."
TE_GROOT = "Deze foto is te groot. Kies een kleinere, of maak er een schermafdruk van."


# --- in the child process ---------------------------------------------------------------------------------------------


def werk_beeld(payload: Mapping[str, Any]) -> bytes:
    """The file at `pad`, as a new jpg that fits in `breed` x `hoog`. Raises BadInput."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(str(payload["pad"]), formats=FORMATEN) as found:
            _check_size(*found.size)
            box = (int(payload["breed"]), int(payload["hoog"]))
            found.draft("RGB", box)  # a jpg is decoded at a size near what is needed
            turned = ImageOps.exif_transpose(found)
            turned.thumbnail(box)
            return _as_jpg(turned)
    except BadInput:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise BadInput(TE_GROOT) from error
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError) as error:
        raise BadInput(GEEN_FOTO) from error


def _check_size(wide: int, high: int) -> None:
    """Before anything is decoded. Raises BadInput."""
    if wide * high > MAX_PIXELS or max(wide, high) > MAX_ZIJDE:
        raise BadInput(TE_GROOT)


def _as_jpg(picture: Any) -> bytes:
    """A new picture of the pixels alone; what was see-through becomes white."""
    from PIL import Image

    rgba = picture.convert("RGBA")
    paper = Image.new("RGB", rgba.size, "white")
    paper.paste(rgba, mask=rgba.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


# --- in the server ----------------------------------------------------------------------------------------------------


def keep_beeld(settings: Config, save: Callable[[str], Any]) -> str:
    """Make both sizes of an upload and keep them; returns the hash. `save(path)` writes what was uploaded.

    The same picture again lies there already. Raises BadInput, WerkBusy."""
    handle, path = tempfile.mkstemp(prefix="dialoog-beeld-")
    os.close(handle)
    try:
        save(path)
        if os.path.getsize(path) > MAX_BYTES:
            raise BadInput(TE_GROOT)
        large, small = (_made(path, box) for box in (GROOT, KLEIN))
    finally:
        os.unlink(path)
    naam = hashlib.sha256(large).hexdigest()
    for data, klein in ((large, False), (small, True)):
        _write(beeld_pad(settings, naam, klein=klein), data)
    return naam


def beeld_pad(settings: Config, naam: str, *, klein: bool = False) -> Path:
    """Where a picture lies. Raises ValueError for a name that is no hash."""
    if not NAAM.fullmatch(naam):
        raise ValueError(naam)
    return settings.data / MAP / f"{naam}{'-klein' if klein else ''}.jpg"


def is_er(settings: Config, naam: str) -> bool:
    """Whether a picture lies here; one of an imported file may have stayed behind."""
    return bool(NAAM.fullmatch(naam)) and beeld_pad(settings, naam).is_file()


def forget_beeld(settings: Config, naam: str) -> None:
    """Take the files of a picture away; gone already: nothing happens."""
    for klein in (False, True):
        beeld_pad(settings, naam, klein=klein).unlink(missing_ok=True)


def _made(path: str, box: tuple[int, int]) -> bytes:
    payload = {"soort": "beeld", "pad": path, "breed": box[0], "hoog": box[1]}
    try:
        return run_werk(payload, timeout_s=TIJD_S, memory_mb=GEHEUGEN_MB, wait_s=WACHT_S)
    except WerkBusy:
        raise
    except WerkFailed as error:
        raise BadInput(GEEN_FOTO if error.detail else str(error)) from error


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all; readable by this account only."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.exists():
        return
    handle, new = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    os.replace(new, path)
