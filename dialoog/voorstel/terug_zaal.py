"""Taking back what the hall and the eigenaren did with a card, and why not any more."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, announce, register_inverse
from dialoog.voorstel import facts_zaal
from dialoog.voorstel.aanvullingen import (
    undo_overgenomen,
    undo_terzijde,
    why_not_undo_overgenomen,
    why_not_undo_terzijde,
)
from dialoog.voorstel.instemming import hoofd, write_conclusie
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.models_zaal import Instemming, InstemmingAntwoord


def register_inverses() -> None:
    """Say how these facts are undone."""
    register_inverse(facts_zaal.AanvullingOvergenomen, Inverse(undo_overgenomen, why_not_undo_overgenomen))
    register_inverse(facts_zaal.AanvullingTerzijde, Inverse(undo_terzijde, why_not_undo_terzijde))
    register_inverse(facts_zaal.InstemmingGevraagd, Inverse(_undo_gevraagd, _gevraagd_waarom_niet))
    register_inverse(facts_zaal.InstemmingGesloten, Inverse(_undo_gesloten, _gesloten_waarom_niet))
    register_inverse(facts_zaal.ConclusieGeschreven, Inverse(_undo_conclusie, _conclusie_waarom_niet))


def _row(session: Session, feit: Feit) -> Instemming:
    return session.get_one(Instemming, feit.data["instemming"])


def _gevraagd_waarom_niet(session: Session, feit: Feit) -> str | None:
    row = _row(session, feit)
    if row.staat != "open":
        return "de vraag is al gesloten" if row.staat == "gesloten" else "de vraag is al teruggenomen"
    answered = session.scalar(
        select(InstemmingAntwoord.deelnemer_id).where(InstemmingAntwoord.instemming_id == row.id).limit(1)
    )
    return "er zijn al antwoorden" if answered is not None else None


def _undo_gevraagd(session: Session, feit: Feit, wie: str) -> int:
    row = _row(session, feit)
    row.staat = "vervallen"
    row.versie += 1
    session.flush()
    card = session.get_one(Voorstel, row.voorstel_id)
    return announce(session, facts_zaal.InstemmingIngetrokken(**hoofd(card, row, wie, feit.bijeenkomst_id)))


def _gesloten_waarom_niet(session: Session, feit: Feit) -> str | None:
    return "wie wat antwoordde, is gewist; stel de vraag opnieuw"


def _undo_gesloten(session: Session, feit: Feit, wie: str) -> int:
    raise AssertionError("never: see _gesloten_waarom_niet")


def _conclusie_waarom_niet(session: Session, feit: Feit) -> str | None:
    same = _row(session, feit).versie == feit.data["naar_versie"]
    return None if same else "de conclusie is daarna nog veranderd"


def _undo_conclusie(session: Session, feit: Feit, wie: str) -> int:
    return write_conclusie(
        session, _row(session, feit), feit.data["van"], wie, feit.bijeenkomst_id, door=feit.data["van_door"]
    )
