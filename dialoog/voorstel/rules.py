"""Rules of oplossingen and voorstelkaarten. Pure: no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

VRAGEN: dict[str, str] = {
    "voorstel": "Wat is concreet het voorstel?",
    "deelvraag": "Op welke deelvraag van de raden heeft dit voorstel betrekking?",
    "doelgroep": "Voor welke doelgroep(en) is het voorstel bedoeld?",
    "opbrengst": "Wat gaat het opleveren (bijv. stageplaatsen, banen, invulling vacatures)?",
    "trekkers": "Wie gaat het trekken en wie doen er nog meer mee?",
    "uitvoering": "Hoe moet dit idee uitgevoerd worden? "
    "(benoem zo concreet mogelijk de stappen die hiervoor gezet moeten worden)",
    "planning": "Wat is de planning (start, eind en eventuele tussenstappen van project en tijdsduur van effect)?",
    "nodig": "Wat is er nodig voor dit voorstel (kosten, inzet)?",
    "betaalbaar": "Hoe maken we het samen betaalbaar?",
    "kaders": "Aan welke kaders van gemeenteraden wordt niet voldaan, en waarom niet (argumenten)?",
}
"""The ten questions in their fixed order, in their literal words (domein.md, The voorstelkaart)."""

KORT: dict[str, str] = {
    "voorstel": "Het voorstel",
    "deelvraag": "Deelvraag",
    "doelgroep": "Voor wie",
    "opbrengst": "Opbrengst",
    "trekkers": "Trekkers",
    "uitvoering": "Stappen",
    "planning": "Planning",
    "nodig": "Wat is nodig",
    "betaalbaar": "Betaalbaar",
    "kaders": "Kaders",
}
"""A word per question, where the whole one does not fit."""

SLEUTELS = tuple(VRAGEN)
MAX_TITEL = 120
MAX_REDEN = 500
MAX_OPLOSSING = 4_000
MAX_ANTWOORD = 20_000
"""Characters. Real answers run to 4,500 (domein.md)."""
LOOPT = timedelta(minutes=10)
"""What one person writes within so long is one revision."""
VEEL = 200
"""Characters: what may go without being kept apart."""


def eerste_titel(titel: str, tekst: str) -> str:
    """How an oplossing made of one idea is called: its short title, else its text on one line, cut at a word with
    ` …` where it is longer than a title may be. A title stands inside other sentences, so the full stop of the text
    goes."""
    line = titel or " ".join(tekst.split())
    if not titel and line.endswith(".") and not line.endswith(".."):
        line = line[:-1]
    if len(line) <= MAX_TITEL:
        return line
    room = MAX_TITEL - len(" …")
    head = line[: room + 1].rsplit(" ", 1)[0][:room]
    return head.rstrip(".,;: ") + " …"


def sleutel(plek: int) -> str | None:
    """The key of question 1 to 10; None beyond."""
    return SLEUTELS[plek - 1] if 1 <= plek <= len(SLEUTELS) else None


def plek_van(key: str) -> int:
    """The place of a question, from 1."""
    return SLEUTELS.index(key) + 1


def vraag_tekst(vragen: Mapping[str, str], key: str) -> str:
    """The question as this dialogue asks it (`Dialoog.vragen` overrides)."""
    return vragen.get(key) or VRAGEN[key]


def splits(tekst: str) -> tuple[str, str]:
    """A question and the help in brackets behind it, as heading and sentence: `("Hoe …?", "Benoem … worden.")`."""
    head, mark, rest = tekst.partition("? (")
    if not mark or not rest.endswith(")"):
        return tekst, ""
    return f"{head}?", f"{rest[:1].upper()}{rest[1:-1]}."


def mag_schrijven(rol: str, *, eigenaar: bool, op_slot: bool) -> bool:
    """Who may write on a card: the begeleider and a notulist always, an eigenaar from being named until it is
    locked."""
    return rol in ("begeleider", "notulist") or (rol == "deelnemer" and eigenaar and not op_slot)


@dataclass(frozen=True)
class Plek:
    """Where an oplossing stands: `plaats` in the group's order, `sticker_plaats` the best place of its ideas in the
    result that counts (None: no idea of the list), `op_rand`: an idea of the tie at the edge gave that place."""

    id: int
    plaats: int
    sticker_plaats: int | None
    op_rand: bool = False


def kruisingen(plekken: Sequence[Plek]) -> frozenset[tuple[int, int]]:
    """Pairs (higher, lower) in which the stickers put the lower one higher."""
    return frozenset(
        (above.id, below.id)
        for above in plekken
        for below in plekken
        if above.plaats < below.plaats
        and above.sticker_plaats is not None
        and below.sticker_plaats is not None
        and above.sticker_plaats > below.sticker_plaats
    )


def afwijking(plek: Plek, plekken: Sequence[Plek], top: int) -> str:
    """How an oplossing departs from the stickers: `nieuw` (no idea of the list), `buiten` (below the top), `rand` (the
    group chose in a tie), `hoger`, `lager`, or empty. All but empty need a reason somewhere (domein.md, Stickers)."""
    if plek.sticker_plaats is None:
        return "nieuw"
    if plek.sticker_plaats > top:
        return "buiten"
    if plek.op_rand:
        return "rand"
    crossed = kruisingen(plekken)
    if any(above == plek.id for above, _ in crossed):
        return "hoger"
    return "lager" if any(below == plek.id for _, below in crossed) else ""


def reden_nodig(plek: Plek, plekken: Sequence[Plek], top: int) -> bool:
    """Whether this oplossing itself must carry a reason: what was lowered is explained by what went above it."""
    return afwijking(plek, plekken, top) not in ("", "lager")


def invoegplaats(plekken: Sequence[Plek], sticker_plaats: int | None) -> int:
    """Where a new oplossing comes: after everything with at least as good a place; without a place at the end."""
    if sticker_plaats is None:
        return len(plekken) + 1
    ahead = [p.plaats for p in plekken if p.sticker_plaats is not None and p.sticker_plaats <= sticker_plaats]
    return max(ahead, default=0) + 1


def vrij_op_rand(rand_plaatsen: int, top: int, gemaakt: Sequence[set[int]], rand: set[int]) -> int:
    """How many places the group may still fill from the tie; `gemaakt`: the ideas of each oplossing, `rand`: the tied.

    A place that is free because two oplossingen became one does not ask the hall to choose again."""
    chosen = sum(bool(ideeen) and ideeen <= rand for ideeen in gemaakt)
    return max(0, min(rand_plaatsen - chosen, top - len(gemaakt)))


def botst(gezien: int, nu: int, *, eigen: bool) -> bool:
    """Whether a text that was made of version `gezien` would overwrite what is not known to its writer. `eigen`: what
    stands there was saved by the same open page, so its answer got lost on the way."""
    return gezien != nu and not eigen


def veel_weg(was: str, wordt: str) -> bool:
    """Whether so much goes that the former text is worth keeping: more than half, and more than a few sentences."""
    return len(was) > VEEL and len(wordt) * 2 < len(was)


DEEL_PLEK = {"deelvragen": 2, "resultaten": 4, "kosten": 8, "kaders": 10}
"""The question beside which each structured part stands."""


@dataclass(frozen=True)
class Stand:
    """What is known of a card, to say how far each of the ten is. `tekst`: keys of the questions with a text."""

    tekst: frozenset[str] = frozenset()
    deelvragen_zijn_er: bool = False
    deelvraag_gekozen: bool = False
    resultaten: int = 0
    resultaten_zonder_aantal: int = 0
    kosten: bool = False
    kaders: int = 0
    kaders_bekeken: int = 0
    kaders_klaar: int = 0


def kader_klaar(oordeel: str, argument: str) -> bool:
    """Whether nothing is open any more about a kader: it fits, it does not and here is why, or it does not apply."""
    return oordeel in ("past", "nvt") or (oordeel == "past_niet" and bool(argument))


def completeness(stand: Stand) -> list[str]:
    """State of each of the ten: `vol`, `half` or `leeg`.

    A text answers a question. Besides: 2 asks for the choice of deelvragen, where there are any; 4 is half with results
    alone, or with a result that has no number yet; 8 is answered by amounts or a total too, and never asks for them; 10
    asks of each kader about a proposal whether it fits: *onbekend*, and *past niet* without argument, stay open."""
    return [_vakje(key, stand) for key in SLEUTELS]


def _vakje(key: str, stand: Stand) -> str:
    text = key in stand.tekst
    if key == "deelvraag" and stand.deelvragen_zijn_er:
        return "vol" if stand.deelvraag_gekozen else "half" if text else "leeg"
    if key == "opbrengst":
        whole = text and not stand.resultaten_zonder_aantal
        return "vol" if whole else "half" if text or stand.resultaten else "leeg"
    if key == "nodig":
        return "vol" if text or stand.kosten else "leeg"
    if key == "kaders" and stand.kaders:
        whole = stand.kaders_klaar == stand.kaders
        return "vol" if whole else "half" if text or stand.kaders_bekeken else "leeg"
    return "vol" if text else "leeg"


def join_texts(mine: str, theirs: str) -> str:
    """Both texts (HTML) under each other, theirs first; once where one holds the other."""
    if mine in theirs:
        return theirs
    return mine if theirs in mine else theirs + mine
