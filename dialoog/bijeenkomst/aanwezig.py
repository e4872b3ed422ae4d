"""Presence: coming in, going home, being let in. Toehoorders come in too, but are in no number."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.errors import DeurDicht
from dialoog.bijeenkomst.facts import AanwezigheidVeranderd, BelangactieVastgelegd, Binnengekomen
from dialoog.bijeenkomst.groepen_plaats import seat_latecomer
from dialoog.bijeenkomst.models import Aanwezigheid, Belangactie, Bijeenkomst
from dialoog.bijeenkomst.queries import get_bijeenkomst
from dialoog.database import transaction
from dialoog.deelnemer.facts import PasGemaakt
from dialoog.deelnemer.meedragen import stop
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import belangen_by_id, find_by_registratie, get_deelnemer
from dialoog.deelnemer.rules import Aanmelding
from dialoog.deelnemer.service import add_deelnemer
from dialoog.deelnemer.toegang import add_pas, bind_toestel
from dialoog.errors import NotFound, Outdated
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce

DEUR_DICHT = "U kunt nu niet naar binnen. Vraag de begeleider om de deur open te zetten."


def join(
    bijeenkomst_id: int, uitnodiging: str, form: Aanmelding, *, pas_hash: str, toestel_hash: str, omschrijving: str
) -> int:
    """Come in at the door: makes the person, the device and the pass, and marks as present. The same form again gets
    the first answer, also when the door was closed in between. Returns the deelnemer. Raises DeurDicht, NotFound."""
    with transaction() as session:
        evening = session.get_one(Bijeenkomst, bijeenkomst_id)
        again = find_by_registratie(session, form.registratie)
        if evening.uitnodiging != uitnodiging or (again is None and not evening.deur_open):
            raise DeurDicht(DEUR_DICHT)
        person = add_deelnemer(session, evening.dialoog_id, form)
        if again is not None:
            return person.id
        add_pas(session, person.id, pas_hash)
        bind_toestel(session, person, toestel_hash, omschrijving)
        _present(session, evening, person, wie=None)
        return person.id


def come_in(dialoog_id: int, bijeenkomst_id: int, deelnemer_id: int) -> None:
    """*Ik ben er*: somebody known is present, while the door is open. Twice is once. Raises DeurDicht."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        if not evening.deur_open:
            raise DeurDicht(DEUR_DICHT)
        _present(session, evening, get_deelnemer(session, dialoog_id, deelnemer_id), wie=None)


def let_in(
    dialoog_id: int,
    bijeenkomst_id: int,
    deelnemer_id: int,
    wie: str,
    *,
    helper: str | None = None,
    pas_hash: str | None = None,
) -> None:
    """The begeleider lets somebody in; with `helper` as somebody without a phone, for whom that person acts; with
    `pas_hash` with a further pass for the own phone. Twice is once. Raises NotFound."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        person = _active(session, dialoog_id, deelnemer_id)
        if helper is not None:
            if helper != person.helper:
                stop(session, person, wie, evening.id)
            person.zonder_telefoon, person.helper = True, helper
        if pas_hash is not None and add_pas(session, person.id, pas_hash):
            announce(session, PasGemaakt(dialoog=dialoog_id, wie=wie, deelnemer=person.id, naam=person.roepnaam))
        _present(session, evening, person, wie=wie)


def add_persoon(dialoog_id: int, bijeenkomst_id: int, form: Aanmelding, *, is_er: bool, wie: str) -> int:
    """Register somebody in the regie: present now, or expected at this evening. Returns the deelnemer."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        person = add_deelnemer(session, dialoog_id, form, wie)
        if is_er:
            _present(session, evening, person, wie=wie)
        elif session.get(Aanwezigheid, (evening.id, person.id)) is None:
            session.add(Aanwezigheid(bijeenkomst_id=evening.id, deelnemer_id=person.id, staat="uitgenodigd"))
        return person.id


def _active(session: Session, dialoog_id: int, deelnemer_id: int) -> Deelnemer:
    person = get_deelnemer(session, dialoog_id, deelnemer_id)
    if person.staat != "actief":
        raise NotFound("Deze persoon is van de lijst gehaald. Zet de persoon eerst terug.")
    return person


