"""Links for who takes notes: make one, come in by it, end it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dialoog import klok
from dialoog.access import hash_token, new_token
from dialoog.database import transaction
from dialoog.errors import BadInput, NotFound
from dialoog.notulist import facts
from dialoog.notulist.models import Notulist, Notulistlink
from dialoog.notulist.rules import MAX_NAAM, in_verslag
from dialoog.tekst import clean_line
from dialoog.verslag.service import announce


def links(session: Session, dialoog_id: int) -> list[Notulistlink]:
    """The links that still let people in, oldest first, with who came in by them."""
    question = select(Notulistlink).where(Notulistlink.dialoog_id == dialoog_id, Notulistlink.beeindigd.is_(None))
    return list(session.scalars(question.order_by(Notulistlink.id).options(selectinload(Notulistlink.notulisten))))


def find_link(session: Session, dialoog_id: int, token: str) -> Notulistlink | None:
    """The link of a token while it lets people in."""
    return session.scalar(
        select(Notulistlink).where(
            Notulistlink.token_hash == hash_token(token),
            Notulistlink.dialoog_id == dialoog_id,
            Notulistlink.beeindigd.is_(None),
        )
    )


def make_link(dialoog_id: int, wie: str) -> str:
    """A new link (use case). Returns its token, which is kept nowhere."""
    token = new_token()
    with transaction() as session:
        row = Notulistlink(dialoog_id=dialoog_id, token_hash=hash_token(token), wie=wie, gemaakt=klok.nu())
        session.add(row)
        session.flush()
        announce(session, facts.NotulistLinkGemaakt(dialoog=dialoog_id, wie=wie, link=row.id))
    return token


def end_link(dialoog_id: int, link_id: int, wie: str) -> None:
    """Nobody comes in by this link any more, and who came in types no more (use case). Ended already: nothing.

    Raises NotFound."""
    with transaction() as session:
        row = session.scalar(
            select(Notulistlink).where(Notulistlink.id == link_id, Notulistlink.dialoog_id == dialoog_id)
        )
        if row is None:
            raise NotFound("Deze link bestaat niet.")
        if row.beeindigd is None:
            row.beeindigd = klok.nu()
            announce(session, facts.NotulistLinkBeeindigd(dialoog=dialoog_id, wie=wie, voor_notulisten=row.id))


def come_in(dialoog_id: int, token: str, naam: str, toestel: str | None) -> str:
    """Come in by a link under this name (use case). `toestel` is the token of this device, when it has one; one that
    typed before goes on as the same notulist. Returns the token for the device.

    Raises NotFound (no such link, or ended), BadInput (`naam`)."""
    try:
        name = clean_line(naam, MAX_NAAM)
    except ValueError as error:
        raise BadInput(str(error), velden={"naam": str(error)}) from error
    if not name:
        message = "Vul uw naam in. Die komt in het verslag bij wat u typt."
        raise BadInput(message, velden={"naam": message})
    with transaction() as session:
        link = find_link(session, dialoog_id, token)
        if link is None:
            raise NotFound("Deze link werkt niet meer. Vraag de begeleider om een nieuwe.")
        known = _known(session, dialoog_id, toestel)
        if known is not None and toestel is not None and (known.link_id, known.naam) == (link.id, name):
            return toestel
        device = toestel if known is not None and toestel is not None else new_token()
        if known is None:
            known = Notulist(token_hash=hash_token(device), sinds=klok.nu())
            session.add(known)
        known.link, known.naam = link, name
        session.flush()
        announce(session, facts.NotulistErbij(dialoog=dialoog_id, wie=in_verslag(name), naam=name))
        return device


def _known(session: Session, dialoog_id: int, toestel: str | None) -> Notulist | None:
    if not toestel:
        return None
    return session.scalar(
        select(Notulist)
        .join(Notulistlink, Notulistlink.id == Notulist.link_id)
        .where(Notulist.token_hash == hash_token(toestel), Notulistlink.dialoog_id == dialoog_id)
    )
