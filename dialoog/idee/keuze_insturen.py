"""What a group or a person chooses, and sending it in. A command states the whole wanted choice and the version seen;
wanted state already there gives the same answer again, so it can be sent twice (ontwerp.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groep_van, groepsnaam, heeft_pen
from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Groep, Stap
from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.errors import NotAllowed, NotFound, NotNow, Outdated
from dialoog.idee.beheer import live_of_kind
from dialoog.idee.errors import BovenQuotum, IdeeVast
from dialoog.idee.facts import KeuzeBewoog, KeuzeIngestuurd, KeuzeTeruggehaald
from dialoog.idee.keuze_kiezers import Stand, geteld, stand_van, van_groep, van_persoon, vast_door
from dialoog.idee.keuze_rules import GROEP, PERSOON, eenheid, extra_boven, tel_kleuren
from dialoog.idee.models import ZAAL, Idee, Inzending, Keuze
from dialoog.idee.queries import MAX_ID, get_idee
from dialoog.idee.rules import opsomming, quota
from dialoog.verslag.service import announce


@dataclass(frozen=True)
class Wens:
    """A wanted choice. `versie`: the one that was seen, None from a helper for a person (it replaces all); `gekozen`:
    ids of ideas; `boven`: going over a quota was confirmed."""

    versie: int | None
    gekozen: frozenset[int]
    ingestuurd: bool
    boven: bool = False


def choose_phone(dialoog_id: int, deelnemer_id: int, stap_id: int, wens: Wens) -> dict[str, Any]:
    """The choice of the group whose pen this person has, or of the person (use case). Returns `Stand.json`.

    Raises NotFound, NotNow, NotAllowed (somebody else has the pen), Outdated and BovenQuotum (with the fresh state),
    IdeeVast."""
    with transaction() as session:
        stap = _step_of(session, dialoog_id, stap_id)
        kiezer = _kiezer_of(session, stap, deelnemer_id)
        return write_wens(session, stap, kiezer, wens, wie=None).json()


def choose_groep(
    dialoog_id: int, bijeenkomst_id: int, stap_id: int, groep_id: int | None, wens: Wens, wie: str
) -> dict[str, Any]:
    """The begeleider chooses for a group (use case), also for one of an earlier making. None: for the room, where it
    had chosen before the groups did (read in from a file, say). Raises as `choose_phone`."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kiezen")
        _unit_is(stap, GROEP)
        kiezer = ZAAL if groep_id is None else van_groep(get_groep(session, stap, groep_id).id)
        return write_wens(session, stap, kiezer, wens, wie=wie).json()


def get_groep(session: Session, stap: Stap, groep_id: int) -> Groep:
    """A group of this evening, also of an earlier making. Raises NotFound."""
    groep = session.get(Groep, groep_id) if groep_id <= MAX_ID else None
    if groep is None or groep.bijeenkomst_id != stap.bijeenkomst_id:
        raise NotFound("Deze groep hoort niet bij deze bijeenkomst.")
    return groep


