"""What happens around the people who guide, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BegeleiderErbij(Fact):
    """Somebody guides this dialogue from now on."""

    naam: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.naam} begeleidt deze dialoog ook"