def _present(session: Session, evening: Bijeenkomst, person: Deelnemer, wie: str | None) -> None:
    row = session.get(Aanwezigheid, (evening.id, person.id))
    if row is not None and row.staat == "aanwezig":
        return
    before = row.staat if row else None
    if row is None:
        session.add(Aanwezigheid(bijeenkomst_id=evening.id, deelnemer_id=person.id, staat="aanwezig"))
    else:
        row.staat = "aanwezig"
    seat_latecomer(session, evening, person)
    if before == "weg":
        _announce_change(session, evening, person, before, "aanwezig", wie)
        return
    announce(
        session,
        Binnengekomen(
            dialoog=evening.dialoog_id,
            bijeenkomst=evening.id,
            wie=wie,
            deelnemer=person.id,
            naam=person.roepnaam,
            toehoorder=person.soort == "toehoorder",
            voor_deelnemer=person.id if wie else None,
        ),
    )


def set_aanwezigheid(dialoog_id: int, bijeenkomst_id: int, deelnemer_id: int, staat: str, wie: str) -> None:
    """*Is weg*, *is terug*, *is afwezig*. Wanted state already there: nothing happens. Raises NotFound."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        person = _active(session, dialoog_id, deelnemer_id)
        row = session.get(Aanwezigheid, (evening.id, person.id))
        if row is None:
            raise NotFound("Deze persoon staat niet op de lijst van deze avond.")
        if row.staat != staat:
            before, row.staat = row.staat, staat
            if staat == "aanwezig":
                seat_latecomer(session, evening, person)
            _announce_change(session, evening, person, before, staat, wie)


def _announce_change(
    session: Session, evening: Bijeenkomst, person: Deelnemer, before: str | None, after: str, wie: str | None
) -> int:
    return announce(
        session,
        AanwezigheidVeranderd(
            dialoog=evening.dialoog_id,
            bijeenkomst=evening.id,
            wie=wie,
            deelnemer=person.id,
            naam=person.roepnaam,
            van=before,
            naar=after,
            voor_deelnemer=person.id,
        ),
    )


def undo_aanwezigheid(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of AanwezigheidVeranderd."""
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    person = session.get_one(Deelnemer, feit.data["deelnemer"])
    row = session.get_one(Aanwezigheid, (evening.id, person.id))
    row.staat = feit.data["van"]
    if row.staat == "aanwezig":
        seat_latecomer(session, evening, person)
    return _announce_change(session, evening, person, feit.data["naar"], feit.data["van"], wie)


def why_not_undo_aanwezigheid(session: Session, feit: Feit) -> str | None:
    row = session.get(Aanwezigheid, (feit.bijeenkomst_id, feit.data["deelnemer"]))
    same = row is not None and row.staat == feit.data["naar"] and feit.data["van"] is not None
    return None if same else "dit is al weer anders"


def record_belangactie(dialoog_id: int, bijeenkomst_id: int, belang_id: int, tekst: str, versie: int, wie: str) -> None:
    """What is done about a belang with nobody (empty text takes it away). Raises NotFound, Outdated."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        belang = belangen_by_id(session, dialoog_id).get(belang_id)
        if belang is None:
            raise NotFound("Dit belang bestaat niet meer.")
        row = find_belangactie(session, evening.id, belang_id)
        if row is not None and row.tekst == tekst:
            return
        if (row.versie if row else 0) != versie:
            raise Outdated(
                "Een ander schreef hier net iets.",
                stand={"tekst": row.tekst if row else "", "versie": row.versie if row else 0},
            )
        if row is None:
            session.add(Belangactie(bijeenkomst_id=evening.id, belang_id=belang_id, tekst=tekst))
        else:
            row.tekst, row.versie = tekst, row.versie + 1
        announce(
            session,
            BelangactieVastgelegd(
                dialoog=dialoog_id, bijeenkomst=evening.id, wie=wie, belang=belang_id, naam=belang.naam, tekst=tekst
            ),
        )


def find_belangactie(session: Session, bijeenkomst_id: int, belang_id: int) -> Belangactie | None:
    return session.scalar(
        select(Belangactie).where(Belangactie.bijeenkomst_id == bijeenkomst_id, Belangactie.belang_id == belang_id)
    )
