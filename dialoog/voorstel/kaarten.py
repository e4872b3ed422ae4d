"""Voorstelkaarten; their answers stand in `antwoorden.py`. `add_voorstel` and `make_voorstellen` are plain functions
for inside a transaction; the others are use cases."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries
from dialoog.voorstel.antwoorden import Schrijver as Schrijver  # who works on a card looks for these here
from dialoog.voorstel.antwoorden import refuse_schrijver as refuse_schrijver
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.koppelen import link_same_titles
from dialoog.voorstel.models import Oplossing, Voorstel
from dialoog.voorstel.toets import clean_titel


def add_voorstel(
    session: Session, dialoog_id: int, titel: str, *, oplossing: int | None = None, nummer: int | None = None
) -> Voorstel:
    """Write a card (plain function, no fact). `nummer` None: the next one; a number is never used again."""
    most = select(func.max(Voorstel.nummer), func.max(Voorstel.volgorde)).where(Voorstel.dialoog_id == dialoog_id)
    last, place = (number or 0 for number in session.execute(most).one())
    row = Voorstel(
        dialoog_id=dialoog_id,
        nummer=nummer or last + 1,
        volgorde=place + 1,
        titel=titel,
        oplossing_id=oplossing,
        extra={},
    )
    session.add(row)
    session.flush()
    return row


def make_voorstellen(session: Session, dialoog_id: int, wie: str, bijeenkomst_id: int | None) -> list[Voorstel]:
    """A card for every oplossing that has none, in their order, with its fact (plain function). A loose card of the
    same title is linked instead. Returns what was made."""
    link_same_titles(session, dialoog_id, wie, bijeenkomst_id)
    have = set(session.scalars(select(Voorstel.oplossing_id).where(Voorstel.dialoog_id == dialoog_id)))
    rows: Sequence[Oplossing] = queries.live_oplossingen(session, dialoog_id)
    made = [add_voorstel(session, dialoog_id, row.titel, oplossing=row.id) for row in rows if row.id not in have]
    for card in made:
        _announce_new(session, card, wie, bijeenkomst_id)
    return made


def _announce_new(session: Session, card: Voorstel, wie: str, bijeenkomst_id: int | None) -> None:
    announce(
        session,
        facts.VoorstelGemaakt(
            **feithoofd(card, wie, bijeenkomst_id),
            titel=card.titel,
        ),
    )


# --- use cases ------------------------------------------------------------------------------------------------


def make_cards(dialoog_id: int, bijeenkomst_id: int | None, wie: str) -> int:
    """A card for every oplossing that has none (use case). Returns how many were made."""
    with transaction() as session:
        return len(make_voorstellen(session, dialoog_id, wie, bijeenkomst_id))


def make_loose(dialoog_id: int, bijeenkomst_id: int | None, titel: str, wie: str) -> int:
    """A voorstel without an oplossing (use case). Returns its number; the same title again gives the first one,
    while nothing was written on it. Raises BadInput."""
    title = clean_titel(titel)
    with transaction() as session:
        for row in queries.voorstellen(session, dialoog_id):
            if row.titel == title and row.oplossing is None and not row.versies:
                return row.nummer
        card = add_voorstel(session, dialoog_id, title)
        _announce_new(session, card, wie, bijeenkomst_id)
        return card.nummer
