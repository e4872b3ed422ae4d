"""The states of an evening, and how each is reached from an evening on which nothing happened yet."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select, update

from dialoog import klok
from dialoog.bijeenkomst.gesprek import put_notities
from dialoog.bijeenkomst.groepen import groepen as find_groepen
from dialoog.bijeenkomst.groepen_maken import make_groepen
from dialoog.bijeenkomst.groepen_zetten import choose_tafel
from dialoog.bijeenkomst.models import Bijeenkomst, Groep, Groepslid, Stap, Toonblad
from dialoog.bijeenkomst.queries import namen
from dialoog.bijeenkomst.service import end_bijeenkomst, set_deur
from dialoog.bijeenkomst.zaal import begin_pauze, set_bedekking, set_bericht
from dialoog.bijeenkomst.zaal_rules import minutes_from
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.beheer import close_ideeen
from dialoog.idee.groot import show_groot
from dialoog.idee.keuze import show_keuze
from dialoog.idee.keuze_insturen import Wens, choose_phone
from dialoog.idee.keuze_tellen import count_keuzes
from dialoog.idee.kleuren_geven import give_kleur
from dialoog.idee.kleuren_sluiten import close_kleuren
from dialoog.idee.models import KLEUREN, Idee
from dialoog.idee.vraag import ask_indiener
from dialoog.opgave.models import Dialoog
from dialoog.stemming.besluit import find_herstemming
from dialoog.stemming.briefje import put_briefje
from dialoog.stemming.daarna import reveal
from dialoog.stemming.models import Loting, Stemronde
from dialoog.stemming.papier import Telling
from dialoog.stemming.papier_uitslag import settle_on_paper
from dialoog.stemming.queries import lijst_van, ronde_van_stap
from dialoog.stemming.queries import uitslag as current
from dialoog.stemming.service import close_stemronde, open_stemronde
from dialoog.stemming.vaststellen import establish_stemronde
from dialoog.voorstel.aanvullingen import type_aanvulling
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.herstemmen import begin_herstemming, begin_loting, choose_way, draw_lot
from dialoog.voorstel.instemming import answer, ask, close, save_conclusie
from dialoog.voorstel.instemming_lezen import open_in
from dialoog.voorstel.models import Voorstel
from tests import builders
from tests.plek import WIE, Plek, stap_van, turn_to

ZEVEN = (
    "tonen", "belangen", "ideeen", "groepen", "kleuren", "kiezen", "stickeren", "uitslag", "voorstelkaarten", "gesprek",
)  # fmt: skip


def deur(plek: Plek) -> None:
    """No step is live."""


def dicht(plek: Plek) -> None:
    set_deur(plek.dialoog, plek.bijeenkomst, open_=False, wie=WIE)


def afgelopen(plek: Plek) -> None:
    stap = turn_to(plek, "voorstelkaarten")
    end_bijeenkomst(plek.dialoog, plek.bijeenkomst, stap, WIE)


def donker(plek: Plek) -> None:
    turn_to(plek, "belangen")
    with transaction() as session:
        session.execute(update(Bijeenkomst).where(Bijeenkomst.id == plek.bijeenkomst).values(donker=True))


def tonen(plek: Plek) -> None:
    """Every kind of page, and a line of the step; the picture lies elsewhere."""
    stap = stap_van(plek, "tonen")
    pages = [Toonblad(soort=soort) for soort in ("hoofdvraag", "deelvragen", "kaders", "spelregels")]
    pages += [
        Toonblad(soort="tekst", titel="Vanavond", tekst="Welkom.\n- Iedereen komt aan het woord."),
        Toonblad(soort="beeld", tekst="Een plein met bankjes.", beeld="a" * 64),
    ]
    with transaction() as session:
        row = session.get_one(Stap, stap)
        row.instructie, row.notitie = "Lees mee op uw telefoon.", "Heet iedereen welkom."
        for place, page in enumerate(pages, 1):
            page.volgorde = place
            row.bladen.append(page)
    turn_to(plek, "tonen")


def gesprek(plek: Plek) -> None:
    """A conversation with a line, and notes."""
    stap = turn_to(plek, "gesprek")
    with transaction() as session:
        row = session.get_one(Stap, stap)
        row.instructie = "Wat valt u op in uw straat? Praat met uw buur."
        put_notities(session, stap, "Drie groepen noemen de stoep.\n- te smal\n- te glad", WIE)


def pauze(plek: Plek) -> None:
    """A pauze and a message lie over a step."""
    turn_to(plek, "belangen")
    begin_pauze(plek.dialoog, plek.bijeenkomst, minutes_from(klok.nu(), 15), "Ideeën verzamelen", WIE)
    set_bericht(plek.dialoog, plek.bijeenkomst, "Er staat koffie in de gang.", WIE)


def proefbeeld(plek: Plek) -> None:
    turn_to(plek, "belangen")
    set_bedekking(plek.dialoog, plek.bijeenkomst, "proefbeeld", aan=True, wie=WIE)


def belangen(plek: Plek) -> None:
    turn_to(plek, "belangen")


def ideeen(plek: Plek) -> None:
    stap = turn_to(plek, "ideeen")
    with transaction() as session:
        for nummer in (1, 2, 12):
            own = Idee.dialoog_id == plek.dialoog, Idee.nummer == nummer
            session.execute(update(Idee).where(*own).values(indiener=plek.deelnemer, stap_id=stap))
        asked = session.scalar(select(Idee.id).where(*own))
    assert asked is not None
    words = "Voor wie is dit bedoeld?"
    ask_indiener(plek.dialoog, asked, uuid4().hex, words, wie=WIE, bijeenkomst_id=plek.bijeenkomst)


def idee_groot(plek: Plek) -> None:
    """Number 12, which holds another, stands large over the wall."""
    ideeen(plek)
    show_groot(plek.dialoog, plek.bijeenkomst, 12, WIE)


def ideeen_gesloten(plek: Plek) -> None:
    ideeen(plek)
    close_ideeen(plek.dialoog, plek.bijeenkomst, stap_van(plek, "ideeen"), gesloten=True, wie=WIE)


def groepen(plek: Plek) -> None:
    """Tables were made by lot."""
    turn_to(plek, "groepen")
    make_groepen(plek.dialoog, plek.bijeenkomst, 3, "loten", 0, WIE)


def tafels_kiezen(plek: Plek) -> None:
    """People choose a table; one did."""
    turn_to(plek, "groepen")
    make_groepen(plek.dialoog, plek.bijeenkomst, 3, "kiezen", 0, WIE)
    first = find_groepen(db.session(), plek.bijeenkomst)[0]
    choose_tafel(plek.dialoog, plek.bijeenkomst, plek.deelnemer, first.id)


def kleuren(plek: Plek) -> None:
    with transaction() as session:
        some = Idee.dialoog_id == plek.dialoog, Idee.nummer > 50
        session.execute(update(Idee).where(*some).values(kleur=None))
    turn_to(plek, "kleuren")


def _kleur_per(plek: Plek, manier: str) -> int:
    """The step *kleuren* in this way, some colours given by the phone of this place."""
    stap = stap_van(plek, "kleuren")
    with transaction() as session:
        step = session.get_one(Stap, stap)
        step.instellingen = {**step.instellingen, "manier": manier}
        session.execute(update(Idee).where(Idee.dialoog_id == plek.dialoog).values(kleur=None))
    turn_to(plek, "kleuren")
    return stap


def kleuren_iedereen(plek: Plek) -> None:
    stap = _kleur_per(plek, "iedereen")
    people = Deelnemer.dialoog_id == plek.dialoog, Deelnemer.soort == "deelnemer"
    for at, person in enumerate(db.session.scalars(select(Deelnemer.id).where(*people).limit(4)).all()):
        for idee in sorted(_ids(plek, 2, 4, 8)):
            give_kleur(plek.dialoog, person, stap, idee, KLEUREN[(at + idee) % 3], 0)


def kleuren_besproken(plek: Plek) -> None:
    kleuren_iedereen(plek)
    close_kleuren(plek.dialoog, plek.bijeenkomst, stap_van(plek, "kleuren"), gesloten=True, wie=WIE)


def kleuren_zonder_groepen(plek: Plek) -> None:
    _kleur_per(plek, "groepen")


def kleuren_groepen(plek: Plek) -> None:
    stap = _kleur_per(plek, "groepen")
    with transaction() as session:
        groep = Groep(bijeenkomst_id=plek.bijeenkomst, lichting=1, nummer=1)
        session.add(groep)
        session.flush()
        place = {"bijeenkomst_id": plek.bijeenkomst, "lichting": 1, "groep_id": groep.id}
        session.add(Groepslid(deelnemer_id=plek.deelnemer, **place))
    for idee in _ids(plek, 2, 4):
        give_kleur(plek.dialoog, plek.deelnemer, stap, idee, "rood", 0)


def _choose(plek: Plek, most: int) -> int:
    stap = stap_van(plek, "kiezen")
    numbers = [2, 4, 6, 8, 11, 12, 13, 14, 18, 20, 22, 24, 25, 29, 32, 36, 38, 41, 43, 44][:most]
    ids = db.session.scalars(select(Idee.id).where(Idee.dialoog_id == plek.dialoog, Idee.nummer.in_(numbers))).all()
    builders.choose(stap, ids)
    return stap


def kiezen(plek: Plek) -> None:
    _choose(plek, 13)
    turn_to(plek, "kiezen")


def gekozen(plek: Plek) -> None:
    stap = _choose(plek, 20)
    turn_to(plek, "kiezen")
    show_keuze(plek.dialoog, plek.bijeenkomst, stap, getoond=True, wie=WIE)


def _kies_per(plek: Plek, unit: str) -> int:
    """The step *kiezen* with this unit, and two groups: the first is that of the deelnemer, who has its pen."""
    stap = stap_van(plek, "kiezen")
    with transaction() as session:
        step = session.get_one(Stap, stap)
        step.instellingen = {
            **step.instellingen,
            "eenheid": unit,
            "quota": {"grijs": 0, "geel": 3, "blauw": 1, "rood": 3},
        }
        for nummer in (2, 1):
            groep = Groep(bijeenkomst_id=plek.bijeenkomst, lichting=1, nummer=nummer)
            session.add(groep)
            session.flush()
        session.add(
            Groepslid(bijeenkomst_id=plek.bijeenkomst, lichting=1, deelnemer_id=plek.deelnemer, groep_id=groep.id)
        )
    turn_to(plek, "kiezen")
    return stap


def _ids(plek: Plek, *nummers: int) -> frozenset[int]:
    return frozenset(
        db.session.scalars(select(Idee.id).where(Idee.dialoog_id == plek.dialoog, Idee.nummer.in_(nummers)))
    )


def kiesgroepen(plek: Plek) -> None:
    stap = _kies_per(plek, "groep")
    choose_phone(plek.dialoog, plek.deelnemer, stap, Wens(0, _ids(plek, 4, 6, 8), ingestuurd=False, boven=True))


def kiesmensen(plek: Plek) -> None:
    stap = _kies_per(plek, "persoon")
    choose_phone(plek.dialoog, plek.deelnemer, stap, Wens(0, _ids(plek, 4, 6), ingestuurd=False, boven=True))


def kiesgelijk(plek: Plek) -> None:
    """Everybody's choices were counted: too many ideas of one colour with one choice each."""
    stap = _kies_per(plek, "persoon")
    colour = select(Idee.id).where(Idee.dialoog_id == plek.dialoog, Idee.kleur == "rood", Idee.staat == "los").limit(5)
    chosen = frozenset(db.session.scalars(colour))
    choose_phone(plek.dialoog, plek.deelnemer, stap, Wens(0, chosen, ingestuurd=True, boven=True))
    count_keuzes(plek.dialoog, plek.bijeenkomst, stap, WIE)


