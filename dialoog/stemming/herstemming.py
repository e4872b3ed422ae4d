"""A herstemming: a whole round of its own, over the ideas that are equal at the edge of the top and nothing else.

As many stickers as places to fill, one per idea. It orders those ideas among themselves; the numbers of the round
that it came from stay as they are (domein.md, *Settled questions*). Plain functions."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.idee.models import Idee
from dialoog.stemming.facts import HerstemmingKlaargezet
from dialoog.stemming.models import RondeIdee, Stemronde
from dialoog.stemming.queries import ronde_van_stap
from dialoog.verslag.service import announce


def prepare_herstemming(session: Session, stap: Stap, van_ronde: int, lijst: Sequence[int], plaatsen: int) -> Stemronde:
    """A herstemming in this step, voorbereid, over `lijst` (ids of ideas) for so many places."""
    base = session.get_one(Stemronde, van_ronde)
    number = (session.scalar(select(func.count()).where(Stemronde.dialoog_id == base.dialoog_id)) or 0) + 1
    ronde = Stemronde(
        dialoog_id=base.dialoog_id,
        bijeenkomst_id=stap.bijeenkomst_id,
        stap_id=stap.id,
        van_ronde=base.id,
        nummer=number,
        titel=f"Herstemming, ronde {number}",
        soort="herstemming",
        n=plaatsen,
        per_idee=1,
        bijzonderheden={},
    )
    session.add(ronde)
    session.flush()
    session.add_all(RondeIdee(ronde=ronde.id, idee=idee) for idee in lijst)
    session.flush()
    return ronde


def announce_herstemming(session: Session, ronde: Stemronde, wie: str) -> int:
    """Tell that it is laid ready; returns the number of the fact."""
    numbers = session.scalars(
        select(Idee.nummer).join(RondeIdee, RondeIdee.idee == Idee.id).where(RondeIdee.ronde == ronde.id)
    )
    return announce(
        session,
        HerstemmingKlaargezet(
            dialoog=ronde.dialoog_id,
            bijeenkomst=ronde.bijeenkomst_id,
            wie=wie,
            waarop=f"stemronde:{ronde.id}",
            ronde=ronde.id,
            titel=ronde.titel,
            nummers=sorted(numbers),
            plaatsen=ronde.n,
        ),
    )


def is_herstemming(ronde: Stemronde | None) -> bool:
    """Whether a round is a herstemming: also one that was counted on paper."""
    return ronde is not None and ronde.van_ronde is not None


def lopende_herstemming(session: Session, stap: Stap) -> Stemronde | None:
    """The herstemming that this step is busy with, from laid ready until the hall has seen all of it; else None."""
    ronde = ronde_van_stap(session, stap.id)
    if ronde is None or ronde.van_ronde is None or (ronde.staat == "vastgesteld" and ronde.onthuld == 0):
        return None
    return ronde
