"""Preparing evenings: use cases on bijeenkomsten and on the steps of their draaiboek, also while an evening runs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialoog.begeleider.service import add_begeleiding, first_time
from dialoog.bijeenkomst import rules
from dialoog.bijeenkomst.errors import StapVerplaatst
from dialoog.bijeenkomst.facts import DraaiboekVeranderd
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import bijeenkomsten, get_bijeenkomst, get_stap, stappen
from dialoog.bijeenkomst.stapregel import Stapregel, lay_regel
from dialoog.bijeenkomst.werkvorm import werkvorm, werkvormen
from dialoog.database import transaction
from dialoog.errors import NotNow, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.opgave.service import add_dialoog
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce

EERSTE_TITEL = "Eerste bijeenkomst"
HEEFT_GEGEVENS = "Deze bijeenkomst is al begonnen: er zijn mensen, stappen of ideeën van. Haal hem daarom niet weg."


def make_dialoog(titel: str, begeleider_id: int, wie: str, kenmerk: str) -> str:
    """A new dialogue with one evening and the default draaiboek; returns its short name (domein.md, What a dialogue
    is made of). The same `kenmerk` again: the dialogue made then."""
    with transaction() as session:
        if not first_time(session, kenmerk):
            made = session.scalars(select(Dialoog).where(Dialoog.titel == titel).order_by(Dialoog.id.desc())).first()
            if made is not None:
                return made.korte_naam
        dialoog = add_dialoog(session, titel, wie)
        add_begeleiding(session, begeleider_id, dialoog.id)
        _new_bijeenkomst(session, dialoog.id, EERSTE_TITEL, None, "", rules.DRAAIBOEK)
        return dialoog.korte_naam


def add_bijeenkomst(
    dialoog_id: int, titel: str, datum: date | None, plaats: str, wie: str, *, kenmerk: str, met_draaiboek: bool
) -> int:
    """A new evening at the end; returns its number. The same `kenmerk` again: the last evening with this title."""
    with transaction() as session:
        if not first_time(session, kenmerk):
            same = [b for b in bijeenkomsten(session, dialoog_id) if b.titel == titel]
            if same:
                return same[-1].id
        soorten = rules.DRAAIBOEK if met_draaiboek else ()
        evening = _new_bijeenkomst(session, dialoog_id, titel, datum, plaats, soorten)
        _note(session, dialoog_id, None, wie, f"Bijeenkomst {titel} erbij")
        return evening.id


def change_bijeenkomst(
    dialoog_id: int, bijeenkomst_id: int, versie: int, titel: str, datum: date | None, plaats: str, wie: str
) -> None:
    """Title, date and place. Raises Outdated with the stored ones when `versie` is not the newest."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        if (evening.titel, evening.datum, evening.plaats) == (titel, datum, plaats):
            return
        if evening.versie != versie:
            raise Outdated(
                "Uw tekst staat er nog en is niet bewaard. Kijk wat de ander schreef, en bewaar dan opnieuw.",
                stand={"titel": evening.titel, "datum": evening.datum, "plaats": evening.plaats},
            )
        evening.titel, evening.datum, evening.plaats = titel, datum, plaats
        evening.versie += 1
        _note(session, dialoog_id, evening.id, wie, f"{titel}: titel, datum of plaats aangepast")


