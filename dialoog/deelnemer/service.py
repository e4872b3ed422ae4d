"""Writing people: registration, book name, removal, own wordings. Devices and passes: toegang.py."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import db, transaction
from dialoog.deelnemer.facts import (
    Aangemeld,
    AanmeldingVerbeterd,
    AndersIngedeeld,
    DeelnemerTeruggezet,
    DeelnemerVerwijderd,
    RolVeranderd,
    VermeldingGekozen,
)
from dialoog.deelnemer.meedragen import stop
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang
from dialoog.deelnemer.queries import belangen_by_id, find_by_registratie, gemeenten_by_id, get_deelnemer
from dialoog.deelnemer.rules import Aanmelding, hash_registratie
from dialoog.errors import NotFound, Outdated
from dialoog.opgave.models import Belang
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import established_since
from dialoog.verslag.service import announce, undo_feit


def add_deelnemer(session: Session, dialoog_id: int, form: Aanmelding, wie: str | None = None) -> Deelnemer:
    """Plain function: make the person, or give the one that the same form made before. Raises NotFound when that
    one belongs to another dialogue or was removed."""
    known = find_by_registratie(session, form.registratie)
    while known is not None and known.staat == "samengevoegd":
        known = session.get(Deelnemer, known.samengevoegd_in)
    if known is not None:
        if known.dialoog_id != dialoog_id or known.staat != "actief":
            raise NotFound("Deze aanmelding geldt niet meer. Scan de QR-code op het scherm opnieuw.")
        return known
    person = Deelnemer(
        dialoog_id=dialoog_id,
        registratie=hash_registratie(form.registratie),
        soort=form.soort,
        zonder_telefoon=form.zonder_telefoon,
        helper=form.helper,
        gemaakt=klok.nu(),
    )
    session.add(person)
    _fill(session, person, form)
    session.flush()
    announce(
        session,
        Aangemeld(dialoog=dialoog_id, wie=wie, deelnemer=person.id, naam=person.naam or "Iemand", helper=person.helper),
    )
    return person


def _fill(session: Session, person: Deelnemer, form: Aanmelding) -> None:
    belangen = belangen_by_id(session, person.dialoog_id)
    gemeenten = gemeenten_by_id(session, person.dialoog_id)
    person.naam = form.naam or None
    person.namens = form.namens
    person.organisatie = "" if form.namens == "uzelf" else form.organisatie
    person.anders = form.anders
    person.herkomst = form.herkomst
    person.gemeenten = [gemeenten[number] for number in form.gemeenten if number in gemeenten]
    person.belang_rijen = [
        DeelnemerBelang(belang=belangen[number], volgorde=place)
        for place, number in enumerate(form.belangen, 1)
        if number in belangen
    ]


Rolvolger = Callable[[Session, Deelnemer], None]
"""What a room does, inside the transaction, when somebody takes part after all or only looks on from now."""
_BIJ_ROL: dict[str, Rolvolger] = {}


def register_rolvolger(kamer: str, volger: Rolvolger) -> None:
    """Say how a room follows a change of role (called by `create_app` through the rooms)."""
    _BIJ_ROL[kamer] = volger


def correct_aanmelding(dialoog_id: int, deelnemer_id: int, form: Aanmelding, versie: int, wie: str | None) -> None:
    """Correct a registration; `wie` is None when the person does it. Nothing differs: nothing happens, so a second
    arrival is no conflict. Only the regie says who is without a phone. Raises NotFound, Outdated."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if person.staat != "actief":
            raise NotFound("Deze persoon is van de lijst gehaald. Zet de persoon eerst terug.")
        if wie is None:
            form = replace(form, zonder_telefoon=person.zonder_telefoon, helper=person.helper)
        form = replace(form, belangen=_in_known_order(person, form.belangen))
        if _same(person, form):
            return
        if person.versie != versie:
            raise Outdated("Deze gegevens zijn intussen veranderd. Kijk ze na en bewaar opnieuw.")
        before = person.soort
        for row in list(person.belang_rijen):
            session.delete(row)
        person.belang_rijen = []
        session.flush()
        _fill(session, person, form)
        if (form.zonder_telefoon, form.helper) != (person.zonder_telefoon, person.helper) or form.soort != person.soort:
            stop(session, person, wie)
        person.soort, person.zonder_telefoon, person.helper = form.soort, form.zonder_telefoon, form.helper
        person.versie += 1
        if person.soort != before:
            session.flush()
            for volg in _BIJ_ROL.values():
                volg(session, person)
        _announce_correction(session, person, before, wie)


def _in_known_order(person: Deelnemer, belangen: tuple[int, ...]) -> tuple[int, ...]:
    """Belangen that stay keep their order: the first named counts for draagvlak, and tick boxes have no order."""
    known = [row.belang_id for row in person.belang_rijen]
    kept = [number for number in known if number in belangen]
    return (*kept, *(number for number in belangen if number not in known))


def _announce_correction(session: Session, person: Deelnemer, before: str, wie: str | None) -> None:
    naam = person.naam or person.organisatie or "iemand"
    announce(session, AanmeldingVerbeterd(dialoog=person.dialoog_id, wie=wie, deelnemer=person.id, naam=naam))
    if person.soort != before:
        announce(
            session,
            RolVeranderd(
                dialoog=person.dialoog_id,
                wie=wie,
                deelnemer=person.id,
                naam=naam,
                soort=person.soort,
                voor_deelnemer=person.id,
            ),
        )


