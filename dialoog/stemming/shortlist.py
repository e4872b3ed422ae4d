"""Which ideas a round is about."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.blik import onthoudt
from dialoog.idee.models import Idee, Keuze
from dialoog.idee.queries import SAMEN, keuzes
from dialoog.stemming.afspraken import beperk, kleuren_van
from dialoog.stemming.models import Stemronde
from dialoog.stemming.queries import lijst_van


@onthoudt
def lijst_van_ronde(session: Session, ronde: Stemronde) -> list[Idee]:
    """The ideas of a round by number: its own list once it has one, else the shortlist as it is now, in the colours
    that the step is limited to."""
    own = list(lijst_van(session, ronde.id).values())
    if own:
        return own
    kleuren = kleuren_van(session.get_one(Stap, ronde.stap_id).instellingen)
    return beperk(gekozen_ideeen(session, ronde.dialoog_id, ronde.stap_id), kleuren)


def gekozen_ideeen(session: Session, dialoog_id: int, stap_id: int) -> list[Idee]:
    """The *gekozen ideeën* that a step stickeren is about: the union over kiezers of the latest step before it in
    which ideas were chosen (or the latest of all), without ideas that were withdrawn, hidden or merged since."""
    order = (Bijeenkomst.volgorde, Stap.volgorde)
    here = session.execute(select(*order).join(Bijeenkomst).where(Stap.id == stap_id)).one()
    steps = session.execute(
        select(Stap.id, *order)
        .join(Bijeenkomst)
        .where(Bijeenkomst.dialoog_id == dialoog_id, Stap.id.in_(select(Keuze.stap_id).where(SAMEN)))
        .order_by(*order)
    ).all()
    before = [step for step in steps if (step[1], step[2]) < (here[0], here[1])]
    if not steps:
        return []
    return keuzes(session, (before or steps)[-1][0])
