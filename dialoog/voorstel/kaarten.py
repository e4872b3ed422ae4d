"""Voorstelkaarten and their answers. `add_voorstel` and `add_antwoord` are plain functions for inside a transaction;
the others are use cases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import deliver, transaction
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Gemeente
from dialoog.tekst import TekstTeLang, clean_text
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries, rules
from dialoog.voorstel.errors import AntwoordBotst, KaartOpSlot
from dialoog.voorstel.koppelen import link_same_titles
from dialoog.voorstel.models import Antwoord, Oplossing, Voorstel
from dialoog.voorstel.tekst import html_to_tekst, tekst_to_html
from dialoog.voorstel.toets import clean_titel


@dataclass(frozen=True)
class Schrijver:
    """Who writes on a card: a begeleider, or a deelnemer with his id."""

    rol: str
    naam: str
    deelnemer: int | None = None


def add_voorstel(
    session: Session, dialoog_id: int, titel: str, *, oplossing: int | None = None, nummer: int | None = None
) -> Voorstel:
    """Write a card (plain function, no fact). `nummer` None: the next one; a number is never used again."""
    last = session.scalar(select(func.max(Voorstel.nummer)).where(Voorstel.dialoog_id == dialoog_id)) or 0
    row = Voorstel(dialoog_id=dialoog_id, nummer=nummer or last + 1, titel=titel, oplossing_id=oplossing, extra={})
    session.add(row)
    session.flush()
    return row


def add_antwoord(session: Session, voorstel: int, vraag: str, html: str, wie: str) -> Antwoord:
    """Add a version of an answer, cleaned HTML (plain function, no fact)."""
    row = Antwoord(
        voorstel_id=voorstel,
        vraag=vraag,
        versie=_latest(session, voorstel, vraag).versie + 1,
        html=html,
        wie=wie,
        moment=klok.nu(),
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
            dialoog=card.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            waarop=f"voorstel:{card.id}",
            voorstel=card.id,
            nummer=card.nummer,
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


def change_voorstel(
    dialoog_id: int,
    bijeenkomst_id: int | None,
    nummer: int,
    versie: int,
    titel: str,
    gemeenten: Collection[int],
    wie: str,
) -> None:
    """Title and gemeenten of a card; its number stays (use case). Nothing different: nothing happens.

    Raises NotFound, BadInput, Outdated."""
    title = clean_titel(titel)
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        chosen = list(
            session.scalars(
                select(Gemeente)
                .where(Gemeente.dialoog_id == dialoog_id, Gemeente.id.in_(set(gemeenten)))
                .order_by(Gemeente.volgorde)
            )
        )
        if card.titel == title and [g.id for g in card.gemeenten] == [g.id for g in chosen]:
            return
        if card.versie != versie:
            raise Outdated(f"Voorstel {nummer} is intussen veranderd. De titel is nu: {card.titel}")
        card.titel, card.gemeenten = title, chosen
        card.versie += 1
        announce(
            session,
            facts.VoorstelVeranderd(
                dialoog=dialoog_id,
                bijeenkomst=bijeenkomst_id,
                wie=wie,
                waarop=f"voorstel:{card.id}",
                voorstel=card.id,
                nummer=nummer,
                titel=title,
            ),
        )


def set_slot(dialoog_id: int, bijeenkomst_id: int | None, nummer: int, *, op_slot: bool, wie: str) -> None:
    """Lock a card for its eigenaren, or open it (use case). Wanted state already there: nothing happens."""
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        if card.op_slot != op_slot:
            write_slot(session, card, op_slot=op_slot, wie=wie, bijeenkomst_id=bijeenkomst_id)


def write_slot(session: Session, card: Voorstel, *, op_slot: bool, wie: str, bijeenkomst_id: int | None) -> int:
    """The write itself; returns the fact's number."""
    card.op_slot = op_slot
    card.versie += 1
    return announce(
        session,
        facts.VoorstelOpSlot(
            dialoog=card.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            waarop=f"voorstel:{card.id}",
            voorstel=card.id,
            nummer=card.nummer,
            op_slot=op_slot,
        ),
    )


def save_antwoord(
    dialoog_id: int, nummer: int, vraag: str, gezien: int, tekst: str, wie: Schrijver
) -> queries.AntwoordRij:
    """Save an answer as its next version (use case). `gezien` is the version that was changed; the same text again
    gives what lies there.

    Raises NotFound (no such card, or not one's own), KaartOpSlot, AntwoordBotst (both texts are kept: theirs in
    `stand`), BadInput (too long)."""
    try:
        text = clean_text(tekst, rules.MAX_ANTWOORD)
    except TekstTeLang as error:
        raise BadInput(str(error), velden={"tekst": str(error)}) from error
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        refuse_schrijver(session, card, wie)
        now = _latest(session, card.id, vraag)
        if text == html_to_tekst(now.html) or tekst_to_html(text) == now.html:
            return now
        if now.versie != gezien:
            raise AntwoordBotst(
                f"{now.wie} heeft dit antwoord intussen veranderd. Uw tekst is niet weg. Kies welke tekst blijft.",
                stand=antwoord_stand(now),
            )
        row = add_antwoord(session, card.id, vraag, tekst_to_html(text), wie.naam)
        saved = queries.AntwoordRij(row.versie, row.html, row.wie, row.moment)
        announce_antwoord(session, card, row)
    deliver([facts.Bijgewerkt(dialoog_id)])
    return saved


def announce_antwoord(session: Session, card: Voorstel, row: Antwoord) -> int:
    """That an answer is there, or is another one; returns the fact's number."""
    head: dict[str, Any] = {
        "dialoog": card.dialoog_id,
        "wie": row.wie,
        "waarop": f"voorstel:{card.id}",
        "voorstel": card.id,
        "nummer": card.nummer,
        "vraag": row.vraag,
        "plek": rules.SLEUTELS.index(row.vraag) + 1,
    }
    if row.versie == 1:
        return announce(session, facts.AntwoordGeschreven(**head))
    return announce(session, facts.AntwoordVeranderd(**head, versie=row.versie))


def antwoord_stand(row: queries.AntwoordRij) -> dict[str, object]:
    """An answer as a screen gets it: plain text, with who and when (text)."""
    return {
        "versie": row.versie,
        "tekst": html_to_tekst(row.html),
        "wie": row.wie,
        "moment": klok.klokslag(row.moment),
    }


def refuse_schrijver(session: Session, card: Voorstel, wie: Schrijver) -> None:
    """Raises NotFound when the card is not one's own, KaartOpSlot when it is locked."""
    own = wie.deelnemer is not None and queries.is_eigenaar(session, card.oplossing_id, wie.deelnemer)
    if rules.mag_schrijven(wie.rol, eigenaar=own, op_slot=card.op_slot):
        return
    if not own:
        raise NotFound("Dit voorstel bestaat niet, of het is niet van u.")
    raise KaartOpSlot(
        "De begeleider heeft dit voorstel op slot gezet. Wat eerder bewaard is, is veilig. "
        "Uw tekst staat nog hieronder. Vraag de begeleider om het te openen.",
        stand={"op_slot": True},
    )


def _latest(session: Session, voorstel_id: int, vraag: str) -> queries.AntwoordRij:
    return queries.latest_antwoorden(session, [voorstel_id]).get((voorstel_id, vraag), queries.AntwoordRij())
