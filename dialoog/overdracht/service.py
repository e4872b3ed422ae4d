"""The uitwisselbestand in and out: use cases. What the file may hold: docs/uitwisselbestand.md."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import gevent
from flask import current_app
from gevent import monkey
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.begeleider.queries import find_by_email
from dialoog.begeleider.rules import clean_email
from dialoog.begeleider.service import add_begeleiding, first_time
from dialoog.database import db, transaction
from dialoog.errors import NotFound
from dialoog.opgave.models import Dialoog
from dialoog.opgave.queries import find_dialoog
from dialoog.opgave.rules import free_name
from dialoog.overdracht import aantekeningen, afleiden, fotos, neerzetten, neerzetten_uitkomst, vorm
from dialoog.overdracht.aanvullen import erbij_van, hernummerd, te_noemen, voeg_toe
from dialoog.overdracht.errors import AlIngelezen, NietTeLezen, OnbekendeBegeleider, SlechtBestand
from dialoog.overdracht.facts import DialoogAangevuld, DialoogIngelezen
from dialoog.overdracht.lezen import Erbij, lees
from dialoog.overdracht.ontleden import check_size
from dialoog.overdracht.openbaar import voor_openbaar
from dialoog.overdracht.schrijven import schrijf
from dialoog.overdracht.uitvoer import bestand_van
from dialoog.overdracht.zaal import zet_zaal
from dialoog.verslag.service import announce

LANGSTE_STAM = 70
"""Characters of a korte naam before its `-2`; what comes out of it is still one that a file may hold."""


@dataclass(frozen=True)
class ImportResult:
    """What an import made. `meldingen` are Dutch sentences to show: another korte naam, what was left out."""

    korte_naam: str
    titel: str
    meldingen: list[str]


def import_bytes(
    data: bytes, *, voor: str | None = None, in_: str | None = None, kenmerk: str | None = None
) -> ImportResult:
    """Make a new dialogue of a file, or with `in_` (a korte naam) add its people and ideas to that one (use case).

    `voor` is the e-mail address of the begeleider who gets the dialogue; without it every begeleider sees it.
    `kenmerk` is the random number of the form that sends it.
    Raises AlIngelezen, SlechtBestand, OnbekendeBegeleider, NotFound; then nothing was imported."""
    bestand, vreemd = _lees(data, erbij_van(get_target(in_)) if in_ is not None else None)
    meldingen = [f"Niet overgenomen, want de app heeft er geen plek voor: {', '.join(vreemd)}."] if vreemd else []
    bestand, running = afleiden.zonder_lopende_rondes(bestand)
    meldingen += [f"Stemronde “{titel}” was niet vastgesteld en is niet overgenomen." for titel in running]
    if in_ is not None:
        return _add_to(in_, bestand, meldingen)
    meldingen += fotos.ontbreekt(bestand, current_app.config["DIALOOG"])
    return _make(afleiden.aangevuld(bestand, klok.vandaag()), voor, kenmerk, meldingen)


def _lees(data: bytes, erbij: Erbij | None) -> tuple[vorm.Bestand, list[str]]:
    """Read the file; on the server beside the hub, so that a long one stops nobody (it touches no database).

    A refusal comes back as a value: what is raised in the pool is printed, and the file is nobody's business."""
    if monkey.is_module_patched("threading"):
        found = gevent.get_hub().threadpool.apply(_lees_of_weiger, (data, erbij))
    else:
        found = _lees_of_weiger(data, erbij)
    if isinstance(found, SlechtBestand):
        raise found
    return found


def _lees_of_weiger(data: bytes, erbij: Erbij | None) -> tuple[vorm.Bestand, list[str]] | SlechtBestand:
    try:
        return lees(data, erbij)
    except SlechtBestand as refusal:
        return refusal


def _make(bestand: vorm.Bestand, voor: str | None, kenmerk: str | None, meldingen: list[str]) -> ImportResult:
    with transaction() as session:
        if kenmerk is not None and not first_time(session, kenmerk):
            raise AlIngelezen("Dit bestand is al ingelezen. Kijk bij uw dialogen.")
        name = free_korte_naam(session, bestand.korte_naam)
        if name != bestand.korte_naam:
            meldingen.append(f"De korte naam {bestand.korte_naam} is al in gebruik. Deze dialoog heet {name}.")
        dialoog = neerzetten.zet_opgave(session, bestand, name)
        _give_to(session, dialoog, voor)
        _fill(session, bestand, dialoog)
        announce(session, DialoogIngelezen(dialoog=dialoog.id))
        return ImportResult(name, bestand.titel, meldingen)