def move_bijeenkomst(dialoog_id: int, bijeenkomst_id: int, step: int, wie: str) -> None:
    """One place up (-1) or down (1) in the list of evenings."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        order = bijeenkomsten(session, dialoog_id)
        if _swap(order, evening, step):
            _note(session, dialoog_id, None, wie, f"Bijeenkomst {evening.titel} verplaatst")


def remove_bijeenkomst(dialoog_id: int, bijeenkomst_id: int, wie: str) -> None:
    """Remove an evening that has no data: the database refuses where anything hangs on it. Raises NotNow."""
    with transaction() as session:
        evening = session.scalar(
            select(Bijeenkomst).where(Bijeenkomst.id == bijeenkomst_id, Bijeenkomst.dialoog_id == dialoog_id)
        )
        if evening is None:
            return
        if evening.deur_open or any(stap.staat in ("live", "gedaan") for stap in evening.stappen):
            raise NotNow(HEEFT_GEGEVENS)
        own = update(Feit).where(Feit.bijeenkomst_id == evening.id, Feit.wat == DraaiboekVeranderd.__name__)
        session.execute(own.values(bijeenkomst_id=None))
        for stap in evening.stappen:
            session.delete(stap)
        titel = evening.titel
        session.delete(evening)
        _flush(session, NotNow(HEEFT_GEGEVENS))
        _note(session, dialoog_id, None, wie, f"Bijeenkomst {titel} weggehaald")


def add_stap(dialoog_id: int, bijeenkomst_id: int, soort: str, na: int | None, wie: str, *, kenmerk: str) -> int | None:
    """A step of a registered werkvorm after step `na` (None: at the end), also while the evening runs; returns its
    number. The same `kenmerk` again: nothing (None). Raises NotNow when the evening is past that place."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        if not first_time(session, kenmerk):
            return None
        order = stappen(session, evening.id)
        place = next((i + 1 for i, stap in enumerate(order) if stap.id == na), len(order))
        if place < first_free(order):
            raise StapVerplaatst("De avond is al voorbij die plek. Kies een plek na de stap die nu bezig is.")
        stap = new_stap(soort)
        stap.bijeenkomst_id, stap.volgorde = evening.id, 0
        session.add(stap)
        _number([*order[:place], stap, *order[place:]])
        session.flush()
        _note(session, dialoog_id, evening.id, wie, f"Stap {stap.titel} erbij")
        return stap.id


def change_stap(
    dialoog_id: int,
    bijeenkomst_id: int,
    stap_id: int,
    versie: int,
    titel: str,
    instellingen: dict[str, Any],
    wie: str,
    regel: Stapregel | None = None,
) -> None:
    """Title and settings of a step, and its line and spreektekst when named; settings only as long as it is to come.

    Raises Outdated, NotNow."""
    with transaction() as session:
        stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
        wanted = {**stap.instellingen, **instellingen}
        if regel is not None:
            lay_regel(session, stap, dialoog_id, regel, wie)
        if stap.titel == titel and stap.instellingen == wanted:
            return
        if stap.versie != versie:
            raise Outdated(
                "Wat u koos staat er nog en is niet bewaard. Kijk wat de ander koos, en bewaar dan opnieuw.",
                stand={"titel": stap.titel, "instellingen": stap.instellingen},
            )
        if stap.instellingen != wanted and stap.staat in ("live", "gedaan"):
            raise NotNow("Deze stap is al begonnen. De titel kan nog anders, de instellingen niet.")
        if reason := werkvorm(stap.soort).waarom_vast(session, stap, instellingen):
            raise NotNow(reason)
        stap.titel, stap.instellingen = titel, wanted
        stap.versie += 1
        _note(session, dialoog_id, bijeenkomst_id, wie, f"Stap {titel} aangepast")


def move_stap(dialoog_id: int, bijeenkomst_id: int, stap_id: int, step: int, wie: str) -> None:
    """One place up (-1) or down (1), among the steps that are still to come. Raises StapVerplaatst."""
    with transaction() as session:
        stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
        order = stappen(session, bijeenkomst_id)
        _require_free(order, stap)
        if order.index(stap) + step < first_free(order):
            return
        if _swap(order, stap, step):
            _note(session, dialoog_id, bijeenkomst_id, wie, f"Stap {stap.titel} verplaatst")


def order_stappen(dialoog_id: int, bijeenkomst_id: int, wanted: Sequence[int], wie: str) -> None:
    """The steps that are to come in this order (numbers; others stay in front or behind). Raises StapVerplaatst."""
    with transaction() as session:
        order = stappen(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id)
        fixed, free = order[: first_free(order)], order[first_free(order) :]
        places = {number: place for place, number in enumerate(wanted)}
        ordered = fixed + sorted(free, key=lambda stap: (places.get(stap.id, len(places)), stap.volgorde))
        if [stap.id for stap in ordered] != [stap.id for stap in order]:
            _number(ordered)
            _note(session, dialoog_id, bijeenkomst_id, wie, "Volgorde van het draaiboek veranderd")


