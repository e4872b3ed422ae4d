"""Reading the frozen editions of a book."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, undefer

from dialoog.config import Config
from dialoog.errors import NotFound, NotNow
from dialoog.themaboek.boek import Boek, boek_from_dict
from dialoog.themaboek.models_uitgave import ONDERWEG, Uitgave, Uitgavebestand
from dialoog.themaboek.uitgavemap import read_bestand


def uitgaven(session: Session, dialoog_id: int) -> list[Uitgave]:
    """All editions with their files, the newest first."""
    return list(
        session.scalars(
            select(Uitgave)
            .where(Uitgave.dialoog_id == dialoog_id)
            .order_by(Uitgave.nummer.desc())
            .options(selectinload(Uitgave.bestanden))
        )
    )


def get_uitgave(session: Session, dialoog_id: int, nummer: int) -> Uitgave:
    """Raises NotFound."""
    found = session.scalar(select(Uitgave).where(Uitgave.dialoog_id == dialoog_id, Uitgave.nummer == nummer))
    if found is None:
        raise NotFound(f"Uitgave {nummer} bestaat niet.")
    return found


def laatste_nummer(session: Session, dialoog_id: int) -> int:
    """The highest number ever given; 0 for none."""
    return session.scalar(select(func.max(Uitgave.nummer)).where(Uitgave.dialoog_id == dialoog_id)) or 0


def find_geldige(session: Session, dialoog_id: int) -> Uitgave | None:
    """The last edition that is klaar and was not taken back."""
    return session.scalar(
        select(Uitgave)
        .where(Uitgave.dialoog_id == dialoog_id, Uitgave.staat == "klaar")
        .order_by(Uitgave.nummer.desc())
        .limit(1)
    )


def find_onaf(session: Session, dialoog_id: int) -> Uitgave | None:
    """The edition whose files are not all there yet."""
    return session.scalar(
        select(Uitgave).where(Uitgave.dialoog_id == dialoog_id, Uitgave.staat.in_((*ONDERWEG, "mislukt"))).limit(1)
    )


def find_vorige(session: Session, dialoog_id: int) -> tuple[int, Boek] | None:
    """Number and full content of the edition that a next one compares with; None where there is none, or where what
    was kept of it is of another time and can no longer be read."""
    found = find_geldige(session, dialoog_id)
    if found is None:
        return None
    session.refresh(found, ["inhoud"])
    try:
        return found.nummer, boek_from_dict(found.inhoud["volledig"])
    except (ValueError, KeyError):
        return None


def next_werk(session: Session) -> Uitgave | None:
    """The edition whose turn it is, with its content; one that was begun goes first."""
    return session.scalar(
        select(Uitgave)
        .where(Uitgave.staat.in_(ONDERWEG))
        .order_by(Uitgave.staat, Uitgave.id)
        .limit(1)
        .options(undefer(Uitgave.inhoud), selectinload(Uitgave.bestanden))
    )


def get_bestand(session: Session, settings: Config, dialoog_id: int, nummer: int, soort: str, formaat: str) -> bytes:
    """The frozen bytes of a file. Raises NotFound (never made), NotNow (not yet, taken back, or no longer the same)."""
    row = get_uitgave(session, dialoog_id, nummer)
    file = session.get(Uitgavebestand, (row.id, soort, formaat))
    if file is None:
        raise NotFound(f"Van uitgave {nummer} is dit bestand er niet.")
    if row.staat == "ingetrokken":
        raise NotNow(f"Uitgave {nummer} is ingetrokken. Het bestand wordt niet meer gegeven.")
    if row.staat != "klaar":
        raise NotNow(f"Uitgave {nummer} is nog niet klaar. Kijk bij Uitgaven hoe ver het is.")
    data = read_bestand(settings, file.sha256)
    if data is None:
        raise NotNow(
            f"Dit bestand van uitgave {nummer} ligt niet meer op de server zoals het is vastgelegd. We geven u "
            "niet iets anders. Vraag de beheerder om de map met gegevens uit een reservekopie terug te zetten."
        )
    return data
