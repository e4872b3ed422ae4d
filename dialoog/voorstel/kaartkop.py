"""Title and gemeenten of a card; its number stays."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import deliver, transaction
from dialoog.opgave.models import Gemeente
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries
from dialoog.voorstel.antwoorden import Schrijver, refuse_schrijver
from dialoog.voorstel.errors import DeelBotst
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.toets import clean_titel


def change_voorstel(
    dialoog_id: int,
    bijeenkomst_id: int | None,
    nummer: int,
    versie: int,
    titel: str,
    gemeenten: Collection[int],
    wie: Schrijver,
) -> None:
    """Title and gemeenten of a card; its number stays (use case). Nothing different: nothing happens.

    Raises NotFound, BadInput, KaartOpSlot, DeelBotst (what lies there is in `stand`)."""
    title = clean_titel(titel)
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        session.refresh(card, with_for_update=True)
        refuse_schrijver(session, card, wie)
        chosen = _gemeenten(session, dialoog_id, gemeenten)
        if card.titel == title and [g.id for g in card.gemeenten] == [g.id for g in chosen]:
            return
        if card.versie != versie:
            raise DeelBotst(
                f"Voorstel {nummer} is intussen veranderd. Wat u invulde, is niet weg. Kies wat blijft.",
                stand={"versie": card.versie, "titel": card.titel, "gemeenten": [g.naam for g in card.gemeenten]},
            )
        write_kop(session, card, title, chosen, wie.naam, bijeenkomst_id)
    deliver([facts.Bijgewerkt(dialoog_id)])


def write_kop(
    session: Session, card: Voorstel, titel: str, gemeenten: Sequence[Gemeente], wie: str, bijeenkomst_id: int | None
) -> int:
    """The write itself; returns the fact's number."""
    before, before_places = card.titel, [gemeente.id for gemeente in card.gemeenten]
    card.titel, card.gemeenten = titel, list(gemeenten)
    card.versie += 1
    session.flush()
    return announce(
        session,
        facts.VoorstelVeranderd(
            **feithoofd(card, wie, bijeenkomst_id),
            titel=titel,
            van_titel=before,
            van_gemeenten=before_places,
            naar_versie=card.versie,
        ),
    )


def _gemeenten(session: Session, dialoog_id: int, ids: Collection[int]) -> list[Gemeente]:
    return list(
        session.scalars(
            select(Gemeente)
            .where(Gemeente.dialoog_id == dialoog_id, Gemeente.id.in_(set(ids)))
            .order_by(Gemeente.volgorde)
        )
    )


# --- taking it back -------------------------------------------------------------------------------------------


def why_not_undo_kop(session: Session, feit: Feit) -> str | None:
    card = session.get_one(Voorstel, feit.data["voorstel"])
    if card.versie != feit.data.get("naar_versie"):
        return "het voorstel is daarna nog veranderd"
    known = _gemeenten(session, feit.dialoog_id, feit.data["van_gemeenten"])
    return None if len(known) == len(feit.data["van_gemeenten"]) else "een gemeente van eerst is er niet meer"


def undo_kop(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of VoorstelVeranderd."""
    card = session.get_one(Voorstel, feit.data["voorstel"])
    former = _gemeenten(session, feit.dialoog_id, feit.data["van_gemeenten"])
    return write_kop(session, card, feit.data["van_titel"], former, wie, feit.bijeenkomst_id)
