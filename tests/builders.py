"""Builders: a small dialogue in a few lines. Each writes in a transaction of its own and gives the id."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from dialoog import klok
from dialoog.access import hash_token
from dialoog.begeleider.models import Begeleider, Begeleiding
from dialoog.bijeenkomst import rules
from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Stap
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang, Toestel
from dialoog.idee.models import ZAAL, Idee, Keuze
from dialoog.notulist.models import Notulist, Notulistlink
from dialoog.opgave.models import Belang, Deelvraag, Dialoog, Gemeente, Kader, Spelregel

BELANGEN = ("Zelf ouder worden", "Mantelzorg", "Wonen", "Zorg", "Jonge buren")
TITELS = {"ideeen": "Ideeën"}
"""Where the kind of a step is no title as people write it."""


def make_dialoog(korte_naam: str = "wijk", **fields: Any) -> int:
    """A dialogue with two deelvragen, three kaders, two spelregels, five belangen and two gemeenten."""
    with transaction() as session:
        values = {
            "titel": "Samen in de wijk",
            "regio": "De Streek",
            "hoofdvraag": "Hoe worden wij samen prettig ouder in de wijk?",
            "hoofdvraag_kort": "Samen prettig ouder worden?",
            **fields,
        }
        dialoog = Dialoog(korte_naam=korte_naam, gemaakt=klok.nu(), **values)
        dialoog.deelvragen = [
            Deelvraag(volgorde=1, tekst="Hoe wonen wij later fijn?", kant="wonen"),
            Deelvraag(volgorde=2, tekst="Wat houdt mensen bij elkaar?", kant="samen leven"),
        ]
        dialoog.kaders = [
            Kader(volgorde=n, soort=soort, tekst=f"Kader over {soort}", onderdelen=[])
            for n, soort in enumerate(("inhoudelijk", "proces", "financieel"), 1)
        ]
        dialoog.spelregels = [
            Spelregel(volgorde=n, tekst=t) for n, t in enumerate(("Laat uitpraten.", "Vraag door."), 1)
        ]
        dialoog.belangen = [Belang(volgorde=n, naam=naam, zin=naam) for n, naam in enumerate(BELANGEN, 1)]
        dialoog.gemeenten = [Gemeente(volgorde=n, naam=naam) for n, naam in enumerate(("Lindehoven", "Oeverbeek"), 1)]
        session.add(dialoog)
        session.flush()
        return dialoog.id


def make_bijeenkomst(dialoog: int, titel: str = "Ideeënavond", *, deur_open: bool = True) -> int:
    """An evening, door open."""
    with transaction() as session:
        place = session.scalar(select(func.count()).where(Bijeenkomst.dialoog_id == dialoog)) or 0
        evening = Bijeenkomst(
            dialoog_id=dialoog,
            volgorde=place + 1,
            titel=titel,
            datum=date(2026, 11, 24),
            plaats="Dorpshuis",
            code=rules.new_code(),
            uitnodiging=rules.new_token(),
            beamer_token=rules.new_token(),
            deur_open=deur_open,
        )
        session.add(evening)
        session.flush()
        return evening.id


def make_stap(bijeenkomst: int, soort: str, staat: str = "gepland", **instellingen: Any) -> int:
    """A step of the draaiboek, last in order; a step made `live` is not started (use the service for that)."""
    with transaction() as session:
        place = session.scalar(select(func.count()).where(Stap.bijeenkomst_id == bijeenkomst)) or 0
        stap = Stap(
            bijeenkomst_id=bijeenkomst,
            volgorde=place + 1,
            soort=soort,
            titel=TITELS.get(soort, soort.capitalize()),
            staat=staat,
            instellingen=instellingen,
        )
        session.add(stap)
        session.flush()
        return stap.id


def make_deelnemer(
    dialoog: int,
    naam: str = "Amina Bouzid",
    *,
    bijeenkomst: int | None = None,
    belangen: Sequence[int] = (1,),
    soort: str = "deelnemer",
    token: str | None = None,
    **fields: Any,
) -> int:
    """A person with belangen by their place (1 is the first), present when an evening is given, and with a device
    when a token is given (put it in the cookie `toestel_<dialoog>`)."""
    with transaction() as session:
        person = Deelnemer(
            dialoog_id=dialoog, registratie=uuid4().hex, naam=naam, soort=soort, gemaakt=klok.nu(), **fields
        )
        known = list(session.scalars(select(Belang).where(Belang.dialoog_id == dialoog).order_by(Belang.volgorde)))
        person.belang_rijen = [
            DeelnemerBelang(belang=known[place - 1], volgorde=n) for n, place in enumerate(belangen, 1)
        ]
        session.add(person)
        session.flush()
        if bijeenkomst is not None:
            session.add(Aanwezigheid(bijeenkomst_id=bijeenkomst, deelnemer_id=person.id, staat="aanwezig"))
        if token is not None:
            session.add(
                Toestel(deelnemer_id=person.id, token_hash=hash_token(token), omschrijving="Telefoon", sinds=klok.nu())
            )
        return person.id


def make_begeleider(*dialogen: int, naam: str = "Marit de Boer", email: str = "marit@streek.example") -> int:
    """An account that guides these dialogues. Its password is not usable: log in through `log_in`."""
    with transaction() as session:
        begeleider = Begeleider(naam=naam, email=email, wachtwoord="-", gemaakt=klok.nu())
        session.add(begeleider)
        session.flush()
        session.add_all(Begeleiding(begeleider_id=begeleider.id, dialoog_id=number) for number in dialogen)
        return begeleider.id


def make_notulist(dialoog: int, naam: str = "Nora Pen", *, token: str = "notulist", link: str = "link") -> int:
    """Who takes notes, on a device with this token (in the cookie `notulist_<dialoog>`), by a link with that one."""
    with transaction() as session:
        row = Notulist(naam=naam, token_hash=hash_token(token), sinds=klok.nu())
        row.link = Notulistlink(dialoog_id=dialoog, token_hash=hash_token(link), wie="Marit de Boer", gemaakt=klok.nu())
        session.add(row)
        session.flush()
        return row.id


def make_ideeen(dialoog: int, aantal: int, stap: int | None = None, **fields: Any) -> list[int]:
    """Ideas numbered on from the last; gives their ids in order."""
    with transaction() as session:
        last = session.scalar(select(func.max(Idee.nummer)).where(Idee.dialoog_id == dialoog)) or 0
        ideas = [
            Idee(
                dialoog_id=dialoog,
                stap_id=stap,
                nummer=n,
                tekst=f"Idee {n} voor de wijk",
                kenmerk=uuid4().hex,
                **fields,
            )
            for n in range(last + 1, last + aantal + 1)
        ]
        session.add_all(ideas)
        session.flush()
        return [idea.id for idea in ideas]


def choose(stap: int, ideeen: Sequence[int]) -> None:
    """The room chose these ideas in a step *kiezen*."""
    with transaction() as session:
        session.add_all(Keuze(stap_id=stap, kiezer=ZAAL, idee_id=number) for number in ideeen)
