"""Somebody sits elsewhere: by hand in the regie, or by choice on the phone. And the names of the tables."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from dialoog.bijeenkomst import groepen_rules as rules
from dialoog.bijeenkomst.groepen import groep_van, groepen, groepsnaam, leden
from dialoog.bijeenkomst.groepen_facts import GroepBewoog, TafelGenoemd
from dialoog.bijeenkomst.groepen_plaats import choosing, hold, seat, unseat
from dialoog.bijeenkomst.models import Bijeenkomst, Groep
from dialoog.bijeenkomst.queries import aantal_aanwezig, aanwezigheid, get_bijeenkomst, live_stap
from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.verslag.service import announce

OPNIEUW = "De tafels zijn intussen opnieuw gemaakt. Kijk hoe ze nu zijn."


def put_at(dialoog_id: int, bijeenkomst_id: int, deelnemer_id: int, groep_id: int | None) -> None:
    """The begeleider seats somebody at a table (None: at none). There already: nothing happens. Raises NotFound,
    NotNow (groups were remade)."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        hold(session, evening.id)
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if person.soort != "deelnemer":
            raise NotNow("Wie meekijkt, zit aan geen tafel.")
        before = groep_van(session, evening.id, person.id)
        if (before.id if before else None) == groep_id:
            return
        if groep_id is None and before is not None:
            unseat(session, before, person)
            words = "U zit nu aan geen tafel."
        else:
            groep = _live_groep(session, evening, groep_id or 0)
            seat(session, groep, person)
            words = f"U zit nu aan {groepsnaam(groep)}."
        remember_fact(session, GroepBewoog(dialoog_id, evening.id, person.id, words))


def choose_tafel(dialoog_id: int, bijeenkomst_id: int, deelnemer_id: int, groep_id: int) -> Groep:
    """*Hier ga ik zitten*, while people choose. There already: nothing happens. Raises NotNow: it is full, choosing is
    over, or this person is not in; NotFound."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        hold(session, evening.id)
        groep = _live_groep(session, evening, groep_id)
        before = groep_van(session, evening.id, deelnemer_id)
        if before is not None and before.id == groep.id:
            return groep
        if not choosing(live_stap(session, evening.id)):
            raise NotNow("Kiezen kan nu niet meer. De begeleider kan u nog aan een andere tafel zetten.")
        if aanwezigheid(session, evening.id, deelnemer_id) != "aanwezig":
            raise NotNow("U staat nu niet als aanwezig. Vraag het de begeleider.")
        most = rules.plaatsen(aantal_aanwezig(session, evening.id), len(groepen(session, evening.id)))
        if len(leden(session, groep.id)) >= most:
            raise NotNow(f"Aan {groepsnaam(groep)} is geen plek meer. Kies een andere tafel.")
        seat(session, groep, get_deelnemer(session, dialoog_id, deelnemer_id))
        remember_fact(session, GroepBewoog(dialoog_id, evening.id))
        return groep


def rename_groepen(dialoog_id: int, bijeenkomst_id: int, namen: Mapping[int, tuple[str, str]], wie: str) -> None:
    """Give tables names of their own: group → (name, the one that stood in the form); empty: its number again.

    Raises Outdated with the names of now, BadInput (two tables with one name; `velden` by `naam-<id>`), NotNow."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        hold(session, evening.id)
        wanted = {number: (_live_groep(session, evening, number), *names) for number, names in namen.items()}
        changed = [(groep, naam, seen) for groep, naam, seen in wanted.values() if groep.naam != naam]
        if any(groep.naam != seen for groep, _, seen in changed):
            stand = {str(number): groep.naam for number, (groep, _, _) in wanted.items()}
            raise Outdated("Een ander gaf net een tafel een naam. Kijk wat er nu staat.", stand=stand)
        _refuse_doubles(groepen(session, evening.id), {number: naam for number, (_, naam, _) in wanted.items()})
        for groep, naam, _ in changed:
            before, groep.naam = groepsnaam(groep), naam
            groep.versie += 1
            told = TafelGenoemd(
                dialoog=dialoog_id, bijeenkomst=evening.id, wie=wie, groep=groep.id, van=before, naar=groepsnaam(groep)
            )
            announce(session, told)


def _refuse_doubles(groups: Sequence[Groep], namen: Mapping[int, str]) -> None:
    seen: set[str] = set()
    for groep in groups:
        shown = (namen.get(groep.id, groep.naam) or f"tafel {groep.nummer}").casefold()
        if shown in seen:
            words = "Er is al een tafel met deze naam. Kies een andere."
            raise BadInput(words, velden={f"naam-{groep.id}": words})
        seen.add(shown)


def _live_groep(session: Session, evening: Bijeenkomst, groep_id: int) -> Groep:
    groep = session.get(Groep, groep_id)
    if groep is None or groep.bijeenkomst_id != evening.id:
        raise NotFound("Deze tafel bestaat niet.")
    if groep.opgeheven:
        raise NotNow(OPNIEUW)
    return groep
