"""Writing a card: with the keyboard alone, by two people at once, out of Word, and while the wifi is gone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade
from playwright.sync_api import Locator, Page, expect

from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db
from dialoog.voorstel.eigenaren import set_eigenaren
from dialoog.voorstel.kaarten import make_cards
from dialoog.voorstel.oplossingen import make_oplossing
from dialoog.voorstel.queries import find_voorstel, oplossingen
from tests import builders
from tests.server import Server

pytestmark = pytest.mark.browser
WORD = Path(__file__).parent / "word.html"


class Kaart:
    """Voorstel 1, owned by Amina and Bram; Marit is the begeleider."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
        with self.app.app_context():
            upgrade()
            self.dialoog = builders.make_dialoog()
            avond = builders.make_bijeenkomst(self.dialoog)
            people = [
                builders.make_deelnemer(self.dialoog, naam, bijeenkomst=avond, token=naam.lower())
                for naam in ("Amina", "Bram")
            ]
            make_oplossing(self.dialoog, avond, "De klusbus", "", [], "Voor wie thuis blijft.", "Marit")
            row = oplossingen(db.session(), self.dialoog)[0].id
            db.session.rollback()
            set_eigenaren(self.dialoog, None, row, "", people, people[0], "Marit")
            make_cards(self.dialoog, None, "Marit")
            marit = builders.make_begeleider(self.dialoog)
            serializer = SecureCookieSessionInterface().get_signing_serializer(self.app)
            assert serializer is not None
            self.cookie = str(serializer.dumps({"_user_id": f"{marit}.1", "_fresh": True}))
            db.session.remove()
            db.engine.dispose()

    def html(self, key: str) -> str:
        """What the database holds of an answer."""
        with self.app.app_context():
            db.session.rollback()
            return find_voorstel(db.session(), self.dialoog, 1).antwoorden[key].html

    def open(self, page: Page, wie: str, plek: int) -> Locator:
        """The sheet of a question, ready to type in."""
        names = {"marit": ("dialoog", self.cookie)}
        name, value = names.get(wie, (f"toestel_{self.dialoog}", wie))
        page.context.add_cookies([{"name": name, "value": value, "url": self.server.adres}])
        where = "regie/wijk/voorstellen" if wie == "marit" else "d/wijk/voorstel"
        page.goto(f"{self.server.adres}/{where}/1/{plek}")
        return vel(page)


def vel(page: Page) -> Locator:
    field = page.locator("#schrijfvlak")
    expect(field).to_be_visible()
    return field


def bewaard(page: Page) -> None:
    expect(page.locator("[data-stand]")).to_contain_text(re.compile(r"Bewaard \d"))


