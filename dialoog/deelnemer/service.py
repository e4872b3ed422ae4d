"""Writing people: registration, book name, devices, passes, removal.

Tokens arrive hashed; a token itself is known only to the phone that holds it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.deelnemer.facts import (
    Aangemeld,
    AanmeldingVerbeterd,
    AndersIngedeeld,
    DeelnemerTeruggezet,
    DeelnemerVerwijderd,
    PasGemaakt,
    ToegangBeeindigd,
    ToestelErbij,
    VermeldingGekozen,
)
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang, Pas, Toestel
from dialoog.deelnemer.queries import (
    belangen_by_id,
    find_by_pas,
    find_by_registratie,
    gemeenten_by_id,
    get_deelnemer,
)
from dialoog.deelnemer.rules import Aanmelding
from dialoog.errors import NotFound, Outdated
from dialoog.opgave.models import Belang
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce


def add_deelnemer(session: Session, dialoog_id: int, form: Aanmelding, wie: str | None = None) -> Deelnemer:
    """Plain function: make the person, or give the one that the same form made before. Raises NotFound when that
    one belongs to another dialogue or was removed."""
    known = find_by_registratie(session, form.registratie)
    if known is not None:
        if known.dialoog_id != dialoog_id or known.staat != "actief":
            raise NotFound("Deze aanmelding geldt niet meer. Scan de QR-code op het scherm opnieuw.")
        return known
    person = Deelnemer(
        dialoog_id=dialoog_id,
        registratie=form.registratie,
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


def correct_aanmelding(dialoog_id: int, deelnemer_id: int, form: Aanmelding, versie: int, wie: str | None) -> None:
    """Correct a registration; `wie` is None when the person does it. Raises NotFound, Outdated."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if person.versie != versie:
            raise Outdated("Deze gegevens zijn intussen veranderd. Kijk ze na en bewaar opnieuw.")
        for row in list(person.belang_rijen):
            session.delete(row)
        person.belang_rijen = []
        session.flush()
        _fill(session, person, form)
        person.helper = form.helper or person.helper
        person.versie += 1
        announce(
            session,
            AanmeldingVerbeterd(
                dialoog=dialoog_id, wie=wie, deelnemer=person.id, naam=person.naam or person.organisatie or "iemand"
            ),
        )


def choose_vermelding(dialoog_id: int, deelnemer_id: int, vermelding: str, naam_in_boek: bool) -> None:
    """How somebody is named in the book, and whether the name may stand in it (a recorded yes)."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if (person.vermelding, person.naam_in_boek) == (vermelding, naam_in_boek):
            return
        person.vermelding, person.naam_in_boek = vermelding, naam_in_boek
        announce(session, VermeldingGekozen(dialoog=dialoog_id, deelnemer=person.id, naam_in_boek=naam_in_boek))


# --- devices and passes --------------------------------------------------------------------------------------


def bind_toestel(session: Session, person: Deelnemer, token_hash: str, omschrijving: str) -> None:
    """Plain function: this device is now this person's; the other devices of that person hear it. Twice is once."""
    if session.scalar(select(Toestel.id).where(Toestel.token_hash == token_hash)) is not None:
        return
    others = session.scalar(
        select(Toestel.id).where(Toestel.deelnemer_id == person.id, Toestel.beeindigd.is_(None)).limit(1)
    )
    session.add(Toestel(deelnemer_id=person.id, token_hash=token_hash, omschrijving=omschrijving, sinds=klok.nu()))
    if others is not None:
        announce(session, ToestelErbij(dialoog=person.dialoog_id, voor_deelnemer=person.id))


def add_pas(session: Session, deelnemer_id: int, token_hash: str) -> None:
    """Plain function: a further pass; the same one twice is one."""
    if session.scalar(select(Pas.id).where(Pas.token_hash == token_hash)) is None:
        session.add(Pas(deelnemer_id=deelnemer_id, token_hash=token_hash, sinds=klok.nu()))
        session.flush()


def open_pas(pas_hash: str, toestel_hash: str, omschrijving: str) -> Deelnemer:
    """The *Ja* of "Bent u Jan de Vries?": binds the device. Opening a pass makes nobody present. Raises NotFound."""
    with transaction() as session:
        person = find_by_pas(session, pas_hash)
        if person is None:
            raise NotFound("Deze pas geldt niet (meer). Vraag de begeleider om een nieuwe.")
        bind_toestel(session, person, toestel_hash, omschrijving)
        person.zonder_telefoon = False
        session.flush()
        session.expunge(person)
        return person


def new_pas(dialoog_id: int, deelnemer_id: int, pas_hash: str, wie: str | None) -> None:
    """A further pass, asked for by the person (`wie` None) or given by the begeleider."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        add_pas(session, person.id, pas_hash)
        announce(session, PasGemaakt(dialoog=dialoog_id, wie=wie, deelnemer=person.id, naam=person.naam or "iemand"))


def end_toestel(dialoog_id: int, deelnemer_id: int, toestel_id: int) -> None:
    """Sign a device off; wanted state already there: nothing happens. Raises NotFound."""
    with transaction() as session:
        get_deelnemer(session, dialoog_id, deelnemer_id)
        device = session.scalar(select(Toestel).where(Toestel.id == toestel_id, Toestel.deelnemer_id == deelnemer_id))
        if device is None:
            raise NotFound("Dit toestel staat niet op uw lijst.")
        if device.beeindigd is None:
            device.beeindigd = klok.nu()
            announce(session, ToegangBeeindigd(dialoog=dialoog_id, voor_deelnemer=deelnemer_id, wat="toestel"))


def end_passes(dialoog_id: int, deelnemer_id: int, behalve: str | None, wie: str | None) -> None:
    """End all living passes of a person but the one with this hash."""
    with transaction() as session:
        get_deelnemer(session, dialoog_id, deelnemer_id)
        question = update(Pas).where(Pas.deelnemer_id == deelnemer_id, Pas.beeindigd.is_(None))
        if behalve is not None:
            question = question.where(Pas.token_hash != behalve)
        session.execute(question.values(beeindigd=klok.nu()))
        announce(session, ToegangBeeindigd(dialoog=dialoog_id, wie=wie, voor_deelnemer=deelnemer_id, wat="pas"))


# --- removal and filing --------------------------------------------------------------------------------------


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
    return None if person is not None and person.staat == "verwijderd" else "deze persoon staat er al weer bij"


def file_anders(dialoog_id: int, deelnemer_id: int, belang_id: int | None, wie: str) -> None:
    """File a person's own wording under a belang, or (None) make it a belang of the dialogue. Raises NotFound."""
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if not person.anders:
            return
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
