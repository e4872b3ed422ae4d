"""Chapter 5: what happened, from the record. Only what the group as a whole did: steps, rounds, choices.

Nobody's coming, going or correcting is in it, and no name of a deelnemer but as the book calls that person.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.groepen_rules import tel_in_woorden
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.models import Stap as StapRij
from dialoog.idee.kleuren_facts import wie_kleurde
from dialoog.idee.kleuren_stand import afspraak, gekleurd
from dialoog.themaboek.boek import Stap
from dialoog.themaboek.stand import aantal
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import feiten_van
from dialoog.verslag.service import undone

Names = Mapping[int, str]


def stappen(
    session: Session,
    dialoog_id: int,
    evenings: Sequence[Bijeenkomst],
    draaiboek: Mapping[int, Sequence[StapRij]],
    names: Names,
) -> tuple[Stap, ...]:
    """The lines of chapter 5 in order. An evening of which the record has no steps (it came out of a file) is told
    by its draaiboek, without times."""
    by_id = {evening.id: evening for evening in evenings}
    feiten = feiten_van(session, dialoog_id)
    gone = undone(feiten)
    kept = [feit for feit in feiten if feit.ongedaan_door is None and feit.id not in gone]
    told = {feit.bijeenkomst_id for feit in kept if feit.wat == "StapBegonnen"}
    many = gekleurd(session, dialoog_id)
    lines = [line for evening in evenings if evening.id not in told for line in _draaiboek(evening, draaiboek, many)]
    for feit in kept:
        words = ZINNEN[feit.wat](feit.data, names) if feit.wat in ZINNEN else None
        if words:
            lines.append(_stap(feit, words, by_id))
    return tuple(sorted(lines, key=lambda line: line.datum))


def _draaiboek(evening: Bijeenkomst, draaiboek: Mapping[int, Sequence[StapRij]], many: Mapping[int, int]) -> list[Stap]:
    """`many`: step → how many ideas were coloured in it."""
    day = evening.datum.isoformat() if evening.datum else ""
    lines = []
    for stap in draaiboek.get(evening.id, ()):
        if stap.staat != "gedaan":
            continue
        lines.append(stap.titel)
        how = afspraak(stap) if stap.soort == "kleuren" else None
        if how is not None and how.geteld:
            lines.append(wie_kleurde(how.manier, how.geteld, many.get(stap.id, how.geteld)))
    return [Stap(line, datum=day, bijeenkomst=evening.titel) for line in lines]


def _stap(feit: Feit, words: str, evenings: Mapping[int, Bijeenkomst]) -> Stap:
    """A fact after its evening was over stands between the evenings."""
    moment = klok.lokaal(feit.moment)
    evening = evenings.get(feit.bijeenkomst_id or 0)
    during = evening is not None and (evening.afgelopen is None or feit.moment <= evening.afgelopen)
    line = Stap(words, datum=moment.date().isoformat(), tijd=moment.strftime("%H:%M"), wie=feit.wie or "")
    line = replace(line, reden=feit.reden or "")
    return replace(line, bijeenkomst=evening.titel) if evening and during else line


# --- one sentence per kind of fact: from its own fields, never from a sentence with names in it ---------------


def _stap_begonnen(data: dict[str, Any], _names: Names) -> str:
    if data["naar"] is None:
        return f"{data['titel']} is afgerond"
    return f"{data['titel']} begonnen" if data["vooruit"] else f"Terug naar {data['titel']}"


def _tafels(data: dict[str, Any], _names: Names) -> str:
    """Which groups were made: tables and numbers, never who."""
    many = aantal(len(data["tafels"]), "tafel", "tafels")
    filled = any(people for _, people in data["tafels"])
    return f"{many} gemaakt: {tel_in_woorden(data['tafels'])}" if filled else f"{many} klaargezet"


def _oplossing_gemaakt(data: dict[str, Any], _names: Names) -> str:
    source = " en ".join(f"nr. {number}" for number in data["nummers"])
    words = f"Oplossing op plaats {data['plaats']}: {data['titel']}" + (f", uit {source}" if source else "")
    return words + (". De groep koos bij gelijke stand" if data.get("keuze") else "")


def _eigenaren(data: dict[str, Any], names: Names) -> str:
    leads = data["trekker"]
    words = [f"trekker {names.get(leads, 'Deelnemer')}"] if leads else []
    words += [f"eigenaar {names.get(number, 'Deelnemer')}" for number in data["naar"] if number != leads]
    return f"{data['titel']}: {', '.join(words)}" if words else f"Geen eigenaren meer bij {data['titel']}"


def _vastgesteld(data: dict[str, Any], _names: Names) -> str:
    stickers, mensen = aantal(data["stickers"], "sticker", "stickers"), aantal(data["briefjes"], "mens", "mensen")
    return f"{data['titel']}: uitslag vastgesteld, {stickers} van {mensen}"


def _op_papier(data: dict[str, Any], _names: Names) -> str:
    stickers, mensen = aantal(data["stickers"], "sticker", "stickers"), aantal(data["mensen"], "mens", "mensen")
    return f"{data['titel']}: op papier geteld, {stickers} van {mensen}"


def _staat(data: dict[str, Any], _names: Names) -> str:
    words = {"voorbereiding": "in voorbereiding", "bezig": "bezig", "afgerond": "afgerond"}
    return f"De dialoog is {words[data['naar']]}"


def _gekoppeld(data: dict[str, Any], _names: Names) -> str:
    words = f"hoort bij de oplossing: {data['titel']}" if data["titel"] else "hoort bij geen oplossing"
    return f"Voorstel {data['nummer']} {words}"


def _herstemming(data: dict[str, Any], _names: Names) -> str:
    return "Herstemming over " + " en ".join(f"nr. {number}" for number in data["nummers"])


def _lot(data: dict[str, Any], _names: Names) -> str:
    papers = " en ".join(f"nr. {number}" for number in data["uit"])
    return f"Geloot: getrokken is nr. {data['nummer']}, uit {papers}"


ZINNEN: dict[str, Callable[[dict[str, Any], Names], str]] = {
    "DialoogGemaakt": lambda data, _: f"Dialoog {data['titel']} begonnen",
    "StaatVeranderd": _staat,
    "StapBegonnen": _stap_begonnen,
    "BijeenkomstAfgelopen": lambda data, _: "Bijeenkomst afgelopen",
    "PauzeBegonnen": lambda data, _: "Pauze" if data["stand"] is None else "",
    "BelangactieVastgelegd": lambda data, _: f"Over {data['naam']}: {data['tekst']}" if data["tekst"] else "",
    "GroepenGemaakt": _tafels,
    "TafelsVast": lambda data, _: f"Iedereen heeft een tafel: {tel_in_woorden(data['tafels'])}",
    "IdeeenGesloten": lambda data, _: "Ideeën gesloten",
    "KleurenGeteld": lambda data, _: wie_kleurde(data["manier"], data["aantal"], data["ideeen"]),
    "KeuzeGetoond": lambda data, _: "Gekozen ideeën getoond" if data["getoond"] else "",
    "RondeGeopend": lambda data, _: f"{data['titel']}: de ronde is {'weer ' if data.get('weer') else ''}open",
    "RondeGesloten": lambda data, _: f"{data['titel']}: de ronde is gesloten",
    "RondeVastgesteld": _vastgesteld,
    "RondeOpPapier": _op_papier,
    "PapierVerbeterd": lambda data, _: f"{data['titel']}: telling op papier verbeterd",
    "HerstemmingKlaargezet": _herstemming,
    "LotGetrokken": _lot,
    "RondeVervallen": lambda data, _: f"{data['titel']}: vervallen",
    "OplossingGemaakt": _oplossing_gemaakt,
    "OplossingGehouden": lambda data, _: f"Oplossing blijft na de nieuwe ronde: {data['titel']}",
    "OplossingVerplaatst": lambda data, _: f"{data['titel']} van plaats {data['van']} naar plaats {data['naar']}",
    "OplossingVerwijderd": lambda data, _: f"Oplossing weggehaald: {data['titel']}",
    "OplossingTeruggezet": lambda data, _: f"Oplossing teruggezet: {data['titel']}",
    "EigenarenBenoemd": _eigenaren,
    "VoorstelGemaakt": lambda data, _: f"Voorstel {data['nummer']}: {data['titel']}",
    "VoorstelGekoppeld": _gekoppeld,
    "VoorstelOpSlot": lambda data, _: f"Voorstel {data['nummer']} is {'op slot' if data['op_slot'] else 'weer open'}",
}
"""Kinds of fact that belong in chapter 5: steps, rounds and choices of the group. What is not named here is not in it
(domein.md, The themaboek)."""
