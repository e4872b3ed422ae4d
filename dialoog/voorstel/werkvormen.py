"""The werkvormen of this room: *Uitslag* and *Voorstelkaarten*."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import stappen
from dialoog.bijeenkomst.rules import next_stap
from dialoog.bijeenkomst.schermen import ga_naar, paneel_sleutel, regie_adres
from dialoog.bijeenkomst.werkvorm import Basis, Bevestiging, Knop, Regio, register_werkvorm
from dialoog.errors import NotNow
from dialoog.opgave.models import Dialoog
from dialoog.stemming.herstemming import lopende_herstemming
from dialoog.stemming.werkvormen import Stickeren
from dialoog.voorstel import instemming_lezen, rules, schermen
from dialoog.voorstel.aanvullingen_lezen import mijn_aanvullingen, wachtend
from dialoog.voorstel.inbeeld import start_kaarten
from dialoog.voorstel.kaarten import make_voorstellen
from dialoog.voorstel.knop import uitslag_knop, vraag_knop, zonder_eigenaar
from dialoog.voorstel.queries import oplossingen
from dialoog.voorstel.queries_eigenaar import eigen_voorstellen
from dialoog.voorstel.schermen_kaart import kaarten_regie, kaarten_werk
from dialoog.voorstel.vrijwilligers import aanbod_teller, mijn_aanbod
from dialoog.voorstel.wissen import register_wissen

FOLDER = "live/voorstel/"


def register(app: Flask) -> None:
    """Offer the werkvormen of this room, in the order of the default draaiboek."""
    for form in (UitslagVorm(), Voorstelkaarten()):
        register_werkvorm(form)
    register_wissen()


def _eigen(session: Session, deelnemer_id: int) -> dict[str, Any]:
    cards = eigen_voorstellen(session, deelnemer_id)
    waiting = wachtend(session, [c.id for c in cards])
    return {
        "voorstellen": [
            {
                "nummer": c.nummer,
                "titel": c.titel,
                "trekker": c.trekker,
                "op_slot": c.op_slot,
                "gevuld": c.gevuld,
                "wachtend": [{"plek": rules.plek_van(vraag), "aantal": n} for vraag, n in waiting[c.id].items()],
            }
            for c in cards
        ]
    }


class UitslagVorm(Basis):
    """The top, ties shown as ties, and the oplossingen that the group makes of it (domein.md, Stickers).

    While a herstemming runs it is a round like any other: the screens, the people and the buttons of *stickeren*."""

    soort = "uitslag"
    titel = "Uitslag"
    uitleg = "De top van de stickers. Van die ideeën maakt de groep oplossingen."
    _stickeren = Stickeren()

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
        """Going on leaves no oplossing without its card, also where nobody was named: it is worked out at home."""
        self._stickeren.stop(session, stap, wie, vooruit=vooruit)
        if vooruit:
            make_voorstellen(session, stap.bijeenkomst.dialoog_id, wie, stap.bijeenkomst_id)

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        return self._stickeren.voortgang(session, stap)

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        return self._stickeren.mensen(session, stap)

    def vraag_bij_terug(self, session: Session, stap: Stap) -> Bevestiging | None:
        return self._stickeren.vraag_bij_terug(session, stap)

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        own = {**_eigen(session, deelnemer_id), "aanbod": mijn_aanbod(session, deelnemer_id)}
        if lopende_herstemming(session, stap):
            own |= self._stickeren.mijn(session, stap, deelnemer_id)
        return own

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        if lopende_herstemming(session, stap):
            return self._stickeren.knop(session, stap)
        werk = schermen.uitslag_regie(session, stap)
        return uitslag_knop(werk, stap.bijeenkomst_id) or (
            _naar_kaarten(session, stap, werk) if werk["rijen"] else None
        )

    def bij_einde(self, session: Session, stap: Stap) -> tuple[str, ...]:
        if stap.staat not in ("live", "gedaan"):
            return ()
        rows = [schermen.beamer_rij(row) for row in oplossingen(session, stap.bijeenkomst.dialoog_id)]
        many = len(zonder_eigenaar(rows))
        if not many:
            return ()
        which = "1 oplossing heeft" if many == 1 else f"{many} oplossingen hebben"
        return (f"{which} nog geen trekker. Dat kan ook na de avond, bij Voorbereiden.",)

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        if lopende_herstemming(session, stap):
            return self._stickeren.regios(session, stap)
        zaal = {"werk": schermen.uitslag_zaal(session, stap)}
        werk = schermen.uitslag_regie(session, stap)
        regie = {"werk": werk}
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
                "werkvorm",
                "regie",
                f"{FOLDER}regie_uitslag.html",
                regie,
                paneel_sleutel(stap.bijeenkomst, stap, _regiefase(werk)),
            ),
            Regio("uitslagstand", "regie", f"{FOLDER}regie_uitslagstand.html", regie),
            Regio(
                "oplossingen",
                "regie",
                f"{FOLDER}regie_oplossingen.html",
                regie,
                teller=aanbod_teller(session, stap.bijeenkomst.dialoog_id),
            ),
            Regio("naast", "regie", f"{FOLDER}regie_naast.html", regie),
            Regio("lager", "regie", f"{FOLDER}regie_lager.html", regie),
        ]


def _naar_kaarten(session: Session, stap: Stap, werk: dict[str, Any]) -> Knop | None:
    """The cards come next, also where the draaiboek ends here; None: it says by itself what comes."""
    order = stappen(session, stap.bijeenkomst_id)
    kaarten = Voorstelkaarten
    if next_stap(order, stap.id) is not None or any(other.soort == kaarten.soort for other in order):
        return None
    return Knop(
        ga_naar(kaarten.titel),
        f"{werk['adres']}/avond/{stap.bijeenkomst_id}/voorstelkaarten",
        "Deze stap komt er in het draaiboek bij.",
        {"gezien": str(stap.id)},
        voorbij="Sluit de avond af",
    )


def _regiefase(werk: dict[str, Any]) -> str:
    """The regie's panel holds the ways out of the tie: another tie, another way or another paper is another panel."""
    tie = ".".join(str(rij["id"]) for rij in werk["rand"])
    lot = werk["lot"]["aantal"] if werk["lot"] else "geen"
    return f"{werk['uitslag'].ronde if werk['uitslag'] else 0}-{tie}-{werk['vrij']}-{werk['weg']}-{lot}"


