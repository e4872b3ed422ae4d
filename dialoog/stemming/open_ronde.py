"""An open round: the tallies are seen while it runs, so no other number may tell who did something. Every one here is
the same whoever is taken off the list, goes home or comes back (docs/geheim.md)."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.deelnemer.models import Deelnemer
from dialoog.stemming.models import Stemronde
from dialoog.stemming.sleutels import echte_versie, masker

_STAND = text("SELECT idee, count(*) FROM sticker WHERE ronde = :ronde GROUP BY idee")
_BRIEFJES = text("SELECT ballot, versie, klaar FROM stembriefje WHERE ronde = :ronde")


def tussenstand(session: Session, ronde_id: int) -> dict[int, int]:
    """Stickers per idea (its id) of a running open round: every ballot put counts."""
    return {row[0]: row[1] for row in session.execute(_STAND, {"ronde": ronde_id})}


def bij_opening(session: Session, ronde: Stemronde) -> dict[str, list[int]]:
    """What an open round remembers: who was in the hall as it opened (`binnen`), who of them without a phone
    (`zonder`), and who had a row at this evening and was not (`buiten`)."""
    rows = _rijen(session, ronde)
    inside = [p for p, staat in rows if staat == "aanwezig" and p.staat == "actief" and p.soort == "deelnemer"]
    known = {person.id for person in inside}
    return {
        "binnen": sorted(known),
        "zonder": [person.id for person in inside if person.zonder_telefoon],
        "buiten": [person.id for person, _ in rows if person.id not in known],
    }


def mensen_sinds(session: Session, ronde: Stemronde) -> list[Deelnemer]:
    """The N of "14 van N": all who were in the hall since it opened, also who went home or was taken off the list."""
    inside, outside = (set(ronde.bijzonderheden.get(key, ())) for key in ("binnen", "buiten"))

    def counts(person: Deelnemer, staat: str) -> bool:
        if person.id in inside:
            return True
        back = staat == "aanwezig" and person.staat == "actief"
        return person.soort == "deelnemer" and (back or (staat != "afwezig" and person.id not in outside))

    return [person for person, staat in _rijen(session, ronde) if counts(person, staat)]


def _rijen(session: Session, ronde: Stemronde) -> list[tuple[Deelnemer, str]]:
    """Everybody who was here, by name, with where they are now."""
    rows = session.execute(
        select(Deelnemer, Aanwezigheid.staat)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(Aanwezigheid.bijeenkomst_id == ronde.bijeenkomst_id, Aanwezigheid.staat != "uitgenodigd")
    )
    return sorted(((row[0], row[1]) for row in rows), key=lambda item: (item[0].roepnaam.lower(), item[0].id))


def klare_briefjes(session: Session, ronde: Stemronde, key: bytes) -> set[bytes]:
    """The ballots that say *klaar*, whoever's they are."""
    rows = [(bytes(row[0]), row[1], bool(row[2])) for row in session.execute(_BRIEFJES, {"ronde": ronde.id})]
    return {ballot for ballot, stored, klaar in rows if klaar ^ masker(key, ballot, echte_versie(key, ballot, stored))}
