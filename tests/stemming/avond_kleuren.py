"""What goes before the stickers on an evening for the linking program: tables with a pen that colour and choose, and
colours by everyone."""

from collections import Counter

from sqlalchemy import select

from dialoog.bijeenkomst.groepen import groepen, leden, pen_van
from dialoog.bijeenkomst.groepen_maken import make_groepen
from dialoog.bijeenkomst.groepspen import take_pen
from dialoog.bijeenkomst.models import Groep
from dialoog.database import db
from dialoog.idee.keuze_insturen import Wens, choose_phone
from dialoog.idee.kleuren_geven import give_kleur, give_voor, say_klaar
from dialoog.idee.kleuren_sluiten import close_kleuren
from dialoog.idee.models import KLEUREN, Idee
from tests.stemming.avond import Avond, Gespeeld, Waarheid
from tests.stemming.conftest import WIE


def kleur_in_groepen(avond: Avond) -> None:
    """Four tables colour with a pen, that changes hands at one of them."""
    zaal, lot = avond.zaal, avond.lot
    make_groepen(zaal.dialoog, zaal.bijeenkomst, 4, "loten", 0, WIE)
    avond.naar("groepen")
    ideas = ideeen(avond)
    for _, holder in _pennen(avond):
        for idee in lot.sample(ideas, 2):
            give_kleur(zaal.dialoog, holder, zaal.stap, idee, lot.choice(KLEUREN), 0)
    groep, holder = _pennen(avond)[0]
    row = db.session.get_one(Groep, groep)
    other = next(p.id for p in leden(db.session(), groep) if p.id != holder and p.id in zaal.tokens)
    take_pen(zaal.dialoog, other, groep, row.versie)
    close_kleuren(zaal.dialoog, zaal.bijeenkomst, zaal.stap, gesloten=True, wie=WIE)


def kleur_door_iedereen(avond: Avond) -> Gespeeld:
    """Everybody colours two ideas, Corrie through her helper. What people gave is kept as numbers of colours."""
    zaal, lot = avond.zaal, avond.lot
    avond.naar("iedereen")
    ideas = ideeen(avond)
    given: Waarheid = {}
    for person in lot.sample(zaal.mensen, len(zaal.mensen)):
        own: dict[int, str | None] = {idee: lot.choice(KLEUREN) for idee in lot.sample(ideas, 2)}
        given[person] = Counter(KLEUREN.index(str(kleur)) for kleur in own.values())
        if person == zaal.zonder_telefoon:
            give_voor(zaal.dialoog, zaal.bijeenkomst, zaal.stap, f"deelnemer:{person}", own)
            continue
        for idee, kleur in own.items():
            give_kleur(zaal.dialoog, person, zaal.stap, idee, kleur, 0)
    say_klaar(zaal.dialoog, zaal.mensen[0], zaal.stap, klaar=True)
    close_kleuren(zaal.dialoog, zaal.bijeenkomst, zaal.stap, gesloten=True, wie=WIE)
    avond.naar("kiezen")
    after = avond.buit(0, 2)
    return Gespeeld("kleuren", given, None, after)


def kies_in_groepen(avond: Avond) -> None:
    """Each table chooses a quarter of the ideas, and sends it in."""
    zaal, ideas = avond.zaal, ideeen(avond)
    for n, (_, holder) in enumerate(_pennen(avond)):
        choose_phone(zaal.dialoog, holder, zaal.stap, Wens(0, frozenset(ideas[n::4]), ingestuurd=True))


def ideeen(avond: Avond) -> list[int]:
    found = list(db.session.scalars(select(Idee.id).where(Idee.dialoog_id == avond.zaal.dialoog).order_by(Idee.nummer)))
    db.session.rollback()
    return found


def _pennen(avond: Avond) -> list[tuple[int, int]]:
    """(group, who has its pen)."""
    session = db.session()
    found = []
    for groep in groepen(session, avond.zaal.bijeenkomst):
        holder = pen_van(groep, leden(session, groep.id))
        assert holder is not None
        found.append((groep.id, holder.id))
    session.rollback()
    return found
