"""Decisions about people; no Flask, no database."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email

MAX_NAAM = 100
MAX_ORGANISATIE = 160
MAX_ANDERS = 160
MAX_MAIL = 254
NAMENS = ("organisatie", "groep", "uzelf")
HERKOMSTEN = ("regio", "elders")
ANDERS = "anders"
"""The value of *Anders, namelijk* in the list of belangen, and of *ergens anders* beside the gemeenten."""


@dataclass(frozen=True)
class Aanmelding:
    """What somebody fills in at the door. `belangen` and `gemeenten` are ids, belangen in the order named."""

    registratie: str
    naam: str
    namens: str = "uzelf"
    organisatie: str = ""
    belangen: tuple[int, ...] = ()
    anders: str = ""
    gemeenten: tuple[int, ...] = ()
    herkomst: str = ""
    soort: str = "deelnemer"
    zonder_telefoon: bool = False
    helper: str = ""


def is_mail(mail: str) -> bool:
    """Whether this can be an address of e-mail; nobody is asked whether it exists."""
    try:
        validate_email(mail, check_deliverability=False)
    except EmailNotValidError:
        return False
    return len(mail) <= MAX_MAIL


def hash_registratie(registratie: str) -> str:
    """How the number of a form is kept: who sends that form again gets its device, so a copy of the data must not
    hold it in the clear."""
    return hashlib.sha256(registratie.encode()).hexdigest()


@dataclass(frozen=True)
class Persoon:
    """What is needed to name a person in the book."""

    id: int
    naam: str | None
    vermelding: str
    organisatie: str
    naam_in_boek: bool = False


@dataclass
class _Names:
    used: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> str:
        self.used[name] = self.used.get(name, 0) + 1
        return name if self.used[name] == 1 else f"{name} {self.used[name]}"


def vermeldingen(people: Sequence[Persoon]) -> dict[int, str]:
    """How each person is named in book and export: the name where that was allowed, else the vermelding, else the
    organisation, with a number where that is double ("Hoornbeeck college 2"). Source: uitwisselbestand.md."""
    names = _Names()
    return {person.id: names.number(_vermelding(person)) for person in people}


def _vermelding(person: Persoon) -> str:
    if person.naam_in_boek and person.naam:
        return person.naam
    return person.vermelding or person.organisatie or "Deelnemer"


def behouden(samengevoegd_in: Mapping[int, int | None], person: int) -> int:
    """The person who was kept, at the end of the chain of mergers. `samengevoegd_in`: person → merged into whom."""
    seen = {person}
    while (into := samengevoegd_in.get(person)) is not None and into not in seen:
        seen.add(into)
        person = into
    return person


def een_per_mens(samengevoegd_in: Mapping[int, int | None], gelegd: Collection[int]) -> dict[int, int]:
    """person kept → whose work counts, of those who did some: the kept one's own, or else the other's (geheim.md)."""
    chosen: dict[int, int] = {}
    for person in sorted(set(gelegd)):
        kept = behouden(samengevoegd_in, person)
        if person == kept or kept not in chosen:
            chosen[kept] = person
    return chosen
