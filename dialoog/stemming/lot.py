"""A lot that the whole hall follows on the beamer: the papers lie ready, the begeleider presses, one is drawn.

The server draws with the system's own randomness, each paper with the same chance. What was drawn is a fact at once
and stays: it cannot be drawn again. Plain functions."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.errors import NotFound
from dialoog.idee.models import Idee
from dialoog.idee.rules import korte_titel
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.facts import LotGetrokken, LotingKlaargelegd, LotingWeggelegd
from dialoog.stemming.models import Loting, LotingIdee, Stemronde
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce


@dataclass(frozen=True)
class Papier:
    """A paper of a lot. `trekking`: which draw it was, from 1; None: still on the table."""

    idee: int
    nummer: int
    titel: str
    kleur: str | None
    trekking: int | None
    getrokken: datetime | None
    door: str


@dataclass(frozen=True)
class Lot:
    """A lot as the screens, the book and the file read it; `papieren` by number."""

    id: int
    ronde: int
    plaatsen: int
    papieren: tuple[Papier, ...]

    @property
    def getrokken(self) -> tuple[Papier, ...]:
        """Those drawn, in order."""
        drawn = [(papier.trekking, papier) for papier in self.papieren if papier.trekking is not None]
        return tuple(papier for _, papier in sorted(drawn, key=lambda item: item[0]))

    @property
    def klaar(self) -> bool:
        """Whether everything that there is place for was drawn."""
        return len(self.getrokken) >= self.plaatsen


def lot_van(session: Session, ronde_id: int) -> Lot | None:
    """The lot of a round, or None."""
    row = session.scalar(select(Loting).where(Loting.ronde_id == ronde_id))
    if row is None:
        return None
    rows = session.execute(
        select(LotingIdee, Idee)
        .join(Idee, Idee.id == LotingIdee.idee_id)
        .where(LotingIdee.loting_id == row.id)
        .order_by(Idee.nummer)
    ).all()
    papers = tuple(
        Papier(i.id, i.nummer, korte_titel(i), i.kleur, paper.trekking, paper.getrokken, paper.door)
        for paper, i in rows
    )
    return Lot(row.id, row.ronde_id, row.plaatsen, papers)


def get_loting(session: Session, dialoog_id: int, loting_id: int) -> Loting:
    """Raises NotFound when it is not a lot of this dialogue."""
    row = session.scalar(select(Loting).where(Loting.id == loting_id, Loting.dialoog_id == dialoog_id))
    if row is None:
        raise NotFound("Deze loting is er niet (meer).")
    return row


def lay_papers(
    session: Session, ronde: Stemronde, bijeenkomst_id: int, ideeen: Sequence[int], plaatsen: int, wie: str
) -> int:
    """Lay the papers of a lot ready; returns the number of its fact."""
    row = Loting(dialoog_id=ronde.dialoog_id, ronde_id=ronde.id, plaatsen=plaatsen, klaargelegd=klok.nu(), door=wie)
    session.add(row)
    session.flush()
    session.add_all(LotingIdee(loting_id=row.id, idee_id=idee) for idee in ideeen)
    session.flush()
    lot = lot_van(session, ronde.id)
    assert lot is not None
    numbers = [papier.nummer for papier in lot.papieren]
    return announce(
        session,
        LotingKlaargelegd(
            dialoog=ronde.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            waarop=f"loting:{row.id}",
            loting=row.id,
            nummers=numbers,
            plaatsen=plaatsen,
        ),
    )


def draw(session: Session, lot: Lot, dialoog_id: int, bijeenkomst_id: int, wie: str) -> Papier:
    """Draw one of the papers that still lie there. Raises RondeNietKlaar when there is nothing left to draw for."""
    if lot.klaar:
        raise RondeNietKlaar("Er is al geloot. De uitkomst staat vast. Er is niets opnieuw getrokken.")
    paper = secrets.choice([papier for papier in lot.papieren if papier.trekking is None])
    number = len(lot.getrokken) + 1
    row = session.get_one(LotingIdee, (lot.id, paper.idee))
    row.trekking, row.getrokken, row.door = number, klok.nu(), wie
    session.flush()
    announce(
        session,
        LotGetrokken(
            dialoog=dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            waarop=f"loting:{lot.id}",
            loting=lot.id,
            trekking=number,
            nummer=paper.nummer,
            titel=paper.titel,
            uit=[papier.nummer for papier in lot.papieren if papier.trekking is None],
        ),
    )
    return paper


def undo_papers(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of laying the papers ready: they are put away."""
    row = session.get_one(Loting, feit.data["loting"])
    session.execute(delete(LotingIdee).where(LotingIdee.loting_id == row.id))
    session.delete(row)
    session.flush()
    fact = LotingWeggelegd(
        dialoog=feit.dialoog_id,
        bijeenkomst=feit.bijeenkomst_id,
        wie=wie,
        waarop=feit.waarop,
        nummers=feit.data["nummers"],
    )
    return announce(session, fact)


def why_not_undo_papers(session: Session, feit: Feit) -> str | None:
    row = session.get(Loting, feit.data["loting"])
    if row is None:
        return "de papieren zijn al weggelegd"
    drawn = session.scalar(
        select(LotingIdee.idee_id).where(LotingIdee.loting_id == row.id, LotingIdee.trekking.is_not(None)).limit(1)
    )
    return "er is al getrokken" if drawn is not None else None
