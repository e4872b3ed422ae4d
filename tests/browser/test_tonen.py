"""A whole short evening with Tonen and Gesprek alone, in real browsers: from a page to the notes in the book."""

import io
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade
from PIL import Image
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.draaiboek import add_stap
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import set_deur
from dialoog.config import Config
from dialoog.database import db
from tests import builders
from tests.browser.conftest import REGIE, Visitors
from tests.pages import Regie
from tests.schermen.bezoeker import RUN, TAGS
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]
OLGA = "olga@streek.example"


class Huis:
    """A dialogue whose evening has a step tonen and a step gesprek, the door open, and Amina in the hall."""

    def __init__(self, server: Server) -> None:
        self.server = server
        app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
        with app.app_context():
            upgrade()
            self.dialoog = builders.make_dialoog()
            self.bijeenkomst = builders.make_bijeenkomst(self.dialoog, deur_open=False)
            for soort in ("tonen", "gesprek"):
                add_stap(self.dialoog, self.bijeenkomst, soort, None, "Marit", kenmerk=soort)
            set_deur(self.dialoog, self.bijeenkomst, open_=True, wie="Marit")
            builders.make_deelnemer(self.dialoog, "Amina Bouzid", bijeenkomst=self.bijeenkomst, token="amina")
            people = [builders.make_begeleider(self.dialoog), builders.make_begeleider(self.dialoog, email=OLGA)]
            serializer = SecureCookieSessionInterface().get_signing_serializer(app)
            assert serializer is not None
            self.cookies = [serializer.dumps({"_user_id": f"{number}.1", "_fresh": True}) for number in people]
            self.token = db.session.get_one(Bijeenkomst, self.bijeenkomst).beamer_token
            db.session.remove()
            db.engine.dispose()

    @property
    def avond(self) -> str:
        return f"{self.server.adres}/regie/wijk/avond/{self.bijeenkomst}"

    @property
    def voorbereiden(self) -> str:
        return f"{self.server.adres}/regie/wijk/voorbereiden/bijeenkomst/{self.bijeenkomst}"

    def steer(self, page: Page, who: int = 0) -> Regie:
        page.context.add_cookies([{"name": "dialoog", "value": self.cookies[who], "url": self.server.adres}])
        return Regie(page, self.server.adres)

    def enter(self, phone: Page) -> None:
        phone.context.add_cookies([{"name": f"toestel_{self.dialoog}", "value": "amina", "url": self.server.adres}])
        phone.goto(f"{self.server.adres}/d/wijk/")


def sound(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, TAGS)
    assert found == [], f"{page.url}: {found}"


def test_an_evening_runs_with_tonen_and_gesprek_alone(
    server: Server, visitors: Visitors, regie: Page, beamer: Page, phone: Callable[[], Page]
) -> None:
    huis = Huis(server)
    begeleider, amina = huis.steer(regie), phone()
    prepare(huis, regie)
    huis.enter(amina)
    beamer.goto(f"{server.adres}/beamer/{huis.token}")
    show(huis, begeleider, beamer, amina)
    talk(huis, begeleider, beamer, amina, visitors.page(**REGIE))
    end(huis, begeleider, amina)


