"""Making groups, making them anew, and taking that back (domein.md, Settled questions: they can be remade)."""

from collections.abc import Callable, Sequence
from random import SystemRandom

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import groepen_rules as rules
from dialoog.bijeenkomst.groepen import groepen
from dialoog.bijeenkomst.groepen_facts import GroepenGemaakt, TafelsVast
from dialoog.bijeenkomst.groepen_plaats import (
    SOORT,
    choosing,
    hold,
    lichting_nu,
    new_lichting,
    seat_in_smallest,
    set_choosing,
    show_lichting,
    tafels,
)
from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Groep, Groepslid, Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, lijst, live_stap
from dialoog.blik import onthoudt
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import BadInput, NotNow
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce

Houder = Callable[[Session, Sequence[int]], str | None]
"""(session, groups) → why these groups are held: a room above names it, when what they chose lies in a round."""
_HOUDERS: list[Houder] = []


def register_houder(houder: Houder) -> None:
    """A room above says what holds groups (called by `create_app` through the rooms)."""
    if houder not in _HOUDERS:
        _HOUDERS.append(houder)


def make_groepen(dialoog_id: int, bijeenkomst_id: int, aantal: int, hoe: str, gezien: int, wie: str) -> None:
    """Make so many groups of who is here: at random with the belangen spread, or empty for choosing or by hand.

    `gezien` is the making that the screen showed (0: none): when another one was made since, nothing happens, so it can
    be sent twice. Raises BadInput, NotNow (choosing needs its step)."""
    if hoe not in rules.WIJZEN:
        raise BadInput("Kies hoe de tafels gemaakt worden.", velden={"hoe": "Kies een van de drie."})
    if not 1 <= aantal <= rules.MAX_GROEPEN:
        words = f"Kies een aantal van 1 tot en met {rules.MAX_GROEPEN}."
        raise BadInput(words, velden={"aantal": words})
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        hold(session, evening.id)
        before = lichting_nu(session, evening.id)
        if before != gezien:
            return
        stap = live_stap(session, evening.id)
        if hoe == rules.KIEZEN and (stap is None or stap.soort != SOORT):
            raise NotNow("Zelf een tafel kiezen kan alleen tijdens de stap Tafels.")
        groups = new_lichting(session, evening.id, aantal)
        if hoe == rules.LOTEN:
            _deal(session, groups, lijst(session, evening.id, "aanwezig"))
        if stap is not None and stap.soort == SOORT:
            set_choosing(stap, open_=hoe == rules.KIEZEN)
        _announce(session, evening, before, groups, hoe, wie)


def _deal(session: Session, groups: Sequence[Groep], people: Sequence[Deelnemer]) -> None:
    phones = {person.id for person in people if not person.zonder_telefoon}
    interests = {p.id: p.belang_rijen[0].belang_id if p.belang_rijen else None for p in people}
    for groep, seats in zip(groups, rules.verdeel(interests, len(groups), SystemRandom(), phones), strict=True):
        groep.pen = next((number for number in seats if number in phones), None)
        place = {"bijeenkomst_id": groep.bijeenkomst_id, "lichting": groep.lichting, "groep_id": groep.id}
        session.add_all(Groepslid(deelnemer_id=number, **place) for number in seats)
    session.flush()


def _announce(
    session: Session, evening: Bijeenkomst, before: int, groups: Sequence[Groep], hoe: str, wie: str | None
) -> int:
    return announce(
        session,
        GroepenGemaakt(
            dialoog=evening.dialoog_id,
            bijeenkomst=evening.id,
            wie=wie,
            van=before,
            naar=groups[0].lichting if groups else 0,
            hoe=hoe,
            tafels=tafels(session, groups),
        ),
    )


def end_choosing(dialoog_id: int, bijeenkomst_id: int, wie: str) -> None:
    """Choosing on the phone is over: who did not choose gets a place. Over already: nothing happens."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        stap = live_stap(session, evening.id)
        if stap is not None and choosing(stap):
            seat_the_rest(session, stap, wie)


def seat_the_rest(session: Session, stap: Stap, wie: str) -> None:
    """Plain function: close the choice of this step, and seat everybody who is here and has no place."""
    evening = stap.bijeenkomst
    hold(session, evening.id)
    set_choosing(stap, open_=False)
    groups = groepen(session, evening.id)
    if not groups:
        return
    seat_in_smallest(session, groups, without_place(session, evening))
    told = tafels(session, groups)
    announce(session, TafelsVast(dialoog=evening.dialoog_id, bijeenkomst=evening.id, wie=wie, tafels=told))


@onthoudt
def without_place(session: Session, evening: Bijeenkomst) -> list[Deelnemer]:
    """Deelnemers who are here and sit at no table of the making that is there now."""
    lichting = lichting_nu(session, evening.id)
    seated = select(Groepslid.deelnemer_id).where(
        Groepslid.bijeenkomst_id == evening.id, Groepslid.lichting == lichting
    )
    question = (
        select(Deelnemer)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == evening.id,
            Aanwezigheid.staat == "aanwezig",
            Deelnemer.staat == "actief",
            Deelnemer.soort == "deelnemer",
            Deelnemer.id.not_in(seated),
        )
    )
    return list(session.scalars(question.order_by(Deelnemer.id)))


def undo_groepen(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of GroepenGemaakt: the making of before is back, or none. Who came since gets a place there."""
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    hold(session, evening.id)
    show_lichting(session, evening.id, feit.data["van"])
    groups = groepen(session, evening.id)
    stap = live_stap(session, evening.id)
    if stap is not None and choosing(stap):
        set_choosing(stap, open_=False)
    if groups:
        seat_in_smallest(session, groups, without_place(session, evening))
    return _announce(session, evening, feit.data["naar"], groups, "terug", wie)


def why_not_undo_groepen(session: Session, feit: Feit) -> str | None:
    """As long as these groups are there, and nothing that they chose lies in an opened round (ontwerp.md)."""
    if lichting_nu(session, feit.bijeenkomst_id or 0) != feit.data["naar"]:
        return "er zijn al andere tafels"
    numbers = [groep.id for groep in groepen(session, feit.bijeenkomst_id or 0)]
    return next((reason for houder in _HOUDERS if (reason := houder(session, numbers))), None)
