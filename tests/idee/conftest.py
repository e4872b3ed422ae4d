"""An idea evening with one person present, for the tests of this room."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import builders

TOKEN = "telefoon-van-amina"


@dataclass(frozen=True)
class Avond:
    """Ids of the evening: the live step, who is present, the two deelvragen."""

    dialoog: int
    bijeenkomst: int
    stap: int
    amina: int
    begeleider: int
    vragen: tuple[int, int]

    @property
    def regie(self) -> str:
        return f"/regie/wijk/avond/{self.bijeenkomst}"

    @property
    def actie(self) -> str:
        return f"{self.regie}/stap/{self.stap}"


def make_avond(soort: str, **instellingen: object) -> Avond:
    """An evening on which this werkvorm is live."""
    from dialoog.database import db
    from dialoog.idee.queries import deelvragen

    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    stap = builders.make_stap(evening, soort, "live", **instellingen)
    amina = builders.make_deelnemer(dialoog, bijeenkomst=evening, token=TOKEN)
    begeleider = builders.make_begeleider(dialoog)
    one, two = (deelvraag.id for deelvraag in deelvragen(db.session(), dialoog))
    db.session.rollback()
    return Avond(dialoog, evening, stap, amina, begeleider, (one, two))


@pytest.fixture
def avond(app: Flask) -> Avond:
    """*Ideeën* is live and open."""
    return make_avond("ideeen", muur="meteen")


@pytest.fixture
def kleuravond(app: Flask) -> Avond:
    """*Kleuren* is live."""
    return make_avond("kleuren", verder=True)


@pytest.fixture
def kiesavond(app: Flask) -> Avond:
    """*Kiezen* is live, with one blauw, two rood, one geel to choose."""
    return make_avond("kiezen", quota={"grijs": 0, "geel": 1, "blauw": 1, "rood": 2})


@pytest.fixture
def phone(as_deelnemer: Callable[[int, str], FlaskClient], avond: Avond) -> FlaskClient:
    """Amina's phone on the idea evening."""
    return as_deelnemer(avond.dialoog, TOKEN)


@pytest.fixture
def marit(as_begeleider: Callable[[int], FlaskClient], avond: Avond) -> FlaskClient:
    """The begeleider on the idea evening."""
    return as_begeleider(avond.begeleider)
