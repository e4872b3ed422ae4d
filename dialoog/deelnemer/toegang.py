"""Who may come back on which device: devices and passes.

Tokens arrive hashed; a token itself is known only to the phone that holds it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.deelnemer.facts import PasGemaakt, ToegangBeeindigd, ToestelErbij
from dialoog.deelnemer.meedragen import stop
from dialoog.deelnemer.models import Deelnemer, Pas, Toestel
from dialoog.deelnemer.queries import find_by_pas, get_deelnemer
from dialoog.errors import NotFound, NotNow
from dialoog.verslag.service import announce


def bind_toestel(session: Session, person: Deelnemer, token_hash: str, omschrijving: str) -> None:
    """Plain function: this device is now this person's; the other devices of that person hear it. Twice is once."""
    if session.scalar(select(Toestel.id).where(Toestel.token_hash == token_hash)) is not None:
        return
    others = session.scalar(
        select(Toestel.id).where(Toestel.deelnemer_id == person.id, Toestel.beeindigd.is_(None)).limit(1)
    )
    session.add(Toestel(deelnemer_id=person.id, token_hash=token_hash, omschrijving=omschrijving, sinds=klok.nu()))
    stop(session, person, None, waarom=f"{person.roepnaam} heeft nu een eigen telefoon.")
    if others is not None:
        announce(session, ToestelErbij(dialoog=person.dialoog_id, voor_deelnemer=person.id))


def add_pas(session: Session, deelnemer_id: int, token_hash: str) -> bool:
    """Plain function: a further pass; the same one twice is one. Whether it is new."""
    if session.scalar(select(Pas.id).where(Pas.token_hash == token_hash)) is not None:
        return False
    session.add(Pas(deelnemer_id=deelnemer_id, token_hash=token_hash, sinds=klok.nu()))
    session.flush()
    return True


PAS_ONBEKEND = "Deze pas geldt niet (meer). Vraag de begeleider om een nieuwe, of gebruik de code op het scherm."


def open_pas(pas_hash: str, toestel_hash: str, omschrijving: str, was: int | None = None) -> Deelnemer:
    """The *Ja* of "Bent u Jan de Vries?": binds the device. Opening a pass makes nobody present.

    `was`: the Toestel as which this browser was known until now; it is signed off when it was somebody else's.
    Raises NotFound."""
    with transaction() as session:
        person = find_by_pas(session, pas_hash)
        if person is None:
            raise NotFound(PAS_ONBEKEND)
        former = session.get(Toestel, was) if was is not None else None
        if former is not None and former.deelnemer_id != person.id and former.beeindigd is None:
            former.beeindigd = klok.nu()
        bind_toestel(session, person, toestel_hash, omschrijving)
        person.zonder_telefoon = False
        session.flush()
        session.expunge(person)
        return person


def new_pas(dialoog_id: int, deelnemer_id: int, pas_hash: str, wie: str | None) -> None:
    """A further pass, asked for by the person (`wie` None) or given by the begeleider. Twice is once."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if person.staat != "actief":
            raise NotFound("Deze persoon is van de lijst gehaald. Zet de persoon eerst terug.")
        if add_pas(session, person.id, pas_hash):
            announce(session, PasGemaakt(dialoog=dialoog_id, wie=wie, deelnemer=person.id, naam=person.roepnaam))


def replace_pas(dialoog_id: int, deelnemer_id: int, pas_hash: str, wie: str) -> None:
    """A new pass in the place of the older ones, which stop; devices that are in stay in (use case). The same pass
    again: nothing happens. Raises NotFound, NotNow (this pass was replaced itself since)."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if person.staat != "actief":
            raise NotFound("Deze persoon is van de lijst gehaald. Zet de persoon eerst terug.")
        known = session.scalar(select(Pas).where(Pas.token_hash == pas_hash))
        if known is not None and (known.beeindigd is not None or known.deelnemer_id != person.id):
            raise NotNow("Deze pas is al vervangen door een nieuwere. Ga terug en geef opnieuw een pas.")
        if known is not None:
            return
        older = update(Pas).where(Pas.deelnemer_id == person.id, Pas.beeindigd.is_(None))
        session.execute(older.values(beeindigd=klok.nu()))
        add_pas(session, person.id, pas_hash)
        made = PasGemaakt(dialoog=dialoog_id, wie=wie, deelnemer=person.id, naam=person.roepnaam, vervangt=True)
        announce(session, made)


def end_toestel(dialoog_id: int, deelnemer_id: int, toestel_id: int, wie: str | None = None) -> None:
    """Sign a device off; wanted state already there: nothing happens. Raises NotFound."""
    with transaction() as session:
        get_deelnemer(session, dialoog_id, deelnemer_id)
        device = session.scalar(select(Toestel).where(Toestel.id == toestel_id, Toestel.deelnemer_id == deelnemer_id))
        if device is None:
            raise NotFound("Dit toestel staat niet op de lijst.")
        if device.beeindigd is None:
            device.beeindigd = klok.nu()
            announce(session, ToegangBeeindigd(dialoog=dialoog_id, wie=wie, voor_deelnemer=deelnemer_id, wat="toestel"))


def end_passes(dialoog_id: int, deelnemer_id: int, behalve: str | None, wie: str | None) -> None:
    """End all living passes of a person but the one with this hash."""
    with transaction() as session:
        get_deelnemer(session, dialoog_id, deelnemer_id)
        question = update(Pas).where(Pas.deelnemer_id == deelnemer_id, Pas.beeindigd.is_(None))
        if behalve is not None:
            question = question.where(Pas.token_hash != behalve)
        ended = session.execute(question.values(beeindigd=klok.nu()).returning(Pas.id)).all()
        if ended:
            announce(session, ToegangBeeindigd(dialoog=dialoog_id, wie=wie, voor_deelnemer=deelnemer_id, wat="pas"))