class Voorstelkaarten(Basis):
    """The cards of the oplossingen, one answer at a time for all to see; eigenaren write on their own device."""

    soort = "voorstelkaarten"
    titel = "Voorstelkaarten"
    uitleg = "Elke oplossing wordt een voorstel met tien vragen. De eigenaren schrijven, de zaal kijkt mee."

    def standaard(self) -> dict[str, Any]:
        return {"voorstel": 0, "vraag": 1}

    def start(self, session: Session, stap: Stap, wie: str) -> None:
        start_kaarten(session, stap, wie)

    def stop(self, session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
        if instemming_lezen.open_in(session, stap.bijeenkomst.dialoog_id) is not None:
            raise NotNow("De vraag aan de zaal staat nog open. Sluit die eerst. Alle antwoorden zijn bewaard.")

    def voortgang(self, session: Session, stap: Stap) -> tuple[int, int]:
        asked = instemming_lezen.open_in(session, stap.bijeenkomst.dialoog_id)
        return instemming_lezen.voortgang(session, asked) if asked else (0, 0)

    def mensen(self, session: Session, stap: Stap) -> dict[str, Any]:
        """Only how many: who did not answer yet would be a list of names beside an answer."""
        if instemming_lezen.open_in(session, stap.bijeenkomst.dialoog_id) is None:
            return {}
        dialoog = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id)
        own = regie_adres(dialoog, stap.bijeenkomst)
        return {"klaarwoord": ("gaf antwoord", "gaven antwoord"), "namens_url": f"{own}/instemming-voor"}

    def knop(self, session: Session, stap: Stap) -> Knop | None:
        return vraag_knop(kaarten_werk(session, stap), stap.bijeenkomst_id)

    def mijn(self, session: Session, stap: Stap, deelnemer_id: int) -> dict[str, Any]:
        asked = instemming_lezen.open_in(session, stap.bijeenkomst.dialoog_id)
        own = instemming_lezen.eigen_antwoord(session, asked.id, deelnemer_id) if asked else None
        return {
            **_eigen(session, deelnemer_id),
            "aanvullingen": mijn_aanvullingen(session, deelnemer_id),
            "instemming": own,
        }

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        werk = kaarten_werk(session, stap)
        context, regie = {"werk": werk}, {"werk": kaarten_regie(session, stap, werk)}
        asked = f"vraag{werk['vraag']['id']}" if werk["vraag"] else ""
        key, teller = paneel_sleutel(stap.bijeenkomst, stap, asked), werk["teller"]
        return [
            Regio("paneel", "zaal", f"{FOLDER}zaal_voorstelkaarten.html", context, key),
            Regio("inbeeld", "zaal", f"{FOLDER}zaal_inbeeld.html", context, teller=teller),
            Regio("scherm", "beamer", f"{FOLDER}beamer_voorstelkaart.html", context, teller=teller),
            Regio(
                "werkvorm",
                "regie",
                f"{FOLDER}regie_voorstelkaarten.html",
                regie,
                paneel_sleutel(stap.bijeenkomst, stap),
            ),
            Regio("kaarten", "regie", f"{FOLDER}regie_kaarten.html", regie, teller=teller),
        ]