def sound(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert not found.response["violations"], found.generate_report()


@pytest.fixture
def kaart(tmp_path: Path) -> Iterator[Kaart]:
    server = Server(tmp_path)
    kaart = Kaart(server)
    with server:
        yield kaart
    with kaart.app.app_context():
        db.engine.dispose()


def test_an_answer_is_written_with_the_keyboard_alone_and_saved_as_one_types(kaart: Kaart, regie: Page) -> None:
    field = kaart.open(regie, "marit", 6)
    field.focus()
    keys = regie.keyboard
    keys.press("Alt+F10")
    expect(regie.get_by_role("button", name="Vet")).to_be_focused()
    for _ in range(5):
        keys.press("ArrowRight")
    expect(regie.get_by_role("button", name="Kop", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(field).to_be_focused()
    keys.type("Stappen")
    keys.press("Enter")
    keys.type("1. Zoek ")
    keys.press("Control+b")
    keys.type("zes")
    keys.press("Control+b")
    keys.type(" mensen")
    keys.press("Enter")
    keys.type("Begin")
    bewaard(regie)
    expected = "<h3>Stappen</h3><ol><li>Zoek <strong>zes</strong> mensen</li><li>Begin</li></ol>"
    assert kaart.html("uitvoering") == expected
    keys.press("Tab")
    expect(field).not_to_be_focused()
    sound(regie)
    regie.reload()
    expect(vel(regie)).to_contain_text("Zoek zes mensen")


PLAK = """([vlak, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "zonder opmaak");
  vlak.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.mark.lang
def test_what_is_pasted_from_word_keeps_its_structure_and_nothing_else(kaart: Kaart, regie: Page) -> None:
    field = kaart.open(regie, "marit", 8)
    field.focus()
    regie.evaluate(PLAK, [field.element_handle(), WORD.read_text()])
    expect(field.locator("ul ul li")).to_have_text("per maand")
    bewaard(regie)
    assert kaart.html("nodig") == (
        '<h3>Kosten</h3><p>Een <strong>vaste</strong> plek, zie <a href="https://wijk.example/plek">de kaart</a>.</p>'
        "<ul><li>huur<ul><li>per maand</li></ul></li><li>stroom</li></ul><p>Daarna:</p><ol><li>tekenen</li></ol>"
        "<table><thead><tr><th><strong>Post</strong></th><th>Bedrag</th></tr></thead>"
        "<tbody><tr><td>Huur</td><td>1.200</td></tr></tbody></table>"
    )
    sound(regie)


@pytest.mark.lang
def test_two_owners_see_each_other_and_a_conflict_keeps_both_texts(
    kaart: Kaart, phone: Callable[[], Page], regie: Page
) -> None:
    amina, marit = phone(), regie
    kaart.open(amina, "amina", 6).press_sequentially("Van Amina.")
    bewaard(amina)
    hers = kaart.open(marit, "marit", 6)
    expect(marit.locator("[data-schrijvers]")).to_contain_text("Amina schrijft nu aan deze vraag.")
    vel(amina).press_sequentially(" Nog iets.")
    expect(hers).to_have_text("Van Amina. Nog iets.")  # nothing of her own waits: she sees it grow
    marit.context.set_offline(True)
    hers.press("End")
    hers.press_sequentially(" Van Marit.")
    vel(amina).press_sequentially(" En nog meer.")
    bewaard(amina)
    marit.context.set_offline(False)
    expect(marit.get_by_role("heading", name=re.compile("De tekst van Amina"))).to_be_visible()
    expect(marit.locator(".naast-elkaar section")).to_contain_text("En nog meer.")
    expect(vel(marit)).to_contain_text("Van Marit.")
    sound(marit)
    marit.get_by_role("button", name="Zet beide teksten onder elkaar").click()
    bewaard(marit)
    assert kaart.html("uitvoering") == "<p>Van Amina. Nog iets. En nog meer.</p><p>Van Amina. Nog iets. Van Marit.</p>"
    expect(vel(amina)).to_contain_text("Van Marit.")
    marit.get_by_role("link", name="Eerdere teksten").click()
    expect(marit.locator("ins").first).to_contain_text("Van Marit.")
    sound(marit)
    marit.get_by_role("button", name="Zet deze tekst terug").first.click()
    expect(vel(marit)).to_have_text("Van Amina. Nog iets. En nog meer.")


@pytest.mark.lang
def test_wifi_is_gone_for_five_minutes_while_typing_and_the_page_closes(
    kaart: Kaart, phone: Callable[[], Page]
) -> None:
    page = phone()
    page.clock.install()
    field = kaart.open(page, "amina", 6)
    field.press_sequentially("Voor de storing.")
    page.clock.run_for(3000)
    bewaard(page)
    page.context.set_offline(True)
    field.press_sequentially(" Tijdens de storing.")
    page.clock.run_for(150_000)
    expect(page.locator("[data-stand]")).to_have_text("Nog niet verstuurd")
    field.press_sequentially(" Vlak voor het sluiten.")
    page.clock.run_for(150_000)
    assert kaart.html("uitvoering") == "<p>Voor de storing.</p>"
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    field = kaart.open(again, "amina", 6)
    expect(field).to_have_text("Voor de storing. Tijdens de storing. Vlak voor het sluiten.")
    bewaard(again)
    assert kaart.html("uitvoering") == "<p>Voor de storing. Tijdens de storing. Vlak voor het sluiten.</p>"
    assert again.evaluate("Object.keys(localStorage).filter((naam) => naam.startsWith('antwoord:')).length") == 0
    sound(again)
