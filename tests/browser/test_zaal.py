"""Altijd bij de hand in real browsers: a pauze keeps what was typed; keys and clicker, small picture, second beamer."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade
from playwright.sync_api import Locator, Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import db
from tests import builders
from tests.browser.conftest import REGIE, Visitors
from tests.pages import Regie
from tests.schermen.bezoeker import RUN, TAGS
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]
EVEN = 450
"""ms after which a next key counts: a clicker that bounces is one press."""


class Zaal:
    """A server with one evening, live at *ideeën*, and somebody with a phone in the hall."""

    def __init__(self, server: Server) -> None:
        self.server = server
        app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
        with app.app_context():
            upgrade()
            dialoog = builders.make_dialoog()
            self.bijeenkomst = builders.make_bijeenkomst(dialoog)
            stappen = [builders.make_stap(self.bijeenkomst, soort) for soort in ("ideeen", "belangen", "uitslag")]
            builders.make_deelnemer(dialoog, "Amina Bouzid", bijeenkomst=self.bijeenkomst, token="amina")
            go_to_step(dialoog, self.bijeenkomst, None, stappen[0], "Marit")
            user = f"{builders.make_begeleider(dialoog)}.1"
            serializer = SecureCookieSessionInterface().get_signing_serializer(app)
            assert serializer is not None
            self.cookie = serializer.dumps({"_user_id": user, "_fresh": True})
            self.dialoog, self.token = dialoog, db.session.get_one(Bijeenkomst, self.bijeenkomst).beamer_token
            db.session.remove()
            db.engine.dispose()

    @property
    def regie(self) -> str:
        return f"{self.server.adres}/regie/wijk/avond/{self.bijeenkomst}"

    @property
    def beamer(self) -> str:
        return f"{self.server.adres}/beamer/{self.token}"

    def enter(self, phone: Page) -> None:
        """Open Amina's phone."""
        phone.context.add_cookies([{"name": f"toestel_{self.dialoog}", "value": "amina", "url": self.server.adres}])
        phone.goto(f"{self.server.adres}/d/wijk/")
        expect(phone.locator("[data-gestart]").first).to_be_attached()


@pytest.fixture(scope="module")
def zaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zaal]:
    server = Server(tmp_path_factory.mktemp("zaal"))
    zaal = Zaal(server)
    with server:
        yield zaal


@pytest.fixture
def regie(visitors: Visitors) -> Page:
    return visitors.page(zaalbeeld=True, **REGIE)


@pytest.fixture
def laptop(zaal: Zaal, regie: Page) -> Page:
    """The regie of the evening, nothing lying over its screens."""
    regie.context.add_cookies([{"name": "dialoog", "value": zaal.cookie, "url": zaal.server.adres}])
    regie.goto(zaal.regie)
    for knop in ("Pauze voorbij", "Beamer weer aan", "Code weer klein", "Haal het bericht weg"):
        for _ in range(lies(regie).get_by_role("button", name=knop).count()):
            lies(regie).get_by_role("button", name=knop).click()
            expect(lies(regie).get_by_role("button", name=knop)).to_have_count(0)
    return regie


def lies(regie: Page) -> Locator:
    """The lines in the regie that say what lies over the screens."""
    return regie.locator("[data-regio=zaal]")


def at_rest(regie: Page) -> None:
    """The last press was answered."""
    expect(regie.locator("body")).not_to_have_attribute("aria-busy", "true")


def open_card(regie: Page, name: str) -> Locator:
    regie.locator(".bijdehand").get_by_role("link", name=name).click()
    card = regie.locator(".handkaart")
    expect(card.get_by_role("heading").first).to_be_focused()
    return card


