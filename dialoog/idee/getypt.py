"""Ideas that a notulist types from paper: while the ideas are open, and corrected until they close."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.database import transaction
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.idee.beheer import write_deelvragen, write_tekst
from dialoog.idee.errors import IdeeenDicht
from dialoog.idee.facts import IdeeToegevoegd
from dialoog.idee.models import Idee
from dialoog.idee.queries import SAMENGEVOEGD, find_idee
from dialoog.idee.service import as_json, clean_idee, new_idee, pick_deelvragen, refuse_vast
from dialoog.verslag.service import announce

_DICHT = "Uw tekst staat nog op dit toestel. Geef hem aan de begeleider, die kan hem er nog bij zetten."


def getypte_ideeen(session: Session, dialoog_id: int, notulist_id: int) -> list[Idee]:
    """What this notulist typed, newest first."""
    question = select(Idee).where(Idee.dialoog_id == dialoog_id, Idee.kenmerk.startswith(_mark(notulist_id, "")))
    return list(
        session.scalars(question.order_by(Idee.nummer.desc()).options(selectinload(Idee.deelvragen), SAMENGEVOEGD))
    )


def add_getypt(
    dialoog_id: int, notulist_id: int, kenmerk: str, tekst: str, deelvraag_ids: Iterable[int], wie: str
) -> dict[str, Any]:
    """An idea from paper, of nobody in particular (use case); the same kenmerk gets the first answer. Returns
    `as_json`. Raises BadInput, IdeeenDicht."""
    if not 8 <= len(kenmerk) <= 64 or not kenmerk.isascii() or not kenmerk.isprintable():
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw. Uw tekst blijft op dit toestel.")
    with transaction() as session:
        mark = _mark(notulist_id, kenmerk)
        found = session.scalar(select(Idee).where(Idee.kenmerk == mark))
        if found is not None:
            return as_json(found)
        stap = open_stap(session, dialoog_id)
        if stap is None:
            raise IdeeenDicht(f"De ideeën zijn nu niet open. {_DICHT}")
        idee = new_idee(
            session, dialoog_id, mark, clean_idee(tekst), deelvraag_ids, stap=stap, indiener=None, bron="papier"
        )
        announce(
            session,
            IdeeToegevoegd(
                dialoog=dialoog_id,
                bijeenkomst=stap.bijeenkomst_id,
                wie=wie,
                waarop=f"idee:{idee.id}",
                idee=idee.id,
                nummer=idee.nummer,
                bron="papier",
            ),
        )
        return as_json(idee)


def change_getypt(
    dialoog_id: int,
    notulist_id: int,
    idee_id: int,
    versie: int,
    tekst: str,
    deelvraag_ids: Iterable[int],
    wie: str,
) -> dict[str, Any]:
    """Correct what one typed oneself; the former text is kept (use case). Wanted text already there: nothing happens.

    Raises NotFound (not one's own), BadInput, IdeeenDicht, IdeeVast, NotNow (hidden or merged), Outdated."""
    with transaction() as session:
        idee = find_idee(session, dialoog_id, idee_id)
        if idee is None or not idee.kenmerk.startswith(_mark(notulist_id, "")):
            raise NotFound("Dit idee staat niet bij wat u typte.")
        text = clean_idee(tekst)
        questions = pick_deelvragen(session, dialoog_id, deelvraag_ids)
        if (idee.tekst, idee.deelvragen) == (text, questions):
            return as_json(idee)
        stap = open_stap(session, dialoog_id)
        if stap is None or idee.stap_id != stap.id:
            raise IdeeenDicht(
                f"De ideeën zijn gesloten. Nummer {idee.nummer} staat er nog zoals het was. Vraag de begeleider om "
                "het te verbeteren.",
                stand=as_json(idee),
            )
        refuse_vast(idee)
        if idee.staat != "los":
            raise NotNow("Dit idee staat niet meer los op de muur. Er is niets veranderd.", stand=as_json(idee))
        if idee.versie != versie:
            raise Outdated(
                f"Nummer {idee.nummer} is intussen veranderd. Hieronder staat hoe het nu is. Uw tekst blijft staan.",
                stand=as_json(idee),
            )
        if idee.tekst != text:
            write_tekst(session, idee, text, wie=wie, bijeenkomst_id=stap.bijeenkomst_id)
        if idee.deelvragen != questions:
            ids = [deelvraag.id for deelvraag in questions]
            write_deelvragen(session, idee, ids, wie=wie, bijeenkomst_id=stap.bijeenkomst_id)
        return as_json(idee)


def open_stap(session: Session, dialoog_id: int) -> Stap | None:
    """The live step *ideeën* of this dialogue while it is open; closing waits until the idea is there."""
    stap = session.scalar(
        select(Stap)
        .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
        .where(Bijeenkomst.dialoog_id == dialoog_id, Stap.staat == "live", Stap.soort == "ideeen")
        .order_by(Bijeenkomst.volgorde.desc())
        .limit(1)
        .with_for_update(read=True, of=Stap)
    )
    return None if stap is None or stap.instellingen.get("gesloten") else stap


def _mark(notulist_id: int, kenmerk: str) -> str:
    return f"notulist:{notulist_id}:{kenmerk}"
