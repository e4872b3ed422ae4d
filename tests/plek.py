"""A place where a state of an evening can be seen: the dialogue, its evening, the phones in its hall."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from dialoog.bijeenkomst.models import Groep, Stap, Toonblad
from dialoog.bijeenkomst.service import go_to_step
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.idee.models import Idee, Indienersvraag
from dialoog.notulist.models import Notulistlink
from dialoog.opgave.models import Belang
from dialoog.stemming.models import Loting, Stemronde
from dialoog.verslag.models import Feit
from dialoog.voorstel.models import Oplossing, Voorstel
from dialoog.voorstel.models_zaal import Aanvulling, Instemming

WIE = "Marit de Boer"


@dataclass
class Plek:
    """Where a state can be seen: the dialogue, its evening, and a phone that is present there."""

    toestand: str
    korte_naam: str
    dialoog: int
    bijeenkomst: int
    uitnodiging: str
    beamer: str
    deelnemer: int
    waarden: dict[str, Any] = field(default_factory=dict)
    """Values for the names in addresses: `stap_id`, `idee_id`, `ronde_id`, …"""

    @property
    def eigenaar(self) -> str:
        """Token of the phone of the trekker of the first oplossing (where there is one), a deelnemer."""
        return f"telefoon-{self.toestand}"

    @property
    def ander(self) -> str:
        """Token of the phone of another deelnemer."""
        return f"ander-{self.toestand}"

    @property
    def kijker(self) -> str:
        """Token of the phone of a toehoorder."""
        return f"kijker-{self.toestand}"

    @property
    def notulist(self) -> str:
        """Token of the device of a notulist."""
        return f"notulist-{self.toestand}"

    @property
    def notulistlink(self) -> str:
        """Token of the link that lets notulisten in."""
        return f"link-{self.toestand}"

    @property
    def regie(self) -> str:
        return f"/regie/{self.korte_naam}/avond/{self.bijeenkomst}"

    @property
    def telefoon(self) -> str:
        return f"/d/{self.korte_naam}/"


def stap_van(plek: Plek, soort: str) -> int:
    """The step of this kind in the draaiboek of the evening."""
    found = db.session.scalar(select(Stap.id).where(Stap.bijeenkomst_id == plek.bijeenkomst, Stap.soort == soort))
    assert found is not None, soort
    return found


def turn_to(plek: Plek, soort: str) -> int:
    """Make the step of this kind live."""
    stap = stap_van(plek, soort)
    live = db.session.scalar(select(Stap.id).where(Stap.bijeenkomst_id == plek.bijeenkomst, Stap.staat == "live"))
    go_to_step(plek.dialoog, plek.bijeenkomst, live, stap, WIE)
    return stap


def refresh(plek: Plek) -> None:
    """Fill in the numbers that addresses of this dialogue may name."""
    session = db.session()
    session.rollback()

    def one(column: Any, *where: Any) -> Any:
        return session.scalar(select(column).where(*where).order_by(column.desc()).limit(1))

    here = plek.dialoog
    live = one(Stap.id, Stap.bijeenkomst_id == plek.bijeenkomst, Stap.staat == "live")
    first = session.scalar(select(Oplossing).where(Oplossing.dialoog_id == here).order_by(Oplossing.plaats))
    voorstel = session.scalar(select(Voorstel).where(Voorstel.dialoog_id == here).order_by(Voorstel.nummer))
    plek.waarden |= {
        "korte_naam": plek.korte_naam,
        "bijeenkomst_id": plek.bijeenkomst,
        "uitnodiging": plek.uitnodiging,
        "stap_id": live or one(Stap.id, Stap.bijeenkomst_id == plek.bijeenkomst),
        "idee_id": session.scalar(select(Idee.id).where(Idee.dialoog_id == here, Idee.nummer == 12)),
        "los_idee_id": session.scalar(select(Idee.id).where(Idee.dialoog_id == here, Idee.nummer == 2)),
        "getypt_id": session.scalar(select(Idee.id).where(Idee.dialoog_id == here, Idee.nummer == 13)),
        "vraag_id": one(Indienersvraag.id, Indienersvraag.idee_id == Idee.id, Idee.dialoog_id == here),
        "deelnemer_id": plek.deelnemer,
        "zonder_telefoon_id": one(Deelnemer.id, Deelnemer.dialoog_id == here, Deelnemer.zonder_telefoon.is_(True)),
        "toestel_id": one(Toestel.id, Toestel.deelnemer_id == plek.deelnemer),
        "blad_id": one(Toonblad.id, Toonblad.stap_id == live, Toonblad.soort == "tekst"),
        "groep_id": one(Groep.id, Groep.bijeenkomst_id == plek.bijeenkomst),
        "link_id": one(Notulistlink.id, Notulistlink.dialoog_id == here),
        "belang_id": one(Belang.id, Belang.dialoog_id == here),
        "ronde_id": one(Stemronde.id, Stemronde.dialoog_id == here),
        "loting_id": one(Loting.id, Loting.dialoog_id == here),
        "oplossing_id": first.id if first else None,
        "voorstel_id": voorstel.id if voorstel else None,
        "aanvulling_id": one(Aanvulling.id, Aanvulling.voorstel_id == Voorstel.id, Voorstel.dialoog_id == here),
        "instemming_id": one(Instemming.id, Instemming.voorstel_id == Voorstel.id, Voorstel.dialoog_id == here),
        "nummer": voorstel.nummer if voorstel else None,
        "beeld": "a" * 64,
        "plek": 1,
        "sleutel": "inleiding",
        "in_boek": "inleiding",
        "aantekeningsoort": "feit",
        "geheim": "van-geen-enkel-scherm",
        "eigen": "inleiding",
        "feit_id": one(Feit.id, Feit.dialoog_id == here),
    }
    session.rollback()
