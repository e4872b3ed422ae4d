"""What was written down beside the rest, out of the database, into the file and back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst import aantekening_rules as rules
from dialoog.bijeenkomst import aantekeningen as rijen
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.errors import BadInput
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import vorm
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.vak import Vak, schone_regel, schone_tekst, toon

SOORTEN = {True: rules.VAN_AVOND, False: rules.VAN_DIALOOG}


def uit(
    session: Session, dialoog_id: int, steps: Mapping[int, Sequence[Stap]], known: Collection[int]
) -> dict[int | None, tuple[vorm.Aantekening, ...]]:
    """Evening (None: the dialogue) → what was written down there, kind by kind; nobody named without a yes.

    `known`: numbers of ideas that are in the file."""
    names = rijen.verboden_namen(session, dialoog_id)
    found: dict[int | None, list[vorm.Aantekening]] = {}
    kinds = list(rules.SOORTEN)
    for row in sorted(rijen.aantekeningen(session, dialoog_id), key=lambda row: (kinds.index(row.soort), row.id)):
        inhoud = {key: _schoon(row.soort, key, text) for key, text in rijen.leesbaar(row, names).items()}
        place = {stap.id: at for at, stap in enumerate(steps.get(row.bijeenkomst_id or 0, ()), 1)}
        note = vorm.Aantekening(
            soort=row.soort, inhoud={k: v for k, v in inhoud.items() if v and not _vreemd(k, v, known)},
            stap=place.get(row.stap_id or 0),
        )  # fmt: skip
        if all(note.inhoud.get(veld.naam) for veld in rules.SOORTEN[row.soort].velden if veld.moet):
            found.setdefault(row.bijeenkomst_id, []).append(note)
    return {key: tuple(rows) for key, rows in found.items()}


def _vreemd(key: str, text: str, known: Collection[int]) -> bool:
    return key == "idee" and int(text) not in known


def _schoon(soort: str, key: str, text: str) -> str:
    veld = next(veld for veld in rules.SOORTEN[soort].velden if veld.naam == key)
    if veld.vorm == "tekst":
        return schone_tekst(text)[: rules.MAX_TEKST].strip()
    return schone_regel(text)[: rules.MAX_REGEL].strip()  # another name for somebody may have made it longer


def plain(rows: Sequence[vorm.Aantekening]) -> list[dict[str, Any]]:
    """As JSON data: the kind, its fields in their order, numbers as numbers."""
    return [
        {"soort": row.soort}
        | {naam: _json(naam, row.inhoud[naam]) for naam in rules.SOORTEN[row.soort].namen if row.inhoud.get(naam)}
        | ({"stap": row.stap} if row.stap else {})
        for row in rows
    ]


def _json(naam: str, text: str) -> str | int:
    return int(text) if naam in rules.GETALLEN else text


def lees(vak: Vak, *, avond: bool, stappen: int = 0, ideeen: Collection[int] = ()) -> tuple[vorm.Aantekening, ...]:
    """`aantekeningen` of an evening or of the dialogue. Raises SlechtBestand."""
    found: list[vorm.Aantekening] = []
    mag = {soort.sleutel: soort for soort in SOORTEN[avond]}
    for part in vak.vakken("aantekeningen"):
        soort = part.keuze("soort", tuple(mag), "")
        if not soort:
            raise part.fout("soort", "Een aantekening heeft een soort.", f"Kies uit: {', '.join(mag)}.")
        note = vorm.Aantekening(soort=soort, inhoud=_inhoud(part, mag[soort], ideeen), stap=_stap(part, stappen))
        part.klaar()
        if mag[soort].eenmaal and soort in [other.soort for other in found]:
            raise part.fout("soort", f"{toon(soort)} staat er twee keer.", "Laat er één staan.")
        found.append(note)
    kinds = list(rules.SOORTEN)
    return tuple(sorted(found, key=lambda note: kinds.index(note.soort)))


def _stap(part: Vak, stappen: int) -> int | None:
    return part.getal("stap", 1, stappen) if stappen else None


def _inhoud(part: Vak, soort: rules.Soort, ideeen: Collection[int]) -> dict[str, str]:
    typed = {veld.naam: _veld(part, veld) for veld in soort.velden}
    if typed.get("idee") and int(typed["idee"]) not in ideeen:
        raise part.fout("idee", f"Idee {typed['idee']} staat niet in dit bestand.", "Gebruik een nummer uit ideeen.")
    try:
        return rijen.clean(soort, typed)
    except BadInput as error:
        key, text = next(iter(error.velden.items()))
        raise SlechtBestand(part.op(key), text, "Zie docs/uitwisselbestand.md.") from error


def _veld(part: Vak, veld: rules.Veld) -> str:
    if veld.vorm == "getal":
        number = part.getal(veld.naam, 0, rules.HOOGST)
        return "" if number is None else str(number)
    if veld.vorm == "datum":
        day = part.datum(veld.naam)
        return day.isoformat() if day else ""
    return part.tekst(veld.naam) if veld.vorm == "tekst" else part.regel(veld.naam)


def zet(
    session: Session, bestand: vorm.Bestand, dialoog: Dialoog, evenings: Sequence[tuple[Bijeenkomst, Sequence[Stap]]]
) -> None:
    """Lay them in the database."""
    for note in bestand.aantekeningen:
        rijen.put_aantekening(session, dialoog.id, rules.SOORTEN[note.soort], note.inhoud, None)
    for part, (evening, steps) in zip(bestand.bijeenkomsten, evenings, strict=True):
        for note in part.aantekeningen:
            stap = steps[note.stap - 1].id if note.stap else None
            rijen.put_aantekening(session, dialoog.id, rules.SOORTEN[note.soort], note.inhoud, evening.id, stap)
