"""The werkvorm *Kleuren*: each idea gets its colour, by the room, by groups or by everyone (domein.md, step 4)."""

from typing import Any

from sqlalchemy.orm import Session
from wtforms import Form

from dialoog.bijeenkomst.groepen import groep_van
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import stappen
from dialoog.bijeenkomst.rules import next_stap
from dialoog.bijeenkomst.schermen import ga_naar, hierna, paneel_sleutel, regie_adres
from dialoog.bijeenkomst.werkvorm import Basis, Bevestiging, Knop, Regio, publiek_van_groep
from dialoog.idee import schermen_kleuren as schermen
from dialoog.idee.forms import KleurenInstellingen
from dialoog.idee.kleuren import Gang, start_kleuren
from dialoog.idee.kleuren_rules import GROEPEN, IEDEREEN, ZAAL
from dialoog.idee.kleuren_sluiten import eens, stop_kleuren, waarom_vast
from dialoog.idee.kleuren_stand import aantal_los, afspraak, groepsstanden, is_gekleurd, mensenstand
from dialoog.idee.queries import ideeen, tellingen
from dialoog.opgave.models import Dialoog

FOLDER = "live/idee/"


class Kleuren(Basis):
    """Every idea gets the colour that the room, the groups or everybody finds (Now / How / Wow)."""

    soort = "kleuren"
    titel = "Kleuren"
    uitleg = "Elk idee krijgt een kleur: met de zaal samen, in groepen, of ieder op de eigen telefoon."

    def standaard(self) -> dict[str, Any]:
        return {"manier": ZAAL, "verdeeld": True, "verder": True}

    def formulier(self) -> type[Form] | None:
        return KleurenInstellingen

    def waarom_vast(self, session: Session, stap: Stap, instellingen: dict[str, Any]) -> str | None:
        how = {**self.standaard(), **stap.instellingen, **instellingen}
        return waarom_vast(session, stap, how["manier"], bool(how["verdeeld"]))

    def start(self, session: Session, stap: Stap, wie: str) -> None:
        if afspraak(stap).manier == ZAAL:
            start_kleuren(session, stap, stap.bijeenkomst.dialoog_id)

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
        stop_kleuren(session, stap, wie, vooruit=vooruit)

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        how = afspraak(stap)
        if not how.open:
            return (0, 0)
        if how.manier == IEDEREEN:
            many = mensenstand(session, stap, aantal_los(session, stap.bijeenkomst.dialoog_id))
            return many.klaar, many.van
        groups = groepsstanden(session, stap, ideeen(session, stap.bijeenkomst.dialoog_id))
        return sum(groep.klaar for groep in groups), len(groups)

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        how = afspraak(stap)
        if not how.open:
            return {}
        if how.manier == GROEPEN:
            return {"klaar_van": ("groep", "groepen"), "klaarwoord": ("is klaar", "zijn klaar")}
        words = ("is klaar met kleuren", "zijn klaar met kleuren")
        return {"klaarwoord": words, "namens_url": f"{_stap_adres(session, stap)}/kleuren-voor"}

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        how = afspraak(stap)
        if not how.open:
            return {"stap": stap.id}
        if how.manier == IEDEREEN:
            return schermen.mijn_mens(session, stap, deelnemer_id)
        group = groep_van(session, stap.bijeenkomst_id, deelnemer_id)
        return schermen.mijn_groep(session, stap, group.id) if group is not None else {"stap": stap.id, "mag": False}

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        if not afspraak(stap).open and (taken := _overnemen(session, stap)) is not None:
            return taken
        if _wist(session, stap) and not afspraak(stap).open:
            return _verder(session, stap)
        if not afspraak(stap).open or not is_gekleurd(session, stap.id):
            return None
        ready, total = self.voortgang(session, stap)
        who = "groepen zijn" if afspraak(stap).manier == GROEPEN else "mensen zijn"
        return Knop(
            "Sluit het kleuren",
            f"{_stap_adres(session, stap)}/kleuren-sluiten",
            f"{ready} van {total} {who} klaar. Daarna bespreekt u wat betwist is. U kunt weer openen.",
            {"gesloten": "ja"},
        )

    def bij_verder(self, session: Session, stap: Stap) -> str:
        coloured = tellingen(session, stap.bijeenkomst.dialoog_id)
        return "Nog geen idee heeft een kleur." if 0 < coloured.totaal == coloured.zonder_kleur else ""

    def vraag_bij_terug(self, session: Session, stap: Stap) -> Bevestiging | None:
        return _weg("Ja, tel de kleuren en ga terug") if _wist(session, stap) else None

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        werk = schermen.kleuren_werk(session, stap)
        key = paneel_sleutel(stap.bijeenkomst, stap, f"{werk['manier']}:{werk['fase']}")
        context, count = {"werk": werk}, werk["teller"]
        fixed = f":{'vast' if werk['gekleurd'] else 'vrij'}:{werk['verdeeld']}:{'gewist' if werk['gewist'] else ''}"
        regie = {"werk": {**werk, "kaarten": schermen.groepskaarten(session, stap, werk)}}
        found = [
            Regio("paneel", "zaal", FOLDER + "zaal_kleuren.html", context, key),
            Regio("scherm", "beamer", FOLDER + "beamer_kleuren.html", context, teller=count),
            Regio("werkvorm", "regie", FOLDER + "regie_kleuren.html", regie, key + fixed),
            Regio("kleurstand", "regie", FOLDER + "regie_kleurstand.html", regie, teller=count),
        ]
        if werk["fase"] == "open":
            found.append(Regio("kleurideeen", "zaal", FOLDER + "zaal_kleurideeen.html", context))
            found += [
                Regio(
                    "groep", publiek_van_groep(stand.id), FOLDER + "groep_kleuren.html", {"stand": stand}, None, count
                )
                for stand in werk["groepen"]
            ]
        elif werk["fase"] != "zonder_groepen":
            found.append(Regio("inbeeld", "zaal", FOLDER + "zaal_inbeeld.html", context))
        return found


