"""The werkvormen of this room: *Ideeën*, *Kleuren*, *Kiezen*."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from wtforms import Form

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.schermen import paneel_sleutel
from dialoog.bijeenkomst.werkvorm import Basis, Knop, Regio, register_werkvorm
from dialoog.idee import schermen
from dialoog.idee.forms import IdeeenInstellingen, KiezenInstellingen, KleurenInstellingen
from dialoog.idee.kleuren import start_kleuren
from dialoog.idee.queries import keuzes, met_genoeg, own_ideas
from dialoog.idee.rules import MUUR_METEEN, QUOTA, TEKST_MAX
from dialoog.idee.service import as_json
from dialoog.opgave.models import Dialoog


def register(app: Flask) -> None:
    """Offer the werkvormen of this room, in the order of the default draaiboek."""
    for form in (Ideeen(), Kleuren(), Kiezen()):
        register_werkvorm(form)


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
        return {"klaarwoord": "hebben 3 ideeën of meer"}

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


class Kleuren(Basis):
    """The begeleider gives each idea the colour that the room finds (Now / How / Wow)."""

    soort = "kleuren"
    titel = "Kleuren"
    uitleg = "Eén idee tegelijk op het scherm. De zaal kiest samen de kleur, u tikt."

    def standaard(self) -> dict[str, Any]:
        return {"verder": True}

    def formulier(self) -> type[Form] | None:
        return KleurenInstellingen

    def start(self, session: Session, stap: Stap, wie: str) -> None:
        start_kleuren(session, stap, stap.bijeenkomst.dialoog_id)

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        key = paneel_sleutel(stap.bijeenkomst, stap)
        context = {"werk": schermen.kleuren_werk(session, stap)}
        return [
            Regio("paneel", "zaal", "live/idee/zaal_kleuren.html", context, key),
            Regio("inbeeld", "zaal", "live/idee/zaal_inbeeld.html", context),
            Regio("scherm", "beamer", "live/idee/beamer_kleuren.html", context),
            Regio("werkvorm", "regie", "live/idee/regie_kleuren.html", context, key),
            Regio("kleurstand", "regie", "live/idee/regie_kleurstand.html", context),
        ]


class Kiezen(Basis):
    """The room's shortlist by quota per colour; a quota is an aim, never a lock."""

    soort = "kiezen"
    titel = "Kiezen"
    uitleg = "De zaal kiest de ideeën waar we mee verder gaan, met een aantal per kleur."

    def standaard(self) -> dict[str, Any]:
        return {"quota": dict(QUOTA), "getoond": False}

    def formulier(self) -> type[Form] | None:
        return KiezenInstellingen

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        if stap.instellingen.get("getoond") or not keuzes(session, stap.id):
            return None
        return Knop(
            "Toon de gekozen ideeën",
            _url(session, stap, "toon"),
            "De zaal ziet dan met welke ideeën we verder gaan. Kiezen kan daarna nog.",
            {"getoond": "ja"},
        )

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        key = paneel_sleutel(stap.bijeenkomst, stap)
        werk = schermen.kiezen_werk(session, stap)
        context = {"werk": werk}
        regie = {"werk": schermen.kiezen_regie(session, stap, werk)}
        return [
            Regio("paneel", "zaal", "live/idee/zaal_kiezen.html", context, key),
            Regio("gekozen", "zaal", "live/idee/zaal_gekozen.html", context),
            Regio("scherm", "beamer", "live/idee/beamer_kiezen.html", context),
            Regio("werkvorm", "regie", "live/idee/regie_kiezen.html", regie, key),
            Regio("keuzestand", "regie", "live/idee/regie_keuzestand.html", regie),
        ]
