"""The werkvorm *Kiezen*: the room, each group or everybody chooses by quota per colour (domein.md, step 4)."""

from typing import Any
from zlib import crc32

from sqlalchemy.orm import Session
from wtforms import Form

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.schermen import paneel_sleutel
from dialoog.bijeenkomst.werkvorm import Basis, Bevestiging, Knop, Regio, publiek_van_groep
from dialoog.errors import NotNow
from dialoog.idee import keuze_kiezers as lezen
from dialoog.idee import schermen_kiezen as schermen
from dialoog.idee.forms import KiezenInstellingen
from dialoog.idee.keuze_kiezers import Persoon
from dialoog.idee.keuze_rules import GROEP, PERSOON, ZAAL
from dialoog.idee.keuze_tellen import gelijken, leave_keuzes
from dialoog.idee.kleuren_rules import GENOEG
from dialoog.idee.queries import keuzes
from dialoog.idee.rules import QUOTA, opsomming, quota
from dialoog.opgave.models import Dialoog

FOLDER = "live/idee/"


class Kiezen(Basis):
    """The shortlist by quota per colour; a quota is an aim, never a lock."""

    soort = "kiezen"
    titel = "Kiezen"
    uitleg = "De ideeën kiezen waar we mee verder gaan, met een aantal per kleur: samen, per groep of ieder voor zich."

    def standaard(self) -> dict[str, Any]:
        return {"eenheid": ZAAL, "quota": dict(QUOTA), "getoond": False}

    def formulier(self) -> type[Form] | None:
        return KiezenInstellingen

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
        if schermen.fase(session, stap) != PERSOON:
            return
        if vooruit and lezen.begonnen(session, stap.id):
            raise NotNow("Tel eerst de keuzes. Daarna weet iedereen met welke ideeën we verder gaan.")
        leave_keuzes(session, stap, wie)

    def vraag_bij_terug(self, session: Session, stap: Stap) -> Bevestiging | None:
        if schermen.fase(session, stap) != PERSOON or not lezen.begonnen(session, stap.id):
            return None
        many = sum(bool(person.aantal) for person in lezen.personen(session, stap))
        return Bevestiging(
            "Wilt u weg uit het kiezen?",
            (
                "We tellen eerst. Hoe vaak elk idee gekozen is, blijft bewaard.",
                *_met_weinig(many),
                "Wie wat koos, wordt gewist. Niemand kan daarna verder kiezen.",
            ),
            "Ja, tel de keuzes en ga terug",
            "Nee, blijf hier",
        )

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        now = schermen.fase(session, stap)
        if now == GROEP:
            groups = [kiezer for kiezer in lezen.kiezers(session, stap) if not kiezer.oud]
            return sum(kiezer.stand.ingestuurd for kiezer in groups), len(groups)
        if now == PERSOON:
            people = lezen.personen(session, stap)
            return sum(person.ingestuurd for person in people), len(people)
        return (0, 0)

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        now = schermen.fase(session, stap)
        if now == GROEP:
            return {"klaar_van": ("groep", "groepen"), "klaarwoord": ("is klaar", "zijn klaar")}
        if now != PERSOON:
            return {}
        people = lezen.personen(session, stap)
        return {
            "klaarwoord": ("is klaar", "zijn klaar"),
            "nog": [_rij(person) for person in people if not person.ingestuurd],
            "klaar_namen": [person.naam for person in people if person.ingestuurd],
            "namens_url": f"{_avond(session, stap)}/kiezen-voor",
        }

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        now = schermen.fase(session, stap)
        if now != PERSOON:  # what a group chose is in its region, the same for all its phones
            return {}
        return {"keuze": lezen.stand_van(session, stap.id, lezen.van_persoon(deelnemer_id)).json()}

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        url = f"{_avond(session, stap)}/stap/{stap.id}"
        now = schermen.fase(session, stap)
        if now == PERSOON:
            return _tel(session, stap, url)
        if stap.instellingen.get("getoond") or not keuzes(session, stap.id):
            return None
        return Knop(
            "Toon de gekozen ideeën",
            f"{url}/toon",
            "De zaal ziet dan met welke ideeën we verder gaan. Kiezen kan daarna nog.",
            {"getoond": "ja"},
            bevestiging=_nog_niet_klaar(session, stap, now),
        )

    def bij_verder(self, session: Session, stap: Stap) -> str:
        return "" if keuzes(session, stap.id) else "Er is nog niets gekozen."

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        werk = schermen.kiezen_werk(session, stap)
        now, counter = werk["fase"], werk["teller"]
        regie = {"werk": schermen.kiezen_regie(session, stap, werk)}
        context = {"werk": werk}
        key = paneel_sleutel(stap.bijeenkomst, stap, _sleutel(werk))
        own = paneel_sleutel(stap.bijeenkomst, stap, f"{now}:{'vast' if regie['werk']['begonnen'] else stap.versie}")
        found = [
            Regio("paneel", "zaal", f"{FOLDER}zaal_kiezen.html", context, key),
            Regio("scherm", "beamer", f"{FOLDER}beamer_kiezen.html", context, teller=counter),
            Regio("werkvorm", "regie", f"{FOLDER}regie_kiezen.html", regie, own),
            Regio("keuzestand", "regie", f"{FOLDER}regie_keuzestand.html", regie, teller=counter),
        ]
        if now == ZAAL or werk["getoond"]:
            found.append(Regio("gekozen", "zaal", f"{FOLDER}zaal_gekozen.html", context, teller=counter))
        elif now == GROEP:
            doel = quota(stap.instellingen)
            for kiezer in lezen.kiezers(session, stap):
                if not kiezer.oud and kiezer.groep is not None:
                    inside = {"werk": schermen.groep_werk(kiezer, doel)}
                    publiek = publiek_van_groep(kiezer.groep)
                    found.append(Regio("groep", publiek, f"{FOLDER}groep_kiezen.html", inside, teller=counter))
        return found


