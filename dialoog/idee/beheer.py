"""What the begeleider does with ideas: from paper, hide, correct, move, close."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Stap
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import BadInput, NotNow, Outdated
from dialoog.idee.facts import (
    IdeeenGeopend,
    IdeeenGesloten,
    IdeeGetoond,
    IdeeToegevoegd,
    IdeeVerbeterd,
    IdeeVerborgen,
    IdeeVerplaatst,
)
from dialoog.idee.models import Idee
from dialoog.idee.queries import get_idee
from dialoog.idee.service import as_json, clean_idee, new_idee, pick_deelvragen, refuse_vast, set_tekst
from dialoog.verslag.service import announce


def live_of_kind(session: Session, dialoog_id: int, bijeenkomst_id: int, stap_id: int, soort: str) -> Stap:
    """The step of this evening while it is live. Raises NotFound, NotNow."""
    evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
    stap = get_stap(session, evening.id, stap_id)
    if stap.soort != soort or stap.staat != "live":
        raise NotNow("Deze stap is nu niet aan de beurt. Er is niets veranderd. Kijk in het draaiboek.")
    return stap


def set_instelling(stap: Stap, **waarden: object) -> None:
    """Write settings of a step (a new dict, so that the change is seen)."""
    stap.instellingen = {**stap.instellingen, **waarden}


def add_papier(
    dialoog_id: int,
    bijeenkomst_id: int,
    stap_id: int,
    kenmerk: str,
    tekst: str,
    deelvraag_ids: Iterable[int],
    namens: int | None,
    wie: str,
) -> int:
    """An idea from paper (use case), also after closing. `namens` fills only its indiener, never the record.

    Returns its number; the same kenmerk gets the first one. Raises BadInput, NotNow, NotFound."""
    with transaction() as session:
        own_mark = f"papier:{dialoog_id}:{kenmerk}"
        found = session.scalar(select(Idee).where(Idee.kenmerk == own_mark))
        if found is not None:
            return found.nummer
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "ideeen")
        idee = new_idee(
            session,
            dialoog_id,
            own_mark,
            clean_idee(tekst),
            deelvraag_ids,
            stap=stap,
            indiener=_indiener(session, bijeenkomst_id, namens),
            bron="papier",
        )
        announce(
            session,
            IdeeToegevoegd(
                dialoog=dialoog_id,
                bijeenkomst=bijeenkomst_id,
                wie=wie,
                waarop=f"idee:{idee.id}",
                idee=idee.id,
                nummer=idee.nummer,
                bron="papier",
            ),
        )
        return idee.nummer


def _indiener(session: Session, bijeenkomst_id: int, namens: int | None) -> int | None:
    """Somebody of this evening. Raises BadInput."""
    if namens is None:
        return None
    known = session.scalar(
        select(Deelnemer.id)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Deelnemer.id == namens,
            Deelnemer.soort == "deelnemer",
            Deelnemer.staat == "actief",
            Aanwezigheid.bijeenkomst_id == bijeenkomst_id,
        )
    )
    if known is None:
        message = "Deze persoon staat niet op de lijst van vanavond. Kies iemand anders, of laat het leeg."
        raise BadInput(message, velden={"namens": message})
    return known


def set_verborgen(dialoog_id: int, idee_id: int, *, verborgen: bool, wie: str, bijeenkomst_id: int | None) -> None:
    """Take an idea off the wall or put it back; it keeps its number. Raises NotFound, NotNow, IdeeVast."""
    with transaction() as session:
        idee = get_idee(session, dialoog_id, idee_id)
        if idee.staat == ("verborgen" if verborgen else "los"):
            return
        if idee.staat not in ("los", "verborgen"):
            raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Er is niets veranderd.")
        refuse_vast(idee)
        write_verborgen(session, idee, verborgen=verborgen, wie=wie, bijeenkomst_id=bijeenkomst_id)


def write_verborgen(session: Session, idee: Idee, *, verborgen: bool, wie: str, bijeenkomst_id: int | None) -> int:
    """The write itself; returns the fact's number."""
    idee.staat = "verborgen" if verborgen else "los"
    idee.versie += 1
    kind = IdeeVerborgen if verborgen else IdeeGetoond
    return announce(session, kind(**head(idee, wie, bijeenkomst_id)))


