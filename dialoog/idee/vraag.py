"""A question to the author of an idea (domein.md, Settled questions): put beside the idea in the regie, answered on the
author's own phone. Nobody learns who that is: the record says nothing of the author, and no time is kept."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dialoog.blik import onthoudt
from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.idee.beheer import head, write_tekst
from dialoog.idee.facts_bij import VraagBeantwoord, VraagGesteld, VraagIngetrokken
from dialoog.idee.models import Idee, Indienersvraag
from dialoog.idee.queries import MAX_ID, get_idee
from dialoog.idee.rules import TEKST_MAX
from dialoog.idee.service import as_json, refuse_vast
from dialoog.tekst import TekstTeLang, clean_text
from dialoog.verslag.facts import Seintje
from dialoog.verslag.service import announce

VRAAG_MAX = 300
ANTWOORD_MAX = 400


@dataclass(frozen=True)
class Gesprek:
    """What the regie sees beside an idea: the questions, oldest first, and whether anybody will see a new one.
    `past`: ids of the answers that stand in the text already."""

    vragen: tuple[Indienersvraag, ...]
    gelezen: bool
    open: Indienersvraag | None
    past: frozenset[int]


def ask_indiener(
    dialoog_id: int, idee_id: int, kenmerk: str, vraag: str, *, wie: str, bijeenkomst_id: int | None
) -> None:
    """Put a question beside an idea (use case); the same kenmerk is one question. One is open at a time.

    Raises BadInput, NotFound, NotNow."""
    words = _clean(vraag, VRAAG_MAX, "vraag", "Schrijf eerst uw vraag.")
    with transaction() as session:
        idee = get_idee(session, dialoog_id, idee_id)
        session.refresh(idee, with_for_update=True)
        mark = f"{dialoog_id}:{kenmerk[:64]}"
        if session.scalar(select(Indienersvraag.id).where(Indienersvraag.kenmerk == mark)) is not None:
            return
        if open_vraag(session, idee.id) is not None:
            raise NotNow("Er staat al een vraag open bij dit idee. Wacht op het antwoord, of trek die vraag in.")
        row = Indienersvraag(idee_id=idee.id, kenmerk=mark, vraag=words, staat="open", antwoord="")
        session.add(row)
        session.flush()
        _tell(
            session, idee, f"De begeleider heeft een vraag over uw idee, nummer {idee.nummer}. Niemand ziet wie u bent."
        )
        announce(session, VraagGesteld(**head(idee, wie, bijeenkomst_id), vraag=row.id))


def withdraw_vraag(dialoog_id: int, vraag_id: int, *, wie: str, bijeenkomst_id: int | None) -> None:
    """Take back a question that was not answered. Taken back already: nothing happens. Raises NotFound, NotNow."""
    with transaction() as session:
        row, idee = _vraag(session, dialoog_id, vraag_id)
        if row.staat == "ingetrokken":
            return
        if row.staat == "beantwoord":
            raise NotNow("De indiener heeft net geantwoord. Het antwoord staat bij het idee.")
        row.staat = "ingetrokken"
        _tell(session, idee, f"De vraag over uw idee, nummer {idee.nummer}, is niet meer nodig.")
        announce(session, VraagIngetrokken(**head(idee, wie, bijeenkomst_id), vraag=row.id))


def answer_vraag(dialoog_id: int, deelnemer_id: int, vraag_id: int, antwoord: str) -> dict[str, Any]:
    """Answer a question about one's own idea (use case); the same answer again is fine. Returns `vraag_json`.

    Raises BadInput, NotFound (not one's own), NotNow (withdrawn), Outdated (answered otherwise, on another phone)."""
    words = _clean(antwoord, ANTWOORD_MAX, "antwoord", "Schrijf eerst uw antwoord.")
    with transaction() as session:
        row, idee = _vraag(session, dialoog_id, vraag_id)
        if idee.indiener != deelnemer_id:
            raise NotFound("Deze vraag gaat niet over een idee van u.")
        session.refresh(row, with_for_update=True)
        if row.staat == "ingetrokken":
            raise NotNow("De begeleider heeft deze vraag ingetrokken. U hoeft niets meer te doen.")
        if row.staat == "beantwoord":
            if row.antwoord != words:
                raise Outdated(
                    f"U heeft deze vraag al beantwoord. Er staat: {row.antwoord}", stand=vraag_json(row, idee)
                )
            return vraag_json(row, idee)
        row.antwoord, row.staat = words, "beantwoord"
        session.flush()
        announce(
            session,
            VraagBeantwoord(
                dialoog=dialoog_id, waarop=f"idee:{idee.id}", idee=idee.id, nummer=idee.nummer, vraag=row.id
            ),
        )
        return vraag_json(row, idee)


def put_antwoord(dialoog_id: int, vraag_id: int, versie: int, *, wie: str, bijeenkomst_id: int | None) -> None:
    """Put the answer under the text of the idea, as a correction by the begeleider. There already: nothing happens.

    Raises NotFound, NotNow (no answer), IdeeVast, Outdated, BadInput (too long)."""
    with transaction() as session:
        row, idee = _vraag(session, dialoog_id, vraag_id)
        if row.staat != "beantwoord":
            raise NotNow("Er is nog geen antwoord.")
        if staat_erin(idee, row):
            return
        refuse_vast(idee)
        if idee.versie != versie:
            raise Outdated(f"Nummer {idee.nummer} is intussen veranderd. Kijk nog even.", stand=as_json(idee))
        text = f"{idee.tekst}\n{row.antwoord}"
        if len(text) > TEKST_MAX:
            raise BadInput(
                f"Samen zou het idee langer zijn dan {TEKST_MAX} tekens. Er is niets veranderd. "
                "Verbeter de tekst zelf, en neem over wat nodig is."
            )
        write_tekst(session, idee, text, wie=wie, bijeenkomst_id=bijeenkomst_id)


def vragen_bij(session: Session, idee: Idee) -> Gesprek:
    """What stands beside an idea in the regie."""
    rows = tuple(
        session.scalars(
            select(Indienersvraag)
            .where(Indienersvraag.idee_id == idee.id, Indienersvraag.staat != "ingetrokken")
            .order_by(Indienersvraag.id)
        )
    )
    open_ = next((row for row in rows if row.staat == "open"), None)
    past = frozenset(row.id for row in rows if staat_erin(idee, row))
    return Gesprek(rows, _heeft_lezer(session, idee), open_, past)


@onthoudt
def vraagstanden(session: Session, dialoog_id: int) -> dict[int, str]:
    """idee → `open` or `beantwoord`, its latest question that was not withdrawn."""
    rows = session.execute(
        select(Indienersvraag.idee_id, Indienersvraag.staat)
        .join(Idee, Idee.id == Indienersvraag.idee_id)
        .where(Idee.dialoog_id == dialoog_id, Indienersvraag.staat != "ingetrokken")
        .order_by(Indienersvraag.id)
    )
    return {row[0]: row[1] for row in rows}


def own_vragen(session: Session, dialoog_id: int, deelnemer_id: int) -> list[dict[str, Any]]:
    """The open questions about one person's own ideas, only for that person's phone: rows as `vraag_json`."""
    rows = session.execute(
        select(Indienersvraag, Idee)
        .join(Idee, Idee.id == Indienersvraag.idee_id)
        .where(Idee.dialoog_id == dialoog_id, Idee.indiener == deelnemer_id, Indienersvraag.staat == "open")
        .order_by(Indienersvraag.id)
    )
    return [vraag_json(row[0], row[1]) for row in rows]


def vraag_json(row: Indienersvraag, idee: Idee) -> dict[str, Any]:
    """`{id, nummer, idee, vraag, antwoord}`: the idea's number and text, the question, what was answered."""
    return {"id": row.id, "nummer": idee.nummer, "idee": idee.tekst, "vraag": row.vraag, "antwoord": row.antwoord}


def open_vraag(session: Session, idee_id: int) -> Indienersvraag | None:
    return session.scalar(
        select(Indienersvraag).where(Indienersvraag.idee_id == idee_id, Indienersvraag.staat == "open")
    )


def staat_erin(idee: Idee, row: Indienersvraag) -> bool:
    """Whether the answer stands in the text of the idea."""
    return row.staat == "beantwoord" and idee.tekst.endswith(f"\n{row.antwoord}")


def _heeft_lezer(session: Session, idee: Idee) -> bool:
    """Whether the author is somebody with a phone."""
    if idee.indiener is None:
        return False
    signed_on = exists().where(Toestel.deelnemer_id == Deelnemer.id, Toestel.beeindigd.is_(None))
    author = select(Deelnemer.id).where(Deelnemer.id == idee.indiener, Deelnemer.staat == "actief", signed_on)
    return session.scalar(author) is not None


def _vraag(session: Session, dialoog_id: int, vraag_id: int) -> tuple[Indienersvraag, Idee]:
    row = session.get(Indienersvraag, vraag_id) if 0 < vraag_id <= MAX_ID else None
    idee = session.get_one(Idee, row.idee_id) if row is not None else None
    if row is None or idee is None or idee.dialoog_id != dialoog_id:
        raise NotFound("Deze vraag bestaat niet.")
    return row, idee


def _tell(session: Session, idee: Idee, tekst: str) -> None:
    if idee.indiener is not None:
        remember_fact(session, Seintje(dialoog=idee.dialoog_id, voor_deelnemer=idee.indiener, tekst=tekst))


def _clean(tekst: str, hoogstens: int, veld: str, leeg: str) -> str:
    try:
        words = clean_text(tekst, hoogstens).strip()
    except TekstTeLang as error:
        message = f"Dit is langer dan {hoogstens} tekens. Maak het korter. Wat u schreef, blijft hier staan."
        raise BadInput(message, velden={veld: message}) from error
    if not words:
        raise BadInput(leeg, velden={veld: leeg})
    return words