def skip_stap(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, overslaan: bool, wie: str) -> None:
    """Skip a step that is to come, or take it back in. Wanted state already there: nothing happens. Raises NotNow."""
    with transaction() as session:
        stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
        target = "overgeslagen" if overslaan else "gepland"
        if stap.staat == target or (not overslaan and stap.staat != "overgeslagen"):
            return
        if stap.staat not in ("gepland", "overgeslagen"):
            raise StapVerplaatst("Deze stap is al begonnen. Overslaan kan niet meer.")
        stap.staat = target
        stap.versie += 1
        wijziging = f"Stap {stap.titel} overgeslagen" if overslaan else f"Stap {stap.titel} doet weer mee"
        _note(session, dialoog_id, bijeenkomst_id, wie, wijziging)


def remove_stap(dialoog_id: int, bijeenkomst_id: int, stap_id: int, wie: str) -> None:
    """Remove a step that is to come and holds nothing. Gone already: nothing happens. Raises StapVerplaatst."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        stap = session.scalar(select(Stap).where(Stap.id == stap_id, Stap.bijeenkomst_id == evening.id))
        if stap is None:
            return
        if stap.staat not in ("gepland", "overgeslagen"):
            raise StapVerplaatst("Deze stap is al begonnen. Hij blijft in het draaiboek staan.")
        titel = stap.titel
        session.delete(stap)
        _flush(
            session,
            StapVerplaatst("Bij deze stap is al iets verzameld. U kunt hem overslaan; dan blijft alles bewaard."),
        )
        _note(session, dialoog_id, evening.id, wie, f"Stap {titel} weggehaald")


def new_stap(soort: str) -> Stap:
    """A step of this kind with the defaults of its werkvorm, not yet in a draaiboek. Raises KeyError."""
    form = werkvorm(soort)
    stap = Stap(soort=soort, titel=form.titel, instellingen=form.standaard(), staat="gepland")
    form.nieuw(stap)
    return stap


def first_free(order: Sequence[Stap]) -> int:
    """Place of the first step that can still be moved: behind the live one, or behind the last that was done."""
    return max((place + 1 for place, stap in enumerate(order) if stap.staat in ("live", "gedaan")), default=0)


def new_bijeenkomst(session: Session, dialoog_id: int, titel: str, datum: date | None, plaats: str) -> Bijeenkomst:
    """An empty evening at the end, in a running transaction, with codes of its own."""
    evening = Bijeenkomst(
        dialoog_id=dialoog_id,
        volgorde=len(bijeenkomsten(session, dialoog_id)) + 1,
        titel=titel,
        datum=datum,
        plaats=plaats,
        code=rules.new_code(),
        uitnodiging=rules.new_token(),
        beamer_token=rules.new_token(),
    )
    session.add(evening)
    session.flush()
    return evening


def add_draaiboek(session: Session, evening: Bijeenkomst, soorten: Sequence[str]) -> None:
    """Steps of these kinds, in a running transaction; a kind that this house does not offer is left out."""
    offered = {form.soort for form in werkvormen()}
    for place, soort in enumerate([soort for soort in soorten if soort in offered], start=1):
        stap = new_stap(soort)
        stap.bijeenkomst_id, stap.volgorde = evening.id, place
        session.add(stap)
    session.flush()


def _new_bijeenkomst(
    session: Session, dialoog_id: int, titel: str, datum: date | None, plaats: str, soorten: Sequence[str]
) -> Bijeenkomst:
    evening = new_bijeenkomst(session, dialoog_id, titel, datum, plaats)
    add_draaiboek(session, evening, soorten)
    return evening


def _require_free(order: Sequence[Stap], stap: Stap) -> None:
    if order.index(stap) < first_free(order):
        raise StapVerplaatst("Deze stap is al geweest of nu bezig. Hij houdt zijn plek.")


def _swap(order: list[Any], item: Any, step: int) -> bool:
    here = order.index(item)
    there = here + step
    if not 0 <= there < len(order):
        return False
    order[here], order[there] = order[there], order[here]
    _number(order)
    return True


def _number(order: Sequence[Any]) -> None:
    for place, item in enumerate(order, start=1):
        item.volgorde = place


def _flush(session: Session, refusal: NotNow) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise refusal from error


def _note(session: Session, dialoog_id: int, bijeenkomst_id: int | None, wie: str, wijziging: str) -> None:
    announce(session, DraaiboekVeranderd(dialoog=dialoog_id, bijeenkomst=bijeenkomst_id, wie=wie, wijziging=wijziging))