def ronde_voorbereid(plek: Plek) -> None:
    _choose(plek, 20)
    turn_to(plek, "stickeren")


def _ronde(plek: Plek) -> int:
    ronde = ronde_van_stap(db.session(), stap_van(plek, "stickeren"))
    assert ronde is not None
    return ronde.id


def ronde_open(plek: Plek) -> None:
    ronde_voorbereid(plek)
    ronde = _ronde(plek)
    open_stemronde(plek.dialoog, ronde, WIE)
    session = db.session()
    others = Deelnemer.dialoog_id == plek.dialoog, Deelnemer.id != plek.deelnemer, Deelnemer.soort == "deelnemer"
    people = session.scalars(select(Deelnemer.id).where(*others)).all()
    numbers = [idee.nummer for idee in lijst_van(session, ronde).values()]
    session.rollback()
    for at, person in enumerate(people[:-2]):
        chosen = [numbers[(at * step) % 9 + step] for step in range(1, 4)]
        command = {
            "ronde": ronde,
            "versie": 0,
            "kenmerk": uuid4().hex,
            "stickers": sorted(set(chosen)),
            "klaar": at % 2 == 0,
        }
        put_briefje(plek.dialoog, person, command)


def openronde(plek: Plek) -> None:
    """A round whose tally everybody sees, limited to two colours."""
    with transaction() as session:
        session.execute(
            update(Stap)
            .where(Stap.id == stap_van(plek, "stickeren"))
            .values(instellingen={"zichtbaar": "open", "kleuren": ["rood", "geel"]})
        )
    ronde_open(plek)


