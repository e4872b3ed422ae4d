"""A `Bestand` into the database: plain functions inside one transaction of `service.py`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.draaiboek import new_bijeenkomst
from dialoog.bijeenkomst.gesprek import put_notities
from dialoog.bijeenkomst.models import Aanwezigheid, Belangactie, Bijeenkomst, Groep, Stap, Toonblad
from dialoog.bijeenkomst.rules import new_token
from dialoog.bijeenkomst.tonen import SOORT as TONEN
from dialoog.bijeenkomst.tonen import new_bladen
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang
from dialoog.idee.models import ZAAL, Idee, Kleur, Kleurtelling
from dialoog.opgave.models import Belang, Deelvraag, Dialoog, Gemeente, Kader, Spelregel
from dialoog.overdracht import instellingen, keuzes, vorm

BRON = "bestand"
"""The source of an idea that came out of a file."""


def zet_opgave(session: Session, bestand: vorm.Bestand, korte_naam: str) -> Dialoog:
    """The dialogue with everything that was prepared."""
    dialoog = Dialoog(
        korte_naam=korte_naam,
        titel=bestand.titel,
        staat=bestand.staat,
        thema=bestand.thema,
        regio=bestand.regio,
        bron=bestand.bron,
        hoofdvraag=bestand.hoofdvraag,
        hoofdvraag_kort=bestand.hoofdvraag_kort,
        top=bestand.top,
        vragen=bestand.vragen,
        kaarten_uiterlijk=bestand.kaarten_uiterlijk,
        extra={},
        gemaakt=klok.nu(),
        deelvragen=_in_order(Deelvraag, [_fields(part, "tekst", "kant") for part in bestand.deelvragen]),
        kaders=_in_order(Kader, [_kader(kader) for kader in bestand.kaders]),
        spelregels=_in_order(Spelregel, [{"tekst": tekst} for tekst in bestand.spelregels]),
        belangen=_in_order(Belang, [_fields(belang, "naam", "zin") for belang in bestand.belangen]),
        gemeenten=_in_order(Gemeente, [{"naam": naam} for naam in bestand.gemeenten]),
    )
    session.add(dialoog)
    session.flush()
    return dialoog


def _fields(part: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _kader(kader: vorm.Kader) -> dict[str, Any]:
    return {**_fields(kader, "soort", "tekst", "geldt_voor"), "onderdelen": list(kader.onderdelen)}


def _in_order(model: Any, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    return [model(volgorde=place, **row) for place, row in enumerate(rows, 1)]


def zet_bijeenkomsten(
    session: Session, bestand: vorm.Bestand, dialoog: Dialoog
) -> list[tuple[Bijeenkomst, list[Stap]]]:
    """The evenings, each with the steps of its draaiboek, in order."""
    belangen = {belang.naam: belang.id for belang in dialoog.belangen}
    found = []
    for part in bestand.bijeenkomsten:
        evening = new_bijeenkomst(session, dialoog.id, part.titel, part.datum, part.plaats)
        evening.afgelopen = _end_of(part) if part.afgelopen else None
        steps = [_stap(evening, stap, place) for place, stap in enumerate(part.draaiboek or (), 1)]
        session.add_all(steps)
        session.add_all(
            Belangactie(bijeenkomst_id=evening.id, belang_id=belangen[actie.belang], tekst=actie.tekst)
            for actie in part.belangenactie
        )
        session.add_all(
            Groep(bijeenkomst_id=evening.id, lichting=1, nummer=place, naam=naam)
            for place, naam in enumerate(part.tafels, 1)
        )
        session.flush()
        found.append((evening, steps))
    return found


def _end_of(part: vorm.Bijeenkomst) -> datetime:
    return datetime.combine(part.datum, time(21), UTC) if part.datum else klok.nu()


def _stap(evening: Bijeenkomst, stap: vorm.Stap, place: int) -> Stap:
    return Stap(
        bijeenkomst_id=evening.id,
        volgorde=place,
        soort=stap.soort,
        titel=stap.titel or instellingen.titel(stap.soort),
        staat=stap.staat,
        instructie=stap.instructie,
        notitie=stap.spreektekst,
        bladen=_bladen(stap),
        instellingen={**instellingen.standaard(stap.soort), **instellingen.bewaarbaar(stap.soort, stap.instellingen)},
    )


def _bladen(stap: vorm.Stap) -> list[Toonblad]:
    """The pages that the file names; where it names none a step tonen has its usual ones."""
    if stap.bladen is None:
        return new_bladen() if stap.soort == TONEN else []
    return [
        Toonblad(volgorde=place, **_fields(blad, "soort", "titel", "tekst", "beeld", "naast"))
        for place, blad in enumerate(stap.bladen, 1)
    ]


def zet_deelnemers(
    session: Session, people: Sequence[vorm.Deelnemer], dialoog: Dialoog, evenings: Sequence[Bijeenkomst]
) -> list[Deelnemer]:
    """The people, uitgenodigd at each of these evenings except where they were."""
    belangen = {belang.naam: belang.id for belang in dialoog.belangen}
    gemeenten = {gemeente.naam: gemeente for gemeente in dialoog.gemeenten}
    rows = [_deelnemer(person, dialoog.id, belangen, gemeenten) for person in people]
    session.add_all(rows)
    session.flush()
    session.add_all(
        Aanwezigheid(
            bijeenkomst_id=evening.id,
            deelnemer_id=row.id,
            staat="aanwezig" if place in person.aanwezig else "uitgenodigd",
        )
        for row, person in zip(rows, people, strict=True)
        for place, evening in enumerate(evenings, 1)
    )
    session.flush()
    return rows


def _deelnemer(
    person: vorm.Deelnemer, dialoog_id: int, belangen: Mapping[str, int], gemeenten: Mapping[str, Gemeente]
) -> Deelnemer:
    return Deelnemer(
        dialoog_id=dialoog_id,
        registratie=new_token(),
        naam=person.naam or None,
        **_fields(person, "organisatie", "anders", "herkomst", "vermelding", "naam_in_boek", "zonder_telefoon"),
        namens=person.namens,
        gemaakt=klok.nu(),
        gemeenten=[gemeenten[naam] for naam in person.gemeenten],
        belang_rijen=[
            DeelnemerBelang(belang_id=belangen[naam], volgorde=place) for place, naam in enumerate(person.belangen, 1)
        ],
    )


def zet_ideeen(session: Session, ideeen: Sequence[vorm.Idee], dialoog: Dialoog) -> dict[int, Idee]:
    """The ideas by number, without a step."""
    deelvragen = dict(enumerate(dialoog.deelvragen, 1))
    rows = {
        idee.nummer: Idee(
            dialoog_id=dialoog.id,
            kenmerk=new_token(),
            bron=BRON,
            deelvragen=[deelvragen[place] for place in idee.deelvragen],
            **_fields(idee, "nummer", "tekst", "titel", "staat", "kleur"),
        )
        for idee in ideeen
    }
    session.add_all(rows.values())
    session.flush()
    for idee in ideeen:
        if idee.samengevoegd_in is not None:
            rows[idee.nummer].samengevoegd_in = rows[idee.samengevoegd_in].id
    session.flush()
    return rows


def zet_opbrengst(session: Session, part: vorm.Stap, stap: Stap, ideeen: Mapping[int, Idee]) -> None:
    """What came out of a step: its ideas, colours or choices, and what was noted."""
    if part.gesprek:
        put_notities(session, stap.id, part.gesprek, "")
    if part.soort == "ideeen":
        for nummer in part.ideeen or ():
            ideeen[nummer].stap_id = stap.id
    if part.soort == "kiezen":
        keuzes.zet(session, part, stap, ideeen)
    if part.soort == "kleuren":
        session.add_all(
            Kleur(stap_id=stap.id, kiezer=ZAAL, idee_id=ideeen[nummer].id, kleur=kleur)
            for nummer, kleur in (part.kleuren or {}).items()
        )
        session.add_all(
            Kleurtelling(stap_id=stap.id, idee_id=ideeen[nummer].id, kleur=kleur, aantal=aantal)
            for nummer, counts in part.kleurtelling.items()
            for kleur, aantal in counts.items()
        )
        if part.kleurders is not None:
            closed = stap.instellingen.get("manier") != ZAAL
            stap.instellingen = {**stap.instellingen, "geteld": part.kleurders, "gesloten": closed}
    session.flush()
