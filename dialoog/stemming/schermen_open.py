"""What the screens show of an open round while it runs, and of the agreements of a round."""

from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.idee.rules import korte_titel
from dialoog.stemming.afspraken import alleen, grens_van, kleuren_van, zichtbaar_van
from dialoog.stemming.models import Stemronde
from dialoog.stemming.open_namen import getoonde_lijst
from dialoog.stemming.open_ronde import tussenstand
from dialoog.stemming.queries import lijst_van


def rijen(session: Session, ronde: Stemronde) -> list[dict[str, Any]]:
    """The tally as it stands, by number: `{nummer, titel, kleur, stickers}`."""
    counts = tussenstand(session, ronde.id)
    return [
        {"nummer": i.nummer, "titel": korte_titel(i), "kleur": i.kleur, "stickers": counts.get(i.id, 0)}
        for i in lijst_van(session, ronde.id).values()
    ]


def loopt_open(session: Session, ronde: Stemronde | None, fase: str) -> dict[str, Any]:
    """`open_stand`: the tally of an open round that runs, else None; `open_lijst`: the last names that were shown."""
    if ronde is None or not ronde.zichtbaar or fase != "open":
        return {"open_stand": None, "open_lijst": None}
    return {"open_stand": rijen(session, ronde), "open_lijst": getoonde_lijst(ronde)}


def afspraken(stap: Stap, ronde: Stemronde | None) -> dict[str, Any]:
    """`alleen` in words, and `bij`: what else was agreed, as lines for the regie."""
    if ronde is not None and (ronde.van_ronde is not None or ronde.staat != "voorbereid"):
        kleuren, zichtbaar, grens = ronde.kleuren, ronde.zichtbaar, ronde.grens
    else:
        settings = stap.instellingen
        kleuren, zichtbaar, grens = kleuren_van(settings), zichtbaar_van(settings), grens_van(settings)
    words = alleen(kleuren)
    lines = [f"{words[0].upper()}{words[1:]}"] if words else []
    lines.append("Iedereen ziet de stand meteen" if zichtbaar else "De tussenstand blijft dicht")
    if not zichtbaar and (ronde is None or ronde.van_ronde is None):
        lines.append(f"Draagvlak vanaf {grens} mensen per belang")
    return {"alleen": words, "bij": lines, "zichtbaar": zichtbaar}
