"""Counting what everybody chose for himself, and which unit chooses with which quota."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Stap
from dialoog.blik import onthoudt
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotNow
from dialoog.idee.beheer import live_of_kind, set_instelling
from dialoog.idee.facts import EenheidGezet, KeuzeGeteld
from dialoog.idee.keuze_kiezers import PERSOON as VAN_PERSOON
from dialoog.idee.keuze_kiezers import begonnen, geteld, keren, van_persoon
from dialoog.idee.keuze_rules import PERSOON, Uitkomst, eenheid, in_woorden, tel_uit
from dialoog.idee.models import ZAAL, Idee, Inzending, Keuze, Keuzetelling
from dialoog.idee.queries import keuzes
from dialoog.idee.rules import quota
from dialoog.idee.samenvoegen_mensen import wiens
from dialoog.verslag.service import announce


def count_keuzes(dialoog_id: int, bijeenkomst_id: int, stap_id: int, wie: str) -> None:
    """Count what everybody chose (use case): per colour the most chosen up to the quota go on, a tie at the edge stays
    open for the group. Who chose what is deleted, only how often each idea was chosen is kept. Counted already:
    nothing happens. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kiezen")
        session.refresh(stap, with_for_update=True)
        if eenheid(stap.instellingen) != PERSOON:
            raise NotNow("In deze stap kiest niet iedereen voor zich. Er is niets veranderd.")
        if geteld(session, stap.id):
            return
        if not _count(session, stap, wie):
            raise NotNow("Er is nog niets gekozen. Geef mensen nog even de tijd.")


def leave_keuzes(session: Session, stap: Stap, wie: str) -> None:
    """Plain function: who leaves the step without counting leaves counts, and nothing of any person (domein.md,
    Colours by everyone: what is given per person is stored while the step runs)."""
    if not geteld(session, stap.id) and not _count(session, stap, wie):
        forget_personen(session, stap.id)


def _count(session: Session, stap: Stap, wie: str) -> bool:
    """The count itself; False: there is nothing to count, and nothing was written."""
    times, people = _chosen(session, stap)
    if not times:
        return False
    session.add_all(Keuzetelling(stap_id=stap.id, idee_id=key, aantal=times[key]) for key in sorted(times))
    session.flush()
    outcome = uitkomst(session, stap)
    session.add_all(Keuze(stap_id=stap.id, kiezer=ZAAL, idee_id=key) for key in outcome.zeker)
    forget_personen(session, stap.id)
    announce(
        session,
        KeuzeGeteld(
            dialoog=stap.bijeenkomst.dialoog_id,
            bijeenkomst=stap.bijeenkomst_id,
            wie=wie,
            waarop=f"stap:{stap.id}",
            stap=stap.id,
            mensen=people,
            zeker=len(outcome.zeker),
            gelijk=len(outcome.gelijk),
        ),
    )
    return True


def forget_personen(session: Session, stap_id: int) -> None:
    """Delete who chose what."""
    for table in (Keuze, Inzending):
        session.execute(delete(table).where(table.stap_id == stap_id, table.kiezer.like(f"{VAN_PERSOON}%")))
    session.flush()


def _chosen(session: Session, stap: Stap) -> tuple[Counter[int], int]:
    """(idee → how many people chose it, how many people chose something). Of those who are or were here and were not
    removed."""
    people = session.scalars(
        select(Deelnemer.id)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == stap.bijeenkomst_id,
            Aanwezigheid.staat.in_(("aanwezig", "weg")),
            Deelnemer.staat == "actief",
            Deelnemer.soort == "deelnemer",
        )
    )
    entitled = set(people)
    rows = session.execute(
        select(Keuze.kiezer, Keuze.idee_id)
        .join(Idee, Idee.id == Keuze.idee_id)
        .where(Keuze.stap_id == stap.id, Idee.staat == "los")
    )
    chosen = [(kiezer, idee) for kiezer, idee in rows if kiezer.startswith(VAN_PERSOON)]
    whose = wiens(session, stap.bijeenkomst.dialoog_id, {int(k.removeprefix(VAN_PERSOON)) for k, _ in chosen})
    keys = {van_persoon(person) for kept, person in whose.items() if kept in entitled}
    counted = [(kiezer, idee) for kiezer, idee in chosen if kiezer in keys]
    return Counter(idee for _, idee in counted), len({kiezer for kiezer, _ in counted})


@onthoudt
def uitkomst(session: Session, stap: Stap) -> Uitkomst:
    """What the counts give, with the colours and states of now."""
    times = keren(session, stap.id)
    rows = session.execute(select(Idee.id, Idee.kleur).where(Idee.id.in_(times), Idee.staat == "los"))
    return tel_uit({row[0]: row[1] for row in rows}, times, quota(stap.instellingen))


@dataclass(frozen=True)
class GelijkNu:
    """A tie at the edge that is not settled yet: `plekken` of the ideas `over` go on, each chosen `keer` times."""

    kleur: str
    plekken: int
    over: tuple[Idee, ...]
    keer: int


@onthoudt
def gelijken(session: Session, stap: Stap) -> list[GelijkNu]:
    """The ties that the group still settles; empty when nothing was counted, or all places are taken."""
    if eenheid(stap.instellingen) != PERSOON:
        return []
    chosen = {idee.id: idee for idee in keuzes(session, stap.id)}
    doel = quota(stap.instellingen)
    found = []
    for tie in uitkomst(session, stap).gelijk:
        left = doel[tie.kleur] - sum(idee.kleur == tie.kleur for idee in chosen.values())
        over = session.scalars(select(Idee).where(Idee.id.in_(set(tie.ideeen) - set(chosen))).order_by(Idee.nummer))
        ideas = tuple(over)
        if left > 0 and ideas:
            found.append(GelijkNu(tie.kleur, left, ideas, tie.keer))
    return found


def set_eenheid(dialoog_id: int, bijeenkomst_id: int, stap_id: int, unit: str, doel: dict[str, int], wie: str) -> None:
    """Who chooses, and how many per colour, while the step is live (use case). Wanted already: nothing happens.

    Raises NotFound, NotNow: somebody has chosen, so they chose with these numbers before their eyes."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kiezen")
        session.refresh(stap, with_for_update=True)
        if (eenheid(stap.instellingen), quota(stap.instellingen)) == (unit, doel):
            return
        if begonnen(session, stap.id):
            raise NotNow("Er is al gekozen, met deze aantallen. Daarom liggen ze vast. Meer of minder kiezen mag wel.")
        set_instelling(stap, eenheid=unit, quota=doel)
        stap.versie += 1
        announce(
            session,
            EenheidGezet(
                dialoog=dialoog_id,
                bijeenkomst=stap.bijeenkomst_id,
                wie=wie,
                waarop=f"stap:{stap.id}",
                stap=stap.id,
                eenheid=unit,
                quota=in_woorden(doel),
            ),
        )
