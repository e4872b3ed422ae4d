"""Which card and question stand on the beamer: settings of the live step."""

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.database import deliver, transaction
from dialoog.errors import NotNow
from dialoog.stemming.daarna import reveal
from dialoog.stemming.queries import uitslag
from dialoog.voorstel import facts, queries, rules
from dialoog.voorstel.antwoorden import leg_vast
from dialoog.voorstel.kaarten import make_voorstellen

MEEST = 99
"""Pages of an answer."""


def start_kaarten(session: Session, stap: Stap, wie: str) -> None:
    """Make the cards that are missing and put the first one in view (plain function)."""
    dialoog_id = stap.bijeenkomst.dialoog_id
    make_voorstellen(session, dialoog_id, wie, stap.bijeenkomst_id)
    cards = queries.voorstellen(session, dialoog_id)
    if cards and stap.instellingen.get("voorstel") not in {card.nummer for card in cards}:
        stap.instellingen = {**stap.instellingen, "voorstel": cards[0].nummer, "vraag": 1, "blad": 1}


def show_kaart(dialoog_id: int, bijeenkomst_id: int, stap_id: int, nummer: int, plek: int, blad: int = 1) -> None:
    """Put a card and a question on the beamer, at a page of its answer (use case). Raises NotFound, NotNow."""
    with transaction() as session:
        stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
        if stap.soort != "voorstelkaarten" or stap.staat != "live":
            raise NotNow("Deze stap is nu niet aan de beurt. Er is niets veranderd. Kijk in het draaiboek.")
        card = queries.get_voorstel(session, dialoog_id, nummer)
        leg_vast(session, [card.id])  # what the hall saw stays readable
        place = plek if rules.sleutel(plek) else 1
        shown = {"voorstel": card.nummer, "vraag": place, "blad": max(1, min(blad, MEEST)), "beeld": "kaart"}
        stap.instellingen = {**stap.instellingen, **shown}
        stap.versie += 1
    deliver([facts.Bijgewerkt(dialoog_id)])


def reveal_uitslag(session: Session, dialoog_id: int, ronde_id: int, wie: str) -> None:
    """Show the whole result that counts (use case), where the round itself was not revealed one by one.

    `ronde_id` is the round on the asking screen: of another one nothing is shown. Raises NotNow."""
    result = uitslag(session, dialoog_id)
    if result is None or result.ronde != ronde_id:
        raise NotNow("Er is intussen een andere uitslag. Er is niets getoond. Kijk opnieuw naar de stand.")
    reveal(dialoog_id, result.ronde, result.onthuld, wie, alles=True)
