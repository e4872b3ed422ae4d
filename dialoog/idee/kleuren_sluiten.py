"""Around the colours that many give: how it is done, closing, what is taken over, and what is kept when it is over."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Stap
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import BadInput, NotNow
from dialoog.idee.beheer import live_of_kind, set_instelling
from dialoog.idee.errors import KleurenDicht, KleurenOpen, KleurenVast
from dialoog.idee.kleuren import Gang, start_kleuren, take_first
from dialoog.idee.kleuren_facts import (
    KleurenGeopend,
    KleurenGesloten,
    KleurenGeteld,
    KleurenOpnieuw,
    ManierGekozen,
    OvernameTerug,
    VoorstellenOvergenomen,
)
from dialoog.idee.kleuren_rules import GROEPEN, IEDEREEN, MANIEREN, ZAAL
from dialoog.idee.kleuren_stand import (
    VAN_GROEP,
    VAN_MENS,
    afspraak,
    is_gekleurd,
    kiezer_mens,
    mensenstand,
    mensentelling,
    tellingen_per_idee,
    vastgezet,
)
from dialoog.idee.models import ZAAL as DE_ZAAL
from dialoog.idee.models import Idee, Kleur, Kleurklaar, Kleurtelling
from dialoog.idee.samenvoegen import te_leen
from dialoog.verslag.service import announce

LIGT_VAST = (
    "Er is al gekleurd. Hoe we kleuren ligt daarom vast in deze stap. Wie het anders wil, maakt een nieuwe stap."
)


def waarom_vast(session: Session, stap: Stap, manier: str, verdeeld: bool) -> str | None:
    """Why a step cannot be coloured in this way (any more); None: it can."""
    how = afspraak(stap)
    same = manier == how.manier and (verdeeld == how.verdeeld or manier != GROEPEN)
    return None if same or not is_gekleurd(session, stap.id) else LIGT_VAST


def set_manier(dialoog_id: int, bijeenkomst_id: int, stap_id: int, manier: str, *, verdeeld: bool, wie: str) -> None:
    """How the live step is coloured (use case), until somebody has. Raises BadInput, NotFound, NotNow, KleurenVast."""
    if manier not in MANIEREN:
        raise BadInput("Kies hoe we kleuren: met de zaal, in groepen of iedereen.")
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        session.refresh(stap, with_for_update=True)
        how = afspraak(stap)
        if (how.manier, how.verdeeld) == (manier, verdeeld):
            return
        if reason := waarom_vast(session, stap, manier, verdeeld):
            raise KleurenVast(reason)
        set_instelling(stap, manier=manier, verdeeld=verdeeld, gesloten=False, geteld=None)
        stap.versie += 1
        if manier == ZAAL:
            start_kleuren(session, stap, dialoog_id)
        announce(session, ManierGekozen(**_head(stap, wie), manier=manier, verdeeld=verdeeld))


def close_kleuren(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, gesloten: bool, wie: str) -> None:
    """Nobody colours any more, and the talk begins; or open again (use case). Wanted state already there: nothing.

    Raises NotFound, NotNow, KleurenDicht (the colours of people are gone)."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        session.refresh(stap, with_for_update=True)
        how = afspraak(stap)
        if how.manier == ZAAL:
            raise NotNow("In deze stap kleurt de zaal. Er valt niets te sluiten.")
        if how.gesloten == gesloten:
            return
        if reason := waarom_niet_open(stap) if not gesloten else None:
            raise KleurenDicht(reason)
        write_gesloten(session, stap, gesloten=gesloten, wie=wie)


def waarom_niet_open(stap: Stap) -> str | None:
    """Why colouring cannot go on in this step."""
    return "De kleuren zijn geteld. Wie wat koos, is gewist." if afspraak(stap).gewist else None


def write_gesloten(session: Session, stap: Stap, *, gesloten: bool, wie: str) -> int:
    """The write itself; returns the fact's number. On closing the first idea to talk about comes in hand."""
    set_instelling(stap, gesloten=gesloten)
    stap.versie += 1
    if gesloten:
        take_first(stap, Gang(session, stap, stap.bijeenkomst.dialoog_id))
    return announce(session, (KleurenGesloten if gesloten else KleurenGeopend)(**_head(stap, wie)))


def take_over(dialoog_id: int, bijeenkomst_id: int, stap_id: int, wie: str) -> int:
    """Every proposal that nobody disputes becomes the colour of its idea (use case, one step that can be undone).
    Colours that were fixed stay. Returns how many. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        if afspraak(stap).open:
            raise KleurenOpen("Sluit eerst het kleuren. Daarna neemt u de voorstellen over.")
        walk = Gang(session, stap, dialoog_id)
        taken: list[list[int | str]] = []
        for idee in eens(walk):
            kleur = walk.voorstellen[idee.id].kleur or ""
            session.add(Kleur(stap_id=stap.id, kiezer=DE_ZAAL, idee_id=idee.id, kleur=kleur))
            taken.append([idee.id, idee.nummer, kleur, idee.kleur or "", idee.geleende_kleur is not None])
            idee.kleur, idee.versie = kleur, idee.versie + 1
        if not taken:
            return 0
        done = {row[0] for row in taken}
        following = next((number for number in walk.orde if number in walk.zonder and number not in done), None)
        if following is not None:
            set_instelling(stap, idee=following)
        session.flush()
        announce(session, VoorstellenOvergenomen(**_head(stap, wie), ideeen=taken))
        return len(taken)


def eens(walk: Gang) -> list[Idee]:
    """Ideas whose proposal may be taken over with the others: open, agreed upon, held by no round."""
    return [
        idee
        for idee in walk.ideeen.values()
        if idee.id in walk.zonder
        and not idee.vergrendeld_door
        and idee.id in walk.voorstellen
        and walk.voorstellen[idee.id].eens
    ]


def give_back(session: Session, stap: Stap, rows: list[list[Any]], wie: str) -> int:
    """Inverse of `take_over`: those that still have that colour are open again. Returns the fact's number."""
    back = []
    for number, nummer, kleur, before, lent in rows:
        idee = session.get_one(Idee, number)
        row = session.get(Kleur, (stap.id, DE_ZAAL, number))
        if idee.kleur != kleur or idee.vergrendeld_door or row is None:
            continue
        session.delete(row)
        idee.kleur, idee.versie = te_leen(session, idee) if lent else before or None, idee.versie + 1
        idee.geleende_kleur = idee.kleur if lent else None
        back.append([number, nummer, kleur, before, lent])
    session.flush()
    return announce(session, OvernameTerug(**_head(stap, wie), ideeen=back))


