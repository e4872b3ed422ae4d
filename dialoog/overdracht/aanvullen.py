"""People and ideas of a file added to a dialogue that is there already (`importeer --in NAAM`)."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import vorm
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.lezen import Erbij
from dialoog.overdracht.neerzetten import zet_deelnemers, zet_ideeen

ALLEEN = ("stemrondes", "oplossingen", "voorstellen", "bijeenkomsten", "boek", "boekdelen", "aantekeningen")


def erbij_van(dialoog: Dialoog) -> Erbij:
    """What the dialogue has already."""
    return Erbij(
        belangen=tuple(belang.naam for belang in dialoog.belangen),
        gemeenten=tuple(gemeente.naam for gemeente in dialoog.gemeenten),
        deelvragen=len(dialoog.deelvragen),
    )


def voeg_toe(session: Session, bestand: vorm.Bestand, dialoog: Dialoog) -> dict[int, int]:
    """Add the people (uitgenodigd at every evening that is not over) and the ideas; returns number in the file →
    number here. Numbers are never used twice, so new ideas go on behind the highest. Raises SlechtBestand."""
    _check(bestand, dialoog)
    coming = [evening for evening in bijeenkomsten(session, dialoog.id) if evening.afgelopen is None]
    zet_deelnemers(session, [replace(person, aanwezig=()) for person in bestand.deelnemers], dialoog, coming)
    highest = session.scalar(select(func.max(Idee.nummer)).where(Idee.dialoog_id == dialoog.id)) or 0
    ideeen = bestand.ideeen
    new_number = {idee.nummer: highest + at for at, idee in enumerate(ideeen, 1)}
    renumbered = [
        replace(
            idee,
            nummer=new_number[idee.nummer],
            samengevoegd_in=new_number[idee.samengevoegd_in] if idee.samengevoegd_in else None,
        )
        for idee in ideeen
    ]
    zet_ideeen(session, renumbered, dialoog)
    return new_number


def _check(bestand: vorm.Bestand, dialoog: Dialoog) -> None:
    """Belangen, gemeenten and deelvragen of the file must be those of the dialogue."""
    belangen = {belang.naam for belang in dialoog.belangen}
    gemeenten = {gemeente.naam for gemeente in dialoog.gemeenten}
    for at, person in enumerate(bestand.deelnemers):
        _known(person.belangen, belangen, f"deelnemers[{at}].belangen", "belang", dialoog)
        _known(person.gemeenten, gemeenten, f"deelnemers[{at}].gemeenten", "gemeente", dialoog)
    for at, idee in enumerate(bestand.ideeen):
        for spot, place in enumerate(idee.deelvragen):
            if place > len(dialoog.deelvragen):
                raise SlechtBestand(
                    f"ideeen[{at}].deelvragen[{spot}]",
                    f"Deelvraag {place} is er niet in {dialoog.korte_naam}.",
                    f"Gebruik een getal tot {len(dialoog.deelvragen)}.",
                )


def _known(names: tuple[str, ...], known: set[str], place: str, wat: str, dialoog: Dialoog) -> None:
    for at, name in enumerate(names):
        if name not in known:
            raise SlechtBestand(
                f"{place}[{at}]",
                f"“{name}” is geen {wat} van {dialoog.korte_naam}.",
                f"Voeg het daar eerst toe, of kies uit: {', '.join(sorted(known)) or 'niets, want die lijst is leeg'}.",
            )


def te_noemen(bestand: vorm.Bestand) -> list[str]:
    """What the file holds and was not added."""
    left = [part for part in ALLEEN if getattr(bestand, part)]
    if any(idee.gekozen for idee in bestand.ideeen):
        left.append("gekozen")
    return [f"Alleen deelnemers en ideeën zijn toegevoegd, niet: {', '.join(left)}."] if left else []


def hernummerd(new_number: Mapping[int, int]) -> list[str]:
    """Which ideas got another number."""
    moved = [f"{old} → {new}" for old, new in new_number.items() if old != new]
    return [f"Deze ideeën kregen een nieuw nummer: {', '.join(moved)}."] if moved else []
