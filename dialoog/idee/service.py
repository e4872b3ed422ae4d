"""Ideas of deelnemers: give one, change it, withdraw it. What the begeleider does stands in `beheer`."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.idee.errors import IdeeenDicht, IdeeVast
from dialoog.idee.facts import IdeeGewijzigd, IdeeIngetrokken, IdeeTeruggezet, IdeeToegevoegd
from dialoog.idee.models import Idee, IdeeTekst
from dialoog.idee.queries import MAX_ID, find_idee, open_stap
from dialoog.idee.rules import TEKST_MAX, opsomming
from dialoog.opgave.models import Deelvraag, Dialoog
from dialoog.tekst import TekstTeLang, clean_text
from dialoog.verslag.service import announce

_DICHT = "Uw tekst staat nog op uw telefoon. Geef hem aan de begeleider, die kan hem er nog bij zetten."


def as_json(idee: Idee) -> dict[str, Any]:
    """An idea as its author's phone knows it: {id, nummer, tekst, staat, versie, deelvragen: [ids], in: number of the
    idea it went into or None, erbij: [numbers that went into it]}."""
    return {
        "id": idee.id,
        "nummer": idee.nummer,
        "tekst": idee.tekst,
        "staat": idee.staat,
        "versie": idee.versie,
        "deelvragen": [deelvraag.id for deelvraag in idee.deelvragen],
        "in": idee.houder.nummer if idee.staat == "samengevoegd" else None,
        "erbij": [other.nummer for other in idee.erbij],
    }


def add_idee(
    dialoog_id: int, deelnemer_id: int, kenmerk: str, tekst: str, deelvraag_ids: Iterable[int]
) -> dict[str, Any]:
    """Give an idea (use case); the same kenmerk gets the first answer. Returns `as_json`.

    Only while *ideeën* is live and open, and for who is present. Raises BadInput, IdeeenDicht."""
    with transaction() as session:
        own_mark = f"{deelnemer_id}:{_mark(kenmerk)}"
        found = session.scalar(select(Idee).where(Idee.kenmerk == own_mark))
        if found is not None:
            return as_json(found)
        stap = _open(session, dialoog_id, deelnemer_id)
        idee = new_idee(
            session, dialoog_id, own_mark, clean_idee(tekst), deelvraag_ids, stap=stap, indiener=deelnemer_id
        )
        announce(
            session,
            IdeeToegevoegd(
                dialoog=dialoog_id,
                bijeenkomst=stap.bijeenkomst_id,
                waarop=f"idee:{idee.id}",
                idee=idee.id,
                nummer=idee.nummer,
                bron="telefoon",
            ),
        )
        return as_json(idee)


def change_idee(
    dialoog_id: int, deelnemer_id: int, idee_id: int, versie: int, tekst: str, deelvraag_ids: Iterable[int]
) -> dict[str, Any]:
    """Change one's own idea; the former text is kept. Wanted text already there: nothing happens.

    Raises NotFound (not one's own), BadInput, IdeeenDicht, IdeeVast, NotNow (withdrawn or hidden), Outdated."""
    with transaction() as session:
        idee = _own(session, dialoog_id, deelnemer_id, idee_id)
        text = clean_idee(tekst)
        questions = pick_deelvragen(session, dialoog_id, deelvraag_ids)
        if (idee.tekst, idee.deelvragen) == (text, questions):
            return as_json(idee)
        stap = _open_for(session, dialoog_id, deelnemer_id, idee)
        _refuse_in(idee)
        if idee.staat != "los":
            raise NotNow(
                "Dit idee is ingetrokken of staat niet op de muur. Er is niets veranderd.", stand=as_json(idee)
            )
        _same_version(idee, versie)
        set_tekst(session, idee, text)
        idee.deelvragen = questions
        announce(
            session,
            IdeeGewijzigd(
                dialoog=dialoog_id,
                bijeenkomst=stap.bijeenkomst_id,
                waarop=f"idee:{idee.id}",
                idee=idee.id,
                nummer=idee.nummer,
                versie=idee.versie,
            ),
        )
        return as_json(idee)


def withdraw_idee(
    dialoog_id: int, deelnemer_id: int, idee_id: int, versie: int, *, ingetrokken: bool
) -> dict[str, Any]:
    """Withdraw one's own idea, or put it back; it keeps its number. Raises as `change_idee`."""
    with transaction() as session:
        idee = _own(session, dialoog_id, deelnemer_id, idee_id)
        wanted = "ingetrokken" if ingetrokken else "los"
        if idee.staat == wanted:
            return as_json(idee)
        stap = _open_for(session, dialoog_id, deelnemer_id, idee)
        _refuse_in(idee)
        if idee.erbij:
            raise NotNow(
                f"Bij uw idee zit nu ook nummer {opsomming([str(other.nummer) for other in idee.erbij])}. Het is niet "
                "ingetrokken. Vraag de begeleider om het uit elkaar te halen.",
                stand=as_json(idee),
            )
        if idee.staat not in ("los", "ingetrokken"):
            raise NotNow("De begeleider heeft dit idee van de muur gehaald. Vraag het aan de begeleider.")
        _same_version(idee, versie)
        set_staat(session, idee, wanted, bijeenkomst_id=stap.bijeenkomst_id)
        return as_json(idee)


# --- plain functions, used by the other files of this room ----------------------------------------------------


def new_idee(
    session: Session,
    dialoog_id: int,
    kenmerk: str,
    tekst: str,
    deelvraag_ids: Iterable[int],
    *,
    stap: Stap | None,
    indiener: int | None,
    bron: str = "telefoon",
) -> Idee:
    """A row with the next number of this dialogue (for life, never used again). The dialogue's row is locked, so
    that two at once cannot take the same one."""
    session.get_one(Dialoog, dialoog_id, with_for_update=True)
    highest = session.scalar(select(func.max(Idee.nummer)).where(Idee.dialoog_id == dialoog_id)) or 0
    idee = Idee(
        dialoog_id=dialoog_id,
        stap_id=stap.id if stap is not None else None,
        nummer=highest + 1,
        tekst=tekst,
        bron=bron,
        indiener=indiener,
        kenmerk=kenmerk,
        staat="los",
        titel="",
        versie=1,
    )
    idee.deelvragen = pick_deelvragen(session, dialoog_id, deelvraag_ids)
    session.add(idee)
    session.flush()
    return idee


def set_tekst(session: Session, idee: Idee, tekst: str) -> None:
    """Write another text; the former one is kept under the version it had."""
    if tekst != idee.tekst:
        session.add(IdeeTekst(idee_id=idee.id, versie=idee.versie, tekst=idee.tekst))
        idee.tekst = tekst
    idee.versie += 1
    session.flush()


def set_staat(session: Session, idee: Idee, staat: str, *, bijeenkomst_id: int | None) -> int:
    """Withdrawn or back again, by the author or by an undo: without a name either way. Returns the fact's number."""
    idee.staat = staat
    idee.versie += 1
    kind = IdeeIngetrokken if staat == "ingetrokken" else IdeeTeruggezet
    return announce(
        session,
        kind(
            dialoog=idee.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            waarop=f"idee:{idee.id}",
            idee=idee.id,
            nummer=idee.nummer,
        ),
    )


def clean_idee(tekst: str) -> str:
    """The text of an idea as it is kept. Raises BadInput when there is nothing in it or more than 600 characters."""
    try:
        text = clean_text(tekst, TEKST_MAX).strip()
    except TekstTeLang as error:
        message = f"{error} Een idee mag {TEKST_MAX} tekens lang zijn. Uw tekst blijft staan."
        raise BadInput(message, velden={"tekst": message}) from error
    if not text:
        message = "Er staat nog niets. Schrijf één idee, een paar woorden is genoeg."
        raise BadInput(message, velden={"tekst": message})
    return text


def pick_deelvragen(session: Session, dialoog_id: int, ids: Iterable[int]) -> list[Deelvraag]:
    """The deelvragen of this dialogue among `ids`, in order. One that is gone is left out: the idea matters more."""
    wanted = {number for number in ids if 0 < number <= MAX_ID}
    question = select(Deelvraag).where(Deelvraag.dialoog_id == dialoog_id, Deelvraag.id.in_(wanted))
    return list(session.scalars(question.order_by(Deelvraag.volgorde)))


def refuse_vast(idee: Idee) -> None:
    """Raises IdeeVast when a round holds the idea."""
    if idee.vergrendeld_door:
        raise IdeeVast(f"Nummer {idee.nummer} ligt vast: het staat in {idee.vergrendeld_door}. Er is niets veranderd.")


def _mark(kenmerk: str) -> str:
    if not 8 <= len(kenmerk) <= 64 or not kenmerk.isascii() or not kenmerk.isprintable():
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw. Uw tekst blijft op uw telefoon.")
    return kenmerk


def _open(session: Session, dialoog_id: int, deelnemer_id: int) -> Stap:
    stap = open_stap(session, dialoog_id, deelnemer_id)
    if stap is None:
        raise IdeeenDicht(f"We verzamelen nu geen ideeën, of u staat niet als aanwezig op de lijst. {_DICHT}")
    if stap.instellingen.get("gesloten"):
        raise IdeeenDicht(f"De begeleider heeft de ideeën gesloten. {_DICHT}")
    return stap


def _own(session: Session, dialoog_id: int, deelnemer_id: int, idee_id: int) -> Idee:
    idee = find_idee(session, dialoog_id, idee_id)
    if idee is None or idee.indiener != deelnemer_id:
        raise NotFound("Dit idee staat niet bij uw ideeën.")
    return idee


def _open_for(session: Session, dialoog_id: int, deelnemer_id: int, idee: Idee) -> Stap:
    """The open step, when this idea was given in it: an earlier one is closed."""
    stap = open_stap(session, dialoog_id, deelnemer_id)
    if stap is None or stap.instellingen.get("gesloten") or (idee.stap_id not in (None, stap.id)):
        raise IdeeenDicht(
            f"De ideeën zijn gesloten. Nummer {idee.nummer} staat er nog zoals het was. "
            "Vraag de begeleider om het te verbeteren.",
            stand=as_json(idee),
        )
    refuse_vast(idee)
    return stap


def _refuse_in(idee: Idee) -> None:
    if idee.staat == "samengevoegd":
        raise NotNow(
            f"Uw idee is samengevoegd met nummer {idee.houder.nummer}. Er is niets veranderd. Vraag de begeleider om "
            "het er weer uit te halen.",
            stand=as_json(idee),
        )


def _same_version(idee: Idee, versie: int) -> None:
    if idee.versie != versie:
        raise Outdated(
            f"Nummer {idee.nummer} is intussen veranderd. Hieronder staat hoe het nu is. Uw tekst blijft staan.",
            stand=as_json(idee),
        )
