"""A filled house: one dialogue per state of an evening, so that a test can visit every screen without driving there.

Every dialogue comes from the example file of the demo; its last evening, with the door open, is in the named state."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dialoog import create_app, klok
from dialoog.access import hash_token
from dialoog.begeleider.models import Begeleiding
from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst
from dialoog.bijeenkomst.werkvorm import werkvormen
from dialoog.config import DATABASE_FILE, Config
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.idee.models import Idee
from dialoog.opgave.queries import find_dialoog
from dialoog.overdracht.service import import_bytes
from tests import builders
from tests.plek import WIE, Plek, refresh, turn_to
from tests.toestanden import ALLE, GELIJK, NODIG, ZEVEN, ZONDER

BESTAND = Path(__file__).parent.parent / "dialoog" / "demo" / "data" / "wijkzorg-afgerond.json"
EIGENAAR = "Jolanda Spits"
"""The trekker of the first oplossing in the file; her phone visits every state."""


def bestand(naam: str, *, uitkomst: bool = True, gelijk: bool = False) -> bytes:
    """The example under another name; without its outcome, or with a tie at the edge of the top and no oplossingen."""
    plain: dict[str, Any] = json.loads(BESTAND.read_bytes())
    plain |= {"korte_naam": naam, "staat": "bezig"}
    if not uitkomst:
        plain |= {"stemrondes": [], "oplossingen": [], "voorstellen": []}
    if gelijk:
        plain |= {"oplossingen": [], "voorstellen": []}
        for part in ("stickers", "mensen"):
            plain["stemrondes"][0][part] |= {"41": 8, "22": 3}
    return json.dumps(plain, ensure_ascii=False).encode()


def make_plek(toestand: str, begeleider_email: str, **file: bool) -> Plek:
    """A dialogue from the file with one more evening: door open, all werkvormen planned, everybody in the hall."""
    made = import_bytes(bestand("t-" + toestand.replace("_", "-"), **file), voor=begeleider_email)
    dialoog = find_dialoog(db.session(), made.korte_naam)
    assert dialoog is not None
    return furnish(toestand, made.korte_naam, dialoog.id)


def make_leeg(toestand: str, begeleider: int) -> Plek:
    """A dialogue in which nothing happened yet but two people coming in."""
    naam = "t-" + toestand.replace("_", "-")
    dialoog = builders.make_dialoog(naam)
    for person in (EIGENAAR, "Amina Bouzid"):
        builders.make_deelnemer(dialoog, person)
    with transaction() as session:
        session.add(Begeleiding(begeleider_id=begeleider, dialoog_id=dialoog))
    return furnish(toestand, naam, dialoog)


def furnish(toestand: str, naam: str, dialoog: int) -> Plek:
    """Add the evening, its draaiboek and a phone."""
    evening = builders.make_bijeenkomst(dialoog, "Ideeënavond")
    for form in werkvormen():
        builders.make_stap(evening, form.soort, **form.standaard())
    builders.make_deelnemer(dialoog, "Kees Kijker", belangen=(), soort="toehoorder", token=f"kijker-{toestand}")
    typist = builders.make_notulist(dialoog, token=f"notulist-{toestand}", link=f"link-{toestand}")
    with transaction() as session:
        typed = update(Idee).where(Idee.dialoog_id == dialoog, Idee.nummer == 13)
        session.execute(typed.values(kenmerk=f"notulist:{typist}:{toestand}"))
        people = session.scalars(select(Deelnemer).where(Deelnemer.dialoog_id == dialoog).order_by(Deelnemer.id)).all()
        session.add_all(
            Aanwezigheid(bijeenkomst_id=evening, deelnemer_id=person.id, staat="aanwezig") for person in people
        )
        main = next(person for person in people if person.naam == EIGENAAR)
        other = next(person for person in people if person.id != main.id and person.soort == "deelnemer")
        if len(people) > 3:
            people[3].zonder_telefoon, people[3].helper = True, "Hanna van de bieb"
        add_toestel(session, main.id, f"telefoon-{toestand}")
        add_toestel(session, other.id, f"ander-{toestand}")
        row = session.get_one(Bijeenkomst, evening)
        plek = Plek(toestand, naam, dialoog, evening, row.uitnodiging, row.beamer_token, main.id)
    refresh(plek)
    return plek


def add_toestel(session: Session, deelnemer: int, token: str) -> None:
    """Bind a device to a person."""
    session.add(Toestel(deelnemer_id=deelnemer, token_hash=hash_token(token), omschrijving="Telefoon", sinds=klok.nu()))


@dataclass
class Wereld:
    """Every state by name, the begeleider of all of them, one of another dialogue, and a stranger's phone there."""

    plekken: dict[str, Plek]
    begeleider: int
    ander: Plek
    andere_begeleider: int

    def __getitem__(self, toestand: str) -> Plek:
        return self.plekken[toestand]


def make_wereld() -> Wereld:
    """Fill an empty, migrated database (inside an app context)."""
    email = "marit@streek.example"
    begeleider = builders.make_begeleider(naam=WIE, email=email)
    other = builders.make_begeleider(naam="Olga Vries", email="olga@elders.example")
    offered = {form.soort for form in werkvormen()}
    plekken: dict[str, Plek] = {}
    for naam, drive in ALLE.items():
        if NODIG.get(naam, "belangen") in offered:
            plekken[naam] = make_plek(naam, email, uitkomst=naam not in ZONDER, gelijk=naam in GELIJK)
            drive(plekken[naam])
    for soort in (soort for soort in ZEVEN if soort in offered):
        plekken[f"leeg_{soort}"] = make_leeg(f"leeg_{soort}", begeleider)
        turn_to(plekken[f"leeg_{soort}"], soort)
    ander = make_plek("ander", "olga@elders.example")
    turn_to(ander, "belangen")
    for plek in (*plekken.values(), ander):
        refresh(plek)
    return Wereld(plekken, begeleider, ander, other)


@dataclass
class Gevuld:
    """The filled house on disk: `map`/data and `map`/sleutels, as `tests.server.Server` wants it."""

    map: Path
    wereld: Wereld

    def kopie(self, folder: Path) -> Config:
        """Settings of a copy of its own, under `folder`."""
        shutil.copytree(self.map, folder, dirs_exist_ok=True)
        return Config(data=folder / "data", sleutels=folder / "sleutels", adres="http://localhost", testing=True)


def fill(folder: Path, migrated: Path) -> Gevuld:
    """Make the filled house under `folder`, from a migrated, empty database file."""
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copy(migrated, data / DATABASE_FILE)
    app = create_app(Config(data=data, sleutels=folder / "sleutels", adres="http://localhost", testing=True))
    with app.app_context():
        wereld = make_wereld()
        db.session.remove()
        db.engine.dispose()
    return Gevuld(folder, wereld)
