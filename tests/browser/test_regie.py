"""The frame of the regie in a browser: one press is one step, a step begins at its top, and ideas have room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import db
from tests import builders
from tests.pages import Regie
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]

ZICHTBAAR = """() => {
  const onder = document.querySelector('.bijdehand').getBoundingClientRect().top;
  const rijen = [...document.querySelectorAll('.ideelijst li')];
  return rijen.filter((rij) => rij.getBoundingClientRect().bottom <= onder).length;
}"""


@pytest.fixture
def laptop(tmp_path: Path, regie: Page, monkeypatch: pytest.MonkeyPatch) -> Iterator[Regie]:
    """*Ideeën* is live with 40 ideas; colours and choosing come after it. The green button rests for a second."""
    monkeypatch.setenv("DIALOOG_RUST_S", "1")
    server = Server(tmp_path)
    app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
    with app.app_context():
        upgrade()
        dialoog = builders.make_dialoog()
        evening = builders.make_bijeenkomst(dialoog)
        first, *_ = [builders.make_stap(evening, soort) for soort in ("ideeen", "kleuren", "kiezen")]
        builders.make_ideeen(dialoog, 40, first)
        go_to_step(dialoog, evening, None, first, "Marit")
        serializer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert serializer is not None
        cookie = serializer.dumps({"_user_id": f"{builders.make_begeleider(dialoog)}.1", "_fresh": True})
        db.session.remove()
        db.engine.dispose()
    with server:
        regie.context.add_cookies([{"name": "dialoog", "value": cookie, "url": server.adres}])
        regie.goto(f"{server.adres}/regie/wijk/avond/{evening}")
        yield Regie(regie, server.adres)


def test_eight_ideas_are_seen_above_one_row_of_what_is_always_at_hand(laptop: Regie) -> None:
    assert laptop.page.evaluate(ZICHTBAAR) >= 8
    strip = laptop.page.locator(".bijdehand").bounding_box()
    assert strip
    assert strip["height"] < 64
    laptop.page.get_by_role("button", name="Zwart scherm").click()
    expect(laptop.page.get_by_role("button", name="Zwart scherm")).to_have_attribute("aria-pressed", "true")
    pressed = laptop.page.locator(".bijdehand").bounding_box()
    assert pressed
    assert pressed["height"] == strip["height"]
    laptop.page.get_by_role("link", name="Meer", exact=True).click()
    expect(laptop.page.get_by_role("button", name="Doe de deur dicht")).to_be_visible()


def test_a_second_quick_press_does_nothing_and_a_step_begins_at_its_top(laptop: Regie) -> None:
    page = laptop.page
    page.wait_for_timeout(1100)
    laptop.press("Sluit de ideeën")
    expect(laptop.green).to_contain_text("Ga naar Kleuren")
    laptop.green.click()
    expect(page.locator("#banden")).to_contain_text("De knop is net veranderd")
    laptop.live("Ideeën")
    page.wait_for_timeout(1100)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("window.scrollY") > 0
    laptop.press("Ga naar Kleuren")
    laptop.live("Kleuren")
    expect(page.locator(".kleurwerk")).to_be_visible()
    assert page.evaluate("window.scrollY") == 0
    laptop.green.click()
    page.wait_for_timeout(300)
    laptop.live("Kleuren")
