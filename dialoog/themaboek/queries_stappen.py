"""Chapter 5: what happened, told from the record. Only what the group as a whole did, and no name of anybody.

An evening of which the record has no steps (it came out of a file) is told by its draaiboek."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.idee.kleuren_stand import afspraak, gekleurd
from dialoog.themaboek.boek import Stap
from dialoog.themaboek.bron import BEGONNEN, Bron
from dialoog.themaboek.uitkomst import Resultaat
from dialoog.themaboek.verhaal import Gang, vertel, vertel_tussendoor
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import feiten_van
from dialoog.verslag.service import undone


def stappen(session: Session, bron: Bron, resultaten: Sequence[Resultaat]) -> tuple[Stap, ...]:
    """The sentences of chapter 5 in order: each evening, and the time before, between and after them.

    `resultaten`: as the book has them; of an evening that is niet beschikbaar or left out no number is told."""
    feiten = feiten_van(session, bron.dialoog.id)
    gone = undone(feiten)
    kept = [feit for feit in feiten if feit.ongedaan_door is None and feit.id not in gone]
    known = {resultaat.bijeenkomst: resultaat for resultaat in resultaten}
    many = gekleurd(session, bron.dialoog.id)
    by_id = {evening.id: evening for evening in bron.evenings}
    at = [(_during(feit, by_id), feit) for feit in kept]
    loose = [feit for evening, feit in at if evening is None]
    lines = _tussendoor(bron.evenings, loose, 0)
    for place, evening in enumerate(bron.evenings, 1):
        day = evening.datum.isoformat() if evening.datum else ""
        gang = _gang(bron, evening, [feit for where, feit in at if where is evening], many)
        told = vertel(gang, known.get(evening.id))
        lines += [Stap(zin, datum=day, bijeenkomst=evening.titel) for zin in told]
        lines += _tussendoor(bron.evenings, loose, place)
    return tuple(lines)


def _during(feit: Feit, evenings: dict[int, Bijeenkomst]) -> Bijeenkomst | None:
    """The evening of a fact; a fact after its evening was over stands between the evenings."""
    evening = evenings.get(feit.bijeenkomst_id or 0)
    during = evening is not None and (evening.afgelopen is None or feit.moment <= evening.afgelopen)
    return evening if during else None


def _tussendoor(evenings: Sequence[Bijeenkomst], loose: Sequence[Feit], place: int) -> list[Stap]:
    """What happened after the `place` first evenings and before the next one."""
    here = [feit for feit in loose if _na(evenings, feit) == place]
    day = klok.lokaal(here[0].moment).date().isoformat() if here else ""
    return [Stap(zin, datum=day) for zin in vertel_tussendoor([_feit(feit) for feit in here])]


def _na(evenings: Sequence[Bijeenkomst], feit: Feit) -> int:
    """After how many evenings a fact happened."""
    day = klok.lokaal(feit.moment).date()
    return max((place for place, e in enumerate(evenings, 1) if e.datum and e.datum <= day), default=0)


def _feit(feit: Feit) -> tuple[str, dict[str, object]]:
    return feit.wat, feit.data


def _gang(bron: Bron, evening: Bijeenkomst, feiten: Sequence[Feit], many: dict[int, int]) -> Gang:
    """The steps that the record says were begun and that were not left again, each once; without them the draaiboek."""
    rows = {stap.id: stap for stap in bron.draaiboek.get(evening.id, ())}
    begun = {f.data["naar"]: f.data["titel"] for f in feiten if f.wat == "StapBegonnen" and f.data["naar"] is not None}
    held = [(rows[key].soort, rows[key].titel) for key in begun if key in rows and rows[key].staat in BEGONNEN]
    extra = [_feit(feit) for feit in feiten]
    if not begun:
        done = [stap for stap in rows.values() if stap.staat == "gedaan"]
        held = [(stap.soort, stap.titel) for stap in done]
        for stap in done:
            how = afspraak(stap) if stap.soort == "kleuren" else None
            if how is not None and how.geteld:
                data: dict[str, object] = {
                    "manier": how.manier,
                    "aantal": how.geteld,
                    "ideeen": many.get(stap.id, how.geteld),
                }
                extra.append(("KleurenGeteld", data))
    made = [len(feit.data["tafels"]) for feit in feiten if feit.wat == "GroepenGemaakt"]
    return Gang(held, tafels=made[-1] if made else 0, feiten=extra)
