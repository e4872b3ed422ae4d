"""The werkvormen of this room: *Uitslag* and *Voorstelkaarten*."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.schermen import paneel_sleutel
from dialoog.bijeenkomst.werkvorm import Basis, Knop, Regio, register_werkvorm
from dialoog.voorstel import schermen
from dialoog.voorstel.inbeeld import start_kaarten
from dialoog.voorstel.queries import eigen_voorstellen

FOLDER = "live/voorstel/"


def register(app: Flask) -> None:
    """Offer the werkvormen of this room, in the order of the default draaiboek."""
    for form in (UitslagVorm(), Voorstelkaarten()):
        register_werkvorm(form)


def _eigen(session: Session, deelnemer_id: int) -> dict[str, Any]:
    cards = eigen_voorstellen(session, deelnemer_id)
    return {
        "voorstellen": [
            {"nummer": c.nummer, "titel": c.titel, "trekker": c.trekker, "op_slot": c.op_slot, "gevuld": c.gevuld}
            for c in cards
        ]
    }


class UitslagVorm(Basis):
    """The top, ties shown as ties, and the oplossingen that the group makes of it (domein.md, Stickers)."""

    soort = "uitslag"
    titel = "Uitslag"
    uitleg = "De top van de stickers. Van die ideeën maakt de groep oplossingen."

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        return _eigen(session, deelnemer_id)

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        werk = schermen.uitslag_regie(session, stap)
        result, evening = werk["uitslag"], str(stap.bijeenkomst_id)
        if result is None:
            return None
        if not result.getoond:
            url = f"{werk['adres']}/oplossingen/onthul"
            words = "De zaal ziet dan de hele top. Tot nu toe ziet alleen u de stand."
            return Knop("Toon de uitslag", url, words, {"avond": evening, "ronde": str(result.ronde)})
        if werk["te_vullen"]:
            words = "Wat gelijk staat op de laatste plaats, kiest de groep zelf." if werk["rand"] else ""
            url = f"{werk['adres']}/oplossingen/vul"
            return Knop(f"Maak oplossingen van de top {result.top}", url, words, {"avond": evening})
        return None

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        zaal = {"werk": schermen.uitslag_zaal(session, stap)}
        werk = schermen.uitslag_regie(session, stap)
        regie = {"werk": werk}
        open_tie = ".".join(str(rij["id"]) for rij in werk["rand"])
        fase = f"{werk['uitslag'].ronde if werk['uitslag'] else 0}-{open_tie}-{werk['vrij']}"
        return [
            Regio(
                "paneel",
                "zaal",
                f"{FOLDER}zaal_uitslag.html",
                zaal,
                paneel_sleutel(stap.bijeenkomst, stap, zaal["werk"]["fase"]),
            ),
            Regio("oplossingen", "zaal", f"{FOLDER}zaal_oplossingen.html", zaal),
            Regio("scherm", "beamer", f"{FOLDER}beamer_uitslag.html", zaal),
            Regio(
                "werkvorm", "regie", f"{FOLDER}regie_uitslag.html", regie, paneel_sleutel(stap.bijeenkomst, stap, fase)
            ),
            Regio("uitslagstand", "regie", f"{FOLDER}regie_uitslagstand.html", regie),
            Regio("oplossingen", "regie", f"{FOLDER}regie_oplossingen.html", regie),
            Regio("lager", "regie", f"{FOLDER}regie_lager.html", regie),
        ]


class Voorstelkaarten(Basis):
    """The cards of the oplossingen, one answer at a time for all to see; eigenaren write on their own device."""

    soort = "voorstelkaarten"
    titel = "Voorstelkaarten"
    uitleg = "Elke oplossing wordt een voorstel met tien vragen. De eigenaren schrijven, de zaal kijkt mee."

    def standaard(self) -> dict[str, Any]:
        return {"voorstel": 0, "vraag": 1}

    def start(self, session: Session, stap: Stap, wie: str) -> None:
        start_kaarten(session, stap, wie)

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        return _eigen(session, deelnemer_id)

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        werk = schermen.kaarten_werk(session, stap)
        context = {"werk": werk}
        key = paneel_sleutel(stap.bijeenkomst, stap)
        teller = werk["versies"] + stap.versie
        return [
            Regio("paneel", "zaal", f"{FOLDER}zaal_voorstelkaarten.html", context, key),
            Regio("inbeeld", "zaal", f"{FOLDER}zaal_inbeeld.html", context, teller=teller),
            Regio("scherm", "beamer", f"{FOLDER}beamer_voorstelkaart.html", context, teller=teller),
            Regio("werkvorm", "regie", f"{FOLDER}regie_voorstelkaarten.html", context, key),
            Regio("kaarten", "regie", f"{FOLDER}regie_kaarten.html", context, teller=teller),
        ]
