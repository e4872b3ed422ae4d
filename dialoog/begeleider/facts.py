"""What happens around the people who guide, for the record."""

from dataclasses import dataclass
from typing import ClassVar

from dialoog.verslag.facts import Fact


@dataclass(frozen=True)
class InlogVoorbij:
    """A login of a begeleider is over (`inlog` None: all that there were): its screens hear no more. Not a fact: it is
    of no dialogue and is not stored."""

    begeleider: int
    inlog: str | None = None


@dataclass(frozen=True, kw_only=True)
class BegeleiderErbij(Fact):
    """Somebody guides this dialogue from now on."""

    naam: str

    in_stappen: ClassVar[bool] = False

    def zin(self) -> str:
        return f"{self.naam} begeleidt deze dialoog ook"
