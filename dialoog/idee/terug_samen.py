"""Taking a merge, a split or a *geen dubbele* back."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from dialoog.idee.facts_bij import GeenDubbeleGezegd, IdeeenGesplitst, IdeeenSamengevoegd
from dialoog.idee.lijkt_op import write_geen_dubbele
from dialoog.idee.models import GeenDubbele, Idee, Keuze
from dialoog.idee.samenvoegen import keuzes_van, write_los, write_samen
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, register_inverse

_VERDER = "het idee is daarna nog veranderd"


def register_inverses() -> None:
    """Say how these facts are undone."""
    register_inverse(IdeeenSamengevoegd, Inverse(_undo_samen, _samen_waarom_niet))
    register_inverse(IdeeenGesplitst, Inverse(_undo_los, _los_waarom_niet))
    register_inverse(GeenDubbeleGezegd, Inverse(_undo_geen, _geen_waarom_niet))


def _rows(session: Session, feit: Feit, key: str) -> tuple[Idee, list[Idee]]:
    """The idea that was kept, and the others of the fact."""
    return session.get_one(Idee, feit.data["idee"]), [session.get_one(Idee, number) for number in feit.data[key]]


def _samen_waarom_niet(session: Session, feit: Feit) -> str | None:
    kept, others = _rows(session, feit, "erbij")
    if kept.vergrendeld_door:
        return f"het idee staat in {kept.vergrendeld_door}"
    if kept.staat == "samengevoegd":
        return f"nr. {kept.nummer} zit nu zelf in een ander idee"
    return None if all(idee.samengevoegd_in == kept.id for idee in others) else _VERDER


def _undo_samen(session: Session, feit: Feit, wie: str) -> int:
    kept, others = _rows(session, feit, "erbij")
    return write_los(session, kept, others, wie=wie, bijeenkomst_id=feit.bijeenkomst_id)


def _los_waarom_niet(session: Session, feit: Feit) -> str | None:
    kept, others = _rows(session, feit, "eruit")
    for idee in (kept, *others):
        if idee.vergrendeld_door:
            return f"nr. {idee.nummer} staat in {idee.vergrendeld_door}"
        if idee.staat != "los":
            return f"nr. {idee.nummer} is intussen {idee.staat}"
    return None


def _undo_los(session: Session, feit: Feit, wie: str) -> int:
    kept, others = _rows(session, feit, "eruit")
    own = kept.kleur is not None and kept.geleende_kleur is None
    had = keuzes_van(session, [kept])
    number = write_samen(session, kept, others, wie=wie, bijeenkomst_id=feit.bijeenkomst_id)
    if not own and "geleend" in feit.data:  # as it was lent then: joined anew in another order it might differ
        kept.kleur = feit.data["geleend"]
        kept.geleende_kleur = feit.data["geleend"]
    for stap, kiezer in {(row[0], row[1]) for row in feit.data.get("zonder", ())} - had:
        session.execute(delete(Keuze).where(Keuze.stap_id == stap, Keuze.kiezer == kiezer, Keuze.idee_id == kept.id))
    return number


def _geen_waarom_niet(session: Session, feit: Feit) -> str | None:
    said = session.get(GeenDubbele, (feit.data["een"], feit.data["ander"])) is not None
    return None if said == feit.data["geen"] else "dat is al gebeurd"


def _undo_geen(session: Session, feit: Feit, wie: str) -> int:
    return write_geen_dubbele(
        session,
        session.get_one(Idee, feit.data["een"]),
        session.get_one(Idee, feit.data["ander"]),
        geen=not feit.data["geen"],
        wie=wie,
        bijeenkomst_id=feit.bijeenkomst_id,
    )
