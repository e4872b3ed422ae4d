"""Use cases of a round: prepare, open, close, open again. The ballot is in `briefje.py`, establishing in
`vaststellen.py`, the reveal and starting over in `daarna.py`, taking a step back in `terug.py`."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.database import db, transaction
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.stemming.afspraken import AFSPRAKEN, alleen, grens_van, kleuren_van, te_weinig, zichtbaar_van
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.facts import RondeGeopend, RondeGesloten, RondeTeruggezet
from dialoog.stemming.models import RondeIdee, Stembriefje, Stemronde, TeLaat
from dialoog.stemming.open_ronde import bij_opening
from dialoog.stemming.opruimen import sweep
from dialoog.stemming.queries import get_ronde, ronde_van_stap
from dialoog.stemming.shortlist import lijst_van_ronde
from dialoog.stemming.sleutels import make_sleutel, remove_sleutel, sleutel_er
from dialoog.verslag.service import announce

STANDAARD: dict[str, Any] = {"n": 5, "per_idee": 1, **AFSPRAKEN}
MAX_N = 20


def prepare_stemronde(session: Session, stap: Stap, lijst: Iterable[int] = ()) -> Stemronde:
    """A new round of this step, voorbereid (a plain function, inside the transaction that turns the page).

    Without `lijst` (ids of ideas) it takes the shortlist when it opens."""
    evening = session.get_one(Bijeenkomst, stap.bijeenkomst_id)
    number = session.scalar(select(func.count()).where(Stemronde.dialoog_id == evening.dialoog_id)) or 0
    ronde = Stemronde(
        dialoog_id=evening.dialoog_id,
        bijeenkomst_id=evening.id,
        stap_id=stap.id,
        nummer=number + 1,
        titel=f"{stap.titel}, ronde {number + 1}",
        bijzonderheden={},
    )
    session.add(ronde)
    session.flush()
    session.add_all(RondeIdee(ronde=ronde.id, idee=idee) for idee in lijst)
    session.flush()
    return ronde


def ensure_stemronde(session: Session, stap: Stap) -> Stemronde:
    """The round of this step, made when there is none (plain function)."""
    return ronde_van_stap(session, stap.id) or prepare_stemronde(session, stap)


def begin_stemronde(dialoog_id: int, bijeenkomst_id: int, stap_id: int) -> None:
    """Prepare a round for a step whose last one is vervallen (use case). One there already: nothing happens.

    Raises NotFound, or RondeNietKlaar when this step is no stickeren."""
    with transaction() as session:
        stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
        if stap.soort != "stickeren":
            raise RondeNietKlaar("In deze stap wordt niet geplakt.")
        ensure_stemronde(session, stap)


def open_stemronde(dialoog_id: int, ronde_id: int, wie: str) -> None:
    """Open a round (use case): settings and list are fixed, its ideas locked. Open already: nothing happens.

    Raises RondeNietKlaar when there are fewer ideas than places in the top, or when it is not voorbereid."""
    if get_ronde(db.session(), dialoog_id, ronde_id).staat == "open":
        return
    name = make_sleutel()
    taken: str | None = None
    former: str | None = None
    try:
        with transaction() as session:
            ronde = get_ronde(session, dialoog_id, ronde_id)
            if ronde.staat != "open":
                former = ronde.sleutel
                _open(session, ronde, name, wie)
                taken = name
    finally:
        remove_sleutel(former if taken else name)


def _open(session: Session, ronde: Stemronde, sleutel: str, wie: str) -> None:
    if ronde.staat != "voorbereid":
        raise RondeNietKlaar(f"Deze ronde is al {ronde.staat}.")
    count = fix_ronde(session, ronde)
    ronde.bijzonderheden = bij_opening(session, ronde) if ronde.zichtbaar else {}
    ronde.staat, ronde.sleutel, ronde.geopend = "open", sleutel, klok.nu()
    ronde.versie += 1
    announce(session, _geopend(ronde, wie, count, weer=False))


def fix_ronde(session: Session, ronde: Stemronde) -> int:
    """Fix what was agreed and the list, and lock its ideas (plain function); returns how many there are.

    Raises RondeNietKlaar when there are fewer than places in the top."""
    stap = session.get_one(Stap, ronde.stap_id)
    ideeen = lijst_van_ronde(session, ronde)
    too_few = te_weinig(len(ideeen), session.get_one(Dialoog, ronde.dialoog_id).top, kleuren_van(stap.instellingen))
    if too_few and ronde.van_ronde is None:
        raise RondeNietKlaar(too_few)
    if ronde.van_ronde is None:  # of a herstemming they follow from the tie
        ronde.n, ronde.per_idee = instellingen(stap)
        ronde.kleuren, ronde.zichtbaar = kleuren_van(stap.instellingen), zichtbaar_van(stap.instellingen)
        ronde.grens = grens_van(stap.instellingen)
    session.execute(delete(RondeIdee).where(RondeIdee.ronde == ronde.id))
    session.add_all(RondeIdee(ronde=ronde.id, idee=idee.id) for idee in ideeen)
    session.flush()
    _lock(session, ronde)
    return len(ideeen)


def instellingen(stap: Stap) -> tuple[int, int]:
    """(n, per_idee) as the step has them now: stickers per person, and how many of them fit on one idea."""
    settings = {**STANDAARD, **stap.instellingen}
    n = min(max(int(settings["n"]), 1), MAX_N)
    return n, min(max(int(settings["per_idee"]), 1), n)


def _geopend(ronde: Stemronde, wie: str, ideeen: int, *, weer: bool) -> RondeGeopend:
    return RondeGeopend(
        dialoog=ronde.dialoog_id,
        bijeenkomst=ronde.bijeenkomst_id,
        wie=wie,
        waarop=f"stemronde:{ronde.id}",
        ronde=ronde.id,
        titel=ronde.titel,
        n=ronde.n,
        per_idee=ronde.per_idee,
        ideeen=ideeen,
        weer=weer,
        alleen=alleen(ronde.kleuren),
        zichtbaar=ronde.zichtbaar,
    )


def _lock(session: Session, ronde: Stemronde) -> None:
    own = select(RondeIdee.idee).where(RondeIdee.ronde == ronde.id)
    session.execute(update(Idee).where(Idee.id.in_(own)).values(vergrendeld_door=ronde.titel))


def unlock_ideas(session: Session, ronde: Stemronde) -> None:
    """Free the ideas that no other round holds (an opened one, or one that was ever vastgesteld)."""
    other = (
        select(RondeIdee.ronde)
        .join(Stemronde, Stemronde.id == RondeIdee.ronde)
        .where(
            RondeIdee.idee == Idee.id,
            Stemronde.id != ronde.id,
            Stemronde.staat.in_(("open", "gesloten")) | Stemronde.was_vastgesteld.is_(True),
        )
    )
    own = select(RondeIdee.idee).where(RondeIdee.ronde == ronde.id)
    session.execute(update(Idee).where(Idee.id.in_(own), ~exists(other)).values(vergrendeld_door=None))


def close_stemronde(dialoog_id: int, ronde_id: int, wie: str) -> None:
    """Close a round, ballots kept (use case). Closed already or later: nothing happens."""
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        if ronde.staat == "open":
            close_plain(session, ronde, wie)
    sweep()


def close_plain(session: Session, ronde: Stemronde, wie: str) -> int:
    """Close an open round inside a running transaction; returns the number of its fact."""
    ronde.staat = "gesloten"
    ronde.versie += 1
    return announce(session, RondeGesloten(**kop(ronde, wie)))


def reopen_stemronde(dialoog_id: int, ronde_id: int, wie: str) -> None:
    """gesloten → open (use case). Open already: nothing happens. Raises RondeNietKlaar."""
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        if ronde.staat == "open" and sleutel_er(ronde.sleutel):
            return
        reason = waarom_niet_open(ronde)
        if reason:
            raise RondeNietKlaar(f"De ronde kan niet weer open: {reason}.")
        reopen_plain(session, ronde, wie)


def reopen_plain(session: Session, ronde: Stemronde, wie: str) -> int:
    ronde.staat = "open"
    ronde.versie += 1
    session.execute(delete(TeLaat).where(TeLaat.ronde == ronde.id))  # those phones send again by themselves
    count = session.scalar(select(func.count()).where(RondeIdee.ronde == ronde.id)) or 0
    return announce(session, _geopend(ronde, wie, count, weer=True))


def waarom_niet_open(ronde: Stemronde) -> str | None:
    """Why a closed round cannot be opened again, or None."""
    if ronde.staat in ("open", "gesloten"):
        return None if sleutel_er(ronde.sleutel) else "de sleutel van deze ronde is er niet meer"
    return "de uitslag is vastgesteld" if ronde.staat == "vastgesteld" else f"de ronde is {ronde.staat}"


def reset_stemronde(dialoog_id: int, ronde_id: int, wie: str) -> None:
    """Back to voorbereid (use case), to change settings or list. Raises RondeNietKlaar once a stembriefje lies."""
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        if ronde.staat == "voorbereid":
            return
        reason = waarom_niet_terug(session, ronde)
        if reason:
            raise RondeNietKlaar(f"De ronde kan niet terug: {reason}.")
        reset_plain(session, ronde, wie)
        name = ronde.sleutel
    remove_sleutel(name)


def reset_plain(session: Session, ronde: Stemronde, wie: str) -> int:
    ronde.staat = "voorbereid"
    ronde.versie += 1
    unlock_ideas(session, ronde)
    session.execute(delete(TeLaat).where(TeLaat.ronde == ronde.id))
    repeated = select(Stemronde.id).where(Stemronde.stap_id == ronde.stap_id, Stemronde.staat == "vervallen")
    keeps = ronde.van_ronde is not None  # a herstemming keeps its list, a round held again that of the former one
    if not keeps and session.scalar(repeated.limit(1)) is None:
        session.execute(delete(RondeIdee).where(RondeIdee.ronde == ronde.id))
    return announce(session, RondeTeruggezet(**kop(ronde, wie)))


def waarom_niet_terug(session: Session, ronde: Stemronde) -> str | None:
    """Why a round cannot go back to voorbereid, or None."""
    if ronde.staat not in ("open", "gesloten"):
        return f"de ronde is {ronde.staat}"
    lies = session.scalar(select(Stembriefje.ronde).where(Stembriefje.ronde == ronde.id).limit(1))
    return "er is al geplakt" if lies is not None else None


def kop(ronde: Stemronde, wie: str) -> dict[str, Any]:
    """The head that all facts of a round share."""
    return {
        "dialoog": ronde.dialoog_id,
        "bijeenkomst": ronde.bijeenkomst_id,
        "wie": wie,
        "waarop": f"stemronde:{ronde.id}",
        "ronde": ronde.id,
        "titel": ronde.titel,
    }
