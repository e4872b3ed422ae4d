"""How far a running round is: counts, and by name who has begun, computed from the key at the moment that it is
asked. What is stored says nothing about a person; here a name meets a ballot, and never what lies on it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import samengevoegd_in
from dialoog.deelnemer.rules import een_per_mens
from dialoog.stemming import rules
from dialoog.stemming.models import Stemronde
from dialoog.stemming.open_ronde import klare_briefjes, mensen_sinds
from dialoog.stemming.sleutels import ballot_van, echte_versie, masker, read_sleutel

_BRIEFJES = text(
    "SELECT b.ballot, b.versie, b.klaar, count(s.slot) FROM stembriefje b "
    "LEFT JOIN sticker s ON s.ronde = b.ronde AND s.ballot = b.ballot "
    "WHERE b.ronde = :ronde GROUP BY b.ballot, b.versie, b.klaar"
)
_TE_LAAT = text("SELECT count(*) FROM te_laat WHERE ronde = :ronde")


@dataclass(frozen=True)
class Persoon:
    """Somebody in the round: `toestand` niets, bezig or klaar."""

    id: int
    naam: str
    toestand: str
    zonder_telefoon: bool
    helper: str


@dataclass(frozen=True)
class Stand:
    """How a running round stands. `geplakt` of `totaal` stickers; `klaar` of `van` people: those present, and those
    who went home with a ballot put. `mensen` is empty without the key (`sleutel_er`); `teller` grows with each ballot;
    `te_laat`: phones that still had something after the close."""

    geplakt: int
    totaal: int
    klaar: int
    van: int
    mensen: tuple[Persoon, ...]
    te_laat: int
    teller: int
    sleutel_er: bool

    @property
    def zonder_telefoon(self) -> list[Persoon]:
        return [p for p in self.mensen if p.zonder_telefoon]


def fase(ronde: Stemronde | None) -> str:
    """The state as the screens show it: an open round without its key is gesloten (it cannot be opened again)."""
    if ronde is None:
        return "geen"
    if ronde.staat == "open" and read_sleutel(ronde.sleutel) is None:
        return "gesloten"
    return ronde.staat


@onthoudt
def stand(session: Session, ronde: Stemronde) -> Stand:
    """Counts at this moment; names of a hidden round only."""
    key = read_sleutel(ronde.sleutel)
    rows = [_gelezen(key, *row) for row in session.execute(_BRIEFJES, {"ronde": ronde.id})]
    late = session.execute(_TE_LAAT, {"ronde": ronde.id}).scalar_one()
    counter = sum(row[1] for row in rows)
    if ronde.zichtbaar and key is not None:
        return _open(session, ronde, key, sum(row[3] for row in rows), late, counter)
    people = _mensen(session, ronde.bijeenkomst_id)
    if key is None:
        here = sum(state == "aanwezig" for _, state in people)
        put = sum(row[3] for row in rows)
        return Stand(put, max(here * ronde.n, put), 0, here, (), late, counter, False)
    lies = {ballot: (count, klaar) for ballot, _, klaar, count in rows}
    one = _van_een_mens(session, ronde, key, lies)
    shown, put = [], 0
    for person, state in people:
        count, said = lies.get(ballot_van(key, one.get(person.id, person.id)), (None, False))
        if state == "weg" and count is None:
            continue
        put += count or 0
        shown.append(_persoon(person, rules.toestand(count, said)))
    ready = sum(person.toestand == "klaar" for person in shown)
    return Stand(put, len(shown) * ronde.n, ready, len(shown), tuple(shown), late, counter, True)


def _gelezen(key: bytes | None, ballot: bytes, versie: int, klaar: bool, aantal: int) -> tuple[bytes, int, bool, int]:
    """(ballot, version, whether it says klaar, stickers): without the key both in between stay as they are stored."""
    ballot = bytes(ballot)
    if key is None:
        return ballot, versie, bool(klaar), aantal
    versie = echte_versie(key, ballot, versie)
    return ballot, versie, bool(klaar) ^ masker(key, ballot, versie), aantal


def _van_een_mens(session: Session, ronde: Stemronde, key: bytes, lies: Collection[bytes]) -> dict[int, int]:
    """person kept → whose ballot is that person's, of people who were merged."""
    into = samengevoegd_in(session, ronde.dialoog_id)
    all_of_them = {*into, *(kept for kept in into.values() if kept is not None)}
    return een_per_mens(into, [person for person in all_of_them if ballot_van(key, person) in lies])


def _open(session: Session, ronde: Stemronde, key: bytes, put: int, late: int, counter: int) -> Stand:
    """Counts of an open round: every ballot put is in them, and nobody's name."""
    total = len(mensen_sinds(session, ronde))
    ready = len(klare_briefjes(session, ronde, key))
    return Stand(put, max(total * ronde.n, put), ready, max(total, ready), (), late, counter, True)


def _mensen(session: Session, bijeenkomst_id: int) -> list[tuple[Deelnemer, str]]:
    """Who may sticker or may have done so before going home, by name."""
    rows = session.execute(
        select(Deelnemer, Aanwezigheid.staat)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == bijeenkomst_id,
            Aanwezigheid.staat.in_(("aanwezig", "weg")),
            Deelnemer.staat == "actief",
            Deelnemer.soort == "deelnemer",
        )
    )
    return sorted(((row[0], row[1]) for row in rows), key=lambda item: (item[0].roepnaam.lower(), item[0].id))


def _persoon(person: Deelnemer, toestand: str) -> Persoon:
    return Persoon(person.id, person.roepnaam, toestand, person.zonder_telefoon, person.helper)
