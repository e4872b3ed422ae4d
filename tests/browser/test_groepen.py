"""Tables in real browsers: by choice and by hand; each phone hears its own table; de pen goes over with one tap."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.config import Config
from dialoog.database import db
from tests import builders
from tests.pages import Regie, Telefoon
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]
MENSEN = ("Amina", "Bert", "Corrie", "Dirk", "Els", "Fatima")


@dataclass
class Zaal:
    """A server on which *tafels* is live; six people are in, each with a phone, but Fatima."""

    server: Server
    dialoog: int
    regie: str
    beamer: str
    begeleider: str

    def phone(self, page: Page, naam: str) -> Telefoon:
        cookie = {"name": f"toestel_{self.dialoog}", "value": f"telefoon-{naam}", "url": self.server.adres}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(f"{self.server.adres}/d/wijk/")
        return Telefoon(page)

    def open(self, page: Page, path: str) -> Regie:
        page.context.add_cookies([{"name": "dialoog", "value": self.begeleider, "url": self.server.adres}])
        page.goto(f"{self.server.adres}{path}")
        return Regie(page, self.server.adres)


@pytest.fixture
def zaal(tmp_path: Path) -> Iterator[Zaal]:
    server = Server(tmp_path)
    app = create_app(Config(data=server.data, sleutels=tmp_path / "sleutels", adres=server.adres, testing=True))
    with app.app_context():
        upgrade()
        dialoog = builders.make_dialoog()
        evening = builders.make_bijeenkomst(dialoog)
        builders.make_stap(evening, "groepen", "live", hoe="kiezen", aantal=0)
        builders.make_stap(evening, "belangen")
        for at, naam in enumerate(MENSEN):
            builders.make_deelnemer(
                dialoog,
                naam,
                bijeenkomst=evening,
                belangen=(1 + at % 2,),
                token=f"telefoon-{naam}" if naam != "Fatima" else None,
                zonder_telefoon=naam == "Fatima",
            )
        client = app.test_client()
        with client.session_transaction() as stored:
            stored.update(_user_id=f"{builders.make_begeleider(dialoog)}.1", _fresh=True)
        cookie = client.get_cookie("dialoog")
        assert cookie is not None
        token = db.session.get_one(Bijeenkomst, evening).beamer_token
        db.session.remove()
        db.engine.dispose()
    with server:
        yield Zaal(server, dialoog, f"/regie/wijk/avond/{evening}", f"/beamer/{token}", cookie.value)


def table(telefoon: Telefoon) -> str:
    return telefoon.page.locator(".tafel-groot").inner_text()


def test_people_choose_a_table_and_everybody_else_gets_one_when_choosing_ends(
    zaal: Zaal, phone: Callable[[], Page], regie: Page, beamer: Page
) -> None:
    begeleider = zaal.open(regie, zaal.regie)
    beamer.goto(f"{zaal.server.adres}{zaal.beamer}")
    amina, bert = zaal.phone(phone(), "Amina"), zaal.phone(phone(), "Bert")
    amina.kop("Kijk naar het scherm")
    begeleider.press("Laat kiezen uit 2 tafels")
    expect(beamer.locator("h1")).to_have_text("Kies een tafel op uw telefoon")
    for telefoon in (amina, bert):
        telefoon.kop("Kies een tafel")
        expect(telefoon.page.locator("[data-zonder-tafel]")).to_be_visible()
        telefoon.page.get_by_role("button", name="Kies tafel 2").click()
        expect(telefoon.page.locator(".is-mijn")).to_contain_text("Tafel 2")
    expect(amina.page.locator(".tafel-wie")).to_have_text("Aan deze tafel: Amina, Bert.")
    expect(beamer.locator(".zaaltafels li").nth(1)).to_contain_text("2 van 3")
    expect(regie.locator("[data-regio=tafelindeling]")).to_contain_text("Nog zonder tafel")
    begeleider.press("Sluit het kiezen")
    amina.kop("Uw tafel")
    expect(beamer.locator(".feiten")).to_contain_text("Iedereen heeft een tafel")
    expect(regie.locator(".tafelkaart h2 .getal")).to_have_text(["3", "3"])
    dirk = zaal.phone(phone(), "Dirk")
    expect(dirk.page.locator(".tafel-groot")).to_have_text("Tafel 1")
    begeleider.press("Belangen")
    amina.kop("Belangen")
    expect(amina.page.locator("[data-mijn-tafel]")).to_have_text("U zit aan tafel 2")


def test_de_pen_goes_over_with_one_tap_and_the_other_phones_see_it_at_once(
    zaal: Zaal, phone: Callable[[], Page], regie: Page
) -> None:
    begeleider = zaal.open(regie, zaal.regie)
    amina, bert, dirk = (zaal.phone(phone(), naam) for naam in ("Amina", "Bert", "Dirk"))
    begeleider.press("Laat kiezen uit 2 tafels")
    for telefoon, nummer in ((amina, 1), (bert, 1), (dirk, 2)):
        telefoon.page.get_by_role("button", name=f"Kies tafel {nummer}").click()
        expect(telefoon.page.locator(".is-mijn")).to_be_visible()
    expect(amina.page.locator("main").get_by_text("Tafel 1, u hebt de pen")).to_be_visible()
    expect(bert.page.locator("main").get_by_text("Tafel 1, Amina heeft de pen")).to_be_visible()
    amina.page.context.set_offline(True)  # her phone dies
    bert.page.get_by_role("button", name="Ik schrijf voor onze tafel").click()
    expect(bert.page.locator("main").get_by_text("Tafel 1, u hebt de pen")).to_be_visible()
    amina.page.context.set_offline(False)
    expect(amina.page.locator("main").get_by_text("Tafel 1, Bert heeft de pen")).to_be_visible()
    expect(amina.page.get_by_role("button", name="Ik schrijf voor onze tafel")).to_be_visible()
    expect(dirk.page.locator("main").get_by_text("Tafel 2, u hebt de pen")).to_be_visible()


def test_the_begeleider_drags_a_person_to_another_table_and_that_phone_follows(
    zaal: Zaal, phone: Callable[[], Page], regie: Page
) -> None:
    begeleider = zaal.open(regie, zaal.regie)
    amina = zaal.phone(phone(), "Amina")
    regie.get_by_label("Met de hand").check()
    regie.get_by_label("Hoeveel tafels?").fill("2")
    regie.get_by_role("button", name="Maak de tafels").click()
    amina.kop("Uw tafel")
    expect(amina.page.get_by_text("U zit nog aan geen tafel.")).to_be_visible()
    lists = regie.locator("[data-regio=tafelindeling] [data-groep]")
    expect(lists).to_have_count(3)
    expect(regie.locator(".tafels-paneel")).to_have_attribute("data-sleepbaar", "ja")
    regie.set_viewport_size({"width": 1280, "height": 1600})  # no strip over the tables
    row = regie.locator(".tafelrij", has_text="Amina")
    row.locator(".grip").hover()
    regie.mouse.down()
    box = lists.nth(2).bounding_box()
    assert box is not None
    for step in (0.2, 0.5, 0.6):
        regie.mouse.move(box["x"] + box["width"] * step, box["y"] + box["height"] / 2, steps=6)
    regie.mouse.up()
    expect(amina.page.locator(".tafel-groot")).to_have_text("Tafel 2")
    expect(amina.page.locator("[data-zonder-tafel]")).to_be_hidden()
    regie.get_by_role("link", name="Verplaats Amina").click()
    regie.get_by_role("button", name="Tafel 1").click()
    expect(amina.page.locator(".tafel-groot")).to_have_text("Tafel 1")
    begeleider.live("Groepen")
