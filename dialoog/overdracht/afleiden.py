"""What a file does not say, filled in: which steps an evening had, and what came out of which step. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dialoog.bijeenkomst.rules import DRAAIBOEK
from dialoog.overdracht.vorm import Bestand, Bijeenkomst, Stap, Stemronde

GERESERVEERD = ("importeren", "nieuw", "inloggen", "uitloggen", "account", "link")
"""Addresses under /regie/ that are no dialogue: a korte naam never takes one."""
BIJ_IDEEEN = ("ideeen", "groepen", "kleuren", "kiezen")
BIJ_STICKEREN = ("stickeren", "uitslag")


def aangevuld(bestand: Bestand, vandaag: date) -> Bestand:
    """The same dialogue with nothing left open: every evening has its draaiboek, every idea, colour, choice and
    round its step. Filling in twice changes nothing."""
    evenings = list(bestand.bijeenkomsten)
    if not evenings and (bestand.stemrondes or any(idee.gekozen for idee in bestand.ideeen)):
        evenings = [Bijeenkomst(titel="Bijeenkomst")]
    shares = verdeling([evening.titel for evening in evenings])
    evenings = [
        replace(
            evening,
            draaiboek=_draaiboek(bestand, evening, at, shares[at - 1]),
            afgelopen=_is_over(bestand, evening, vandaag),
        )
        for at, evening in enumerate(evenings, 1)
    ]
    evenings = _with_outcome(bestand, evenings)
    evenings, rounds = _with_rounds(bestand, evenings)
    return replace(bestand, bijeenkomsten=tuple(evenings), stemrondes=rounds)


def verdeling(titels: Sequence[str]) -> list[tuple[str, ...]]:
    """The default draaiboek over the evenings: ideas where the title speaks of them, stickers the evening after,
    cards at the last; belangen at each (domein.md, The five evenings). What was shown no file says."""
    if not titels:
        return []
    last = len(titels) - 1
    ideas = next((at for at, titel in enumerate(titels) if _about_ideas(titel)), last)
    places = dict.fromkeys(BIJ_IDEEEN, ideas) | dict.fromkeys(BIJ_STICKEREN, min(ideas + 1, last))
    return [
        tuple(soort for soort in DRAAIBOEK[1:] if soort == "belangen" or places.get(soort, last) == at)
        for at in range(len(titels))
    ]


def _about_ideas(titel: str) -> bool:
    return "oplossing" in titel.lower() or "idee" in titel.lower()


def _draaiboek(bestand: Bestand, evening: Bijeenkomst, at: int, soorten: Sequence[str]) -> tuple[Stap, ...]:
    if evening.draaiboek is not None:
        return tuple(replace(stap, staat="gepland") if stap.staat == "live" else stap for stap in evening.draaiboek)
    there = {
        "belangen": any(at in person.aanwezig for person in bestand.deelnemers),
        "ideeen": bool(bestand.ideeen),
        "kleuren": any(idee.kleur for idee in bestand.ideeen),
        "kiezen": any(idee.gekozen for idee in bestand.ideeen),
        "stickeren": bool(bestand.stemrondes),
        "uitslag": bool(bestand.oplossingen),
        "voorstelkaarten": bool(bestand.voorstellen),
    }
    steps = [soort for soort in soorten if soort != "groepen" or not there["kleuren"]]  # what is past had none
    return tuple(Stap(soort=soort, staat="gedaan" if there.get(soort) else "gepland") for soort in steps)


def _is_over(bestand: Bestand, evening: Bijeenkomst, vandaag: date) -> bool:
    if evening.afgelopen is not None:
        return evening.afgelopen
    return bestand.staat != "voorbereiding" and evening.datum is not None and evening.datum < vandaag


def _with_outcome(bestand: Bestand, evenings: list[Bijeenkomst]) -> list[Bijeenkomst]:
    """Give ideas, colours and choices the step that they came from, where no step of the file says so."""
    ideas = tuple(idee.nummer for idee in bestand.ideeen)
    colours = {idee.nummer: idee.kleur for idee in bestand.ideeen if idee.kleur}
    chosen = tuple(idee.nummer for idee in bestand.ideeen if idee.gekozen)
    if not _says(evenings, "ideeen"):
        evenings = _put(evenings, "ideeen", Stap(soort="ideeen", ideeen=ideas), needed=False)
    if not _says(evenings, "kleuren"):
        evenings = _put(evenings, "kleuren", Stap(soort="kleuren", kleuren=colours), needed=False)
    if not _says(evenings, "kiezen"):
        return _put(evenings, "kiezen", Stap(soort="kiezen", ideeen=chosen), needed=bool(chosen))
    return _latest_choice(evenings, chosen)


def _says(evenings: Sequence[Bijeenkomst], soort: str) -> bool:
    return any(
        stap.kleuren is not None if soort == "kleuren" else stap.ideeen is not None
        for evening in evenings
        for stap in evening.draaiboek or ()
        if stap.soort == soort
    )


def _spots(evenings: Sequence[Bijeenkomst], soort: str) -> list[tuple[int, int]]:
    """Where the steps of a kind stand: (evening, step), from 0."""
    return [
        (at, step)
        for at, evening in enumerate(evenings)
        for step, stap in enumerate(evening.draaiboek or ())
        if stap.soort == soort
    ]


def _put(evenings: list[Bijeenkomst], soort: str, outcome: Stap, *, needed: bool) -> list[Bijeenkomst]:
    """Lay the outcome in the first step of its kind; where there is none and it is `needed`, in a new last step."""
    spots = _spots(evenings, soort)
    if not spots and not needed:
        return evenings
    if not spots:
        return _new_step(evenings, replace(outcome, staat="gedaan"))
    at, step = spots[0]
    steps = list(evenings[at].draaiboek or ())
    steps[step] = replace(steps[step], ideeen=outcome.ideeen, kleuren=outcome.kleuren)
    return _replaced(evenings, at, steps)


def _new_step(evenings: list[Bijeenkomst], stap: Stap) -> list[Bijeenkomst]:
    at = len(evenings) - 1
    return _replaced(evenings, at, [*(evenings[at].draaiboek or ()), stap])


def _replaced(evenings: list[Bijeenkomst], at: int, steps: Sequence[Stap]) -> list[Bijeenkomst]:
    return [*evenings[:at], replace(evenings[at], draaiboek=tuple(steps)), *evenings[at + 1 :]]


def _latest_choice(evenings: list[Bijeenkomst], chosen: tuple[int, ...]) -> list[Bijeenkomst]:
    """`gekozen` of the ideas is the truth about the latest choice; steps before it keep what they say. When no idea
    is gekozen, no step holds a choice."""
    spots = _spots(evenings, "kiezen")
    named = [(at, step) for at, step in spots if (evenings[at].draaiboek or ())[step].ideeen]
    for at, step in named if not chosen else (named or spots)[-1:]:
        steps = list(evenings[at].draaiboek or ())
        steps[step] = replace(steps[step], ideeen=chosen)
        evenings = _replaced(evenings, at, steps)
    return evenings


def latest_choice(evenings: Sequence[Bijeenkomst]) -> tuple[int, ...]:
    """Numbers of the *gekozen ideeën*: those of the latest step in which ideas were chosen."""
    lists = [(evenings[at].draaiboek or ())[step].ideeen for at, step in _spots(evenings, "kiezen")]
    return next((numbers for numbers in reversed(lists) if numbers), ())


def _with_rounds(bestand: Bestand, evenings: list[Bijeenkomst]) -> tuple[list[Bijeenkomst], tuple[Stemronde, ...]]:
    """Rounds with the step in which they were held: as the file says, else the first step stickeren there is."""
    rounds = []
    for ronde in bestand.stemrondes:
        kinds = ("uitslag", "stickeren") if ronde.van else ("stickeren",)
        spots = [
            spot for soort in kinds for spot in _spots(evenings, soort) if ronde.bijeenkomst in (None, spot[0] + 1)
        ]
        if not spots:
            evenings = _new_step(evenings, Stap(soort="stickeren", staat="gedaan"))
            spots = _spots(evenings, "stickeren")[-1:]
        at, step = spots[0]
        if ronde.bijeenkomst is not None and ronde.stap is not None:
            at, step = ronde.bijeenkomst - 1, ronde.stap - 1
        rounds.append(replace(ronde, bijeenkomst=at + 1, stap=step + 1))
    return evenings, tuple(rounds)


def zonder_lopende_rondes(bestand: Bestand) -> tuple[Bestand, list[str]]:
    """The same dialogue without rounds that were never vastgesteld, and their titles (geheim.md: nothing of those
    comes in or goes out)."""
    kept = [at for at, ronde in enumerate(bestand.stemrondes, 1) if _was_vastgesteld(ronde)]
    new_place = {old: new for new, old in enumerate(kept, 1)}
    titles = [ronde.titel for ronde in bestand.stemrondes if not _was_vastgesteld(ronde)]
    return replace(
        bestand,
        stemrondes=tuple(_van(bestand.stemrondes[at - 1], new_place) for at in kept),
        oplossingen=tuple(replace(o, ronde=new_place.get(o.ronde or 0)) for o in bestand.oplossingen),
    ), titles


def _van(ronde: Stemronde, places: Mapping[int, int]) -> Stemronde:
    """The same round, its herstemming pointing at the new place; without its round it has no lot either."""
    van = places.get(ronde.van or 0)
    return replace(ronde, van=van, loting=ronde.loting if van else None)


def _was_vastgesteld(ronde: Stemronde) -> bool:
    return ronde.staat == "vastgesteld" or (ronde.staat == "vervallen" and bool(ronde.stickers))
