"""A phone for more people: somebody without one takes part on the phone of a neighbour, whom the begeleider chose."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.facts import MeedragenBegonnen, MeedragenBericht, MeedragenGestopt
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.errors import NotAllowed, NotFound, NotNow
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce

VOOR = "~"
"""In an address of a phone: `/d/wijk~12/` is the page of person 12, on the phone of somebody else."""


def start_meedragen(
    dialoog_id: int, deelnemer_id: int, drager_id: int, wie: str, bijeenkomst_id: int | None = None
) -> None:
    """The phone of `drager_id` acts for this person too (use case). So already: nothing happens.

    Raises NotFound, NotNow (has a phone, or the neighbour has none)."""
    with transaction() as session:
        person, drager = (get_deelnemer(session, dialoog_id, number) for number in (deelnemer_id, drager_id))
        if person.op_telefoon_van == drager.id:
            return
        _check(session, person, drager)
        if person.op_telefoon_van is not None:
            stop(session, person, wie, bijeenkomst_id)
        _start(session, person, drager, wie, bijeenkomst_id)


def _check(session: Session, person: Deelnemer, drager: Deelnemer) -> None:
    if (person.staat, drager.staat) != ("actief", "actief"):
        raise NotFound("Een van deze twee staat niet meer op de lijst. Er is niets veranderd.")
    if person.soort != "deelnemer":
        raise NotNow("Deze persoon kijkt alleen mee. Verander dat eerst.")
    if heeft_telefoon(session, person.id):
        raise NotNow(f"{person.roepnaam} heeft een eigen telefoon. Meld die eerst af.")
    if person.id == drager.id or not heeft_telefoon(session, drager.id):
        raise NotNow("Kies iemand die met een telefoon binnen is. Er is niets veranderd.")


def _start(session: Session, person: Deelnemer, drager: Deelnemer, wie: str, bijeenkomst_id: int | None) -> int:
    person.op_telefoon_van, person.zonder_telefoon, person.helper = drager.id, True, drager.roepnaam
    person.versie += 1
    _tell(session, drager.id, person, f"Op deze telefoon kunt u nu ook meedoen voor {person.roepnaam}. Kijk bovenaan.")
    return announce(
        session,
        MeedragenBegonnen(
            dialoog=person.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            deelnemer=person.id,
            naam=person.roepnaam,
            drager=drager.id,
            drager_naam=drager.roepnaam,
        ),
    )


def stop_meedragen(dialoog_id: int, deelnemer_id: int, wie: str, bijeenkomst_id: int | None = None) -> None:
    """The neighbour's phone no longer acts for this person (use case). Not so already: nothing happens."""
    with transaction() as session:
        stop(session, get_deelnemer(session, dialoog_id, deelnemer_id), wie, bijeenkomst_id)


def stop(
    session: Session, person: Deelnemer, wie: str | None, bijeenkomst_id: int | None = None, waarom: str = ""
) -> int | None:
    """Plain function: end it, and tell the neighbour; `wie` None: the person got a phone. Returns the fact's number."""
    if person.op_telefoon_van is None:
        return None
    drager = session.get_one(Deelnemer, person.op_telefoon_van)
    person.op_telefoon_van = None
    if person.helper == drager.roepnaam:
        person.helper = wie or ""
    person.versie += 1
    words = f"U doet niet meer mee voor {person.roepnaam}. Wat u voor {person.roepnaam} deed, telt."
    _tell(session, drager.id, person, f"{waarom} {words}".strip())
    return announce(
        session,
        MeedragenGestopt(
            dialoog=person.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            deelnemer=person.id,
            naam=person.roepnaam,
            drager=drager.id,
            drager_naam=drager.roepnaam,
        ),
    )


def _tell(session: Session, drager: int, person: Deelnemer, tekst: str) -> None:
    remember_fact(session, MeedragenBericht(dialoog=person.dialoog_id, voor_deelnemer=drager, tekst=tekst))


def undo_begonnen(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of MeedragenBegonnen."""
    return stop(session, session.get_one(Deelnemer, feit.data["deelnemer"]), wie, feit.bijeenkomst_id) or feit.id


def why_not_undo_begonnen(session: Session, feit: Feit) -> str | None:
    person = session.get(Deelnemer, feit.data["deelnemer"])
    same = person is not None and person.op_telefoon_van == feit.data["drager"]
    return None if same else "dit is al weer anders"


def undo_gestopt(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of MeedragenGestopt."""
    person, drager = (session.get_one(Deelnemer, feit.data[key]) for key in ("deelnemer", "drager"))
    return _start(session, person, drager, wie, feit.bijeenkomst_id)


def why_not_undo_gestopt(session: Session, feit: Feit) -> str | None:
    person, drager = (session.get(Deelnemer, feit.data[key]) for key in ("deelnemer", "drager"))
    if person is None or drager is None or person.op_telefoon_van is not None:
        return "dit is al weer anders"
    try:
        _check(session, person, drager)
    except (NotFound, NotNow) as error:
        return error.tekst
    return None


# --- reading --------------------------------------------------------------------------------------------------


def heeft_telefoon(session: Session, deelnemer_id: int) -> bool:
    """Whether somebody is in on a device of one's own."""
    signed_on = exists().where(Toestel.deelnemer_id == deelnemer_id, Toestel.beeindigd.is_(None))
    return bool(session.scalar(select(signed_on)))


def gedragen(session: Session, drager_id: int) -> list[Deelnemer]:
    """For whom the phone of this person acts too, in order of registration."""
    question = select(Deelnemer).where(
        Deelnemer.op_telefoon_van == drager_id, Deelnemer.staat == "actief", Deelnemer.soort == "deelnemer"
    )
    return list(session.scalars(question.order_by(Deelnemer.id)))


NIET_MEER = (
    "Wat al verstuurd was, telt. Wat u nog schreef, is niet verstuurd en blijft op deze telefoon staan. "
    "Vraag de begeleider hoe het verder gaat, of ga verder als uzelf."
)


def get_gedragen(session: Session, drager_id: int | None, deelnemer_id: int | None) -> Deelnemer:
    """Somebody for whom the phone of this person acts. Raises NotAllowed: for nobody else it does."""
    people = gedragen(session, drager_id) if drager_id is not None else []
    found = next((person for person in people if person.id == deelnemer_id), None)
    if found is None:
        raise NotAllowed(NIET_MEER, kop="U doet hier niet (meer) voor mee")
    return found


def dragers(session: Session, dialoog_id: int, behalve: int) -> list[Deelnemer]:
    """Who could do this: people on the list who are in on a device, by name."""
    signed_on = exists().where(Toestel.deelnemer_id == Deelnemer.id, Toestel.beeindigd.is_(None))
    people = session.scalars(
        select(Deelnemer).where(
            Deelnemer.dialoog_id == dialoog_id, Deelnemer.staat == "actief", Deelnemer.id != behalve, signed_on
        )
    )
    return sorted(people, key=lambda person: (person.roepnaam.casefold(), person.id))
