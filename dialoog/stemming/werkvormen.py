"""The werkvorm *Stickeren* (domein.md, step 6)."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from wtforms import Form

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.schermen import paneel_sleutel
from dialoog.bijeenkomst.werkvorm import Basis, Bevestiging, Knop, Regio, register_werkvorm
from dialoog.errors import NotNow
from dialoog.opgave.models import Dialoog
from dialoog.stemming import rules, schermen
from dialoog.stemming.briefje import mag_plakken, wat_een_scherm_weet
from dialoog.stemming.forms import StickerenInstellingen
from dialoog.stemming.models import Stemronde
from dialoog.stemming.queries import ronde_van_stap, uitslag_van
from dialoog.stemming.service import STANDAARD, close_plain, ensure_stemronde
from dialoog.stemming.stand import Persoon, Stand, fase
from dialoog.stemming.terug import register_inverses

_WOORD = {"niets": "nog niets", "bezig": "bezig", "klaar": "klaar"}


def register(app: Flask) -> None:
    """Offer the werkvorm, and say how its steps are undone."""
    register_werkvorm(Stickeren())
    register_inverses()


class Stickeren(Basis):
    """Everybody puts stickers on the gekozen ideeën; hidden until the begeleider reveals them."""

    soort = "stickeren"
    titel = "Stickeren"
    uitleg = "Iedereen plakt stickers op de gekozen ideeën. De uitslag blijft dicht tot u onthult."

    def standaard(self) -> dict[str, Any]:
        return dict(STANDAARD)

    def formulier(self) -> type[Form] | None:
        return StickerenInstellingen

    def start(self, session: Session, stap: Stap, wie: str) -> None:
        ensure_stemronde(session, stap)

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
        ronde = ronde_van_stap(session, stap.id)
        if ronde is None or ronde.staat not in ("open", "gesloten"):
            return
        if vooruit:
            raise NotNow("Stel de uitslag eerst vast, of laat de ronde vervallen. Alles wat geplakt is, ligt er nog.")
        if ronde.staat == "open":
            close_plain(session, ronde, wie)

    def bij_einde(self, session: Session, stap: Stap) -> tuple[str, ...]:
        ronde = ronde_van_stap(session, stap.id)
        if ronde is None or ronde.staat not in ("open", "gesloten"):
            return ()
        return (
            f"Stemronde “{ronde.titel}” is nog niet vastgesteld. Haar uitslag komt dan niet in het boek. "
            "Ga terug naar die stap om haar vast te stellen.",
        )

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        telling = schermen.lopend(session, ronde_van_stap(session, stap.id))
        return (telling.klaar, telling.van) if telling else (0, 0)

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        ronde = ronde_van_stap(session, stap.id)
        telling = schermen.lopend(session, ronde)
        if telling is None or ronde is None:
            return {}
        shown: dict[str, Any] = {"klaarwoord": ("is klaar", "zijn klaar")}
        if not telling.mensen:  # beside live tallies nothing says by name who could have moved them (geheim.md)
            shown["stil"] = []
        else:
            waiting = [p for state in ("niets", "bezig") for p in telling.mensen if p.toestand == state]
            shown["nog"] = [_rij(person) for person in waiting]
            shown["klaar_namen"] = [person.naam for person in telling.mensen if person.toestand == "klaar"]
        if fase(ronde) == "open":
            shown["namens_url"] = f"{_avond(session, stap)}/stemmen-voor"
        return shown

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        ronde = ronde_van_stap(session, stap.id)
        if ronde is None:
            return {}
        zichtbaar = ronde.zichtbaar
        return {
            **wat_een_scherm_weet(ronde.dialoog_id, deelnemer_id, ronde.id, zichtbaar=zichtbaar),
            "zaad": schermen.zaad(ronde.id, deelnemer_id),
            "mag": mag_plakken(session, ronde.dialoog_id, ronde.bijeenkomst_id, deelnemer_id),
        }

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        ronde = ronde_van_stap(session, stap.id)
        key = paneel_sleutel(stap.bijeenkomst, stap, _fasesleutel(ronde))
        zaal = schermen.zaal(session, stap, ronde)
        scherm = schermen.beamer(session, stap, ronde)
        regie = schermen.regie(session, stap, ronde)
        counter = regie["telling"].teller if regie["telling"] else 0
        shown = regie["open_stand"]
        zaal["tussenstand"] = {row["nummer"]: row["stickers"] for row in shown} if shown else None
        if fase(ronde) == "voorbereid":  # the list may still change
            key += ":" + "-".join(str(idee["nummer"]) for idee in zaal["ideeen"]) + f":{zaal['n']}:{zaal['per_idee']}"
        live = (
            [Regio("tussenstand", "zaal", "live/stemming/zaal_tussenstand.html", zaal, teller=counter)] if shown else []
        )
        return [
            *live,
            Regio("paneel", "zaal", "live/stemming/zaal_stickeren.html", zaal, key),
            Regio("scherm", "beamer", "live/stemming/beamer_stickeren.html", scherm, teller=counter),
            Regio("werkvorm", "regie", "live/stemming/regie_stickeren.html", regie, key),
            Regio("stickerstand", "regie", "live/stemming/regie_stand.html", regie, teller=counter),
        ]

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        ronde = ronde_van_stap(session, stap.id)
        make = {"voorbereid": _open, "open": _sluit, "gesloten": _stel_vast, "vastgesteld": _onthul}.get(fase(ronde))
        if ronde is None or make is None:
            return None
        return make(session, ronde, f"{_avond(session, stap)}/stemronde/{ronde.id}")

    def vraag_bij_terug(self, session: Session, stap: Stap) -> Bevestiging | None:
        ronde = ronde_van_stap(session, stap.id)
        if ronde is None or ronde.staat != "open":
            return None
        return Bevestiging(
            "Wilt u terug terwijl de ronde open is?",
            ("De ronde gaat dicht. Alles wat geplakt is, blijft liggen.", "U kunt de ronde later weer openen."),
            "Ja, sluit de ronde en ga terug",
            "Nee, blijf hier",
        )


def _avond(session: Session, stap: Stap) -> str:
    naam = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id).korte_naam
    return f"/regie/{naam}/avond/{stap.bijeenkomst_id}"


def _fasesleutel(ronde: Stemronde | None) -> str:
    """A panel is replaced when the phase changes, or the round was opened anew with another list."""
    if ronde is None:
        return "geen"
    since = int(ronde.geopend.timestamp()) if ronde.geopend else 0
    return f"{ronde.id}:{fase(ronde)}:{since}"


def _rij(person: Persoon) -> dict[str, Any]:
    helps = f"{person.helper} plakt namens {person.naam}" if person.helper and person.zonder_telefoon else ""
    word = _WOORD[person.toestand]
    return {"naam": person.naam, "woord": word, "nadruk": person.toestand == "niets", "bij": helps}


def _open(session: Session, ronde: Stemronde, url: str) -> Knop:
    reason = schermen.te_weinig_ideeen(session, ronde)
    text = reason or "Daarna liggen de lijst en de afspraken vast."
    return Knop("Open de ronde", f"{url}/open", text, reden=reason)


def _sluit(session: Session, ronde: Stemronde, url: str) -> Knop:
    telling = schermen.lopend(session, ronde)
    left = telling.van - telling.klaar if telling else 0
    if left == 0:
        who = "Iedereen is klaar."
    else:
        who = "1 mens is nog niet klaar." if left == 1 else f"{left} mensen zijn nog niet klaar."
    after = "Na het sluiten kan niemand meer plakken of verplaatsen."
    ask = Bevestiging("Wilt u de ronde sluiten?", (who, after, "U kunt de ronde weer openen."), "Ja, sluit de ronde")
    return Knop("Sluit de ronde", f"{url}/sluit", f"{who} {after}", bevestiging=ask)


def _stel_vast(session: Session, ronde: Stemronde, url: str) -> Knop:
    telling = schermen.lopend(session, ronde)
    lines = [
        "Dit kunt u niet terugdraaien. De ronde kan niet meer open en de telling staat vast.",
        "Wie waar plakte, wordt gewist. Alleen de aantallen blijven.",
        "De zaal ziet nog niets. U onthult daarna zelf, van de laagste plaats naar plaats 1.",
    ]
    if telling and telling.te_laat:
        lines.append(te_laat_zin(telling))
    if telling and not telling.sleutel_er:
        lines.append("De sleutel van deze ronde is er niet meer. Daarom telt elk briefje mee. Het verslag zegt dat.")
    ask = Bevestiging("Wilt u de uitslag vaststellen?", tuple(lines), "Ja, stel de uitslag vast")
    return Knop("Stel de uitslag vast", f"{url}/vaststellen", "We vragen eerst of u het zeker weet.", bevestiging=ask)


def te_laat_zin(telling: Stand) -> str:
    """What the regie hears of phones that came after the close."""
    if telling.te_laat == 1:
        return "Eén telefoon had nog iets onderweg. Dat telt nu niet mee."
    return f"{telling.te_laat} telefoons hadden nog iets onderweg. Dat telt nu niet mee."


def _onthul(session: Session, ronde: Stemronde, url: str) -> Knop | None:
    result = uitslag_van(session, ronde)
    places = [rij.plaats for rij in result.rijen] if result else []
    following = rules.volgende_onthulling(places, ronde.onthuld)
    if following is None:
        return None
    place = following or min(places, default=1)
    shared = places.count(place) > 1
    text = f"De zaal ziet dan plaats {place}{', met alles wat daar gelijk staat' if shared else ''}."
    seen = {"gezien": "" if ronde.onthuld is None else str(ronde.onthuld)}
    if ronde.onthuld is not None:
        return Knop(f"Onthul plaats {place}", f"{url}/onthul", text, seen, toets=True)
    ask = Bevestiging(
        "Wilt u de uitslag laten zien?",
        (f"De zaal ziet eerst plaats {place}. Daarna onthult u stap voor stap, tot plaats 1.",),
        "Ja, onthul de uitslag",
    )
    return Knop("Onthul", f"{url}/onthul", text, seen, bevestiging=ask)
