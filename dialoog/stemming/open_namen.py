"""Names in an open round, when the begeleider asks for them. Beside tallies that everybody sees, a name that moved
would tell whose sticker came: a list is refused whenever it would set somebody apart (docs/geheim.md)."""

import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.models import Toestel
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.facts import Moved
from dialoog.stemming.models import Stemronde
from dialoog.stemming.open_ronde import klare_briefjes, mensen_sinds
from dialoog.stemming.queries import get_ronde
from dialoog.stemming.sleutels import ballot_van, read_sleutel

WACHT_S = 30
MINSTENS = 3
WACHT = "De vorige lijst is van nog geen halve minuut geleden. Probeer het zo nog eens."
WEINIG = (
    "Er veranderde te weinig. Met een lijst was te zien wie waar plakt. Kijk in de zaal, of vraag wie nog tijd wil."
)


@dataclass
class Lijsten:
    """What was shown of a round so far. `tijd`: of the last list, on a clock that never goes back. `klaar`: who was
    ready then. `was`: per person what each list said; `niet_klaar`: the names on the last one, made at `moment`."""

    tijd: float
    klaar: frozenset[int] = frozenset()
    was: dict[int, tuple[bool, ...]] = field(default_factory=dict)
    aantal: int = 0
    niet_klaar: tuple[str, ...] = ()
    moment: datetime | None = None
    geweigerd: str = ""
    """Why the last question got no list."""

    def verleden(self, person: int) -> tuple[bool, ...]:
        """What the lists said of this person; who was not there was not ready."""
        return self.was.get(person, (False,) * self.aantal)


def waarom_niet(lijsten: Lijsten, klaar: Collection[int], telt: Collection[int], nu: float) -> str | None:
    """Why no list may be shown now; None: it may. `telt`: everybody who was there, also who was taken off the list
    since, without those for whom somebody else sticks.

    Thirty seconds, three people who moved, and besides: of all who were shown alike in every list there are three,
    so that going back to not ready, or being the last, sets nobody apart either."""
    if nu - lijsten.tijd < WACHT_S:
        return WACHT
    if sum((person in klaar) != (person in lijsten.klaar) for person in telt) < MINSTENS:
        return WEINIG
    alike = Counter((*lijsten.verleden(person), person in klaar) for person in telt)
    return WEINIG if min(alike.values()) < MINSTENS else None


def neem(lijsten: Lijsten, klaar: Collection[int], telt: Collection[int], nu: float) -> None:
    """Remember what a list says that is shown now."""
    lijsten.was = {person: (*lijsten.verleden(person), person in klaar) for person in {*telt, *lijsten.was}}
    lijsten.aantal += 1
    lijsten.klaar, lijsten.tijd = frozenset(klaar), nu


_gestart = time.monotonic()
_getoond: dict[tuple[int, datetime | None], Lijsten] = {}


def lijsten_van(ronde: Stemronde, klaar: Collection[int], nu: float) -> Lijsten:
    """The lists of this round so far. After a restart nobody knows what was shown: then it waits again, and counts
    from how it is at this moment."""
    place = (ronde.id, ronde.geopend)
    if place not in _getoond:
        opened = nu - (klok.nu() - ronde.geopend).total_seconds() if ronde.geopend else nu
        _getoond[place] = Lijsten(opened) if opened >= _gestart else Lijsten(nu, frozenset(klaar))
    return _getoond[place]


def getoonde_lijst(ronde: Stemronde) -> Lijsten | None:
    """What was asked and shown of this round so far; None when nobody asked."""
    lijsten = _getoond.get((ronde.id, ronde.geopend))
    return lijsten if lijsten is not None and (lijsten.aantal or lijsten.geweigerd) else None


def show_namen(dialoog_id: int, ronde_id: int) -> str | None:
    """Make a list of who is not ready (what it says is remembered by the server, nothing is stored). Returns why there
    is none when it would set somebody apart: the regie shows that beside the button.

    Raises RondeNietKlaar when the round is not an open one that runs."""
    with transaction() as session:  # writes nothing: the screens of the regie hear that there is a list
        reason = _show(session, get_ronde(session, dialoog_id, ronde_id))
        remember_fact(session, Moved(dialoog_id))
        return reason


def _show(session: Session, ronde: Stemronde) -> str | None:
    key = read_sleutel(ronde.sleutel)
    if not ronde.zichtbaar or ronde.staat != "open" or key is None:
        raise RondeNietKlaar("Namen komen er alleen terwijl een open ronde loopt.")
    ready, names, covers = _klaren(session, ronde, key)
    nu = time.monotonic()
    lijsten = lijsten_van(ronde, ready, nu)
    reason = waarom_niet(lijsten, ready, covers, nu)
    lijsten.geweigerd = reason or ""
    if reason:
        return reason
    neem(lijsten, ready, covers, nu)
    lijsten.niet_klaar = tuple(name for person, name in names.items() if person not in ready)
    lijsten.moment = klok.nu()
    return None


def _klaren(session: Session, ronde: Stemronde, key: bytes) -> tuple[set[int], dict[int, str], set[int]]:
    """(who is ready, names that a list may hold, who counts).

    Of somebody without a phone the helper knows what was put: he hides nobody, and stands in no list. Whoever had a
    phone stays in: a list that is refused with a person and shown without would tell how that person stands."""
    ready = klare_briefjes(session, ronde, key)
    helped, inside = (set(ronde.bijzonderheden.get(word, ())) for word in ("zonder", "binnen"))
    here = mensen_sinds(session, ronde)
    by_phone = set(session.scalars(select(Toestel.deelnemer_id).where(Toestel.deelnemer_id.in_([p.id for p in here]))))
    people = [
        person
        for person in here
        if person.id not in helped and (person.id in inside | by_phone or not person.zonder_telefoon)
    ]
    covers = {person.id for person in people}
    names = {person.id: person.roepnaam for person in people if person.staat == "actief"}
    return {person for person in covers if ballot_van(key, person) in ready}, names, covers