def _sleutel(werk: dict[str, Any]) -> str:
    """A phone's panel is another one when another unit chooses, or when the ideas in it changed."""
    if werk["fase"] == ZAAL or werk["getoond"]:
        return "samen"
    ideas = "-".join(f"{idee.id}{idee.kleur}" for idee in werk["alle"])
    numbers = "-".join(str(n) for n in werk["doel"].values())
    return f"{werk['fase']}:{numbers}:{crc32(ideas.encode()):x}"


def _avond(session: Session, stap: Stap) -> str:
    naam = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id).korte_naam
    return f"/regie/{naam}/avond/{stap.bijeenkomst_id}"


def _rij(person: Persoon) -> dict[str, Any]:
    helps = f"{person.helper} kiest namens {person.naam}" if person.helper and person.zonder_telefoon else ""
    return {
        "naam": person.naam,
        "woord": "bezig" if person.aantal else "nog niets",
        "nadruk": not person.aantal,
        "bij": helps,
    }


def _tel(session: Session, stap: Stap, url: str) -> Knop:
    people = lezen.personen(session, stap)
    left = sum(not person.ingestuurd for person in people)
    who = (
        "Iedereen is klaar." if not left else "1 mens is nog bezig." if left == 1 else f"{left} mensen zijn nog bezig."
    )
    after = "De meest gekozen ideeën gaan door, tot het aantal per kleur."
    return Knop(
        "Tel de keuzes",
        f"{url}/tel",
        f"{who} {after}",
        bevestiging=Bevestiging(
            "Wilt u de keuzes tellen?",
            (
                who,
                after,
                *_met_weinig(sum(bool(person.aantal) for person in people)),
                "Dit kunt u niet terugdraaien. Wie wat koos, wordt gewist. Alleen de aantallen blijven.",
            ),
            "Ja, tel de keuzes",
        ),
        reden=None if any(person.aantal for person in people) else "Er is nog niets gekozen.",
    )


def _met_weinig(kiezers: int) -> tuple[str, ...]:
    """The regie shows by name who chose something: counts of one or two people say what those chose. It is told, and
    refused to nobody: in a small hall counting must go on."""
    if not 0 < kiezers < GENOEG:
        return ()
    who = "koos pas 1 mens" if kiezers == 1 else f"kozen pas {kiezers} mensen"
    return (f"Er {who}. Met zo weinig is na het tellen te zien wie wat koos.",)


def _nog_niet_klaar(session: Session, stap: Stap, now: str) -> Bevestiging | None:
    """Asks when a group is still busy, or a tie is not settled; never a lock."""
    lines: list[str] = []
    if now == GROEP:
        busy = [k.naam for k in lezen.kiezers(session, stap) if not k.oud and not k.stand.ingestuurd]
        if busy:
            verb = "is nog bezig" if len(busy) == 1 else "zijn nog bezig"
            lines.append(f"{opsomming([busy[0][:1].upper() + busy[0][1:], *busy[1:]])} {verb}.")
    lines += [f"In {tie.kleur} staan {len(tie.over)} ideeën nog gelijk." for tie in gelijken(session, stap)]
    if not lines:
        return None
    lines.append("Kiezen kan daarna nog: ga dan verder met kiezen.")
    return Bevestiging("Wilt u de gekozen ideeën al tonen?", tuple(lines), "Ja, toon ze nu")