def begin_again(dialoog_id: int, bijeenkomst_id: int, stap_id: int, wie: str) -> None:
    """Everybody colours again (use case): what many gave in this step is thrown away, colours as fixed stay. This is
    not undone, so the page asks first. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        session.refresh(stap, with_for_update=True)
        how = afspraak(stap)
        if how.manier == ZAAL or not how.gesloten:
            raise NotNow("Sluit eerst het kleuren. Er is niets veranderd.")
        session.execute(delete(Kleur).where(Kleur.stap_id == stap.id, Kleur.kiezer != DE_ZAAL))
        session.execute(delete(Kleurklaar).where(Kleurklaar.stap_id == stap.id))
        session.execute(delete(Kleurtelling).where(Kleurtelling.stap_id == stap.id))
        set_instelling(stap, gesloten=False, geteld=None)
        stap.versie += 1
        announce(session, KleurenOpnieuw(**_head(stap, wie)))


# --- the step is over -----------------------------------------------------------------------------------------


def stop_kleuren(session: Session, stap: Stap, wie: str, *, vooruit: bool) -> None:
    """Keep the counts, and delete what each person chose. Colours of groups stay: they were said aloud at a table.

    Raises KleurenOpen on going on while colours are still being given."""
    how = afspraak(stap)
    if how.gewist or not is_gekleurd(session, stap.id):
        return
    if vooruit and how.open:
        raise KleurenOpen("Sluit eerst het kleuren. Dan ziet u ook welke ideeën de zaal nog moet bespreken.")
    hulp: tuple[tuple[str, str], ...] = ()
    if how.manier == IEDEREEN:
        hulp = _helpers(session, stap)
        many = _count(session, stap)
    elif how.manier == GROEPEN:
        many = _count_groepen(session, stap)
    else:
        many = len(vastgezet(session, stap.id))
    session.execute(delete(Kleurklaar).where(Kleurklaar.stap_id == stap.id))
    set_instelling(stap, gesloten=how.manier != ZAAL, geteld=many)
    session.flush()
    if many != how.geteld:
        ideas = len(tellingen_per_idee(session, stap)) if how.manier != ZAAL else many
        fact = KleurenGeteld(**_head(stap, wie), manier=how.manier, aantal=many, ideeen=ideas, hulp=hulp)
        announce(session, fact)


def _count(session: Session, stap: Stap) -> int:
    """Keep how many people gave each colour, delete who gave it; returns how many people that were."""
    many = mensenstand(session, stap, 0).begonnen
    for idee, kleur, aantal in mensentelling(session, stap):
        session.add(Kleurtelling(stap_id=stap.id, idee_id=idee, kleur=kleur, aantal=aantal))
    session.execute(delete(Kleur).where(_van(stap, VAN_MENS)))
    return many


def _count_groepen(session: Session, stap: Stap) -> int:
    """Keep the counts of groups beside their colours, for the file that travels; returns how many groups gave one."""
    kiezers = set(session.scalars(select(Kleur.kiezer).where(_van(stap, VAN_GROEP), Kleur.kleur.is_not(None))))
    if kiezers:
        counts = tellingen_per_idee(session, stap)
        session.execute(delete(Kleurtelling).where(Kleurtelling.stap_id == stap.id))
        session.add_all(
            Kleurtelling(stap_id=stap.id, idee_id=idee, kleur=kleur, aantal=aantal)
            for idee, per in counts.items()
            for kleur, aantal in per.items()
        )
    return len(kiezers) or afspraak(stap).geteld or 0


def _helpers(session: Session, stap: Stap) -> tuple[tuple[str, str], ...]:
    """Who was appointed to act for whom, of those that gave a colour, in order of the helper's name."""
    given = set(session.scalars(select(Kleur.kiezer).where(_van(stap, VAN_MENS)).distinct()))
    people = session.scalars(
        select(Deelnemer)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == stap.bijeenkomst_id,
            Deelnemer.staat == "actief",
            Deelnemer.zonder_telefoon.is_(True),
            Deelnemer.helper != "",
        )
    )
    return tuple(sorted((p.helper, p.roepnaam) for p in people if kiezer_mens(p.id) in given))


def _van(stap: Stap, soort: str) -> Any:
    return (Kleur.stap_id == stap.id) & Kleur.kiezer.startswith(soort)


def _head(stap: Stap, wie: str) -> dict[str, Any]:
    return {
        "dialoog": stap.bijeenkomst.dialoog_id,
        "bijeenkomst": stap.bijeenkomst_id,
        "wie": wie,
        "waarop": f"stap:{stap.id}",
        "stap": stap.id,
    }
