"""*Gewijzigd na akkoord*: which questions of a card were changed since the hall last answered about it, before the last
day of the eigenaren too (domein.md, step 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dialoog.voorstel import rules
from dialoog.voorstel.instemming_lezen import instemmingen
from dialoog.voorstel.instemming_stand import DELEN, KOP


@dataclass(frozen=True)
class NaAkkoord:
    """When the hall was last asked about a card and answered; `vragen`: keys of the questions that are different now,
    in their order; `kop`: title or gemeenten are."""

    gevraagd: datetime
    vragen: tuple[str, ...] = ()
    kop: bool = False

    @property
    def gewijzigd(self) -> bool:
        return bool(self.vragen) or self.kop

    @property
    def plekken(self) -> tuple[int, ...]:
        """The numbers of those questions."""
        return tuple(rules.plek_van(key) for key in self.vragen)


def vragen_van(anders: Iterable[str]) -> tuple[str, ...]:
    """Parts that differ → keys of the questions they belong to: a text, or what stands beside it. Pure."""
    places = {rules.plek_van(key) for key in anders if key in rules.SLEUTELS}
    places |= {rules.DEEL_PLEK[DELEN[key]] for key in anders if key in DELEN}
    return tuple(rules.SLEUTELS[plek - 1] for plek in sorted(places))


def na_akkoord(session: Session, dialoog_id: int) -> dict[int, NaAkkoord]:
    """voorstel (id) → what was changed since the hall last answered; cards about which it never did are absent."""
    found = {}
    for number, rows in instemmingen(session, dialoog_id).items():
        said = next((row for row in reversed(rows) if row.antwoorden), None)
        if said is not None:
            found[number] = NaAkkoord(said.gevraagd, vragen_van(said.anders), KOP in said.anders)
    return found
