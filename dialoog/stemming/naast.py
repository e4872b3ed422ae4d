"""Two rounds beside each other after *opnieuw stemmen*: what moved. The former one counts no more; its numbers stay."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.stemming.models import Stemronde
from dialoog.stemming.queries import Uitslag, UitslagRij, uitslag_van


@dataclass(frozen=True)
class NaastRij:
    """An idea in two rounds; `toen` or `nu` is None where it was not on that list."""

    nummer: int
    titel: str
    kleur: str | None
    toen: UitslagRij | None
    nu: UitslagRij | None

    @property
    def beweging(self) -> str:
        """`omhoog`, `omlaag`, `gelijk`, `nieuw` or `weg`: by its place, since the rounds may differ in stickers."""
        if self.toen is None:
            return "nieuw"
        if self.nu is None:
            return "weg"
        step = self.toen.plaats - self.nu.plaats
        return "omhoog" if step > 0 else "omlaag" if step < 0 else "gelijk"

    @property
    def woorden(self) -> str:
        """The same, for people."""
        if self.toen is None:
            return "nieuw op de lijst"
        if self.nu is None:
            return "niet meer op de lijst"
        step = abs(self.toen.plaats - self.nu.plaats)
        if not step:
            return "zelfde plaats"
        return f"{step} {'plaats' if step == 1 else 'plaatsen'} {self.beweging}"


@dataclass(frozen=True)
class Naast:
    """The round that counts (`nu`) beside the one before it that became vervallen (`toen`)."""

    toen: Uitslag
    nu: Uitslag
    rijen: tuple[NaastRij, ...]

    @property
    def getoond(self) -> bool:
        """Whether the hall has seen both whole, so that they may stand on the beamer."""
        return self.toen.getoond and self.nu.getoond


def naast(session: Session, result: Uitslag | None) -> Naast | None:
    """The result that counts beside the last round before it that was vastgesteld and became vervallen, or None."""
    if result is None or result.van_ronde is not None:
        return None
    own = session.get_one(Stemronde, result.ronde)
    former = session.scalar(
        select(Stemronde)
        .where(
            Stemronde.dialoog_id == own.dialoog_id,
            Stemronde.id < own.id,
            Stemronde.staat == "vervallen",
            Stemronde.was_vastgesteld.is_(True),
            Stemronde.van_ronde.is_(None),
            Stemronde.soort != "herstemming",
        )
        .order_by(Stemronde.id.desc())
        .limit(1)
    )
    before = uitslag_van(session, former) if former is not None else None
    return Naast(before, result, rijen(before.rijen, result.rijen)) if before is not None else None


def rijen(toen: Iterable[UitslagRij], nu: Iterable[UitslagRij]) -> tuple[NaastRij, ...]:
    """Every idea of either list: in the order of now, then what is no longer on it in the order of then."""
    then = {rij.idee: rij for rij in toen}
    now = {rij.idee: rij for rij in nu}
    rows = [NaastRij(rij.nummer, rij.titel, rij.kleur, then.get(rij.idee), rij) for rij in now.values()]
    return (*rows, *(NaastRij(r.nummer, r.titel, r.kleur, r, None) for r in then.values() if r.idee not in now))
