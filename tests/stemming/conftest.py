"""A hall that is about to sticker: eight gekozen ideeën, a live step, four people with phones and one without."""

import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from dialoog import klok
from dialoog.access import hash_token
from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.idee.models import Idee
from dialoog.stemming import open_namen, sleutels, vaststellen
from dialoog.stemming.briefje import Ligt, put_briefje, stand_van
from dialoog.stemming.models import Stemronde
from dialoog.stemming.queries import ronde_van_stap
from dialoog.stemming.service import close_stemronde, open_stemronde
from dialoog.stemming.vaststellen import establish_stemronde
from tests import builders

if TYPE_CHECKING:
    from tests.stemming.avond_open import Klok
    from tests.stemming.speeltafel import Tafel

WIE = "Marit de Boer"


@dataclass
class Zaal:
    """Ids of a hall, and the acts that tests repeat. `nummers` are those of the ideas on the list."""

    dialoog: int
    bijeenkomst: int
    stap: int
    begeleider: int
    mensen: list[int]
    zonder_telefoon: int
    toehoorder: int
    nummers: list[int]
    korte_naam: str = "wijk"
    tokens: dict[int, str] = field(default_factory=dict)

    @property
    def ronde(self) -> int:
        """The running round."""
        db.session.rollback()
        ronde = ronde_van_stap(db.session(), self.stap)
        assert ronde is not None
        return ronde.id

    def rij(self, ronde: int | None = None) -> Stemronde:
        """The row of the round, fresh."""
        db.session.rollback()
        return db.session.get_one(Stemronde, ronde or self.ronde, populate_existing=True)

    def open(self) -> int:
        open_stemronde(self.dialoog, self.ronde, WIE)
        return self.ronde

    def sluit(self) -> None:
        close_stemronde(self.dialoog, self.ronde, WIE)

    def stel_vast(self) -> None:
        establish_stemronde(self.dialoog, self.ronde, WIE)

    def opdracht(self, *nummers: int, versie: int = 0, klaar: bool = False, **rest: Any) -> dict[str, Any]:
        """A command as a phone makes it."""
        words = {"ronde": self.ronde, "versie": versie, "kenmerk": uuid4().hex, "stickers": list(nummers)}
        return {**words, "klaar": klaar, **rest}

    def plak(self, persoon: int, *nummers: int, klaar: bool = False) -> Ligt:
        """Put a ballot as that person, whatever lies."""
        versie = stand_van(self.dialoog, persoon, self.ronde).versie
        return put_briefje(self.dialoog, persoon, self.opdracht(*nummers, versie=versie, klaar=klaar))


@pytest.fixture
def zaal(app: Flask) -> Zaal:
    return make_zaal()


def make_zaal(korte_naam: str = "wijk", aantal: int = 4, ideeen: int = 8, **instellingen: Any) -> Zaal:
    """Build the hall; the step stickeren is live and its round voorbereid."""
    dialoog = builders.make_dialoog(korte_naam, top=5)
    begeleider = builders.make_begeleider(dialoog, email=f"marit@{korte_naam}.example")
    evening = builders.make_bijeenkomst(dialoog)
    kiezen = builders.make_stap(evening, "kiezen", "gedaan")
    stap = builders.make_stap(evening, "stickeren", **{"n": 5, "per_idee": 1, **instellingen})
    numbers = builders.make_ideeen(dialoog, ideeen)
    builders.choose(kiezen, numbers)
    zaal = Zaal(dialoog, evening, stap, begeleider, [], 0, 0, list(range(1, ideeen + 1)), korte_naam)
    zaal.tokens = make_mensen(dialoog, evening, aantal)
    zaal.mensen = list(zaal.tokens)
    zaal.zonder_telefoon = builders.make_deelnemer(
        dialoog, "Corrie de Wit", bijeenkomst=evening, zonder_telefoon=True, helper="Joke"
    )
    zaal.toehoorder = builders.make_deelnemer(
        dialoog, "Gast", bijeenkomst=evening, soort="toehoorder", token=f"{korte_naam}-gast"
    )
    zaal.tokens[zaal.toehoorder] = f"{korte_naam}-gast"
    go_to_step(dialoog, evening, None, stap, WIE)
    return zaal


def make_mensen(dialoog: int, evening: int, aantal: int) -> dict[int, str]:
    """Many people with phones at once: id → device token, in order of id."""
    with transaction() as session:
        people = [
            Deelnemer(dialoog_id=dialoog, registratie=uuid4().hex, naam=f"Persoon {n}", gemaakt=klok.nu())
            for n in range(1, aantal + 1)
        ]
        session.add_all(people)
        session.flush()
        tokens = {person.id: uuid4().hex for person in people}
        for person, token in tokens.items():
            session.add(Aanwezigheid(bijeenkomst_id=evening, deelnemer_id=person, staat="aanwezig"))
            session.add(Toestel(deelnemer_id=person, token_hash=hash_token(token), sinds=klok.nu()))
        return tokens


@pytest.fixture
def telefoon(zaal: Zaal, as_deelnemer: Callable[[int, str], FlaskClient]) -> Callable[[int], FlaskClient]:
    """deelnemer id → the phone of that person."""
    return lambda person: as_deelnemer(zaal.dialoog, zaal.tokens[person])


@pytest.fixture
def regie(zaal: Zaal, as_begeleider: Callable[[int], FlaskClient]) -> FlaskClient:
    """The laptop of the begeleider."""
    return as_begeleider(zaal.begeleider)


def aantal(table: str) -> int:
    """How many rows lie in this table."""
    db.session.rollback()
    return int(db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def locks() -> set[str | None]:
    """What the ideas are locked by, now."""
    db.session.rollback()
    return set(db.session.scalars(select(Idee.vergrendeld_door)))


# --- the linking program --------------------------------------------------------------------------------------


@pytest.fixture
def tafel(
    request: pytest.FixtureRequest, app: Flask, config: Config, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator["Tafel"]:
    """Where evenings are played for the linking program, on the database of this run."""
    from tests.stemming.speeltafel import Lot, Tafel

    source = random.Random(2019)
    for module in (sleutels, vaststellen):
        monkeypatch.setattr(module, "secrets", Lot(source))
    cluster = request.getfixturevalue("postgres") if request.config.getoption("postgres") else None
    table = Tafel(config, source, migrated, cluster)
    logging.getLogger().addHandler(table.gezegd)
    yield table
    logging.getLogger().removeHandler(table.gezegd)


@pytest.fixture
def lijstklok(monkeypatch: pytest.MonkeyPatch) -> "Klok":
    """The clock of the lists of an open round."""
    from tests.stemming.avond_open import Klok

    clock = Klok()
    monkeypatch.setattr(open_namen, "time", clock)
    monkeypatch.setattr(open_namen, "_gestart", -1e9)
    return clock
