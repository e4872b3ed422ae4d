"""Establishing a round: from whole ballots to a tally and loose stickers. docs/geheim.md says why in this way."""

import secrets
from collections.abc import Mapping

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.stemming import rules
from dialoog.stemming.daarna import drop_ballots
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.facts import RondeVastgesteld
from dialoog.stemming.models import LosseSticker, RondeIdee, Stemronde
from dialoog.stemming.opruimen import forget_ronde
from dialoog.stemming.queries import get_ronde
from dialoog.stemming.service import kop
from dialoog.stemming.sleutels import ballot_van, read_sleutel
from dialoog.stemming.uitkomst import store_draagvlak
from dialoog.verslag.service import announce

_STICKERS = text("SELECT ballot, idee FROM sticker WHERE ronde = :ronde ORDER BY ballot, slot")


def establish_stemronde(dialoog_id: int, ronde_id: int, wie: str) -> None:
    """Establish a closed round (use case); it cannot be undone. Established already: nothing happens.

    A round without its key counts every ballot and says so in the record. Raises RondeNietKlaar, also when fewer
    than half of the ballots would count."""
    name = get_ronde(db.session(), dialoog_id, ronde_id).sleutel
    key = read_sleutel(name)
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        if ronde.staat == "vastgesteld":
            return
        if ronde.sleutel != name or not (ronde.staat == "gesloten" or (ronde.staat == "open" and key is None)):
            raise RondeNietKlaar("Sluit de ronde eerst. Daarna kunt u de uitslag vaststellen.")
        _establish(session, ronde, key, wie)
    forget_ronde(name)


def _establish(session: Session, ronde: Stemronde, key: bytes | None, wie: str) -> None:
    briefjes, by_person, off_list = _geteld(session, ronde, key)
    lijst = session.scalars(select(RondeIdee.idee).where(RondeIdee.ronde == ronde.id)).all()
    stickers, people = rules.tel(lijst, briefjes.values())
    for idee in lijst:
        session.execute(
            update(RondeIdee)
            .where(RondeIdee.ronde == ronde.id, RondeIdee.idee == idee)
            .values(stickers=stickers[idee], mensen=people[idee], draagvlak=None)
        )
    draagvlak = store_draagvlak(session, ronde, by_person)
    store_loose(session, ronde.id, [idee for briefje in briefjes.values() for idee in briefje])
    drop_ballots(session, ronde.id)
    hulp = _hulp(session, ronde.bijeenkomst_id)
    ronde.staat, ronde.was_vastgesteld, ronde.vastgesteld = "vastgesteld", True, klok.nu()
    ronde.briefjes, ronde.onthuld = len(briefjes), None
    ronde.bijzonderheden = {
        "hulp": [list(pair) for pair in hulp],
        "zonder_sleutel": key is None,
        "van_de_lijst": off_list,
        "draagvlak": draagvlak,
    }
    ronde.versie += 1
    announce(
        session,
        RondeVastgesteld(
            **kop(ronde, wie),
            briefjes=len(briefjes),
            stickers=sum(stickers.values()),
            hulp=hulp,
            zonder_sleutel=key is None,
            van_de_lijst=off_list,
        ),
    )


Geteld = tuple[Mapping[bytes, list[int]], Mapping[int, list[int]] | None, int]
"""(ideas per ballot that counts, the same per person, how many of them are of people removed or merged)."""


def _geteld(session: Session, ronde: Stemronde, key: bytes | None) -> Geteld:
    """A ballot without stickers is none. Of an open round every ballot counts. Raises RondeNietKlaar."""
    briefjes: dict[bytes, list[int]] = {}
    for ballot, idee in session.execute(_STICKERS, {"ronde": ronde.id}):
        briefjes.setdefault(bytes(ballot), []).append(idee)
    if key is None:
        return briefjes, None, 0
    kiezers = _kiezers(session, ronde)
    ballot_of = {kiezer.id: ballot_van(key, kiezer.id) for kiezer in kiezers}
    put = {person for person, ballot in ballot_of.items() if ballot in briefjes}
    counted = rules.wiens(kiezers, put)
    if ronde.zichtbaar:
        return briefjes, {p: briefjes[ballot_of[p]] for p in sorted(put)}, len(briefjes) - len(counted)
    if rules.te_weinig_tellen(len(counted), len(briefjes)):
        raise RondeNietKlaar(
            f"Van de {len(briefjes)} mensen die plakten, tellen er nu {len(counted)} mee. Zo is te zien wie wat "
            "plakte. Alles ligt er nog. Zet mensen terug op de lijst, of laat de ronde vervallen."
        )
    by_person = {kept: briefjes[ballot_of[counted[kept]]] for kept in sorted(counted)}
    return {ballot_of[counted[kept]]: stickers for kept, stickers in by_person.items()}, by_person, 0


def _kiezers(session: Session, ronde: Stemronde) -> list[rules.Kiezer]:
    """Everybody of the dialogue, and who of them may count in this round."""
    rows = session.execute(
        select(Deelnemer.id, Deelnemer.staat, Deelnemer.soort, Aanwezigheid.staat, Deelnemer.samengevoegd_in)
        .outerjoin(
            Aanwezigheid,
            (Aanwezigheid.deelnemer_id == Deelnemer.id) & (Aanwezigheid.bijeenkomst_id == ronde.bijeenkomst_id),
        )
        .where(Deelnemer.dialoog_id == ronde.dialoog_id)
    )
    return [
        rules.Kiezer(
            person,
            state == "actief" and soort == "deelnemer" and here in ("aanwezig", "weg"),
            into if state == "samengevoegd" else None,
        )
        for person, state, soort, here, into in rows
    ]


def store_loose(session: Session, ronde_id: int, stickers: list[int]) -> None:
    """Every sticker loose, with a random number, in random order."""
    secrets.SystemRandom().shuffle(stickers)
    rows = [{"nummer": secrets.token_bytes(16), "ronde": ronde_id, "idee": idee} for idee in stickers]
    if rows:
        session.execute(insert(LosseSticker), rows)


def _hulp(session: Session, bijeenkomst_id: int) -> tuple[tuple[str, str], ...]:
    """Who was appointed to act for whom at this evening, in order of the helper's name."""
    people = session.scalars(
        select(Deelnemer)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == bijeenkomst_id,
            Aanwezigheid.staat.in_(("aanwezig", "weg")),
            Deelnemer.staat == "actief",
            Deelnemer.zonder_telefoon.is_(True),
            Deelnemer.helper != "",
        )
    )
    return tuple(sorted((person.helper, person.roepnaam) for person in people))