def no_barriers(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(RUN, TAGS) == []


def test_a_pauze_lies_over_phone_and_beamer_and_what_was_typed_is_there_afterwards(
    zaal: Zaal, laptop: Page, phone: Callable[[], Page], beamer: Page
) -> None:
    mine = phone()
    zaal.enter(mine)
    beamer.goto(zaal.beamer)
    typing = mine.get_by_label("Schrijf één idee")
    typing.fill("Een bankje waar je elkaar")
    card = open_card(laptop, "Pauze")
    no_barriers(laptop)
    card.get_by_label("Tot hoe laat?").fill("straks")
    card.get_by_role("button", name="Begin de pauze").click()
    expect(card.get_by_label("Tot hoe laat?")).to_be_focused()
    expect(card.get_by_label("Tot hoe laat?")).to_have_value("straks")
    card.get_by_label("Wat doen we daarna?").fill("Kijken naar de muur")
    card.get_by_role("button", name="15 minuten").click()
    expect(card).to_have_count(0)
    expect(mine.get_by_role("heading", name="Pauze")).to_be_visible()
    expect(mine.get_by_text("Kijken naar de muur")).to_be_visible()
    expect(typing).to_be_hidden()
    no_barriers(mine)
    expect(beamer.locator(".pauze .tijd")).to_have_text(mine.locator(".pauze-tot").inner_text())
    expect(laptop.frame_locator(".zaalbeeld iframe").locator(".pauze h1")).to_have_text("Pauze")
    lies(laptop).get_by_role("button", name="Pauze voorbij").click()
    expect(typing).to_be_visible()
    expect(typing).to_have_value("Een bankje waar je elkaar")
    expect(beamer.locator(".pauze")).to_have_count(0)


def test_a_message_stands_on_the_phones_also_after_a_reload_until_it_is_taken_away(
    zaal: Zaal, laptop: Page, phone: Callable[[], Page]
) -> None:
    mine = phone()
    zaal.enter(mine)
    open_card(laptop, "Bericht").get_by_role("button", name="Nog 2 minuten.").click()
    band = mine.locator("[data-regio=bericht]")
    expect(band).to_contain_text("Nog 2 minuten.")
    no_barriers(mine)
    mine.reload()
    expect(band).to_contain_text("Nog 2 minuten.")
    card = open_card(laptop, "Bericht")
    card.get_by_label("Of uw eigen woorden").fill("De koffie staat klaar")
    card.get_by_role("button", name="Zet dit op alle telefoons").click()
    expect(band).to_contain_text("De koffie staat klaar")
    lies(laptop).get_by_role("button", name="Haal het bericht weg").click()
    expect(band.locator(".band")).to_have_count(0)


def test_letters_and_the_clicker_cover_the_beamer_but_not_while_typing_and_not_when_switched_off(
    zaal: Zaal, laptop: Page, beamer: Page
) -> None:
    beamer.goto(zaal.beamer)
    open_card(laptop, "Bericht").get_by_label("Of uw eigen woorden").press_sequentially("bc. ")
    laptop.keyboard.press("Escape")
    laptop.keyboard.press("F5")
    expect(laptop.get_by_label("Of uw eigen woorden")).to_have_value("bc. ")
    laptop.get_by_label("Of uw eigen woorden").fill("")
    laptop.keyboard.press("Escape")
    expect(laptop.locator(".handkaart")).to_have_count(0)
    expect(lies(laptop).get_by_role("button")).to_have_count(0)
    laptop.keyboard.press("b")
    expect(beamer.locator(".zwart")).to_be_visible()
    expect(lies(laptop)).to_contain_text("De beamer is zwart.")
    laptop.wait_for_timeout(EVEN)
    laptop.keyboard.press(".")
    expect(beamer.locator(".zwart")).to_have_count(0)
    laptop.wait_for_timeout(EVEN)
    laptop.keyboard.press("c")
    expect(beamer.locator(".deur-groot .deur-code")).to_be_visible()
    laptop.wait_for_timeout(EVEN)
    laptop.keyboard.press("c")
    expect(beamer.locator(".deur-groot")).to_have_count(0)
    laptop.get_by_role("link", name="Toetsen en klikker").click()
    laptop.get_by_label("Toetsen en klikker werken").uncheck()
    laptop.keyboard.press("b")
    laptop.wait_for_timeout(EVEN)
    expect(lies(laptop).get_by_role("button")).to_have_count(0)
    laptop.reload()
    laptop.keyboard.press("b")
    laptop.wait_for_timeout(EVEN)
    expect(lies(laptop).get_by_role("button")).to_have_count(0)


def test_one_key_never_turns_the_page_and_no_key_answers_a_question(zaal: Zaal, laptop: Page) -> None:
    regie, question = Regie(laptop, zaal.server.adres), laptop.get_by_role("alertdialog")
    laptop.locator(".draaiboek").get_by_role("button", name="Belangen").click()
    regie.live("Belangen")
    at_rest(laptop)
    laptop.keyboard.press("ArrowRight")
    expect(regie.green).to_be_focused()
    laptop.wait_for_timeout(EVEN)
    regie.live("Belangen")
    laptop.keyboard.press("PageDown")
    regie.live("Uitslag")
    for _ in range(2):
        laptop.wait_for_timeout(EVEN)
        regie.live("Uitslag")
        at_rest(laptop)
        laptop.keyboard.press("PageDown")
    expect(question).to_contain_text("Wilt u de avond afsluiten?")
    for _ in range(3):
        laptop.keyboard.press("ArrowRight")
        laptop.wait_for_timeout(EVEN)
    expect(question.get_by_role("heading")).to_be_focused()
    regie.live("Uitslag")
    laptop.locator(".draaiboek").get_by_role("button", name="Ideeën").click()
    regie.live("Ideeën")


def test_a_screen_on_another_computer_becomes_a_beamer_by_its_number(zaal: Zaal, laptop: Page, beamer: Page) -> None:
    beamer.goto(f"{zaal.server.adres}/beamer")
    number = beamer.locator(".koppel-nummer")
    expect(number).to_be_visible()
    no_barriers(beamer)
    laptop.get_by_role("link", name="Koppel een beamer").click()
    card = laptop.locator(".handkaart")
    card.get_by_label("Welk nummer staat er?").fill("12")
    card.get_by_role("button", name="Koppel dit scherm").click()
    expect(card).to_contain_text("Dit nummer kennen we niet")
    card.get_by_label("Welk nummer staat er?").fill(number.inner_text())
    card.get_by_role("button", name="Koppel dit scherm").click()
    beamer.wait_for_url(zaal.beamer)


def test_the_regie_says_when_the_beamer_is_on_its_own_screen_and_hears_the_clicker_in_that_window(
    zaal: Zaal, laptop: Page
) -> None:
    said = laptop.locator("[data-zelfdescherm]")
    expect(said).to_be_hidden()
    window = laptop.context.new_page()
    window.goto(zaal.beamer)
    window.bring_to_front()
    expect(said).to_contain_text("De beamer staat op hetzelfde scherm")
    window.keyboard.press("b")
    expect(lies(laptop)).to_contain_text("De beamer is zwart.")
    window.wait_for_timeout(EVEN)
    window.keyboard.press("b")
    expect(lies(laptop).get_by_role("button")).to_have_count(0)
    module = "import(document.querySelector('script[src*=zelfdescherm]').src)"
    judge = f"([regie, beamer]) => {module}.then((m) => m.wijs(regie, beamer))"
    left = {"links": 0, "boven": 0, "breed": 1280, "hoog": 800, "vol": True, "verborgen": False}
    right = {**left, "links": 1280}
    assert laptop.evaluate(judge, [left, right]) == ""
    assert "F11" in laptop.evaluate(judge, [left, {**right, "vol": False}])
    assert "achter iets anders" in laptop.evaluate(judge, [left, {**right, "verborgen": True}])


def test_the_timer_says_at_zero_on_regie_and_beamer_that_the_time_is_up(zaal: Zaal, laptop: Page, beamer: Page) -> None:
    beamer.goto(zaal.beamer)
    laptop.get_by_role("button", name="Klok: 5 minuten").click()
    laptop.get_by_role("button", name="+ 5 minuten").click()
    expect(beamer.locator(".zaalklok")).to_contain_text("9:")
    expect(laptop.locator(".regieklok")).to_contain_text("9:")
    for clock in (laptop.locator(".regieklok"), beamer.locator(".zaalklok")):
        for _ in range(20):  # a push that is still on its way brings a new clock
            now = "document.querySelectorAll('[data-einde]').forEach((e) => (e.dataset.einde = e.dataset.nu))"
            clock.page.evaluate(now)
            clock.page.wait_for_timeout(EVEN)
            if clock.text_content() == "De tijd is om":
                break
        expect(clock).to_have_text("De tijd is om")
    laptop.get_by_role("button", name="Stop de klok").click()
    expect(beamer.locator(".zaalklok")).to_have_count(0)