def prepare(huis: Huis, page: Page) -> None:
    """A line and a spreektekst; a text and a picture beside the pages that fill themselves."""
    page.goto(huis.voorbereiden)
    page.get_by_role("link", name="Verander De vraag en de afspraken").click()
    page.get_by_label("Regel voor beamer en telefoon").fill("Lees mee op uw telefoon.")
    page.get_by_label("Spreektekst").fill("Heet iedereen welkom.")
    page.get_by_role("button", name="Bewaar deze stap").click()
    page.get_by_role("link", name="Verander De vraag en de afspraken").click()
    page.get_by_role("link", name="Kies de bladen").click()
    page.locator("#eigen-titel").fill("Zo werken we")
    page.locator("#eigen-tekst").fill("Eerst praten we.\n- Iedereen komt aan het woord.")
    page.get_by_role("button", name="Zet deze tekst erbij").click()
    out = io.BytesIO()
    Image.new("RGB", (800, 500), "olive").save(out, "PNG")
    page.get_by_label("Foto", exact=True).set_input_files(
        {"name": "plein.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    page.get_by_label("Wat is er te zien?").fill("Een plein met bankjes")
    page.get_by_role("button", name="Zet deze foto erbij").click()
    expect(page.get_by_text("Foto: Een plein met bankjes")).to_be_visible()
    page.get_by_role("button", name="Zo werken we omhoog").click()
    expect(page.locator(".stapregel b")).to_have_text(
        ["De hoofdvraag", "De kaders", "Zo werken we", "De spelregels", "Foto"]
    )
    sound(page)


def show(huis: Huis, begeleider: Regie, beamer: Page, amina: Page) -> None:
    """The arrow keys turn the sheets on beamer and phone; the spreektekst stays in the regie."""
    page = begeleider.page
    page.goto(huis.avond)
    begeleider.press("De vraag en de afspraken")
    begeleider.live("De vraag en de afspraken")
    expect(page.get_by_role("region", name="Spreektekst")).to_contain_text("Heet iedereen welkom.")
    for screen in (beamer, amina):
        expect(screen.get_by_text("Lees mee op uw telefoon.")).to_be_visible()
        expect(screen.locator("body")).not_to_contain_text("Heet iedereen welkom.")
    expect(page.locator("[data-toets-rechts]").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".toonregel[aria-current]")).to_contain_text("Inhoudelijke kaders")
    begeleider.press("Volgend blad")
    expect(beamer.locator("h1")).to_have_text("Kaders voor het proces")
    page.get_by_role("button", name=re.compile("Zo werken we")).click()
    for screen in (beamer, amina):
        expect(screen.get_by_role("heading", name="Zo werken we")).to_be_visible()
        expect(screen.get_by_text("Iedereen komt aan het woord.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Een plein met bankjes")).click()
    for screen in (beamer, amina):
        picture = screen.get_by_role("img", name="Een plein met bankjes")
        expect(picture).to_be_visible()
        assert (
            picture.evaluate("(img) => img.complete ? img.naturalWidth : img.decode().then(() => img.naturalWidth)") > 0
        )
    page.locator("[data-toets-links]").click()
    expect(beamer.get_by_text("De spelregels").first).to_be_visible()
    sound(page)
    sound(amina)


def talk(huis: Huis, begeleider: Regie, beamer: Page, amina: Page, second: Page) -> None:
    """Notes are saved while typing; a second begeleider who types sees both; the line changes live."""
    page = begeleider.page
    page.get_by_role("button", name="Gesprek", exact=True).click()
    begeleider.live("Gesprek")
    expect(amina.get_by_text("Uw telefoon mag weg.")).to_be_visible()
    page.get_by_text("Zet er een regel of spreektekst bij").click()
    page.get_by_label("Regel voor beamer en telefoon").fill("Wat valt u op in uw straat?")
    page.get_by_role("button", name="Bewaar regel en spreektekst").click()
    for screen in (beamer, amina):
        expect(screen.get_by_text("Wat valt u op in uw straat?")).to_be_visible()
    notes = page.get_by_label("Notities")
    notes.fill("De stoep is smal.\n- bij de bakker")
    expect(page.locator("[data-stand]")).to_contain_text("Bewaard om", timeout=2500)
    olga = huis.steer(second, 1)
    second.goto(huis.avond)
    expect(second.get_by_label("Notities")).to_have_value("De stoep is smal.\n- bij de bakker")
    notes.press_sequentially(" en de school")
    expect(page.locator("[data-stand]")).to_contain_text("Bewaard om")
    expect(second.locator("[data-module=gesprek][data-gestart]")).to_be_visible()
    second.get_by_label("Notities").fill("Van Olga")
    expect(second.locator("[data-ander-tekst]")).to_contain_text("en de school")
    expect(olga.page.get_by_label("Notities")).to_have_value("Van Olga")
    second.get_by_role("button", name="Neem de bewaarde tekst").click()
    expect(second.get_by_label("Notities")).to_have_value(re.compile("en de school"))
    sound(page)
    sound(beamer)


def end(huis: Huis, begeleider: Regie, amina: Page) -> None:
    """Afterwards the phone still reads the question, and the notes stand in the book."""
    begeleider.press_and_confirm("Sluit de avond af", "Ja, sluit de avond af")
    expect(amina.get_by_role("heading", name="Dank u wel")).to_be_visible()
    amina.get_by_role("link", name="Vraag, kaders en spelregels").click()
    expect(amina.get_by_role("heading", name="Vraag, kaders en spelregels")).to_be_visible()
    begeleider.page.goto(f"{huis.server.adres}/regie/wijk/themaboek/lees")
    expect(begeleider.page.get_by_role("heading", name="Gesprek")).to_be_visible()
    expect(begeleider.page.get_by_text("bij de bakker en de school")).to_be_visible()


def test_reading_the_question_keeps_what_was_being_typed(server: Server, phone: Callable[[], Page]) -> None:
    huis, amina = Huis(server), phone()
    huis.enter(amina)
    field = amina.get_by_label("Hoe noemen we u in het themaboek?")
    expect(amina.locator("[data-module=vermelding][data-gestart]")).to_be_attached()
    expect(amina.locator("[data-module=lezen][data-gestart]")).to_be_attached()
    field.fill("Een buur die leest")
    amina.get_by_role("link", name="Vraag, kaders en spelregels").click()
    expect(amina.get_by_role("heading", name="De spelregels")).to_be_visible()
    sound(amina)
    amina.go_back()
    expect(amina.locator("dialog")).to_have_count(0)
    expect(field).to_have_value("Een buur die leest")
    amina.get_by_role("link", name="Vraag, kaders en spelregels").click()
    amina.get_by_role("link", name="Terug naar de avond").click()
    expect(amina.locator("dialog")).to_have_count(0)
    expect(field).to_have_value("Een buur die leest")


def test_words_for_all_phones_reach_who_reads_or_fills_in_something(
    server: Server, regie: Page, phone: Callable[[], Page]
) -> None:
    huis, amina = Huis(server), phone()
    huis.steer(regie)
    regie.goto(huis.avond)
    huis.enter(amina)
    expect(amina.locator("[data-module=lezen][data-gestart]")).to_be_attached()
    amina.get_by_role("link", name="Vraag, kaders en spelregels").click()
    expect(amina.get_by_role("heading", name="De spelregels")).to_be_visible()
    bericht, layer = "Nog twee minuten. Kom daarna naar uw tafel.", amina.locator("dialog")
    tell(regie, huis.avond, "bericht", {"tekst": bericht})
    expect(layer.get_by_text(bericht)).to_be_visible()
    tell(regie, huis.avond, "pauze", {"minuten": "10"})
    expect(layer.get_by_text("We gaan verder om")).to_be_visible()
    sound(amina)
    amina.goto(f"{server.adres}/d/wijk/gegevens")
    expect(amina.get_by_text(bericht)).to_be_visible()
    amina.get_by_label("Uw naam").fill("Amina B.")
    tell(regie, huis.avond, "pauze-voorbij", {})
    tell(regie, huis.avond, "bericht", {})
    expect(amina.get_by_text("We gaan verder om")).to_have_count(0)
    expect(amina.get_by_text(bericht)).to_have_count(0)
    expect(amina.get_by_label("Uw naam")).to_have_value("Amina B.")
    sound(amina)


def tell(regie: Page, avond: str, what: str, fields: dict[str, str]) -> None:
    """What the cards of Altijd bij de hand send."""
    token = regie.locator("input[name=csrf_token]").first.get_attribute("value") or ""
    answer = regie.request.post(f"{avond}/{what}", form={"csrf_token": token, **fields}, headers={"Referer": avond})
    assert answer.ok, answer.text()
