"""Ways out of a tie at the edge (domein.md, *Settled questions*): a herstemming, and where that ends equal again, a
lot. The third, the group's choice with its reason, is `oplossingen.settle_rand`. Use cases."""

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.database import deliver, transaction
from dialoog.errors import BadInput, NotNow
from dialoog.stemming.besluit import find_herstemming
from dialoog.stemming.herstemming import announce_herstemming, prepare_herstemming
from dialoog.stemming.lot import draw, get_loting, lay_papers, lot_van
from dialoog.stemming.naast import naast
from dialoog.stemming.queries import Uitslag, UitslagRij, uitslag
from dialoog.voorstel import facts, queries
from dialoog.voorstel.rand import open_rand
from dialoog.voorstel.toets import need_uitslag

WEGEN = ("herstemming", "keuze", "loting")


def choose_way(dialoog_id: int, bijeenkomst_id: int, stap_id: int, weg: str) -> None:
    """Which of the three ways stands in the regie (use case): a setting of the live step. Raises BadInput, NotNow."""
    if weg not in WEGEN:
        raise BadInput("Kies een van de drie wegen.")
    with transaction() as session:
        stap = _live(session, dialoog_id, bijeenkomst_id, stap_id)
        if stap.instellingen.get("weg") == weg:
            return
        stap.instellingen = {**stap.instellingen, "weg": weg}
        stap.versie += 1
    deliver([facts.Bijgewerkt(dialoog_id)])


def show_naast(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, toon: bool) -> None:
    """Put two rounds beside each other on the beamer, or take them away (use case): a setting of the live step.

    Raises NotNow: there is no former round, or the hall has not seen both."""
    with transaction() as session:
        stap = _live(session, dialoog_id, bijeenkomst_id, stap_id)
        beside = naast(session, uitslag(session, dialoog_id))
        if toon and (beside is None or not beside.getoond):
            raise NotNow("De zaal heeft niet beide rondes gezien. Er is niets veranderd.")
        if bool(stap.instellingen.get("naast")) == toon:
            return
        stap.instellingen = {**stap.instellingen, "naast": toon}
        stap.versie += 1
    deliver([facts.Bijgewerkt(dialoog_id)])


def begin_herstemming(dialoog_id: int, bijeenkomst_id: int, stap_id: int, ronde_id: int, wie: str) -> None:
    """Lay a herstemming ready among what is equal now (use case). One that was not established yet: nothing happens.

    `ronde_id` is the round on the asking screen. Raises NotNow: no tie, another result, or one was held already."""
    with transaction() as session:
        stap = _live(session, dialoog_id, bijeenkomst_id, stap_id)
        result, free, tied = _tie(session, dialoog_id, ronde_id)
        held = find_herstemming(session, result.ronde)
        if held is not None and held.staat != "vastgesteld":
            return
        if held is not None:
            raise NotNow(
                "De herstemming is al geweest. Weer gelijk? Dan kiest de groep met een reden, of u laat loten."
            )
        if not 0 < free < len(tied):
            raise NotNow("Er is geen gelijke stand meer. Er is niets veranderd. Kijk opnieuw naar de stand.")
        ronde = prepare_herstemming(session, stap, result.ronde, [rij.idee for rij in tied], free)
        announce_herstemming(session, ronde, wie)


def begin_loting(dialoog_id: int, bijeenkomst_id: int, stap_id: int, ronde_id: int, wie: str) -> None:
    """Lay the papers of a lot ready (use case), after a herstemming that ended equal. There already: nothing happens.

    Raises NotNow."""
    with transaction() as session:
        stap = _live(session, dialoog_id, bijeenkomst_id, stap_id)
        result, free, tied = _tie(session, dialoog_id, ronde_id)
        held = find_herstemming(session, result.ronde)
        if result.besluit is None or held is None:
            raise NotNow("Eerst een herstemming. Loten kan als het daarna weer gelijk is.")
        if lot_van(session, held.id) is not None:
            return
        if not 0 < free < len(tied):
            raise NotNow("Er is geen gelijke stand meer. Er is niets veranderd. Kijk opnieuw naar de stand.")
        lay_papers(session, held, stap.bijeenkomst_id, [rij.idee for rij in tied], free, wie)


def draw_lot(dialoog_id: int, bijeenkomst_id: int, stap_id: int, loting_id: int, gezien: int, wie: str) -> None:
    """Draw one paper (use case). `gezien`: how many were drawn on the asking screen; more by now: nothing happens, so
    that a press sent twice draws once. Raises NotFound, NotNow (all drawn, or its place is taken)."""
    with transaction() as session:
        stap = _live(session, dialoog_id, bijeenkomst_id, stap_id)
        row = get_loting(session, dialoog_id, loting_id)
        lot = lot_van(session, row.ronde_id)
        assert lot is not None
        if gezien < len(lot.getrokken):
            return
        result = need_uitslag(session, dialoog_id)
        free, _ = open_rand(result, queries.live_oplossingen(session, dialoog_id))
        held = find_herstemming(session, result.ronde)
        if not lot.klaar and (not free or held is None or held.id != lot.ronde):
            raise NotNow("Er is geen plaats meer om te loten. Er is niets getrokken. Kijk opnieuw naar de stand.")
        draw(session, lot, dialoog_id, stap.bijeenkomst_id, wie)


def _live(session: Session, dialoog_id: int, bijeenkomst_id: int, stap_id: int) -> Stap:
    """The live step *Uitslag*. Raises NotFound, NotNow."""
    stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
    if stap.soort != "uitslag" or stap.staat != "live":
        raise NotNow("Deze stap is nu niet aan de beurt. Er is niets veranderd. Kijk in het draaiboek.")
    return stap


def _tie(session: Session, dialoog_id: int, ronde_id: int) -> tuple[Uitslag, int, list[UitslagRij]]:
    """The result that counts and its open tie. Raises NotNow: another result, or the hall has not seen it."""
    result = need_uitslag(session, dialoog_id)
    if result.ronde != ronde_id:
        raise NotNow("Er is intussen een andere uitslag. Er is niets veranderd. Kijk opnieuw naar de stand.")
    if not result.getoond:
        raise NotNow("De zaal ziet de uitslag nog niet. Toon hem eerst.")
    return (result, *open_rand(result, queries.live_oplossingen(session, dialoog_id)))
