"""Ideas in the hall: merged and split, a question to the author, one large on the beamer, the wall held still."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.idee.models import Idee
from tests import builders
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]
TEKSTEN = ("Een bank bij de bushalte", "Bankjes bij elke bushalte", "Samen koken in het buurthuis")


@dataclass
class Zaal:
    """A server on which *ideeën* is live with 24 ideas; the first is Amina's, the second Sjoerd's."""

    server: Server
    dialoog: int
    avond: str
    beamer: str
    begeleider: str

    def phone(self, page: Page, wie: str) -> Page:
        page.context.add_cookies([{"name": f"toestel_{self.dialoog}", "value": wie, "url": self.server.adres}])
        page.goto(f"{self.server.adres}/d/wijk/")
        return page

    def open_regie(self, page: Page, rest: str = "") -> None:
        page.context.add_cookies([{"name": "dialoog", "value": self.begeleider, "url": self.server.adres}])
        page.goto(f"{self.server.adres}{self.avond}{rest}")


@pytest.fixture(scope="module")
def zaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zaal]:
    folder = tmp_path_factory.mktemp("samenvoegen")
    server = Server(folder)
    app = create_app(Config(data=server.data, sleutels=folder / "sleutels", adres=server.adres, testing=True))
    with app.app_context():
        upgrade()
        dialoog = builders.make_dialoog()
        evening = builders.make_bijeenkomst(dialoog)
        stap = builders.make_stap(evening, "ideeen", "live", muur="meteen")
        people = [
            builders.make_deelnemer(dialoog, wie.capitalize(), bijeenkomst=evening, token=wie)
            for wie in ("amina", "sjoerd")
        ]
        ids = builders.make_ideeen(dialoog, 24, stap)
        with transaction() as session:
            for number, tekst in zip(ids, TEKSTEN, strict=False):
                session.get_one(Idee, number).tekst = tekst
            for number, person in zip(ids, people, strict=False):
                session.get_one(Idee, number).indiener = person
        client = app.test_client()
        with client.session_transaction() as stored:
            stored.update(_user_id=f"{builders.make_begeleider(dialoog)}.1", _fresh=True)
        cookie = client.get_cookie("dialoog")
        assert cookie is not None
        token = db.session.get_one(Bijeenkomst, evening).beamer_token
        db.session.remove()
        db.engine.dispose()
    with server:
        yield Zaal(server, dialoog, f"/regie/wijk/avond/{evening}", f"{server.adres}/beamer/{token}", cookie.value)


def test_ideas_are_merged_for_all_to_see_and_come_apart_again(
    zaal: Zaal, phone: Callable[[], Page], regie: Page, beamer: Page
) -> None:
    amina, sjoerd = zaal.phone(phone(), "amina"), zaal.phone(phone(), "sjoerd")
    expect(sjoerd.locator("[data-ideeen='kaarten'] article")).to_contain_text("Aangekomen")
    zaal.open_regie(regie)
    regie.get_by_role("link", name="Samenvoegen").click()
    pair = regie.locator(".samen-paren li").filter(has_text=TEKSTEN[0])
    expect(pair).to_contain_text("Samen: bank, bushalte")
    pair.get_by_role("link", name="Voeg nummer 1 en 2 samen").click()
    expect(regie.get_by_role("heading", name="Nummer 1 en 2 samenvoegen?")).to_be_focused()
    regie.get_by_role("button", name="Ja, voeg samen in nummer 1").click()
    expect(sjoerd.locator("[data-ideeen='kaarten'] article")).to_contain_text("Samengevoegd met nr. 1")
    expect(sjoerd.locator("#banden")).to_contain_text("Nummer 2 is samengevoegd met nummer 1.")
    expect(amina.locator("[data-ideeen='kaarten'] article")).to_contain_text("De groep voegde hier nr. 2 bij.")
    expect(amina.locator("#muur-1")).to_contain_text(TEKSTEN[1])
    expect(amina.locator("#muur-2")).to_have_count(0)
    beamer.goto(zaal.beamer)
    expect(beamer.locator("#muur-1")).to_contain_text(f"Nr. 2: {TEKSTEN[1]}")
    regie.get_by_role("button", name="Haal weer uit elkaar nummer 1").click()
    expect(regie.get_by_text("Nog niets samengevoegd")).to_be_visible()
    expect(sjoerd.locator("[data-ideeen='kaarten'] article")).to_contain_text("Aangekomen")
    expect(beamer.locator("#muur-2")).to_have_count(1)
    regie.get_by_role("button", name="Dit is geen dubbele nummer 1 en 2").click()
    expect(regie.locator(".samen-paren li").filter(has_text=TEKSTEN[0])).to_have_count(0)


def test_a_question_reaches_the_author_and_the_answer_stands_beside_the_idea(
    zaal: Zaal, phone: Callable[[], Page], regie: Page
) -> None:
    amina, sjoerd = zaal.phone(phone(), "amina"), zaal.phone(phone(), "sjoerd")
    amina.get_by_label("Schrijf één idee").fill("Half geschreven")
    zaal.open_regie(regie)
    regie.locator(".ideelijst").get_by_text(TEKSTEN[0]).click()
    regie.get_by_text("Vraag aan de indiener").click()
    regie.get_by_label("Uw vraag").fill("Welke bushalte?")
    regie.get_by_role("button", name="Stel deze vraag").click()
    expect(regie.get_by_text("De indiener heeft nog niet geantwoord.")).to_be_visible()
    expect(amina.locator("#banden")).to_contain_text("een vraag over uw idee, nummer 1")
    expect(amina.locator(".ideevraag")).to_contain_text("Welke bushalte?")
    expect(sjoerd.locator(".ideevraag")).to_have_count(0)
    expect(amina.get_by_label("Schrijf één idee")).to_have_value("Half geschreven")
    amina.get_by_label("Uw antwoord").fill("Die bij de kerk.")
    amina.reload()
    expect(amina.get_by_label("Uw antwoord")).to_have_value("Die bij de kerk.")
    amina.get_by_role("button", name="Stuur uw antwoord").click()
    expect(amina.get_by_text("Aangekomen. Dank u wel.")).to_be_visible()
    expect(regie.locator(".inhand-vraag")).to_contain_text("Die bij de kerk.")
    regie.get_by_role("button", name="Zet het antwoord bij het idee").click()
    expect(regie.locator(".inhand-tekst")).to_contain_text("Die bij de kerk.")
    expect(amina.locator("#muur-1")).to_contain_text("Die bij de kerk.")


def test_one_idea_stands_large_by_its_number_and_turns_to_the_next(zaal: Zaal, regie: Page, beamer: Page) -> None:
    zaal.open_regie(regie)
    beamer.goto(zaal.beamer)
    regie.get_by_role("link", name="Eén idee groot").click()
    regie.get_by_label("Welk nummer?").fill("3")
    regie.keyboard.press("Enter")
    expect(beamer.locator(".een-idee")).to_contain_text(TEKSTEN[2])
    beamer.reload()
    expect(beamer.locator(".een-idee")).to_contain_text("Nr. 3")
    regie.get_by_role("button", name="Volgend idee groot").click()
    expect(beamer.locator(".een-idee")).to_contain_text("Nr. 4")
    regie.get_by_role("button", name="Haal nummer 4 weg").click()
    expect(beamer.locator(".een-idee")).to_have_count(0)
    expect(beamer.locator(".muur")).to_be_visible()


def test_the_wall_turned_by_hand_stands_still_also_after_a_reload(zaal: Zaal, regie: Page, beamer: Page) -> None:
    zaal.open_regie(regie)
    beamer.goto(zaal.beamer)
    shown = beamer.locator("[data-pagina]:not(.weg)")
    regie.get_by_role("button", name="Houd de muur even vast").click()
    expect(beamer.get_by_text("De muur staat even stil")).to_be_visible()
    held = shown.get_attribute("data-pagina")
    beamer.reload()
    expect(shown).to_have_attribute("data-pagina", held or "")
    total = beamer.locator("[data-pagina]").count()
    regie.get_by_role("button", name="Volgende bladzijde").click()
    following = str(int(held or 1) % total + 1)
    expect(shown).to_have_attribute("data-pagina", following)
    beamer.reload()
    expect(shown).to_have_attribute("data-pagina", following)
