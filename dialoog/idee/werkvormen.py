"""The werkvormen of this room: *Ideeën*, *Kleuren*, *Kiezen*."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from wtforms import Form

from dialoog.bijeenkomst.groepen_maken import register_houder
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.schermen import paneel_sleutel
from dialoog.bijeenkomst.werkvorm import Basis, Knop, Regio, register_werkvorm
from dialoog.idee import schermen
from dialoog.idee.forms import IdeeenInstellingen
from dialoog.idee.groepen_houden import choices_in_round
from dialoog.idee.queries import met_genoeg, own_ideas
from dialoog.idee.rules import MUUR_METEEN, TEKST_MAX
from dialoog.idee.service import as_json
from dialoog.idee.werkvormen_kiezen import Kiezen
from dialoog.idee.werkvormen_kleuren import Kleuren
from dialoog.idee.wissen import register_wissen
from dialoog.opgave.models import Dialoog


def register(app: Flask) -> None:
    """Offer the werkvormen of this room, in the order of the default draaiboek."""
    for form in (Ideeen(), Kleuren(), Kiezen()):
        register_werkvorm(form)
    register_houder(choices_in_round)
    register_wissen()


def _url(session: Session, stap: Stap, act: str) -> str:
    naam = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id).korte_naam
    return f"/regie/{naam}/avond/{stap.bijeenkomst_id}/stap/{stap.id}/{act}"


class Ideeen(Basis):
    """Everybody writes ideas on the phone; the wall fills (domein.md, step 4)."""

    soort = "ideeen"
    titel = "Ideeën"
    uitleg = "Iedereen schrijft ideeën op de telefoon. De muur laat ze zien."

    def standaard(self) -> dict[str, Any]:
        return {"muur": MUUR_METEEN, "gesloten": False}

    def formulier(self) -> type[Form] | None:
        return IdeeenInstellingen

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        return met_genoeg(session, stap.bijeenkomst_id)

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        return {"klaarwoord": ("heeft 3 ideeën of meer", "hebben 3 ideeën of meer")}

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        own = own_ideas(session, stap.bijeenkomst.dialoog_id, deelnemer_id)
        return {
            "stap": stap.id,
            "hoogstens": TEKST_MAX,
            "ideeen": [{**as_json(idee), "vast": idee.stap_id not in (None, stap.id)} for idee in own],
        }

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        if stap.instellingen.get("gesloten"):
            return None
        return Knop(
            "Sluit de ideeën",
            _url(session, stap, "sluiten"),
            "Na het sluiten kan niemand een idee sturen of wijzigen. U kunt weer openen.",
            {"gesloten": "ja"},
        )

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        fase = "dicht" if stap.instellingen.get("gesloten") else "open"
        fase += "" if schermen.muur_zichtbaar(stap) else "-zonder"
        key = paneel_sleutel(stap.bijeenkomst, stap, fase)
        werk = schermen.ideeen_werk(session, stap)
        zaal = {"werk": werk}
        regie = {"werk": schermen.ideeen_regie(session, stap, werk)}
        return [
            Regio("paneel", "zaal", "live/idee/zaal_ideeen.html", zaal, key),
            Regio("muur", "zaal", "live/idee/zaal_muur.html", zaal),
            Regio("scherm", "beamer", "live/idee/beamer_ideeen.html", zaal),
            Regio("werkvorm", "regie", "live/idee/regie_ideeen.html", regie, key),
            Regio("ideestand", "regie", "live/idee/regie_ideestand.html", regie),
            Regio("ideelijst", "regie", "live/idee/regie_ideelijst.html", regie),
        ]
