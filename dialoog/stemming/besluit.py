"""What a herstemming and a lot decided about the tie at the edge of a round (domein.md, *Settled questions*)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.stemming import rules
from dialoog.stemming.models import Loting, LotingIdee, RondeIdee, Stemronde


@dataclass(frozen=True)
class Besluit:
    """`door`: idea (its id) that goes on → `herstemming` or `loting`, best first; `open`: those still equal, for
    `vrij` places. What is in neither fell off."""

    door: Mapping[int, str]
    open: frozenset[int]
    vrij: int


def weeg(stickers: Mapping[int, int], plaatsen: int, loten: Sequence[int]) -> Besluit:
    """The decision of a herstemming over the ideas of `stickers` for so many places; `loten`: those drawn, in order."""
    places = rules.plaatsen(stickers)
    tied, free = rules.rand(places, plaatsen)
    through = {idee: "herstemming" for idee, place in places.items() if place <= plaatsen and idee not in tied}
    drawn = [idee for idee in loten if idee in tied][:free]
    left = free - len(drawn)
    return Besluit(
        {**through, **dict.fromkeys(drawn, "loting")}, frozenset(tied - set(drawn)) if left else frozenset(), left
    )


def find_herstemming(session: Session, ronde_id: int) -> Stemronde | None:
    """The herstemming of a round that is not vervallen, or None."""
    return session.scalar(select(Stemronde).where(Stemronde.van_ronde == ronde_id, Stemronde.staat != "vervallen"))


def besluit_over(session: Session, ronde_id: int, rand: Collection[int]) -> Besluit | None:
    """What is decided about the tied ideas (`rand`) of a round: only what the hall has seen whole. None: nothing, or
    the herstemming was about other ideas than are tied now (the top was made larger or smaller since)."""
    herstemming = find_herstemming(session, ronde_id)
    if herstemming is None or herstemming.staat != "vastgesteld" or herstemming.onthuld != 0:
        return None
    stickers = {
        idee: count or 0
        for idee, count in session.execute(
            select(RondeIdee.idee, RondeIdee.stickers).where(RondeIdee.ronde == herstemming.id)
        )
    }
    if not stickers or not set(stickers) <= set(rand):
        return None
    return weeg(stickers, herstemming.n, getrokken(session, herstemming.id))


def getrokken(session: Session, ronde_id: int) -> list[int]:
    """The ideas that were drawn in the lot of this round, in order; empty without one."""
    return list(
        session.scalars(
            select(LotingIdee.idee_id)
            .join(Loting, Loting.id == LotingIdee.loting_id)
            .where(Loting.ronde_id == ronde_id, LotingIdee.trekking.is_not(None))
            .order_by(LotingIdee.trekking)
        )
    )
