"""Merging ideas and splitting them again (domein.md, step 4): all texts stay, every idea keeps its number."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.idee.beheer import head
from dialoog.idee.facts_bij import IdeeenGesplitst, IdeeenSamengevoegd
from dialoog.idee.keuze_kiezers import PERSOON, nieuwe_versie
from dialoog.idee.models import Idee, Keuze
from dialoog.idee.queries import MAX_ID, get_idee
from dialoog.idee.samenvoeging import kleur_na
from dialoog.idee.service import refuse_vast
from dialoog.opgave.models import Dialoog
from dialoog.verslag.facts import Seintje
from dialoog.verslag.service import announce


def merge_ideeen(
    dialoog_id: int,
    houd: int,
    erbij: Sequence[int],
    *,
    gezien: int | None,
    wie: str,
    bijeenkomst_id: int | None,
) -> None:
    """Put ideas into the one that is kept (use case); what they hold already comes along in them. `gezien` is the
    sum of the versions of all of them as seen. All in it already: nothing happens.

    Raises BadInput (nothing, or itself), NotFound, NotNow (one is not los), IdeeVast, Outdated."""
    if not erbij:
        raise BadInput("Kies minstens één idee dat erbij komt.")
    if houd in erbij:
        raise BadInput("Een idee kan niet met zichzelf samen. Kies een ander nummer.")
    with transaction() as session:
        lock_ideeen(session, dialoog_id)
        kept = get_idee(session, dialoog_id, houd)
        others = [get_idee(session, dialoog_id, number) for number in dict.fromkeys(erbij)]
        if all(idee.samengevoegd_in == kept.id for idee in others):
            return
        for idee in (kept, *others):
            if idee.staat != "los":
                raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Er is niets samengevoegd. Kijk nog eens.")
            refuse_vast(idee)
        if gezien is not None and gezien != stand_van((kept, *others)):
            raise Outdated("Een van deze ideeën is intussen veranderd. Er is niets samengevoegd. Kijk nog eens.")
        write_samen(session, kept, others, wie=wie, bijeenkomst_id=bijeenkomst_id)


def split_ideeen(
    dialoog_id: int, houd: int, eruit: Sequence[int] | None, *, wie: str, bijeenkomst_id: int | None
) -> None:
    """Let ideas stand on their own again, as they were; `eruit` None: all that went into this one. What is out
    already is left alone. Raises NotFound, NotNow (it is in another one itself), IdeeVast."""
    with transaction() as session:
        lock_ideeen(session, dialoog_id)
        kept = get_idee(session, dialoog_id, houd)
        others = [idee for idee in directe(session, kept) if eruit is None or idee.id in eruit]
        if not others:
            return
        refuse_vast(kept)
        if kept.staat == "samengevoegd":
            raise NotNow(f"Nummer {kept.nummer} zit zelf in een ander idee. Haal dat eerst uit elkaar.")
        write_los(session, kept, others, wie=wie, bijeenkomst_id=bijeenkomst_id)


def lock_ideeen(session: Session, dialoog_id: int) -> None:
    """One at a time merges or splits in a dialogue: two at once could make a circle."""
    if dialoog_id > MAX_ID or session.get(Dialoog, dialoog_id, with_for_update=True) is None:
        raise NotFound("Deze dialoog bestaat niet.")


def stand_van(ideeen: Sequence[Idee]) -> int:
    """The version of a number of ideas together."""
    return sum(idee.versie for idee in ideeen)


def directe(session: Session, kept: Idee) -> list[Idee]:
    """The ideas that went into this one themselves, by number."""
    return list(session.scalars(select(Idee).where(Idee.samengevoegd_in == kept.id).order_by(Idee.nummer)))


# --- the writes themselves, also for undoing ------------------------------------------------------------------


def write_samen(session: Session, kept: Idee, others: Sequence[Idee], *, wie: str, bijeenkomst_id: int | None) -> int:
    """Merge; returns the fact's number."""
    others = sorted(others, key=lambda idee: idee.nummer)
    kleur, geleend = kleur_na(kept.kleur, (idee.kleur for idee in others))
    if geleend:
        kept.kleur = kleur
        kept.geleende_kleur = kleur
    for idee in others:
        idee.staat = "samengevoegd"
        idee.samengevoegd_in = kept.id
        idee.versie += 1
    kept.versie += 1
    session.flush()
    lend_keuzes(session, kept, others)
    nieuwe_versie(session, keuzes_van(session, others))
    for idee in (kept, *others):
        _tell(session, idee, f"Nummer {idee.nummer} is samengevoegd met " + _rest(idee, kept, others))
    return announce(
        session,
        IdeeenSamengevoegd(
            **head(kept, wie, bijeenkomst_id),
            erbij=tuple(idee.id for idee in others),
            nummers=tuple(idee.nummer for idee in others),
        ),
    )


