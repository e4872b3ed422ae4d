"""Office files are zips: read one, write one with the same bytes for the same contents."""

from __future__ import annotations

import io
import zipfile

VASTE_TIJD = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes) -> dict[str, bytes]:
    """Name of each file in the zip → its bytes, in the order of the zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def pack(files: dict[str, bytes], first: str = "[Content_Types].xml") -> bytes:
    """The zip, `first` first: [Content_Types].xml as Office expects, or the mimetype of an ODT, which is not packed."""
    order = sorted(files, key=lambda name: (name != first, name))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in order:
            info = zipfile.ZipInfo(name, VASTE_TIJD)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return buffer.getvalue()
