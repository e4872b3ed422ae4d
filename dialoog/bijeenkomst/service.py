"""Turning the page and the door: use cases of the evening. Presence and draaiboek have files of their own."""

from datetime import timedelta

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst import rules
from dialoog.bijeenkomst.draaiboek import new_stap
from dialoog.bijeenkomst.facts import (
    BijeenkomstAfgelopen,
    DeurGeopend,
    DeurGesloten,
    DraaiboekVeranderd,
    KlokGezet,
    StapBegonnen,
    ZaalVeranderd,
)
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import bijeenkomsten, get_bijeenkomst, get_stap, live_stap, stappen
from dialoog.bijeenkomst.werkvorm import werkvorm
from dialoog.bijeenkomst.zaal import clear_screens, take_pauze_away
from dialoog.database import transaction
from dialoog.errors import NotNow
from dialoog.opgave.models import Dialoog
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import established_since, highest
from dialoog.verslag.service import announce


def next_step(dialoog_id: int, bijeenkomst_id: int, gezien: int | None, wie: str) -> int | None:
    """Turn to the next step. `gezien` is the step that was live on the screen that asks: when another begeleider
    was first, nothing moves. Returns the live step. Raises NotNow when the werkvorm holds the evening here."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        live = live_stap(session, evening.id)
        if (live.id if live else None) != gezien:
            return live.id if live else None
        target = rules.next_stap(stappen(session, evening.id), gezien)
        if target is None and live is None:
            return None
        return _turn(session, evening, live, target, wie, vooruit=True)


def previous_step(dialoog_id: int, bijeenkomst_id: int, gezien: int | None, wie: str) -> int | None:
    """Turn back to the step before; what was gathered is kept. As `next_step` otherwise."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        live = live_stap(session, evening.id)
        if (live.id if live else None) != gezien:
            return live.id if live else None
        target = rules.previous_stap(stappen(session, evening.id), gezien)
        if target is None:
            raise NotNow("Dit is de eerste stap. Terug kan niet verder.")
        return _turn(session, evening, live, target, wie, vooruit=False)


def go_to_step(dialoog_id: int, bijeenkomst_id: int, gezien: int | None, naar: int, wie: str) -> int | None:
    """Jump to any step of the draaiboek, forward or back. As `next_step` otherwise."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        live = live_stap(session, evening.id)
        if (live.id if live else None) != gezien:
            return live.id if live else None
        target = get_stap(session, evening.id, naar)
        if live is not None and live.id == target.id:
            return live.id
        forward = live is None or target.volgorde > live.volgorde
        return _turn(session, evening, live, target, wie, vooruit=forward)


def begin_new_step(dialoog_id: int, bijeenkomst_id: int, gezien: int | None, soort: str, wie: str) -> int | None:
    """Put a step of this kind at the end of the draaiboek and turn to it. As `next_step` otherwise. Raises KeyError."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        live = live_stap(session, evening.id)
        if (live.id if live else None) != gezien:
            return live.id if live else None
        stap = new_stap(soort)
        stap.bijeenkomst_id, stap.volgorde = evening.id, len(stappen(session, evening.id)) + 1
        session.add(stap)
        session.flush()
        words = f"Stap {stap.titel} erbij"
        announce(session, DraaiboekVeranderd(dialoog=dialoog_id, bijeenkomst=evening.id, wie=wie, wijziging=words))
        return _turn(session, evening, live, stap, wie, vooruit=True)


def _turn(
    session: Session, evening: Bijeenkomst, live: Stap | None, target: Stap | None, wie: str, *, vooruit: bool
) -> int | None:
    if live is not None:
        werkvorm(live.soort).stop(session, live, wie, vooruit=vooruit)
        live.staat = "gedaan" if vooruit else "gepland"
        live.einde = None
        live.versie += 1
        session.flush()
    take_pauze_away(session, evening, wie)
    if target is not None:
        target.staat = "live"
        target.versie += 1
        evening.afgelopen = None
        session.get_one(Dialoog, evening.dialoog_id).staat = "bezig"
        session.flush()
        werkvorm(target.soort).start(session, target, wie)
    title = target.titel if target is not None else live.titel if live is not None else ""
    announce(
        session,
        StapBegonnen(
            dialoog=evening.dialoog_id,
            bijeenkomst=evening.id,
            wie=wie,
            van=live.id if live else None,
            naar=target.id if target else None,
            titel=title,
            vooruit=vooruit,
        ),
    )
    return target.id if target else None