def _same(person: Deelnemer, form: Aanmelding) -> bool:
    """Whether a form says what is known already."""
    return (
        (person.naam or "") == form.naam
        and person.namens == form.namens
        and person.organisatie == ("" if form.namens == "uzelf" else form.organisatie)
        and person.anders == form.anders
        and person.herkomst == form.herkomst
        and person.soort == form.soort
        and (person.zonder_telefoon, person.helper) == (form.zonder_telefoon, form.helper)
        and [row.belang_id for row in person.belang_rijen] == list(form.belangen)
        and {gemeente.id for gemeente in person.gemeenten} == set(form.gemeenten)
    )


def choose_vermelding(
    dialoog_id: int, deelnemer_id: int, vermelding: str, naam_in_boek: bool, wie: str | None = None
) -> None:
    """How somebody is named in the book, and whether the name may stand in it (a recorded yes); `wie` is who typed
    it for a person without a phone."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if (person.vermelding, person.naam_in_boek) == (vermelding, naam_in_boek):
            return
        person.vermelding, person.naam_in_boek = vermelding, naam_in_boek
        announce(
            session, VermeldingGekozen(dialoog=dialoog_id, wie=wie, deelnemer=person.id, naam_in_boek=naam_in_boek)
        )


def remove_deelnemer(dialoog_id: int, deelnemer_id: int, bijeenkomst_id: int | None, wie: str) -> None:
    """Mark somebody as removed, so that it can be undone; ballots are not touched (geheim.md)."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if person.staat == "actief":
            _remove(session, person, bijeenkomst_id, wie)


def _remove(session: Session, person: Deelnemer, bijeenkomst_id: int | None, wie: str) -> int:
    person.staat = "verwijderd"
    person.versie += 1
    return announce(
        session,
        DeelnemerVerwijderd(
            dialoog=person.dialoog_id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            deelnemer=person.id,
            voor_deelnemer=person.id,
            naam=person.naam or person.organisatie or "Iemand",
        ),
    )


def undo_removal(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of DeelnemerVerwijderd."""
    return _put_back(session, feit, wie)


def _put_back(session: Session, feit: Feit, wie: str) -> int:
    """On the list again, as before that removal."""
    person = session.get_one(Deelnemer, feit.data["deelnemer"])
    person.staat = "actief"
    person.versie += 1
    return announce(
        session,
        DeelnemerTeruggezet(
            dialoog=feit.dialoog_id,
            bijeenkomst=feit.bijeenkomst_id,
            wie=wie,
            deelnemer=person.id,
            naam=feit.data["naam"],
        ),
    )


def why_not_undo_removal(session: Session, feit: Feit) -> str | None:
    person = session.get(Deelnemer, feit.data["deelnemer"])
    if person is None or person.staat != "verwijderd":
        return "deze persoon staat er al weer bij"
    held = established_since(session, feit)
    return f"{held}. Zet de persoon terug in de lijst van deelnemers" if held else None


def undo_removal_of(dialoog_id: int, deelnemer_id: int, wie: str) -> None:
    """Put somebody back who was removed: the removal in the record is undone; after a round was established it is a
    step of its own, for what comes. Back already: nothing happens. Raises NotFound."""
    person = get_deelnemer(db.session(), dialoog_id, deelnemer_id)
    if person.staat != "verwijderd":
        return
    removals = db.session.scalars(
        select(Feit)
        .where(Feit.dialoog_id == dialoog_id, Feit.wat == DeelnemerVerwijderd.__name__, Feit.ongedaan_door.is_(None))
        .order_by(Feit.id.desc())
    )
    number = next((feit.id for feit in removals if feit.data["deelnemer"] == deelnemer_id), None)
    if number is None:
        raise NotFound("We vinden niet meer wanneer deze persoon van de lijst ging.")
    if established_since(db.session(), db.session.get_one(Feit, number)) is None:
        undo_feit(dialoog_id, number, wie)
        return
    with transaction() as session:
        if get_deelnemer(session, dialoog_id, deelnemer_id).staat == "verwijderd":
            _put_back(session, session.get_one(Feit, number), wie)


def file_anders(dialoog_id: int, deelnemer_id: int, belang_id: int | None, gezien: str, wie: str) -> None:
    """File a person's own wording under a belang, or (None) make it a belang of the dialogue. `gezien` is the wording
    that was on the screen. Filed already: nothing happens. Raises NotFound, Outdated."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if not person.anders:
            return
        if person.anders != gezien:
            raise Outdated("Deze persoon schreef intussen iets anders. Kijk nog eens en kies dan.")
        belangen = belangen_by_id(session, dialoog_id)
        new = belang_id is None
        belang = _belang_of(session, dialoog_id, person.anders, list(belangen.values())) if new else None
        if belang is None:
            belang = belangen.get(belang_id or 0)
        if belang is None:
            raise NotFound("Dit belang bestaat niet meer. Kies een ander.")
        words, person.anders = person.anders, ""
        person.versie += 1
        if belang.id not in {row.belang_id for row in person.belang_rijen}:
            person.belang_rijen.append(DeelnemerBelang(belang=belang, volgorde=len(person.belang_rijen) + 1))
        session.flush()
        announce(
            session,
            AndersIngedeeld(
                dialoog=dialoog_id,
                wie=wie,
                deelnemer=person.id,
                anders=words,
                belang=belang.id,
                belang_naam=belang.naam,
                nieuw=new,
            ),
        )


def _belang_of(session: Session, dialoog_id: int, naam: str, known: list[Belang]) -> Belang:
    same = next((belang for belang in known if belang.naam.lower() == naam.lower()), None)
    if same is not None:
        return same
    belang = Belang(
        dialoog_id=dialoog_id, naam=naam, zin=naam, volgorde=max((b.volgorde for b in known), default=0) + 1
    )
    session.add(belang)
    session.flush()
    return belang