def _stap_adres(session: Session, stap: Stap) -> str:
    dialoog = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id)
    return f"{regie_adres(dialoog, stap.bijeenkomst)}/stap/{stap.id}"


def _overnemen(session: Session, stap: Stap) -> Knop | None:
    """Take over what the groups chose; None when no proposal waits. Who goes on without it chooses from ideas
    that have no colour, so this comes before the next step."""
    if afspraak(stap).manier != GROEPEN:
        return None
    walk = Gang(session, stap, stap.bijeenkomst.dialoog_id)
    many = len(eens(walk))
    if not many:
        return None
    rest = len(walk.zonder) - many
    words = "1 idee bespreekt u" if rest == 1 else f"{rest} ideeën bespreekt u"
    return Knop(
        "Neem 1 voorstel over" if many == 1 else f"Neem {many} voorstellen over",
        f"{_stap_adres(session, stap)}/kleuren-overnemen",
        f"Daarmee krijgen ze hun kleur. {words} zelf." if rest else "Daarmee krijgt elk idee zijn kleur.",
    )


def _wist(session: Session, stap: Stap) -> bool:
    """Whether leaving this step deletes what each person chose."""
    how = afspraak(stap)
    return how.manier == IEDEREEN and not how.gewist and is_gekleurd(session, stap.id)


def _weg(ja: str) -> Bevestiging:
    return Bevestiging(
        "Wilt u weg uit het kleuren?",
        (
            "We tellen eerst. Hoeveel mensen welke kleur gaven, blijft bewaard.",
            "Wie wat koos, wordt gewist. Niemand kan daarna verder waar hij was.",
            "Kleuren die u vastlegde, blijven staan.",
        ),
        ja,
        "Nee, blijf hier",
    )


def _verder(session: Session, stap: Stap) -> Knop | None:
    """The next step, after a question; None at the end of the evening, which asks by itself."""
    target = next_stap(stappen(session, stap.bijeenkomst_id), stap.id)
    if target is None:
        return None
    address = _stap_adres(session, stap).rsplit("/stap/", 1)[0]
    text = f"{hierna(target.titel)} We vragen eerst of u klaar bent met de kleuren."
    seen = {"gezien": str(stap.id)}
    return Knop(ga_naar(target.titel), f"{address}/verder", text, seen, _weg("Ja, tel de kleuren en ga verder"))
