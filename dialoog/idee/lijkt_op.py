"""Near-duplicates as the regie offers them: never merged by themselves, and *geen dubbele* is remembered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.errors import NotFound
from dialoog.idee.facts_bij import GeenDubbeleGezegd
from dialoog.idee.gelijkenis import Paar, paren
from dialoog.idee.models import GeenDubbele, Idee
from dialoog.idee.queries import get_idee, ideeen
from dialoog.verslag.service import announce
from dialoog.werk import WerkFailed, run_werk

HIER = 100
"""So many ideas are compared at once in the server itself (68 take 3 ms); more in a child process: 600 took 100 ms, and
in a thread the hub waited for it up to 300 ms on a busy machine, since Python's lock is one."""


@dataclass(frozen=True)
class Lijkt:
    """Two ideas that look alike, with the words they share."""

    een: Idee
    ander: Idee
    woorden: tuple[str, ...]


def suggest(session: Session, dialoog_id: int) -> list[Lijkt] | None:
    """At most ten pairs of ideas that are los, best first; None: it could not be found out now."""
    rows = {idee.id: idee for idee in ideeen(session, dialoog_id)}
    said = select(GeenDubbele.een_id, GeenDubbele.ander_id).where(GeenDubbele.een_id.in_(rows))
    niet = {(row[0], row[1]) for row in session.execute(said)}
    teksten = [(idee.id, idee.tekst) for idee in rows.values()]
    try:
        found = paren(teksten, niet) if len(teksten) <= HIER else _in_child(teksten, niet)
    except WerkFailed:
        return None
    return [Lijkt(rows[pair.een], rows[pair.ander], pair.woorden) for pair in found]


def _in_child(teksten: Sequence[tuple[int, str]], niet: set[tuple[int, int]]) -> list[Paar]:
    payload = {"soort": "lijkt_op", "teksten": teksten, "niet": sorted(niet)}
    rows = json.loads(run_werk(payload, timeout_s=20, memory_mb=500, wait_s=5))
    return [Paar(een, ander, score, tuple(words)) for een, ander, score, words in rows]


def say_geen_dubbele(
    dialoog_id: int, een_id: int, ander_id: int, *, geen: bool, wie: str, bijeenkomst_id: int | None
) -> None:
    """Remember that two ideas are not the same, so that they are not offered again (or take that back). Said already:
    nothing happens. Raises NotFound."""
    with transaction() as session:
        first, second = (get_idee(session, dialoog_id, number) for number in sorted((een_id, ander_id)))
        if first.id == second.id:
            raise NotFound("Dit is één en hetzelfde idee.")
        if (session.get(GeenDubbele, (first.id, second.id)) is not None) != geen:
            write_geen_dubbele(session, first, second, geen=geen, wie=wie, bijeenkomst_id=bijeenkomst_id)


def write_geen_dubbele(
    session: Session, een: Idee, ander: Idee, *, geen: bool, wie: str, bijeenkomst_id: int | None
) -> int:
    """The write itself; returns the fact's number."""
    if geen:
        session.add(GeenDubbele(een_id=een.id, ander_id=ander.id))
    else:
        session.delete(session.get_one(GeenDubbele, (een.id, ander.id)))
    session.flush()
    return announce(
        session,
        GeenDubbeleGezegd(
            dialoog=een.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            een=een.id,
            ander=ander.id,
            nummers=(een.nummer, ander.nummer),
            geen=geen,
        ),
    )
