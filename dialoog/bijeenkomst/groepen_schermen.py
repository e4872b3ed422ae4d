"""What the screens show of groups: while they are made, and in the regie whenever somebody looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst import groepen_rules as rules
from dialoog.bijeenkomst.groepen import Groepskaart, groepen, kaarten, leden_van
from dialoog.bijeenkomst.groepen_maken import without_place
from dialoog.bijeenkomst.groepen_plaats import SOORT, choosing
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import aantal_aanwezig, live_stap
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer


@dataclass(frozen=True)
class Tafels:
    """The tables of an evening. `lichting`: which making (0: none yet); `voorstel`: how many would suit; `plaatsen`:
    how many may choose one table themselves; `hoe`: how the next making is done; `stap`: whether its step is live."""

    kaarten: tuple[Groepskaart, ...]
    lichting: int
    mensen: int
    zonder: tuple[Deelnemer, ...]
    voorstel: int
    plaatsen: int
    hoe: str
    kiezen: bool
    stap: bool
    teller: int

    @property
    def sleutel(self) -> str:
        """Another making or another phase is another paneel."""
        return f"{self.fase}.{self.lichting}"

    @property
    def fase(self) -> str:
        """geen, kiezen or vast."""
        return "geen" if not self.kaarten else "kiezen" if self.kiezen else "vast"


@onthoudt
def tafels_van(session: Session, evening: Bijeenkomst) -> Tafels:
    """The tables as they are now."""
    live = live_stap(session, evening.id)
    stap = live if live is not None and live.soort == SOORT else None
    groups = groepen(session, evening.id)
    people = aantal_aanwezig(session, evening.id)
    settings: Mapping[str, Any] = stap.instellingen if stap is not None else {}
    return Tafels(
        kaarten=tuple(kaarten(session, groups)),
        lichting=groups[0].lichting if groups else 0,
        mensen=people,
        zonder=tuple(without_place(session, evening)),
        voorstel=settings.get("aantal") or rules.aantal_tafels(people),
        plaatsen=rules.plaatsen(people, len(groups)),
        hoe=settings.get("hoe") or rules.LOTEN,
        kiezen=choosing(stap),
        stap=stap is not None,
        teller=sum(groep.versie for groep in groups),
    )


def indeling(session: Session, tafels: Tafels) -> dict[int, list[Deelnemer]]:
    """groep → who sits there now, for the regie."""
    return leden_van(session, [kaart.id for kaart in tafels.kaarten])
