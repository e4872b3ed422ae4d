"""A phone for more people, and two registrations that are one person: switched, ended, merged and split in the hall."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db
from dialoog.deelnemer.meedragen import start_meedragen
from tests import builders
from tests.pages import Telefoon
from tests.server import Server
from tests.stemming.conftest import Zaal as Plakzaal
from tests.stemming.conftest import make_zaal

pytestmark = [pytest.mark.browser, pytest.mark.lang]


@dataclass
class Zaal:
    """A server on which *ideeën* is live; Jan and Anna have phones, Corrie has none. `mensen`: name → person."""

    server: Server
    dialoog: int
    lijst: str
    mensen: dict[str, int]
    begeleider: str
    plakken: Plakzaal

    def phone(self, page: Page, wie: str) -> Page:
        page.context.add_cookies([{"name": f"toestel_{self.dialoog}", "value": wie, "url": self.server.adres}])
        page.goto(f"{self.server.adres}/d/wijk/")
        return page

    def open_regie(self, page: Page, wie: str) -> None:
        page.context.add_cookies([{"name": "dialoog", "value": self.begeleider, "url": self.server.adres}])
        page.goto(f"{self.server.adres}{self.lijst}/{self.mensen[wie]}")


@pytest.fixture(scope="module")
def zaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zaal]:
    folder = tmp_path_factory.mktemp("mensen")
    server = Server(folder)
    app = create_app(Config(data=server.data, sleutels=folder / "sleutels", adres=server.adres, testing=True))
    with app.app_context():
        upgrade()
        dialoog = builders.make_dialoog()
        evening = builders.make_bijeenkomst(dialoog)
        builders.make_stap(evening, "ideeen", "live", muur="meteen")
        people = {
            wie: builders.make_deelnemer(dialoog, wie, bijeenkomst=evening, token=wie.lower())
            for wie in ("Jan", "Anna")
        }
        people["Corrie"] = builders.make_deelnemer(dialoog, "Corrie", bijeenkomst=evening, zonder_telefoon=True)
        plakken = make_zaal("dorp")
        plakken.open()
        start_meedragen(plakken.dialoog, plakken.zonder_telefoon, plakken.mensen[0], "Marit")
        client = app.test_client()
        with client.session_transaction() as stored:
            stored.update(_user_id=f"{builders.make_begeleider(dialoog)}.1", _fresh=True)
        cookie = client.get_cookie("dialoog")
        assert cookie is not None
        db.session.remove()
        db.engine.dispose()
    with server:
        yield Zaal(server, dialoog, f"/regie/wijk/deelnemers/{evening}", people, cookie.value, plakken)


def test_jan_also_takes_part_for_corrie_until_the_begeleider_ends_it(
    zaal: Zaal, phone: Callable[[], Page], regie: Page
) -> None:
    jan = zaal.phone(phone(), "jan")
    Telefoon(jan).idee("Een idee van Jan zelf")
    zaal.open_regie(regie, "Corrie")
    regie.get_by_label("Wiens telefoon?").select_option("Jan")
    regie.get_by_role("button", name="Zet op deze telefoon").click()
    switch = jan.get_by_role("navigation", name="Voor wie doet u nu mee?")
    expect(switch).to_contain_text("U doet nu mee als Jan")
    switch.get_by_role("link", name="voor Corrie").click()
    expect(switch).to_contain_text("U doet nu mee voor Corrie")
    expect(jan.get_by_text("Een idee van Jan zelf", exact=True).first).to_be_visible()  # on the wall, not as Corrie's
    Telefoon(jan).idee("Samen koken, zegt Corrie")
    expect(jan.get_by_text("Aangekomen", exact=True)).to_have_count(1)

    jan.get_by_label("Schrijf één idee").fill("Half geschreven voor Corrie")
    regie.get_by_text("Beëindig", exact=True).first.click()
    regie.get_by_role("button", name="Ja, beëindig").click()
    expect(switch).to_contain_text("U doet niet meer mee voor deze persoon.")
    expect(jan.get_by_label("Schrijf één idee")).to_have_value("Half geschreven voor Corrie")
    jan.get_by_role("button", name="Stuur dit idee in").click()
    expect(jan.get_by_text("Half geschreven voor Corrie").or_(jan.get_by_label("Schrijf één idee"))).not_to_have_count(
        0
    )
    switch.get_by_role("link", name="Verder als uzelf").click()
    expect(switch).to_have_count(0)
    expect(jan.get_by_label("Schrijf één idee")).to_have_value("")


def test_two_registrations_become_one_person_and_two_again(zaal: Zaal, phone: Callable[[], Page], regie: Page) -> None:
    anna = zaal.phone(phone(), "anna")
    expect(anna.locator(".mijn-naam")).to_contain_text("Anna")
    zaal.open_regie(regie, "Jan")
    regie.get_by_role("link", name="Voeg samen met een andere aanmelding").click()
    regie.get_by_label("De andere aanmelding").select_option("Anna")
    regie.get_by_role("button", name="Kijk wat er gebeurt").click()
    expect(regie.get_by_text("Niemand krijgt de stickers te zien")).to_be_visible()
    regie.get_by_role("button", name="Voeg samen").click()
    expect(anna.locator(".mijn-naam")).to_contain_text("Jan")
    regie.get_by_role("link", name="Deelnemers").first.click()
    regie.get_by_role("button", name="Splits Anna").click()
    expect(anna.locator(".mijn-naam")).to_contain_text("Anna")


def test_each_has_a_sheet_of_stickers_of_its_own_on_one_phone(zaal: Zaal, phone: Callable[[], Page]) -> None:
    hall, page = zaal.plakken, phone()
    token = hall.tokens[hall.mensen[0]]
    page.context.add_cookies([{"name": f"toestel_{hall.dialoog}", "value": token, "url": zaal.server.adres}])
    page.goto(f"{zaal.server.adres}/d/dorp/")
    Telefoon(page).plak(hall.nummers[0])
    page.get_by_role("link", name="voor Corrie de Wit").click()
    knop = page.locator(f".plak[data-idee='{hall.nummers[0]}']")
    expect(knop).to_be_visible()
    expect(knop).not_to_have_attribute("data-toestand", "geplakt")
    Telefoon(page).plak(hall.nummers[1])
    page.get_by_role("link", name="Persoon 1", exact=True).click()
    expect(knop).to_have_attribute("data-toestand", "geplakt")
    expect(page.locator(f".plak[data-idee='{hall.nummers[1]}']")).not_to_have_attribute("data-toestand", "geplakt")


def test_a_phone_that_is_signed_off_keeps_nothing_of_who_used_it(zaal: Zaal, phone: Callable[[], Page]) -> None:
    hall, page = zaal.plakken, phone()
    token = hall.tokens[hall.mensen[1]]
    page.context.add_cookies([{"name": f"toestel_{hall.dialoog}", "value": token, "url": zaal.server.adres}])
    page.goto(f"{zaal.server.adres}/d/dorp/")
    Telefoon(page).plak(hall.nummers[0])
    page.evaluate("localStorage.setItem('pas:999', 'another dialogue on this phone')")
    page.goto(f"{zaal.server.adres}/d/dorp/pas")
    page.get_by_role("button", name="Maak een nieuwe pas").click()
    expect(page.get_by_role("img", name="QR-code van uw pas")).to_be_visible()
    page.get_by_text("Meld dit toestel af", exact=True).click()
    page.get_by_role("button", name="Ja, meld dit toestel af").click()
    expect(page.get_by_role("heading", name="Doe mee")).to_be_visible()
    kept = page.evaluate("Object.keys({...localStorage, ...sessionStorage})")
    assert [key for key in kept if key != "uit:"] == ["pas:999"]


def test_back_after_a_mistake_at_the_door_is_a_page_of_ours(zaal: Zaal, phone: Callable[[], Page]) -> None:
    page = phone()
    page.goto(f"{zaal.server.adres}/")
    for wrong in ("AAA 111", "AAA 112"):
        page.get_by_label("Code op het scherm").fill(wrong)
        page.get_by_role("button", name="Ga naar de deur").click()
        expect(page.get_by_text("Deze code kennen we niet.")).to_be_visible()
        expect(page.get_by_label("Code op het scherm")).to_have_value(wrong)
    page.get_by_role("link", name="Ik ben procesbegeleider").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    for _ in range(2):
        page.go_back()
        expect(page.get_by_role("heading", name="Doe mee")).to_be_visible()


def test_mijn_pas_asks_to_scan_only_what_is_painted_and_without_a_line_it_says_so(
    zaal: Zaal, phone: Callable[[], Page]
) -> None:
    page = zaal.phone(phone(), "anna")
    page.goto(f"{zaal.server.adres}/d/wijk/pas")
    page.get_by_role("button", name="Maak een nieuwe pas").click()
    qr, scan = page.get_by_alt_text("QR-code van uw pas"), page.get_by_text("Scan hem met uw andere toestel.")
    expect(qr).to_be_visible()
    expect(scan).to_be_visible()
    page.route("**/pas/qr", lambda route: route.abort())
    page.reload()
    expect(page.get_by_text("Uw pas staat op dit toestel en komt zo.")).to_be_visible()
    expect(scan).to_be_hidden()
    expect(page.get_by_text("De pas staat niet op dit toestel")).to_be_hidden()
    page.unroute("**/pas/qr")
    expect(qr).to_be_visible()
    assert qr.evaluate("(image) => image.naturalWidth > 0")