def _fill(session: Session, bestand: vorm.Bestand, dialoog: Dialoog) -> None:
    evenings = neerzetten.zet_bijeenkomsten(session, bestand, dialoog)
    people = neerzetten.zet_deelnemers(session, bestand.deelnemers, dialoog, [evening for evening, _ in evenings])
    ideeen = neerzetten.zet_ideeen(session, bestand.ideeen, dialoog)
    for part, (_, steps) in zip(bestand.bijeenkomsten, evenings, strict=True):
        for stap, row in zip(part.draaiboek or (), steps, strict=True):
            neerzetten.zet_opbrengst(session, stap, row, ideeen)
    rounds = neerzetten_uitkomst.zet_rondes(session, bestand.stemrondes, evenings, ideeen)
    oplossingen = neerzetten_uitkomst.zet_oplossingen(session, bestand.oplossingen, dialoog, people, rounds, ideeen)
    neerzetten_uitkomst.zet_voorstellen(session, bestand.voorstellen, dialoog, oplossingen)
    ids = [evening.id for evening, _ in evenings]
    zet_zaal(session, bestand.voorstellen, dialoog, ids, neerzetten_uitkomst.WIE)
    neerzetten_uitkomst.zet_boek(session, bestand.boek, dialoog)
    neerzetten_uitkomst.zet_boekdelen(session, bestand, dialoog, evenings)
    aantekeningen.zet(session, bestand, dialoog, evenings)


def free_korte_naam(session: Session, wanted: str) -> str:
    """The korte naam that was asked for, or the first free one after it (`-2`)."""
    stem = wanted[:LANGSTE_STAM].rstrip("-")
    taken = set(session.scalars(select(Dialoog.korte_naam).where(Dialoog.korte_naam.startswith(stem))))
    taken |= set(afleiden.GERESERVEERD)
    return wanted if wanted not in taken else free_name(stem, taken | {stem})


def _give_to(session: Session, dialoog: Dialoog, voor: str | None) -> None:
    if voor is None:
        dialoog.voor_iedereen = True
        return
    account = find_by_email(session, clean_email(voor))
    if account is None:
        raise OnbekendeBegeleider(
            f"Er is geen account met het e-mailadres {voor}. Er is niets ingelezen. "
            "Maak eerst een account met *dialoog begeleider-link*, of laat --voor weg."
        )
    add_begeleiding(session, account.id, dialoog.id)


def get_target(korte_naam: str) -> Dialoog:
    """The dialogue that is added to or exported. Raises NotFound."""
    dialoog = find_dialoog(db.session(), korte_naam)
    if dialoog is None:
        raise NotFound(f"Er is geen dialoog met de korte naam {korte_naam}. Er is niets veranderd.")
    return dialoog


def _add_to(korte_naam: str, bestand: vorm.Bestand, meldingen: list[str]) -> ImportResult:
    with transaction() as session:
        dialoog = get_target(korte_naam)
        new_number = voeg_toe(session, bestand, dialoog)
        people, ideas = len(bestand.deelnemers), len(bestand.ideeen)
        announce(session, DialoogAangevuld(dialoog=dialoog.id, deelnemers=people, ideeen=ideas))
        meldingen += [*te_noemen(bestand), *hernummerd(new_number)]
        return ImportResult(dialoog.korte_naam, dialoog.titel, meldingen)


def export_bytes(korte_naam: str, *, openbaar: bool = False) -> bytes:
    """The dialogue as a canonical file; `openbaar`: only what the public book shows. Raises NotFound."""
    return bestand_bytes(db.session(), get_target(korte_naam), openbaar=openbaar)


def bestand_bytes(session: Session, dialoog: Dialoog, *, openbaar: bool = False) -> bytes:
    """As `export_bytes`, of a dialogue at hand."""
    bestand = bestand_van(session, dialoog)
    return schrijf(voor_openbaar(bestand) if openbaar else bestand)


def import_file(path: Path | str, *, voor: str | None = None, in_: str | None = None) -> ImportResult:
    """As `import_bytes`; a file that is too large is refused unread. Raises NietTeLezen as well."""
    file = Path(path)
    try:
        check_size(file.stat().st_size)
        data = file.read_bytes()
    except OSError as error:
        raise NietTeLezen(f"{file} kunnen we niet lezen: {error.strerror or error}. Er is niets ingelezen.") from error
    return import_bytes(data, voor=voor, in_=in_)


def export_file(korte_naam: str, path: Path | str) -> list[str]:
    """Write the file at once or not at all; returns what is left behind, as Dutch sentences.

    Raises NotFound, NietTeLezen."""
    bestand = bestand_van(db.session(), get_target(korte_naam))
    data = schrijf(bestand)
    file = Path(path)
    half = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with half.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        half.replace(file)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise NietTeLezen(f"{file} kunnen we niet schrijven: {error.strerror or error}.") from error
    return fotos.blijft_achter(bestand)
