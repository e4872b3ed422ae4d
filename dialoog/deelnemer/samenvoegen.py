"""Two registrations that are one person: one is kept, the other goes along with it and can be split off again.

What a person did in a room follows by that room's own `Volger`; it gives back a plain note of what it moved, which is
kept with the one who went along. A ballot is moved nor opened (docs/geheim.md); nor are colours and choices: of people
who are one, one of theirs counts when it is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import db, transaction
from dialoog.deelnemer.facts import MensenGesplitst, MensenSamengevoegd, ToestelErbij
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.errors import NotFound, NotNow, Outdated
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce, undo_feit

Nota = dict[str, Any]


def _niets(_session: Session, _kept: Deelnemer, _gone: Deelnemer) -> Nota:
    return {}


def _geen(_session: Session, _kept: Deelnemer, _gone: Deelnemer, _nota: Nota) -> None:
    return None


def _altijd(_session: Session, _kept: Deelnemer, _gone: Deelnemer, _sinds: datetime) -> str | None:
    return None


@dataclass(frozen=True)
class Volger:
    """How a room follows. `mee` moves what is the gone one's to the kept one and notes what it moved (JSON); `terug`
    moves what was noted back, as far as it still lies there; `waarom_niet` says why two people who were merged at a
    moment can no longer be split, or None. Plain functions in the running transaction."""

    mee: Callable[[Session, Deelnemer, Deelnemer], Nota] = _niets
    terug: Callable[[Session, Deelnemer, Deelnemer, Nota], None] = _geen
    waarom_niet: Callable[[Session, Deelnemer, Deelnemer, datetime], str | None] = _altijd


_VOLGERS: dict[str, Volger] = {}


def register_volger(kamer: str, volger: Volger) -> None:
    """Say how a room follows when people are merged (called by `create_app` through the rooms)."""
    _VOLGERS[kamer] = volger


def gezien_van(*people: Deelnemer) -> str:
    """What a screen saw of people, to tell whether it is out of date."""
    return ".".join(f"{person.id}-{person.versie}" for person in sorted(people, key=lambda one: one.id))


def merge_deelnemers(
    dialoog_id: int, kept_id: int, gone_id: int, gezien: str, wie: str, bijeenkomst_id: int | None = None
) -> None:
    """Two registrations are one person; `kept_id` stays on the list (use case). Done already: nothing happens.

    Raises NotFound, NotNow (one of them looks on only, the same one twice), Outdated."""
    with transaction() as session:
        kept, gone = (get_deelnemer(session, dialoog_id, number) for number in (kept_id, gone_id))
        if gone.staat == "samengevoegd" and gone.samengevoegd_in == kept.id:
            return
        if kept.id == gone.id:
            raise NotNow("Kies twee verschillende aanmeldingen. Er is niets veranderd.")
        if (kept.staat, gone.staat) != ("actief", "actief"):
            raise NotFound("Een van deze twee staat niet meer op de lijst. Er is niets veranderd.")
        if kept.soort != gone.soort:
            raise NotNow("Een van beiden kijkt alleen mee. Verander dat eerst op de bladzijde van die persoon.")
        if gezien != gezien_van(kept, gone):
            raise Outdated("De gegevens van een van beiden zijn intussen veranderd. Kijk nog eens.")
        number = max((row.meegenomen or {}).get("nr", 0) for row in (gone, *erbij_gevoegd(session, kept))) + 1
        _go_along(session, kept, gone, number)
        _announce_merge(session, kept, gone, wie, bijeenkomst_id)


def _go_along(session: Session, kept: Deelnemer, gone: Deelnemer, number: int) -> None:
    nota: Nota = {"nr": number}
    for kamer, volger in _VOLGERS.items():
        nota[kamer] = volger.mee(session, kept, gone)
        session.flush()
    gone.staat, gone.samengevoegd_in, gone.meegenomen = "samengevoegd", kept.id, nota
    gone.versie += 1
    kept.versie += 1
    session.flush()


def _come_back(session: Session, kept: Deelnemer, gone: Deelnemer) -> None:
    nota = gone.meegenomen or {}
    gone.staat, gone.samengevoegd_in, gone.meegenomen = "actief", None, None
    gone.versie += 1
    kept.versie += 1
    session.flush()
    for kamer, volger in reversed(_VOLGERS.items()):
        volger.terug(session, kept, gone, nota.get(kamer) or {})
        session.flush()


def _announce_merge(session: Session, kept: Deelnemer, gone: Deelnemer, wie: str, bijeenkomst_id: int | None) -> int:
    if (gone.meegenomen or {}).get("deelnemer", {}).get("toestellen"):
        announce(session, ToestelErbij(dialoog=kept.dialoog_id, voor_deelnemer=kept.id))
    return announce(
        session,
        MensenSamengevoegd(
            dialoog=kept.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            deelnemer=kept.id,
            naam=kept.roepnaam,
            ander=gone.id,
            ander_naam=gone.roepnaam,
            voor_deelnemer=gone.id,
        ),
    )


def undo_merge(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of MensenSamengevoegd: everything goes back as it was. Who was merged into the same person later comes
    off first and goes along again after it, so that no note is about what another brought."""
    kept = session.get_one(Deelnemer, feit.data["deelnemer"])
    gone = session.get_one(Deelnemer, feit.data["ander"])
    own = (gone.meegenomen or {}).get("nr", 0)
    later = [row for row in erbij_gevoegd(session, kept) if (row.meegenomen or {}).get("nr", 0) > own]
    numbers = [(row, (row.meegenomen or {})["nr"]) for row in later]
    for row in reversed(later):
        _come_back(session, kept, row)
    _come_back(session, kept, gone)
    for row, number in numbers:
        _go_along(session, kept, row, number)
    return announce(
        session,
        MensenGesplitst(
            dialoog=feit.dialoog_id,
            bijeenkomst=feit.bijeenkomst_id,
            wie=wie,
            deelnemer=kept.id,
            naam=kept.roepnaam,
            ander=gone.id,
            ander_naam=gone.roepnaam,
            voor_deelnemer=kept.id,
        ),
    )