def choose_voor(dialoog_id: int, bijeenkomst_id: int, stap_id: int, deelnemer_id: int, wens: Wens) -> dict[str, Any]:
    """The begeleider or a helper enters the choice of somebody without a phone (use case); it replaces all.

    Raises NotFound, NotNow, BovenQuotum, IdeeVast."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kiezen")
        _unit_is(stap, PERSOON)
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if not person.zonder_telefoon or person.staat != "actief":
            raise NotFound("U kiest alleen voor wie zonder telefoon binnen is.")
        return write_wens(session, stap, _present(session, stap, deelnemer_id), wens, wie=None).json()


def write_wens(session: Session, stap: Stap, kiezer: str, wens: Wens, *, wie: str | None) -> Stand:
    """The write itself, after a look at what lies now. What is no longer los keeps its row, for when that is undone."""
    session.refresh(stap, with_for_update=True)
    lies = stand_van(session, stap.id, kiezer)
    wanted = _ideas(session, stap, wens.gekozen)
    if {i.id for i in wanted} == {i.id for i in lies.gekozen} and lies.ingestuurd == wens.ingestuurd:
        return lies
    _check(session, stap, lies, wanted, wens)
    _store(session, stap, lies, wanted, wens)
    remember_fact(session, KeuzeBewoog(stap.bijeenkomst.dialoog_id))
    if lies.ingestuurd != wens.ingestuurd and not kiezer.startswith("deelnemer:"):
        write_ingestuurd(session, stap, kiezer, ingestuurd=wens.ingestuurd, wie=wie)
    return stand_van(session, stap.id, kiezer)


def write_ingestuurd(session: Session, stap: Stap, kiezer: str, *, ingestuurd: bool, wie: str | None) -> int:
    """A group's choice is sent in, or free again; returns the fact's number."""
    row = session.get(Inzending, (stap.id, kiezer))
    if row is None:
        row = Inzending(stap_id=stap.id, kiezer=kiezer, versie=0)
        session.add(row)
    if row.ingestuurd != ingestuurd:
        row.ingestuurd = ingestuurd
        row.versie += 1
    session.flush()
    naam = kiezer_naam(session, kiezer)
    fields: dict[str, Any] = {
        "dialoog": stap.bijeenkomst.dialoog_id,
        "bijeenkomst": stap.bijeenkomst_id,
        "wie": wie,
        "namens": naam if wie else None,
        "waarop": f"stap:{stap.id}",
        "stap": stap.id,
        "kiezer": kiezer,
        "naam": naam,
    }
    if not ingestuurd:
        return announce(session, KeuzeTeruggehaald(**fields))
    chosen = tuple(idee.nummer for idee in stand_van(session, stap.id, kiezer).gekozen)
    return announce(session, KeuzeIngestuurd(**fields, nummers=chosen))


def kiezer_naam(session: Session, kiezer: str) -> str:
    """How a group (or the room) is called in the record."""
    if kiezer == ZAAL:
        return "de zaal"
    groep = session.get(Groep, int(kiezer.split(":")[1]))
    return groepsnaam(groep) if groep is not None else "een groep"


# --- may it? --------------------------------------------------------------------------------------------------


def _step_of(session: Session, dialoog_id: int, stap_id: int) -> Stap:
    """The live step of this dialogue. Raises NotNow."""
    stap = session.get(Stap, stap_id) if 0 < stap_id <= MAX_ID else None
    evening = session.get(Bijeenkomst, stap.bijeenkomst_id) if stap is not None else None
    if stap is None or evening is None or evening.dialoog_id != dialoog_id:
        raise NotFound("Deze stap bestaat niet.")
    if stap.soort != "kiezen" or stap.staat != "live":
        raise NotNow("We kiezen nu niet meer. Wat al was aangekomen, staat er nog.")
    return stap


def _kiezer_of(session: Session, stap: Stap, deelnemer_id: int) -> str:
    """For whom this person chooses. Raises NotNow, NotAllowed."""
    unit = eenheid(stap.instellingen)
    if unit == PERSOON:
        return _present(session, stap, deelnemer_id)
    if unit != GROEP:
        raise NotNow("De zaal kiest nu samen. De begeleider tikt de ideeën aan.")
    groep = groep_van(session, stap.bijeenkomst_id, deelnemer_id)
    if groep is None:
        raise NotAllowed("U zit nog niet aan een tafel. Vraag de begeleider aan welke tafel u zit.")
    if not heeft_pen(session, groep.id, deelnemer_id):
        raise NotAllowed("Iemand anders van uw groep heeft nu de pen. Uw laatste tik telt niet mee.")
    return van_groep(groep.id)


def _present(session: Session, stap: Stap, deelnemer_id: int) -> str:
    here = session.get(Aanwezigheid, (stap.bijeenkomst_id, deelnemer_id))
    if here is None or here.staat != "aanwezig":
        raise NotNow("U staat niet als aanwezig op de lijst. Vraag de begeleider.")
    if geteld(session, stap.id):
        raise NotNow("De keuzes zijn al geteld. Uw laatste tik telt niet mee. Praat mee over het vervolg.")
    return van_persoon(deelnemer_id)


def _unit_is(stap: Stap, unit: str) -> None:
    if eenheid(stap.instellingen) != unit:
        raise NotNow("In deze stap wordt op een andere manier gekozen. Er is niets veranderd.")


def _ideas(session: Session, stap: Stap, wanted: Iterable[int]) -> list[Idee]:
    """The wanted ideas that are los. One that is not any more is left out: that is shown, not refused."""
    found = [get_idee(session, stap.bijeenkomst.dialoog_id, number) for number in sorted(wanted)]
    return [idee for idee in found if idee.staat == "los"]


def _check(session: Session, stap: Stap, lies: Stand, wanted: list[Idee], wens: Wens) -> None:
    """Raises Outdated, NotNow, IdeeVast, BovenQuotum."""
    if wens.versie is not None and wens.versie != lies.versie:
        raise Outdated("Ergens anders is ook gekozen. Hieronder staat hoe het nu is.", stand=lies.json())
    changed = {i.id: i for i in (*wanted, *lies.gekozen)}
    both = {i.id for i in wanted} & {i.id for i in lies.gekozen}
    if lies.ingestuurd and wens.ingestuurd and wens.versie is not None:
        raise NotNow("Deze keuze is al ingestuurd. Haal haar eerst terug.", stand=lies.json())
    held = vast_door(session, stap.id) or next(
        (i.vergrendeld_door for key, i in changed.items() if key not in both and i.vergrendeld_door), None
    )
    if held:
        raise IdeeVast(f"De gekozen ideeën staan in {held}. Er is niets veranderd.", stand=lies.json())
    doel = quota(stap.instellingen)
    over = extra_boven(doel, tel_kleuren([i.kleur for i in lies.gekozen]), tel_kleuren([i.kleur for i in wanted]))
    if over and not wens.boven:
        raise BovenQuotum(
            f"Er zijn al genoeg ideeën in {opsomming(over)}. Eén meer mag, als u dat bevestigt. Er is niets veranderd.",
            stand=lies.json(),
        )


def _store(session: Session, stap: Stap, lies: Stand, wanted: list[Idee], wens: Wens) -> None:
    before, after = {i.id for i in lies.gekozen}, {i.id for i in wanted}
    gone = Keuze.idee_id.in_(before - after)
    session.execute(delete(Keuze).where(Keuze.stap_id == stap.id, Keuze.kiezer == lies.kiezer, gone))
    session.add_all(Keuze(stap_id=stap.id, kiezer=lies.kiezer, idee_id=key) for key in sorted(after - before))
    row = session.scalar(select(Inzending).where(Inzending.stap_id == stap.id, Inzending.kiezer == lies.kiezer))
    if row is None:
        row = Inzending(stap_id=stap.id, kiezer=lies.kiezer, versie=0, ingestuurd=False)
        session.add(row)
    row.versie = lies.versie + 1
    row.ingestuurd = wens.ingestuurd
    session.flush()
