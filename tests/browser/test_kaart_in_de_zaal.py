"""A card in the room: the begeleider turns it with the keys, the hall adds to it and says whether it can find itself in
it; the eigenaar takes the addition in, and the sender sees it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.config import Config
from dialoog.database import db
from dialoog.voorstel.antwoorden import Schrijver, save_antwoord
from dialoog.voorstel.eigenaren import set_eigenaren
from dialoog.voorstel.kaarten import make_cards
from dialoog.voorstel.oplossingen import make_oplossing
from dialoog.voorstel.queries import oplossingen
from tests import builders
from tests.browser.conftest import BEAMER, Visitors
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]
LANG = "Wij beginnen in het voorjaar met een proef van drie maanden in twee buurten. " * 16


class Zaal:
    """Voorstel 1 on the beamer, Amina owns it, Bram is in the hall; Marit guides."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
        with self.app.app_context():
            upgrade()
            self.dialoog = builders.make_dialoog()
            self.avond = builders.make_bijeenkomst(self.dialoog, "Slotavond")
            amina = builders.make_deelnemer(self.dialoog, "Amina", bijeenkomst=self.avond, token="amina")
            builders.make_deelnemer(self.dialoog, "Bram", bijeenkomst=self.avond, token="bram")
            make_oplossing(self.dialoog, self.avond, "De klusbus", "", [], "Voor wie thuis blijft.", "Marit")
            row = oplossingen(db.session(), self.dialoog)[0].id
            db.session.rollback()
            set_eigenaren(self.dialoog, None, row, "", [amina], amina, "Marit")
            make_cards(self.dialoog, None, "Marit")
            save_antwoord(self.dialoog, 1, "voorstel", 0, LANG, Schrijver("begeleider", "Marit"))
            builders.make_stap(self.avond, "voorstelkaarten", "live", voorstel=1, vraag=1)
            marit = builders.make_begeleider(self.dialoog)
            self.beamer = db.session.get_one(Bijeenkomst, self.avond).beamer_token
            serializer = SecureCookieSessionInterface().get_signing_serializer(self.app)
            assert serializer is not None
            self.cookie = str(serializer.dumps({"_user_id": f"{marit}.1", "_fresh": True}))
            db.session.remove()
            db.engine.dispose()

    def open(self, page: Page, wie: str, waar: str) -> Page:
        name, value = ("dialoog", self.cookie) if wie == "marit" else (f"toestel_{self.dialoog}", wie)
        page.context.add_cookies([{"name": name, "value": value, "url": self.server.adres}])
        page.goto(f"{self.server.adres}{waar}")
        return page


@pytest.fixture
def zaal(tmp_path: Path) -> Iterator[Zaal]:
    server = Server(tmp_path)
    zaal = Zaal(server)
    with server:
        yield zaal
    with zaal.app.app_context():
        db.engine.dispose()


def test_a_card_is_turned_added_to_and_agreed_on_in_the_hall(
    zaal: Zaal, phone: Callable[[], Page], regie: Page, visitors: Visitors
) -> None:
    beamer = visitors.page(**BEAMER)
    beamer.goto(f"{zaal.server.adres}/beamer/{zaal.beamer}")
    zaal.open(regie, "marit", f"/regie/wijk/avond/{zaal.avond}")
    bram, amina = zaal.open(phone(), "bram", "/d/wijk/"), zaal.open(phone(), "amina", "/d/wijk/")
    expect(beamer.get_by_text("bladzijde 1 van")).to_be_visible()
    expect(regie.get_by_role("button", name="Verder")).to_be_visible()
    regie.keyboard.press("ArrowRight")
    expect(beamer.get_by_text("bladzijde 2 van")).to_be_visible()
    bram.get_by_label("Wat vult u aan?").fill("Denk ook aan de bus.")
    bram.get_by_role("button", name="Stuur deze aanvulling").click()
    expect(bram.get_by_text("De eigenaren kijken ernaar.")).to_be_visible()
    expect(regie.get_by_text("Denk ook aan de bus.")).to_be_visible()
    amina.get_by_role("link", name="Bekijk 1 aanvulling").click()
    amina.get_by_text("Overnemen of terzijde leggen").click()
    amina.get_by_label("Zo komt het onder het antwoord").fill("De bus rijdt op dinsdag.")
    amina.get_by_role("button", name="Neem over in het antwoord").click()
    expect(bram.get_by_text("In het antwoord staat nu: De bus rijdt op dinsdag.")).to_be_visible()
    regie.get_by_role("button", name="Vraag of men zich kan vinden").click()
    expect(beamer.get_by_text("Kunt u zich vinden in dit voorstel?")).to_be_visible()
    bram.get_by_text("Ja", exact=True).click()
    bram.get_by_role("button", name="Stuur mijn antwoord").click()
    expect(bram.locator("[data-instemmen=stand]")).to_have_text("Uw antwoord is aangekomen: ja.")
    expect(regie.get_by_text("1 van de 2 aanwezigen gaf antwoord.").first).to_be_visible()
    regie.get_by_role("link", name="Sluit de vraag").click()
    regie.get_by_role("alertdialog").get_by_role("button", name="Ja, sluit de vraag").click()
    expect(beamer.get_by_text("Wie antwoord gaf, kan zich vinden in dit voorstel.")).to_be_visible()
    expect(bram.get_by_label("Wat vult u aan?")).to_be_visible()
