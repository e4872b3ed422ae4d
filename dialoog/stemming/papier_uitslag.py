"""A round that is settled on paper: the typed totals stand for the whole round. What lay on the phones goes unread,
with the key, as of a round that is vervallen (docs/geheim.md)."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.errors import BadInput, Outdated
from dialoog.stemming.daarna import drop_ballots
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.facts import PapierVerbeterd, RondeOpPapier
from dialoog.stemming.models import LosseSticker, RondeIdee, Stembriefje, Stemronde
from dialoog.stemming.opruimen import forget_ronde
from dialoog.stemming.papier import Telling
from dialoog.stemming.queries import get_ronde, lijst_van
from dialoog.stemming.service import fix_ronde, kop
from dialoog.stemming.vaststellen import store_loose
from dialoog.verslag.service import announce

MAX_REDEN = 500


def settle_on_paper(dialoog_id: int, ronde_id: int, versie: int, telling: Telling, wie: str) -> None:
    """Establish a round by a count on paper (use case): one that is prepared, open or closed, also without its key.

    The same count again: nothing happens. Raises RondeNietKlaar, Outdated when the round changed since `versie`."""
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        if ronde.soort == "papier" and ronde.staat == "vastgesteld" and _staat_er(session, ronde, telling):
            return
        if ronde.staat not in ("voorbereid", "open", "gesloten"):
            raise RondeNietKlaar(f"Deze ronde is al {ronde.staat}.")
        if ronde.versie != versie:
            raise Outdated("Met deze ronde gebeurde net iets. Kijk hoe het nu is, en stel dan vast.", stand={})
        if ronde.staat == "voorbereid":
            fix_ronde(session, ronde)
        lay = session.scalar(select(Stembriefje.ronde).where(Stembriefje.ronde == ronde.id).limit(1)) is not None
        name = ronde.sleutel
        drop_ballots(session, ronde.id)
        _store(session, ronde, telling)
        ronde.soort, ronde.staat, ronde.was_vastgesteld = "papier", "vastgesteld", True
        ronde.vastgesteld, ronde.onthuld = klok.nu(), None
        ronde.bijzonderheden = {"draagvlak": {"reden": "papier"}, "gewist": lay}
        announce(
            session,
            RondeOpPapier(**kop(ronde, wie), mensen=telling.mensen, stickers=telling.totaal, gewist=lay),
        )
    forget_ronde(name)


def correct_papier(dialoog_id: int, ronde_id: int, versie: int, telling: Telling, reden: str, wie: str) -> None:
    """Mend a count that was typed wrong (use case), as a fact of its own with its reason.

    Raises RondeNietKlaar when it is no count on paper or a herstemming followed from it, BadInput, Outdated."""
    reden = reden.strip()
    if not reden or len(reden) > MAX_REDEN:
        raise BadInput("Schrijf kort waarom de telling verandert.", velden={"reden": "Schrijf kort waarom."})
    with transaction() as session:
        ronde = get_ronde(session, dialoog_id, ronde_id)
        reason = waarom_niet_verbeteren(session, ronde)
        if reason:
            raise RondeNietKlaar(reason)
        if _staat_er(session, ronde, telling):
            return
        if ronde.versie != versie:
            raise Outdated("Een ander verbeterde deze telling net. Kijk hoe hij nu is.", stand={})
        before = getypt(session, ronde)
        _store(session, ronde, telling)
        changed = [n for n, count in telling.stickers.items() if count != before.stickers.get(n, 0)]
        announce(
            session,
            PapierVerbeterd(
                **kop(ronde, wie),
                reden=reden,
                mensen=telling.mensen,
                stickers=telling.totaal,
                was={str(n): before.stickers.get(n, 0) for n in changed},
                nu={str(n): telling.stickers[n] for n in changed},
            ),
        )


def waarom_niet_verbeteren(session: Session, ronde: Stemronde) -> str | None:
    """Why a count cannot be mended any more; None: it can."""
    if ronde.soort != "papier" or ronde.staat != "vastgesteld":
        return "Alleen een telling op papier kan worden verbeterd."
    later = select(Stemronde.id).where(Stemronde.van_ronde == ronde.id, Stemronde.staat != "vervallen")
    if session.scalar(later.limit(1)) is not None:
        return "Er is al een herstemming na deze telling. Laat die eerst vervallen."
    return None


def getypt(session: Session, ronde: Stemronde) -> Telling:
    """The count as it stands."""
    number = {idee.id: idee.nummer for idee in lijst_van(session, ronde.id).values()}
    rows = session.execute(select(RondeIdee.idee, RondeIdee.stickers).where(RondeIdee.ronde == ronde.id))
    return Telling(ronde.briefjes or 0, {number[idee]: stickers or 0 for idee, stickers in rows})


def _staat_er(session: Session, ronde: Stemronde, telling: Telling) -> bool:
    return getypt(session, ronde).kenmerk == telling.kenmerk


def _store(session: Session, ronde: Stemronde, telling: Telling) -> None:
    loose: list[int] = []
    for idee, found in lijst_van(session, ronde.id).items():
        count = telling.stickers.get(found.nummer, 0)
        session.execute(
            update(RondeIdee)
            .where(RondeIdee.ronde == ronde.id, RondeIdee.idee == idee)
            .values(stickers=count, mensen=None, draagvlak=None)
        )
        loose += [idee] * count
    session.execute(delete(LosseSticker).where(LosseSticker.ronde == ronde.id))
    store_loose(session, ronde.id, loose)
    ronde.briefjes = telling.mensen
    ronde.versie += 1
