"""Oefenen: a throw-away copy of a dialogue, to try an evening with people or without. Nothing of it comes into the
numbers, the record or the book of the real one, since it is another dialogue."""

from dataclasses import replace

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.begeleider.models import Begeleiding
from dialoog.bijeenkomst.foto import forget_beeld
from dialoog.bijeenkomst.tonen import beelden_van, in_gebruik
from dialoog.database import deliver, transaction
from dialoog.errors import NotNow
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import neerzetten, vorm
from dialoog.overdracht.facts import OefeningWeg
from dialoog.overdracht.service import free_korte_naam
from dialoog.overdracht.uitvoer import bestand_van
from dialoog.overdracht.weggooien import throw_away
from dialoog.stemming.opruimen import forget_ronde
from dialoog.themaboek.huisstijl import forget_huisstijl

VOORBEREID = ("titel", "instellingen", "instructie", "spreektekst", "bladen")
"""What of a step was prepared. A page with a picture shows the same file: it goes with the last page that shows it."""


def find_oefening(session: Session, dialoog_id: int) -> Dialoog | None:
    """The rehearsal of a dialogue, when there is one."""
    return session.scalar(select(Dialoog).where(Dialoog.oefening_van == dialoog_id))


def make_oefening(dialoog_id: int) -> str:
    """Make the rehearsal, for the same begeleiders (use case); the one that is there already is given again.

    Returns its korte naam. Raises NotNow for a rehearsal of a rehearsal."""
    with transaction() as session:
        real = session.get_one(Dialoog, dialoog_id)
        if real.oefening_van is not None:
            raise NotNow("Dit is zelf al een oefening. Gooi haar weg en begin opnieuw als u dat wilt.")
        there = find_oefening(session, dialoog_id)
        if there is not None:
            return there.korte_naam
        plan = _zonder_uitkomst(bestand_van(session, real))
        made = neerzetten.zet_opgave(session, plan, free_korte_naam(session, f"{real.korte_naam}-oefening"))
        made.oefening_van, made.voor_iedereen = real.id, real.voor_iedereen
        for account in session.scalars(select(Begeleiding.begeleider_id).where(Begeleiding.dialoog_id == real.id)):
            session.add(Begeleiding(begeleider_id=account, dialoog_id=made.id))
        neerzetten.zet_bijeenkomsten(session, plan, made)
        return made.korte_naam


def drop_oefening(dialoog_id: int) -> str:
    """Throw a rehearsal away with everything in it (use case). Returns the korte naam of the real dialogue.

    Raises NotNow for a dialogue that is no rehearsal: that one is never thrown away here."""
    with transaction() as session:
        dialoog = session.get_one(Dialoog, dialoog_id)
        if dialoog.oefening_van is None:
            raise NotNow("Dit is geen oefening. Er is niets weggegooid.")
        name = session.get_one(Dialoog, dialoog.oefening_van).korte_naam
        pictures = beelden_van(session, dialoog_id)
        keys = throw_away(session, dialoog_id)
        pictures = [beeld for beeld in pictures if not in_gebruik(session, beeld)]
    deliver([OefeningWeg(dialoog_id)])
    for key in keys:
        forget_ronde(key)
    for beeld in pictures:
        forget_beeld(current_app.config["DIALOOG"], beeld)
    forget_huisstijl(current_app.config["DIALOOG"], dialoog_id)
    return name


def _zonder_uitkomst(bestand: vorm.Bestand) -> vorm.Bestand:
    """What was prepared, and nothing that people brought or made."""
    evenings = tuple(
        replace(
            evening,
            afgelopen=False,
            belangenactie=(),
            tafels=(),
            in_boek="",
            draaiboek=tuple(
                replace(
                    vorm.Stap(soort=stap.soort),
                    **{part: getattr(stap, part) for part in VOORBEREID},
                    staat="overgeslagen" if stap.staat == "overgeslagen" else "gepland",
                )
                for stap in evening.draaiboek or ()
            ),
        )
        for evening in bestand.bijeenkomsten
    )
    return replace(
        bestand,
        staat="voorbereiding",
        bijeenkomsten=evenings,
        deelnemers=(),
        ideeen=(),
        stemrondes=(),
        oplossingen=(),
        voorstellen=(),
        boek={},
        boekdelen={},
    )
