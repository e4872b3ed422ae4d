"""A trekker at home: from the own page to a saved answer, past the last day; and the cards put in another order."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from dialoog import klok
from dialoog.database import db, transaction
from dialoog.opgave.models import Dialoog
from dialoog.voorstel.kaarten import make_loose
from dialoog.voorstel.queries import voorstellen
from dialoog.voorstel.slot import set_slot
from tests.browser.test_schrijven import Kaart, bewaard, sound, vel
from tests.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kaart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kaart]:
    server = Server(tmp_path_factory.mktemp("thuis"))
    kaart = Kaart(server)
    with server:
        yield kaart


def naar_huis(kaart: Kaart, page: Page) -> None:
    page.context.add_cookies([{"name": f"toestel_{kaart.dialoog}", "value": "amina", "url": kaart.server.adres}])
    page.goto(f"{kaart.server.adres}/d/wijk/voorstellen")


def voorbij(kaart: Kaart, dagen: int) -> None:
    """The last day is so many days from now."""
    with kaart.app.app_context(), transaction() as session:
        session.execute(update(Dialoog).values(kaarten_uiterlijk=klok.vandaag() + timedelta(days=dagen)))


def test_from_home_to_a_saved_answer_and_what_is_typed_after_the_last_day_is_kept(
    kaart: Kaart, phone: Callable[[], Page]
) -> None:
    page = phone()
    page.set_viewport_size({"width": 390, "height": 844})
    naar_huis(kaart, page)
    sound(page)
    page.get_by_role("link", name="Ga verder met vraag 1").click()
    vel(page).type("Een klusbus.")
    bewaard(page)
    tools, stand = page.locator("[data-balk]").bounding_box(), page.locator("[data-stand]").bounding_box()
    assert tools
    assert tools["height"] < 60  # one row
    assert stand
    assert abs((tools["y"] + tools["height"] / 2) - (stand["y"] + stand["height"] / 2)) < 12

    voorbij(kaart, -1)
    vel(page).type(" En een bakfiets.")
    late = page.locator("form [data-telaat]").first
    expect(late).to_contain_text("Een klusbus. En een bakfiets.")
    expect(page.get_by_text("De laatste dag is voorbij").first).to_be_visible()
    page.reload()
    expect(late).to_contain_text("En een bakfiets.")
    expect(page.locator("#tekst")).to_have_value("Een klusbus.")
    sound(page)

    with kaart.app.app_context():
        set_slot(kaart.dialoog, None, 1, op_slot=False, wie="Marit")
    page.reload()
    bewaard(page)
    assert kaart.html("voorstel") == "<p>Een klusbus. En een bakfiets.</p>"


@pytest.mark.lang
def test_the_begeleider_drags_a_card_to_another_place(kaart: Kaart, regie: Page) -> None:
    with kaart.app.app_context():
        make_loose(kaart.dialoog, None, "De soepkar", "Marit")
    regie.context.add_cookies([{"name": "dialoog", "value": kaart.cookie, "url": kaart.server.adres}])
    regie.goto(f"{kaart.server.adres}/regie/wijk/voorstellen")
    expect(regie.locator("ol[data-sleepbaar]")).to_be_visible()
    sound(regie)
    second = regie.locator("[data-sleep='2'] .grip")
    second.drag_to(regie.locator("[data-sleep='1']"), target_position={"x": 12, "y": 2})
    expect(regie.locator(".kaartrij").first).to_contain_text("De soepkar")
    regie.get_by_role("button", name="Voorstel 2 omlaag").click()
    expect(regie.locator(".kaartrij").first).to_contain_text("De klusbus")
    with kaart.app.app_context():
        assert [card.nummer for card in voorstellen(db.session(), kaart.dialoog)] == [1, 2]
        db.session.remove()
