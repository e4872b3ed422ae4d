"""Books that are made once per process and read by many tests."""

from functools import cache

from dialoog.themaboek.boek import Boek
from dialoog.themaboek.maken import Formaat, maak_boek
from tests.themaboek.vijandig import maak_vijandig
from tests.themaboek.voorbeeld import maak_voorbeeld


@cache
def voorbeeld() -> Boek:
    """The example of real size."""
    return maak_voorbeeld()


@cache
def vijandig() -> Boek:
    """The same with what people should not type."""
    return maak_vijandig()


@cache
def voorbeeld_als(formaat: Formaat, voorstel: int | None = None) -> bytes:
    """The example as a file."""
    return maak_boek(voorbeeld(), formaat, voorstel)


@cache
def vijandig_als(formaat: Formaat) -> bytes:
    """The hostile book as a file."""
    return maak_boek(vijandig(), formaat)
