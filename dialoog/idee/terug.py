"""Taking a step back: the inverse of each fact of this room, and why not any more (ontwerp.md, The record)."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.idee import facts, terug_kiezen
from dialoog.idee.beheer import write_deelvragen, write_gesloten, write_tekst, write_verborgen
from dialoog.idee.keuze import write_getoond, write_keuze
from dialoog.idee.kleuren import write_kleur
from dialoog.idee.models import ZAAL, Idee, IdeeTekst, Keuze, Kleur
from dialoog.idee.samenvoegen import directe, te_leen
from dialoog.idee.service import set_staat
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, register_inverse

_VERDER = "het idee is daarna nog veranderd"


def register_inverses() -> None:
    """Say how the facts of this room are undone."""
    staat = Inverse(_undo_staat, _staat_waarom_niet)
    verborgen = Inverse(_undo_verborgen, _staat_waarom_niet)
    gesloten = Inverse(_undo_gesloten, _gesloten_waarom_niet)
    keuze = Inverse(_undo_keuze, _keuze_waarom_niet)
    register_inverse(facts.IdeeIngetrokken, staat)
    register_inverse(facts.IdeeTeruggezet, staat)
    register_inverse(facts.IdeeVerborgen, verborgen)
    register_inverse(facts.IdeeGetoond, verborgen)
    register_inverse(facts.IdeeVerbeterd, Inverse(_undo_tekst, _tekst_waarom_niet))
    register_inverse(facts.IdeeVerplaatst, Inverse(_undo_deelvragen, _deelvragen_waarom_niet))
    register_inverse(facts.IdeeenGesloten, gesloten)
    register_inverse(facts.IdeeenGeopend, gesloten)
    register_inverse(facts.KleurGezet, Inverse(_undo_kleur, _kleur_waarom_niet))
    register_inverse(facts.IdeeGekozen, keuze)
    register_inverse(facts.IdeeTeruggelegd, keuze)
    terug_kiezen.register_inverses()
    register_inverse(facts.KeuzeGetoond, Inverse(_undo_getoond, _getoond_waarom_niet))


def _idee(session: Session, feit: Feit) -> Idee:
    return session.get_one(Idee, feit.data["idee"])


def _stap(session: Session, feit: Feit) -> Stap:
    return session.get_one(Stap, feit.data["stap"])


def _vast(idee: Idee) -> str | None:
    return f"het idee staat in {idee.vergrendeld_door}" if idee.vergrendeld_door else None


_STAAT_NA = {
    facts.IdeeIngetrokken.__name__: "ingetrokken",
    facts.IdeeTeruggezet.__name__: "los",
    facts.IdeeVerborgen.__name__: "verborgen",
    facts.IdeeGetoond.__name__: "los",
}


def _staat_waarom_niet(session: Session, feit: Feit) -> str | None:
    idee = _idee(session, feit)
    return _vast(idee) or (None if idee.staat == _STAAT_NA[feit.wat] else _VERDER)


def _undo_staat(session: Session, feit: Feit, wie: str) -> int:
    staat = "los" if feit.wat == facts.IdeeIngetrokken.__name__ else "ingetrokken"
    return set_staat(session, _idee(session, feit), staat, bijeenkomst_id=feit.bijeenkomst_id)


def _undo_verborgen(session: Session, feit: Feit, wie: str) -> int:
    return write_verborgen(
        session,
        _idee(session, feit),
        verborgen=feit.wat == facts.IdeeGetoond.__name__,
        wie=wie,
        bijeenkomst_id=feit.bijeenkomst_id,
    )


def _tekst_waarom_niet(session: Session, feit: Feit) -> str | None:
    """As long as the text is the one that was written then: also again, once what came after it was taken back."""
    idee = _idee(session, feit)
    later = select(IdeeTekst.tekst).where(IdeeTekst.idee_id == idee.id, IdeeTekst.versie > feit.data["versie"])
    following = session.scalar(later.order_by(IdeeTekst.versie).limit(1))
    written = idee.tekst if following is None else following
    return _vast(idee) or (None if idee.tekst == written else _VERDER)


def _undo_tekst(session: Session, feit: Feit, wie: str) -> int:
    former = session.get_one(IdeeTekst, (feit.data["idee"], feit.data["versie"]))
    return write_tekst(session, _idee(session, feit), former.tekst, wie=wie, bijeenkomst_id=feit.bijeenkomst_id)


def _deelvragen_waarom_niet(session: Session, feit: Feit) -> str | None:
    idee = _idee(session, feit)
    same = [deelvraag.id for deelvraag in idee.deelvragen] == feit.data["naar"]
    return _vast(idee) or (None if same else _VERDER)


def _undo_deelvragen(session: Session, feit: Feit, wie: str) -> int:
    return write_deelvragen(
        session, _idee(session, feit), feit.data["van"], wie=wie, bijeenkomst_id=feit.bijeenkomst_id
    )


def _gesloten_waarom_niet(session: Session, feit: Feit) -> str | None:
    """Also when the evening went on: it is the former state of that step, until a round holds ideas (ontwerp.md)."""
    held = select(Idee.vergrendeld_door).where(Idee.dialoog_id == feit.dialoog_id, Idee.vergrendeld_door.is_not(None))
    ronde = session.scalar(held.limit(1))
    if ronde:
        return f"er staan ideeën in {ronde}"
    same = bool(_stap(session, feit).instellingen.get("gesloten")) == (feit.wat == facts.IdeeenGesloten.__name__)
    return None if same else "dat is al gebeurd"


def _undo_gesloten(session: Session, feit: Feit, wie: str) -> int:
    gesloten = feit.wat == facts.IdeeenGeopend.__name__
    return write_gesloten(session, _stap(session, feit), feit.dialoog_id, gesloten=gesloten, wie=wie)


def _kleur_waarom_niet(session: Session, feit: Feit) -> str | None:
    idee = _idee(session, feit)
    return _vast(idee) or (None if idee.kleur == feit.data["naar"] else _VERDER)


def _undo_kleur(session: Session, feit: Feit, wie: str) -> int:
    """What was lent is lent again, by the ideas that are in it now: it goes with them when they are split off."""
    idee, lent = _idee(session, feit), bool(feit.data.get("geleend"))
    kleur = te_leen(session, idee) if lent else feit.data["van"]
    number = write_kleur(session, _stap(session, feit), idee, kleur, wie)
    if lent:
        idee.geleende_kleur = kleur
        session.execute(
            delete(Kleur).where(Kleur.stap_id == feit.data["stap"], Kleur.idee_id == idee.id, Kleur.kiezer == ZAAL)
        )
    return number


def _keuze_waarom_niet(session: Session, feit: Feit) -> str | None:
    idee = _idee(session, feit)
    chosen = session.get(Keuze, (feit.data["stap"], ZAAL, idee.id)) is not None
    same = chosen == (feit.wat == facts.IdeeGekozen.__name__)
    if same and feit.data.get("meegekomen") and not _bracht_mee(session, feit, idee):
        return "het idee dat die keuze meebracht, staat er niet meer in"
    return _vast(idee) or (None if same else _VERDER)


def _bracht_mee(session: Session, feit: Feit, idee: Idee) -> bool:
    """Whether an idea that is in this one is chosen still, so that the choice can come along again."""
    inside = [other.id for other in directe(session, idee)]
    where = Keuze.stap_id == feit.data["stap"], Keuze.kiezer == ZAAL, Keuze.idee_id.in_(inside)
    return session.scalar(select(Keuze.idee_id).where(*where).limit(1)) is not None


def _undo_keuze(session: Session, feit: Feit, wie: str) -> int:
    """What came along comes along again: it goes with the ideas that brought it, when they are split off."""
    return write_keuze(
        session,
        _stap(session, feit),
        _idee(session, feit),
        gekozen=feit.wat == facts.IdeeTeruggelegd.__name__,
        boven=False,
        wie=wie,
        meegekomen=bool(feit.data.get("meegekomen")),
    )


def _getoond_waarom_niet(session: Session, feit: Feit) -> str | None:
    stap = _stap(session, feit)
    if stap.staat != "live":
        return "de avond is al verder"
    return None if bool(stap.instellingen.get("getoond")) == feit.data["getoond"] else "dat is al gebeurd"


def _undo_getoond(session: Session, feit: Feit, wie: str) -> int:
    getoond = not feit.data["getoond"]
    return write_getoond(session, _stap(session, feit), feit.dialoog_id, getoond=getoond, wie=wie)
