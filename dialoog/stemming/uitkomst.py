"""Draagvlak of a round at vaststellen, in the same transaction: what may be shown is stored, and nothing else."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog.deelnemer.models import DeelnemerBelang
from dialoog.opgave.models import Belang
from dialoog.stemming.draagvlak import cellen, draagvlak
from dialoog.stemming.models import RondeIdee, Stemronde

WAAROM = {
    "klein": "Niet elk belang heeft {grens} mensen die plakten. Dan is iemand te herkennen.",
    "open": "De stand was te zien terwijl iedereen plakte. Dan is iemand te herkennen.",
    "papier": "De stickers zijn op papier geteld.",
    "herstemming": "Een herstemming zegt alleen iets over de volgorde.",
    "sleutel": "De sleutel van de ronde was er niet meer.",
}
"""Why no belangen are shown, by the word that is stored."""


def store_draagvlak(session: Session, ronde: Stemronde, briefjes: Mapping[int, Iterable[int]] | None) -> dict[str, Any]:
    """Store per idea from how many groups its stickers come; returns what the round keeps of it: `{"namen": […]}` or
    `{"reden": word}`. `briefjes`: ideas (ids) per voter; None: the key was gone."""
    reason = _waarom_niet(ronde, briefjes)
    groups = cellen(_eerste_belang(session, briefjes or {}), ronde.grens) if not reason else None
    if briefjes is None or groups is None:
        return {"reden": reason or "klein"}
    for idee, spread in draagvlak(briefjes, groups, secrets.SystemRandom().sample).items():
        session.execute(
            update(RondeIdee)
            .where(RondeIdee.ronde == ronde.id, RondeIdee.idee == idee)
            .values(draagvlak={"uit": spread, "van": len(groups.namen)})
        )
    return {"namen": list(groups.namen)}


def _waarom_niet(ronde: Stemronde, briefjes: Mapping[int, Iterable[int]] | None) -> str:
    if ronde.van_ronde is not None:
        return "herstemming"
    if briefjes is None:
        return "sleutel"
    return "open" if ronde.zichtbaar else ""


def _eerste_belang(session: Session, voters: Iterable[int]) -> dict[int, str | None]:
    """The first named belang of each voter, None where there is none."""
    found: dict[int, str | None] = dict.fromkeys(voters)
    rows = session.execute(
        select(DeelnemerBelang.deelnemer_id, Belang.naam)
        .join(Belang, Belang.id == DeelnemerBelang.belang_id)
        .where(DeelnemerBelang.deelnemer_id.in_(found))
        .order_by(DeelnemerBelang.deelnemer_id, DeelnemerBelang.volgorde)
    )
    for person, name in rows:
        found[person] = found[person] or name
    return found


def waarom_geen_belangen(bijzonderheden: Mapping[str, Any], grens: int) -> str:
    """One or two sentences for the screens; empty where belangen are shown, or nothing is known of it."""
    reason = bijzonderheden.get("draagvlak", {}).get("reden", "")
    return WAAROM.get(reason, "").format(grens=grens)