def correct_idee(
    dialoog_id: int, idee_id: int, versie: int, tekst: str, *, wie: str, bijeenkomst_id: int | None
) -> None:
    """Correct the text; the former one is kept. Raises NotFound, BadInput, IdeeVast, Outdated."""
    with transaction() as session:
        idee = get_idee(session, dialoog_id, idee_id)
        text = clean_idee(tekst)
        if idee.tekst == text:
            return
        refuse_vast(idee)
        if idee.versie != versie:
            raise Outdated(
                f"Nummer {idee.nummer} is intussen veranderd. Het luidt nu: {idee.tekst}", stand=as_json(idee)
            )
        write_tekst(session, idee, text, wie=wie, bijeenkomst_id=bijeenkomst_id)


def write_tekst(session: Session, idee: Idee, tekst: str, *, wie: str, bijeenkomst_id: int | None) -> int:
    """The write itself; returns the fact's number."""
    before = idee.versie
    set_tekst(session, idee, tekst)
    return announce(session, IdeeVerbeterd(**head(idee, wie, bijeenkomst_id), versie=before))


def move_idee(
    dialoog_id: int, idee_id: int, deelvraag_ids: Iterable[int], *, wie: str, bijeenkomst_id: int | None
) -> None:
    """Put an idea at other deelvragen: one, both or none. Raises NotFound, IdeeVast."""
    with transaction() as session:
        idee = get_idee(session, dialoog_id, idee_id)
        wanted = list(deelvraag_ids)
        if pick_deelvragen(session, dialoog_id, wanted) == idee.deelvragen:
            return
        refuse_vast(idee)
        write_deelvragen(session, idee, wanted, wie=wie, bijeenkomst_id=bijeenkomst_id)


def write_deelvragen(session: Session, idee: Idee, ids: list[int], *, wie: str, bijeenkomst_id: int | None) -> int:
    """The write itself; returns the fact's number."""
    before = [deelvraag.id for deelvraag in idee.deelvragen]
    idee.deelvragen = pick_deelvragen(session, idee.dialoog_id, ids)
    idee.versie += 1
    after = [deelvraag.id for deelvraag in idee.deelvragen]
    return announce(session, IdeeVerplaatst(**head(idee, wie, bijeenkomst_id), van=before, naar=after))


def close_ideeen(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, gesloten: bool, wie: str) -> None:
    """Close the ideas or open them again. Wanted state already there: nothing happens. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "ideeen")
        session.refresh(stap, with_for_update=True)
        if bool(stap.instellingen.get("gesloten")) != gesloten:
            write_gesloten(session, stap, dialoog_id, gesloten=gesloten, wie=wie)


def write_gesloten(session: Session, stap: Stap, dialoog_id: int, *, gesloten: bool, wie: str) -> int:
    """The write itself; returns the fact's number."""
    set_instelling(stap, gesloten=gesloten)
    stap.versie += 1
    kind = IdeeenGesloten if gesloten else IdeeenGeopend
    return announce(
        session,
        kind(dialoog=dialoog_id, bijeenkomst=stap.bijeenkomst_id, wie=wie, waarop=f"stap:{stap.id}", stap=stap.id),
    )


def head(idee: Idee, wie: str, bijeenkomst_id: int | None) -> dict[str, Any]:
    """The fields that every fact of the begeleider about one idea has."""
    return {
        "dialoog": idee.dialoog_id,
        "bijeenkomst": bijeenkomst_id,
        "wie": wie,
        "waarop": f"idee:{idee.id}",
        "idee": idee.id,
        "nummer": idee.nummer,
    }
