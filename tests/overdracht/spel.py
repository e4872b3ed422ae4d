"""An evening played on an imported dialogue with the app's own use cases: colours, choice, stickers with a tie at the
edge of the top, a round that lapses and one that stands."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.aanwezig import let_in, record_belangactie, set_aanwezigheid
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import bijeenkomsten, live_stap, stappen
from dialoog.bijeenkomst.service import end_bijeenkomst, go_to_step, set_deur
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.keuze import choose, set_titel
from dialoog.idee.kleuren import set_kleur
from dialoog.idee.models import Idee
from dialoog.idee.queries import ideeen, shortlist
from dialoog.opgave.models import Dialoog
from dialoog.stemming.briefje import put_briefje
from dialoog.stemming.daarna import cancel_stemronde, reveal
from dialoog.stemming.queries import ronde_van_stap
from dialoog.stemming.service import close_stemronde, open_stemronde
from dialoog.stemming.vaststellen import establish_stemronde
from dialoog.voorstel.models import Eigenaar, Oplossing, Voorstel

WIE = "Marit de Boer"


def speel(korte_naam: str) -> None:
    """Colour all ideas, choose twenty, let everybody sticker twice, and make the top."""
    session = db.session()
    dialoog = session.scalars(select(Dialoog).where(Dialoog.korte_naam == korte_naam)).one()
    with_ideas = next(b for b in bijeenkomsten(session, dialoog.id) if _step(session, b, "ideeen"))
    _kleur_en_kies(dialoog.id, with_ideas)
    voting = next(b for b in bijeenkomsten(db.session(), dialoog.id) if _step(db.session(), b, "stickeren"))
    people = list(db.session().scalars(select(Deelnemer).where(Deelnemer.dialoog_id == dialoog.id)))
    _kom_binnen(dialoog.id, voting, people)
    _stem(dialoog.id, voting, people)
    _uitslag(dialoog.id, people)


def _step(session: Session, evening: Bijeenkomst, soort: str) -> Stap | None:
    return next((stap for stap in stappen(session, evening.id) if stap.soort == soort), None)


def _go(dialoog: int, evening: Bijeenkomst, soort: str) -> int:
    db.session.rollback()
    live, target = live_stap(db.session(), evening.id), _step(db.session(), evening, soort)
    assert target is not None
    go_to_step(dialoog, evening.id, live.id if live else None, target.id, WIE)
    return target.id


def _kleur_en_kies(dialoog: int, evening: Bijeenkomst) -> None:
    stap = _go(dialoog, evening, "kleuren")
    wanted = ("blauw", "rood", "geel", "rood", "geel", "grijs", "rood", "geel")
    rows = [(idee.id, idee.nummer) for idee in ideeen(db.session(), dialoog)]
    for at, (number, _) in enumerate(rows):
        set_kleur(dialoog, evening.id, stap, number, wanted[at % len(wanted)], None, WIE)
    stap = _go(dialoog, evening, "kiezen")
    numbers = {nummer: number for number, nummer in rows}
    picked = [numbers[17], numbers[18], *(number for number, nummer in rows if nummer not in (17, 18))][:20]
    for number in picked:
        choose(dialoog, evening.id, stap, number, gekozen=True, bevestigd=True, wie=WIE)
    for idee in shortlist(db.session(), dialoog)[:7]:
        number, versie, nummer = idee.id, idee.versie, idee.nummer
        set_titel(dialoog, number, versie, f"Titel bij {nummer}", wie=WIE, bijeenkomst_id=evening.id)
    live = live_stap(db.session(), evening.id)
    end_bijeenkomst(dialoog, evening.id, live.id if live else None, WIE)


def _kom_binnen(dialoog: int, evening: Bijeenkomst, people: Sequence[Deelnemer]) -> None:
    ids = [person.id for person in people]
    set_deur(dialoog, evening.id, open_=True, wie=WIE)
    for number in ids:
        let_in(dialoog, evening.id, number, WIE)
    _go(dialoog, evening, "belangen")
    belang = db.session.get_one(Dialoog, dialoog).belangen[-1].id
    record_belangactie(dialoog, evening.id, belang, "We bellen er nog twee.", 0, WIE)


def _stem(dialoog: int, evening: Bijeenkomst, people: Sequence[Deelnemer]) -> None:
    ids = [person.id for person in people]
    stap = _go(dialoog, evening, "stickeren")
    numbers = [idee.nummer for idee in shortlist(db.session(), dialoog)]
    _ronde(dialoog, stap, ids, [numbers[:5]] * len(ids))
    ronde = ronde_van_stap(db.session(), stap)
    assert ronde is not None
    cancel_stemronde(dialoog, ronde.id, "Er lag een vergissing op tafel.", WIE, opnieuw=True)
    # Four ideas that everybody likes, then a fifth place that is shared, then the rest.
    last = [numbers[4 + (at % 7)] for at in range(len(ids))]
    _ronde(dialoog, stap, ids, [[*numbers[:4], extra] for extra in last])
    set_aanwezigheid(dialoog, evening.id, ids[0], "weg", WIE)


def _ronde(dialoog: int, stap: int, people: Sequence[int], ballots: Sequence[list[int]]) -> None:
    db.session.rollback()
    ronde = ronde_van_stap(db.session(), stap)
    assert ronde is not None
    number = ronde.id
    open_stemronde(dialoog, number, WIE)
    for person, stickers in zip(people, ballots, strict=True):
        command = {"ronde": number, "versie": 0, "kenmerk": uuid4().hex, "stickers": stickers, "klaar": True}
        put_briefje(dialoog, person, command)
    close_stemronde(dialoog, number, WIE)
    establish_stemronde(dialoog, number, WIE)
    reveal(dialoog, number, None, WIE, alles=True)


def _uitslag(dialoog: int, people: Sequence[Deelnemer]) -> None:
    """One oplossing of ideas 17 and 18, one of none; the cards that are there hang on the first."""
    ids = [person.id for person in people]
    with transaction() as session:
        joined = session.scalars(select(Idee).where(Idee.dialoog_id == dialoog, Idee.nummer.in_((17, 18)))).all()
        first = Oplossing(dialoog_id=dialoog, plaats=1, titel="Samen", tekst="Eén plan", reden="Ze horen bij elkaar.")
        first.ideeen = list(joined)
        other = Oplossing(dialoog_id=dialoog, plaats=2, titel="Nieuw", tekst="Van niemand", reden="Het ontbrak nog.")
        session.add_all([first, other])
        session.flush()
        session.add_all(
            Eigenaar(oplossing_id=part.id, deelnemer_id=ids[at], trekker=at == 5, van=klok.nu())
            for part in (first, other)
            for at in (0, 5)
        )
        for card in session.scalars(select(Voorstel).where(Voorstel.dialoog_id == dialoog)):
            card.oplossing_id = first.id
