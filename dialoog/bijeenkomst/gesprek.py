"""Notes of a conversation: what the begeleider types while the hall talks. Nothing that was saved is ever lost."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Bijeenkomst, Gesprek, Gespreksversie, Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.bijeenkomst.tonenfeiten import GesprekGenoteerd
from dialoog.database import transaction
from dialoog.errors import NotFound, NotNow, Outdated
from dialoog.verslag.service import announce

SOORT = "gesprek"
MAX_NOTITIES = 20_000


@dataclass(frozen=True)
class Notities:
    """What lies there; `versie` 0: nothing was saved yet. `wie` and `moment` are of the last save."""

    tekst: str = ""
    versie: int = 0
    wie: str = ""
    moment: datetime | None = None


def get_gesprek(session: Session, dialoog_id: int, bijeenkomst_id: int, stap_id: int) -> Stap:
    """The step, when it is a conversation. Raises NotFound."""
    stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
    if stap.soort != SOORT:
        raise NotFound("Bij deze stap horen geen notities.")
    return stap


def notities(session: Session, stap_id: int) -> Notities:
    """The notes of a step as they are now."""
    row = session.get(Gesprek, stap_id)
    if row is None:
        return Notities()
    last = session.get_one(Gespreksversie, (stap_id, row.versie))
    return Notities(row.tekst, row.versie, last.wie, last.moment)


def notities_van_dialoog(session: Session, dialoog_id: int) -> dict[int, str]:
    """step → notes, of every conversation of a dialogue that holds any."""
    rows = session.execute(
        select(Gesprek.stap_id, Gesprek.tekst)
        .join(Stap, Stap.id == Gesprek.stap_id)
        .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
        .where(Bijeenkomst.dialoog_id == dialoog_id)
    )
    return {stap: tekst for stap, tekst in rows if tekst}


def save_notities(dialoog_id: int, bijeenkomst_id: int, stap_id: int, versie: int, tekst: str, wie: str) -> Notities:
    """Save the notes (use case), while the step is live and after it. The same text again: nothing happens.

    The first save is one fact for the record; each save adds a version. Raises NotFound, NotNow (not begun yet),
    Outdated with what lies there (`stand`: tekst, versie, wie)."""
    with transaction() as session:
        stap = get_gesprek(session, dialoog_id, bijeenkomst_id, stap_id)
        session.refresh(stap, with_for_update=True)  # two saves at once: the second sees what the first wrote
        now = notities(session, stap.id)
        if now.tekst == tekst:
            return now
        if now.versie != versie:
            raise Outdated(
                "Iemand anders schreef hier ook. Uw tekst staat er nog en is niet bewaard. Maak er samen één van.",
                stand={"tekst": now.tekst, "versie": now.versie, "wie": now.wie},
            )
        if stap.staat not in ("live", "gedaan") and now.versie == 0:
            raise NotNow("Dit gesprek is nog niet begonnen. Uw tekst staat er nog. Begin eerst de stap.")
        saved = put_notities(session, stap.id, tekst, wie, versie + 1)
        if now.versie == 0:
            fact = GesprekGenoteerd(
                dialoog=dialoog_id,
                bijeenkomst=bijeenkomst_id,
                wie=wie,
                waarop=f"stap:{stap.id}",
                stap=stap.id,
                titel=stap.titel,
            )
            announce(session, fact)
        return saved


def put_notities(session: Session, stap_id: int, tekst: str, wie: str, versie: int = 1) -> Notities:
    """Lay a text as this version, in a running transaction."""
    row = session.get(Gesprek, stap_id)
    if row is None:
        row = Gesprek(stap_id=stap_id)
        session.add(row)
    row.tekst, row.versie = tekst, versie
    session.flush()
    moment = klok.nu()
    session.add(Gespreksversie(stap_id=stap_id, versie=versie, tekst=tekst, wie=wie, moment=moment))
    session.flush()
    return Notities(tekst, versie, wie, moment)
