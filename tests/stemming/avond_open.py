"""The open round of an evening for the linking program: beside the files it gives the tally and the numbers as the
regie saw them after every ballot, and every list of names that it could get."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy import select

from dialoog.bijeenkomst.aanwezig import set_aanwezigheid
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.stemming.briefje import put_briefje
from dialoog.stemming.open_namen import getoonde_lijst, show_namen
from dialoog.stemming.open_ronde import tussenstand
from dialoog.stemming.stand import stand
from tests.stemming.avond import Avond, Gespeeld, N, Waarheid, binnen
from tests.stemming.conftest import WIE
from tests.stemming.koppelaar import Guess

EERST = 2
"""So many stickers are put in the first command of a person, the rest in the second."""


@dataclass
class Gezien:
    """What the regie saw: after each ballot what came on the wall and how many were ready; the lists that it got, as
    (how many ballots had been seen, who was ready)."""

    erbij: list[Counter[int]] = field(default_factory=list)
    klaar: list[int] = field(default_factory=list)
    lijsten: list[tuple[int, set[int]]] = field(default_factory=lambda: [(0, set())])


class Klok:
    """The clock of the lists: half a minute and more between two ballots."""

    nu = 0.0

    def monotonic(self) -> float:
        return self.nu


@dataclass
class GespeeldOpen(Gespeeld):
    """`rest`: what each person put in the second command, when ready."""

    gezien: Gezien
    rest: Waarheid


def speel_open(avond: Avond, klok: Klok) -> GespeeldOpen:
    """People put some stickers, then the rest and are ready; for Corrie her helper does, and one goes home."""
    zaal, lot = avond.zaal, avond.lot
    avond.naar("open")
    ronde = zaal.open()
    seen, before = Gezien(), Counter[int]()
    people = binnen(avond)
    rows = db.session.scalars(select(Deelnemer).where(Deelnemer.dialoog_id == zaal.dialoog)).all()
    own = {person.roepnaam: person.id for person in rows if person.id in people and not person.zonder_telefoon}
    put = {person: lot.sample(range(1, 21), N) for person in [*people, zaal.zonder_telefoon]}
    last: dict[int, str] = {}
    acts = [(person, False) for person in lot.sample(people, len(people))]
    acts += [(person, True) for person in lot.sample(people, len(people))]
    acts.insert(len(people) + 4, (zaal.zonder_telefoon, True))
    for turn, (person, whole) in enumerate(acts):
        if person == zaal.zonder_telefoon:
            avond.namens(ronde, put[person])
        else:
            kenmerk = lot.randbytes(12).hex()
            body = {"ronde": ronde, "versie": 0, "kenmerk": kenmerk, "vorig": last.get(person, "")}
            stickers = put[person] if whole else put[person][:EERST]
            put_briefje(zaal.dialoog, person, {**body, "stickers": stickers, "klaar": whole})
            last[person] = kenmerk
        klok.nu += 31
        row = zaal.rij(ronde)
        now = Counter(tussenstand(db.session(), ronde))
        seen.erbij.append(now - before)
        seen.klaar.append(stand(db.session(), row).klaar)
        before = now
        _ask(avond, ronde, seen, own)
        if turn == len(people) + 8:
            set_aanwezigheid(zaal.dialoog, zaal.bijeenkomst, acts[len(people)][0], "weg", WIE)
    order = [p for (_, a), (_, b) in pairwise(seen.lijsten) for p in sorted(b - a)]
    zaal.sluit()
    during = avond.buit(ronde, N, {"lijsten": order})
    zaal.stel_vast()
    after = avond.buit(ronde, N, {"lijsten": order})
    rest = {person: chosen[EERST:] for person, chosen in put.items()}
    return GespeeldOpen("open", avond.ids(put), during, after, seen, avond.ids(rest))


def _ask(avond: Avond, ronde: int, seen: Gezien, own: dict[str, int]) -> None:
    """Ask for a list, and keep who is ready on it. `own`: by name who is in on a phone of one's own: nobody else is
    ever in a list."""
    if show_namen(avond.zaal.dialoog, ronde) is not None:
        return
    shown = getoonde_lijst(avond.zaal.rij(ronde))
    assert shown is not None
    seen.lijsten.append((len(seen.erbij), set(own.values()) - {own[name] for name in shown.niet_klaar}))


def by_lists(seen: Gezien) -> list[Guess]:
    """Beside each other: who became ready between two lists, and the ballots in between that made one more ready."""
    found: list[Guess] = []
    steps = [0, *seen.klaar]
    for (since, before), (until, after) in pairwise(seen.lijsten):
        ballots = [seen.erbij[at] for at in range(since, until) if steps[at + 1] > steps[at]]
        found.append(list(zip(sorted(after - before), ballots, strict=False)))
    return found
