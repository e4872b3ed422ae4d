"""Who types along, and who takes over: a notulist on a laptop, a second begeleider on a phone in a running round."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.begeleider.models import Begeleider
from dialoog.begeleider.wachtwoord import hash_wachtwoord
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.voorstel.kaarten import make_loose
from tests import builders
from tests.browser.conftest import PHONE, Visitors
from tests.browser.test_tonen import sound
from tests.pages import WACHTWOORD, Regie, Telefoon
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]
OLGA = "olga@streek.example"


class Huis:
    """An evening that verzamels ideas, then talks, then stickers; Marit steers, Olga may take over."""

    def __init__(self, server: Server) -> None:
        self.server = server
        app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
        with app.app_context():
            upgrade()
            self.dialoog = builders.make_dialoog()
            self.avond = builders.make_bijeenkomst(self.dialoog)
            kiezen = builders.make_stap(self.avond, "kiezen", "gedaan")
            builders.choose(kiezen, builders.make_ideeen(self.dialoog, 8))
            self.stappen = {
                soort: builders.make_stap(self.avond, soort, **instellingen)
                for soort, instellingen in (("ideeen", {"muur": "meteen"}), ("gesprek", {}), ("stickeren", {}))
            }
            go_to_step(self.dialoog, self.avond, None, self.stappen["ideeen"], "Marit")
            make_loose(self.dialoog, self.avond, "Een halte met een bank", "Marit")
            builders.make_deelnemer(self.dialoog, bijeenkomst=self.avond, token="amina")
            marit = builders.make_begeleider(self.dialoog)
            olga = builders.make_begeleider(self.dialoog, naam="Olga Vos", email=OLGA)
            with transaction() as session:
                session.get_one(Begeleider, olga).wachtwoord = hash_wachtwoord(WACHTWOORD)
            serializer = SecureCookieSessionInterface().get_signing_serializer(app)
            assert serializer is not None
            self.cookie = str(serializer.dumps({"_user_id": f"{marit}.1", "_fresh": True}))
            self.token = db.session.get_one(Bijeenkomst, self.avond).beamer_token
            db.session.remove()
            db.engine.dispose()

    @property
    def regie(self) -> str:
        return f"{self.server.adres}/regie/wijk/avond/{self.avond}"

    def steer(self, page: Page) -> Regie:
        page.context.add_cookies([{"name": "dialoog", "value": self.cookie, "url": self.server.adres}])
        return Regie(page, self.server.adres)

    def amina(self, page: Page) -> Telefoon:
        page.context.add_cookies([{"name": f"toestel_{self.dialoog}", "value": "amina", "url": self.server.adres}])
        page.goto(f"{self.server.adres}/d/wijk/")
        return Telefoon(page)


@pytest.fixture
def huis(tmp_path: Path) -> Iterator[Huis]:
    server = Server(tmp_path)
    made = Huis(server)
    with server:
        yield made


def test_a_notulist_types_along_and_loses_nothing_when_the_step_turns_or_the_link_ends(
    huis: Huis, regie: Page, visitors: Visitors
) -> None:
    marit, nora = huis.steer(regie), visitors.page(viewport={"width": 1280, "height": 800})
    link = come_in(huis, regie, nora)
    field = nora.get_by_label("Een idee van papier")
    expect(nora.locator("[data-schrijf] [data-module=ideeen][data-gestart]")).to_be_visible()
    for n, text in enumerate(("Een bank bij de halte", "Een soeptafel"), 9):
        field.fill(text)
        nora.get_by_role("button", name="Stuur dit idee in").click()
        expect(nora.locator("[data-ideeen=kaarten]").first).to_contain_text(f"Nr. {n}")
    expect(nora.locator("[data-paneel=paneel]")).to_contain_text("Een soeptafel")
    nora.get_by_role("button", name="Verbeter nummer 10").click()
    field.fill("Elke week een soeptafel")
    nora.get_by_role("button", name="Bewaar nummer 10").click()
    expect(nora.locator("[data-ideeen=kaarten]").first).to_contain_text("Elke week een soeptafel")
    sound(nora)
    regie.goto(huis.regie)
    field.fill("Half getypt")
    marit.press("Sluit de ideeën")
    expect(nora.locator("[data-schrijf] [data-ideeen=blijft]")).to_contain_text("Half getypt")
    talk(huis, marit, nora)
    write_card(nora)
    end_link(huis, regie, nora, link)


def come_in(huis: Huis, regie: Page, nora: Page) -> str:
    """By the link that the regie shows once."""
    regie.goto(f"{huis.server.adres}/regie/wijk/begeleiders")
    regie.get_by_role("link", name="Notulisten").click()
    return follow_link(regie, nora)


def follow_link(regie: Page, nora: Page) -> str:
    regie.get_by_role("button", name="Maak een link").click()
    link = regie.locator("[data-kopieer-bron]").inner_text()
    sound(regie)
    nora.goto(link)
    nora.get_by_label("Uw naam").fill("Nora Pen")
    nora.get_by_role("button", name="Begin met typen").click()
    expect(nora.get_by_text("Nora Pen (notulist)")).to_be_visible()
    return link


def talk(huis: Huis, marit: Regie, nora: Page) -> None:
    """The page follows the step; notes are saved as they are typed, and the regie reads them."""
    marit.press("Gesprek")
    notes = nora.get_by_label("Notities")
    expect(nora.locator("[data-module=gesprek][data-gestart]")).to_be_visible()
    notes.fill("De stoep is smal.")
    expect(nora.locator("[data-stand]")).to_contain_text("Bewaard om")
    marit.page.reload()
    expect(marit.page.get_by_label("Notities")).to_have_value("De stoep is smal.")


def write_card(nora: Page) -> None:
    nora.get_by_role("link", name="Voorstel 1: Een halte met een bank").click()
    nora.locator("#schrijfvlak").fill("Een bank en een dakje.")
    expect(nora.locator("[data-stand]")).to_contain_text("Bewaard ")
    sound(nora)
    nora.get_by_role("link", name="Naar de avond").click()


def end_link(huis: Huis, regie: Page, nora: Page, link: str) -> None:
    """In the middle of typing: what to do is said, and after a new link the text goes on."""
    regie.goto(f"{huis.server.adres}/regie/wijk/notulisten")
    expect(nora.locator("[data-module=gesprek][data-gestart]")).to_be_visible()
    regie.get_by_role("button", name=re.compile("Beëindig deze link")).click()
    expect(nora.get_by_text("beëindigde uw link")).to_be_visible()
    nora.get_by_label("Notities").fill("De stoep is smal en scheef.")
    expect(nora.locator("[data-stand]")).to_contain_text("nieuwe link")
    nora.goto(link)
    expect(nora.get_by_text("Vraag de begeleider om een nieuwe.")).to_be_visible()
    follow_link(regie, nora)
    expect(nora.get_by_label("Notities")).to_have_value("De stoep is smal en scheef.")
    expect(nora.locator("[data-stand]")).to_contain_text("Bewaard om")


def test_a_second_begeleider_takes_over_an_open_round_on_a_phone_after_the_first_laptop_is_cut_off(
    huis: Huis, regie: Page, beamer: Page, visitors: Visitors, phone: Callable[[], Page]
) -> None:
    marit = huis.steer(regie)
    regie.goto(huis.regie)
    regie.locator(".draaiboek").get_by_role("button", name="Stickeren").click()
    marit.live("Stickeren")
    marit.press("Open de ronde")
    expect(marit.green).to_contain_text("Sluit de ronde")
    amina = huis.amina(phone())
    for number in range(1, 6):
        amina.plak(number)
    beamer.goto(f"{huis.server.adres}/beamer/{huis.token}")
    regie.context.close()
    page = visitors.page(**PHONE)
    olga = Regie(page, huis.server.adres)
    olga.log_in(OLGA)
    page.get_by_role("link", name="Naar de avond").click()
    expect(page.get_by_role("heading", level=1, name="Stickeren")).to_be_visible()
    expect(page.locator("main")).to_contain_text("5 van 5")
    fits(page)
    olga.press_and_confirm("Sluit de ronde", "Ja, sluit de ronde")
    amina.kop(re.compile("gesloten", re.IGNORECASE))
    olga.press_and_confirm("Stel de uitslag vast", "Ja, stel de uitslag vast")
    olga.press_and_confirm("Onthul", "Ja, onthul de uitslag")
    while "Onthul" in olga.green.inner_text():
        before = olga.green.inner_text()
        olga.green.click()
        expect(olga.green).not_to_have_text(before)
    expect(beamer.locator(".doek")).to_contain_text("van 1 mens")
    fits(page)
    sound(page)


def fits(page: Page) -> None:
    """Nothing sticks out at the side, and the green button can be reached by a thumb."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator(".stapbalk-verder .knop-groen").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert box["height"] >= 44
