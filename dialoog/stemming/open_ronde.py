"""An open round: the tallies are seen while it runs, so that no number and no list may tell who did something.

Everything here is the same whoever is taken off the list, goes home or comes back (docs/geheim.md)."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.deelnemer.models import Deelnemer
from dialoog.stemming.models import Stemronde
from dialoog.stemming.sleutels import ballot_van, masker, read_sleutel

WACHT_S = 30
MINSTENS = 3
_STAND = text("SELECT idee, count(*) FROM sticker WHERE ronde = :ronde GROUP BY idee")
_BRIEFJES = text("SELECT ballot, versie, klaar FROM stembriefje WHERE ronde = :ronde")


def tussenstand(session: Session, ronde_id: int) -> dict[int, int]:
    """Stickers per idea (its id) of a running open round: every ballot put counts."""
    return {row[0]: row[1] for row in session.execute(_STAND, {"ronde": ronde_id})}


def buiten_bij_opening(session: Session, ronde: Stemronde) -> list[int]:
    """Who has a row at this evening and is not in the hall as the round opens: gone home, or off the list."""
    return [person.id for person, staat in _rijen(session, ronde) if staat != "aanwezig" or person.staat != "actief"]


def aantal_mensen(session: Session, ronde: Stemronde) -> int:
    """The N of "14 van N": all who were in the hall since it opened, also who went home or was taken off the list."""
    outside = set(ronde.bijzonderheden.get("buiten", ()))
    return sum(
        person.id not in outside or (staat == "aanwezig" and person.staat == "actief")
        for person, staat in _rijen(session, ronde)
    )


def _rijen(session: Session, ronde: Stemronde) -> list[tuple[Deelnemer, str]]:
    rows = session.execute(
        select(Deelnemer, Aanwezigheid.staat)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == ronde.bijeenkomst_id,
            Aanwezigheid.staat.in_(("aanwezig", "weg")),
            Deelnemer.soort == "deelnemer",
        )
    )
    return sorted(((row[0], row[1]) for row in rows), key=lambda item: (item[0].roepnaam.lower(), item[0].id))


def klare_briefjes(session: Session, ronde: Stemronde, key: bytes) -> set[bytes]:
    """The ballots that say *klaar*, whoever's they are."""
    rows = session.execute(_BRIEFJES, {"ronde": ronde.id})
    return {bytes(row[0]) for row in rows if bool(row[2]) ^ masker(key, bytes(row[0]), row[1])}


# --- names, when somebody asks --------------------------------------------------------------------------------


@dataclass
class Lijst:
    """What was shown of a round so far. `klassen`: per person all that the lists said of him, as one number;
    `klaar` who was shown as ready last; `tijd` on a clock that never goes back; `namen` the list as it stands."""

    tijd: float
    klaar: frozenset[int] = frozenset()
    klassen: dict[int, tuple[bool, ...]] = field(default_factory=dict)
    namen: tuple[tuple[str, bool], ...] = ()


def waarom_geen_lijst(lijst: Lijst, klaar: Collection[int], telt: Collection[int], nu: float) -> str | None:
    """Why no list of names may be shown now; None: it may. `telt`: people whose sticking is their own secret.

    The rule of geheim.md (30 seconds, at least three people moved), and what the linking program asks beside it:
    who was shown alike in all lists is one of at least three, also who went back and who is left."""
    if nu - lijst.tijd < WACHT_S:
        return "wacht"
    moved = {person for person in telt if (person in klaar) != (person in lijst.klaar)}
    if len(moved) < MINSTENS:
        return "weinig"
    alike: dict[tuple[bool, ...], int] = {}
    for person in telt:
        history = (*lijst.klassen.get(person, (False,) * _lengte(lijst)), person in klaar)
        alike[history] = alike.get(history, 0) + 1
    return "weinig" if min(alike.values()) < MINSTENS else None


def _lengte(lijst: Lijst) -> int:
    return max(map(len, lijst.klassen.values()), default=0)


def neem_lijst(lijst: Lijst, klaar: Collection[int], namen: Mapping[int, str], nu: float) -> None:
    """Show a list now: remember what it said of everybody."""
    length = _lengte(lijst)
    lijst.klassen = {p: (*lijst.klassen.get(p, (False,) * length), p in klaar) for p in {*namen, *lijst.klassen}}
    lijst.klaar, lijst.tijd = frozenset(klaar), nu
    lijst.namen = tuple((name, person in klaar) for person, name in namen.items())


_gestart = time.monotonic()
_lijsten: dict[tuple[int, float], Lijst] = {}


def lijst_van_namen(session: Session, ronde: Stemronde, nu: float, sinds_s: float) -> Lijst:
    """The lists of this round so far. `sinds_s`: seconds since it opened.

    After a restart nobody knows what was shown: it then waits again, and counts from how it is now."""
    place = (ronde.id, ronde.geopend.timestamp() if ronde.geopend else 0.0)
    if place not in _lijsten:
        here = nu - sinds_s >= _gestart
        _lijsten[place] = Lijst(nu - sinds_s) if here else Lijst(nu, frozenset(klaren(session, ronde)[0]))
    return _lijsten[place]


def klaren(session: Session, ronde: Stemronde) -> tuple[set[int], dict[int, str], set[int]]:
    """(who is ready, name per person that a list may name, those of whom only they know what they put).

    Of who has no phone the helper knows: he gives no cover to others and stands in no list."""
    key = read_sleutel(ronde.sleutel)
    if key is None:
        return set(), {}, set()
    ready = klare_briefjes(session, ronde, key)
    people = [person for person, _ in _rijen(session, ronde) if person.staat == "actief" and not person.zonder_telefoon]
    names = {person.id: person.roepnaam for person in people}
    return {p for p in names if ballot_van(key, p) in ready}, names, set(names)
