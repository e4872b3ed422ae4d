"""Writing the opgave: one use case per part."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.errors import BadInput
from dialoog.opgave import rules
from dialoog.opgave.errors import Botsing, InGebruik
from dialoog.opgave.facts import DialoogGemaakt, OpgaveVeranderd, StaatVeranderd
from dialoog.opgave.models import Belang, Dialoog
from dialoog.opgave.queries import SOORTEN, THEMA_VELDEN, free_korte_naam, rijen, velden
from dialoog.opgave.rules import Plan, Rij
from dialoog.verslag.service import announce

IN_GEBRUIK = {
    "belangen": "Dit belang is al gekozen door deelnemers, of er is iets over vastgelegd. Verander de tekst, of geef "
    "die deelnemers eerst een ander belang.",
    "gemeenten": "Er zijn deelnemers of voorstellen voor deze gemeente. Verander de naam, of pas die eerst aan.",
    "deelvragen": "Er horen ideeën of voorstellen bij deze deelvraag. Verander de tekst, of pas die eerst aan.",
    "kaders": "Bij een voorstel staat of het past binnen dit kader. Verander de tekst, of maak eerst vraag 10 leeg.",
}
WOORD = {
    "thema": "Thema en hoofdvraag",
    "deelvragen": "Deelvragen",
    "kaders": "Kaders",
    "spelregels": "Spelregels",
    "belangen": "Belangen",
    "gemeenten": "Gemeenten",
}


def add_dialoog(session: Session, titel: str, wie: str) -> Dialoog:
    """An empty dialogue in a running transaction; its short name is made from the title."""
    dialoog = Dialoog(korte_naam=free_korte_naam(session, titel), titel=titel, gemaakt=klok.nu())
    session.add(dialoog)
    session.flush()
    announce(session, DialoogGemaakt(dialoog=dialoog.id, wie=wie, titel=titel))
    return dialoog


def save_thema(dialoog_id: int, typed: dict[str, str], gezien: str, wie: str) -> None:
    """Title, theme, region and hoofdvraag (see THEMA_VELDEN). Raises Botsing (key `thema`) when somebody else changed
    them since `gezien`, the mark of what was shown."""
    with transaction() as session:
        dialoog = session.get_one(Dialoog, dialoog_id)
        now = velden(dialoog, THEMA_VELDEN)
        if now == typed or rules.mark(typed) == gezien:
            return
        if rules.mark(now) != gezien:
            raise Botsing({"thema": now})
        for name, value in typed.items():
            setattr(dialoog, name, value)
        _note(session, dialoog, "thema", wie)


def save_rijen(dialoog_id: int, deel: str, typed: Sequence[Rij], weg: int | None, wie: str) -> None:
    """Save the rows of a part in the order typed, and remove `weg`. Sent twice: the same end.

    Raises Botsing (two people on one row), InGebruik, BadInput (a double name, too many rows).
    """
    with transaction() as session:
        dialoog = session.get_one(Dialoog, dialoog_id)
        stored = rijen(session, dialoog_id, deel)
        wanted = [rij for rij in typed if rij.sleutel != str(weg)]
        plan = rules.plan(stored, wanted)
        plan.volgorde = [key for key in plan.volgorde if key != str(weg)]
        if plan.botsing:
            raise Botsing(plan.botsing)
        if len(plan.volgorde) > rules.MAX_RIJEN:
            raise BadInput(f"Er passen {rules.MAX_RIJEN} regels op dit blad. Voeg er een paar samen.")
        if weg in stored:
            _remove(session, deel, weg)
        if _write(session, dialoog_id, deel, plan) or weg in stored:
            _note(session, dialoog, deel, wie)


def add_standaard_belangen(dialoog_id: int, wie: str) -> None:
    """Take over the five belangen of Amersfoort, behind those that are there; a name that is there stays as it is."""
    with transaction() as session:
        dialoog = session.get_one(Dialoog, dialoog_id)
        known = {row["naam"].lower() for row in rijen(session, dialoog_id, "belangen").values()}
        missing = [pair for pair in rules.STANDAARD_BELANGEN if pair[0].lower() not in known]
        for place, (naam, zin) in enumerate(missing, start=len(known) + 1):
            session.add(Belang(dialoog_id=dialoog_id, volgorde=place, naam=naam, zin=zin))
        if missing:
            _note(session, dialoog, "belangen", wie)


Staatvolger = Callable[[Session, int, str], None]
"""What a room does, inside the transaction, with a new state of a dialogue: (session, dialogue, state)."""
_BIJ_STAAT: dict[str, Staatvolger] = {}


def register_staatvolger(kamer: str, volger: Staatvolger) -> None:
    """Say how a room follows the state of a dialogue (called by `create_app` through the rooms)."""
    _BIJ_STAAT[kamer] = volger


def set_staat(dialoog_id: int, staat: str, wie: str) -> None:
    """Say that a dialogue is in preparation, going on, or finished. Wanted state already there: nothing happens."""
    with transaction() as session:
        dialoog = session.get_one(Dialoog, dialoog_id)
        if dialoog.staat == staat:
            return
        dialoog.staat = staat
        dialoog.versie += 1
        for volg in _BIJ_STAAT.values():
            volg(session, dialoog_id, staat)
        announce(session, StaatVeranderd(dialoog=dialoog_id, wie=wie, naar=staat))


def _note(session: Session, dialoog: Dialoog, deel: str, wie: str) -> None:
    dialoog.versie += 1
    announce(session, OpgaveVeranderd(dialoog=dialoog.id, wie=wie, wat_deel=WOORD[deel]))


def _remove(session: Session, deel: str, number: int | None) -> None:
    """The database itself refuses to remove a row that people, ideas or proposals point at."""
    session.delete(session.get_one(SOORTEN[deel][0], number))
    try:
        session.flush()
    except IntegrityError as error:
        raise InGebruik(IN_GEBRUIK[deel]) from error


def _write(session: Session, dialoog_id: int, deel: str, plan: Plan) -> bool:
    """Write a plan; whether anything changed."""
    kind = SOORTEN[deel][0]
    rows: dict[str, Any] = {}
    for number, fields in plan.veranderd.items():
        for name, value in fields.items():
            setattr(session.get_one(kind, number), name, value)
    for key, fields in plan.nieuw.items():
        rows[key] = kind(dialoog_id=dialoog_id, volgorde=0, **fields)
        session.add(rows[key])
    changed = bool(plan.veranderd or plan.nieuw)
    for place, key in enumerate(plan.volgorde, start=1):
        row: Any = rows.get(key) or session.get_one(kind, int(key))
        changed = changed or row.volgorde != place
        row.volgorde = place
    _flush(session)
    return changed


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise BadInput("Deze naam staat er al. Kies een andere, of haal er één weg.") from error