def op_papier(plek: Plek) -> None:
    """A round that was settled on paper."""
    ronde_open(plek)
    ronde = db.session.get_one(Stemronde, _ronde(plek))
    versie, numbers = ronde.versie, [idee.nummer for idee in lijst_van(db.session(), ronde.id).values()]
    db.session.rollback()
    counts = {number: max(0, 12 - at) for at, number in enumerate(numbers)}
    settle_on_paper(plek.dialoog, _ronde(plek), versie, Telling(19, counts), WIE)


def ronde_gesloten(plek: Plek) -> None:
    ronde_open(plek)
    close_stemronde(plek.dialoog, _ronde(plek), WIE)


def ronde_vastgesteld(plek: Plek) -> None:
    ronde_gesloten(plek)
    establish_stemronde(plek.dialoog, _ronde(plek), WIE)


def onthullen(plek: Plek) -> None:
    ronde_vastgesteld(plek)
    seen = None
    for _ in range(3):
        reveal(plek.dialoog, _ronde(plek), seen, WIE)
        seen = db.session.get_one(Stemronde, _ronde(plek)).onthuld


def onthuld(plek: Plek) -> None:
    ronde_vastgesteld(plek)
    reveal(plek.dialoog, _ronde(plek), None, WIE, alles=True)


def uitslag(plek: Plek) -> None:
    turn_to(plek, "uitslag")


