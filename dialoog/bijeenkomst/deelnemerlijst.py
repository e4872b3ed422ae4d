"""Who is there, for the regie: the list of people of one evening, with filter and search, and who waits."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.deelnemer.queries import deelnemers

FILTERS = {
    "binnen": "Binnen",
    "nog-niet": "Nog niet",
    "weg": "Weg",
    "zonder-telefoon": "Zonder telefoon",
    "toehoorders": "Toehoorders",
    "iedereen": "Iedereen",
}
"""Filter → word on screen, in this order."""
HERKOMST = {"regio": "de hele regio", "elders": "van elders"}


@dataclass(frozen=True)
class Rij:
    """One person on the list. `staat` aanwezig, weg, afwezig, uitgenodigd or empty (not on the list of this evening);
    `namens` and `belang` in words; `toestel`: in on a device of one's own."""

    id: int
    naam: str
    namens: str
    belang: str
    herkomst: str
    staat: str
    soort: str
    anders: str
    zonder_telefoon: bool
    helper: str
    toestel: bool

    @property
    def groep(self) -> str:
        """The filter under which somebody stands first of all."""
        if self.soort == "toehoorder":
            return "toehoorders"
        return {"aanwezig": "binnen", "weg": "weg"}.get(self.staat, "nog-niet")

    def past(self, toon: str) -> bool:
        """Whether this person stands under a filter."""
        if toon == "iedereen":
            return True
        if toon == "zonder-telefoon":
            return self.zonder_telefoon and self.soort == "deelnemer"
        return self.groep == toon

    def bevat(self, zoek: str) -> bool:
        """Whether name, organisation or belang contains what is searched for (any case)."""
        wanted = zoek.casefold()
        return any(wanted in field.casefold() for field in (self.naam, self.namens, self.belang))


@dataclass(frozen=True)
class Deelnemerlijst:
    """The list of one evening: `alle` in order of name, `tellingen` per filter; numbers are of deelnemers only."""

    alle: tuple[Rij, ...]

    @property
    def tellingen(self) -> dict[str, int]:
        return {toon: sum(rij.past(toon) for rij in self.alle) for toon in FILTERS}

    @property
    def mensen(self) -> int:
        """How many are on the list, toehoorders not counted."""
        return sum(rij.soort == "deelnemer" for rij in self.alle)

    def toon(self, filter_: str, zoek: str = "") -> list[Rij]:
        """The people under a filter that contain what is searched for."""
        return [rij for rij in self.alle if rij.past(filter_) and (not zoek or rij.bevat(zoek))]


@dataclass(frozen=True)
class Wachtend:
    """Somebody whose own words wait for the begeleider: a belang under *Anders, namelijk*."""

    id: int
    naam: str
    namens: str
    anders: str


def deelnemerlijst(session: Session, evening: Bijeenkomst) -> Deelnemerlijst:
    """Everybody who belongs on the list of an evening: who has a row there and, as long as it is not over, every
    other active person of the dialogue (they may still come)."""
    states = _staten(session, evening.id)
    devices = _met_toestel(session, evening.dialoog_id)
    people = [
        person
        for person in deelnemers(session, evening.dialoog_id, soort=None)
        if person.id in states or (evening.afgelopen is None and person.soort == "deelnemer")
    ]
    rows = [_rij(person, states.get(person.id, ""), person.id in devices) for person in people]
    return Deelnemerlijst(tuple(sorted(rows, key=lambda rij: (rij.naam.casefold(), rij.id))))


def wacht_op_u(session: Session, evening: Bijeenkomst) -> list[Wachtend]:
    """Own wordings that are neither filed nor made a belang, oldest first."""
    return [
        Wachtend(person.id, person.roepnaam, namens(person), person.anders)
        for person in deelnemers(session, evening.dialoog_id, soort=None)
        if person.anders and person.soort == "deelnemer"
    ]


def verwijderd(session: Session, dialoog_id: int) -> list[Deelnemer]:
    """Who was removed, the last one first."""
    return list(
        session.scalars(
            select(Deelnemer)
            .where(Deelnemer.dialoog_id == dialoog_id, Deelnemer.staat == "verwijderd")
            .order_by(Deelnemer.id.desc())
        )
    )


def namens(person: Deelnemer) -> str:
    """On whose behalf, in words."""
    return person.organisatie or ("zichzelf" if person.namens == "uzelf" else "")


def herkomst(person: Deelnemer) -> str:
    """Where from, in words."""
    places = [gemeente.naam for gemeente in person.gemeenten]
    return ", ".join([*places, *([HERKOMST[person.herkomst]] if person.herkomst in HERKOMST else [])])


def _staten(session: Session, bijeenkomst_id: int) -> dict[int, str]:
    rows = session.scalars(select(Aanwezigheid).where(Aanwezigheid.bijeenkomst_id == bijeenkomst_id))
    return {row.deelnemer_id: row.staat for row in rows}


def _met_toestel(session: Session, dialoog_id: int) -> set[int]:
    return set(
        session.scalars(
            select(Toestel.deelnemer_id)
            .join(Deelnemer, Deelnemer.id == Toestel.deelnemer_id)
            .where(Deelnemer.dialoog_id == dialoog_id, Toestel.beeindigd.is_(None))
        )
    )


def _rij(person: Deelnemer, staat: str, toestel: bool) -> Rij:
    belangen = [belang.naam for belang in person.belangen] + ([f"anders: {person.anders}"] if person.anders else [])
    return Rij(
        id=person.id,
        naam=person.roepnaam,
        namens=namens(person),
        belang=", ".join(belangen),
        herkomst=herkomst(person),
        staat=staat,
        soort=person.soort,
        anders=person.anders,
        zonder_telefoon=person.zonder_telefoon,
        helper=person.helper,
        toestel=toestel,
    )
