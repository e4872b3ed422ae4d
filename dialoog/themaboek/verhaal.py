"""Chapter 5 in words: what a group did at an evening and between two of them, for who was not there. Pure.

Short sentences, only what the group did together, and numbers only where the book has them (`Resultaat`)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialoog.idee.kleuren_facts import wie_kleurde
from dialoog.themaboek.stand import aantal, opsomming
from dialoog.themaboek.uitkomst import Resultaat, Stemronde

Doen = tuple[str, str]
"""A verb and what follows it: ("bedacht", "68 ideeën")."""
GEWONE_TITELS = ("Gesprek", "De vraag en de afspraken")
"""Titles that the draaiboek gives by itself: they say no more than the kind of step does."""


@dataclass(frozen=True)
class Gang:
    """What the record has of an evening: its steps in order, as (soort, titel); how many tables were made; and the
    facts that are told apart, as (kind, data)."""

    stappen: Sequence[tuple[str, str]] = ()
    tafels: int = 0
    feiten: Sequence[tuple[str, dict[str, Any]]] = field(default_factory=tuple)


def vertel(gang: Gang, resultaat: Resultaat | None) -> list[str]:
    """The sentences about an evening, two steps to a sentence."""
    found = resultaat or Resultaat("")
    doings = [doing for soort, titel in gang.stappen if (doing := _doen(soort, titel, found, gang.tafels))]
    if gang.tafels and not any(soort == "groepen" for soort, _ in gang.stappen):
        doings.insert(0, _uiteen(gang.tafels))
    start = {0: "", None: ""}.get(found.aanwezig, f"Er {_waren(found.aanwezig or 0)} aanwezig.")
    lines = [*([start] if start and doings else []), *_niemand(gang, found)]
    return [*lines, *_zinnen(doings), *_apart(gang.feiten), *_opbrengst(found), *_genoteerd(found)]


def _waren(people: int) -> str:
    return "was 1 deelnemer" if people == 1 else f"waren {people} deelnemers"


def _zinnen(doings: Sequence[Doen]) -> list[str]:
    pairs = [doings[at : at + 2] for at in range(0, len(doings), 2)]
    return [_zin(pair, first=at == 0, last=at > 1 and at == len(pairs) - 1) for at, pair in enumerate(pairs)]


def _zin(pair: Sequence[Doen], *, first: bool, last: bool) -> str:
    (verb, rest), *more = pair
    begin = f"De groep {verb}" if first else f"{'Tot slot' if last else 'Daarna'} {verb} de groep"
    return " ".join((begin, rest, *(f"en {verb2} {rest2}" for verb2, rest2 in more))) + "."


def _doen(soort: str, titel: str, r: Resultaat, tafels: int) -> Doen | None:
    """What the group did in a step. A step of a kind that says nothing to a reader: None."""
    about = "" if titel in GEWONE_TITELS else f"“{titel}”"
    if soort == "tonen":
        return ("bekeek", about or "de vraag, de kaders en de spelregels")
    if soort == "gesprek":
        return ("sprak", f"over {about}" if about else "met elkaar")
    if soort == "groepen":
        return _uiteen(tafels) if tafels else ("ging", "in groepen uiteen")
    say = _STAPPEN.get(soort)
    return say(r) if say else None


def _uiteen(tafels: int) -> Doen:
    return ("ging", f"uiteen in {aantal(tafels, 'tafel', 'tafels')}")


def _niemand(gang: Gang, r: Resultaat) -> list[str]:
    """How many belangen had nobody, where the group looked at that."""
    empty = sum(belang.aantal == 0 for belang in r.belangen)
    looked = any(soort == "belangen" for soort, _ in gang.stappen)
    return [f"Voor {aantal(empty, 'belang', 'belangen')} was er niemand."] if looked and empty else []


def _kiezen(r: Resultaat) -> Doen:
    many = aantal(len(r.gekozen), "idee", "ideeën") if r.gekozen else "ideeën"
    return ("koos", f"{many} om stickers op te plakken")


def _uitslag(r: Resultaat) -> Doen:
    many = len(r.oplossingen)
    made = f" en maakte er {aantal(many, 'oplossing', 'oplossingen')} van" if many else ""
    return ("bekeek", f"de uitslag{made}")


def _stickers(r: Resultaat) -> str:
    counts = [ronde for ronde in r.stemrondes if ronde.staat == "vastgesteld" and not ronde.herstemming]
    if not counts:
        return "stickers"
    stickers, ideas = sum(row.stickers for row in counts[-1].uitslag), len(counts[-1].uitslag)
    return f"{aantal(stickers, 'sticker', 'stickers')} op {aantal(ideas, 'idee', 'ideeën')}"


_STAPPEN: dict[str, Callable[[Resultaat], Doen]] = {
    "belangen": lambda r: ("keek", "wie er aan tafel zat"),
    "ideeen": lambda r: ("bedacht", "ideeën" if r.ideeen is None else aantal(r.ideeen, "idee", "ideeën")),
    "kleuren": lambda r: ("gaf", "de ideeën een kleur"),
    "kiezen": _kiezen,
    "stickeren": lambda r: ("plakte", _stickers(r)),
    "uitslag": _uitslag,
    "voorstelkaarten": lambda r: ("werkte", "aan de voorstelkaarten"),
}


def _apart(feiten: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    """What did not go as the draaiboek says: who coloured, rounds that fell, ties, and a lot."""
    lines = []
    for kind, data in feiten:
        if kind == "KleurenGeteld":
            lines.append(f"{wie_kleurde(data['manier'], data['aantal'], data['ideeen'])}.")
        elif kind == "RondeVervallen":
            lines.append(f"De stemronde “{data['titel']}” is vervallen.")
        elif kind == "RondeOpPapier":
            lines.append(f"De stickers van “{data['titel']}” zijn op papier geteld.")
        elif kind == "HerstemmingKlaargezet":
            lines.append(f"{_ideeen(data['nummers'])} stonden gelijk. Daarover kwam een herstemming.")
        elif kind == "LotGetrokken":
            lines.append(f"Er is geloot tussen {_nummers(data['uit'])}. Getrokken is nr. {data['nummer']}.")
    return [*dict.fromkeys(lines), *_over_kaarten(feiten)]


def _over_kaarten(feiten: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    """What the hall added to the voorstellen, and of which it was asked whether it can find itself in them."""
    lines = []
    added, taken = _tel(feiten, "AanvullingGestuurd"), _tel(feiten, "AanvullingOvergenomen")
    if added:
        came = "kwam 1 aanvulling" if added == 1 else f"kwamen {added} aanvullingen"
        took = "" if not taken else f" {taken} {'is' if taken == 1 else 'zijn'} overgenomen in een antwoord."
        lines.append(f"Er {came} op de voorstellen.{took}")
    asked = sorted({data["nummer"] for kind, data in feiten if kind == "InstemmingGesloten"})
    if asked:
        cards = opsomming([str(number) for number in asked])
        over = "voorstel" if len(asked) == 1 else "de voorstellen"
        lines.append(f"De groep zei of zij zich kan vinden in {over} {cards}.")
    return lines


def _nummers(numbers: Sequence[int]) -> str:
    return opsomming([f"nr. {number}" for number in numbers])


def _ideeen(numbers: Sequence[int]) -> str:
    return f"De ideeën {_nummers(numbers)}"


def _opbrengst(r: Resultaat) -> list[str]:
    """What was found in a round that is of no step of this evening: nothing to say where the steps said it."""
    run_offs = [ronde for ronde in r.stemrondes if ronde.herstemming and ronde.staat == "vastgesteld"]
    return [f"Bij de herstemming {_plakten(ronde)}." for ronde in run_offs if ronde.briefjes]


def _plakten(ronde: Stemronde) -> str:
    return "plakte 1 deelnemer" if ronde.briefjes == 1 else f"plakten {ronde.briefjes} deelnemers"


def _genoteerd(r: Resultaat) -> list[str]:
    """What the group made that has no step of its own: a vision, what it expects, what it agreed on."""
    many = Counter(note.soort for note in r.notities)
    told = {kind: aantal(many[kind], *words) for kind, words in OPGESCHREVEN.items() if many[kind]}
    named = [told[kind] for kind in ("kans", "bedreiging") if kind in told]
    lines = [
        f"De groep sprak {told['verwachting']} uit." if "verwachting" in told else "",
        f"De groep schreef samen {told['visie']}." if "visie" in told else "",
        f"De groep noemde {opsomming(named)}." if named else "",
        f"Er kwam {told['expert']}." if many["expert"] == 1 else "",
        f"Er kwamen {told['expert']}." if many["expert"] > 1 else "",
        f"De groep maakte {told['afspraak']}." if "afspraak" in told else "",
    ]
    return [line for line in lines if line]


OPGESCHREVEN = {
    "quote": ("uitspraak", "uitspraken"),
    "verwachting": ("verwachting", "verwachtingen"),
    "visie": ("deel van de visie", "delen van de visie"),
    "kans": ("kans", "kansen"),
    "bedreiging": ("bedreiging", "bedreigingen"),
    "expert": ("reactie van een expert", "reacties van experts"),
    "afspraak": ("afspraak", "afspraken"),
}
"""Kinds of notes that chapter 6 counts, as one and many."""


def opgeschreven(resultaat: Resultaat) -> str:
    """What was written down at an evening, counted, and how people stood; "" where nothing was."""
    kinds = [note.soort for note in resultaat.notities]
    parts = [aantal(kinds.count(kind), *words) for kind, words in OPGESCHREVEN.items() if kind in kinds]
    lines = [f"{note.ja or 0} van {(note.ja or 0) + (note.nee or 0)} mensen stonden achter de vraag, de kaders en de "
             "spelregels." for note in resultaat.notities if note.soort == "stand"]  # fmt: skip
    return " ".join([*lines, *([f"Opgeschreven zijn {opsomming(parts)}."] if parts else [])])


def vertel_tussendoor(feiten: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    """The sentences about the time between two evenings: how many oplossingen, owners and cards came."""
    made = _tel(feiten, "OplossingGemaakt") - _tel(feiten, "OplossingVerwijderd") + _tel(feiten, "OplossingTeruggezet")
    owned = len({d["oplossing"] for kind, d in feiten if kind == "EigenarenBenoemd" and d["naar"]})
    cards = _tel(feiten, "VoorstelGemaakt")
    locked = len({d["nummer"] for kind, d in feiten if kind == "VoorstelOpSlot" and d["op_slot"]})
    lines = []
    if made > 0:
        kwamen = "kwam 1 oplossing" if made == 1 else f"kwamen {made} oplossingen"
        lines.append(f"Er {kwamen} in de top.")
    if owned:
        lines.append(f"Voor {aantal(owned, 'oplossing', 'oplossingen')} zijn eigenaren aangewezen.")
    if cards:
        begon = "begon 1 voorstelkaart" if cards == 1 else f"begonnen {cards} voorstelkaarten"
        lines.append(f"Er {begon}.")
    if locked:
        gingen = "ging 1 voorstelkaart" if locked == 1 else f"gingen {locked} voorstelkaarten"
        lines.append(f"Er {gingen} op slot.")
    if any(kind == "StaatVeranderd" and data["naar"] == "afgerond" for kind, data in feiten):
        lines.append("De dialoog is afgerond.")
    return [*lines, *_apart(feiten)]


def _tel(feiten: Sequence[tuple[str, dict[str, Any]]], wat: str) -> int:
    return sum(kind == wat for kind, _ in feiten)