def herstemming(plek: Plek) -> None:
    """A herstemming is open."""
    uitslag(plek)
    base = current(db.session(), plek.dialoog)
    assert base is not None
    begin_herstemming(plek.dialoog, plek.bijeenkomst, stap_van(plek, "uitslag"), base.ronde, WIE)
    held = find_herstemming(db.session(), base.ronde)
    assert held is not None
    open_stemronde(plek.dialoog, held.id, WIE)


def weer_gelijk(plek: Plek) -> None:
    """It ended equal again: nobody put anything."""
    herstemming(plek)
    held = ronde_van_stap(db.session(), stap_van(plek, "uitslag"))
    assert held is not None
    close_stemronde(plek.dialoog, held.id, WIE)
    establish_stemronde(plek.dialoog, held.id, WIE)
    reveal(plek.dialoog, held.id, None, WIE, alles=True)


def loting(plek: Plek) -> None:
    """The papers of a lot lie ready."""
    weer_gelijk(plek)
    stap = stap_van(plek, "uitslag")
    base = current(db.session(), plek.dialoog)
    assert base is not None
    begin_loting(plek.dialoog, plek.bijeenkomst, stap, base.ronde, WIE)
    choose_way(plek.dialoog, plek.bijeenkomst, stap, "loting")


def geloot(plek: Plek) -> None:
    """One was drawn."""
    loting(plek)
    lot = db.session.scalars(select(Loting.id).where(Loting.dialoog_id == plek.dialoog)).one()
    draw_lot(plek.dialoog, plek.bijeenkomst, stap_van(plek, "uitslag"), lot, 0, WIE)


def voorstelkaarten(plek: Plek) -> None:
    turn_to(plek, "voorstelkaarten")


def kaarten_dicht(plek: Plek) -> None:
    """The last day of the eigenaren is over."""
    turn_to(plek, "voorstelkaarten")
    with transaction() as session:
        session.get_one(Dialoog, plek.dialoog).kaarten_uiterlijk = klok.vandaag() - timedelta(days=1)


