"""Eigenaren and trekker of an oplossing. Rows are never changed but for `tot`: that is the history."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.deelnemer import rules as deelnemer_rules
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import find_by_registratie
from dialoog.deelnemer.service import add_deelnemer
from dialoog.errors import BadInput
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries
from dialoog.voorstel.errors import OplossingVeranderd
from dialoog.voorstel.kaarten import make_voorstellen
from dialoog.voorstel.koppelen import kaart_van
from dialoog.voorstel.models import Eigenaar, Oplossing
from dialoog.voorstel.toets import fit, kop


@dataclass(frozen=True)
class Nieuw:
    """Somebody who is not on the list yet. `registratie`: the random number of the form, so that sent twice is one
    person; `trekker`: at once the trekker."""

    registratie: str
    naam: str
    organisatie: str = ""
    trekker: bool = False


def set_eigenaren(
    dialoog_id: int,
    bijeenkomst_id: int | None,
    oplossing_id: int,
    gezien: str,
    eigenaren: Collection[int],
    trekker: int | None,
    wie: str,
    *,
    nieuw: Nieuw | None = None,
) -> None:
    """Name who owns an oplossing and who is its trekker (use case), from the list of deelnemers, present or not, and
    `nieuw`, who comes on that list by it. Its card is made when there is none. The trekker is an eigenaar too. The same
    people again: nothing happens.

    `gezien`: `stand_van` of what the asking screen showed. Raises NotFound, BadInput, OplossingVeranderd."""
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id)
        if nieuw is not None:
            added = _erbij(session, dialoog_id, nieuw, wie)
            eigenaren, trekker = {*eigenaren, added}, added if nieuw.trekker else trekker
        people = _people(session, dialoog_id, {*eigenaren, *([trekker] if trekker else [])})
        wanted = {person.id: person.id == trekker for person in people}
        if wanted == current(session, row.id):
            return
        if gezien != stand_van(session, row.id):
            raise OplossingVeranderd("Een andere begeleider veranderde de eigenaren. Kijk wie er nu staan.")
        write_eigenaren(session, row, wanted, wie, bijeenkomst_id)


def _erbij(session: Session, dialoog_id: int, nieuw: Nieuw, wie: str) -> int:
    """The id of the new person. Raises BadInput: no name, too long, or somebody of that name is on the list."""
    naam = fit("nieuw_naam", nieuw.naam, deelnemer_rules.MAX_NAAM, line=True)
    organisatie = fit("nieuw_organisatie", nieuw.organisatie, deelnemer_rules.MAX_ORGANISATIE, line=True)
    if not naam:
        words = "Schrijf hoe deze persoon heet."
        raise BadInput(words, velden={"nieuw_naam": words})
    if find_by_registratie(session, nieuw.registratie) is None:
        same = select(Deelnemer.naam, Deelnemer.organisatie).where(
            Deelnemer.dialoog_id == dialoog_id, Deelnemer.staat == "actief"
        )
        known = {((row.naam or "").casefold(), row.organisatie.casefold()) for row in session.execute(same)}
        if (naam.casefold(), organisatie.casefold()) in known:
            words = f"{naam} staat al op de lijst. Kies de persoon daar."
            raise BadInput(words, velden={"nieuw_naam": words})
    form = deelnemer_rules.Aanmelding(
        registratie=nieuw.registratie,
        naam=naam,
        namens="organisatie" if organisatie else "uzelf",
        organisatie=organisatie,
    )
    return add_deelnemer(session, dialoog_id, form, wie).id


def write_eigenaren(
    session: Session, row: Oplossing, wanted: dict[int, bool], wie: str, bijeenkomst_id: int | None
) -> int:
    """The write itself (deelnemer → trekker); returns the fact's number."""
    before = current(session, row.id)
    now = klok.nu()
    for old in session.scalars(select(Eigenaar).where(Eigenaar.oplossing_id == row.id, Eigenaar.tot.is_(None))):
        if wanted.get(old.deelnemer_id) != old.trekker:
            old.tot, old.tot_door = now, wie
    fresh = {person: trekker for person, trekker in wanted.items() if before.get(person) != trekker}
    session.add_all(
        Eigenaar(oplossing_id=row.id, deelnemer_id=person, trekker=trekker, van=now, door=wie)
        for person, trekker in fresh.items()
    )
    row.versie += 1
    session.flush()
    session.expire(row, ["eigenaren"])
    make_voorstellen(session, row.dialoog_id, wie, bijeenkomst_id)
    _tell(session, row, fresh, bijeenkomst_id)
    names = {person.id: person.roepnaam for person in _people(session, row.dialoog_id, set(wanted), any_staat=True)}
    main = next((person for person, trekker in wanted.items() if trekker), None)
    return announce(
        session,
        facts.EigenarenBenoemd(
            **kop(row, wie, bijeenkomst_id),
            van=sorted(before),
            van_trekker=next((person for person, trekker in before.items() if trekker), None),
            naar=sorted(wanted),
            trekker=main,
            namen=[names[person] for person in sorted(wanted)],
            trekker_naam=names[main] if main else "",
        ),
    )


def current(session: Session, oplossing_id: int) -> dict[int, bool]:
    """deelnemer → whether trekker, of those who own it now."""
    rows = session.execute(
        select(Eigenaar.deelnemer_id, Eigenaar.trekker)
        .where(Eigenaar.oplossing_id == oplossing_id, Eigenaar.tot.is_(None))
        .order_by(Eigenaar.id)
    )
    return {row.deelnemer_id: row.trekker for row in rows}


def stand_van(session: Session, oplossing_id: int) -> str:
    """The owners of now as a short text, to see whether a form is out of date: `3.5*`."""
    rows = sorted(current(session, oplossing_id).items())
    return ".".join(f"{person}*" if trekker else str(person) for person, trekker in rows)


def _people(session: Session, dialoog_id: int, ids: Collection[int], *, any_staat: bool = False) -> list[Deelnemer]:
    """Deelnemers of this dialogue. Raises BadInput."""
    question = select(Deelnemer).where(Deelnemer.dialoog_id == dialoog_id, Deelnemer.id.in_(ids))
    if not any_staat:
        question = question.where(Deelnemer.staat == "actief", Deelnemer.soort == "deelnemer")
    found = list(session.scalars(question.order_by(Deelnemer.id)))
    if len(found) != len(set(ids)):
        words = "Iemand staat niet (meer) op de lijst van deelnemers. Kies opnieuw."
        raise BadInput(words, velden={"eigenaren": words})
    return found


def _tell(session: Session, row: Oplossing, fresh: dict[int, bool], bijeenkomst_id: int | None) -> None:
    card = kaart_van(session, row.id)
    for person, trekker in fresh.items() if card is not None else ():
        assert card is not None
        fact = facts.EigenaarGenoemd(
            dialoog=row.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            voor_deelnemer=person,
            nummer=card.nummer,
            titel=card.titel,
            trekker=trekker,
        )
        announce(session, fact)
