"""The werkvorm *Tafels*: making the groups of an evening as a step of the draaiboek."""

from typing import Any

from sqlalchemy.orm import Session
from wtforms import Form, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional

from dialoog.bijeenkomst.groepen_maken import seat_the_rest
from dialoog.bijeenkomst.groepen_plaats import SOORT, choosing
from dialoog.bijeenkomst.groepen_rules import HAND, KIEZEN, LOTEN, MAX_GROEPEN
from dialoog.bijeenkomst.groepen_schermen import indeling, tafels_van
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.schermen import paneel_sleutel
from dialoog.bijeenkomst.werkvorm import Basis, Knop, Regio, publiek_van_groep
from dialoog.opgave.models import Dialoog

FOLDER = "live/bijeenkomst/"
HOE = [
    SelectChoice(LOTEN, "Door het lot, met de belangen gespreid"),
    SelectChoice(KIEZEN, "Iedereen kiest zelf, op de telefoon"),
    SelectChoice(HAND, "Met de hand, in de regie"),
]


class GroepenInstellingen(Form):
    """Settings of a step *tafels*; `aantal` 0: what suits the number of people."""

    hoe = RadioField("Hoe maken we de tafels?", choices=HOE, default=LOTEN)
    aantal = IntegerField(
        "Hoeveel tafels?",
        [Optional(), NumberRange(0, MAX_GROEPEN, f"Kies een aantal van 0 tot en met {MAX_GROEPEN}.")],
        default=0,
        description="0: zoveel als past bij hoeveel mensen er zijn, zes of zeven per tafel.",
    )


class Groepen(Basis):
    """The hall goes apart into tables: at random with the belangen spread, by choice on the phone, or by hand."""

    soort = SOORT
    titel = "Tafels"
    uitleg = "De zaal gaat uiteen in tafels van zes of zeven mensen. Elke tafel werkt straks met één telefoon."

    def standaard(self) -> dict[str, Any]:
        return {"hoe": LOTEN, "aantal": 0}

    def formulier(self) -> type[Form] | None:
        return GroepenInstellingen

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
        if choosing(stap):
            seat_the_rest(session, stap, wie)

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        tafels = tafels_van(session, stap.bijeenkomst)
        return (tafels.mensen - len(tafels.zonder), tafels.mensen) if tafels.kaarten else (0, 0)

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        return {"klaarwoord": ("heeft een tafel", "hebben een tafel")}

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        tafels = tafels_van(session, stap.bijeenkomst)
        naam = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id).korte_naam
        base = f"/regie/{naam}/avond/{stap.bijeenkomst_id}/groepen"
        if tafels.fase == "kiezen":
            return Knop(
                "Sluit het kiezen", f"{base}/sluit", "Wie nog niet koos, krijgt een plek aan de kleinste tafel."
            )
        if tafels.fase == "vast" or not tafels.mensen:
            return None
        many = "1 tafel" if tafels.voorstel == 1 else f"{tafels.voorstel} tafels"
        words, what = {
            LOTEN: (f"Verdeel de zaal over {many}", "Door het lot, met de belangen gespreid. U kunt dit terugdraaien."),
            KIEZEN: (f"Laat kiezen uit {many}", "Iedereen kiest op de telefoon een tafel. U sluit het kiezen."),
            HAND: (f"Zet {many} klaar", "U zet daarna zelf iedereen aan een tafel."),
        }[tafels.hoe]
        asked = {"aantal": str(tafels.voorstel), "hoe": tafels.hoe, "gezien": "0", "naar": "avond"}
        return Knop(words, f"{base}/maak", what, asked)

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        evening = stap.bijeenkomst
        tafels = tafels_van(session, evening)
        key = paneel_sleutel(evening, stap, tafels.sleutel)
        hall = {"tafels": tafels}
        regie = {**hall, "zit": indeling(session, tafels), "naar": "avond"}
        n = tafels.teller
        own = [Regio("groep", publiek_van_groep(k.id), f"{FOLDER}groep_tafel.html", teller=n) for k in tafels.kaarten]
        choice = [Regio("tafels", "zaal", f"{FOLDER}zaal_tafels.html", hall, teller=n)] if tafels.kiezen else []
        return [
            Regio("paneel", "zaal", f"{FOLDER}zaal_groepen.html", hall, key),
            *choice,
            Regio("scherm", "beamer", f"{FOLDER}beamer_groepen.html", hall, teller=n),
            Regio("werkvorm", "regie", f"{FOLDER}regie_groepen.html", regie, key),
            Regio("tafelindeling", "regie", f"{FOLDER}regie_tafelindeling.html", regie, teller=n),
            *own,
        ]
