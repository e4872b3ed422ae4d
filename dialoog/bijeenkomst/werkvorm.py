"""What a werkvorm is: the contract between the evening and the rooms that offer one.

Each room's `werkvormen.py` implements those it offers; `create_app` registers them here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy.orm import Session
from wtforms import Form

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.rules import SOORTEN

Publiek = str
"""Who sees a region: `zaal` (all phones), `beamer`, `regie`, or `groep:<id>`: the phones of one group, beside zaal."""


def publiek_van_groep(groep_id: int) -> Publiek:
    """The audience of one group; its Regio is named `groep` and fills `[data-regio=groep]` in the paneel of zaal."""
    return f"groep:{groep_id}"


@dataclass(frozen=True)
class Regio:
    """A piece of a screen that is the same for everybody in its audience: the page includes the template, the
    channel pushes it.

    `naam` is unique per audience and stands in `data-regio`. `sleutel` makes it a *paneel*: it may hold inputs, and
    a screen replaces it only when the key differs (step, phase) instead of morphing it. `teller` is the second
    half of the version: the sum of the versions of the ballots or colours it counts.
    """

    naam: str
    publiek: Publiek
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    sleutel: str | None = None
    teller: int = 0


@dataclass(frozen=True)
class Knop:
    """The green button of the regie: its words, where it posts, what it will do, and what it asks first.

    `waarden` are posted along; with `bevestiging` (heading, lines, words of the yes button) the press asks first.
    `reden` says why it cannot be pressed now. `formulier`: the id of a form in the panel that it sends (to
    `url`) as it was filled in."""

    tekst: str
    url: str
    uitleg: str = ""
    waarden: Mapping[str, str] = field(default_factory=dict)
    bevestiging: "Bevestiging | None" = None
    reden: str | None = None
    formulier: str = ""
    toets: bool = False
    """A step within the step (the next place of a reveal): one press of a key may do it."""
    link: bool = False
    """It opens a page of the regie instead of posting."""
    voorbij: str = ""
    """What is asked here can be left: the words of the white button that goes on without it."""
    ernaast: "Knop | None" = None
    """That white button; `schermen.knop` lays it there."""


@dataclass(frozen=True)
class Bevestiging:
    """What a second press confirms."""

    kop: str
    regels: tuple[str, ...]
    ja: str
    nee: str = "Nee, nog niet"


class Werkvorm(Protocol):
    """A way of working in the hall, as a step of the draaiboek.

    `start` and `stop` run inside the transaction of the use case that turns the page. `stop` raises NotNow when the
    evening may not go on (`vooruit`) or back from here. Plain data in and out; nothing is rendered here.
    """

    soort: str
    titel: str
    uitleg: str

    def standaard(self) -> dict[str, Any]:
        """Settings of a new step."""
        ...

    def formulier(self) -> type[Form] | None:
        """The form of its settings (names are the keys of `Stap.instellingen`), or None."""
        ...

    def nieuw(self, stap: Stap) -> None:
        """What a new step has besides its settings; it is in no draaiboek and no session yet."""
        ...

    def waarom_vast(self, session: Session, stap: Stap, instellingen: dict[str, Any]) -> str | None:
        """Why a step that is to come cannot take these settings (any more); None: it can."""
        ...

    def start(self, session: Session, stap: Stap, wie: str) -> None: ...

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None: ...

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        """(how many are ready, of how many)."""
        ...

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        """Audience zaal: one Regio `paneel` (with key) and what it holds; beamer: one Regio `scherm`; regie: one
        Regio `werkvorm` (with key) and what it holds; `groep:<id>`: one Regio `groep` per group that works by itself.
        Names within an audience are unique."""
        ...

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        """What is this person's own in this step, plain JSON (never a ballot's contents)."""
        ...

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        """What the people column of the regie shows besides who is there; all optional: `nog` (rows {naam, woord,
        nadruk}), `klaar_namen`, `klaarwoord` (of one, of more), `klaar_van` (the same, of what),
        `namens_url` (+ /<deelnemer id>: acting for somebody), `stil` (names of phones that are away, or none)."""
        ...

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        """The green button before the next step; None: nothing stands in the way of the next step."""
        ...

    def bij_verder(self, session: Session, stap: Stap) -> str:
        """A sentence before "Hierna" beside the green button, when this step has not been used yet; empty: none."""
        ...

    def vraag_bij_terug(self, session: Session, stap: Stap) -> Bevestiging | None:
        """What is asked before going back from this step; None: nothing."""
        ...

    def bij_einde(self, session: Session, stap: Stap) -> tuple[str, ...]:
        """Sentences on what is left unfinished in this step (live or not), said before the evening ends."""
        ...


class Basis:
    """Defaults for a werkvorm that has nothing special to start, stop, count or ask."""

    def standaard(self) -> dict[str, Any]:
        return {}

    def formulier(self) -> type[Form] | None:
        return None

    def nieuw(self, stap: Stap) -> None:
        return None

    def waarom_vast(self, session: Session, stap: Stap, instellingen: dict[str, Any]) -> str | None:
        return None

    def start(self, session: Session, stap: Stap, wie: str) -> None:
        return None

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
        return None

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        return (0, 0)

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        return {}

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        return {}

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        return None

    def bij_verder(self, session: Session, stap: Stap) -> str:
        return ""

    def vraag_bij_terug(self, session: Session, stap: Stap) -> Bevestiging | None:
        return None

    def bij_einde(self, session: Session, stap: Stap) -> tuple[str, ...]:
        return ()


_WERKVORMEN: dict[str, Werkvorm] = {}


def register_werkvorm(werkvorm: Werkvorm) -> None:
    """Offer a werkvorm (called by `create_app`)."""
    _WERKVORMEN[werkvorm.soort] = werkvorm


def werkvorm(soort: str) -> Werkvorm:
    """The werkvorm of this kind. Raises KeyError."""
    return _WERKVORMEN[soort]


def werkvormen() -> list[Werkvorm]:
    """All werkvormen in the order of the default draaiboek; what is not in it comes last."""
    places = {soort: place for place, soort in enumerate(SOORTEN)}
    return sorted(_WERKVORMEN.values(), key=lambda form: places.get(form.soort, len(places)))
