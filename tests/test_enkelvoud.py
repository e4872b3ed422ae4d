"""With exactly one of everything no screen says "1 ideeën": a count of one goes with a singular."""

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen_maken import make_groepen
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import end_bijeenkomst, go_to_step
from dialoog.database import db
from dialoog.idee.models import ZAAL, Kleur
from dialoog.stemming import daarna, service
from dialoog.stemming.briefje import put_briefje
from dialoog.stemming.models import Stemronde
from dialoog.stemming.vaststellen import establish_stemronde
from dialoog.voorstel.oplossingen import fill_top
from tests import builders

WIE = "Marit de Boer"
TOKEN = "telefoon-van-amina"
MEER = (
    "aanwezigen|antwoorden|belangen|bijeenkomsten|briefjes|cirkels|deelnemers|deelvragen|delen|eigenaren|foto's|gemeenten|"
    "groepen|ideeën|kaarten|kaders|kleuren|mensen|minuten|namen|notities|onderdelen|oplossingen|personen|plaatsen|"
    "plekken|regels|rondes|schermen|spelregels|stappen|stemmen|sticker[s]|stippen|tafels|telefoons|toehoorders|"
    "toestellen|trekkers|voorstellen|vragen|zijn|hebben|gaan|kozen|doen|staan"
)
FOUT = re.compile(
    rf"(?<![\w.,:/-])1 (?:gekozen |rode |nieuwe |andere )?(?:{MEER})\b"
    r"|(?<![\w.,:/-])1 van (?:de )?\d+ (?:\w+ )?(?:zijn|hebben|staan)\b"
)
ZONDER = re.compile(r"<(script|style|template|svg|nav|title)\b.*?</\1>", re.DOTALL)
IN_DE_REGEL = re.compile(r"</?(?:b|span|strong|em|a|i)\b[^>]*>")


def words(page: str) -> str:
    """What stands on a page; elements that stand apart do so in the words too. html5lib takes a tenth of a second."""
    text = re.sub(r"<[^>]+>", " | ", IN_DE_REGEL.sub("", ZONDER.sub(" | ", page)))
    heard = " | ".join(re.findall(r'aria-label="([^"]*)"', page))
    return " ".join(html.unescape(f"{text} | {heard}").split())


class Een:
    """One person, one idea, one kader, one table; every kind of step in the draaiboek."""

    def __init__(self, marit: Callable[[int], FlaskClient], phone: Callable[[int, str], FlaskClient]) -> None:
        self.dialoog = builders.make_dialoog(top=1)
        self.avond = builders.make_bijeenkomst(self.dialoog)
        self.amina = builders.make_deelnemer(self.dialoog, bijeenkomst=self.avond, token=TOKEN)
        self.stappen = {
            soort: builders.make_stap(self.avond, soort, **({"aantal": 1} if soort == "stickeren" else {}))
            for soort in SOORTEN
        }
        self.marit, self.phone = marit(builders.make_begeleider(self.dialoog)), phone(self.dialoog, TOKEN)
        self.beamer = db.session.get_one(Bijeenkomst, self.avond).beamer_token
        db.session.rollback()
        self.nu: int | None = None

    def ga(self, soort: str) -> None:
        go_to_step(self.dialoog, self.avond, self.nu, self.stappen[soort], WIE)
        self.nu = self.stappen[soort]

    def said(self) -> list[str]:
        """Every wrong plural on the three screens and in what the begeleider prepares and reads."""
        found = []
        for who, path in (
            (self.marit, f"/regie/wijk/avond/{self.avond}"),
            (self.marit, f"/beamer/{self.beamer}"),
            (self.phone, "/d/wijk/"),
        ):
            found += look(who, path)
        return found

    def rest(self) -> list[str]:
        basis = "/regie/wijk"
        paths = (
            "themaboek", "themaboek/lees", "voorbereiden", f"voorbereiden/bijeenkomst/{self.avond}", "notulisten",
            f"deelnemers/{self.avond}", f"avond/{self.avond}/groepen", "begeleiders", "voorstellen",
            "voorbereiden/kaders",
        )  # fmt: skip
        return [line for path in paths for line in look(self.marit, f"{basis}/{path}")]


SOORTEN = ("tonen", "belangen", "groepen", "ideeen", "kleuren", "kiezen", "stickeren", "uitslag", "voorstelkaarten")


def look(who: FlaskClient, path: str) -> list[str]:
    answer = who.get(path, follow_redirects=True)
    assert answer.status_code == 200, path
    text = words(answer.text)
    return [f"{path}: {text[max(0, m.start() - 40) : m.end() + 20]}" for m in FOUT.finditer(text)]


@pytest.fixture
def een(
    app: Flask, as_begeleider: Callable[[int], FlaskClient], as_deelnemer: Callable[[int, str], FlaskClient]
) -> Een:
    return Een(as_begeleider, as_deelnemer)


def test_one_idea_and_one_person_are_no_ideas_and_no_people(een: Een) -> None:
    een.ga("ideeen")
    builders.make_ideeen(een.dialoog, 1, een.stappen["ideeen"])
    found = een.said() + look(een.marit, f"/regie/wijk/deelnemers/{een.avond}")
    assert not found, "\n".join(found)


@pytest.mark.lang  # half a hundred pages
def test_with_one_of_everything_no_screen_speaks_of_more(een: Een, session: Session) -> None:
    found = een.said()
    for soort in ("tonen", "belangen", "groepen"):
        een.ga(soort)
        found += een.said()
    make_groepen(een.dialoog, een.avond, 1, "loten", 0, WIE)
    found += een.said()
    een.ga("ideeen")
    [idee] = builders.make_ideeen(een.dialoog, 1, een.stappen["ideeen"])
    found += een.said()
    een.ga("kleuren")
    found += een.said()
    session.add(Kleur(stap_id=een.nu, kiezer=ZAAL, idee_id=idee, kleur="rood"))
    session.commit()
    found += een.said()
    een.ga("kiezen")
    builders.choose(een.stappen["kiezen"], [idee])
    found += een.said()
    een.ga("stickeren")
    found += een.said()
    ronde = session.scalars(select(Stemronde.id)).one()
    session.rollback()
    service.open_stemronde(een.dialoog, ronde, WIE)
    found += een.said()
    ballot = {"ronde": ronde, "versie": 0, "kenmerk": "k" * 16, "stickers": [1], "klaar": True}
    put_briefje(een.dialoog, een.amina, ballot)
    found += een.said()
    service.close_stemronde(een.dialoog, ronde, WIE)
    found += een.said()
    establish_stemronde(een.dialoog, ronde, WIE)
    found += een.said()
    daarna.reveal(een.dialoog, ronde, None, WIE, alles=True)
    found += een.said()
    een.ga("uitslag")
    found += een.said()
    fill_top(een.dialoog, een.avond, WIE)
    found += een.said()
    een.ga("voorstelkaarten")
    found += een.said() + een.rest()
    end_bijeenkomst(een.dialoog, een.avond, een.nu, WIE)
    found += een.said()
    assert not found, "\n".join(dict.fromkeys(found))
