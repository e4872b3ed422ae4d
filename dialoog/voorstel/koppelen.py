"""Which oplossing a card belongs to: a card that came loose, from a file or made by hand, may find its oplossing later.

Number, title and answers stay those of the card. Who may write on it follows the oplossing."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.errors import BadInput, Outdated
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.models import Oplossing, Voorstel


def set_oplossing(
    dialoog_id: int, bijeenkomst_id: int | None, nummer: int, versie: int, oplossing_id: int | None, wie: str
) -> None:
    """Say which oplossing a card belongs to, None: to no one (use case). There already: nothing happens.

    `versie` is that of the card on the asking screen. Raises NotFound (no such card), Outdated (the card was changed,
    or the oplossing got a card), BadInput (no such oplossing)."""
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        if card.oplossing_id == oplossing_id:
            return
        if card.versie != versie:
            now = f"Het hoort nu bij: {card.oplossing.titel}" if card.oplossing else "Het hoort nu bij geen oplossing"
            raise Outdated(f"Voorstel {nummer} is intussen veranderd. {now}. Uw keuze staat er nog. Bewaar opnieuw.")
        row = _need_free(session, dialoog_id, oplossing_id) if oplossing_id is not None else None
        write_koppeling(session, card, row, wie, bijeenkomst_id)
        if row is not None:
            _tell(session, card, row, bijeenkomst_id)


def _need_free(session: Session, dialoog_id: int, oplossing_id: int) -> Oplossing:
    row = next((row for row in queries.live_oplossingen(session, dialoog_id) if row.id == oplossing_id), None)
    if row is None:
        words = "Deze oplossing staat er niet meer. Kies opnieuw."
        raise BadInput(words, velden={"oplossing": words})
    other = kaart_van(session, row.id)
    if other is not None:
        raise Outdated(f"Bij plaats {row.plaats} hoort al een kaart: Voorstel {other.nummer}. Kies opnieuw.")
    return row


def write_koppeling(
    session: Session, card: Voorstel, row: Oplossing | None, wie: str, bijeenkomst_id: int | None
) -> int:
    """The write itself; returns the fact's number."""
    before = card.oplossing_id
    card.oplossing = row
    card.versie += 1
    session.flush()
    return announce(
        session,
        facts.VoorstelGekoppeld(
            **feithoofd(card, wie, bijeenkomst_id),
            van=before,
            naar=row.id if row else None,
            titel=row.titel if row else "",
        ),
    )


def _tell(session: Session, card: Voorstel, row: Oplossing, bijeenkomst_id: int | None) -> None:
    """News for those who may write on it from now on."""
    for owner in row.eigenaren:
        if owner.tot is None:
            fact = facts.EigenaarGenoemd(
                dialoog=card.dialoog_id,
                bijeenkomst=bijeenkomst_id,
                voor_deelnemer=owner.deelnemer_id,
                nummer=card.nummer,
                titel=card.titel,
                trekker=owner.trekker,
            )
            announce(session, fact)


def link_same_titles(session: Session, dialoog_id: int, wie: str, bijeenkomst_id: int | None) -> None:
    """A loose card that is called like an oplossing without a card becomes its card (plain function): the lowest
    number first, upper and lower case alike."""
    loose: dict[str, Voorstel] = {}
    for card in session.scalars(
        select(Voorstel)
        .where(Voorstel.dialoog_id == dialoog_id, Voorstel.oplossing_id.is_(None))
        .order_by(Voorstel.nummer)
    ):
        loose.setdefault(_gelijk(card.titel), card)
    for row in queries.live_oplossingen(session, dialoog_id) if loose else ():
        same = loose.get(_gelijk(row.titel))
        if same is not None and kaart_van(session, row.id) is None:
            write_koppeling(session, loose.pop(_gelijk(row.titel)), row, wie, bijeenkomst_id)


def _gelijk(titel: str) -> str:
    return " ".join(titel.split()).casefold()


def kaart_van(session: Session, oplossing_id: int) -> Voorstel | None:
    """The card of an oplossing; None while it has none."""
    return session.scalar(select(Voorstel).where(Voorstel.oplossing_id == oplossing_id).order_by(Voorstel.nummer))


# --- taking it back -------------------------------------------------------------------------------------------


def undo_koppeling(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of VoorstelGekoppeld."""
    former = session.get_one(Oplossing, feit.data["van"]) if feit.data["van"] is not None else None
    return write_koppeling(session, session.get_one(Voorstel, feit.data["voorstel"]), former, wie, feit.bijeenkomst_id)


def why_not_undo_koppeling(session: Session, feit: Feit) -> str | None:
    if session.get_one(Voorstel, feit.data["voorstel"]).oplossing_id != feit.data["naar"]:
        return "het voorstel hoort daarna bij een andere oplossing"
    if feit.data["van"] is None:
        return None
    if session.get_one(Oplossing, feit.data["van"]).verwijderd:
        return "de oplossing van eerst is weggehaald"
    return "de oplossing van eerst heeft nu een andere kaart" if kaart_van(session, feit.data["van"]) else None
