"""The shortlist (*gekozen ideeën*) of the room, by quota per colour, and its titles. Groups and people: `keuze_*`."""

from collections import Counter

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.errors import BadInput, NotNow, Outdated
from dialoog.idee.beheer import head, live_of_kind, set_instelling
from dialoog.idee.errors import BovenQuotum
from dialoog.idee.facts import IdeeGekozen, IdeeTeruggelegd, KeuzeGetoond, TitelGezet
from dialoog.idee.keuze_kiezers import geteld
from dialoog.idee.keuze_rules import GROEP, PERSOON, eenheid
from dialoog.idee.keuze_tellen import gelijken
from dialoog.idee.models import ZAAL, Idee, Keuze
from dialoog.idee.queries import get_idee, keuzes
from dialoog.idee.rules import TITEL_MAX, is_vol, quota
from dialoog.idee.service import as_json, refuse_vast
from dialoog.tekst import TekstTeLang, clean_line
from dialoog.verslag.service import announce


def choose(
    dialoog_id: int,
    bijeenkomst_id: int,
    stap_id: int,
    idee_id: int,
    *,
    gekozen: bool,
    bevestigd: bool,
    wie: str,
) -> None:
    """Choose an idea or lay it back. Wanted state already there: nothing happens. A quota is an aim, never a lock:
    one over is allowed once it was confirmed. An idea without a colour has no quota.

    Raises NotFound, NotNow, IdeeVast, BovenQuotum (ask, then say `bevestigd`)."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kiezen")
        _refuse_eenheid(session, stap)
        idee = get_idee(session, dialoog_id, idee_id)
        if (session.get(Keuze, (stap.id, ZAAL, idee.id)) is not None) == gekozen:
            return
        refuse_vast(idee)
        boven = False
        if gekozen:
            if idee.staat != "los":
                raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Kies een ander idee.")
            boven = is_vol(quota(stap.instellingen), per_kleur(keuzes(session, stap.id)), idee.kleur)
            if boven and not bevestigd:
                raise BovenQuotum(
                    f"Er zijn al genoeg ideeën gekozen in {idee.kleur}. Nummer {idee.nummer} is nog niet gekozen. "
                    "Eén meer mag, als u dat bevestigt."
                )
        write_keuze(session, stap, idee, gekozen=gekozen, boven=boven, wie=wie)


def write_keuze(
    session: Session, stap: Stap, idee: Idee, *, gekozen: bool, boven: bool, wie: str, meegekomen: bool = False
) -> int:
    """The write itself; returns the fact's number."""
    fields = head(idee, wie, stap.bijeenkomst_id)
    if gekozen:
        tie = next((rij for rij in gelijken(session, stap) if any(i.id == idee.id for i in rij.over)), None)
        session.add(Keuze(stap_id=stap.id, kiezer=ZAAL, idee_id=idee.id, meegekomen=meegekomen))
        session.flush()
        if tie is not None:
            fields.update(gelijk=tuple(i.nummer for i in tie.over), keer=tie.keer)
        return announce(session, IdeeGekozen(**fields, stap=stap.id, boven=boven))
    row = session.get_one(Keuze, (stap.id, ZAAL, idee.id))
    session.delete(row)
    session.flush()
    return announce(session, IdeeTeruggelegd(**fields, stap=stap.id, meegekomen=row.meegekomen))


def _refuse_eenheid(session: Session, stap: Stap) -> None:
    """Raises NotNow when it is not the room that chooses now."""
    unit = eenheid(stap.instellingen)
    if unit == GROEP:
        raise NotNow("Elke groep kiest zelf. Kies voor een groep op haar eigen blad.")
    if unit == PERSOON and not geteld(session, stap.id):
        raise NotNow("Iedereen kiest nu op de eigen telefoon. Tel eerst de keuzes.")


def per_kleur(gekozen: list[Idee]) -> dict[str, int]:
    """How many were chosen per colour; ideas without one are left out."""
    return dict(Counter(idee.kleur for idee in gekozen if idee.kleur is not None))


def set_titel(dialoog_id: int, idee_id: int, versie: int, titel: str, *, wie: str, bijeenkomst_id: int | None) -> None:
    """Give a chosen idea its short title (aim 35 characters, at most 60). Raises NotFound, BadInput, IdeeVast,
    Outdated."""
    try:
        title = clean_line(titel, TITEL_MAX)
    except TekstTeLang as error:
        message = f"Een korte titel is hoogstens {TITEL_MAX} tekens. Deze heeft er meer. De titel blijft hier staan."
        raise BadInput(message, velden={"titel": message}) from error
    if not title:
        message = "Schrijf een paar woorden waaraan iedereen het idee herkent."
        raise BadInput(message, velden={"titel": message})
    with transaction() as session:
        idee = get_idee(session, dialoog_id, idee_id)
        if idee.titel == title:
            return
        refuse_vast(idee)
        if idee.versie != versie:
            raise Outdated(
                f"Nummer {idee.nummer} is intussen veranderd. De titel is nu: {idee.titel or 'nog leeg'}",
                stand=as_json(idee),
            )
        idee.titel = title
        idee.versie += 1
        announce(session, TitelGezet(**head(idee, wie, bijeenkomst_id), titel=title))


def show_keuze(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, getoond: bool, wie: str) -> None:
    """Put the gekozen ideeën with their titles on the beamer, or go on choosing. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kiezen")
        if bool(stap.instellingen.get("getoond")) == getoond:
            return
        if getoond and eenheid(stap.instellingen) == PERSOON and not geteld(session, stap.id):
            raise NotNow("De keuzes zijn nog niet geteld. Tel ze eerst.")
        if getoond and not keuzes(session, stap.id):
            raise NotNow("Er is nog niets gekozen. Kies eerst een paar ideeën.")
        write_getoond(session, stap, dialoog_id, getoond=getoond, wie=wie)


def write_getoond(session: Session, stap: Stap, dialoog_id: int, *, getoond: bool, wie: str) -> int:
    """The write itself; returns the fact's number."""
    set_instelling(stap, getoond=getoond)
    stap.versie += 1
    return announce(
        session,
        KeuzeGetoond(
            dialoog=dialoog_id,
            bijeenkomst=stap.bijeenkomst_id,
            wie=wie,
            waarop=f"stap:{stap.id}",
            stap=stap.id,
            getoond=getoond,
        ),
    )
