"""Until when eigenaren write on a card. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Dicht = Literal["", "slot", "datum"]
"""Why a card is read-only for its eigenaren: the begeleider locked it, the last day is over, or it is not."""


@dataclass(frozen=True)
class Termijn:
    """The last day for all cards of the dialogue, another one of this card, the last day after which the begeleider
    opened it again, and whether he locked it. A day counts to its end, in Dutch time (domein.md, step 8)."""

    van_dialoog: date | None = None
    van_kaart: date | None = None
    heropend: date | None = None
    op_slot: bool = False

    @property
    def uiterlijk(self) -> date | None:
        """The last day that counts here; None: no day was set."""
        return self.van_kaart or self.van_dialoog

    def voorbij(self, vandaag: date) -> bool:
        """Whether the last day is over, opened again or not."""
        return self.uiterlijk is not None and vandaag > self.uiterlijk

    def dicht(self, vandaag: date) -> Dicht:
        """Why eigenaren only read on this day. Opened again holds for the day that was over then: another day counts
        anew."""
        if self.op_slot:
            return "slot"
        return "datum" if self.voorbij(vandaag) and self.heropend != self.uiterlijk else ""

    def open(self, vandaag: date) -> tuple[bool, date | None]:
        """`op_slot` and `heropend` of a card that is open on this day."""
        return False, self.uiterlijk if self.voorbij(vandaag) else None
