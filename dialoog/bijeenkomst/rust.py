"""A green button that has only just become another one takes no press: the second of two quick presses was meant
for the one that stood there before. The press carries the button that was seen; since when it stands there, the
server knows.

Kept in memory: what is forgotten by a restart has stood there for longer than a moment.
"""

from time import monotonic
from zlib import crc32

from flask import current_app

from dialoog.bijeenkomst.werkvorm import Knop
from dialoog.config import Config
from dialoog.errors import NotNow
from dialoog.tekst import parse_number

VELD = "groen"
"""In the address that the green button posts to."""


class TeSnel(NotNow):
    kop = "De knop is net veranderd"


def teken(bijeenkomst_id: int, knop: Knop | None) -> str:
    """The mark of the green button that is drawn now."""
    if knop is None:
        return ""
    mark = f"{bijeenkomst_id}-{crc32(f'{knop.tekst} {knop.url} {knop.waarden}'.encode()):x}"
    before = _getekend().get(bijeenkomst_id)
    if before is None or before[0] != mark:
        _getekend()[bijeenkomst_id] = (mark, monotonic())
    return mark


def refuse_te_snel(gezien: str) -> None:
    """`gezien`: the mark of the button that was pressed. Raises TeSnel."""
    settings: Config = current_app.config["DIALOOG"]
    mark, since = _getekend().get(parse_number(gezien.partition("-")[0]) or 0, ("", 0.0))
    if mark and mark == gezien and monotonic() - since < settings.rust_s:
        raise TeSnel("U drukte twee keer kort na elkaar. De tweede keer deed niets. Lees wat er nu op de knop staat.")


def _getekend() -> dict[int, tuple[str, float]]:
    """Evening → the mark that was drawn last, and since when."""
    found: dict[int, tuple[str, float]] = current_app.extensions.setdefault("dialoog_groene_knop", {})
    return found
