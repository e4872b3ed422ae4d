"""The werkvormen *Tonen* and *Gesprek*: with these two a whole evening can be run, also where no other fits."""

from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import aantekeningen, foto, gesprek, tonen
from dialoog.bijeenkomst.aantekening_rules import AFSPRAAK
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.schermen import paneel_sleutel, regie_adres
from dialoog.bijeenkomst.tonenvellen import Vel
from dialoog.bijeenkomst.werkvorm import Basis, Knop, Regio
from dialoog.config import Config
from dialoog.opgave.models import Dialoog

FOLDER = "live/bijeenkomst/"
DELEN = {"hoofdvraag": "thema", "deelvragen": "deelvragen", "kaders": "kaders", "spelregels": "spelregels"}
"""The part of *Voorbereiden* that fills a page."""


class Tonen(Basis):
    """The question, the kaders, the spelregels, own texts and pictures, sheet by sheet (domein.md, Kick-off)."""

    soort = tonen.SOORT
    titel = "De vraag en de afspraken"
    uitleg = "Iedereen ziet wat u kiest: de vraag, de kaders, de spelregels, een tekst of een foto."

    def nieuw(self, stap: Stap) -> None:
        stap.bladen = tonen.new_bladen()

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        alle = tonen.vellen_van(session, stap)
        here = tonen.hier(stap, alle)
        if here + 1 >= len(alle):
            return None
        coming = alle[here + 1]
        base = regie_adres(session.get_one(Dialoog, stap.bijeenkomst.dialoog_id), stap.bijeenkomst)
        words = f"Hierna: {coming.naam or stap.titel}. In het draaiboek kunt u meteen door naar een andere stap."
        values = {"blad": str(coming.blad), "deel": str(coming.deel)}
        return Knop("Volgend blad", f"{base}/stap/{stap.id}/blad", words, values, toets=True)

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        key = paneel_sleutel(stap.bijeenkomst, stap)
        alle = tonen.vellen_van(session, stap)
        here = tonen.hier(stap, alle)
        dialoog = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id)
        now = alle[here] if alle else None
        zaal: dict[str, Any] = {"vel": now, "beeld": _beeld(now), "gemeenten": len(dialoog.gemeenten)}
        edit = f"/regie/{dialoog.korte_naam}/voorbereiden/bijeenkomst/{stap.bijeenkomst_id}/stap/{stap.id}/bladen"
        empty = [{"naam": vel.kop, "deel": DELEN[vel.soort]} for vel in tonen.leeg_van(session, stap)]
        fill = f"/regie/{dialoog.korte_naam}/voorbereiden"
        regie = {**zaal, "vellen": alle, "nummer": here, "bladen_url": edit, "leeg": empty, "vul_url": fill}
        return [
            Regio("paneel", "zaal", f"{FOLDER}zaal_tonen.html", zaal, key),
            Regio("blad", "zaal", f"{FOLDER}zaal_blad.html", zaal),
            Regio("scherm", "beamer", f"{FOLDER}beamer_tonen.html", zaal),
            Regio("werkvorm", "regie", f"{FOLDER}regie_tonen.html", regie, key),
            Regio("toonstand", "regie", f"{FOLDER}regie_toonstand.html", regie),
        ]


def _beeld(vel: Vel | None) -> str:
    """Hash of the picture of this sheet, when it lies here."""
    settings: Config = current_app.config["DIALOOG"]
    return vel.beeld if vel is not None and foto.is_er(settings, vel.beeld) else ""


class Gesprek(Basis):
    """People talk; the begeleider notes what comes of it (domein.md, the steps without a form of their own)."""

    soort = gesprek.SOORT
    titel = "Gesprek"
    uitleg = "De zaal praat. U schrijft op wat eruit komt; dat komt in het themaboek."

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        key = paneel_sleutel(stap.bijeenkomst, stap)
        notes = {"notities": gesprek.notities(session, stap.id), **afspraken(session, stap)}
        return [
            Regio("paneel", "zaal", f"{FOLDER}zaal_gesprek.html", {}, f"{key}{stap.regelversie}"),
            Regio("scherm", "beamer", f"{FOLDER}beamer_gesprek.html", {}),
            Regio("werkvorm", "regie", f"{FOLDER}regie_gesprek.html", notes, key),
            Regio("afspraken", "regie", f"{FOLDER}regie_afspraken.html", afspraken(session, stap)),
        ]


def afspraken(session: Session, stap: Stap) -> dict[str, Any]:
    """`afspraken`: rows `{nummer, tekst, wie, wanneer}` of this conversation; `afspraakkenmerk`: what a form for one
    more carries, so that a second arrival adds nothing."""
    evening = stap.bijeenkomst
    rows = aantekeningen.hier(session, evening.dialoog_id, AFSPRAAK, evening.id, stap.id)
    return {
        "afspraken": [{"nummer": row.id, **row.inhoud} for row in rows],
        "afspraakkenmerk": f"gesprek:{stap.id}:{len(rows)}",
    }