def _eerste(plek: Plek) -> int:
    """The number of the first card."""
    db.session.rollback()
    return (
        db.session.scalars(
            select(Voorstel.nummer).where(Voorstel.dialoog_id == plek.dialoog).order_by(Voorstel.nummer)
        ).first()
        or 0
    )


def instemming(plek: Plek) -> None:
    """The hall is asked about the first card; two answered."""
    stap = turn_to(plek, "voorstelkaarten")
    ask(plek.dialoog, plek.bijeenkomst, stap, _eerste(plek), WIE)
    asked = open_in(db.session(), plek.dialoog)
    assert asked is not None
    vraag = asked.id
    people = [person.id for person in namen(db.session(), plek.bijeenkomst, "aanwezig")][:2]
    for person, reden in zip(people, ("", "Wie betaalt het na het eerste jaar?"), strict=False):
        answer(plek.dialoog, person, vraag, ja=not reden, reden=reden)


def ingestemd(plek: Plek) -> None:
    """And counted, with a conclusion and an addition that waits."""
    instemming(plek)
    asked = open_in(db.session(), plek.dialoog)
    assert asked is not None
    vraag = asked.id
    close(plek.dialoog, plek.bijeenkomst, vraag, WIE)
    save_conclusie(plek.dialoog, plek.bijeenkomst, vraag, 2, "We vragen het opnieuw als de kosten er staan.", WIE)
    here = Schrijver("begeleider", WIE)
    tekst = "Vraag ook de huisarts."
    type_aanvulling(plek.dialoog, plek.bijeenkomst, _eerste(plek), 1, "a" * 32, tekst, here)


Drive = Callable[[Plek], None]
ZONDER: dict[str, Drive] = {
    drive.__name__: drive
    for drive in (
        dicht, deur, donker, pauze, proefbeeld, tonen, belangen, gesprek, ideeen, idee_groot, ideeen_gesloten, groepen,
        tafels_kiezen, kleuren,
        kleuren_iedereen, kleuren_zonder_groepen, kleuren_groepen, kleuren_besproken, kiezen, kiesgroepen,
        kiesmensen, kiesgelijk, gekozen, ronde_voorbereid, ronde_open,
        openronde, op_papier,
        ronde_gesloten, ronde_vastgesteld, onthullen, onthuld,
    )
}  # fmt: skip
"""States of a dialogue whose ideas are there, and no outcome yet."""
ALLE: dict[str, Drive] = {
    **ZONDER,
    **{drive.__name__: drive for drive in (uitslag, voorstelkaarten, kaarten_dicht, instemming, ingestemd, afgelopen)},
    "gelijk": uitslag,
    **{drive.__name__: drive for drive in (herstemming, weer_gelijk, loting, geloot)},
}
"""And those of a dialogue with its whole outcome, or with a tie at the edge and no oplossingen (`GELIJK`)."""
GELIJK = ("gelijk", "herstemming", "weer_gelijk", "loting", "geloot")
NODIG = {
    "donker": "belangen", "pauze": "belangen", "proefbeeld": "belangen", "tafels_kiezen": "groepen",
    "idee_groot": "ideeen",
    "ideeen_gesloten": "ideeen", "gekozen": "kiezen",
    **dict.fromkeys(
        ("kleuren_iedereen", "kleuren_zonder_groepen", "kleuren_groepen", "kleuren_besproken"), "kleuren"
    ),
    "kiesgroepen": "kiezen", "kiesmensen": "kiezen", "kiesgelijk": "kiezen", "ronde_voorbereid": "stickeren",
    "openronde": "stickeren", "op_papier": "stickeren",
    "ronde_open": "stickeren", "ronde_gesloten": "stickeren", "ronde_vastgesteld": "stickeren",
    "onthullen": "stickeren", "onthuld": "stickeren", **dict.fromkeys(GELIJK, "uitslag"),
    **dict.fromkeys(("kaarten_dicht", "instemming", "ingestemd", "afgelopen"), "voorstelkaarten"),
    **{soort: soort for soort in ZEVEN}, **{f"leeg_{soort}": soort for soort in ZEVEN},
}  # fmt: skip
"""State → the kind of step that is (or was) live in it."""