def write_los(session: Session, kept: Idee, others: Sequence[Idee], *, wie: str, bijeenkomst_id: int | None) -> int:
    """Split; returns the fact's number."""
    lent, zonder = kept.geleende_kleur, keuzes_van(session, others) - keuzes_van(session, [kept])
    for idee in others:
        idee.staat = "los"
        idee.samengevoegd_in = None
        idee.versie += 1
    kept.versie += 1
    session.flush()
    rest = directe(session, kept)
    if kept.geleende_kleur and all(idee.kleur != kept.geleende_kleur for idee in rest):
        kept.kleur = None
    give_back_keuzes(session, kept, rest)
    nieuwe_versie(session, keuzes_van(session, others))
    for idee in (kept, *others):
        _tell(session, idee, f"Nummer {idee.nummer} is weer los van " + _rest(idee, kept, others))
    return announce(
        session,
        IdeeenGesplitst(
            **head(kept, wie, bijeenkomst_id),
            eruit=tuple(idee.id for idee in others),
            nummers=tuple(idee.nummer for idee in others),
            geleend=lent,
            zonder=tuple(sorted(row for row in zonder if not row[1].startswith(PERSOON))),
        ),
    )


def keuzes_van(session: Session, ideeen: Sequence[Idee]) -> set[tuple[int, str]]:
    """(step, kiezer) of those who chose one of these."""
    rows = session.execute(select(Keuze.stap_id, Keuze.kiezer).where(Keuze.idee_id.in_([idee.id for idee in ideeen])))
    return {(row[0], row[1]) for row in rows}


def lend_keuzes(session: Session, kept: Idee, others: Sequence[Idee]) -> None:
    """Who chose one that comes in has chosen the one that is kept: once, whoever chose both. The rows of the other
    stay with it, so that a split gives them back."""
    for stap_id, kiezer in keuzes_van(session, others) - keuzes_van(session, [kept]):
        session.add(Keuze(stap_id=stap_id, kiezer=kiezer, idee_id=kept.id, meegekomen=True))
    session.flush()


def te_leen(session: Session, kept: Idee) -> str | None:
    """The colour that the ideas in it lend to one that has none of its own."""
    return kleur_na(None, (other.kleur for other in directe(session, kept)))[0]


def give_back_keuzes(session: Session, kept: Idee, rest: Sequence[Idee]) -> None:
    """Choices that only came along go with the ideas that brought them, unless one that stays brought them too."""
    still = keuzes_van(session, rest)
    rows = session.scalars(select(Keuze).where(Keuze.idee_id == kept.id, Keuze.meegekomen))
    for row in rows.all():
        if (row.stap_id, row.kiezer) not in still:
            session.delete(row)
    session.flush()


def _rest(idee: Idee, kept: Idee, others: Sequence[Idee]) -> str:
    numbers = [kept.nummer] if idee is not kept else [other.nummer for other in others]
    return "nummer " + " en ".join(str(number) for number in numbers) + "."


def _tell(session: Session, idee: Idee, tekst: str) -> None:
    """Tell the author's own phone, and nobody else."""
    if idee.indiener is None:
        return
    author = session.get_one(Deelnemer, idee.indiener)
    if author.staat == "actief":
        remember_fact(session, Seintje(dialoog=idee.dialoog_id, voor_deelnemer=author.id, tekst=tekst))
