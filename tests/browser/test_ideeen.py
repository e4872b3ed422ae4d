"""The phone of somebody who writes ideas: what is mine stays mine, and what is typed is never lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db
from tests import builders
from tests.server import Server

pytestmark = pytest.mark.browser


@dataclass
class Zaal:
    """A server on which *ideeën* is live, with two phones that are in; on another evening *kleuren* is."""

    server: Server
    dialoog: int
    ideeavond: str
    kleuravond: str
    begeleider: str

    def cookie(self, wie: str) -> dict[str, str]:
        return {"name": f"toestel_{self.dialoog}", "value": wie, "url": self.server.adres}

    def give(self, wie: str, tekst: str, kenmerk: str) -> httpx.Response:
        """An idea from a phone without a browser."""
        return httpx.post(
            f"{self.server.adres}/d/wijk/ideeen",
            json={"kenmerk": kenmerk, "tekst": tekst, "deelvragen": []},
            headers={"Origin": self.server.adres, "Cookie": f"toestel_{self.dialoog}={wie}"},
        )


@pytest.fixture
def zaal(tmp_path: Path) -> Iterator[Zaal]:
    server = Server(tmp_path)
    app = create_app(Config(data=server.data, sleutels=tmp_path / "sleutels", adres=server.adres, testing=True))
    with app.app_context():
        upgrade()
        dialoog = builders.make_dialoog()
        evening = builders.make_bijeenkomst(dialoog)
        builders.make_stap(evening, "ideeen", "live", muur="meteen")
        for wie in ("amina", "sjoerd"):
            builders.make_deelnemer(dialoog, wie.capitalize(), bijeenkomst=evening, token=wie)
        builders.make_deelnemer(dialoog, "Raadslid Bos", soort="toehoorder", bijeenkomst=evening, token="bos")
        other = builders.make_dialoog("kleuren")
        colours = builders.make_bijeenkomst(other)
        ideas = builders.make_ideeen(other, 4)
        builders.make_stap(colours, "kleuren", "live", verder=True, idee=ideas[0])
        client = app.test_client()
        with client.session_transaction() as stored:
            stored.update(_user_id=f"{builders.make_begeleider(dialoog, other)}.1", _fresh=True)
        cookie = client.get_cookie("dialoog")
        assert cookie is not None
        db.session.remove()
        db.engine.dispose()
    with server:
        yield Zaal(server, dialoog, f"/regie/wijk/avond/{evening}", f"/regie/kleuren/avond/{colours}", cookie.value)


def open_phone(zaal: Zaal, phone: Callable[[], Page]) -> Page:
    page = phone()
    page.context.add_cookies([zaal.cookie("amina")])
    page.goto(f"{zaal.server.adres}/d/wijk/")
    return page


def write(page: Page, tekst: str) -> None:
    page.get_by_label("Schrijf één idee").fill(tekst)
    page.get_by_role("button", name="Stuur dit idee in").click()


@pytest.mark.lang
def test_van_u_and_what_is_typed_survive_fifty_pushes(zaal: Zaal, phone: Callable[[], Page]) -> None:
    page = open_phone(zaal, phone)
    write(page, "Een bank met een dak")
    mine = page.locator(".muur-telefoon [data-nummer='1']")
    expect(mine).to_contain_text("van u")
    page.get_by_label("Schrijf één idee").fill("Half geschreven")
    page.get_by_label("2 Samen leven").check()
    for number in range(50):
        assert zaal.give("sjoerd", f"Idee van Sjoerd {number}", f"sjoerd-{number:012d}").status_code == 200
        if number == 20:
            expect(mine).to_have_class("kaart ideekaart is-van-mij")
    expect(page.locator(".muur-telefoon")).to_contain_text("Idee van Sjoerd 49")
    expect(page.locator(".van-mij")).to_have_count(0)  # pushed beyond the newest thirty
    assert zaal.give("amina", "Nog een van Amina", "amina-000000000001").status_code == 200
    expect(page.get_by_label("Schrijf één idee")).to_have_value("Half geschreven")
    expect(page.get_by_label("2 Samen leven")).to_be_checked()
    expect(page.get_by_role("heading", name="Alle ideeën")).to_contain_text("52")


def test_an_idea_is_on_its_way_until_the_server_has_answered_and_a_reload_loses_nothing(
    zaal: Zaal, phone: Callable[[], Page]
) -> None:
    page = open_phone(zaal, phone)
    expect(page.get_by_text("Nog geen idee.")).to_be_visible()
    page.route("**/d/wijk/ideeen", lambda route: route.abort())
    write(page, "Onderweg geschreven")
    card = page.locator("[data-ideeen='kaarten'] article")
    expect(card).to_contain_text("Onderweg")
    expect(card).not_to_contain_text("Aangekomen")
    page.get_by_label("Schrijf één idee").fill("Het volgende idee")
    page.unroute("**/d/wijk/ideeen")
    page.reload()
    expect(page.get_by_label("Schrijf één idee")).to_have_value("Het volgende idee")
    expect(card.first).to_contain_text("Aangekomen")
    expect(card.first).to_contain_text("Nr. 1")
    expect(card).to_have_count(1)


@pytest.mark.lang
def test_only_an_idea_that_arrived_is_counted_and_ticked(zaal: Zaal, phone: Callable[[], Page]) -> None:
    page = open_phone(zaal, phone)
    expect(page.get_by_text("Nog geen idee.")).to_be_visible()
    page.context.set_offline(True)
    write(page, "Nog onderweg")
    stand = page.locator("[data-ideeen=stand]")
    expect(stand).to_contain_text("1 onderweg")
    expect(stand.locator(".kaartje.vol")).to_have_count(0)
    page.context.set_offline(False)
    expect(stand.locator(".kaartje.vol")).to_have_count(1, timeout=40_000)
    expect(stand).to_contain_text("1 idee.")
    expect(stand).not_to_contain_text("onderweg")


@pytest.mark.lang
def test_a_part_of_the_page_that_does_not_come_is_asked_again(zaal: Zaal, phone: Callable[[], Page]) -> None:
    page = phone()
    page.context.add_cookies([zaal.cookie("amina")])
    page.route("**/onderdelen/ideeen.js", lambda route: route.abort())
    page.goto(f"{zaal.server.adres}/d/wijk/")
    write(page, "Met een streepje bereik")
    expect(page.locator("[data-ideeen='kaarten'] article")).to_contain_text("Aangekomen")


@pytest.mark.lang
def test_what_i_sent_from_another_tab_is_mine_here_too(zaal: Zaal, phone: Callable[[], Page]) -> None:
    first = open_phone(zaal, phone)
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.get_by_text("Nog geen idee.")).to_be_visible()
    write(first, "Uit de eerste tab")
    mine = second.locator("[data-ideeen='kaarten'] article")
    expect(mine.filter(has_text="Aangekomen")).to_have_count(1)
    expect(mine).to_have_count(1)
    expect(second.locator(".muur-telefoon [data-nummer='1']")).to_contain_text("van u")


@pytest.mark.lang
def test_who_only_looks_on_is_asked_nothing(zaal: Zaal, phone: Callable[[], Page]) -> None:
    page = phone()
    page.context.add_cookies([zaal.cookie("bos")])
    page.goto(f"{zaal.server.adres}/d/wijk/")
    expect(page.get_by_text("U leest hier mee.")).to_be_visible()
    expect(page.get_by_label("Schrijf één idee")).to_be_hidden()
    expect(open_phone(zaal, phone).get_by_text("U leest hier mee.")).to_be_hidden()


@pytest.mark.lang
def test_an_idea_can_be_changed_withdrawn_and_put_back(zaal: Zaal, phone: Callable[[], Page]) -> None:
    page = open_phone(zaal, phone)
    write(page, "Eerst zo")
    card = page.locator("[data-ideeen='kaarten'] article").first
    page.get_by_role("button", name="Wijzig nummer 1").click()
    page.get_by_label("Schrijf één idee").fill("Nu zo")
    page.get_by_role("button", name="Bewaar nummer 1").click()
    expect(card).to_contain_text("Nu zo")
    expect(card).to_contain_text("Aangekomen")
    page.get_by_role("button", name="Wijzig nummer 1").click()
    page.get_by_role("button", name="Trek dit idee in").click()
    expect(card).to_contain_text("Ingetrokken")
    page.get_by_role("button", name="Zet terug nummer 1").click()
    expect(card).to_contain_text("Aangekomen")
    expect(page.locator(".muur-telefoon")).to_contain_text("Nu zo")


@pytest.mark.lang
def test_what_the_begeleider_does_with_my_idea_shows_on_my_phone(
    zaal: Zaal, phone: Callable[[], Page], regie: Page
) -> None:
    idee = zaal.give("amina", "Een bank", "amina-000000000001").json()["idee"]["id"]
    page = open_phone(zaal, phone)
    card = page.locator("[data-ideeen='kaarten'] article").first
    expect(card).to_contain_text("Aangekomen")
    regie.context.add_cookies([{"name": "dialoog", "value": zaal.begeleider, "url": zaal.server.adres}])
    regie.goto(f"{zaal.server.adres}{zaal.ideeavond}?idee={idee}")
    regie.get_by_role("button", name="Verberg dit idee").click()
    expect(card).to_contain_text("Niet op de muur")
    regie.get_by_role("button", name="Zet dit idee weer op de muur").click()
    expect(card).to_contain_text("Aangekomen")


GEZIEN = """() => {
  window.gezien = [];
  new MutationObserver(() => {
    const nu = document.querySelector(".inhand header b")?.textContent;
    if (nu && window.gezien.at(-1) !== nu) window.gezien.push(nu);
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


@pytest.mark.lang
def test_on_a_slow_line_the_next_idea_comes_by_itself_and_never_goes_back(
    zaal: Zaal, phone: Callable[[], Page]
) -> None:
    """Taps 0.9 s apart while an answer takes longer: an answer that is overtaken may not lay an older page."""
    page = phone()  # the begeleider walks through the hall with a phone
    page.context.add_cookies([{"name": "dialoog", "value": zaal.begeleider, "url": zaal.server.adres}])
    page.goto(f"{zaal.server.adres}{zaal.kleuravond}")
    page.wait_for_load_state("networkidle")
    page.evaluate(GEZIEN)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 700, "downloadThroughput": 60_000, "uploadThroughput": 20_000}
    line.send("Network.emulateNetworkConditions", slow)
    for _ in range(3):
        # twice at once: the page still shows the idea that was coloured
        page.locator(".kleurknop.kleur-rood").evaluate("(button) => { button.click(); button.click(); }")
        page.wait_for_timeout(900)
    page.locator("body:not([aria-busy])").wait_for()
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("window.gezien")
    assert len(seen) > 1
    assert seen == sorted(set(seen))
    expect(page.locator(".hoekje-rood .nummers button")).to_have_count(len(seen))
    expect(page.get_by_text("intussen veranderd")).to_have_count(0)


@pytest.mark.lang
def test_keys_colour_one_idea_each_and_can_be_switched_off(zaal: Zaal, regie: Page) -> None:
    regie.context.add_cookies([{"name": "dialoog", "value": zaal.begeleider, "url": zaal.server.adres}])
    regie.goto(f"{zaal.server.adres}{zaal.kleuravond}")
    hand = regie.locator(".inhand header")
    expect(hand).to_contain_text("Nr. 1")
    regie.wait_for_load_state("networkidle")
    regie.keyboard.press("4")
    regie.keyboard.press("4")  # at once: the page still shows number 1
    expect(hand).to_contain_text("Nr. 2")
    expect(regie.locator(".hoekje-rood .nummers")).to_have_text("1")
    regie.keyboard.press("1")
    expect(hand).to_contain_text("Nr. 3")
    regie.keyboard.press("ArrowLeft")
    expect(hand).to_contain_text("Nr. 2")
    expect(hand).to_contain_text("grijs")
    regie.get_by_label("Toetsen werken").uncheck()
    regie.keyboard.press("3")
    regie.get_by_role("button", name="NOW").click()
    expect(regie.locator(".hoekje-blauw .nummers")).to_have_text("2")
    expect(regie.locator("[data-regio='laatste']")).to_contain_text("Nr. 2 is blauw, NOW")
