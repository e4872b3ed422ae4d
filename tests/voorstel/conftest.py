"""A dialogue with an established, revealed round: places 1, 2, 3, 4 and a tie of two on place 5, then a lower one."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dialoog import klok
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.database import db, transaction
from dialoog.stemming.models import RondeIdee, Stemronde
from tests import builders

MARIT = "Marit de Boer"
TOKEN = "telefoon-van-amina"
ANDER = "telefoon-van-bram"
KIJKER = "telefoon-van-kees"
STICKERS = (14, 12, 10, 9, 7, 7, 3)


def make_ronde(dialoog: int, bijeenkomst: int, stap: int, ideeen: list[int], stickers: tuple[int, ...]) -> int:
    """A round that was vastgesteld and shown."""
    with transaction() as session:
        ronde = Stemronde(
            dialoog_id=dialoog, bijeenkomst_id=bijeenkomst, stap_id=stap, nummer=1, titel="Stemronde",
            staat="vastgesteld", was_vastgesteld=True, vastgesteld=klok.nu(), briefjes=19, onthuld=0,
            bijzonderheden={},
        )  # fmt: skip
        session.add(ronde)
        session.flush()
        session.add_all(
            RondeIdee(ronde=ronde.id, idee=idee, stickers=n, mensen=n) for idee, n in zip(ideeen, stickers, strict=True)
        )
        return ronde.id


@dataclass(frozen=True)
class Top:
    """Ids: seven ideas, best first (5 and 6 are equal on place 5); Amina and Bram are deelnemers."""

    dialoog: int
    bijeenkomst: int
    stap: int
    ronde: int
    ideeen: list[int]
    amina: int
    bram: int
    begeleider: int

    @property
    def regie(self) -> str:
        return f"/regie/wijk/avond/{self.bijeenkomst}"

    def token(self) -> str:
        """Of the beamer."""
        token = db.session.get_one(Bijeenkomst, self.bijeenkomst).beamer_token
        db.session.rollback()
        return token


def make_top(soort: str = "uitslag", **instellingen: object) -> Top:
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    stickeren = builders.make_stap(evening, "stickeren", "gedaan")
    stap = builders.make_stap(evening, soort, "live", **instellingen)
    ideeen = builders.make_ideeen(dialoog, 7, kleur="rood")
    ronde = make_ronde(dialoog, evening, stickeren, ideeen, STICKERS)
    amina = builders.make_deelnemer(dialoog, bijeenkomst=evening, token=TOKEN)
    bram = builders.make_deelnemer(dialoog, "Bram Vos", token=ANDER)
    builders.make_deelnemer(dialoog, "Kees Kijker", bijeenkomst=evening, token=KIJKER, soort="toehoorder", belangen=())
    return Top(dialoog, evening, stap, ronde, ideeen, amina, bram, builders.make_begeleider(dialoog))


@pytest.fixture
def top(app: Flask) -> Top:
    """The step *Uitslag* is live, nothing made of it yet."""
    return make_top()


@pytest.fixture
def kaarten(app: Flask) -> Top:
    """The step *Voorstelkaarten* is live."""
    return make_top("voorstelkaarten", voorstel=0, vraag=1)


@pytest.fixture
def phone(as_deelnemer: Callable[[int, str], FlaskClient], top: Top) -> FlaskClient:
    return as_deelnemer(top.dialoog, TOKEN)


@pytest.fixture
def marit(as_begeleider: Callable[[int], FlaskClient], top: Top) -> FlaskClient:
    return as_begeleider(top.begeleider)