def undo_step(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of StapBegonnen: the page is turned back, data kept."""
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    live = live_stap(session, evening.id)
    target = session.get(Stap, feit.data["van"]) if feit.data["van"] is not None else None
    _turn(session, evening, live, target, wie, vooruit=not feit.data["vooruit"])
    return highest(session, feit.dialoog_id)


def why_not_undo_step(session: Session, feit: Feit) -> str | None:
    """A step can be taken back as long as it is the one that is live."""
    live = live_stap(session, feit.bijeenkomst_id or 0)
    if (live.id if live else None) != feit.data["naar"]:
        return "de avond is al verder"
    if live is not None and werkvorm(live.soort).vraag_bij_terug(session, live) is not None:
        return "gebruik de knop terug: dan vragen we eerst wat er moet gebeuren"
    return None


def set_deur(dialoog_id: int, bijeenkomst_id: int, *, open_: bool, wie: str) -> None:
    """Open or close the door; its code lives while it is open. A dialogue has one door open at a time.

    Wanted state already there: nothing happens."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        if evening.deur_open == open_:
            return
        for other in bijeenkomsten(session, dialoog_id):
            if open_ and other.id != evening.id and other.deur_open:  # phones follow one evening
                _door(session, other, open_=False, wie=wie)
        _door(session, evening, open_=open_, wie=wie)


def _door(session: Session, evening: Bijeenkomst, *, open_: bool, wie: str) -> int:
    evening.deur_open = open_
    evening.versie += 1
    if open_:
        evening.afgelopen = None
        session.get_one(Dialoog, evening.dialoog_id).staat = "bezig"
    kind = DeurGeopend if open_ else DeurGesloten
    return announce(session, kind(dialoog=evening.dialoog_id, bijeenkomst=evening.id, wie=wie))


def undo_deur(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of opening and closing the door."""
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    return _door(session, evening, open_=feit.wat == DeurGesloten.__name__, wie=wie)


def why_not_undo_deur(session: Session, feit: Feit) -> str | None:
    evening = session.get_one(Bijeenkomst, feit.bijeenkomst_id)
    if evening.deur_open != (feit.wat == DeurGeopend.__name__):
        return "de deur staat al anders"
    held = established_since(session, feit)
    return f"{held}. Gebruik de knop van de deur" if held else None


def add_minutes(dialoog_id: int, bijeenkomst_id: int, stap_id: int, minuten: int | None, wie: str) -> None:
    """Set the timer of the live step on, `minuten` more than now or than its end; None stops it."""
    with transaction() as session:
        stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
        if stap.staat != "live":
            raise NotNow("Deze stap is niet bezig.")
        now = klok.nu()
        start = max(stap.einde, now) if stap.einde else now
        stap.einde = None if minuten is None else start + timedelta(minutes=minuten)
        stap.versie += 1
        announce(session, KlokGezet(dialoog=dialoog_id, bijeenkomst=bijeenkomst_id, wie=wie, minuten=minuten))


def end_bijeenkomst(dialoog_id: int, bijeenkomst_id: int, gezien: int | None, wie: str) -> None:
    """End the evening: the live step is done, the door closes. Raises NotNow when the werkvorm holds it."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        live = live_stap(session, evening.id)
        if evening.afgelopen is not None or (live.id if live else None) != gezien:
            return
        if live is not None:
            _turn(session, evening, live, None, wie, vooruit=True)
        if evening.deur_open:
            _door(session, evening, open_=False, wie=wie)
        clear_screens(session, evening, wie)
        evening.afgelopen = klok.nu()
        evening.versie += 1
        announce(session, BijeenkomstAfgelopen(dialoog=dialoog_id, bijeenkomst=evening.id, wie=wie))


def set_donker(dialoog_id: int, bijeenkomst_id: int, *, donker: bool, wie: str) -> None:
    """Switch the beamer of this evening to the dark hall or back."""
    with transaction() as session:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        if evening.donker == donker:
            return
        evening.donker = donker
        evening.versie += 1
        announce(session, ZaalVeranderd(dialoog=dialoog_id, bijeenkomst=evening.id, wie=wie, donker=donker))
