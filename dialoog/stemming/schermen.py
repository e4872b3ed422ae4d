"""What the screens show of a round, as plain data for the partials."""

import hashlib
from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.idee.rules import korte_titel
from dialoog.opgave.models import Dialoog
from dialoog.stemming import rules
from dialoog.stemming.afspraken import kleuren_van, te_weinig
from dialoog.stemming.herstemming import is_herstemming
from dialoog.stemming.models import Stemronde
from dialoog.stemming.naast import naast
from dialoog.stemming.queries import Uitslag, uitslag_van
from dialoog.stemming.schermen_open import afspraken, loopt_open
from dialoog.stemming.service import instellingen, waarom_niet_open, waarom_niet_terug
from dialoog.stemming.shortlist import lijst_van_ronde
from dialoog.stemming.stand import Stand, fase, stand


def zaal(session: Session, stap: Stap, ronde: Stemronde | None) -> dict[str, Any]:
    """What all phones show: the phase and the list, the same for everybody. No count of a running round."""
    n, per_idee = afspraak(stap, ronde)
    ideeen = lijst_van_ronde(session, ronde) if ronde is not None else []
    return {
        "ronde": ronde,
        "fase": fase(ronde),
        "n": n,
        "per_idee": per_idee,
        **afspraken(stap, ronde),
        "ideeen": [
            {"nummer": i.nummer, "tekst": i.voluit, "titel": i.titel, "kort": korte_titel(i), "kleur": i.kleur}
            for i in ideeen
        ],
    }


def beamer(session: Session, stap: Stap, ronde: Stemronde | None) -> dict[str, Any]:
    """What the hall sees: how many lie while it is open, nothing while it is closed, then what was revealed."""
    n, per_idee = afspraak(stap, ronde)
    phase = fase(ronde)
    data: dict[str, Any] = {"ronde": ronde, "fase": phase, "n": n, "per_idee": per_idee, "telling": None}
    data |= afspraken(stap, ronde) | loopt_open(session, ronde, phase)
    data["ronde_ideeen"] = zaal(session, stap, ronde)["ideeen"] if is_herstemming(ronde) else []
    if ronde is not None and phase == "open":
        data["telling"] = stand(session, ronde)
    if ronde is not None and phase == "vastgesteld" and ronde.onthuld is not None:
        data |= onthuld(uitslag_van(session, ronde), ronde.onthuld)
    return data


def onthuld(uitslag: Uitslag | None, plaats: int) -> dict[str, Any]:
    """The rows that were revealed so far (`getoond_vanaf` is the best place among them), and nothing better.

    `maat` is for the layout alone, so that nothing changes size on the way: all places that will be shown and the most
    stickers of all."""
    assert uitslag is not None
    shown = set(rules.onthul_stappen(rij.plaats for rij in uitslag.rijen))
    best = max(plaats, 1)
    rows = [rij for rij in uitslag.rijen if rij.plaats in shown]
    maat = {"plaatsen": [rij.plaats for rij in rows], "meest": max((rij.stickers for rij in rows), default=0)}
    now = [rij for rij in rows if rij.plaats >= best]
    return {"rijen": now, "maat": maat, "getoond_vanaf": best, "top": uitslag.top, "uitslag": uitslag}


def regie(session: Session, stap: Stap, ronde: Stemronde | None) -> dict[str, Any]:
    """What the regie shows: how far everybody is; the tally only once it is vastgesteld."""
    n, per_idee = afspraak(stap, ronde)
    phase = fase(ronde)
    data: dict[str, Any] = {
        "ronde": ronde,
        "fase": phase,
        "n": n,
        "per_idee": per_idee,
        **afspraken(stap, ronde),
        **loopt_open(session, ronde, phase),
        "telling": lopend(session, ronde),
        "uitslag": uitslag_van(session, ronde) if ronde is not None and phase == "vastgesteld" else None,
        "aantal_ideeen": len(lijst_van_ronde(session, ronde)) if ronde is not None else 0,
    }
    data["naast"] = naast(session, data["uitslag"])
    if ronde is not None and phase in ("open", "gesloten"):
        data["kan_open"] = phase == "gesloten" and waarom_niet_open(ronde) is None
        data["kan_terug"] = waarom_niet_terug(session, ronde) is None
    return data


def lopend(session: Session, ronde: Stemronde | None) -> Stand | None:
    """How a running round stands; None when nothing runs."""
    return stand(session, ronde) if fase(ronde) in ("open", "gesloten") and ronde is not None else None


def afspraak(stap: Stap, ronde: Stemronde | None) -> tuple[int, int]:
    """(n, per_idee): fixed since the round opened, before that those of the step."""
    if ronde is None or (ronde.staat == "voorbereid" and ronde.van_ronde is None):
        return instellingen(stap)
    return ronde.n, ronde.per_idee


def te_weinig_ideeen(session: Session, ronde: Stemronde) -> str | None:
    """Why the round cannot open with the list as it is now; a herstemming always can."""
    if ronde.van_ronde is not None:
        return None
    kleuren = kleuren_van(session.get_one(Stap, ronde.stap_id).instellingen)
    return te_weinig(len(lijst_van_ronde(session, ronde)), session.get_one(Dialoog, ronde.dialoog_id).top, kleuren)


def zaad(ronde_id: int, deelnemer_id: int) -> int:
    """A number from which a phone makes its own order of the list: always the same for this person and round."""
    digest = hashlib.sha256(f"{ronde_id}:{deelnemer_id}".encode()).digest()
    return int.from_bytes(digest[:4], "big")