def why_not_undo_merge(session: Session, feit: Feit) -> str | None:
    kept = session.get(Deelnemer, feit.data["deelnemer"])
    gone = session.get(Deelnemer, feit.data["ander"])
    if kept is None or gone is None or (gone.staat, gone.samengevoegd_in) != ("samengevoegd", kept.id):
        return "deze twee zijn al weer gesplitst"
    if kept.staat == "samengevoegd":
        return f"{kept.roepnaam} is zelf samengevoegd. Splits dat eerst"
    if kept.staat != "actief":
        return f"{kept.roepnaam} staat niet op de lijst. Zet die persoon eerst terug"
    reasons = (volger.waarom_niet(session, kept, gone, feit.moment) for volger in _VOLGERS.values())
    return next((reason for reason in reasons if reason), None)


def split_deelnemers(dialoog_id: int, gone_id: int, wie: str) -> None:
    """Split off who was merged (use case): the merger in the record is undone. Split already: nothing happens. Raises
    NotFound, NotNow."""
    feit = samenvoegfeit(db.session(), get_deelnemer(db.session(), dialoog_id, gone_id))
    if feit is not None:
        undo_feit(dialoog_id, feit.id, wie)


# --- reading --------------------------------------------------------------------------------------------------


def samenvoegfeit(session: Session, gone: Deelnemer) -> Feit | None:
    """The merger in the record that still stands; None when this person is not merged."""
    if gone.staat != "samengevoegd":
        return None
    question = (
        select(Feit)
        .where(
            Feit.dialoog_id == gone.dialoog_id,
            Feit.wat == MensenSamengevoegd.__name__,
            Feit.ongedaan_door.is_(None),
        )
        .order_by(Feit.id.desc())
    )
    return next((feit for feit in session.scalars(question) if feit.data["ander"] == gone.id), None)


def erbij_gevoegd(session: Session, kept: Deelnemer) -> list[Deelnemer]:
    """Who was merged into this person itself, in the order in which that was done."""
    rows = session.scalars(
        select(Deelnemer).where(Deelnemer.samengevoegd_in == kept.id, Deelnemer.staat == "samengevoegd")
    )
    return sorted(rows, key=lambda row: (row.meegenomen or {}).get("nr", 0))


@dataclass(frozen=True)
class Dubbel:
    """Somebody who was merged, for the regie. `waarom_niet`: why it cannot be split; None: it can."""

    id: int
    naam: str
    bij: str
    waarom_niet: str | None


def dubbelen(session: Session, dialoog_id: int) -> list[Dubbel]:
    """All who were merged, the last one first."""
    found = []
    for gone in session.scalars(
        select(Deelnemer)
        .where(Deelnemer.dialoog_id == dialoog_id, Deelnemer.staat == "samengevoegd")
        .order_by(Deelnemer.id.desc())
    ):
        feit = samenvoegfeit(session, gone)
        kept = session.get(Deelnemer, gone.samengevoegd_in)
        why = why_not_undo_merge(session, feit) if feit is not None else "dit staat niet in het verslag"
        found.append(Dubbel(gone.id, gone.roepnaam, kept.roepnaam if kept else "", why))
    return found
