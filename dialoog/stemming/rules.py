"""Decisions about stickers; no Flask, no database."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dialoog.deelnemer.rules import een_per_mens
from dialoog.stemming.errors import BriefjeOngeldig

EERSTE_ONTHULD = 10
"""The reveal goes from this place up (issue 6.5)."""
MAX_KENMERK = 64
MIN_GROEP = 5
"""From so many ballots on, at least half of them must count."""


@dataclass(frozen=True)
class Plek:
    """Where a sticker lies on a ballot: slot 1..n of the person, laag 1..per_idee on the idea (its id)."""

    slot: int
    laag: int
    idee: int


@dataclass(frozen=True)
class Kiezer:
    """A person as a round sees him. `telt`: active, deelnemer, and present or gone home at this bijeenkomst.
    `hoort_bij`: the person that he was merged into."""

    id: int
    telt: bool
    hoort_bij: int | None = None


def check_briefje(stickers: object, lijst: Mapping[int, int], n: int, per_idee: int) -> list[Plek]:
    """Places of a ballot. `stickers`: numbers of ideas, one per sticker; `lijst`: number → id of the round's ideas.

    Sorted by number, so that nothing stored tells in which order they were put. Raises BriefjeOngeldig."""
    if not isinstance(stickers, list) or not all(type(nummer) is int for nummer in stickers):
        raise BriefjeOngeldig("We konden dit niet lezen. Laad de bladzijde opnieuw en plak nog eens.")
    if len(stickers) > n:
        raise BriefjeOngeldig(f"U hebt {n} {'sticker' if n == 1 else 'stickers'}. Haal er eerst een los.")
    places: list[Plek] = []
    layers: Counter[int] = Counter()
    for slot, nummer in enumerate(sorted(stickers), 1):
        if nummer not in lijst:
            raise BriefjeOngeldig(f"Nummer {nummer} doet niet mee in deze ronde. Kies een ander idee.")
        layers[nummer] += 1
        if layers[nummer] > per_idee:
            raise BriefjeOngeldig(
                f"Op één idee {'past 1 sticker' if per_idee == 1 else f'passen {per_idee} stickers'}."
            )
        places.append(Plek(slot, layers[nummer], lijst[nummer]))
    return places


def check_kenmerk(kenmerk: object) -> str:
    """The random number of the phone for this command, as text. Raises BriefjeOngeldig."""
    if isinstance(kenmerk, str) and 8 <= len(kenmerk) <= MAX_KENMERK and kenmerk.isascii() and kenmerk.isprintable():
        return kenmerk
    raise BriefjeOngeldig("We konden dit niet lezen. Laad de bladzijde opnieuw en plak nog eens.")


def tel(lijst: Iterable[int], briefjes: Iterable[Sequence[int]]) -> tuple[dict[int, int], dict[int, int]]:
    """(stickers, mensen) per idea of the list; a ballot is the ideas of its stickers."""
    stickers = dict.fromkeys(lijst, 0)
    people = dict(stickers)
    for briefje in briefjes:
        for idee in briefje:
            stickers[idee] += 1
        for idee in set(briefje):
            people[idee] += 1
    return stickers, people


def geteld(kiezers: Iterable[Kiezer], gelegd: Collection[int]) -> set[int]:
    """Whose ballots count in a hidden round, of those that lie (`gelegd`: people).

    Of people who were merged one counts: that of the one who is kept, or else the other's (geheim.md)."""
    return set(wiens(kiezers, gelegd).values())


def wiens(kiezers: Iterable[Kiezer], gelegd: Collection[int]) -> dict[int, int]:
    """person who is kept → whose ballot counts for that person; in a hidden round only who may count."""
    people = {kiezer.id: kiezer for kiezer in kiezers}
    into = {person: kiezer.hoort_bij for person, kiezer in people.items() if kiezer.hoort_bij in people}
    chosen = een_per_mens(into, set(gelegd) & set(people))
    return {kept: person for kept, person in chosen.items() if people[kept].telt}


def te_weinig_tellen(geteld: int, gelegd: int) -> bool:
    """Whether so few of the ballots that lie would count that the tally would show who put what.

    Who takes everybody but one off the list, and then establishes the round, would read that one's ballot."""
    return gelegd >= MIN_GROEP and 0 < 2 * geteld < gelegd


def plaatsen(stickers: Mapping[int, int]) -> dict[int, int]:
    """Place per idea, best first; equal counts share a place and the next is skipped: 1, 2, 3, 3, 5."""
    per_count = Counter(stickers.values())
    place: dict[int, int] = {}
    ahead = 0
    for count in sorted(per_count, reverse=True):
        place[count] = ahead + 1
        ahead += per_count[count]
    return {idee: place[count] for idee, count in sorted(stickers.items(), key=lambda item: place[item[1]])}


def rand(places: Mapping[int, int], top: int) -> tuple[set[int], int]:
    """The ideas that share the last place of the top when they do not all fit, and how many of them do: the tie
    that the group settles. (empty, 0) without one."""
    for place, group in Counter(places.values()).items():
        if place <= top < place + group - 1:
            return {idee for idee, at in places.items() if at == place}, top - place + 1
    return set(), 0


def onthul_stappen(places: Iterable[int]) -> list[int]:
    """The places shown one by one, worst first, from place 10 up; ideas that are equal come together."""
    return sorted({place for place in places if place <= EERSTE_ONTHULD}, reverse=True)


def volgende_onthulling(places: Iterable[int], onthuld: int | None) -> int | None:
    """What `onthuld` becomes with one more step: a place, 0 when that shows all; None: nothing left to show."""
    if onthuld == 0:
        return None
    left = [place for place in onthul_stappen(places) if onthuld is None or place < onthuld]
    if not left:
        return None if onthuld is not None else 0
    return left[0] if len(left) > 1 else 0


def toestand(aantal: int | None, klaar: bool) -> str:
    """How far somebody is: `niets`, `bezig` or `klaar`; `aantal` None: no ballot."""
    if klaar:
        return "klaar"
    return "bezig" if aantal else "niets"
