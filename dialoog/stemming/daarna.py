"""What comes after a round: the reveal on the beamer, and starting over."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.errors import BadInput
from dialoog.stemming import rules
from dialoog.stemming.besluit import find_herstemming
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.facts import RondeOnthuld, RondeVervallen
from dialoog.stemming.herstemming import prepare_herstemming
from dialoog.stemming.models import RondeIdee, Stembriefje, Stemronde, Sticker, TeLaat
from dialoog.stemming.opruimen import forget_ronde
from dialoog.stemming.queries import get_ronde, uitslag_van
from dialoog.stemming.service import kop, prepare_stemronde, unlock_ideas
from dialoog.verslag.service import announce

MAX_REDEN = 500


def reveal(dialoog_id: int, ronde_id: int, gezien: int | None, wie: str, *, alles: bool = False) -> None:
    """Show the next place(s) on the beamer (use case). `gezien`: `onthuld` as the asking screen showed it: when
    another begeleider was first, nothing happens. Raises RondeNietKlaar before it is vastgesteld."""
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        result = uitslag_van(session, ronde)
        if ronde.staat != "vastgesteld" or result is None:
            raise RondeNietKlaar("Stel de uitslag eerst vast.")
        place = 0 if alles else rules.volgende_onthulling([rij.plaats for rij in result.rijen], ronde.onthuld)
        if ronde.onthuld != gezien or place is None or place == ronde.onthuld:
            return
        ronde.onthuld = place
        ronde.versie += 1
        announce(session, RondeOnthuld(**kop(ronde, wie), plaats=place))


def cancel_stemronde(dialoog_id: int, ronde_id: int, reden: str, wie: str, *, opnieuw: bool) -> None:
    """Make a round vervallen with its reason (use case); `opnieuw`: prepare a new one on the same list at once.

    Ballots and key go, uncounted; numbers that were vastgesteld stay. Its herstemming falls with it. Vervallen already:
    nothing happens."""
    reden = reden.strip()
    if not reden or len(reden) > MAX_REDEN:
        raise BadInput("Schrijf kort waarom de ronde vervalt.", velden={"reden": "Schrijf kort waarom."})
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        if ronde.staat == "vervallen":
            return
        names = [ronde.sleutel]
        cancel_plain(session, ronde, reden, wie)
        herstemming = find_herstemming(session, ronde.id)
        if herstemming is not None:
            names.append(herstemming.sleutel)
            cancel_plain(session, herstemming, f"De ronde waar zij bij hoorde, telt niet meer: {reden}", wie)
        if opnieuw:
            _again(session, ronde)
    for name in names:
        forget_ronde(name)


def _again(session: Session, ronde: Stemronde) -> None:
    """A new round on the same list, of the same kind."""
    stap = session.get_one(Stap, ronde.stap_id)
    lijst = session.scalars(select(RondeIdee.idee).where(RondeIdee.ronde == ronde.id)).all()
    if ronde.van_ronde is None:
        prepare_stemronde(session, stap, lijst)
    else:
        prepare_herstemming(session, stap, ronde.van_ronde, lijst, ronde.n)


def cancel_plain(session: Session, ronde: Stemronde, reden: str, wie: str) -> int:
    """The write itself, in a running transaction; returns the number of its fact."""
    ronde.staat, ronde.reden = "vervallen", reden
    ronde.versie += 1
    drop_ballots(session, ronde.id)
    if not ronde.was_vastgesteld:
        unlock_ideas(session, ronde)
    session.flush()
    fact = RondeVervallen(**kop(ronde, wie), reden=reden, was_vastgesteld=ronde.was_vastgesteld)
    return announce(session, fact)


def drop_ballots(session: Session, ronde_id: int) -> None:
    """Delete everything that lies in a round (plain function)."""
    for table in (Sticker, Stembriefje, TeLaat):
        session.execute(delete(table).where(table.ronde == ronde_id))
