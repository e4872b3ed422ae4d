"""A dialogue in the database as a `Bestand`: only what may leave the house (uitwisselbestand.md, geheim.md).

Not here: who wrote an idea, e-mail, codes, passes, accounts, ballots, toehoorders, rounds that were never
vastgesteld, the text of hidden and withdrawn ideas. Names without a yes fall away when it is written.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.gesprek import notities
from dialoog.bijeenkomst.groepen import groepen
from dialoog.bijeenkomst.models import Aanwezigheid, Belangactie, Bijeenkomst, Stap, Toonblad
from dialoog.bijeenkomst.queries import bijeenkomsten, stappen
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.kleuren_stand import afspraak
from dialoog.idee.models import ZAAL, Idee, Keuze, Kleur, Kleurtelling
from dialoog.idee.queries import SAMEN, ideeen
from dialoog.opgave.models import Belang, Dialoog
from dialoog.overdracht import aantekeningen, keuzes, uitvoer_uitkomst, vorm
from dialoog.overdracht.afleiden import latest_choice
from dialoog.overdracht.instellingen import bewaarbaar
from dialoog.overdracht.vak import schone_regel, schone_tekst
from dialoog.themaboek.deelstaat import avond_sleutel, deelstaten
from dialoog.themaboek.queries import boekteksten


def bestand_van(session: Session, dialoog: Dialoog) -> vorm.Bestand:
    """The dialogue as it may leave the house."""
    evenings = bijeenkomsten(session, dialoog.id)
    people = deelnemers(session, dialoog.id)
    numbers = {idee.id: idee for idee in ideeen(session, dialoog.id, staten=())}
    rounds = uitvoer_uitkomst.rondes(session, dialoog.id)
    steps = {evening.id: stappen(session, evening.id) for evening in evenings}
    oplossingen = uitvoer_uitkomst.oplossingen(session, dialoog.id)
    plaatsen = uitvoer_uitkomst.plaatsen(oplossingen)
    staten = {part: said.staat for part, said in deelstaten(session, dialoog.id).items()}
    notes = aantekeningen.uit(session, dialoog.id, steps, {idee.nummer for idee in numbers.values()})
    parts = tuple(
        replace(
            _bijeenkomst(session, evening, steps[evening.id], numbers),
            in_boek=staten.get(avond_sleutel(evening.id), ""),
            aantekeningen=notes.get(evening.id, ()),
        )
        for evening in evenings
    )
    return vorm.Bestand(
        korte_naam=dialoog.korte_naam,
        **_opgave(dialoog),
        bijeenkomsten=parts,
        deelnemers=_deelnemers(session, people, evenings),
        ideeen=_ideeen(dialoog, numbers, latest_choice(parts)),
        stemrondes=tuple(
            uitvoer_uitkomst.ronde(session, ronde, evenings, steps, numbers, [other.id for other in rounds])
            for ronde in rounds
        ),
        oplossingen=tuple(
            uitvoer_uitkomst.oplossing(part, plaatsen[part.id], people, [ronde.id for ronde in rounds])
            for part in oplossingen
        ),
        kaarten_uiterlijk=dialoog.kaarten_uiterlijk,
        voorstellen=uitvoer_uitkomst.voorstellen(session, dialoog.id, plaatsen, [evening.id for evening in evenings]),
        aantekeningen=notes.get(None, ()),
        boek=_boek(session, dialoog.id),
        boekdelen={part: staten[part] for part in vorm.BOEKDELEN if staten.get(part)},
    )


def deelnemers(session: Session, dialoog_id: int) -> list[Deelnemer]:
    """The people who may be in the file, in the order in which they came."""
    return list(
        session.scalars(
            select(Deelnemer)
            .where(Deelnemer.dialoog_id == dialoog_id, Deelnemer.soort == "deelnemer", Deelnemer.staat == "actief")
            .order_by(Deelnemer.id)
        )
    )


def _opgave(dialoog: Dialoog) -> dict[str, Any]:
    return {
        "titel": schone_regel(dialoog.titel) or dialoog.korte_naam,
        "staat": dialoog.staat,
        "thema": schone_regel(dialoog.thema),
        "regio": schone_regel(dialoog.regio),
        "bron": schone_tekst(dialoog.bron),
        "hoofdvraag": schone_tekst(dialoog.hoofdvraag),
        "hoofdvraag_kort": schone_tekst(dialoog.hoofdvraag_kort),
        "top": dialoog.top,
        "vragen": {key: schone_regel(text) for key, text in dialoog.vragen.items() if schone_regel(text)},
        "deelvragen": tuple(
            vorm.Deelvraag(tekst=schone_tekst(part.tekst), kant=schone_regel(part.kant)) for part in dialoog.deelvragen
        ),
        "kaders": tuple(
            vorm.Kader(
                soort=kader.soort,
                tekst=schone_tekst(kader.tekst),
                onderdelen=tuple(schone_tekst(part) for part in kader.onderdelen),
                geldt_voor=kader.geldt_voor,
            )
            for kader in dialoog.kaders
        ),
        "spelregels": tuple(schone_tekst(regel.tekst) for regel in dialoog.spelregels),
        "belangen": tuple(
            vorm.Belang(naam=schone_regel(belang.naam), zin=schone_regel(belang.zin)) for belang in dialoog.belangen
        ),
        "gemeenten": tuple(schone_regel(gemeente.naam) for gemeente in dialoog.gemeenten),
    }


def _bijeenkomst(
    session: Session, evening: Bijeenkomst, steps: Sequence[Stap], numbers: dict[int, Idee]
) -> vorm.Bijeenkomst:
    acties = session.execute(
        select(Belang.naam, Belangactie.tekst)
        .join(Belang, Belang.id == Belangactie.belang_id)
        .where(Belangactie.bijeenkomst_id == evening.id)
        .order_by(Belang.volgorde)
    )
    return vorm.Bijeenkomst(
        titel=schone_regel(evening.titel),
        datum=evening.datum,
        plaats=schone_regel(evening.plaats),
        afgelopen=evening.afgelopen is not None,
        belangenactie=tuple(
            vorm.Belangactie(belang=schone_regel(name), tekst=schone_tekst(text))
            for name, text in acties
            if schone_tekst(text)
        ),
        tafels=tuple(schone_regel(groep.naam) for groep in groepen(session, evening.id)),
        draaiboek=tuple(_stap(session, stap, numbers) for stap in steps),
    )


def _stap(session: Session, stap: Stap, numbers: dict[int, Idee]) -> vorm.Stap:
    found = vorm.Stap(
        soort=stap.soort,
        titel=schone_regel(stap.titel),
        staat="gepland" if stap.staat == "live" else stap.staat,
        instellingen=bewaarbaar(stap.soort, stap.instellingen),
        ideeen=_ideeen_van_stap(session, stap, numbers),
        kleuren=_kleuren(session, stap, numbers),
        kleurtelling=_kleurtelling(session, stap, numbers),
        kleurders=afspraak(stap).geteld if stap.soort == "kleuren" else None,
        instructie=schone_regel(stap.instructie),
        spreektekst=schone_tekst(stap.notitie),
        bladen=tuple(_blad(row) for row in stap.bladen),
        gesprek=schone_tekst(notities(session, stap.id).tekst),
        **keuzes.uit(session, stap, numbers),
    )
    return found


def _blad(row: Toonblad) -> vorm.Blad:
    words = {"titel": schone_regel(row.titel), "tekst": schone_tekst(row.tekst), "naast": schone_tekst(row.naast)}
    return vorm.Blad(soort=row.soort, beeld=row.beeld, **words)


def _ideeen_van_stap(session: Session, stap: Stap, numbers: dict[int, Idee]) -> tuple[int, ...]:
    if stap.soort == "kiezen":
        chosen = session.scalars(select(Keuze.idee_id).where(Keuze.stap_id == stap.id, SAMEN).distinct())
        return tuple(sorted(numbers[key].nummer for key in chosen if numbers[key].staat not in vorm.ZONDER_TEKST))
    return tuple(sorted(idee.nummer for idee in numbers.values() if idee.stap_id == stap.id))


def _kleuren(session: Session, stap: Stap, numbers: dict[int, Idee]) -> dict[int, str]:
    rows = session.execute(select(Kleur.idee_id, Kleur.kleur).where(Kleur.stap_id == stap.id, Kleur.kiezer == ZAAL))
    return {numbers[key].nummer: kleur for key, kleur in rows if kleur and numbers[key].staat not in vorm.ZONDER_TEKST}


def _kleurtelling(session: Session, stap: Stap, numbers: dict[int, Idee]) -> dict[int, dict[str, int]]:
    """Only what is kept after the step: while people colour nothing of it leaves the house."""
    found: dict[int, dict[str, int]] = {}
    for row in session.scalars(select(Kleurtelling).where(Kleurtelling.stap_id == stap.id)):
        if numbers[row.idee_id].staat not in vorm.ZONDER_TEKST:
            found.setdefault(numbers[row.idee_id].nummer, {})[row.kleur] = row.aantal
    return {nummer: {k: found[nummer][k] for k in vorm.KLEUREN if k in found[nummer]} for nummer in sorted(found)}


def _deelnemers(
    session: Session, people: Sequence[Deelnemer], evenings: Sequence[Bijeenkomst]
) -> tuple[vorm.Deelnemer, ...]:
    place = {evening.id: at for at, evening in enumerate(evenings, 1)}
    rows = session.execute(
        select(Aanwezigheid.deelnemer_id, Aanwezigheid.bijeenkomst_id).where(
            Aanwezigheid.bijeenkomst_id.in_(place), Aanwezigheid.staat.in_(("aanwezig", "weg"))
        )
    )
    there: dict[int, list[int]] = {}
    for person, evening in rows:
        there.setdefault(person, []).append(place[evening])
    return tuple(
        vorm.Deelnemer(
            naam=schone_regel(person.naam or "") if person.naam_in_boek else "",
            namens=person.namens,
            organisatie=schone_regel(person.organisatie),
            belangen=tuple(schone_regel(belang.naam) for belang in person.belangen),
            anders=schone_regel(person.anders),
            gemeenten=tuple(schone_regel(gemeente.naam) for gemeente in person.gemeenten),
            herkomst=person.herkomst,
            vermelding=schone_regel(person.vermelding),
            naam_in_boek=person.naam_in_boek,
            zonder_telefoon=person.zonder_telefoon,
            aanwezig=tuple(sorted(there.get(person.id, []))),
        )
        for person in people
    )


def _ideeen(dialoog: Dialoog, numbers: dict[int, Idee], chosen: Collection[int]) -> tuple[vorm.Idee, ...]:
    place = {part.id: at for at, part in enumerate(dialoog.deelvragen, 1)}
    return tuple(
        vorm.Idee(nummer=idee.nummer, staat=idee.staat)
        if idee.staat in vorm.ZONDER_TEKST
        else vorm.Idee(
            nummer=idee.nummer,
            tekst=schone_tekst(idee.tekst),
            titel=schone_regel(idee.titel),
            deelvragen=tuple(sorted(place[part.id] for part in idee.deelvragen)),
            kleur=idee.kleur,
            gekozen=idee.nummer in chosen,
            samengevoegd_in=numbers[idee.samengevoegd_in].nummer if idee.samengevoegd_in else None,
            staat=idee.staat,
        )
        for idee in numbers.values()
    )


def _boek(session: Session, dialoog_id: int) -> dict[str, str]:
    texts = {part: schone_tekst(own.tekst) for part, own in boekteksten(session, dialoog_id).items()}
    return {part: texts[part] for part in vorm.BOEKDELEN if texts.get(part)}
